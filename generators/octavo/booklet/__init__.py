"""The generator `booklet`: the proceedings as a tagged, archival PDF."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.document import Document
from octavo.generator import Generator, Output
from octavo.library import Library


@dataclass(frozen=True, slots=True)
class Options:
    """What a booklet can be asked for."""


def generate(document: Document, options: Options, library: Library) -> Output:
    """The booklet of `document`. Raises `SourceError` for a template or a character that fails."""
    from octavo.booklet.binding import bind

    return bind(document, library)


generator = Generator(".pdf", "application/pdf", Options, generate, label="")
