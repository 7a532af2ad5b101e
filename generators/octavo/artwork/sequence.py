"""Steps on a line."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.artwork.lettering import (
    RISE,
    Lettering,
    depth,
    height,
    labels,
    letter,
    letter_all,
    rise,
)
from octavo.artwork.shapes import circle, hang, line
from octavo.document import Diagram
from octavo.drawing import Drawing, Label, Shape
from octavo.length import Length, pt
from octavo.theme import Theme
from octavo.typeset.fonts import Faces

NARROWEST = pt(80)
"""A column of words is no narrower; else the steps stand one below the other."""
GAP = pt(14)


def draw_sequence(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """The parts as steps on a line that leads to the title.

    The line runs to the right where each step has room enough, else downwards.
    """
    columns = len(diagram.parts) + (1 if diagram.title else 0)
    column = (width - GAP * (columns - 1)) / columns
    if column >= NARROWEST:
        return _draw_across(diagram, width, column, theme, faces)
    return _draw_down(diagram, width, theme, faces)


def _draw_across(
    diagram: Diagram, width: Length, column: Length, theme: Theme, faces: Faces
) -> Drawing:
    titles, texts = _letter(diagram, column, theme, faces)
    title = _letter_title(diagram, column, theme, faces)
    line_at = -6.0 if _are_dated(diagram) else -theme.scale.head - 6
    words_at = line_at - 12
    end = len(titles) * (column + GAP)
    shapes: list[Shape] = [
        line((0, line_at), (end if title.lines else width, line_at), "signal", 0.8)
    ]
    for index, (head, text) in enumerate(zip(titles, texts, strict=True)):
        left = index * (column + GAP)
        if not _are_dated(diagram):
            shapes.append(_numeral(index, left, line_at + 7, theme))
        shapes.append(line((left, line_at - 4), (left, line_at + 4), "signal", 0.8))
        shapes += _words(left, words_at, head, text)
    if title.lines:
        shapes += _goal(end + 4.6, line_at)
        shapes += labels(title, end, words_at - rise(title), "ink")
    blocks = [_block(head, text) for head, text in zip(titles, texts, strict=True)]
    return hang(shapes, width, -words_at + max(height(title), *blocks))


def _draw_down(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """Steps one below the other; dates stand left of the line, other titles right of it."""
    if _are_dated(diagram):
        return _draw_dates(diagram, width, theme, faces)
    left, axis = 34.0, 22.0
    titles, texts = _letter(diagram, width - left, theme, faces)
    shapes: list[Shape] = []
    stops: list[Length] = []
    top = rise(titles[0]) - theme.scale.head * RISE
    for index, (head, text) in enumerate(zip(titles, texts, strict=True)):
        stops.append(top - rise(head) / 2)
        shapes.append(_numeral(index, 0.0, top - rise(head), theme))
        shapes += _words(left, top, head, text)
        top -= _block(head, text) + GAP
    title = _letter_title(diagram, width - left, theme, faces)
    return _finish(shapes, stops, axis, left, top, width, title)


def _draw_dates(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    scale = theme.scale
    sizes = (scale.text, scale.small, scale.note)
    dates = letter_all(
        tuple(part.title for part in diagram.parts), "sans-bold", sizes, width * 0.28, faces
    )
    axis = max(date.width for date in dates) + 14
    left = axis + 14
    texts = letter_all(
        tuple(part.text for part in diagram.parts), "sans", sizes, width - left, faces
    )
    shapes: list[Shape] = []
    stops: list[Length] = []
    top = 0.0
    for date, text in zip(dates, texts, strict=True):
        stops.append(top - rise(date) / 2)
        shapes += labels(date, axis - 14, top - rise(date), "ink", 1.0)
        shapes += labels(text, left, top - rise(date), "text")
        top -= max(height(date), height(text)) + GAP
    title = _letter_title(diagram, width - left, theme, faces)
    return _finish(shapes, stops, axis, left, top, width, title)


def _are_dated(diagram: Diagram) -> bool:
    """Whether the titles are dates, or other short things with numbers in them."""
    titles = [part.title for part in diagram.parts]
    return all(any(map(str.isdigit, title)) and len(title) <= 18 for title in titles)


def _finish(
    shapes: list[Shape],
    stops: list[Length],
    axis: Length,
    left: Length,
    top: Length,
    width: Length,
    title: Lettering,
) -> Drawing:
    """The steps with the line down to the goal, a tick at each stop, and the title at its end."""
    end = top - rise(title) / 2 if title.lines else stops[-1] - 4
    ticks: list[Shape] = [line((axis, min(0.0, stops[0] + 4)), (axis, end), "signal", 0.8)]
    ticks += [line((axis - 4, stop), (axis + 4, stop), "signal", 0.8) for stop in stops]
    if not title.lines:
        return hang((*ticks, *shapes), width, max(-top - GAP, -end) + 1)
    goal = (*_goal(axis, end), *labels(title, left, top - rise(title), "ink"))
    return hang((*ticks, *shapes, *goal), width, height(title) - top)


def _letter(
    diagram: Diagram, measure: Length, theme: Theme, faces: Faces
) -> tuple[tuple[Lettering, ...], tuple[Lettering, ...]]:
    scale = theme.scale
    heads = tuple(part.title for part in diagram.parts)
    texts = tuple(part.text for part in diagram.parts)
    sizes = (scale.text, scale.small, scale.note)
    return (
        letter_all(heads, "sans-bold", sizes, measure, faces),
        letter_all(texts, "sans", sizes[1:], measure, faces),
    )


def _letter_title(diagram: Diagram, measure: Length, theme: Theme, faces: Faces) -> Lettering:
    scale = theme.scale
    sizes = (scale.head, scale.lead, scale.text, scale.note)
    return letter(diagram.title, "display", sizes, measure, faces, 4)


def _block(head: Lettering, text: Lettering) -> Length:
    return height(head) + (4.5 + height(text) if text.lines else 0.0)


def _words(left: Length, top: Length, head: Lettering, text: Lettering) -> Iterator[Shape]:
    first = top - rise(head)
    yield from labels(head, left, first, "ink")
    yield from labels(text, left, first - depth(head) - 4.5 - rise(text), "quiet")


def _numeral(index: int, x: Length, y: Length, theme: Theme) -> Label:
    return Label(str(index + 1), x, y, theme.scale.head, "display", "signal", 0.0, ("lnum",))


def _goal(x: Length, y: Length) -> Iterator[Shape]:
    yield circle(x, y, 4.6, "paper", "gold", 1.1)
    yield circle(x, y, 1.9, "gold")
