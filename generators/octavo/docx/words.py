"""The words that Word documents get beside the source's own."""

from __future__ import annotations

from pydantic import Field

from octavo.document.problem import SourceError
from octavo.files.library import Library
from octavo.files.models import StrictModel
from octavo.files.source_file import error
from octavo.style.language_file import read_section, suggest_words
from octavo.style.phrases import find_section


class WordPhrases(StrictModel):
    """One language's words, each as it is printed."""

    contents: str
    figures: str
    tables: str
    figure: str
    table: str
    section: str
    key_messages: str
    abbreviations: str
    short_form: str
    meaning: str
    photographs: str
    photograph_number: str
    photograph_caption: str
    photograph_credit: str
    photographs_not_supplied: str
    about: str
    numbers: str
    isbn: str
    doi: str
    index: str
    sentence_end: str
    query: str
    isbn_formats: dict[str, str] = Field(default_factory=dict[str, str])
    """By the name of a format in the source, how it is printed."""


def load_words(library: Library, folder: str, language: str) -> WordPhrases:
    """The words for the template folder in `language`, or in the language without its region.

    Raises `SourceError` naming every word that is missing.
    """
    found = read_section(library, language, find_section(folder), WordPhrases)
    if found is None:
        message = f"`{folder}` has no words for the language `{language}`"
        raise SourceError((error("TPL001", message, None, suggest_words(library, language)),))
    return found[0]
