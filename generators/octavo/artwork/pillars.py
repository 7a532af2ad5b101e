"""Columns that carry a lintel."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.artwork.lettering import height, labels, letter, rise
from octavo.artwork.parts import PartLines, any_broken, letter_parts, place_words, words_height
from octavo.artwork.shapes import hang, lines, rectangle
from octavo.document import Diagram
from octavo.document.drawing import Drawing, Shape
from octavo.document.length import Length, pt
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

GAP = pt(8)
"""Between columns: wider than between flutes, so that columns stand apart and still carry one
lintel. At the double the words of the proceedings' drawing have to be set in the smallest letters,
as columns are narrower."""
INSET = pt(2)
"""How much narrower a shaft is than its capital, on either side: enough to be seen at the size of
A5. At nothing a column is a box; at the double its words lose a letter."""
PADDING = pt(6)
"""Left of the words in a column: more than a space, so that they stand free of the edge. At the
double the words of the proceedings' drawing have to be set in the smallest letters."""
MARGIN = pt(4)
"""Right of them: less than left, as ragged lines seldom fill theirs. At the double one text of the
proceedings takes a line more."""
CAPITAL = pt(5.4)
"""Height of the capital and of the base: a rule of 1.4 points, and 4 of air to the next."""
HEAD = pt(15)
"""From the top of a column to its words: ten points below the capital, about a line."""
FLUTING = pt(44)
"""Least height of the fluted part below the words: without it columns are boxes. At half they look
cut off; at the double the drawing of the proceedings is 180 points high instead of 136, a third of
it without words."""
FLUTES = pt(5.2)
"""Between the lines of the fluting: four columns on A5 have thirteen each, near the twenty of Doric
ones of which half are seen. At half lines of 0.6 run together into a grey in print, at the double
they look like bars."""


def draw_pillars(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """The parts as columns side by side, carrying the title; in storeys where words ask for it."""
    scale = theme.scale
    title = letter(diagram.title, "display", (scale.head, scale.lead), width - 24, faces, 2)
    lintel = height(title) + 20 if title.lines else 5.0
    shapes: list[Shape] = [rectangle(0, -lintel, width, lintel, "ink")]
    shapes += labels(title, width / 2, -10 - rise(title), "paper", 0.5)
    foot = lintel
    parts, across = _letter(diagram, width, theme, faces)
    for start in range(0, len(parts), across):
        storey = parts[start : start + across]
        column = (width - GAP * (len(storey) - 1)) / len(storey)
        shaft = HEAD + max(map(words_height, storey)) + 11 + FLUTING
        for index, words in enumerate(storey):
            left = index * (column + GAP)
            shapes += _column(left, -foot, column, shaft)
            shapes += place_words(words, left + PADDING, -foot - HEAD, "text")
        foot += shaft
        shapes.append(rectangle(0, -foot - 1.4, width, 1.4, "ink"))
        shapes.append(rectangle(0, -foot - 4.6, width, 0.5, "ink"))
        foot += 4.6
    return hang(shapes, width, foot)


def _letter(
    diagram: Diagram, width: Length, theme: Theme, faces: Faces
) -> tuple[tuple[PartLines, ...], int]:
    """The words, and how many columns stand side by side: all, if no word is broken then."""
    count = len(diagram.parts)
    for storeys in range(1, count + 1):
        across = -(-count // storeys)
        measure = (width - GAP * (across - 1)) / across - PADDING - MARGIN
        words = letter_parts(diagram.parts, measure, theme, faces, theme.scale.text)
        if across == 1 or not any_broken(diagram.parts, words):
            return words, across
    raise ValueError("a diagram needs at least one part")


def _column(left: Length, top: Length, column: Length, shaft: Length) -> Iterator[Shape]:
    """A capital, a shaft with a fluted foot, and a base."""
    head, foot = top - CAPITAL, top - shaft + CAPITAL
    yield rectangle(left, head, column, 1.4, "ink")
    yield rectangle(left + INSET, foot, column - 2 * INSET, head - foot, "mist")
    count = max(1, round((column - 2 * INSET) / FLUTES))
    step = (column - 2 * INSET) / count
    places = [left + INSET + step * (index + 0.5) for index in range(count)]
    flutes = [((x, foot), (x, foot + FLUTING - CAPITAL)) for x in places]
    yield lines(flutes, "signal", 0.6, 0.5)
    yield rectangle(left, foot - 1.4, column, 1.4, "ink")
