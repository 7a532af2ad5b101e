"""Which parts of a figure stand side by side, and how wide each is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from math import inf

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
SLIP = 0.001
"""Points by which sizes reckoned in two ways may differ: sums are off by 1e-12 or so, and a
thousandth is not seen."""
USUAL_DRAWING = 1.5
"""Width in heights of a chart or diagram before it is drawn: that of usual photographs, so that a
drawing weighs as much as a picture when parts are shared out among rows."""
MOST_HIGH, LEAST_HIGH, ALL_HIGH, BELOW_ROW = 0.62, 0.235, 0.95, 0.078
"""Parts of a page's height: what a picture takes at most, as alone; what it is given at least, a
quarter, on which a portrait on A5 is as wide as a thumb is long; and what the pictures of all rows
take together, less for each row the room of its captions, so that up to three rows with captions of
a line or two stand on one page. With 0.8 of it for three rows the last stood on the next page."""


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

    `shapes` has the width of each picture file in heights. Pictures of a row are equally high, and
    rows as high as one another as their pictures allow.
    """

    @cache
    def is_drawn(place: int, width: Length) -> bool:
        return _can_draw(parts[place].artwork, width / frame.scale, theme, faces)

    def is_legible(highest: Length, start: int, end: int) -> bool:
        row = _place(parts[start:end], shapes, frame.measure, highest)
        return end == start + 1 or (
            all(_is_seen(part, shapes, frame, highest) for part in row)
            and all(is_drawn(place, part.width) for place, part in enumerate(row, start))
        )

    heights = partial(_fill_measure, parts, shapes, frame)
    tried = (
        _part_evenly(
            len(parts), count, heights, partial(is_legible, _share_height([inf] * count, frame))
        )
        for count in range(1, len(parts) + 1)
    )
    ends = next(filter(None, tried), ())
    edges = list(pairwise((0, *ends)))
    highest = _share_height([heights(start, end) for start, end in edges], frame)
    return tuple(_place(parts[a:b], shapes, frame.measure, highest) for a, b in edges)


def _part_evenly(
    total: int,
    count: int,
    height: Callable[[int, int], Length],
    fits: Callable[[int, int], bool],
) -> tuple[int, ...]:
    """Where each of so many rows ends when their heights are most alike; empty when none fit.

    The sum of squares is least then. Of ways that are equally good, the longer rows come first.
    """
    best: dict[int, tuple[float, tuple[int, ...]]] = {total: (0.0, ())}
    for _ in range(count):
        longer: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start in range(total):
            ways = [
                (round(height(start, end) ** 2 + best[end][0], 3), -end)
                for end in range(start + 1, total + 1)
                if end in best and fits(start, end)
            ]
            if ways:
                weight, end = min(ways)
                longer[start] = weight, (-end, *best[-end][1])
        best = longer
    return best[0][1] if 0 in best else ()


def _fill_measure(
    parts: Sequence[Figure], shapes: Mapping[str, float], frame: PartsFrame, start: int, end: int
) -> Length:
    """How high a row is that is as wide as the measure."""
    ratios = [_ratio(part.artwork, shapes) or USUAL_DRAWING for part in parts[start:end]]
    return (frame.measure - GUTTER * (end - start - 1)) / add_up(ratios)


def _share_height(heights: Sequence[Length], frame: PartsFrame) -> Length:
    """How high a row may be of rows that would be so high across the measure: what low ones leave
    goes to the others."""
    count, highest = len(heights), 0.0
    room = (ALL_HIGH - BELOW_ROW * count) * frame.tallest
    for height in sorted(heights):
        highest = room / count
        if height > highest:
            break
        room, count = room - height, count - 1
    return min(max(highest, LEAST_HIGH * frame.tallest), MOST_HIGH * frame.tallest)


def _place(
    row: Sequence[Figure], shapes: Mapping[str, float], measure: Length, highest: Length
) -> PartRow:
    room = measure - GUTTER * (len(row) - 1)
    widths = _share(row, shapes, room, highest)
    lefts = [0.0]
    spare = room - add_up(widths)
    for width in widths[:-1]:
        wider = min(max(LEAST_PICTURE - width, 0.0), max(spare, 0.0))
        spare -= wider
        lefts.append(lefts[-1] + width + wider + GUTTER)
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


def _is_seen(
    part: PlacedPart, shapes: Mapping[str, float], frame: PartsFrame, highest: Length
) -> bool:
    """Whether a picture can be made out, or is no smaller than it were if it stood alone."""
    ratio = _ratio(part.figure.artwork, shapes)
    if not ratio:
        return True
    alone = min(frame.measure, highest * ratio)
    least = min(LEAST_PICTURE * frame.scale, alone, alone / ratio)
    return min(part.width, part.width / ratio) >= least - SLIP


def _can_draw(artwork: Artwork, width: Length, theme: Theme, faces: Faces) -> bool:
    """Whether a drawing so wide can be read; pictures are looked at by themselves."""
    if isinstance(artwork, Picture):
        return True
    if not isinstance(artwork, Chart):
        return width >= LEAST_DRAWING
    if artwork.kind == "bar":
        return width >= LEAST_CHART
    try:
        return draw_as_asked(artwork, width, theme, faces) is not None
    except CannotDrawError:
        return False
