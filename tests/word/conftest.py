"""The sample as a Word file, made once."""

from __future__ import annotations

import pytest

from octavo.word import Options, generator
from word.sample import DOCUMENT, LIBRARY


@pytest.fixture(scope="session")
def sample() -> bytes:
    """The Word file of the document that uses every kind of node."""
    return generator.generate(DOCUMENT, Options(embed_fonts=False), LIBRARY).data
