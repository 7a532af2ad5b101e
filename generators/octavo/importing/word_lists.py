"""What importing knows of languages, from `templates/import/words.yaml`."""

from __future__ import annotations

from functools import cache
from typing import Annotated

from pydantic import Field

from octavo.document.sections import SectionKind
from octavo.files.library import Memory
from octavo.files.models import StrictModel
from octavo.style.phrases import load_style

FILE = "templates/import/words.yaml"
Words = Annotated[list[str], Field(min_length=1)]


class LanguageWordList(StrictModel):
    """What one language has."""

    tag: str
    stop_words: str
    foreword: str
    introduction: str
    months: str


class ImportWordLists(StrictModel):
    """The file; it explains itself."""

    languages: dict[str, LanguageWordList]
    kinds: dict[SectionKind, Words]
    labels: Words
    events: Words
    photographs: Words
    abbreviations: Words
    contents: Words
    between: Words
    before_places: Words
    after_places: Words
    small_words: Words
    letters: dict[str, str]


@cache
def load_word_lists() -> ImportWordLists:
    """The built-in lists: no publication is there yet that could bring its own."""
    return load_style(Memory({}), FILE, ImportWordLists)
