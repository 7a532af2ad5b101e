"""Charts whose values stand side by side: columns, and points that a line joins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from octavo.artwork.chart_parts import (
    STYLES,
    SWATCH,
    SeriesStyle,
    ValueScale,
    any_overflow,
    measure_scale,
    open_chart,
    paint_block,
    paint_line,
    paint_line_key,
    paint_point,
)
from octavo.artwork.lettering import Lettering, height, labels, letter_all, rise
from octavo.artwork.line_values import NEAR, ValueField, place_values
from octavo.artwork.shapes import Coordinates, circle, hang, line
from octavo.document import Bar, Chart
from octavo.document.drawing import Drawing, Shape
from octavo.document.length import Length, pt
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

PLOT = pt(132)
"""Height of the field in which columns and lines are drawn: with unit, values and labels a chart is
180 points high then, two fifths of a page of A5. At half small differences cannot be seen; at one
and a half times it a chart and its caption take more than half a page."""
WIDEST = pt(46)
"""A column is no wider, so that three of them on A5 do not look like a wall."""
MOST_LINES = 4
"""Lines that a label below a column may take: with more it is a paragraph on its side, and the
chart is drawn with bars, which have room for words."""
KEYS = {"column": SWATCH, "line": 2.6 * SWATCH}
"""Widths of the keys left of rows of values, by kind: a line needs two dashes and its marker to be
told from others."""


@dataclass(frozen=True, slots=True)
class _Slots:
    """The words of a chart and the slots in which they stand."""

    left: Length
    slot: Length
    names: tuple[Lettering, ...]
    values: tuple[Lettering, ...]
    """In the order of the bars."""
    below: bool
    """Whether values stand in rows below the labels, one for each series."""

    def middle(self, index: int) -> Length:
        return self.left + self.slot * (index + 0.5)


@dataclass(frozen=True, slots=True)
class _Field:
    """Where the values are drawn: its lower edge, and their scale."""

    base: Length
    scale: ValueScale

    def at(self, value: float) -> Length:
        return self.base + PLOT * self.scale.part(value)


def draw_columns(chart: Chart, width: Length, theme: Theme, faces: Faces) -> Drawing | None:
    """Columns or a line over an axis, values above or below, and labels under them.

    `None` where the words have no room unless they are broken.
    """
    grid = _make_grid(chart, width, theme, faces)
    if grid is None:
        return None
    shapes, used = open_chart(chart, width, theme, faces)
    scale = measure_scale(chart)
    near = 8 if chart.kind == "line" else 5
    tallest = 0.0 if grid.below else max(map(height, grid.values))
    hangs = scale.low < 0 and not grid.below
    field = _Field(-used - (tallest + near if tallest else near) - PLOT, scale)
    foot = field.base - (tallest + near if hangs else 0.0) - 7
    draw = _paint_points if chart.kind == "line" else _paint_columns
    shapes += draw(chart, grid, field)
    zero = field.at(0.0)
    shapes.append(line((grid.left, zero), (width, zero), "ink", 0.8))
    for index, name in enumerate(grid.names):
        shapes += labels(name, grid.middle(index), foot - rise(name), "text", 0.5)
    foot -= max(map(height, grid.names))
    if grid.below:
        rows, foot = _list_values(chart, grid, foot - 7, width)
        shapes += rows
    return hang(shapes, width, -foot)


def _make_grid(chart: Chart, width: Length, theme: Theme, faces: Faces) -> _Slots | None:
    """Values above where each has room over its own column, else in rows below the labels."""
    count, several = len(chart.groups), len(chart.series) > 1
    texts = tuple(bar.text for bar in chart.bars)
    sizes = (theme.scale.text, theme.scale.small, theme.scale.note)
    slot = width / count
    measure = _thickness(chart, slot) - 1 if several else slot - 4
    values = letter_all(texts, "sans-bold", sizes[several:], measure, faces)
    below = several and (chart.kind == "line" or not _stand(values, texts, measure, 1))
    left = KEYS[chart.kind] + 6 if below else 0.0
    if below:
        slot = (width - left) / count
        measure = slot - 5
        values = letter_all(texts, "sans-bold", sizes[1:], measure, faces)
    said = tuple(group[0].label for group in chart.groups)
    names = letter_all(said, "sans", sizes[1:], slot - 6, faces)
    fits = _stand(names, said, slot - 6, MOST_LINES)
    fits &= _stand(values, texts, measure, 1 if several else 2)
    return _Slots(left, slot, names, values, below) if fits else None


def _stand(
    found: tuple[Lettering, ...], texts: tuple[str, ...], measure: Length, most: int
) -> bool:
    """Whether the words stand unbroken in so many lines."""
    return not any_overflow(found, texts, measure) and all(len(one.lines) <= most for one in found)


def _thickness(chart: Chart, slot: Length) -> Length:
    """Of one column."""
    size = max(1, len(chart.series))
    return min(slot * (0.56 if size == 1 else 0.8) / size, WIDEST)


def _paint_columns(chart: Chart, grid: _Slots, field: _Field) -> Iterator[Shape]:
    thick = _thickness(chart, grid.slot)
    size = max(1, len(chart.series))
    zero = field.at(0.0)
    for place, bar in enumerate(chart.bars):
        group, index = divmod(place, size)
        left = grid.middle(group) + (index - size / 2) * thick
        end = field.at(bar.value)
        wide = thick if size == 1 else thick - 0.8
        yield from paint_block((left, min(zero, end)), wide, abs(end - zero), STYLES[index])
        if not grid.below:
            yield from _label(bar, grid.values[place], (left + wide / 2, end))


def _label(bar: Bar, value: Lettering, at: Coordinates) -> Iterator[Shape]:
    """The value over the end of its column, below one of less than zero."""
    x, y = at
    top = y - 5 if bar.value < 0 else y + 5 + height(value)
    yield from labels(value, x, top - rise(value), "ink", 0.5)


def _paint_points(chart: Chart, grid: _Slots, field: _Field) -> Iterator[Shape]:
    """Each series as a line through its points; a single one has its values at them."""
    zero = field.at(0.0)
    series = list(zip(*chart.groups, strict=True))
    ways = [
        [(grid.middle(at), field.at(bar.value)) for at, bar in enumerate(bars)] for bars in series
    ]
    if len(ways) == 1:
        for x, y in ways[0]:
            yield line((x, zero), (x, y), "line", 0.4)
    for way, style in zip(ways, STYLES, strict=False):
        yield paint_line(way, style)
    for way, style in zip(ways, STYLES, strict=False):
        for index, (x, y) in enumerate(way):
            yield _paint_end(x, y, style, len(ways) == 1 and index == len(way) - 1)
    if grid.below:
        return
    room = max(map(height, grid.values)) + NEAR + 1
    low, high = field.base - (room if field.scale.low < 0 else 0.0), field.base + PLOT + room
    bounds = ValueField(0.0, grid.left + grid.slot * len(chart.groups), low, high, zero)
    for value, (x, top) in zip(
        grid.values, place_values(grid.values, ways[0], bounds), strict=True
    ):
        yield from labels(value, x, top - rise(value), "ink", 0.5)


def _paint_end(x: Length, y: Length, style: SeriesStyle, last: bool) -> Shape:
    """A point, the last of a single line in gold."""
    return circle(x, y, 2.6, "gold", "paper", 0.8) if last else paint_point(x, y, style)


def _list_values(
    chart: Chart, grid: _Slots, top: Length, width: Length
) -> tuple[list[Shape], Length]:
    """A row of values for each series, after its key; and where the last ends."""
    shapes: list[Shape] = []
    size = len(chart.series)
    for index, style in enumerate(STYLES[:size]):
        shapes.append(line((0, top), (width, top), "line", 0.4))
        row = grid.values[index::size]
        first = top - 3.5 - rise(row[0])
        middle = first + rise(row[0]) / 2
        if chart.kind == "line":
            shapes += paint_line_key(0, middle, KEYS["line"], style)
        else:
            shapes += paint_block((0, middle - SWATCH / 2), SWATCH, SWATCH, style)
        for place, value in enumerate(row):
            shapes += labels(value, grid.middle(place), first, "ink", 0.5)
        top -= 3.5 + max(height(row[0]), SWATCH) + 3.0
    return shapes, top
