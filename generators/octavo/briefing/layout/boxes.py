"""Set text in its place: a tree of plain values that knows its height and how far it can stretch.

Places are measured from the upper left corner of the box around, y downwards. Every vertical
distance is a `Stretch`: what it is when the page is full of text, and how much it may grow when
there is room to spare. A page is filled by one number, the ease, from 0 (tight) to 1 (wide).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from octavo.briefing.plan.contents import Source
from octavo.document.length import Length
from octavo.typeset.pieces import Line
from octavo.typeset.text import Style

ASCENT = 0.74
"""How far letters rise above the baseline, as a share of the size: the top of a box of text."""
DESCENT = 0.22
"""How far letters hang below it: the foot of a box of text."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A vertical distance that may grow."""

    least: Length = 0.0
    more: Length = 0.0
    """By how much it may grow."""

    def __add__(self, other: Stretch) -> Stretch:
        return Stretch(self.least + other.least, self.more + other.more)


def at_ease(stretch: Stretch, ease: float) -> Length:
    """The distance at an ease from 0 to 1."""
    return stretch.least + ease * stretch.more


def make_stretch(bounds: tuple[Length, Length]) -> Stretch:
    """A distance between its least and its greatest."""
    least, most = bounds
    return Stretch(least, most - least)


def cover(one: Stretch, other: Stretch) -> Stretch:
    """The distance that is neither less than `one` nor than `other` at any ease."""
    least = max(one.least, other.least)
    return Stretch(least, max(one.least + one.more, other.least + other.more) - least)


def find_ease(spare: Length, more: Length) -> float:
    """The ease, at most 1, at which what may grow by `more` takes the height `spare`."""
    return min(1.0, max(0.0, spare / more)) if more > 0 else 1.0


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of text under each other."""

    lines: tuple[Line, ...]
    style: Style
    leading: Stretch
    x: Length = 0.0
    y: Stretch = Stretch()
    """Of the first baseline."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A coloured area: decoration."""

    x: Length
    y: Stretch
    width: Length
    height: Stretch
    colour: str


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code."""

    address: str
    x: Length
    y: Stretch
    size: Length


Role = Literal[
    "H1", "H2", "P", "L", "LI", "LBody", "Table", "TR", "TH", "TD", "Figure", "Sect", "Span"
]


@dataclass(frozen=True, slots=True)
class Box:
    """Something on the page with a meaning: what it holds, and how high it is."""

    role: Role
    kids: tuple[Kid, ...]
    height: Stretch
    x: Length = 0.0
    y: Stretch = Stretch()
    name: str = ""
    """For the trace: the part, or the id of the point."""
    source: Source | None = None
    """Where what it says comes from."""
    alternative: str = ""
    """For a `Figure`: what it shows."""


Kid: TypeAlias = Lines | Ground | Code | Box


def place(box: Box, x: Length, y: Stretch) -> Box:
    """`box` at another place."""
    return Box(  # `replace` takes four times as long, and every box is placed more than once
        box.role, box.kids, box.height, x, y, box.name, box.source, box.alternative
    )


def set_lines(
    role: Role, lines: tuple[Line, ...], style: Style, more: Length = 0.0, x: Length = 0.0
) -> Box:
    """The lines in a box of their own; the leading may grow by `more`."""
    first = Stretch(ASCENT * style.size)
    kid = Lines(lines, style, Stretch(style.leading, more), x, first)
    return Box(role, (kid,), measure_lines(len(lines), style, more))


def measure_lines(count: int, style: Style, more: Length = 0.0) -> Stretch:
    """The height of `count` lines whose leading may grow by `more`."""
    if not count:
        return Stretch()
    between = count - 1
    return Stretch(between * style.leading + (ASCENT + DESCENT) * style.size, between * more)


def stack(
    role: Role, boxes: tuple[Box, ...], space: Stretch, name: str = "", indent: Length = 0.0
) -> Box:
    """The boxes under each other, with `space` between them."""
    top = Stretch()
    kids: list[Kid] = []
    for box in boxes:
        top = top + space if kids else top
        kids.append(place(box, box.x + indent, top))
        top = top + box.height
    return Box(role, tuple(kids), top, name=name)
