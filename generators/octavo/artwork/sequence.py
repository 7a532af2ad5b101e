"""Steps on a line."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.artwork.lettering import RISE, Lettering, height, labels, letter, letter_all, rise
from octavo.artwork.parts import letter_parts, place_words, words_height
from octavo.artwork.shapes import hang, line, target
from octavo.document import Diagram
from octavo.document.drawing import Drawing, Label, Shape
from octavo.document.length import Length, pt
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

NARROWEST = pt(80)
"""A column of words is no narrower, some sixteen of their letters; else the steps stand one below
the other. At 50 points the timeline of the proceedings runs across, its words in 23 lines of one or
two instead of 10; at 110 it stands as it does now."""
GAP = pt(14)
"""Between steps: a line, more than between lines of one step. At half steps run together, and the
timeline of the proceedings is 79 points high instead of 119; at the double 175."""
RING = pt(4.6)
"""Radius of the goal's ring: larger than a tick, so that the line has an end, and no higher than
the letters beside it."""
TICK = pt(4)
"""How far a tick reaches from the line: as far as small letters are high, so that it points at
them."""


@dataclass(frozen=True, slots=True)
class _Ladder:
    """Steps that stand one below the other, before the line is drawn."""

    axis: Length
    """Where the line runs."""
    left: Length
    """Where the words begin."""
    stops: tuple[Length, ...]
    """How high each step stands."""
    bottom: Length
    """Where the next step would begin."""
    shapes: tuple[Shape, ...]


def draw_sequence(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """The parts as steps on a line that leads to the title.

    The line runs to the right where each step has room enough, else downwards; then dates stand
    left of it. Steps that are no dates are numbered.
    """
    columns = len(diagram.parts) + (1 if diagram.title else 0)
    column = (width - GAP * (columns - 1)) / columns
    if column >= NARROWEST:
        return _draw_across(diagram, width, column, theme, faces)
    dated = _are_dated(diagram)
    ladder = (_stack_dates if dated else _stack_steps)(diagram, width, theme, faces)
    return _draw_down(ladder, diagram, width, theme, faces)


def _are_dated(diagram: Diagram) -> bool:
    """Whether the titles are dates, or other short things with numbers in them."""
    titles = [part.title for part in diagram.parts]
    return all(any(map(str.isdigit, title)) and len(title) <= 18 for title in titles)


def _draw_across(
    diagram: Diagram, width: Length, column: Length, theme: Theme, faces: Faces
) -> Drawing:
    parts = letter_parts(diagram.parts, column, theme, faces, theme.scale.text)
    title = _letter_title(diagram, column, theme, faces)
    dated = _are_dated(diagram)
    line_at = -6.0 if dated else -theme.scale.head - 6
    words_at = line_at - 12
    end = len(parts) * (column + GAP)
    shapes: list[Shape] = [
        line((0, line_at), (end if title.lines else width, line_at), "signal", 0.8)
    ]
    for index, words in enumerate(parts):
        left = index * (column + GAP)
        if not dated:
            shapes.append(_numeral(index, left, line_at + 7, theme))
        shapes.append(line((left, line_at - TICK), (left, line_at + TICK), "signal", 0.8))
        shapes += place_words(words, left, words_at)
    if title.lines:
        shapes += target(end + RING, line_at, RING)
        shapes += labels(title, end, words_at - rise(title), "ink")
    return hang(shapes, width, max(height(title), *map(words_height, parts)) - words_at)


def _stack_steps(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> _Ladder:
    """Steps with a numeral left of the line."""
    axis, left = 22.0, 34.0
    parts = letter_parts(diagram.parts, width - left, theme, faces, theme.scale.text)
    shapes: list[Shape] = []
    stops: list[Length] = []
    top = rise(parts[0].head) - theme.scale.head * RISE
    for index, words in enumerate(parts):
        stops.append(top - rise(words.head) / 2)
        shapes.append(_numeral(index, 0.0, top - rise(words.head), theme))
        shapes += place_words(words, left, top)
        top -= words_height(words) + GAP
    return _Ladder(axis, left, tuple(stops), top, tuple(shapes))


def _stack_dates(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> _Ladder:
    """Steps with their date left of the line."""
    scale = theme.scale
    sizes = (scale.text, scale.small, scale.note)
    titles = tuple(part.title for part in diagram.parts)
    dates = letter_all(titles, "sans-bold", sizes, width * 0.28, faces)
    axis = max(date.width for date in dates) + GAP
    left = axis + GAP
    said = tuple(part.text for part in diagram.parts)
    texts = letter_all(said, "sans", sizes, width - left, faces)
    shapes: list[Shape] = []
    stops: list[Length] = []
    top = 0.0
    for date, text in zip(dates, texts, strict=True):
        stops.append(top - rise(date) / 2)
        shapes += labels(date, axis - GAP, top - rise(date), "ink", 1.0)
        shapes += labels(text, left, top - rise(date), "text")
        top -= max(height(date), height(text)) + GAP
    return _Ladder(axis, left, tuple(stops), top, tuple(shapes))


def _draw_down(
    ladder: _Ladder, diagram: Diagram, width: Length, theme: Theme, faces: Faces
) -> Drawing:
    """The steps with the line down to the goal, a tick at each stop, and the title at its end."""
    title = _letter_title(diagram, width - ladder.left, theme, faces)
    axis, stops, top = ladder.axis, ladder.stops, ladder.bottom
    end = top - rise(title) / 2 if title.lines else stops[-1] - TICK
    shapes: list[Shape] = [line((axis, min(0.0, stops[0] + TICK)), (axis, end), "signal", 0.8)]
    shapes += [line((axis - TICK, stop), (axis + TICK, stop), "signal", 0.8) for stop in stops]
    shapes += ladder.shapes
    if not title.lines:
        return hang(shapes, width, max(-top - GAP, -end) + 1)
    shapes += target(axis, end, RING)
    shapes += labels(title, ladder.left, top - rise(title), "ink")
    return hang(shapes, width, height(title) - top)


def _letter_title(diagram: Diagram, measure: Length, theme: Theme, faces: Faces) -> Lettering:
    scale = theme.scale
    sizes = (scale.head, scale.lead, scale.text, scale.note)
    return letter(diagram.title, "display", sizes, measure, faces, 4)


def _numeral(index: int, x: Length, y: Length, theme: Theme) -> Label:
    return Label(str(index + 1), x, y, theme.scale.head, "display", "signal", 0.0, ("lnum",))
