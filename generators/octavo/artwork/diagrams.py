"""Diagrams: things and how they stand to each other, drawn from words."""

from __future__ import annotations

from typing import assert_never

from octavo.artwork.architecture import draw_architecture
from octavo.artwork.imperatives import draw_imperatives
from octavo.artwork.pillars import draw_pillars
from octavo.artwork.sequence import draw_sequence
from octavo.document import Diagram
from octavo.document.drawing import Drawing
from octavo.document.length import Length
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme


def draw_diagram(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """The diagram, as wide as given and as high as its words need.

    Raises `ValueError` when it has no parts.
    """
    if not diagram.parts:
        raise ValueError("a diagram needs at least one part")
    match diagram.kind:
        case "pillars":
            return draw_pillars(diagram, width, theme, faces)
        case "imperatives":
            return draw_imperatives(diagram, width, theme, faces)
        case "architecture":
            return draw_architecture(diagram, width, theme, faces)
        case "sequence":
            return draw_sequence(diagram, width, theme, faces)
        case _:
            assert_never(diagram.kind)
