"""Facts shown large: numerals one wants to look at, each with its label and a unit chart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from octavo.artwork.lettering import (
    Lettering,
    height,
    labels,
    letter,
    rise,
)
from octavo.artwork.shapes import circle_steps, hang, line
from octavo.document import Statistic, Statistics
from octavo.drawing import Drawing, Path, Shape, Step
from octavo.length import Length, pt
from octavo.theme import Theme

if TYPE_CHECKING:
    from octavo.typeset.fonts import Faces

NARROWEST = pt(124)
"""A column is no narrower; else the facts stand one below the other."""
GUTTER = pt(24)
"""Between columns; the hairline runs in its middle."""
PADDING = pt(15)
"""Above and below a row."""
PITCH = pt(10)
"""Between the middles of neighbouring marks."""
MARK = pt(3.1)
"""Radius of a mark."""
IN_ROW = 10
"""Most marks in a row."""
BEFORE = "about"
"""What stands before a value that is not exact."""
LINING = ("lnum",)


def draw_statistics(
    statistics: Statistics, width: Length, theme: Theme, faces: Faces, before: str = BEFORE
) -> Drawing:
    """The facts side by side where there is room enough, else one below the other.

    A fact with units has a chart of exactly that many marks; `before` is the word set above a
    value that is approximate. Raises `ValueError` when there is no fact.
    """
    items = statistics.items
    if not items:
        raise ValueError("statistics need at least one item")
    column = (width - GUTTER * (len(items) - 1)) / len(items)
    if len(items) > 1 and column >= NARROWEST:
        return _draw_columns(items, width, column, theme, faces, before)
    return _draw_rows(items, width, theme, faces, before)


# ------------------------------------------------------------------------------------- rows


def _draw_rows(
    items: tuple[Statistic, ...], width: Length, theme: Theme, faces: Faces, before: str
) -> Drawing:
    """Numerals at the left, label and marks at the right, a hairline between rows."""
    left = round(width * 0.42)
    shapes: list[Shape] = []
    top = 0.0
    for index, item in enumerate(items):
        if index:
            shapes.append(line((0, top), (width, top), "line", 0.5))
            top -= PADDING
        numeral = _letter_numeral(item, left - 12, theme, faces)
        label = _letter_label(item, width - left, theme, faces)
        above = theme.scale.small + 5 if _any_approximate(items) else 0.0
        below = _marks_height(item, width - left)
        tall = max(height(numeral), height(label) + (below + 11 if below else 0.0)) + above
        shapes += _numeral(item, numeral, 0.0, top, above, theme, before)
        shapes += labels(label, left, top - above - rise(label), "ink")
        shapes += _marks(item, left, top - above - height(label) - 11, width - left)
        top -= tall + (PADDING if index < len(items) - 1 else 0.0)
    return hang(shapes, width, -top)


# ------------------------------------------------------------------------------------- columns


def _draw_columns(
    items: tuple[Statistic, ...],
    width: Length,
    column: Length,
    theme: Theme,
    faces: Faces,
    before: str,
) -> Drawing:
    """Numerals in a row, the labels and marks below each, a hairline between columns."""
    numerals = [_letter_numeral(item, column, theme, faces) for item in items]
    texts = [_letter_label(item, column, theme, faces) for item in items]
    above = theme.scale.small + 5 if _any_approximate(items) else 0.0
    tall = max(map(height, numerals)) + above
    words = max(map(height, texts))
    marks = max(_marks_height(item, column) for item in items)
    total = tall + 12 + words + (13 + marks if marks else 0.0)
    shapes: list[Shape] = []
    for index, (item, numeral, text) in enumerate(zip(items, numerals, texts, strict=True)):
        left = index * (column + GUTTER)
        if index:
            x = left - GUTTER / 2
            shapes.append(line((x, 0), (x, -total), "line", 0.5))
        lowered = tall - above - height(numeral)
        shapes += _numeral(item, numeral, left, -lowered, above, theme, before)
        shapes += labels(text, left, -tall - 12 - rise(text), "ink")
        shapes += _marks(item, left, -tall - 12 - words - 13, column)
    return hang(shapes, width, total)


# ------------------------------------------------------------------------------------- parts


def _any_approximate(items: tuple[Statistic, ...]) -> bool:
    return any(item.approximate for item in items)


def _letter_numeral(item: Statistic, measure: Length, theme: Theme, faces: Faces) -> Lettering:
    scale = theme.scale
    sizes = (scale.numeral, scale.poster, scale.opener, scale.title, scale.head, scale.text)
    return letter(item.value, "display", sizes, measure, faces, 1, LINING)


def _letter_label(item: Statistic, measure: Length, theme: Theme, faces: Faces) -> Lettering:
    scale = theme.scale
    sizes = (scale.lead, scale.text, scale.small, scale.note)
    return letter(item.label, "sans", sizes, measure, faces, 3)


def _numeral(
    item: Statistic,
    numeral: Lettering,
    left: Length,
    top: Length,
    above: Length,
    theme: Theme,
    before: str,
) -> Iterator[Shape]:
    """The numeral, and the small word above it when it is not exact."""
    if item.approximate:
        size = theme.scale.small
        word = Lettering((before,), "sans", size, 0.0)
        yield from labels(word, left + 1.5, top - rise(word), "quiet")
    yield from labels(numeral, left, top - above - rise(numeral), "ink")


def _per_row(measure: Length) -> int:
    return max(1, min(IN_ROW, int((measure - 2 * MARK) / PITCH) + 1))


def _marks_height(item: Statistic, measure: Length) -> Length:
    rows = -(-item.units // _per_row(measure))
    return (rows - 1) * PITCH + 2 * MARK if rows else 0.0


def _marks(item: Statistic, left: Length, top: Length, measure: Length) -> Iterator[Shape]:
    """One path for each row of marks."""
    per_row = _per_row(measure)
    for start in range(0, item.units, per_row):
        y = top - MARK - start // per_row * PITCH
        steps: list[Step] = []
        for place in range(min(per_row, item.units - start)):
            steps += circle_steps(left + MARK + place * PITCH, y, MARK)
        yield Path(tuple(steps), fill="signal")
