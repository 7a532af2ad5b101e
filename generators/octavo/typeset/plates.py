"""Pictures that have a page to themselves: plates, bleeds, spreads, and pages of photographs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from octavo.artwork.numbers_page import draw_statistics_page
from octavo.artwork.photo_page import PhotoBox, arrange_photographs
from octavo.document import Figure, FigureGroup, Picture, Statistics
from octavo.document.length import Length, add_up
from octavo.files.pixels import crop_picture, read_size
from octavo.pdf.tags import StructureElement
from octavo.style.contrast import VEIL, veil_opacity
from octavo.typeset.captions import set_caption
from octavo.typeset.context import Region, TypesetContext
from octavo.typeset.flow import SLIP, BleedPlate, FlowItem, ItemPainter, collect_entries
from octavo.typeset.painting import paint_line
from octavo.typeset.reversed_text import reverse_out
from octavo.typeset.text import set_words

RESOLUTION = 300
"""Pixels to the inch that a cropped picture has at most, as that of a cover."""
MOST_CUT = 0.5
"""Part of a picture that a plate cuts off at most: of a landscape on an upright page more than half
would be lost. It is then less high than the page's text, and stands at its head."""
ABOVE_CAPTION = 0.5
"""Space above the caption of a plate, in lines, as above other captions."""
FOOT = 40.0
"""From the lower edge of a bleed to its caption, in points: above where folios and markings stand
on other pages."""
PADDING = 10.0
"""From the caption of a bleed to the upper edge of its veil, in points: about a line."""
GAP = 5.0
"""Between the pictures of a page of photographs, in points: a white line as wide as a letter, seen
as a frame; at the double pictures fall apart."""
LEAST_PICTURES = 0.45
"""Part of a page that its photographs have at least; captions that leave less stand in the column
with their pictures instead."""

PlateSide: TypeAlias = Literal["whole", "left", "right"]


@dataclass(frozen=True, slots=True)
class PlateSize:
    """How large a picture is printed, with what bleeds."""

    width: Length
    height: Length


def set_plate(figure: Figure, context: TypesetContext, region: Region) -> tuple[FlowItem, ...]:
    """The picture as one row as high as a page's text, or two for a spread."""
    if figure.place == "page":
        return (_set_page(figure, context, region),)
    if figure.place == "bleed":
        return (_set_bleed(figure, "whole", context, region),)
    left = _set_bleed(figure, "left", context, region)
    return left, _set_bleed(figure, "right", context, region)


def measure_plate(figure: Figure, context: TypesetContext, region: Region) -> PlateSize:
    """How large the picture of a figure with a page to itself is printed."""
    if figure.place == "page":
        return _measure_page(figure, _set_legend(figure, context, region, region.parent), context)
    page, over = context.page, 2 * context.canvas.bleed
    width = page.width * (2 if figure.place == "spread" else 1)
    return PlateSize(width + over, page.height + over)


def _set_legend(
    figure: Figure, context: TypesetContext, region: Region, parent: StructureElement
) -> tuple[FlowItem, ...]:
    label = f"{context.names['figure']} {figure.number}" if figure.number else ""
    return set_caption(label, figure.caption, figure.credit, context, region, parent)


def _picture(figure: Figure) -> Picture:
    assert isinstance(figure.artwork, Picture), "only pictures have pages to themselves"
    return figure.artwork


def _measure_page(
    figure: Figure, caption: Sequence[FlowItem], context: TypesetContext
) -> PlateSize:
    grid, page = context.styles.text.leading, context.page
    room = context.tallest - add_up(row.height for row in caption)
    room -= grid * ABOVE_CAPTION if caption else 0.0
    across, down = read_size(context.library.read(_picture(figure).file))
    return PlateSize(page.measure, min(room, page.measure * down / across / (1 - MOST_CUT)))


def _set_page(figure: Figure, context: TypesetContext, region: Region) -> FlowItem:
    """The picture as wide as the text, its caption below it."""
    element = region.parent.add("Aside")
    shown = element.add("Figure", alternative=figure.alternative)
    whole = Region(context.page.measure, element)
    caption = _set_legend(figure, context, whole, element)
    size = _measure_page(figure, caption, context)
    gap = context.styles.text.leading * ABOVE_CAPTION

    def paint(x: Length, top: Length) -> None:
        _show(figure, size, (x, top - size.height), shown, context)
        at = top - size.height - gap
        for row in caption:
            row.paint(x, at)
            at -= row.height

    return _make_row(paint, context, caption)


def _make_row(
    paint: ItemPainter,
    context: TypesetContext,
    caption: Sequence[FlowItem],
    plate: BleedPlate | None = None,
) -> FlowItem:
    return FlowItem(
        context.tallest,
        paint,
        floats=True,
        sequence="figure",
        spans=True,
        entries=collect_entries(caption),
        plate=plate,
    )


def _show(
    figure: Figure,
    size: PlateSize,
    corner: tuple[Length, Length],
    element: StructureElement,
    context: TypesetContext,
    part: tuple[float, float] = (0.0, 1.0),
) -> None:
    """Paint the picture, cropped around its focus; of its width only a part."""
    picture = _picture(figure)
    data = context.library.read(picture.file)
    cut = crop_picture(data, (size.width, size.height), RESOLUTION, picture.focus, part)
    width = size.width * (part[1] - part[0])
    element.cover((*corner, width, size.height))
    with context.canvas.marked(element):
        context.canvas.picture(cut, *corner, width, size.height)


def _set_bleed(
    figure: Figure, side: PlateSide, context: TypesetContext, region: Region
) -> FlowItem:
    """The picture to the edges of a page, or the half of it that one of two pages shows; caption
    and credit on a veil at its foot, on the left page of a spread."""
    element = region.parent.add("Aside")
    alternative = figure.alternative if side != "right" else ""
    shown = element.add("Figure", alternative=alternative) if side != "right" else None
    page = context.page
    measure = page.width - 2 * page.inner
    veiled = _veil_captions(context)
    inner = Region(measure, element)
    caption = _set_legend(figure, veiled, inner, element) if side != "right" else ()

    def paint(x: Length, top: Length) -> None:
        _paint_bleed(figure, side, (x, top), shown, context)
        _paint_legend(caption, (x, top), context)

    def paint_alone(x: Length, top: Length) -> None:
        _paint_bleed(figure, "whole", (x, top), shown, context)
        _paint_legend(caption, (x, top), context)

    return _make_row(paint, context, caption, BleedPlate(side, paint_alone))


def _veil_captions(context: TypesetContext) -> TypesetContext:
    style = replace(
        context.styles.caption, colour="paper", strong_colour="glow", link_colour="glow"
    )
    return replace(context, styles=replace(context.styles, caption=reverse_out(style)))


def _paint_bleed(
    figure: Figure,
    side: PlateSide,
    at: tuple[Length, Length],
    shown: StructureElement | None,
    context: TypesetContext,
) -> None:
    page, canvas = context.page, context.canvas
    over = canvas.bleed
    left, bottom = page.find_corner(*at)
    width, height = page.width + 2 * over, page.height + 2 * over
    size, part = PlateSize(width, height), (0.0, 1.0)
    if side != "whole":
        size = PlateSize(width + page.width, height)
        share = width / size.width
        part = (0.0, share) if side == "left" else (1 - share, 1.0)
    corner = left - over, bottom - over
    if shown:
        _show(figure, size, corner, shown, context, part)
        return
    picture = _picture(figure)
    data = context.library.read(picture.file)
    cut = crop_picture(data, (size.width, size.height), RESOLUTION, picture.focus, part)
    with canvas.artifact("Background"):
        canvas.picture(cut, *corner, width, height)


def _paint_legend(
    caption: Sequence[FlowItem], at: tuple[Length, Length], context: TypesetContext
) -> None:
    if not caption:
        return
    page, canvas = context.page, context.canvas
    over = canvas.bleed
    left, bottom = page.find_corner(*at)
    depth = add_up(row.height for row in caption)
    top = bottom + FOOT + depth
    with canvas.artifact("Background"):
        height = top + PADDING - bottom + over
        opacity = veil_opacity(context.text.theme)
        canvas.rectangle(left - over, bottom - over, page.width + 2 * over, height, VEIL, opacity)
    canvas.add_frame((left + page.inner, bottom, left + page.width - page.inner, top + PADDING))
    for row in caption:
        row.paint(left + page.inner, top)
        top -= row.height


def set_ink_page(
    statistics: Statistics, label: str, said: str, context: TypesetContext, region: Region
) -> FlowItem | None:
    """Facts as large as they can be on a page of ink, over their caption; `None` without room."""
    page, setting = context.page, context.text
    veiled = _veil_captions(context)
    element = StructureElement("Aside")
    inner = Region(page.measure, element)
    caption = set_caption(label, statistics.caption, statistics.credit, veiled, inner, element)
    depth = add_up(row.height for row in caption)
    room = page.height - 2 * FOOT - depth - (2 * PADDING if caption else 0.0)
    about = context.names["about"]
    drawing = draw_statistics_page(
        statistics, page.measure, room, setting.theme, setting.faces, about
    )
    if drawing is None:
        return None
    element = region.parent.add("Aside")
    shown = element.add("Figure", alternative=said)
    whole = Region(page.measure, element)
    legend = set_caption(label, statistics.caption, statistics.credit, veiled, whole, element)

    def paint(x: Length, top: Length) -> None:
        left, bottom = page.find_corner(x, top)
        over = context.canvas.bleed
        with context.canvas.artifact("Background"):
            context.canvas.rectangle(
                left - over, bottom - over, page.width + 2 * over, page.height + 2 * over, "ink"
            )
        foot = bottom + page.height - FOOT - (room + drawing.height) / 2
        shown.cover((x, foot, drawing.width, drawing.height))
        with context.canvas.marked(shown):
            context.canvas.paint(drawing, x, foot)
        at = bottom + FOOT + depth
        context.canvas.add_frame((x, bottom, x + page.measure, bottom + page.height))
        for row in legend:
            row.paint(x, at)
            at -= row.height

    return _make_row(paint, context, legend, BleedPlate("whole", paint))


# ------------------------------------------------------------------------- photographs


def set_photo_page(
    group: FigureGroup, context: TypesetContext, region: Region
) -> tuple[FlowItem, ...]:
    """The pictures of a group as one row that fills a page; nothing where captions are too high."""
    boxes, depth = arrange_page(group, context)
    if not boxes:
        return ()
    element = region.parent.add("Aside")
    shown, legends = _set_legends(group, context, element)
    gap = context.styles.text.leading * ABOVE_CAPTION

    def paint(x: Length, top: Length) -> None:
        for part, box, figure in zip(group.parts, boxes, shown, strict=True):
            size = PlateSize(box.width, box.height)
            if part.id:
                context.canvas.destination(part.id, top - box.top)
            _show(part, size, (x + box.left, top - box.top - box.height), figure, context)
            _paint_letter(part, x + box.left, top - box.top - box.height, context)
        at = top - depth - gap
        for row in legends:
            row.paint(x, at)
            at -= row.height

    row = _make_row(paint, context, legends)
    return (replace(row, ids=tuple(part.id for part in group.parts if part.id)),)


def arrange_page(
    group: FigureGroup, context: TypesetContext
) -> tuple[tuple[PhotoBox, ...], Length]:
    """Where the pictures of a group stand on their page, and how far down they go; nothing where
    the captions leave too little of it."""
    _, legends = _set_legends(group, context, StructureElement("Aside"))
    room = context.tallest - add_up(row.height for row in legends)
    room -= context.styles.text.leading * ABOVE_CAPTION
    if room < context.tallest * LEAST_PICTURES:
        return (), 0.0
    sizes = [read_size(context.library.read(_picture(part).file)) for part in group.parts]
    shapes = [across / down for across, down in sizes]
    boxes = arrange_photographs(shapes, context.page.measure, room, GAP)
    depth = max(box.top + box.height for box in boxes)
    return (boxes, depth) if depth <= room + SLIP else ((), 0.0)


def _set_legends(
    group: FigureGroup, context: TypesetContext, element: StructureElement
) -> tuple[list[StructureElement], list[FlowItem]]:
    """The element of each picture, and the lines of all captions."""
    whole = Region(context.page.measure, element)
    shown: list[StructureElement] = []
    legends: list[FlowItem] = []
    for part in group.parts:
        section = element.add("Sect")
        section.span = part.span
        shown.append(section.add("Figure", alternative=part.alternative))
        legends += set_caption(part.label, part.caption, part.credit, context, whole, section)
    label = f"{context.names['figure']} {group.number}" if group.number else ""
    legends += set_caption(label, group.caption, group.credit, context, whole, element)
    return shown, legends


LETTER = 11.0
"""Side of the tile with the letter of a photograph, in points: a line of a caption, so that the
letter is read as large as the one before the caption."""


def _paint_letter(part: Figure, left: Length, bottom: Length, context: TypesetContext) -> None:
    """The letter that the caption begins with, in the corner of the picture."""
    if not part.label:
        return
    style = reverse_out(replace(context.styles.caption, role="sans-bold", colour="paper"))
    line = set_words(part.label, style, 3 * LETTER, context.text)[0]
    width = max(LETTER, line.width + 4.0)
    with context.canvas.artifact("Background"):
        context.canvas.rectangle(left, bottom, width, LETTER + 2, "ink")
    with context.canvas.artifact("Layout"):
        paint_line(context.canvas, line, left + (width - line.width) / 2, bottom + 3.6, None)
