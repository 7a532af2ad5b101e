"""Forces that converge."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.artwork.lettering import height, is_broken, labels, letter, rise
from octavo.artwork.parts import any_broken, letter_parts, place_words, words_height
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


BESIDE = 0.72
"""Part of the width that the words take where streams run down beside them: in a column of A5 there
are 108 points for words then, and 34 for streams to bend in."""


def draw_imperatives(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """The parts at the left, each the source of a stream of lines that meet before the title.

    Where a word would have to be broken for it, streams meet above the title.
    """
    drawing = _draw_across(diagram, width, theme, faces)
    return drawing or _draw_down(diagram, width, theme, faces)


def _draw_across(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing | None:
    """The title at the right; `None` when a word has no room beside the streams."""
    scale = theme.scale
    measure, goal = width * 0.40, width * 0.25
    parts = letter_parts(diagram.parts, measure, theme, faces, scale.lead, 3)
    sizes = (scale.title, scale.head, scale.lead, scale.text, scale.note)
    title = letter(diagram.title, "display", sizes, goal, faces, 4)
    if any_broken(diagram.parts, parts) or is_broken(title, diagram.title):
        return None
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


def _draw_down(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """The title at the foot, to which streams run down at the right of the parts."""
    scale = theme.scale
    measure = width * BESIDE
    parts = letter_parts(diagram.parts, measure, theme, faces, scale.text)
    sizes = (scale.head, scale.lead, scale.text, scale.note)
    title = letter(diagram.title, "display", sizes, width, faces)
    rows = [max(words_height(words), SPREAD * (STRANDS - 1)) for words in parts]
    stack = add_up(rows) + GAP * (len(rows) - 1)
    meeting = (width - 8, -stack - GAP)
    shapes: list[Shape] = []
    top = 0.0
    for words, row in zip(parts, rows, strict=True):
        shapes += place_words(words, 0.0, top - (row - words_height(words)) / 2)
        shapes += _bend(measure + 6, top - row / 2, meeting)
        top -= row + GAP
    shapes += target(*meeting, 4.6)
    shapes += labels(title, width, meeting[1] - 10 - rise(title), "ink", 1.0)
    return hang(shapes, width, stack + GAP + 10 + height(title))


def _bend(x: Length, y: Length, meeting: Coordinates) -> Iterator[Shape]:
    """Strands that turn downwards, the middle one strongest."""
    for opacity, chosen in ((0.35, range(STRANDS)), (1.0, (STRANDS // 2,))):
        steps: list[Step] = []
        for index in chosen:
            start = y + (index - STRANDS // 2) * SPREAD
            steps.append(move((x, start)))
            steps.append(curve((meeting[0], start), (meeting[0], start), meeting))
        yield Path(
            tuple(steps), stroke="signal", width=0.4 if opacity < 1 else 1.0, opacity=opacity
        )


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
