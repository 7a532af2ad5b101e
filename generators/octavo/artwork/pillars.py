"""A strip of columns under what they carry."""

from __future__ import annotations

from octavo.artwork.lettering import height, labels, letter, rise
from octavo.artwork.parts import PartLines, any_broken, letter_parts, place_words, words_height
from octavo.artwork.shapes import hang, rectangle
from octavo.document import Diagram
from octavo.document.drawing import Drawing, Shape
from octavo.document.length import Length, pt
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

GAP = pt(3)
"""Between columns, in white: a joint as wide as the rule on their heads, so that they stand side by
side as one strip. At the double the words of the proceedings' drawing have to be set smaller."""
PADDING = pt(8)
"""Left of the words in a column: more than a space, so that they stand free of the edge. At the
double the words of the proceedings' drawing have to be set in the smallest letters."""
MARGIN = pt(4)
"""Right of them: less than left, as ragged lines seldom fill theirs. At the double one text of the
proceedings takes a line more."""
CAP = pt(3)
"""Height of the rule at the head of a column, in the colour that means a part in every drawing."""
HEAD = pt(13)
"""From the top of a column to its words: ten points below the rule, about a line."""
FOOT = pt(14)
"""From the lowest words to the foot of the columns, as much as above them."""
TITLE_PAD = pt(10)
"""Around the title on its bar: half of its size; at the double the bar weighs more than the
columns."""


def draw_pillars(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """The parts as columns of one strip, carrying the title; in storeys where words ask for it."""
    scale = theme.scale
    title = letter(diagram.title, "display", (scale.head, scale.lead), width - 24, faces, 2)
    lintel = height(title) + 2 * TITLE_PAD if title.lines else CAP
    shapes: list[Shape] = [rectangle(0, -lintel, width, lintel, "ink")]
    shapes += labels(title, PADDING, -TITLE_PAD - rise(title), "paper")
    foot = lintel
    parts, across = _letter(diagram, width, theme, faces)
    for start in range(0, len(parts), across):
        storey = parts[start : start + across]
        column = (width - GAP * (len(storey) - 1)) / len(storey)
        shaft = HEAD + max(map(words_height, storey)) + FOOT
        for index, words in enumerate(storey):
            left = index * (column + GAP)
            shapes.append(rectangle(left, -foot - shaft, column, shaft - GAP, "mist"))
            shapes.append(rectangle(left, -foot - GAP - CAP, column, CAP, "signal"))
            shapes += place_words(words, left + PADDING, -foot - GAP - HEAD, "text")
        foot += shaft
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
