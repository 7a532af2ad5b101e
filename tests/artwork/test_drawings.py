"""What all drawings share."""

from __future__ import annotations

import pytest

from drawn import words
from octavo.artwork.drawings import Drawable, draw
from octavo.artwork.faults import DoesNotFitError
from octavo.document import Bar, Chart, Diagram, DiagramPart
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

DRAWINGS: tuple[Drawable, ...] = (
    Chart("bar", (Bar("Österreich", 3.0, "3"), Bar("Ế", 2.0, "2"))),
    Chart("column", (Bar("a", 3.0, "3"), Bar("b", 2.0, "2")), unit="Ångström"),
    Chart("line", (Bar("a", 3.0, "3", None), Bar("b", 2.0, "2")), "", ("Élan",)),
    Diagram("sequence", (DiagramPart("Übung"), DiagramPart("b")), "Ärger"),
    Diagram("architecture", (DiagramPart("Übung"), DiagramPart("Élan")), "c"),
)


@pytest.mark.parametrize("artwork", DRAWINGS, ids=lambda one: str(getattr(one, "kind", "")))
def test_accents_stay_inside_a_drawing(artwork: Drawable, theme: Theme, faces: Faces) -> None:
    drawing = draw(artwork, 315, theme, faces)

    assert max(one.box[3] for one in words(drawing, faces)) <= drawing.height + 0.35


def test_accents_count_for_the_room_that_a_drawing_has(theme: Theme, faces: Faces) -> None:
    bars = tuple(Bar(f"Österreich {n}", 3.0, "3") for n in range(10))
    high = draw(Chart("bar", bars), 315, theme, faces).height

    for room in (high, high - 0.2, high * 0.8):
        try:
            drawing = draw(Chart("bar", bars), 315, theme, faces, room)
        except DoesNotFitError:
            continue
        assert drawing.height <= room
