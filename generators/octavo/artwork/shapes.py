"""Plain shapes, from which every piece of artwork is made.

Coordinates are rounded to a hundredth of a point: smaller files, and the same ones everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import cos, pi, sin, tan
from typing import TypeAlias

from octavo.document.drawing import Close, Curve, Drawing, Group, Move, Path, Shape, Step, Straight
from octavo.document.length import Length

Coordinates: TypeAlias = tuple[Length, Length]
"""Across and up, from the lower left corner of the drawing."""


def rounded(value: Length) -> Length:
    """`value` to a hundredth of a point, without a negative zero."""
    return round(value, 2) + 0.0


def move(point: Coordinates) -> Move:
    """The step that starts a contour at `point`."""
    return Move(rounded(point[0]), rounded(point[1]))


def straight(point: Coordinates) -> Straight:
    """The step along a straight line to `point`."""
    return Straight(rounded(point[0]), rounded(point[1]))


def curve(first: Coordinates, second: Coordinates, end: Coordinates) -> Curve:
    """The step along a cubic curve to `end`, by way of two control points."""
    return Curve(*(rounded(value) for point in (first, second, end) for value in point))


def line(
    start: Coordinates, end: Coordinates, stroke: str, width: Length, opacity: float = 1.0
) -> Path:
    """A straight rule."""
    return Path((move(start), straight(end)), stroke=stroke, width=width, opacity=opacity)


def lines(
    pairs: Iterable[tuple[Coordinates, Coordinates]],
    stroke: str,
    width: Length,
    opacity: float = 1.0,
) -> Path:
    """Straight rules of one colour, as one path."""
    steps = tuple(step for start, end in pairs for step in (move(start), straight(end)))
    return Path(steps, stroke=stroke, width=width, opacity=opacity)


def polygon_steps(points: Sequence[Coordinates]) -> tuple[Step, ...]:
    """A closed contour through `points`."""
    return (move(points[0]), *(straight(point) for point in points[1:]), Close())


def rectangle(
    x: Length, y: Length, width: Length, height: Length, fill: str, opacity: float = 1.0
) -> Path:
    """A filled rectangle whose lower left corner is at `(x, y)`."""
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return Path(polygon_steps(corners), fill=fill, opacity=opacity)


def circle_steps(x: Length, y: Length, radius: Length) -> tuple[Step, ...]:
    """A closed circle, as four curves."""
    return (*arc_steps(x, y, radius, 0.0, 2 * pi), Close())


def circle(
    x: Length,
    y: Length,
    radius: Length,
    fill: str = "",
    stroke: str = "",
    width: Length = 0.6,
    opacity: float = 1.0,
) -> Path:
    """A circle around `(x, y)`, filled, stroked, or both."""
    steps = circle_steps(x, y, radius)
    return Path(steps, fill=fill, stroke=stroke, width=width, opacity=opacity)


def target(x: Length, y: Length, radius: Length) -> tuple[Path, Path]:
    """A ring around a dot, in gold: the mark of a goal, or of a place."""
    ring = circle(x, y, radius, "paper", "gold", rounded(radius / 4))
    return ring, circle(x, y, radius * 0.41, "gold")


def arc_steps(x: Length, y: Length, radius: Length, start: float, end: float) -> tuple[Step, ...]:
    """An open arc around `(x, y)` from angle `start` to `end`, in radians, anticlockwise positive.

    It is made of curves that span a quarter turn at most, so it strays less than 0.03 % of the
    radius from the true arc.
    """
    pieces = max(1, round(abs(end - start) / (pi / 2) + 0.499))
    turn = (end - start) / pieces
    reach = radius * 4 / 3 * tan(turn / 4)
    steps: list[Step] = [move((x + radius * cos(start), y + radius * sin(start)))]
    for piece in range(pieces):
        a, b = start + piece * turn, start + (piece + 1) * turn
        ax, ay, bx, by = cos(a), sin(a), cos(b), sin(b)
        first = (x + radius * ax - reach * ay, y + radius * ay + reach * ax)
        second = (x + radius * bx + reach * by, y + radius * by - reach * bx)
        steps.append(curve(first, second, (x + radius * bx, y + radius * by)))
    return tuple(steps)


def hang(shapes: Iterable[Shape], width: Length, depth: Length) -> Drawing:
    """A drawing of shapes that were placed below the line `y = 0`, down to `-depth`."""
    return Drawing(width, rounded(depth), (Group(tuple(shapes), y=rounded(depth)),))
