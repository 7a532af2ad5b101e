"""Pictures in a column: how wide, their caption below or beside, their credit up the edge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf

from octavo.document.length import Length, add_up
from octavo.files.pixels import read_size
from octavo.pdf.tags import StructureElement
from octavo.typeset.context import Region, TypesetContext
from octavo.typeset.flow import SLIP, FlowItem, ItemPainter
from octavo.typeset.painting import InnerElements, paint_line
from octavo.typeset.pieces import Line
from octavo.typeset.text import set_words

MOST_OF_PAGE = 0.62
"""Part of a page's height that a picture may take: on A5 thirteen lines are left for its caption
and for text. At 0.9 nothing changes in the proceedings, but a tall photograph would leave three
lines."""
LEAST_OF_WIDTH = 0.55
"""Part of its width below which a picture is not made smaller so that two figures stand on a page:
on A5 an upright one is then 60 mm high, as a photographic print. At 0.7 squares and upright ones
stood alone, each on a page that was half empty; with less, what a reader should see is lost."""
BESIDE = 18.0
"""Between a picture and the caption beside it, in points: as wide as the gutter of two columns, and
room for a credit up the edge of the picture."""
LEAST_BESIDE = 94.0
"""How wide a caption beside a picture is at least, in points: 33 mm, some twenty letters a line.
With 60 every second word of a German caption is divided."""
MOST_BESIDE = 1.0
"""How high a caption beside a picture may be, in heights of the picture; a longer one stands below,
where it takes fewer lines."""
CREDIT_GAP = 2.5
"""From the edge of a picture to the letters of its credit, in points: a third of their height, so
that they belong to the picture and do not touch it."""


@dataclass(frozen=True, slots=True)
class PictureFrame:
    """How a picture stands in its column."""

    width: Length
    beside: Length = 0.0
    """How wide the caption beside it is; 0 where it stands below."""


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


def has_room_beside(measure: Length) -> bool:
    """Whether captions can stand beside pictures in a column so wide: they leave half of it."""
    return measure - BESIDE - LEAST_BESIDE >= measure / 2


def frame_picture(width: Length, measure: Length, chosen: bool = False) -> PictureFrame:
    """The picture with room for a caption beside it, if it does not fill the measure.

    One that fills almost all of it is made as much smaller as that takes, so that every picture is
    as wide as its text, or has its caption beside it; but not one of a `chosen` width.
    """
    widest = measure - BESIDE - LEAST_BESIDE
    if not has_room_beside(measure) or width > measure - SLIP or (chosen and width > widest):
        return PictureFrame(width)
    narrow = min(width, widest)
    return PictureFrame(narrow, measure - narrow - BESIDE)


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


def set_credit(credit: str, height: Length, context: TypesetContext) -> Line | None:
    """The line of a credit up the edge of a picture that is so high; `None` if it has no room."""
    style = replace(context.styles.caption, hyphenate=False)
    lines = set_words(credit, style, height, context.text) if credit else ()
    return lines[0] if len(lines) == 1 else None


def prepare_credit(
    line: Line, height: Length, context: TypesetContext, element: StructureElement
) -> Callable[[Length, Length], None]:
    """How a credit is painted up the right edge of a picture, from its lower right corner on."""
    size = context.styles.caption.size

    def paint(x: Length, bottom: Length) -> None:
        canvas, baseline = context.canvas, x + size + CREDIT_GAP
        canvas.add_frame((x, bottom, baseline + size / 2, bottom + height))
        with canvas.turned(baseline, bottom, bottom + height):
            paint_line(canvas, line, 0.0, 0.0, InnerElements(element))

    return paint


def paint_beside(picture: ItemPainter, height: Length, caption: Sequence[FlowItem]) -> ItemPainter:
    """The picture with its caption, whose last line stands at the foot of the picture."""
    depth = add_up(row.height for row in caption)

    def paint(x: Length, top: Length) -> None:
        picture(x, top)
        at = top - max(height - depth, 0.0)
        for row in caption:
            row.paint(x, at)
            at -= row.height

    return paint
