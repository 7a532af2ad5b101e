"""Rings that overlap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, dist, hypot, pi, sin

from octavo.artwork.lettering import RISE, Lettering, height, is_broken, labels, letter, rise
from octavo.artwork.parts import (
    PartLines,
    any_broken,
    letter_parts,
    place_words,
    words_height,
    words_width,
)
from octavo.artwork.shapes import Coordinates, circle, hang, lines, rounded, target
from octavo.document import Diagram, DiagramPart
from octavo.document.drawing import Drawing, Label, Shape
from octavo.document.length import Length, pt
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

RADIUS = pt(66)
"""Of a ring: two that overlap are 198 points wide, three fifths of the measure on A5, and the title
has room where they meet. With 50 points the title of the proceedings' drawing takes a line more in
the smallest letters; with 82 it has larger ones, and the drawing is 305 points high instead of 260,
two thirds of a page."""
GAP = pt(18)
"""Between the words of two parts: wider than the widest space of justified text, so that lines of
neighbours are not read as one. At half nothing is gained; at the double words in a narrow column
take a line more."""
LEADER = pt(15)
"""From the words to the topmost or lowest ring: long enough for the leader to be seen as a line,
and twice its mark besides. Each point of it makes the drawing two points higher, as there are two
rows."""


@dataclass(frozen=True, slots=True)
class _Ring:
    """One part: where its ring stands around the middle, and its words."""

    x: Length
    y: Length
    words: PartLines


def draw_architecture(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """A ring for each part, the title where they overlap, the parts' words above and below.

    Where a word would have to be broken for it, rings are numbered and the words stand in a list.
    """
    return _draw_labelled(diagram, width, theme, faces) or _draw_numbered(
        diagram, width, theme, faces
    )


def _draw_labelled(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing | None:
    """The words at their rings; `None` when a word has no room there."""
    places = _places(len(diagram.parts), RADIUS)
    title = _letter_title(diagram.title, places, RADIUS, theme, faces)
    if title is None or _reach(places) + RADIUS > width / 2:
        return None
    above = [index for index, (_, y) in enumerate(places) if y > 1]
    below = [index for index, (_, y) in enumerate(places) if y <= 1]
    rings = _letter(diagram.parts, places, max(len(above), len(below)), width, theme, faces)
    if any_broken(diagram.parts, tuple(ring.words for ring in rings)):
        return None
    upper = sorted((rings[index] for index in above), key=lambda ring: ring.x)
    lower = sorted((rings[index] for index in below), key=lambda ring: ring.x)
    high = max((words_height(ring.words) + 6 for ring in upper), default=0.0)
    low = max((words_height(ring.words) + 6 for ring in lower), default=0.0)
    top = max(y for _, y in places) + RADIUS
    bottom = min(y for _, y in places) - RADIUS
    middle = -top - (high + LEADER if upper else 1.0)
    shapes: list[Shape] = []
    shapes += _paint_rings(places, (width / 2, middle), RADIUS)
    shapes += labels(title, width / 2, middle + height(title) / 2 - rise(title), "ink", 0.5)
    shapes += _row(upper, width, middle, middle + top + LEADER, True)
    shapes += _row(lower, width, middle, middle + bottom - LEADER, False)
    depth_below = low + LEADER if lower else 1.0
    return hang(shapes, width, -(middle + bottom) + depth_below)


def _draw_numbered(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """The rings with numbers, the goal where all overlap, and below them what each stands for."""
    radius = min(RADIUS, width / 3.4)
    places = _places(len(diagram.parts), radius)
    middle = -max(y for _, y in places) - radius - 1
    size, left = theme.scale.text, 20.0
    shapes = [*_paint_rings(places, (width / 2, middle), radius)]
    for index, (x, y) in enumerate(places):
        out = 1 + radius * 0.72 / max(hypot(x, y), 1.0)
        across, up = width / 2 + x * out, middle + y * out - size * RISE / 2
        shapes.append(_numeral(index, across, up, size, 0.5))
    foot = middle + min(y for _, y in places) - radius - GAP
    scale = theme.scale
    sizes = (scale.head, scale.lead, scale.text, scale.note)
    title = letter(diagram.title, "display", sizes, width - left, faces)
    if title.lines:
        shapes += target(width / 2, middle, 4.6)
        shapes += target(5.0, foot - rise(title) / 2, 4.6)
        shapes += labels(title, left, foot - rise(title), "ink")
        foot -= height(title) + GAP / 2
    for index, words in enumerate(
        letter_parts(diagram.parts, width - left, theme, faces, scale.text)
    ):
        shapes.append(_numeral(index, 0.0, foot - rise(words.head), size, 0.0))
        shapes += place_words(words, left, foot)
        foot -= max(words_height(words), size) + GAP / 2
    return hang(shapes, width, -foot - GAP / 2 + 1)


def _numeral(index: int, x: Length, y: Length, size: Length, anchor: float) -> Label:
    return Label(str(index + 1), rounded(x), rounded(y), size, "sans-bold", "signal", anchor)


def _paint_rings(
    places: tuple[Coordinates, ...], middle: Coordinates, radius: Length
) -> Iterator[Shape]:
    for x, y in places:
        yield circle(middle[0] + x, middle[1] + y, radius, "signal", opacity=0.09)
    for x, y in places:
        yield circle(middle[0] + x, middle[1] + y, radius, stroke="signal", width=0.8)


def _places(count: int, radius: Length) -> tuple[Coordinates, ...]:
    """The middles of the rings around the origin, in reading order: rows from left to right."""
    first = {2: pi, 4: pi * 3 / 4, 6: pi * 2 / 3}.get(count, pi / 2)
    distance = radius * {2: 0.5, 3: 0.56, 4: 0.56}.get(count, 0.6)
    turn = -2 * pi / count
    places = [
        (distance * cos(first + turn * index), distance * sin(first + turn * index))
        for index in range(count)
    ]
    return tuple(sorted(places, key=lambda place: (-round(place[1], 3), place[0])))


def _letter(
    parts: tuple[DiagramPart, ...],
    places: tuple[Coordinates, ...],
    columns: int,
    width: Length,
    theme: Theme,
    faces: Faces,
) -> list[_Ring]:
    measure = (width - GAP * (columns - 1)) / max(columns, 2)
    lettered = letter_parts(parts, measure, theme, faces, theme.scale.text, 3)
    return [_Ring(x, y, words) for (x, y), words in zip(places, lettered, strict=True)]


def _reach(places: tuple[Coordinates, ...]) -> Length:
    """How far to either side the middles of rings stand."""
    return max(abs(x) for x, _ in places)


def _letter_title(
    text: str, places: tuple[Coordinates, ...], radius: Length, theme: Theme, faces: Faces
) -> Lettering | None:
    """The title in the lens or the core that all rings share; `None` where it has no room."""
    inner = radius - max(hypot(x, y) for x, y in places)
    scale = theme.scale
    sizes = (scale.head, scale.lead, scale.text, scale.small, scale.note)
    most = 3 if len(places) > 2 else 4
    tried = [
        letter(text, "display", sizes[first:], part * inner, faces, most)
        for first in range(len(sizes))
        for part in (1.7, 1.4, 1.1)
    ]
    inside = (one for one in tried if not is_broken(one, text) and _lies_in(one, places, radius))
    return next(inside, None)


def _lies_in(title: Lettering, places: tuple[Coordinates, ...], radius: Length) -> bool:
    """Whether the title, set about the origin, lies in all the rings."""
    half = height(title) / 2
    corners = [(x, y) for x in (-title.width / 2, title.width / 2) for y in (-half, half)]
    return all(dist(corner, place) <= radius for corner in corners for place in places)


def _row(
    rings: list[_Ring], width: Length, middle: Length, edge: Length, upper: bool
) -> Iterator[Shape]:
    """The words of the rings of one half, on a rule each, with a leader to the ring."""
    columns = len(rings)
    column = (width - GAP * (columns - 1)) / max(columns, 1)
    for index, ring in enumerate(rings):
        start = index * (column + GAP)
        block = words_width(ring.words)
        side = 0.62 * RADIUS * (1 if ring.x > 1 else -1 if ring.x < -1 else 0)
        x = width / 2 + ring.x + side
        y = middle + ring.y + (1 if upper else -1) * (RADIUS**2 - side**2) ** 0.5
        centre = min(max(x, start + block / 2), start + column - block / 2)
        left, right = min(x, centre - block / 2), max(x, centre + block / 2)
        yield lines([((left, edge), (right, edge)), ((x, edge), (x, y))], "line", 0.6)
        yield circle(x, y, 1.9, "gold")
        top = edge + 6 + words_height(ring.words) if upper else edge - 6
        yield from place_words(ring.words, centre, top, anchor=0.5)
