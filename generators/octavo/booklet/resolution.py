"""Figures that do not suit the size at which a booklet shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from octavo.booklet.cover_picture import list_coarse_cover
from octavo.booklet.logo import list_coarse_logo
from octavo.booklet.pages import BookContext, measure_columns
from octavo.document import Block, Figure, FigureGroup, Picture, Section, Statistics
from octavo.document.length import Length, mm
from octavo.document.problem import Problem, SourceError, Span
from octavo.document.walk import query
from octavo.files.pixels import measure_crop, read_size
from octavo.pdf.preflight import judge_resolution
from octavo.pdf.tags import StructureElement
from octavo.typeset.blocks import set_blocks
from octavo.typeset.context import Region
from octavo.typeset.figure_groups import arrange_parts, is_photo_page
from octavo.typeset.figures import frame_figure, has_plate, list_in_rows
from octavo.typeset.plates import RESOLUTION, arrange_page, measure_plate


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
        for size, width, span in _list_widths(section, book):
            found = min(size[0] * mm(25.4) / width, RESOLUTION)
            if problem := judge_resolution(size, found, printed=True, span=span):
                yield problem


_PrintedPicture: TypeAlias = tuple[tuple[int, int], Length, Span | None]
"""The pixels of a picture that are seen, how wide these are printed, and where it is written."""


def _list_widths(section: Section, book: BookContext) -> Iterator[_PrintedPicture]:
    context = book.typeset
    in_rows = list_in_rows(section.blocks)
    measure = measure_columns(section.columns, book)
    for group in query(section, FigureGroup):
        yield from _list_parts(group, measure, book)
    for figure in query(section, Figure):
        if not isinstance(figure.artwork, Picture) or figure.part:
            continue
        size = read_size(context.library.read(figure.artwork.file))
        region = Region(measure, StructureElement("Sect"))
        if has_plate(figure):
            plate = measure_plate(figure, context, region)
            yield measure_crop(size, (plate.width, plate.height)), plate.width, figure.span
        else:
            frame = frame_figure(figure, size, context, region, figure.id in in_rows)
            yield size, frame.width, figure.span


def _list_parts(
    group: FigureGroup, measure: Length, book: BookContext
) -> Iterator[_PrintedPicture]:
    context = book.typeset
    boxes = arrange_page(group, context)[0] if is_photo_page(group) else ()
    for part, box in zip(group.parts, boxes, strict=False):
        if isinstance(part.artwork, Picture):
            size = read_size(context.library.read(part.artwork.file))
            yield measure_crop(size, (box.width, box.height)), box.width, part.span
    for placed in (part for row in arrange_parts(group, measure, context) for part in row):
        artwork = placed.figure.artwork
        if isinstance(artwork, Picture) and not boxes:
            size = read_size(context.library.read(artwork.file))
            yield size, placed.width, placed.figure.span
