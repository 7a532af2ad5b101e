"""Charts whose values lie one below the other: as many as a page has lines for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from octavo.artwork.chart_parts import (
    STYLES,
    ValueScale,
    letter_values,
    measure_scale,
    open_chart,
    paint_block,
)
from octavo.artwork.faults import DoesNotFitError
from octavo.artwork.lettering import DROP, Lettering, height, labels, letter_all, rise
from octavo.artwork.shapes import hang, line
from octavo.document import Bar, Chart
from octavo.document.drawing import Drawing, Shape
from octavo.document.length import Length, add_up, pt
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

THICKNESS = pt(8)
"""Of a horizontal bar: about as high as the digits at its end, so that bar and value read as
one. At the double bars are heavier than the words over them, and a chart of three is a quarter
higher."""
THIN = pt(5.5)
"""Of a bar beside its label, where many stand on a page: lower than the digits beside it, so that
there is white between bars; at less than half of `THICKNESS` they look like rules."""
ROOMY = 0.62
"""Part of its page that a chart may take with its labels above the bars, as pictures may; a higher
one has them beside the bars, which takes a third of the height."""
BESIDE = 0.42
"""Part of the width that labels beside their bars may take: at half most labels of two words need
two lines, at three fifths bars of a column of A5 are shorter than their values."""
NARROWEST = pt(120)
"""A column of bars is no narrower where they stand in two: 50 points for labels, as much for bars,
and a value. On A5 the measure holds two, a column of text does not."""
GUTTER = pt(18)
"""Between two columns of bars: twice what is between a bar and its value, so that no value is read
as belonging to the bar at its right."""
APART = (pt(5), pt(2.6))
"""Between labels beside their bars: so much that labels of two lines are seen as two, or where that
is too high, as little as between their lines."""
SHORTEST = pt(18)
"""Length that the longest bar has at least: with less, one of half its value looks like no bar."""
AIR = pt(5)
"""Between a bar and its value: a space of the text."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One label with its bars."""

    name: Lettering
    bars: tuple[Bar, ...]
    values: tuple[Lettering, ...]
    thickness: Length
    gap: Length
    """Between its bars."""

    @property
    def slots(self) -> tuple[Length, ...]:
        """How high each bar is, or its value."""
        return tuple(max(self.thickness, height(value)) for value in self.values)

    @property
    def depth(self) -> Length:
        """From the first bar to the last."""
        return add_up(self.slots) + self.gap * (len(self.slots) - 1)


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where bars begin and end."""

    left: Length
    length: Length
    scale: ValueScale

    def at(self, value: float) -> Length:
        return self.left + self.length * self.scale.part(value)


def draw_bars(chart: Chart, width: Length, room: Length, theme: Theme, faces: Faces) -> Drawing:
    """Bars from left to right, in the roomiest form that is not higher than `room`.

    The label stands above each, else beside it, else bars stand in two columns. When all are too
    high it is the lowest of them. Raises `DoesNotFitError` when words leave no room for bars.
    """
    forms: tuple[Callable[[], Drawing], ...] = (
        partial(_draw_below_labels, chart, width, theme, faces),
        *(partial(_draw_beside_labels, chart, width, 1, apart, theme, faces) for apart in APART),
        partial(_draw_beside_labels, chart, width, 2, APART[-1], theme, faces),
    )
    drawn: list[Drawing] = []
    refused: DoesNotFitError | None = None
    for form, most in zip(forms, (room * ROOMY, room, room, room), strict=True):
        try:
            drawn.append(form())
        except DoesNotFitError as fault:
            refused = refused or fault
            continue
        if drawn[-1].height <= most:
            return drawn[-1]
    if not drawn and refused:
        raise refused
    return min(drawn, key=lambda drawing: drawing.height)


def _draw_below_labels(chart: Chart, width: Length, theme: Theme, faces: Faces) -> Drawing:
    scale = theme.scale
    measures = (width / 4, width * 0.45, width * 0.8)
    values = letter_values(chart, (scale.text, scale.note), measures, faces)
    texts = tuple(group[0].label for group in chart.groups)
    names = letter_all(texts, "sans", (scale.small, scale.note), width - 5, faces)
    rows = _make_rows(chart, names, values, THICKNESS, 2.0)
    axis = _make_axis(chart, values, 0.0, width)
    signed = axis.scale.low < 0
    shapes, used = open_chart(chart, width, theme, faces)
    top = -used
    start = top
    for row in rows:
        shapes += labels(row.name, 0 if signed else 5, top - rise(row.name), "text")
        top -= height(row.name) + 3.5
        shapes += _paint_bars(row, top, axis)
        if signed:
            shapes.append(_zero(axis, top, top - row.depth))
        top -= row.depth + 8
    if not signed:
        shapes.append(_zero(axis, start, top + 8))
    return hang(shapes, width, -top - 8)


def _draw_beside_labels(
    chart: Chart, width: Length, columns: int, apart: Length, theme: Theme, faces: Faces
) -> Drawing:
    column = (width - GUTTER * (columns - 1)) / columns
    if columns > 1 and column < NARROWEST:
        raise DoesNotFitError("two columns of bars have no room")
    scale = theme.scale
    sizes = (scale.small, scale.note) if columns == 1 else (scale.note,)
    values = letter_values(chart, sizes, (column / 4, column * 0.4), faces)
    texts = tuple(group[0].label for group in chart.groups)
    names = letter_all(texts, "sans", sizes, column * BESIDE, faces)
    rows = _make_rows(chart, names, values, THIN, 1.2)
    across = max(name.width for name in names) + 8
    axis = _make_axis(chart, values, across, column)
    shapes, used = open_chart(chart, width, theme, faces)
    deepest = 0.0
    left = 0.0
    for part in _divide(rows, columns, apart):
        here = _Axis(axis.left + left, axis.length, axis.scale)
        top = -used
        for row in part:
            tall = _pitch(row)
            name_top = top - (tall - height(row.name)) / 2
            shapes += labels(row.name, left, name_top - rise(row.name), "text")
            shapes += _paint_bars(row, top - (tall - row.depth) / 2, here)
            top -= tall + apart
        shapes.append(_zero(here, -used, top + apart))
        deepest = max(deepest, -top - apart)
        left += column + GUTTER
    return hang(shapes, width, deepest)


def _pitch(row: _Row) -> Length:
    return max(height(row.name), row.depth)


def _divide(rows: tuple[_Row, ...], columns: int, apart: Length) -> tuple[tuple[_Row, ...], ...]:
    """The rows in columns, the first of them as high as the second or a row higher."""
    if columns == 1:
        return (rows,)
    half = add_up(_pitch(row) + apart for row in rows) / 2
    taken, used = 0, 0.0
    while used < half:
        used += _pitch(rows[taken]) + apart
        taken += 1
    return rows[:taken], rows[taken:]


def _make_rows(
    chart: Chart,
    names: tuple[Lettering, ...],
    values: tuple[Lettering, ...],
    thickness: Length,
    gap: Length,
) -> tuple[_Row, ...]:
    size = max(1, len(chart.series))
    return tuple(
        _Row(name, bars, values[at * size : (at + 1) * size], thickness, gap)
        for at, (name, bars) in enumerate(zip(names, chart.groups, strict=True))
    )


def _make_axis(chart: Chart, values: tuple[Lettering, ...], left: Length, width: Length) -> _Axis:
    """The room of the bars, with that of their values at both ends taken off."""
    scale = measure_scale(chart)
    pairs = list(zip(chart.bars, values, strict=True))
    before = max((value.width + AIR + 1 for bar, value in pairs if bar.value < 0), default=0.0)
    after = max((value.width + AIR + 1 for bar, value in pairs if bar.value >= 0), default=0.0)
    length = width - left - before - after
    if length < SHORTEST:
        raise DoesNotFitError("there is no room for bars between its labels and values")
    return _Axis(left + before, length, scale)


def _paint_bars(row: _Row, top: Length, axis: _Axis) -> Iterator[Shape]:
    zero = axis.at(0.0)
    for index, (bar, value, slot) in enumerate(zip(row.bars, row.values, row.slots, strict=True)):
        end = axis.at(bar.value)
        middle = top - slot / 2
        corner = min(zero, end), middle - row.thickness / 2
        yield from paint_block(corner, abs(end - zero), row.thickness, STYLES[index])
        first = middle + (height(value) - value.size * DROP) / 2 - rise(value)
        negative = bar.value < 0
        x = end - AIR if negative else end + AIR
        yield from labels(value, x, first, "ink", 1.0 if negative else 0.0)
        top -= slot + row.gap


def _zero(axis: _Axis, top: Length, bottom: Length) -> Shape:
    return line((axis.at(0.0), top), (axis.at(0.0), bottom), "ink", 0.8)
