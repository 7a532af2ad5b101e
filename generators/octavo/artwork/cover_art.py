"""The art of covers and openers, whichever a publication has."""

from __future__ import annotations

from octavo.artwork.motifs import MotifView, draw_motif
from octavo.artwork.orbits import draw_orbits
from octavo.artwork.shapes import rectangle
from octavo.document import Motif, Orbits
from octavo.document.drawing import Drawing, Group
from octavo.document.length import Length
from octavo.style.theme import Theme


def draw_cover_art(
    art: Motif | Orbits,
    width: Length,
    height: Length,
    theme: Theme,
    view: MotifView = "cover",
    growth: float = 1.0,
    lowered: Length = 0.0,
) -> Drawing:
    """The art on a ground of ink, as wide and high as given.

    In a band `growth` says how far the book has come, from 0 to 1: each shows it further on. Below
    a long title the art of a cover is `lowered`.
    """
    if isinstance(art, Motif):
        return draw_motif(art, width, height, theme, view, growth, lowered)
    drawing = draw_orbits(art, width, height, theme, view, growth if view == "band" else None)
    return _lower(drawing, lowered) if lowered else drawing


def _lower(art: Drawing, by: Length) -> Drawing:
    """The art so much lower, on the same ground, cut at the foot of the page."""
    moved = Group(art.shapes, y=-by, clip=(0.0, by, art.width, art.height))
    return Drawing(art.width, art.height, (rectangle(0, 0, art.width, art.height, "ink"), moved))
