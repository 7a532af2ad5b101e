"""Forces that converge."""

from __future__ import annotations

from octavo.artwork.lettering import height, is_broken, labels, letter, rise
from octavo.artwork.parts import any_broken, letter_parts, place_words, words_height
from octavo.artwork.shapes import Coordinates, curve, hang, move, polygon_steps, straight
from octavo.document import Diagram
from octavo.document.drawing import Close, Drawing, Path, Shape, Step
from octavo.document.length import Length, add_up, pt
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

BAR = pt(15)
"""How thick the bar of a part is: as high as a line of its words, so that it is seen as a quantity
and not as an arrow. Together the bars make the beam that reaches the title."""
TINTS = (0.9, 0.62, 0.4)
"""How strong one bar after another is, in turn: neighbours are told apart in grey print, by a fifth
of black at least."""
STRAIGHT = 0.18
"""Part of its way that a bar runs straight before it bends, so that it is seen to begin apart."""
GAP = pt(20)
"""Between the words of two parts: a line and a half, more than between title and text of one part.
At half parts run together; at the double the drawing of the proceedings is 40 points higher, with
nothing to see between streams."""


BESIDE = 0.72
"""Part of the width that the words take where streams run down beside them: in a column of A5 there
are 108 points for words then, and 34 for streams to bend in."""


def draw_imperatives(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """The parts at the left, each the source of a bar; the bars run together before the title.

    Where a word would have to be broken for it, they run down to the title.
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
    rows = [max(words_height(words), BAR) for words in parts]
    stack = add_up(rows) + GAP * (len(rows) - 1)
    total = max(stack, height(title), len(parts) * BAR)
    meeting = (width - goal - 24, -total / 2)
    shapes: list[Shape] = []
    top = -(total - stack) / 2
    beam = len(parts) * BAR
    for index, (words, row) in enumerate(zip(parts, rows, strict=True)):
        shapes += place_words(words, 0.0, top - (row - words_height(words)) / 2)
        end = meeting[1] + beam / 2 - (index + 0.5) * BAR
        shapes.append(_draw_bar((measure + 8, top - row / 2), (meeting[0], end), index))
        top -= row + GAP
    shapes.append(_point(meeting, beam))
    shapes += labels(title, width - goal, meeting[1] + height(title) / 2 - rise(title), "ink")
    return hang(shapes, width, total)


def _draw_down(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """The title at the foot, to which streams run down at the right of the parts."""
    scale = theme.scale
    measure = width * BESIDE
    parts = letter_parts(diagram.parts, measure, theme, faces, scale.text)
    sizes = (scale.head, scale.lead, scale.text, scale.note)
    title = letter(diagram.title, "display", sizes, width, faces)
    rows = [max(words_height(words), BAR) for words in parts]
    stack = add_up(rows) + GAP * (len(rows) - 1)
    step = min(BAR, (width - measure - 12) / len(parts) * 0.8)
    beam = len(parts) * step
    left, foot = width - beam, -stack - GAP
    shapes: list[Shape] = []
    top = 0.0
    for index, (words, row) in enumerate(zip(parts, rows, strict=True)):
        shapes += place_words(words, 0.0, top - (row - words_height(words)) / 2)
        # The first bar is the outermost, so that none crosses another.
        x = width - (index + 0.5) * step
        shapes.append(_draw_bend((measure + 6, top - row / 2), (x, foot), step, index))
        top -= row + GAP
    tip = (left + beam / 2, foot - beam * POINT)
    corners = ((left, foot), (width, foot), tip)
    shapes.append(Path(polygon_steps(corners), fill="gold"))
    depth = -tip[1] + 8
    shapes += labels(title, width, -depth - rise(title), "ink", 1.0)
    return hang(shapes, width, depth + height(title))


POINT = 0.42
"""Length of the point of the beam, in its heights: an angle a little wider than a right one."""


def _draw_bar(start: Coordinates, end: Coordinates, index: int) -> Path:
    """A bar from a part to its place in the beam."""
    half = BAR / 2
    first = start[0] + (end[0] - start[0]) * STRAIGHT
    middle = (first + end[0]) / 2
    steps: tuple[Step, ...] = (
        move((start[0], start[1] + half)),
        straight((first, start[1] + half)),
        curve((middle, start[1] + half), (middle, end[1] + half), (end[0], end[1] + half)),
        straight((end[0], end[1] - half)),
        curve((middle, end[1] - half), (middle, start[1] - half), (first, start[1] - half)),
        straight((start[0], start[1] - half)),
        Close(),
    )
    return Path(steps, fill="signal", opacity=TINTS[index % len(TINTS)])


def _draw_bend(start: Coordinates, end: Coordinates, bar: Length, index: int) -> Path:
    """A bar that runs to the right and then down."""
    half = bar / 2
    outer, inner = (end[0] + half, start[1] + half), (end[0] - half, start[1] - half)
    turn = min(bar, end[0] - half - start[0])
    steps: tuple[Step, ...] = (
        move((start[0], outer[1])),
        straight((outer[0] - turn, outer[1])),
        curve(outer, outer, (outer[0], outer[1] - turn)),
        straight((outer[0], end[1])),
        straight((inner[0], end[1])),
        straight((inner[0], inner[1])),
        straight((start[0], inner[1])),
        Close(),
    )
    return Path(steps, fill="signal", opacity=TINTS[index % len(TINTS)])


def _point(meeting: Coordinates, beam: Length) -> Path:
    """The point in which the beam ends."""
    x, y = meeting
    reach = min(beam * POINT, 16.0)
    corners = ((x, y + beam / 2), (x + reach, y), (x, y - beam / 2))
    return Path(polygon_steps(corners), fill="gold")
