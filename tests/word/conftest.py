"""Word files that many tests look at, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.files.library import Folder
from octavo.selection.audience import select
from octavo.source.draft import read
from octavo.word import WordOptions, generator
from word.sample import DOCUMENT, LIBRARY

CONTENT = Path(__file__).parents[2] / "content" / "space-2040"


@pytest.fixture(scope="session")
def sample() -> bytes:
    """The Word file of the document that uses every kind of node."""
    return generator.generate(DOCUMENT, WordOptions(embed_fonts=False), LIBRARY).data


@pytest.fixture(scope="session")
def proceedings() -> bytes:
    """The Word file of the proceedings for the general reader, as it is built."""
    return generator.generate(select(read(CONTENT)), WordOptions(), Folder(CONTENT)).data
