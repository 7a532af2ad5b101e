"""Values at the points of a line: no line runs through them where there is room beside it."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st

from drawn import collisions, strays
from octavo.artwork.charts import draw_as_asked
from octavo.artwork.lettering import Lettering
from octavo.artwork.line_values import ValueField, place_values
from octavo.document import Bar, Chart
from octavo.files.library import Memory
from octavo.fonts.faces import load_faces
from octavo.style.theme import load_theme

THEME = load_theme(Memory({}))
FACES = load_faces(THEME)
WORD = Lettering(("12.5",), "sans-bold", 9.0, 24.0)
FIELD = ValueField(0, 200, -20, 160, 0)


def test_a_value_stands_over_its_point() -> None:
    (_, (x, top), _) = place_values([WORD] * 3, [(50, 40), (100, 60), (150, 40)], FIELD)

    assert x == 100
    assert top > 60


def test_a_value_below_zero_stands_under_its_point() -> None:
    (_, (x, top), _) = place_values([WORD] * 3, [(50, -3), (100, -6), (150, -3)], FIELD)

    assert x == 100
    assert top < -6


def test_a_value_beside_a_steep_rise_stands_left_of_it() -> None:
    ((x, top), _) = place_values([WORD] * 2, [(50, 10), (80, 150)], FIELD)

    assert x < 50
    assert top > 10


@given(
    values=st.lists(st.floats(-1000, 1000), min_size=2, max_size=12),
    width=st.sampled_from((150, 315, 480)),
)
@settings(deadline=None, max_examples=100)
def test_values_stay_apart_and_inside(values: list[float], width: float) -> None:
    bars = tuple(Bar(str(2000 + at), value, f"{value:.1f}") for at, value in enumerate(values))
    drawing = draw_as_asked(Chart("line", bars), width, THEME, FACES)

    if drawing:
        assert collisions(drawing, FACES) == []
        assert strays(drawing, FACES, 1.0) == []
