"""Which parts of a figure stand side by side, and how wide each is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from octavo.artwork.charts import draw_as_asked
from octavo.artwork.faults import CannotDrawError
from octavo.document import Artwork, Chart, Figure, Picture
from octavo.document.length import Length, add_up, mm, pt
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

GUTTER = pt(12)
"""Between parts side by side, in points: more than a space between words in the captions below, so
that these are not read across; at the double three pictures on A5 lose a tenth of their width."""
LEAST_PICTURE = mm(28)
"""Of a picture beside another, the least width and height at which it can be made out: a passport
photograph has 35 mm, and captions below 28 mm have two words a line. Three stand on A5 so."""
LEAST_CHART, LEAST_DRAWING = mm(48), mm(70)
"""The least width of a chart of bars, for labels above bars that are still told apart; and of a
diagram or map, whose labels would else divide most of their words."""
MOST_HIGH, LEAST_HIGH, ALL_HIGH = 0.62, 0.26, 0.8
"""Parts of a page's height: what a picture takes at most, as alone; what it is given at least, a
quarter, on which a portrait on A5 is as wide as a thumb is long; and what the pictures of all rows
take together, so that they stand on one page with captions of three lines."""


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """One part of a figure in its row."""

    figure: Figure
    left: Length
    """From the left edge of the row to that of the part."""
    measure: Length
    """How wide its caption may be: what is left of the row is for that of the last."""
    width: Length
    """How wide its artwork is; what is drawn takes all of the measure."""


PartRow = tuple[PlacedPart, ...]


@dataclass(frozen=True, slots=True)
class PartsFrame:
    """The room for the parts of a figure."""

    measure: Length
    tallest: Length
    """How high a page's text is."""
    scale: float = 1.0
    """How much larger than in the theme letters are."""


def arrange(
    parts: Sequence[Figure],
    shapes: Mapping[str, float],
    frame: PartsFrame,
    theme: Theme,
    faces: Faces,
) -> tuple[PartRow, ...]:
    """The parts in as few rows as leave each legible, in order; one under the other if need be.

    `shapes` has the width of each picture file in heights. Pictures of a row are equally high.
    """
    for count in range(1, len(parts)):
        rows = _place_all(tuple(_split(parts, count)), shapes, frame)
        if all(_is_legible(part, shapes, frame, theme, faces) for row in rows for part in row):
            return rows
    return _place_all([(part,) for part in parts], shapes, frame)


def _place_all(
    rows: Sequence[Sequence[Figure]], shapes: Mapping[str, float], frame: PartsFrame
) -> tuple[PartRow, ...]:
    highest = frame.tallest * min(max(ALL_HIGH / len(rows), LEAST_HIGH), MOST_HIGH)
    return tuple(_place(row, shapes, frame.measure, highest) for row in rows)


def _split(parts: Sequence[Figure], count: int) -> Iterator[Sequence[Figure]]:
    """The parts in so many rows, of lengths that differ by one at most; the longer ones first."""
    length, longer = divmod(len(parts), count)
    start = 0
    for row in range(count):
        end = start + length + (row < longer)
        yield parts[start:end]
        start = end


def _place(
    row: Sequence[Figure], shapes: Mapping[str, float], measure: Length, highest: Length
) -> PartRow:
    room = measure - GUTTER * (len(row) - 1)
    widths = _share(row, shapes, room, highest)
    lefts = list(accumulate((width + GUTTER for width in widths[:-1]), initial=0.0))
    ends = [left - GUTTER for left in lefts[1:]] + [measure]
    return tuple(
        PlacedPart(figure, left, end - left, width)
        for figure, left, end, width in zip(row, lefts, ends, widths, strict=True)
    )


def _share(
    row: Sequence[Figure], shapes: Mapping[str, float], room: Length, highest: Length
) -> list[Length]:
    """The widths of artworks in a row: pictures equally high, drawings each an equal share."""
    ratios = [_ratio(one.artwork, shapes) for one in row]
    pictures = [ratio for ratio in ratios if ratio]
    share = room / len(row)
    height = min(share * len(pictures) / add_up(pictures), highest) if pictures else 0.0
    return [ratio * height if ratio else share for ratio in ratios]


def _ratio(artwork: Artwork, shapes: Mapping[str, float]) -> float:
    """Width in heights of a picture; 0 of a drawing, which is as high as it needs."""
    return shapes[artwork.file] if isinstance(artwork, Picture) else 0.0


def _is_legible(
    part: PlacedPart, shapes: Mapping[str, float], frame: PartsFrame, theme: Theme, faces: Faces
) -> bool:
    artwork = part.figure.artwork
    width = part.width / frame.scale
    if isinstance(artwork, Picture):
        return min(width, width / shapes[artwork.file]) >= LEAST_PICTURE
    if not isinstance(artwork, Chart):
        return width >= LEAST_DRAWING
    if artwork.kind == "bar":
        return width >= LEAST_CHART
    try:
        return draw_as_asked(artwork, width, theme, faces) is not None
    except CannotDrawError:
        return False
