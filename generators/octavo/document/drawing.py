"""A vector picture as plain values, so that PDF and Word can show the same one.

Coordinates are in points from the lower left corner of the drawing, y upwards, as in PDF. Colours
are names in the theme's palette. Shapes later in a group lie above earlier ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from octavo.document.length import Length


@dataclass(frozen=True, slots=True)
class Move:
    """Start a new contour at a point."""

    x: Length
    y: Length


@dataclass(frozen=True, slots=True)
class Straight:
    """A straight line to a point."""

    x: Length
    y: Length


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic Bézier to `(x, y)`, by way of two control points."""

    x1: Length
    y1: Length
    x2: Length
    y2: Length
    x: Length
    y: Length


@dataclass(frozen=True, slots=True)
class Close:
    """A straight line back to where the contour began."""


Step: TypeAlias = Move | Straight | Curve | Close


@dataclass(frozen=True, slots=True)
class Path:
    """An outline, filled, stroked, or both."""

    steps: tuple[Step, ...]
    fill: str = ""
    """Name of a colour; empty for none. Filled by the non-zero winding rule."""
    stroke: str = ""
    """Name of a colour; empty for none."""
    width: Length = 0.6
    """Of the stroke."""
    opacity: float = 1.0
    """0 to 1, of fill and stroke."""
    dash: tuple[Length, ...] = ()
    """Lengths of dash and gap, in turn; empty for a solid stroke."""
    round_ends: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text."""

    text: str
    x: Length
    y: Length
    """Of the baseline."""
    size: Length
    role: str = "sans"
    """A role in the theme's faces."""
    colour: str = "text"
    """Name of a colour."""
    anchor: float = 0.0
    """Which part of the line stands at `x`: 0 its start, 0.5 its middle, 1 its end."""
    features: tuple[str, ...] = ()
    """OpenType features switched on, such as `lnum`."""


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes moved and cut together."""

    shapes: tuple[Shape, ...]
    x: Length = 0.0
    """How far to the right they are moved."""
    y: Length = 0.0
    scale: float = 1.0
    """Applied before moving."""
    clip: tuple[Length, Length, Length, Length] | None = None
    """Left, bottom, width and height, in the group's own coordinates, of what is seen."""


Shape: TypeAlias = Path | Label | Group


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of shapes."""

    width: Length
    height: Length
    shapes: tuple[Shape, ...]


def draw_rectangle(
    x: Length, y: Length, width: Length, height: Length
) -> tuple[Move | Straight | Close, ...]:
    """The outline of a rectangle whose lower left corner is at `x` and `y`."""
    right, top = x + width, y + height
    return Move(x, y), Straight(right, y), Straight(right, top), Straight(x, top), Close()
