"""The map of the world."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from drawn import collisions, paths, read, strays, words
from octavo.artwork.faults import DoesNotFitError
from octavo.artwork.projection import project
from octavo.artwork.topology import load_countries
from octavo.artwork.worldmap import draw_map
from octavo.document import MapPlace, WorldMap
from octavo.document.drawing import Close, Label
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

TOULOUSE = MapPlace("Toulouse", 43.60, 1.44)
SETTING = WorldMap(("250", "040", "392", "804"), (TOULOUSE,))


@pytest.mark.slow
def test_the_countries_asked_for_are_brought_out(theme: Theme, faces: Faces) -> None:
    drawing = draw_map(SETTING, 323, theme, faces)
    assert len([path for path in paths(drawing, faces) if path.fill == "signal"]) == 4


def test_a_country_brought_out_keeps_its_small_pieces(theme: Theme, faces: Faces) -> None:
    drawing = draw_map(WorldMap(("392",)), 323, theme, faces)
    (japan,) = [path for path in paths(drawing, faces) if path.fill == "signal"]
    assert sum(isinstance(step, Close) for step in japan.steps) == 3


def test_an_unknown_country_is_named(theme: Theme, faces: Faces) -> None:
    with pytest.raises(ValueError, match="no country with the code `251` on the map; did you mean"):
        draw_map(WorldMap(("251",)), 323, theme, faces)


def test_antarctica_is_not_on_the_map(theme: Theme, faces: Faces) -> None:
    with pytest.raises(ValueError, match="`010`"):
        draw_map(WorldMap(("010",)), 323, theme, faces)


def test_a_place_off_the_map_is_named(theme: Theme, faces: Faces) -> None:
    with pytest.raises(ValueError, match="`South Pole` is not on the map"):
        draw_map(WorldMap((), (MapPlace("South Pole", -90, 0),)), 323, theme, faces)


def test_a_place_has_its_mark_and_its_name(theme: Theme, faces: Faces) -> None:
    drawing = draw_map(SETTING, 323, theme, faces)
    assert read(drawing, faces) == "Toulouse"
    assert [path.fill for path in paths(drawing, faces) if path.stroke == "gold"] == ["paper"]


def test_names_do_not_lie_on_each_other(theme: Theme, faces: Faces) -> None:
    near = (TOULOUSE, MapPlace("Brussels", 50.85, 4.35), MapPlace("Ramstein", 49.44, 7.60))
    drawing = draw_map(WorldMap((), near), 323, theme, faces)
    assert collisions(drawing, faces) == []


def test_a_name_stands_at_sea_where_it_can(theme: Theme, faces: Faces) -> None:
    drawing = draw_map(SETTING, 323, theme, faces)
    (name,) = words(drawing, faces)
    assert isinstance(name.shape, Label)
    assert name.box[2] < drawing.width / 2  # west of Toulouse, in the Bay of Biscay


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(
    latitude=st.floats(-56, 83),
    longitude=st.floats(-180, 180),
    name=st.text("Toulse ", min_size=1, max_size=20),
)
def test_names_and_marks_stay_on_the_map(
    latitude: float, longitude: float, name: str, theme: Theme, faces: Faces
) -> None:
    drawing = draw_map(WorldMap((), (MapPlace(name, latitude, longitude),)), 323, theme, faces)
    assert strays(drawing, faces, tolerance=3.5) == []


def test_the_land_stays_on_the_map(theme: Theme, faces: Faces) -> None:
    assert strays(draw_map(WorldMap(), 480, theme, faces), faces) == []


def test_the_same_map_is_drawn_the_same(theme: Theme, faces: Faces) -> None:
    assert draw_map(SETTING, 323, theme, faces) == draw_map(SETTING, 323, theme, faces)


def test_the_map_is_small_enough_for_a_page(theme: Theme, faces: Faces) -> None:
    drawing = draw_map(SETTING, 323, theme, faces)
    assert sum(len(path.steps) for path in paths(drawing, faces)) < 10_000


@pytest.mark.parametrize(
    ("longitude", "latitude", "x", "y"),
    [
        (0, 0, 0.0, 0.0),
        (180, 0, 2.706630, 0.0),  # the published half width of the equator
        (0, 90, 0.0, 1.317362),  # the published height of the pole
    ],
)
def test_the_projection_agrees_with_its_authors(
    longitude: float, latitude: float, x: float, y: float
) -> None:
    assert project(longitude, latitude) == pytest.approx((x, y), abs=1e-4)


@pytest.mark.parametrize("latitude", [-45.0, 0.0, 30.0, 70.0])
def test_equal_areas_stay_equal(latitude: float) -> None:
    from math import cos, radians

    step = 0.01
    (x1, y1), (x2, y2) = project(20, latitude), project(20 + step, latitude)
    (x3, y3) = project(20, latitude + step)
    area = (x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)
    assert area / cos(radians(latitude)) == pytest.approx(radians(step) ** 2, rel=1e-3)


def test_all_countries_of_the_source_are_read() -> None:
    assert len(load_countries()) == 177


def test_no_outline_crosses_the_180th_meridian() -> None:
    jumps = [
        country.name
        for country in load_countries()
        if country.name != "Antarctica"
        for ring in country.rings
        for (one, _), (other, _) in pairwise(ring)
        if abs(one - other) > 90
    ]
    assert jumps == []


@pytest.mark.slow
@given(
    names=st.lists(st.text("abcdemno ", min_size=1, max_size=60), min_size=1, max_size=20),
    spots=st.lists(st.tuples(st.floats(-50, 80), st.floats(-180, 180)), min_size=60, max_size=60),
    width=st.sampled_from([150.0, 210.0, 323.0, 480.0]),
)
@settings(max_examples=20, deadline=None)
def test_any_names_have_room_or_are_refused(
    names: list[str],
    spots: list[tuple[float, float]],
    width: float,
    theme: Theme,
    faces: Faces,
) -> None:
    places = tuple(MapPlace(name, *spot) for name, spot in zip(names, spots, strict=False))
    try:
        drawing = draw_map(WorldMap((), places), width, theme, faces)
    except DoesNotFitError:
        return
    assert collisions(drawing, faces) == []
    assert strays(drawing, faces, 3.3) == []
