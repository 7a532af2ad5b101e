"""Figures that do not suit the size at which a booklet shows them."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from octavo.booklet.cover_picture import list_coarse_cover
from octavo.booklet.logo import list_coarse_logo
from octavo.booklet.pages import BookContext, measure_columns
from octavo.document import Block, Figure, FigureGroup, Picture, Section, Statistics
from octavo.document.length import Length, mm
from octavo.document.problem import Problem, SourceError, Span
from octavo.document.walk import query
from octavo.files.pixels import read_size
from octavo.pdf.preflight import judge_resolution
from octavo.pdf.tags import StructureElement
from octavo.typeset.blocks import set_blocks
from octavo.typeset.context import Region
from octavo.typeset.figure_groups import arrange_parts
from octavo.typeset.figures import find_room, fit_picture, list_in_rows, set_legend


def list_high_drawings(book: BookContext) -> Iterator[Problem]:
    """What keeps drawings from their pages, by setting the blocks in which they stand."""
    sections = [one for one in book.document.sections if one.kind != "theme"]
    for section in sections:
        region = Region(measure_columns(section.columns, book), book.typeset.canvas.root)
        for block in filter(_has_drawing, section.blocks):
            yield from _try_to_set(block, book, region)


def _try_to_set(block: Block, book: BookContext, region: Region) -> tuple[Problem, ...]:
    try:
        set_blocks((block,), book.typeset, region)
    except SourceError as fault:
        return fault.problems
    return ()


def _has_drawing(block: Block) -> bool:
    drawn = (not isinstance(one.artwork, Picture) for one in query(block, Figure))
    return any(drawn) or any(query(block, Statistics))


def list_coarse_pictures(book: BookContext) -> Iterator[Problem]:
    """What the preflight of the edition for the printer would say of the pictures of cover and
    figures."""
    yield from list_coarse_cover(book)
    yield from list_coarse_logo(book)
    for section in book.document.sections:
        for picture, width, span in _list_widths(section, book):
            size = read_size(book.typeset.library.read(picture.file))
            found = size[0] * mm(25.4) / width
            if problem := judge_resolution(size, found, printed=True, span=span):
                yield problem


def _list_widths(
    section: Section, book: BookContext
) -> Iterator[tuple[Picture, Length, Span | None]]:
    """Each picture of the section, how wide it is set, and where it stands."""
    context = book.typeset
    in_rows = list_in_rows(section.blocks)
    measure = measure_columns(section.columns, book)
    groups = (arrange_parts(one, measure, context) for one in query(section, FigureGroup))
    for placed in (part for rows in groups for row in rows for part in row):
        if isinstance(placed.figure.artwork, Picture):
            yield placed.figure.artwork, placed.width, placed.figure.span
    for figure in query(section, Figure):
        if isinstance(figure.artwork, Picture) and not figure.part:
            size = read_size(context.library.read(figure.artwork.file))
            region = Region(measure, StructureElement("Sect"))
            caption = set_legend(figure, context, region, region.parent)
            room = find_room(caption, context) if figure.id in in_rows else inf
            width = fit_picture(size, measure * figure.width, context.tallest, room)
            yield figure.artwork, width, figure.span
