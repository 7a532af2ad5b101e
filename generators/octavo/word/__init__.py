"""The Word version: the book in Word's own terms, for those who edit it."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.document import Document
from octavo.generator import Generator, Output
from octavo.library import Library


@dataclass(frozen=True, slots=True)
class Options:
    """How the Word version is made."""

    embed_fonts: bool = True
    """Whether the faces travel with the file, for readers who have not installed them."""
    review: bool = False
    """A copy for review: with the author's queries as comments, line numbers, and tracked changes
    switched on."""
    template: str = ""
    """The house's own template, a `.docx` or `.dotx` in the publication's `templates/`; empty for
    ours."""

    @property
    def edition(self) -> str:
        """What the name of the file says of it; empty for the usual one."""
        return "review" if self.review else ""


def write_word(document: Document, options: Options, library: Library) -> Output:
    """The Word version of `document`. Raises `SourceError` when the source does not allow it."""
    from octavo.word.book import write_book

    chosen = (options.embed_fonts, options.review, options.template)
    return write_book(document, *chosen, library)


generator = Generator(
    ".docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Options,
    write_word,
    label="",
    takes_queries=lambda options: options.review,
)
