"""Forces that converge."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.artwork.lettering import Lettering, depth, height, labels, letter, letter_all, rise
from octavo.artwork.shapes import circle, curve, hang, line, move
from octavo.document import Diagram
from octavo.drawing import Drawing, Path, Shape, Step
from octavo.length import Length, pt
from octavo.theme import Theme
from octavo.typeset.fonts import Faces

STRANDS = 9
"""Lines in each stream."""
SPREAD = pt(3.4)
"""Between the strands of a stream, where it begins."""
GAP = pt(20)
"""Between the words of two parts."""


def draw_imperatives(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """The parts at the left, each the source of a stream of lines that meet before the title."""
    scale = theme.scale
    words, goal = width * 0.40, width * 0.25
    titles = letter_all(
        tuple(part.title for part in diagram.parts),
        "sans-bold",
        (scale.lead, scale.text, scale.small, scale.note),
        words,
        faces,
        3,
    )
    texts = letter_all(
        tuple(part.text for part in diagram.parts), "sans", (scale.small, scale.note), words, faces
    )
    sizes = (scale.title, scale.head, scale.lead, scale.text, scale.note)
    title = letter(diagram.title, "display", sizes, goal, faces, 4)
    rows = [_row_height(head, text) for head, text in zip(titles, texts, strict=True)]
    total = max(sum(rows) + GAP * (len(rows) - 1), height(title))
    meeting = (width - goal - 16, -total / 2)
    shapes: list[Shape] = []
    top = -(total - sum(rows) - GAP * (len(rows) - 1)) / 2
    for head, text, row in zip(titles, texts, rows, strict=True):
        shapes += _words(top - (row - _words_height(head, text)) / 2, head, text)
        shapes += _stream(words + 8, top - row / 2, meeting)
        top -= row + GAP
    shapes.append(line(meeting, (width - goal - 6, meeting[1]), "gold", 1.0))
    shapes.append(circle(*meeting, 4.6, "paper", "gold", 1.1))
    shapes.append(circle(*meeting, 1.9, "gold"))
    first = meeting[1] + height(title) / 2 - rise(title)
    shapes += labels(title, width - goal, first, "ink")
    return hang(shapes, width, total)


def _words_height(head: Lettering, text: Lettering) -> Length:
    return height(head) + (4.5 + height(text) if text.lines else 0.0)


def _row_height(head: Lettering, text: Lettering) -> Length:
    return max(_words_height(head, text), SPREAD * (STRANDS - 1))


def _words(top: Length, head: Lettering, text: Lettering) -> Iterator[Shape]:
    first = top - rise(head)
    yield from labels(head, 0, first, "ink")
    yield from labels(text, 0, first - depth(head) - 4.5 - rise(text), "quiet")


def _stream(x: Length, y: Length, meeting: tuple[Length, Length]) -> Iterator[Shape]:
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
