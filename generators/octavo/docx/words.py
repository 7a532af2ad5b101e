"""The words that Word documents get beside the source's own, by language; and dates as words."""

from __future__ import annotations

from dataclasses import dataclass, fields

from octavo.document.problem import SourceError
from octavo.docx.values import read_values, wrong_value
from octavo.files.library import Library
from octavo.files.source_file import error
from octavo.style.languages import suggest_words

FILE = "templates/word/words.yaml"


@dataclass(frozen=True, slots=True)
class WordPhrases:
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
    isbn_formats: tuple[tuple[str, str], ...] = ()
    """Name of a format in the source, and as it is printed."""


def load_words(library: Library, language: str, file: str = FILE) -> WordPhrases:
    """The words of `language`, or of the language without its region.

    Raises `SourceError` naming every word that is missing.
    """
    values = read_values(library, file)
    known = {path.split(".")[0] for path in values}
    chosen = next((name for name in (language, language.split("-")[0]) if name in known), "")
    if not chosen:
        message = f"`{file}` has no words for the language `{language}`"
        raise SourceError((error("TPL001", message, None, suggest_words(library, language)),))
    names = [field.name for field in fields(WordPhrases) if field.name != "isbn_formats"]
    missing = [name for name in names if f"{chosen}.{name}" not in values]
    if missing:
        raise SourceError(
            tuple(wrong_value(file, f"`{chosen}.{name}` is missing") for name in missing)
        )
    start = f"{chosen}.isbn_formats."
    formats = tuple(
        (path.removeprefix(start), value)
        for path, value in values.items()
        if path.startswith(start)
    )
    return WordPhrases(**{name: values[f"{chosen}.{name}"] for name in names}, isbn_formats=formats)
