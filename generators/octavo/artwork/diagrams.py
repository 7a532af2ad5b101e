"""Diagrams: things and how they stand to each other, drawn from words."""

from __future__ import annotations

from typing import assert_never

from octavo.artwork.architecture import draw_architecture
from octavo.artwork.imperatives import draw_imperatives
from octavo.artwork.lettering import height, labels, letter, rise
from octavo.artwork.pillars import draw_pillars
from octavo.artwork.sequence import draw_sequence
from octavo.artwork.shapes import rectangle, rounded
from octavo.artwork.timeline import draw_timeline
from octavo.document import Diagram
from octavo.document.drawing import Drawing, Group, Shape
from octavo.document.length import Length, pt
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme


def draw_diagram(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """The diagram, as wide as given and as high as its words need.

    Raises `ValueError` when it has no parts.
    """
    if not diagram.parts:
        raise ValueError("a diagram needs at least one part")
    drawing = _draw(diagram, width, theme, faces)
    return _ground(drawing, diagram.ground, theme, faces) if diagram.ground else drawing


GROUND_GAP = pt(8)
"""Between a diagram and the ground it stands on: half a line, so that it stands on it and is not
part of it."""
GROUND_PAD = pt(7)
"""Above and below the words of the ground: half a line, as on the bar over pillars."""


def _ground(drawing: Drawing, words: str, theme: Theme, faces: Faces) -> Drawing:
    """The drawing above a bar from edge to edge with the words of what it stands on."""
    scale, width = theme.scale, drawing.width
    said = letter(words, "sans-bold", (scale.text, scale.small), width - 2 * GROUND_PAD, faces)
    bar = rounded(height(said) + 2 * GROUND_PAD)
    raised = Group(drawing.shapes, y=bar + GROUND_GAP)
    shapes: tuple[Shape, ...] = (
        raised,
        rectangle(0, 0, width, bar, "mist"),
        rectangle(0, bar - 2, width, 2, "ink"),
        *labels(said, width / 2, bar - GROUND_PAD - rise(said), "ink", 0.5),
    )
    return Drawing(width, rounded(drawing.height + bar + GROUND_GAP), shapes)


def _draw(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    match diagram.kind:
        case "pillars":
            return draw_pillars(diagram, width, theme, faces)
        case "imperatives":
            return draw_imperatives(diagram, width, theme, faces)
        case "architecture":
            return draw_architecture(diagram, width, theme, faces)
        case "sequence":
            timeline = draw_timeline(diagram, width, theme, faces)
            return timeline or draw_sequence(diagram, width, theme, faces)
        case _:
            assert_never(diagram.kind)
