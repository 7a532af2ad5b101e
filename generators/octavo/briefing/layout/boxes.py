"""Set text in its place: a tree of plain values that knows its height and how far it can stretch.

Places are measured from the upper left corner of the box around, y downwards. Every vertical
distance is a `Stretch`: what it is when the page is full of text, and how much it may grow when
there is room to spare. A page is filled by one number, the glue ratio, from 0 (tight) to 1 (wide).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from octavo.briefing.plan.contents import Source
from octavo.document.length import Length
from octavo.pdf.tags import Role
from octavo.typeset.pieces import Line
from octavo.typeset.text import TextStyle

ASCENT = 0.74
"""How far letters rise above the baseline, as a share of the size: the top of a box of text. Source
Serif has its ascenders at 0.73 or 0.74 and Source Sans at 0.71. With less, accents of the first
line would leave their box."""
DESCENT = 0.22
"""How far letters hang below it: the foot of a box of text. Descenders reach 0.21 in Source Sans
and 0.24 in Source Serif. With less, rules and grounds below would touch them; with more, all spaces
look wider below than above."""


@dataclass(frozen=True, slots=True)
class Glue:
    """A vertical distance that may grow."""

    natural: Length = 0.0
    stretch: Length = 0.0
    """By how much it may grow."""

    def __add__(self, other: Glue) -> Glue:
        return Glue(self.natural + other.natural, self.stretch + other.stretch)


def at_glue_ratio(stretch: Glue, glue_ratio: float) -> Length:
    """The distance at a glue ratio from 0 to 1."""
    return stretch.natural + glue_ratio * stretch.stretch


def make_stretch(bounds: tuple[Length, Length]) -> Glue:
    """A distance between its least and its greatest."""
    least, most = bounds
    return Glue(least, most - least)


def cover(one: Glue, other: Glue) -> Glue:
    """The distance that is neither less than `one` nor than `other` at any glue ratio."""
    least = max(one.natural, other.natural)
    return Glue(least, max(one.natural + one.stretch, other.natural + other.stretch) - least)


def find_glue_ratio(spare: Length, more: Length) -> float:
    """The glue ratio, at most 1, at which what may grow by `more` takes the height `spare`."""
    return min(1.0, max(0.0, spare / more)) if more > 0 else 1.0


@dataclass(frozen=True, slots=True)
class TextLines:
    """Lines of text under each other."""

    lines: tuple[Line, ...]
    style: TextStyle
    leading: Glue
    x: Length = 0.0
    y: Glue = Glue()
    """Of the first baseline."""


@dataclass(frozen=True, slots=True)
class Background:
    """A coloured area: decoration."""

    x: Length
    y: Glue
    width: Length
    height: Glue
    colour: str


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code."""

    address: str
    x: Length
    y: Glue
    size: Length


@dataclass(frozen=True, slots=True)
class LogoPicture:
    """A picture file."""

    data: bytes
    x: Length
    y: Glue
    width: Length
    height: Length


@dataclass(frozen=True, slots=True)
class Box:
    """Something on the page with a meaning: what it holds, and how high it is."""

    role: Role
    children: tuple[Child, ...]
    height: Glue
    x: Length = 0.0
    y: Glue = Glue()
    name: str = ""
    """For the trace: the part, or the id of the point."""
    source: Source | None = None
    """Where what it says comes from."""
    alternative: str = ""
    """For a `Figure`: what it shows."""


Child: TypeAlias = TextLines | Background | QrCode | LogoPicture | Box


def place(box: Box, x: Length, y: Glue) -> Box:
    """`box` at another place."""
    return Box(  # `replace` takes four times as long, and every box is placed more than once
        box.role, box.children, box.height, x, y, box.name, box.source, box.alternative
    )


def set_lines(
    role: Role, lines: tuple[Line, ...], style: TextStyle, more: Length = 0.0, x: Length = 0.0
) -> Box:
    """The lines in a box of their own; the leading may grow by `more`."""
    first = Glue(ASCENT * style.size)
    child = TextLines(lines, style, Glue(style.leading, more), x, first)
    return Box(role, (child,), measure_lines(len(lines), style, more))


def measure_lines(count: int, style: TextStyle, more: Length = 0.0) -> Glue:
    """The height of `count` lines whose leading may grow by `more`."""
    if not count:
        return Glue()
    between = count - 1
    return Glue(between * style.leading + (ASCENT + DESCENT) * style.size, between * more)


def stack(
    role: Role, boxes: tuple[Box, ...], space: Glue, name: str = "", indent: Length = 0.0
) -> Box:
    """The boxes under each other, with `space` between them."""
    top = Glue()
    children: list[Child] = []
    for box in boxes:
        top = top + space if children else top
        children.append(place(box, box.x + indent, top))
        top = top + box.height
    return Box(role, tuple(children), top, name=name)
