"""The Word version: the book in Word's own terms, for those who edit it."""

from __future__ import annotations

from octavo.document import Document
from octavo.document.problem import Problem
from octavo.docx.vocabulary import VOCABULARY
from octavo.files.library import Library
from octavo.generator import Generator, Output, TemplateReport
from octavo.word.options import WordOptions as WordOptions


def write_word(document: Document, options: WordOptions, library: Library) -> Output:
    """The Word version of `document`. Raises `SourceError` when the source does not allow it."""
    from octavo.word.book import write_book

    return write_book(document, options, library)


def check(document: Document, options: WordOptions, library: Library) -> tuple[Problem, ...]:
    """What keeps the Word version from being written: templates, figures, LibreOffice.

    Raises `SourceError` for the first of these that cannot be read.
    """
    from octavo.word.book import list_faults

    return list_faults(document, options, library)


def describe(file: str, library: Library) -> TemplateReport:
    """What the Word version takes from the template called `file`.

    Raises `SourceError` when it cannot be used.
    """
    from octavo.word.template_report import describe_template

    return describe_template(file, library)


generator = Generator(
    ".docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    WordOptions,
    write_word,
    label="",
    variant=lambda options: "review" if options.review else "",
    title=lambda options: "Word version for review" if options.review else "Word version",
    check=check,
    takes_queries=lambda options: options.review,
    describe=describe,
    complete=True,
    vocabulary=(*VOCABULARY, "review", "Q"),
)
