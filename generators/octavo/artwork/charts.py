"""Charts: values that can be compared, labelled where they stand, on an axis from zero."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import assert_never

from octavo.artwork.lettering import (
    DROP,
    Lettering,
    height,
    labels,
    letter,
    letter_all,
    rise,
)
from octavo.artwork.shapes import circle, hang, line, move, rectangle, straight
from octavo.document import Bar, Chart
from octavo.document.drawing import Drawing, Path, Shape, Step
from octavo.document.length import Length, add_up, pt
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

PLOT = pt(132)
"""Height of the field in which columns and lines are drawn: with unit, values and labels a chart is
180 points high then, two fifths of a page of A5. At half small differences cannot be seen; at one
and a half times it a chart and its caption take more than half a page."""
THICKNESS = pt(8)
"""Of a horizontal bar: about as high as the digits at its end, so that bar and value read as
one. At the double bars are heavier than the words over them, and a chart of three is a quarter
higher."""
LINING = ("lnum", "tnum")
TINTS = (("ink", 1.0), ("signal", 1.0), ("signal", 0.62), ("signal", 0.34), ("line", 1.0))
"""Colours and opacities of the parts of a whole, in turn, from dark to light: of a lightness (L*)
of 10, 40, 63, 80 and 83, so that neighbours are told apart in greys too, the last two by the white
line between them. After five they come again, light beside dark."""


def draw_chart(chart: Chart, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """The chart, as wide as given; its height follows from its kind and its words.

    Raises `ValueError` when it has no values, when one is negative or not a finite number, and
    for a line of fewer than two values or a share of nothing.
    """
    check_chart(chart)
    match chart.kind:
        case "bar":
            return _draw_bars(chart, width, theme, faces)
        case "column":
            return _draw_columns(chart, width, theme, faces)
        case "line":
            return _draw_line(chart, width, theme, faces)
        case "share":
            return _draw_share(chart, width, theme, faces)
        case _:
            assert_never(chart.kind)


def check_chart(chart: Chart) -> None:
    """Raise `ValueError` when no chart can be drawn of these values."""
    if not chart.bars:
        raise ValueError("a chart needs at least one value")
    for bar in chart.bars:
        if not 0 <= bar.value < float("inf"):
            raise ValueError(f"the value of `{bar.label}` is {bar.value:g}, not zero or more")
    if chart.kind == "line" and len(chart.bars) < 2:
        raise ValueError("a line needs at least two values")
    if chart.kind == "share" and not any(bar.value for bar in chart.bars):
        raise ValueError("a share needs a value above zero")


def _largest(bars: tuple[Bar, ...]) -> float:
    return max(bar.value for bar in bars) or 1.0


def _unit(chart: Chart, width: Length, theme: Theme, faces: Faces) -> Lettering:
    scale = theme.scale
    return letter(chart.unit, "sans", (scale.small, scale.note), width, faces)


def _unit_shapes(unit: Lettering) -> tuple[tuple[Shape, ...], Length]:
    """The unit at the upper left, and how much height it takes."""
    room = height(unit) + 9 if unit.lines else 0.0
    return labels(unit, 0, -rise(unit), "quiet"), room


# ------------------------------------------------------------------------------------- bars


def _draw_bars(chart: Chart, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """Bars from left to right: the label above each, the value at its end."""
    scale = theme.scale
    values = letter_all(
        tuple(bar.text for bar in chart.bars),
        "sans-bold",
        (scale.text, scale.note),
        width / 4,
        faces,
    )
    room = max((value.width for value in values), default=0.0) + 6
    sizes = (scale.small, scale.note)
    names = letter_all(tuple(bar.label for bar in chart.bars), "sans", sizes, width - 5, faces)
    shapes: list[Shape] = []
    unit, used = _unit_shapes(_unit(chart, width, theme, faces))
    shapes += unit
    top = -used
    for bar, value, name in zip(chart.bars, values, names, strict=True):
        length = (width - room) * bar.value / _largest(chart.bars)
        shapes += labels(name, 5, top - rise(name), "text")
        upper = top - height(name) - 3.5
        middle = upper - THICKNESS / 2
        shapes.append(rectangle(0, upper - THICKNESS, length, THICKNESS, "signal"))
        first = middle + (height(value) - value.size * DROP) / 2 - rise(value)
        shapes += labels(value, length + 5, first, "ink")
        top = upper - max(THICKNESS, THICKNESS / 2 + height(value) / 2) - 8
    shapes.append(line((0, -used), (0, top + 8), "ink", 0.8))
    return hang(shapes, width, -top - 8)


# ------------------------------------------------------------------------------------- columns


def _draw_columns(chart: Chart, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """Columns on a line, the value above each, the label below."""
    count = len(chart.bars)
    slot = width / count
    values, names = _letter_slots(chart, slot, theme, faces)
    shapes, used = _open_field(chart, width, theme, faces)
    head = max(map(height, values)) + 5
    base = -used - head - PLOT
    column = min(slot * 0.56, pt(46))
    for index, (bar, value, name) in enumerate(zip(chart.bars, values, names, strict=True)):
        middle = slot * (index + 0.5)
        tall = PLOT * bar.value / _largest(chart.bars)
        shapes.append(rectangle(middle - column / 2, base, column, tall, "signal"))
        first = base + tall + 5 + height(value) - rise(value)
        shapes += labels(value, middle, first, "ink", 0.5)
        shapes += labels(name, middle, base - 7 - rise(name), "text", 0.5)
    shapes.append(line((0, base), (width, base), "ink", 0.8))
    return hang(shapes, width, -base + 7 + max(map(height, names)))


def _letter_slots(
    chart: Chart, slot: Length, theme: Theme, faces: Faces
) -> tuple[tuple[Lettering, ...], tuple[Lettering, ...]]:
    """Values and labels that fit above and below a slot."""
    scale = theme.scale
    texts = tuple(bar.text for bar in chart.bars)
    names = tuple(bar.label for bar in chart.bars)
    sizes = (scale.text, scale.small, scale.note)
    return (
        letter_all(texts, "sans-bold", sizes, slot - 4, faces),
        letter_all(names, "sans", sizes[1:], slot - 6, faces),
    )


def _open_field(
    chart: Chart, width: Length, theme: Theme, faces: Faces
) -> tuple[list[Shape], Length]:
    unit, used = _unit_shapes(_unit(chart, width, theme, faces))
    return list(unit), used


# ------------------------------------------------------------------------------------- line


def _draw_line(chart: Chart, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """Points joined by a line over an axis from zero, the value above each, the label below."""
    slot = width / len(chart.bars)
    values, names = _letter_slots(chart, slot, theme, faces)
    shapes, used = _open_field(chart, width, theme, faces)
    head = max(map(height, values)) + 8
    base = -used - head - PLOT
    points = [
        (slot * (index + 0.5), base + PLOT * bar.value / _largest(chart.bars))
        for index, bar in enumerate(chart.bars)
    ]
    shapes.append(line((0, base), (width, base), "ink", 0.8))
    for x, y in points:
        shapes.append(line((x, base), (x, y), "line", 0.4))
    steps: list[Step] = [move(points[0]), *map(straight, points[1:])]
    shapes.append(Path(tuple(steps), stroke="signal", width=1.4, round_ends=True))
    for index, ((x, y), value, name) in enumerate(zip(points, values, names, strict=True)):
        last = index == len(points) - 1
        shapes.append(circle(x, y, 2.6, "gold" if last else "signal", "paper", 0.8))
        shapes += labels(value, x, y + 7 + height(value) - rise(value), "ink", 0.5)
        shapes += labels(name, x, base - 7 - rise(name), "text", 0.5)
    return hang(shapes, width, -base + 7 + max(map(height, names)))


# ------------------------------------------------------------------------------------- share


def _draw_share(chart: Chart, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """One bar made of all parts; a hairline leads from each to its value and label."""
    total = add_up(bar.value for bar in chart.bars)
    last = chart.bars[-1].value / total
    whole = min(width, (width - pt(84)) / (1 - last)) if last < 1 else width
    starts = [0.0]
    for bar in chart.bars:
        starts.append(starts[-1] + whole * bar.value / total)
    shapes, used = _open_field(chart, width, theme, faces)
    thick = pt(22)
    blocks = _letter_share(chart, width, starts, theme, faces)
    lanes = _lanes(starts, [max(value.width, name.width) for value, name in blocks])
    tall = max(height(value) + 3.5 + height(name) for value, name in blocks) + 9
    for index, (value, name) in enumerate(blocks):
        left, right = starts[index], starts[index + 1]
        tint, opacity = TINTS[index % len(TINTS)]
        shapes.append(rectangle(left, -used - thick, right - left, thick, tint, opacity))
        top = -used - thick - 9 - lanes[index] * tall
        end = top - height(value) - 3.5 - height(name)
        shapes.append(line((left + 0.25, -used - thick), (left + 0.25, end), "quiet", 0.5))
        shapes += labels(value, left + 5, top - rise(value), "ink")
        shapes += labels(name, left + 5, top - height(value) - 3.5 - rise(name), "text")
    for left, _ in pairwise(starts[1:]):
        shapes.append(line((left, -used), (left, -used - thick), "paper", 0.8))
    return hang(shapes, width, used + thick + 9 + (max(lanes) + 1) * tall - 9)


def _letter_share(
    chart: Chart, width: Length, starts: list[Length], theme: Theme, faces: Faces
) -> list[tuple[Lettering, Lettering]]:
    scale = theme.scale
    blocks: list[tuple[Lettering, Lettering]] = []
    for bar, left in zip(chart.bars, starts, strict=False):
        measure = min(width - left - 6, pt(110))
        value = letter(bar.text, "display", (scale.head, scale.text, scale.note), measure, faces)
        name = letter(bar.label, "sans", (scale.small, scale.note), measure, faces)
        blocks.append((value, name))
    return blocks


def _lanes(starts: list[Length], widths: list[Length]) -> list[int]:
    """For each block of words a lane so low that no leader of a later part crosses it."""
    lanes = [0] * len(widths)
    for index in reversed(range(len(widths))):
        end = starts[index] + 5 + widths[index] + 4
        crossed = [lanes[later] for later in _after(index, lanes) if starts[later] < end]
        lanes[index] = max(crossed, default=-1) + 1
    return lanes


def _after(index: int, lanes: list[int]) -> Iterator[int]:
    yield from range(index + 1, len(lanes))
