"""What all charts share: their scale, the look of each series, unit and legend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from octavo.artwork.faults import DoesNotFitError
from octavo.artwork.lettering import (
    Lettering,
    height,
    labels,
    letter,
    letter_all,
    overflows,
    rise,
)
from octavo.artwork.shapes import Coordinates, circle, lines, move, polygon_steps, straight
from octavo.document import Chart
from octavo.document.drawing import Group, Path, Shape, Step
from octavo.document.length import Length, pt
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

SWATCH = pt(7.5)
"""Width of the key of a legend, which is as high as its capitals: at half a hatch has two strokes
and no pattern is seen, at the double legends look like charts of their own."""
HATCH = pt(2.6)
"""Between the strokes of a hatch: three cross a swatch, and on paper they do not run together into
a grey as they would at half the distance."""


@dataclass(frozen=True, slots=True)
class SeriesStyle:
    """How one series looks; no two are alike where colours become greys."""

    fill: str
    opacity: float = 1.0
    hatched: bool = False
    dash: tuple[Length, ...] = ()
    """Of its line."""
    marker: Literal["disc", "ring", "square", "diamond", "frame"] = "disc"
    """Of its points."""


STYLES = (
    SeriesStyle("signal"),
    SeriesStyle("signal", 0.34, dash=(1.3, 2.6), marker="square"),
    SeriesStyle("ink", dash=(5.0, 2.6), marker="ring"),
    SeriesStyle("paper", dash=(7.0, 2.4, 1.3, 2.4), marker="frame"),
    SeriesStyle("ink", hatched=True, dash=(2.8, 1.6), marker="diamond"),
)
"""Of the series, in turn: dark blue, light blue, nearly black, white with an edge, and hatched, of
a lightness (L*) of 40, 80, 10 and 100, so that neighbours differ in greys too; lines differ in dash
and marker. More than five cannot be told apart without looking back at the legend."""


@dataclass(frozen=True, slots=True)
class ValueScale:
    """Values as parts of the length from the lowest to the highest, zero among them."""

    unit: float
    low: float
    high: float

    def part(self, value: float) -> float:
        """How far along the value stands, from 0 to 1."""
        return (value / self.unit - self.low) / (self.high - self.low)


def measure_scale(chart: Chart) -> ValueScale:
    """The scale on which all values of the chart stand."""
    # the quotients are at most 1, so that no sum of huge values is infinite
    unit = max(abs(bar.value) for bar in chart.bars) or 1.0
    parts = [bar.value / unit for bar in chart.bars]
    low, high = min(0.0, *parts), max(0.0, *parts)
    return ValueScale(unit, low, high if high > low else 1.0)


def letter_values(
    chart: Chart, sizes: tuple[Length, ...], measures: tuple[Length, ...], faces: Faces
) -> tuple[Lettering, ...]:
    """The values as they are printed, within the first of the measures that divides none.

    Raises `DoesNotFitError` when a value is wider than the last, as no number may be divided.
    """
    texts = tuple(bar.text for bar in chart.bars)
    for measure in measures:
        found = letter_all(texts, "sans-bold", sizes, measure, faces)
        wide = [
            bar
            for one, bar in zip(found, chart.bars, strict=True)
            if overflows(one, bar.text, measure)
        ]
        if not wide:
            return found
        if measure == measures[-1]:
            message = f"the value `{wide[0].text}` is wider than the chart has room for"
            raise DoesNotFitError(message, wide[0].span)
    return ()


def any_overflow(found: Iterable[Lettering], texts: Iterable[str], measure: Length) -> bool:
    """Whether a word of any of the texts had to be broken, or is wider than `measure`."""
    return any(overflows(one, text, measure) for one, text in zip(found, texts, strict=True))


def open_chart(
    chart: Chart, width: Length, theme: Theme, faces: Faces
) -> tuple[list[Shape], Length]:
    """The unit at the upper left, the legend below it, and how much height they take."""
    scale = theme.scale
    unit = letter(chart.unit, "sans", (scale.small, scale.note), width, faces)
    shapes: list[Shape] = list(labels(unit, 0, -rise(unit), "quiet"))
    used = height(unit) + 9 if unit.lines else 0.0
    if not chart.series:
        return shapes, used
    dashed = chart.kind == "line"
    key = 3 * SWATCH if dashed else SWATCH
    names = [
        letter(name, "sans", (scale.small, scale.note), width - key - 5, faces)
        for name in chart.series
    ]
    x, top, deep = 0.0, -used, 0.0
    for name, style in zip(names, STYLES, strict=False):
        if x and x + key + 5 + name.width > width:
            x, top, deep = 0.0, top - deep - 4, 0.0
        middle = top - rise(name) / 2
        if dashed:
            shapes += paint_line_key(x, middle, key, style)
        else:
            shapes += paint_block((x, top - rise(name)), SWATCH, rise(name), style)
        shapes += labels(name, x + key + 5, top - rise(name), "text")
        deep = max(deep, height(name))
        x += key + 5 + name.width + 14
    return shapes, -top + deep + 10


def paint_line_key(x: Length, y: Length, length: Length, style: SeriesStyle) -> Iterator[Shape]:
    """The key of a line, with a marker in its middle."""
    yield paint_line([(x + 0.7, y), (x + length - 0.7, y)], style)
    yield paint_point(x + length / 2, y, style)


def paint_line(points: list[Coordinates], style: SeriesStyle) -> Path:
    """The line of a series."""
    steps: list[Step] = [move(points[0]), *map(straight, points[1:])]
    return Path(
        tuple(steps), stroke=line_colour(style), width=1.4, dash=style.dash, round_ends=True
    )


def line_colour(style: SeriesStyle) -> str:
    """The colour of the line of a series: its own unless that is too light for a line."""
    return style.fill if style.fill != "paper" else "signal"


def paint_point(x: Length, y: Length, style: SeriesStyle) -> Path:
    """A point on the line of a series."""
    own = line_colour(style)
    side, turned = 2.3, 3.1
    square = (
        (x - side, y - side),
        (x + side, y - side),
        (x + side, y + side),
        (x - side, y + side),
    )
    diamond = ((x - turned, y), (x, y - turned), (x + turned, y), (x, y + turned))
    match style.marker:
        case "disc":
            return circle(x, y, 2.6, own, "paper", 0.8)
        case "ring":
            return circle(x, y, side, "paper", own, 1.1)
        case "square":
            return Path(polygon_steps(square), fill=own, stroke="paper", width=0.8)
        case "frame":
            return Path(polygon_steps(square), fill="paper", stroke=own, width=1.1)
        case "diamond":
            return Path(polygon_steps(diamond), fill=own, stroke="paper", width=0.8)
        case _:
            assert_never(style.marker)


def paint_block(
    corner: Coordinates, width: Length, tall: Length, style: SeriesStyle
) -> Iterator[Shape]:
    """A bar, a column or a swatch from its lower left corner."""
    x, y = corner
    steps = polygon_steps(((x, y), (x + width, y), (x + width, y + tall), (x, y + tall)))
    if not style.hatched and style.fill != "paper":
        yield Path(steps, fill=style.fill, opacity=style.opacity)
        return
    if min(width, tall) <= 0:
        return
    yield Path(steps, fill="paper")
    edge = 0.3
    if style.hatched:
        count = int((width + tall) / HATCH) + 1
        strokes = [
            ((x + place * HATCH - tall, y), (x + place * HATCH, y + tall)) for place in range(count)
        ]
        yield Group((lines(strokes, "ink", 0.6),), clip=(x, y, width, tall))
    inner = (
        (x + edge, y + edge),
        (x + max(width - edge, edge), y + edge),
        (x + max(width - edge, edge), y + max(tall - edge, edge)),
        (x + edge, y + max(tall - edge, edge)),
    )
    yield Path(polygon_steps(inner), stroke=line_colour(style), width=2 * edge)
