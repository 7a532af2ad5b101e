"""Pictures with too few pixels for the size at which a booklet shows them."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.booklet.pages import BookContext, measure_columns
from octavo.document import Figure, Picture, Section
from octavo.document.length import mm
from octavo.document.problem import Problem
from octavo.document.walk import query
from octavo.pdf.preflight import judge_resolution
from octavo.typeset.figures import fit_picture, read_size


def list_coarse_pictures(book: BookContext) -> Iterator[Problem]:
    """What the preflight of the edition for the printer would say of each figure's picture."""
    for section in book.document.sections:
        for figure in query(section, Figure):
            yield from _judge(figure, section, book)


def _judge(figure: Figure, section: Section, book: BookContext) -> Iterator[Problem]:
    if not isinstance(figure.artwork, Picture):
        return
    size = read_size(book.typeset.library.read(figure.artwork.file))
    measure, tallest = measure_columns(section.columns, book), book.typeset.tallest
    found = size[0] * mm(25.4) / fit_picture(size, measure, tallest)
    if problem := judge_resolution(size, found, printed=True, span=figure.span):
        yield problem
