"""Forces that converge."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.artwork.lettering import height, labels, letter, rise
from octavo.artwork.parts import letter_parts, place_words, words_height
from octavo.artwork.shapes import Coordinates, curve, hang, line, move, target
from octavo.document import Diagram
from octavo.document.drawing import Drawing, Path, Shape, Step
from octavo.document.length import Length, add_up, pt
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

STRANDS = 9
"""Lines in each stream: an odd number, so that one is the middle. With five a stream looks like
arrows; with seventeen it is a surface, and streams of 54 points instead of 27 make the drawing of
the proceedings 203 points high instead of 128."""
SPREAD = pt(3.4)
"""Between the strands of a stream, where it begins: a stream is as high as two lines of its words.
At half strands of 0.4 points run together in print; at the double streams are higher than their
words, and the drawing 203 points high instead of 128."""
GAP = pt(20)
"""Between the words of two parts: a line and a half, more than between title and text of one part.
At half parts run together; at the double the drawing of the proceedings is 40 points higher, with
nothing to see between streams."""


def draw_imperatives(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """The parts at the left, each the source of a stream of lines that meet before the title."""
    scale = theme.scale
    measure, goal = width * 0.40, width * 0.25
    parts = letter_parts(diagram.parts, measure, theme, faces, scale.lead, 3)
    sizes = (scale.title, scale.head, scale.lead, scale.text, scale.note)
    title = letter(diagram.title, "display", sizes, goal, faces, 4)
    rows = [max(words_height(words), SPREAD * (STRANDS - 1)) for words in parts]
    stack = add_up(rows) + GAP * (len(rows) - 1)
    total = max(stack, height(title))
    meeting = (width - goal - 16, -total / 2)
    shapes: list[Shape] = []
    top = -(total - stack) / 2
    for words, row in zip(parts, rows, strict=True):
        shapes += place_words(words, 0.0, top - (row - words_height(words)) / 2)
        shapes += _stream(measure + 8, top - row / 2, meeting)
        top -= row + GAP
    shapes += _goal(meeting)
    shapes += labels(title, width - goal, meeting[1] + height(title) / 2 - rise(title), "ink")
    return hang(shapes, width, total)


def _goal(meeting: Coordinates) -> Iterator[Shape]:
    yield line(meeting, (meeting[0] + 10, meeting[1]), "gold", 1.0)
    yield from target(*meeting, 4.6)


def _stream(x: Length, y: Length, meeting: Coordinates) -> Iterator[Shape]:
    """Strands that start apart and end together, the middle one strongest."""
    reach = (meeting[0] - x) * 0.5
    for opacity, chosen in ((0.35, range(STRANDS)), (1.0, (STRANDS // 2,))):
        steps: list[Step] = []
        for index in chosen:
            start = y + (index - STRANDS // 2) * SPREAD
            steps.append(move((x, start)))
            steps.append(curve((x + reach, start), (meeting[0] - reach, meeting[1]), meeting))
        width = 0.4 if opacity < 1 else 1.0
        yield Path(tuple(steps), stroke="signal", width=width, opacity=opacity)
