"""Figures and statistics to rows: what stands in the column besides running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from octavo.artwork.drawings import Drawable, draw
from octavo.artwork.faults import CannotDrawError
from octavo.artwork.figure_data import tell
from octavo.document import Blocks, Figure, FigureGroup, Picture, Statistics
from octavo.document.drawing import Drawing
from octavo.document.length import Length, add_up
from octavo.document.problem import SourceError, Span
from octavo.files.pixels import read_size
from octavo.pdf.tags import StructureElement
from octavo.typeset.captions import set_caption
from octavo.typeset.context import Region, TypesetContext
from octavo.typeset.flow import (
    SLIP,
    FlowItem,
    ItemPainter,
    stack_rows,
    whole_lines,
)

ABOVE_CAPTION, BELOW_FIGURE = 0.5, 0.55
"""Space above a caption, and at least below a figure, in lines: what is above is less than what is
below, so that one sees what the caption is of. Heights are then rounded up to whole lines."""
MOST_OF_PAGE = 0.62
"""Part of a page's height that a picture may take: on A5 thirteen lines are left for its caption
and for text. At 0.9 nothing changes in the proceedings, but a tall photograph would leave three
lines."""


LEAST_OF_WIDTH = 0.55
"""Part of its width below which a picture is not made smaller so that two figures stand on a page:
on A5 an upright one is then 60 mm high, as a photographic print. At 0.7 squares and upright ones
stood alone, each on a page that was half empty; with less, what a reader should see is lost."""


ROWS = (Figure, FigureGroup)
"""What stands in a row with a figure."""


def list_in_rows(blocks: Blocks) -> frozenset[str]:
    """The ids of the figures that stand next to another, with no text between."""
    pairs = [
        (one.id, other.id)
        for one, other in pairwise(blocks)
        if isinstance(one, ROWS) and isinstance(other, ROWS)
    ]
    return frozenset(id for pair in pairs for id in pair)


def set_figure(
    figure: Figure, context: TypesetContext, region: Region, in_a_row: bool = False
) -> tuple[FlowItem, ...]:
    """One strip: the artwork, its caption and its credit. It may float to the next page.

    In a row of figures a picture is made so much smaller that two stand on a page.
    """
    group = region.parent.add("Aside")
    element = group.add("Figure", alternative=figure.alternative)
    caption = set_legend(figure, context, region, group)
    measure = region.measure * figure.width
    if isinstance(figure.artwork, Picture):
        data = context.library.read(figure.artwork.file)
        room = find_room(caption, context) if in_a_row else inf
        width = fit_picture(read_size(data), measure, context.tallest, room)
        paint, height = prepare_picture(data, width, context, region, element)
    else:
        drawing = draw_artwork(figure.artwork, figure.title, figure.span, caption, context, measure)
        paint, height = prepare_drawing(drawing, context, region, element)
    return (_stack(paint, height, caption, context),)


def set_legend(
    figure: Figure, context: TypesetContext, region: Region, parent: StructureElement
) -> tuple[FlowItem, ...]:
    """The lines of the figure's caption and credit."""
    label = f"{context.names['figure']} {figure.number}" if figure.number else ""
    return set_caption(label, figure.caption, figure.credit, context, region, parent)


def find_room(caption: Sequence[FlowItem], context: TypesetContext) -> Length:
    """How high an artwork over the caption is at most where two such figures share a page."""
    grid = context.styles.text.leading
    half = (context.tallest + SLIP - grid) // grid // 2 * grid
    return half - add_up(row.height for row in caption) - grid * (ABOVE_CAPTION + BELOW_FIGURE)


def set_statistics(
    statistics: Statistics, context: TypesetContext, region: Region
) -> tuple[FlowItem, ...]:
    """One strip: the facts shown large, with caption and credit when there are any."""
    group = region.parent.add("Aside" if statistics.caption or statistics.credit else "Div")
    said = "; ".join(_say_fact(s.value, s.label, s.approximate, context) for s in statistics.items)
    element = group.add("Figure", alternative=said)
    label = f"{context.names['figure']} {statistics.number}" if statistics.number else ""
    caption = set_caption(label, statistics.caption, statistics.credit, context, region, group)
    title = f"the figure `{statistics.id}`"
    drawing = draw_artwork(statistics, title, statistics.span, caption, context, region.measure)
    paint, height = prepare_drawing(drawing, context, region, element)
    return (_stack(paint, height, caption, context),)


def draw_artwork(
    artwork: Drawable,
    title: str,
    span: Span | None,
    caption: Sequence[FlowItem],
    context: TypesetContext,
    measure: Length,
) -> Drawing:
    """The drawing, no higher than a page with its caption. Raises `SourceError` if it is all the
    same."""
    grid, setting = context.styles.text.leading, context.text
    beside = add_up(row.height for row in caption) + grid * (ABOVE_CAPTION + BELOW_FIGURE)
    room = max(context.tallest - beside, context.tallest * MOST_OF_PAGE)
    about = context.names["about"]
    try:
        return draw(artwork, measure, setting.theme, setting.faces, room, about)
    except CannotDrawError as fault:
        problem = tell(title, fault, span)
        raise SourceError((problem,)) from None


def _say_fact(value: str, label: str, approximate: bool, context: TypesetContext) -> str:
    before = f"{context.names['about']} " if approximate else ""
    return f"{before}{value} {label}".strip()


def prepare_drawing(
    drawing: Drawing, context: TypesetContext, region: Region, element: StructureElement
) -> tuple[ItemPainter, Length]:
    """How the drawing is painted, and how high it is."""

    def paint(x: Length, top: Length) -> None:
        left, bottom = x + region.indent, top - drawing.height
        element.cover((left, bottom, drawing.width, drawing.height))
        with context.canvas.marked(element):
            context.canvas.paint(drawing, left, bottom)

    return paint, drawing.height


def prepare_picture(
    data: bytes,
    width: Length,
    context: TypesetContext,
    region: Region,
    element: StructureElement,
) -> tuple[ItemPainter, Length]:
    """How the picture is painted so wide, and how high it is then."""
    across, down = read_size(data)
    height = width * down / across

    def paint(x: Length, top: Length) -> None:
        left, bottom = x + region.indent, top - height
        element.cover((left, bottom, width, height))
        with context.canvas.marked(element):
            context.canvas.picture(data, left, bottom, width, height)

    return paint, height


def fit_picture(
    size: tuple[int, int], measure: Length, tallest: Length, room: Length = inf
) -> Length:
    """How wide a picture of so many pixels is set: across the measure, if it is not too high then.

    `tallest` is the height of a page's text. With `room` it is no higher than that, unless it were
    too small to be seen.
    """
    shape = size[0] / size[1]
    alone = min(measure, tallest * MOST_OF_PAGE * shape)
    return min(alone, max(room * shape, alone * LEAST_OF_WIDTH))


def _stack(
    paint: ItemPainter, height: Length, caption: Sequence[FlowItem], context: TypesetContext
) -> FlowItem:
    """The artwork with its caption below it, as one strip of whole lines."""
    grid = context.styles.text.leading
    gap = grid * ABOVE_CAPTION if caption else 0.0
    text = add_up(row.height for row in caption)
    total = whole_lines(height + gap + text + grid * BELOW_FIGURE, grid)
    artwork = FlowItem(height + gap, paint, keep_with_next=bool(caption))
    stacked = stack_rows((artwork, *caption), total, grid)
    return replace(stacked, floats=bool(caption), sequence="figure")
