"""Steps on a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from octavo.artwork.lettering import Lettering, depth, height, labels, letter, letter_all, rise
from octavo.artwork.shapes import circle, hang, line
from octavo.document import Diagram
from octavo.drawing import Drawing, Label, Shape
from octavo.length import Length, pt
from octavo.theme import Theme

if TYPE_CHECKING:
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
    line_at = -theme.scale.head - 6
    words_at = line_at - 12
    end = len(titles) * (column + GAP)
    shapes: list[Shape] = [
        line((0, line_at), (end if title.lines else width, line_at), "signal", 0.8)
    ]
    for index, (head, text) in enumerate(zip(titles, texts, strict=True)):
        left = index * (column + GAP)
        shapes.append(_numeral(index, left, line_at + 7, theme))
        shapes.append(line((left, line_at - 4), (left, line_at + 4), "signal", 0.8))
        shapes += _words(left, words_at, head, text)
    if title.lines:
        shapes += _goal(end + 4.6, line_at)
        shapes += labels(title, end, words_at - rise(title), "ink")
    blocks = [_block(head, text) for head, text in zip(titles, texts, strict=True)]
    return hang(shapes, width, -words_at + max(height(title), *blocks))


def _draw_down(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    left, axis = 34.0, 22.0
    titles, texts = _letter(diagram, width - left, theme, faces)
    title = _letter_title(diagram, width - left, theme, faces)
    shapes: list[Shape] = []
    top, last = 0.0, 0.0
    for index, (head, text) in enumerate(zip(titles, texts, strict=True)):
        last = top - rise(head) / 2
        shapes.append(_numeral(index, 0.0, top - rise(head), theme))
        shapes.append(line((axis - 4, last), (axis + 4, last), "signal", 0.8))
        shapes += _words(left, top, head, text)
        top -= _block(head, text) + GAP
    end = top - rise(title) / 2 if title.lines else last - 4
    shapes.insert(0, line((axis, -rise(titles[0]) / 2), (axis, end), "signal", 0.8))
    if title.lines:
        shapes += _goal(axis, end)
        shapes += labels(title, left, top - rise(title), "ink")
        top -= height(title) + GAP
    return hang(shapes, width, -top - GAP)


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
