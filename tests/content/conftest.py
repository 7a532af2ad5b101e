"""The publication that the tests of the content look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.document import Draft
from octavo.source.draft import read

FOLDER = Path(__file__).parents[2] / "content" / "space-2040"


@pytest.fixture(scope="session", name="draft")
def make_draft() -> Draft:
    return read(FOLDER)
