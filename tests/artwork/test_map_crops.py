"""Which part of the world a map shows."""

from __future__ import annotations

from hypothesis import given, strategies as st

from drawn import collisions, read
from octavo.artwork.map_crops import choose_crops, is_within
from octavo.artwork.worldmap import draw_map
from octavo.document import MapPlace, WorldMap
from octavo.document.drawing import Group
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

NEIGHBOURS = WorldMap(("250", "276"), (MapPlace("Berlin", 52.5, 13.4),))
FAR = WorldMap(
    ("250", "276", "392"), (MapPlace("Berlin", 52.5, 13.4), MapPlace("Tokyo", 35.7, 139.7))
)
BOX = st.tuples(st.floats(0, 0.9), st.floats(0, 0.4), st.floats(0, 0.1), st.floats(0, 0.1)).map(
    lambda box: (box[0], box[1], box[0] + box[2], box[1] + box[3])
)


@given(boxes=st.lists(BOX, max_size=6))
def test_all_that_is_shown_lies_in_one_part(boxes: list[tuple[float, float, float, float]]) -> None:
    if crops := choose_crops(boxes):
        parts = (crops.main, *crops.insets)

        assert all(any(is_within(box, part) for part in parts) for box in boxes)
        assert crops.main[2] - crops.main[0] <= 0.62


def test_a_map_of_nothing_in_particular_is_of_the_world() -> None:
    assert choose_crops([]) is None


def test_neighbours_are_shown_large(theme: Theme, faces: Faces) -> None:
    (part, _) = draw_map(NEIGHBOURS, 323, theme, faces).shapes

    assert isinstance(part, Group)
    assert part.clip is not None
    assert part.clip[0] > 323  # far to the right on a map of the world that is as large


def test_what_is_far_has_an_inset_with_its_name(theme: Theme, faces: Faces) -> None:
    drawing = draw_map(FAR, 323, theme, faces)

    assert len([shape for shape in drawing.shapes if isinstance(shape, Group)]) == 2
    assert sorted(read(drawing, faces).split()) == ["Berlin", "Tokyo"]
    assert collisions(drawing, faces) == []
