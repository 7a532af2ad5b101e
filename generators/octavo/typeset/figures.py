"""Figures and statistics to rows: what stands in the column besides running text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from octavo.artwork.drawings import Drawable, draw
from octavo.artwork.faults import CannotDrawError
from octavo.artwork.figure_data import tell
from octavo.document import Blocks, Figure, FigureGroup, Note, Picture, Statistics
from octavo.document.drawing import Drawing
from octavo.document.length import Length, add_up
from octavo.document.problem import SourceError, Span
from octavo.document.walk import query
from octavo.files.pixels import read_size
from octavo.pdf.tags import StructureElement
from octavo.typeset.captions import set_caption
from octavo.typeset.context import Region, TypesetContext
from octavo.typeset.flow import (
    SLIP,
    FlowItem,
    ItemPainter,
    RowVariant,
    collect_entries,
    collect_notes,
    stack_rows,
    whole_lines,
)
from octavo.typeset.pictures import (
    BESIDE,
    LEAST_OF_WIDTH,
    MOST_BESIDE,
    MOST_OF_PAGE,
    PictureFrame,
    fit_picture,
    frame_picture,
    has_room_beside,
    paint_beside,
    prepare_credit,
    prepare_picture,
    set_credit,
)
from octavo.typeset.plates import set_ink_page, set_plate

ABOVE_CAPTION, BELOW_FIGURE = 0.5, 0.55
"""Space above a caption, and at least below a figure, in lines: what is above is less than what is
below, so that one sees what the caption is of. Heights are then rounded up to whole lines."""
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
    if has_plate(figure):
        return set_plate(figure, context, region)
    if isinstance(figure.artwork, Picture):
        size = read_size(context.library.read(figure.artwork.file))
        frame = frame_figure(figure, size, context, region, in_a_row)
        return (_choose_height(figure, figure.artwork, frame, context, region),)
    group = region.parent.add("Aside")
    element = group.add("Figure", alternative=figure.alternative)
    caption = set_legend(figure, context, region, group)
    measure = region.measure * figure.width
    drawing = draw_artwork(figure.artwork, figure.title, figure.span, caption, context, measure)
    paint, height = prepare_drawing(drawing, context, region, element)
    return (_stack(paint, height, caption, context),)


def has_plate(figure: Figure) -> bool:
    """Whether the figure has a page to itself: not where its caption calls notes, which would have
    no room at the foot of it."""
    return figure.place != "column" and not any(query(figure, Note))


LOWER = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18)
"""Lines by which a picture may be lower than it is by itself, for pages that would be short: each
of few, for pages need certain heights, then in steps, for each is tried on all pages."""
NEARLY_WIDE = 0.93
"""Part of the measure above which a picture over its caption is not made smaller: one that is
nearly as wide as the text looks like a mistake."""


def _choose_height(
    figure: Figure, picture: Picture, frame: PictureFrame, context: TypesetContext, region: Region
) -> FlowItem:
    """The picture, so many lines lower as is chosen for its pages.

    None is that has a width of its own, or whose caption calls notes, which are set but once; nor
    one in a narrow column, where its caption stands below it: pictures there look best as wide as
    their column, and alike.
    """
    choice = context.choice
    fixed = figure.width < 1 or not has_room_beside(region.measure)
    if not choice or fixed or any(query(figure, Note)):
        return _set_picture(figure, picture, frame, context, region)
    number = choice.take()
    lower = -choice.chosen.get(number, 0)
    size = read_size(context.library.read(picture.file))
    chosen = _lower_frame(figure, size, frame, lower, context, region) if lower else frame
    row = _set_picture(figure, picture, chosen or frame, context, region)
    if not choice.offers:
        return row
    variants: list[RowVariant] = []
    for lines in LOWER:
        narrow = _lower_frame(figure, size, frame, lines, context, region)
        trial = replace(region, parent=StructureElement("Div"))
        made = _set_picture(figure, picture, narrow, context, trial) if narrow else row
        if made.height < min((row.height, *(one.height for one in variants))) - SLIP:
            variants.append(RowVariant(number, 1, -lines, height=made.height))
    return replace(row, variants=tuple(variants))


def _lower_frame(
    figure: Figure,
    size: tuple[int, int],
    frame: PictureFrame,
    lines: int,
    context: TypesetContext,
    region: Region,
) -> PictureFrame | None:
    """The frame of a picture so many lines lower; `None` where it would be too small, or stand in
    its column like a mistake."""
    width = frame.width - lines * context.styles.text.leading * size[0] / size[1]
    if width < LEAST_OF_WIDTH * frame.width:
        return None
    narrow = _fit_beside(figure, frame_picture(width, region.measure), size, context, region)
    widest = frame.width if frame.beside else NEARLY_WIDE * region.measure
    fits = LEAST_OF_WIDTH * frame.width <= narrow.width <= widest
    return narrow if fits else None


def _set_picture(
    figure: Figure, picture: Picture, frame: PictureFrame, context: TypesetContext, region: Region
) -> FlowItem:
    """The picture with its caption below or beside it, and its credit up its edge if it has room
    there."""
    data = context.library.read(picture.file)
    group = region.parent.add("Aside")
    element = group.add("Figure", alternative=figure.alternative)
    paint, height = prepare_picture(data, frame.width, context, region, element)
    line = set_credit(figure.credit, height, context)
    said = replace(figure, credit="") if line else figure
    beside = frame.width + BESIDE
    inner = region.narrow(frame.beside, region.parent, beside) if frame.beside else region
    caption = set_legend(said, context, inner, group)
    credit = prepare_credit(line, height, context, group.add("P")) if line else None
    if frame.beside:
        paint = paint_beside(paint, height, caption)
    if credit:
        paint = _add_credit(paint, credit, (region.indent + frame.width, height))
    if not frame.beside:
        return _stack(paint, height, caption, context)
    grid = context.styles.text.leading
    strip = FlowItem(height, paint, notes=collect_notes(caption), entries=collect_entries(caption))
    total = whole_lines(height + grid * BELOW_FIGURE, grid)
    return replace(stack_rows((strip,), total, grid), floats=bool(caption), sequence="figure")


def _add_credit(
    picture: ItemPainter, credit: Callable[[Length, Length], None], corner: tuple[Length, Length]
) -> ItemPainter:
    """The picture with its credit up from its lower right corner, so far right and down."""

    def paint(x: Length, top: Length) -> None:
        picture(x, top)
        credit(x + corner[0], top - corner[1])

    return paint


def frame_figure(
    figure: Figure,
    size: tuple[int, int],
    context: TypesetContext,
    region: Region,
    in_a_row: bool,
) -> PictureFrame:
    """How wide the picture of a figure is, and whether its caption stands beside it."""
    trial = StructureElement("Aside")
    apart = context.measure_only()
    caption = set_legend(figure, apart, replace(region, parent=trial), trial)
    room = find_room(caption, context) if in_a_row else inf
    width = fit_picture(size, region.measure * figure.width, context.tallest, room)
    frame = frame_picture(width, region.measure, figure.width < 1)
    return _fit_beside(figure, frame, size, context, region)


def _fit_beside(
    figure: Figure,
    frame: PictureFrame,
    size: tuple[int, int],
    context: TypesetContext,
    region: Region,
) -> PictureFrame:
    """The frame, with the caption below the picture where it would be higher than it beside it."""
    if not frame.beside:
        return frame
    trial = StructureElement("Aside")
    apart = context.measure_only()
    beside = set_legend(figure, apart, region.narrow(frame.beside, trial, 0.0), trial)
    high = frame.width * size[1] / size[0]
    fits = add_up(row.height for row in beside) <= high * MOST_BESIDE
    return frame if beside and fits else PictureFrame(frame.width)


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
    if page := _set_page(statistics, context, region):
        return (page,)
    group = region.parent.add("Aside" if statistics.caption or statistics.credit else "Div")
    said = "; ".join(_say_fact(s.value, s.label, s.approximate, context) for s in statistics.items)
    element = group.add("Figure", alternative=said)
    label = f"{context.names['figure']} {statistics.number}" if statistics.number else ""
    caption = set_caption(label, statistics.caption, statistics.credit, context, region, group)
    title = f"the figure `{statistics.id}`"
    drawing = draw_artwork(statistics, title, statistics.span, caption, context, region.measure)
    paint, height = prepare_drawing(drawing, context, region, element)
    return (_stack(paint, height, caption, context),)


def _set_page(statistics: Statistics, context: TypesetContext, region: Region) -> FlowItem | None:
    """The facts on a page of ink; `None` where they stand in the column, or have no room there."""
    if statistics.place != "page" or any(query(statistics, Note)):
        return None
    label = f"{context.names['figure']} {statistics.number}" if statistics.number else ""
    said = "; ".join(_say_fact(s.value, s.label, s.approximate, context) for s in statistics.items)
    return set_ink_page(statistics, label, said, context, region)


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
