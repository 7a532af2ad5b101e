"""Figures of several parts to rows: artworks side by side, a caption below each and below all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from octavo.artwork.side_by_side import PartRow, PartsFrame, PlacedPart, arrange
from octavo.document import FigureGroup, Note, Picture
from octavo.document.length import Length, add_up
from octavo.document.walk import query
from octavo.files.pixels import read_size
from octavo.pdf.tags import StructureElement
from octavo.typeset.captions import set_caption
from octavo.typeset.context import Region, TypesetContext
from octavo.typeset.figures import (
    ABOVE_CAPTION,
    BELOW_FIGURE,
    draw_artwork,
    prepare_drawing,
)
from octavo.typeset.flow import (
    FlowItem,
    ItemPainter,
    collect_entries,
    collect_notes,
    stack_rows,
    whole_lines,
)
from octavo.typeset.pictures import prepare_picture
from octavo.typeset.plates import set_photo_page

BETWEEN_ROWS = 0.9
"""Below the captions of a row of parts, in lines: more than between an artwork and its caption, so
that one sees what the caption is of; a whole line costs a page of two rows a line of text."""


MOST_ROWS = 2
"""Rows of parts that a figure has in one of several columns at most, if it has fewer across the
page: two pictures one above the other are seen at once, with three a column is full of them, and
each is as small as half the page is wide."""


def set_figure_group(
    group: FigureGroup, context: TypesetContext, region: Region
) -> tuple[FlowItem, ...]:
    """One strip: the rows of parts, then the caption of the whole. It is cut between parts alone.

    In a row the artworks end at one height, and the captions below them begin on one line. Parts
    that would stand one under the other in their column go over all columns if that helps.
    """
    if is_photo_page(group) and (page := set_photo_page(group, context, region)):
        return page
    grid = context.styles.text.leading
    element = region.parent.add("Aside")
    arranged, region = _choose_region(group, context, region)
    rows: list[FlowItem] = []
    for row in arranged:
        rows += _set_row(row, element, context, region)
    label = f"{context.names['figure']} {group.number}" if group.number else ""
    caption = set_caption(label, group.caption, group.credit, context, region, element)
    if caption:
        above = grid * ABOVE_CAPTION
        rows[-1] = replace(rows[-1], keep_with_next=True, space_after=above)
    total = add_up(row.height + row.space_after for row in (*rows, *caption))
    total += grid * BELOW_FIGURE if caption else 0.0
    strip = stack_rows((*rows, *caption), whole_lines(total, grid), grid)
    spans = bool(region.full) and region.measure == region.full
    return (replace(strip, floats=bool(caption), sequence="figure", spans=spans),)


def is_photo_page(group: FigureGroup) -> bool:
    """Whether the pictures of a group fill a page; not where a caption calls notes, which have no
    room there."""
    return group.place == "page" and not any(query(group, Note)) and len(group.parts) > 1


def _choose_region(
    group: FigureGroup, context: TypesetContext, region: Region
) -> tuple[tuple[PartRow, ...], Region]:
    """The rows of the parts, and where they are set: in the column, or over all of them."""
    rows = arrange_parts(group, region.measure, context)
    if len(rows) > MOST_ROWS and region.full > region.measure:
        wider = arrange_parts(group, region.full, context)
        if len(wider) < len(rows):
            return wider, region.widen()
    return rows, region


def arrange_parts(
    group: FigureGroup, measure: Length, context: TypesetContext
) -> tuple[PartRow, ...]:
    """The rows of the parts on a column so wide."""
    files = [part.artwork.file for part in group.parts if isinstance(part.artwork, Picture)]
    sizes = {file: read_size(context.library.read(file)) for file in files}
    shapes = {file: across / down for file, (across, down) in sizes.items()}
    frame = PartsFrame(measure * group.width, context.tallest)
    return arrange(group.parts, shapes, frame, context.text.theme, context.text.faces)


@dataclass(frozen=True, slots=True)
class _SetPart:
    """A part before it has its place in the row."""

    id: str
    paint: ItemPainter
    height: Length
    """Of the artwork."""
    caption: tuple[FlowItem, ...]


def _set_row(
    row: PartRow, element: StructureElement, context: TypesetContext, region: Region
) -> tuple[FlowItem, ...]:
    """A row of parts as one strip; one that stands alone in it may be cut inside its caption."""
    grid = context.styles.text.leading
    parts = [_set_part(part, element, context, region) for part in row]
    high = max(part.height for part in parts) + grid * ABOVE_CAPTION
    captions = [add_up(line.height for line in part.caption) for part in parts]
    total = high + max(captions)
    apart = grid * BETWEEN_ROWS
    art = _paint_artworks(parts, high - grid * ABOVE_CAPTION, context)
    ids = tuple(part.id for part in parts if part.id)
    if len(parts) == 1:
        held = bool(parts[0].caption)
        artwork = FlowItem(high, art, held, ids=ids)
        strip = stack_rows((artwork, *parts[0].caption), total, 0.0)
        return (replace(strip, floats=False, space_after=apart),)

    def paint(x: Length, top: Length) -> None:
        art(x, top)
        for part in parts:
            at = top - high
            for line in part.caption:
                line.paint(x, at)
                at -= line.height

    lines = [line for part in parts for line in part.caption]
    return (
        FlowItem(
            total,
            paint,
            ids=ids,
            space_after=apart,
            notes=collect_notes(lines),
            entries=collect_entries(lines),
        ),
    )


def _paint_artworks(
    parts: Sequence[_SetPart], high: Length, context: TypesetContext
) -> ItemPainter:
    """The artworks, their lower edges on one line; references to the parts lead to them."""

    def paint(x: Length, top: Length) -> None:
        for part in parts:
            if part.id:
                context.canvas.destination(part.id, top)
            part.paint(x, top - high + part.height)

    return paint


def _set_part(
    placed: PlacedPart, element: StructureElement, context: TypesetContext, region: Region
) -> _SetPart:
    figure = placed.figure
    group = element.add("Sect")
    group.span = figure.span
    shown = group.add("Figure", alternative=figure.alternative)
    inner = region.narrow(placed.measure, region.parent, placed.left)
    caption = set_caption(figure.label, figure.caption, figure.credit, context, inner, group)
    if isinstance(figure.artwork, Picture):
        data = context.library.read(figure.artwork.file)
        paint, height = prepare_picture(data, placed.width, context, inner, shown)
    else:
        drawing = draw_artwork(
            figure.artwork, figure.title, figure.span, caption, context, placed.width
        )
        paint, height = prepare_drawing(drawing, context, inner, shown)
    return _SetPart(figure.id, paint, height, caption)
