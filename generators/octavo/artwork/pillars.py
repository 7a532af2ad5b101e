"""Columns that carry a lintel."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING

from octavo.artwork.lettering import (
    Lettering,
    depth,
    height,
    labels,
    letter,
    letter_all,
    rise,
)
from octavo.artwork.shapes import hang, lines, rectangle
from octavo.document import Diagram
from octavo.drawing import Drawing, Shape
from octavo.length import Length, pt
from octavo.theme import Theme

if TYPE_CHECKING:
    from octavo.typeset.fonts import Faces

GAP = pt(10)
PADDING = pt(10)
CAPITAL = pt(5.4)
"""Height of the capital and of the base, with the air above and below."""
SHORTEST = pt(112)
"""A column is no shorter than this, or it would not look like one."""


def draw_pillars(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """The parts as columns side by side, carrying the title."""
    scale = theme.scale
    count = len(diagram.parts)
    column = (width - GAP * (count - 1)) / count
    measure = column - 2 * PADDING
    title = letter(diagram.title, "display", (scale.head, scale.lead), width - 24, faces, 2)
    titles = letter_all(
        tuple(part.title for part in diagram.parts),
        "sans-bold",
        (scale.text, scale.small, scale.note),
        measure,
        faces,
    )
    texts = letter_all(
        tuple(part.text for part in diagram.parts),
        "sans",
        (scale.small, scale.note),
        measure,
        faces,
    )
    lintel = height(title) + 20 if title.lines else 5.0
    inside = max(map(_inside, titles, texts))
    shaft = max(SHORTEST, inside)
    shapes: list[Shape] = [rectangle(0, -lintel, width, lintel, "ink")]
    shapes += labels(title, width / 2, -10 - rise(title), "paper", 0.5)
    for index, (head, text) in enumerate(zip_longest(titles, texts)):
        left = index * (column + GAP)
        shapes += _column(left, -lintel, column, shaft)
        shapes += _words(left + PADDING, -lintel - 22, head, text)
    foot = lintel + shaft
    shapes.append(rectangle(0, -foot - 1.4, width, 1.4, "ink"))
    shapes.append(rectangle(0, -foot - 4.6, width, 0.5, "ink"))
    return hang(shapes, width, foot + 4.6)


def _inside(head: Lettering, text: Lettering) -> Length:
    between = 6.0 if text.lines else 0.0
    return 22 + height(head) + between + height(text) + 18


def _column(left: Length, top: Length, column: Length, shaft: Length) -> Iterator[Shape]:
    """A capital, a shaft with fluting at its edges, and a base."""
    head, foot = top - CAPITAL, top - shaft + CAPITAL
    yield rectangle(left, head, column, 1.4, "ink")
    yield rectangle(left + 3, foot, column - 6, head - foot, "mist")
    flutes = [
        ((x, head), (x, foot))
        for edge, inwards in ((left + 3, 1), (left + column - 3, -1))
        for x in (edge, edge + inwards * 1.4, edge + inwards * 3.4)
    ]
    yield lines(flutes, "line", 0.5)
    yield rectangle(left, foot - 1.4, column, 1.4, "ink")


def _words(left: Length, top: Length, head: Lettering, text: Lettering) -> Iterator[Shape]:
    first = top - rise(head)
    yield from labels(head, left, first, "ink")
    yield from labels(text, left, first - depth(head) - 6 - rise(text), "text")
