"""Facts shown large: numerals one wants to look at, each with its label and a unit chart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

from octavo.artwork.lettering import (
    Lettering,
    height,
    labels,
    letter,
    rise,
)
from octavo.artwork.shapes import circle_steps, hang, line
from octavo.document import Statistic, Statistics
from octavo.document.drawing import Drawing, Path, Shape, Step
from octavo.document.length import Length, pt
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

NARROWEST = pt(124)
"""A column is no narrower, so that three digits of 64 points, 91 wide, stand free in it; else the
facts stand one below the other. At half the three facts of the proceedings stand side by side, one
of them in smaller digits than the others; at 200 points even two facts stand one below the other on
A5."""
GUTTER = pt(24)
"""Between columns; the hairline runs in its middle, with a line's height of air on either side. At
half and at the double no column of the tests becomes too narrow."""
PADDING = pt(17)
"""Above and below a row: more than between numeral and label, so that each fact stands for itself.
At half the three facts of the proceedings take 192 points instead of 228, and read as one list; at
the double 296, nearly two thirds of a page."""
LEAST_PADDING = pt(5)
"""The same where numerals have to be small to fit a page: twelve facts, the most there are, with
numerals of 20 points then take a page of A5."""
BEFORE = "about"
"""What stands before a value that is not exact."""
LINING = ("lnum",)
TAIL = 0.03
"""How far lining figures reach below the baseline, in type sizes: round ones by 0.013, and as much
for the eye. With the depth of descenders, 0.24, there would be a hole below each numeral of 64
points."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """How the marks of a unit chart stand."""

    radius: Length
    """Of a mark."""
    pitch: Length
    """Between the middles of neighbouring marks."""
    columns: int
    """Most marks in a row."""


GRIDS = ((50, _Grid(3.1, 10.0, 10)), (150, _Grid(1.9, 6.2, 20)), (0, _Grid(1.2, 3.9, 40)))
"""Up to how many marks (0: any number), and how those stand: rows of ten, twenty or forty, so that
they can be counted, 96, 122 and 155 points wide, and so fit half the measure of A5. Marks smaller
than 1.2 no longer print as discs."""


def draw_statistics(
    statistics: Statistics,
    width: Length,
    theme: Theme,
    faces: Faces,
    before: str = BEFORE,
    room: Length = inf,
) -> Drawing:
    """The facts side by side where there is room enough, else one below the other.

    A fact with units has a chart of exactly that many marks; `before` is the word set above a
    value that is approximate. Numerals are as small as it takes not to be higher than `room`.
    Raises `ValueError` when there is no fact, or no room for all.
    """
    items = statistics.items
    if not items:
        raise ValueError("statistics need at least one item")
    column = (width - GUTTER * (len(items) - 1)) / len(items)
    if len(items) > 1 and column >= NARROWEST:
        return _draw_columns(items, width, column, theme, faces, before)
    scale = theme.scale
    for largest in (scale.numeral, scale.poster, scale.opener, scale.title):
        smaller = replace(theme, scale=replace(scale, numeral=min(largest, scale.numeral)))
        drawing = _draw_rows(items, width, smaller, faces, before, scale.numeral)
        if drawing.height <= room:
            break
    return drawing


# ------------------------------------------------------------------------------------- rows


def _draw_rows(
    items: tuple[Statistic, ...],
    width: Length,
    theme: Theme,
    faces: Faces,
    before: str,
    largest: Length,
) -> Drawing:
    """Numerals at the left, label and marks at the right, a hairline between rows."""
    left = round(width * 0.42)
    padding = max(PADDING * theme.scale.numeral / largest, LEAST_PADDING)
    shapes: list[Shape] = []
    top = 0.0
    for index, item in enumerate(items):
        if index:
            shapes.append(line((0, top), (width, top), "line", 0.5))
            top -= padding
        numeral = _letter_numeral(item, left - 12, theme, faces)
        label = _letter_label(item, width - left, theme, faces)
        above = theme.scale.small + 5 if item.approximate else 0.0
        below = _marks_height(item, width - left)
        tall = max(_figure_height(numeral), height(label) + (below + 9 if below else 0.0)) + above
        shapes += _numeral(item, numeral, 0.0, top, above, theme, before)
        shapes += labels(label, left, top - above - rise(label), "ink")
        shapes += _marks(item, left, top - above - height(label) - 9, width - left)
        top -= tall + (padding if index < len(items) - 1 else 0.0)
    return hang(shapes, width, -top)


# ------------------------------------------------------------------------------------- columns


def _draw_columns(
    items: tuple[Statistic, ...],
    width: Length,
    column: Length,
    theme: Theme,
    faces: Faces,
    before: str,
) -> Drawing:
    """Numerals in a row, the labels and marks below each, a hairline between columns."""
    numerals = [_letter_numeral(item, column, theme, faces) for item in items]
    texts = [_letter_label(item, column, theme, faces) for item in items]
    above = theme.scale.small + 5 if any(item.approximate for item in items) else 0.0
    tall = max(map(_figure_height, numerals)) + above
    words = max(map(height, texts))
    marks = max(_marks_height(item, column) for item in items)
    total = tall + 14 + words + (13 + marks if marks else 0.0)
    shapes: list[Shape] = []
    for index, (item, numeral, text) in enumerate(zip(items, numerals, texts, strict=True)):
        left = index * (column + GUTTER)
        if index:
            x = left - GUTTER / 2
            shapes.append(line((x, 0), (x, -total), "line", 0.5))
        lowered = tall - above - _figure_height(numeral)
        shapes += _numeral(item, numeral, left, -lowered, above, theme, before)
        shapes += labels(text, left, -tall - 14 - rise(text), "ink")
        shapes += _marks(item, left, -tall - 14 - words - 13, column)
    return hang(shapes, width, total)


# ------------------------------------------------------------------------------------- parts


def _letter_numeral(item: Statistic, measure: Length, theme: Theme, faces: Faces) -> Lettering:
    scale = theme.scale
    large = (scale.numeral, scale.poster, scale.opener, scale.title, scale.head)
    steps = (*large, scale.text, scale.small, scale.note)
    sizes = tuple(size for size in steps if size <= scale.numeral)
    return letter(item.value, "display", sizes, measure, faces, 1, LINING)


def _figure_height(numeral: Lettering) -> Length:
    """The height, with room for descenders unless there are only figures."""
    descends = not all(map(str.isdigit, "".join(numeral.lines).replace(" ", "")))
    return height(numeral) - (0.0 if descends else (numeral.below - TAIL) * numeral.size)


def _letter_label(item: Statistic, measure: Length, theme: Theme, faces: Faces) -> Lettering:
    scale = theme.scale
    sizes = (scale.lead, scale.text, scale.small, scale.note)
    return letter(item.label, "sans", sizes, measure, faces, 3)


def _numeral(
    item: Statistic,
    numeral: Lettering,
    left: Length,
    top: Length,
    above: Length,
    theme: Theme,
    before: str,
) -> Iterator[Shape]:
    """The numeral, and the small word above it when it is not exact."""
    if item.approximate:
        size = theme.scale.small
        word = Lettering((before,), "sans", size, 0.0)
        yield from labels(word, left + 1.5, top - rise(word), "quiet")
    yield from labels(numeral, left, top - above - rise(numeral), "ink")


def _grid(units: int, measure: Length) -> _Grid:
    """The grid for so many marks, with as many columns as fit."""
    grid = next(grid for most, grid in GRIDS if units <= most or not most)
    fitting = int((measure - 2 * grid.radius) / grid.pitch) + 1
    whole = fitting // 10 * 10 if fitting > 10 else fitting
    return replace(grid, columns=max(1, min(grid.columns, whole)))


def _marks_height(item: Statistic, measure: Length) -> Length:
    grid = _grid(item.units, measure)
    rows = -(-item.units // grid.columns)
    return (rows - 1) * grid.pitch + 2 * grid.radius if rows else 0.0


def _marks(item: Statistic, left: Length, top: Length, measure: Length) -> Iterator[Shape]:
    """One path for each row of marks."""
    grid = _grid(item.units, measure)
    for start in range(0, item.units, grid.columns):
        y = top - grid.radius - start // grid.columns * grid.pitch
        steps: list[Step] = []
        for place in range(min(grid.columns, item.units - start)):
            steps += circle_steps(left + grid.radius + place * grid.pitch, y, grid.radius)
        yield Path(tuple(steps), fill="signal")
