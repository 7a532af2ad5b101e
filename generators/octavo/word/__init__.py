"""The Word version: the book in Word's own terms, for those who edit it."""

from __future__ import annotations

from octavo.document import Document
from octavo.files.library import Library
from octavo.generator import Generator, Output
from octavo.word.options import WordOptions as WordOptions


def write_word(document: Document, options: WordOptions, library: Library) -> Output:
    """The Word version of `document`. Raises `SourceError` when the source does not allow it."""
    from octavo.word.book import write_book

    return write_book(document, options, library)


generator = Generator(
    ".docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    WordOptions,
    write_word,
    label="",
    variant=lambda options: "review" if options.review else "",
    takes_queries=lambda options: options.review,
)
