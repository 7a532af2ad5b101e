"""Any artwork that is made from data, as a drawing."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor, inf
from typing import TypeAlias, assert_never

from octavo.artwork.charts import draw_chart
from octavo.artwork.diagrams import draw_diagram
from octavo.artwork.faults import DoesNotFitError
from octavo.artwork.numbers import BEFORE, draw_statistics
from octavo.artwork.orbits import draw_orbits
from octavo.artwork.worldmap import draw_map
from octavo.document import Chart, Diagram, Orbits, Statistics, WorldMap
from octavo.document.drawing import Drawing
from octavo.document.length import Length, mm
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

Drawable: TypeAlias = Diagram | WorldMap | Orbits | Chart | Statistics
"""All that a figure may show but a picture."""
BAND = 70 / 148
"""Height of the orbits, in widths, where they stand in the text as a figure: 70 mm on the width of
A5, so that the picture takes a third of a page with its caption. Lower, and the lit orbit is cut;
higher, and the Earth fills it."""


def draw(
    artwork: Drawable,
    width: Length,
    theme: Theme,
    faces: Faces,
    room: Length = inf,
    before: str = BEFORE,
) -> Drawing:
    """The artwork as wide as given; its height follows from what it shows.

    `before` is the word set above a statistic that is approximate.

    Raises `DoesNotFitError` when it is higher than `room`, and `ValueError` for data that cannot be
    drawn, such as an unknown country.
    """
    drawing = _draw(artwork, width, theme, faces, room, before)
    if drawing.height > room:
        high, least = ceil(drawing.height / mm(1)), floor(room / mm(1))
        raise DoesNotFitError(f"it is {high} mm high, and its page has {least} mm for it")
    return drawing


MOST_KEPT = 64
"""How many drawings are kept for the next edition, audience or format that shows them: all that a
long publication has, some megabytes at most."""


@lru_cache(MOST_KEPT)
def _draw(
    artwork: Drawable, width: Length, theme: Theme, faces: Faces, room: Length, before: str
) -> Drawing:
    match artwork:
        case Diagram():
            return draw_diagram(artwork, width, theme, faces)
        case WorldMap():
            return draw_map(artwork, width, theme, faces)
        case Chart():
            return draw_chart(artwork, width, theme, faces, room)
        case Statistics():
            return draw_statistics(artwork, width, theme, faces, before, room)
        case Orbits():
            return draw_orbits(artwork, width, width * BAND, theme, "band")
        case _:
            assert_never(artwork)
