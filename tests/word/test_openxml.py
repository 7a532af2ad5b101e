"""What Microsoft's own validator says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from judges.openxml import validate
from octavo.document import Document
from octavo.word import WordOptions, generator
from word.sample import DOCUMENT, LIBRARY, PUBLICATION

pytestmark = pytest.mark.slow


def make(document: Document, embed_fonts: bool = True, review: bool = False) -> bytes:
    """The Word file of a document."""
    return generator.generate(document, WordOptions(embed_fonts, review), LIBRARY).data


def test_the_validator_finds_nothing(openxml: Path) -> None:
    empty = replace(DOCUMENT, sections=(), photos=(), abbreviations=())
    marked = replace(DOCUMENT, publication=replace(PUBLICATION, marking="Hand & eyes <only>"))
    french = replace(DOCUMENT, publication=replace(PUBLICATION, language="fr-FR"))
    files = {
        "everything": make(DOCUMENT),
        "without faces": make(DOCUMENT, embed_fonts=False),
        "for review": make(DOCUMENT, review=True, embed_fonts=False),
        "nothing": make(empty, embed_fonts=False),
        "marked": make(marked, embed_fonts=False),
        "in French": make(french, embed_fonts=False),
    }

    assert validate(openxml, files) == {name: [] for name in files}
