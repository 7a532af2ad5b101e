"""The cover art."""

from __future__ import annotations

from math import hypot, isclose
from typing import get_args

import pytest

from drawn import paths, strays, take_apart, words
from octavo.artwork.ellipses import Camera, Orbit, point_at, see
from octavo.artwork.orbits import Composition, draw_orbits
from octavo.document import Orbits
from octavo.document.drawing import Drawing, Group, Path
from octavo.document.length import mm
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

COMPOSITIONS: tuple[Composition, ...] = get_args(Composition)
WIDTH, HEIGHT = mm(154), mm(216)


@pytest.mark.parametrize("composition", COMPOSITIONS)
def test_the_same_seed_gives_the_same_art(composition: Composition, theme: Theme) -> None:
    once = draw_orbits(Orbits(7), WIDTH, HEIGHT, theme, composition)
    again = draw_orbits(Orbits(7), WIDTH, HEIGHT, theme, composition)
    assert once == again


def test_another_seed_moves_stars_and_satellites(theme: Theme) -> None:
    assert draw_orbits(Orbits(1), 300, 420, theme) != draw_orbits(Orbits(2), 300, 420, theme)


@pytest.mark.parametrize("composition", COMPOSITIONS)
def test_nothing_leaves_the_page(composition: Composition, theme: Theme, faces: Faces) -> None:
    drawing = draw_orbits(Orbits(), WIDTH, HEIGHT, theme, composition)
    assert strays(drawing, faces) == []


@pytest.mark.parametrize("composition", COMPOSITIONS)
def test_ink_covers_the_whole_page(composition: Composition, theme: Theme, faces: Faces) -> None:
    ground = take_apart(draw_orbits(Orbits(), WIDTH, HEIGHT, theme, composition), faces)[0]
    assert isinstance(ground.shape, Path)
    assert ground.shape.fill == "ink"
    assert ground.box == pytest.approx((0, 0, WIDTH, HEIGHT), abs=0.01)


def test_the_cover_has_no_words(theme: Theme, faces: Faces) -> None:
    assert words(draw_orbits(Orbits(), WIDTH, HEIGHT, theme), faces) == []


def test_one_orbit_alone_is_lit(theme: Theme, faces: Faces) -> None:
    drawing = draw_orbits(Orbits(), WIDTH, HEIGHT, theme)
    long = [path for path in paths(drawing, faces) if path.stroke == "glow" and len(path.steps) > 9]
    assert [path.width for path in long] == [0.7, 1.0]  # behind the Earth, then before it


def test_the_upper_left_stays_calm_for_the_title(theme: Theme, faces: Faces) -> None:
    drawing = draw_orbits(Orbits(), WIDTH, HEIGHT, theme)
    strong = [
        drawn.shape.stroke
        for drawn in take_apart(drawing, faces)
        if isinstance(drawn.shape, Path) and drawn.shape.stroke == "glow"
        if drawn.box[3] > 0.64 * HEIGHT
    ]
    assert strong == []


def test_the_art_is_small_enough_to_return_on_every_opener(theme: Theme, faces: Faces) -> None:
    band = draw_orbits(Orbits(), mm(154), mm(73), theme, "band")
    assert sum(len(path.steps) for path in paths(band, faces)) < 2500


@pytest.mark.parametrize("way", [0.0, 0.125, 0.5, 1.0])
def test_the_satellite_is_all_on_the_band(way: float, theme: Theme, faces: Faces) -> None:
    drawing = draw_orbits(Orbits(), mm(154), mm(48), theme, "band", way)
    lit = [path for path in paths(drawing, faces) if path.fill == "glow"]
    marks = Drawing(mm(154), mm(48), tuple(lit))
    assert len(lit) == 3
    assert strays(marks, faces, 0.0) == []


def test_everything_is_clipped_to_the_page(theme: Theme) -> None:
    drawing = draw_orbits(Orbits(), 300.0, 400.0, theme)
    (group,) = drawing.shapes
    assert isinstance(group, Group)
    assert group.clip == (0, 0, 300.0, 400.0)


def test_a_satellite_keeps_to_keplers_first_law() -> None:
    camera = Camera(0, 0, 1, 33, -12)
    orbit = Orbit(2.0, 0.5, 63.4, 40, 270)
    ellipse = see(orbit, camera)
    perigee, apogee = point_at(ellipse, 0.0), point_at(ellipse, 3.141592653589793)
    assert hypot(*perigee) == pytest.approx(1.0)  # a (1 - e)
    assert hypot(*apogee) == pytest.approx(3.0)  # a (1 + e)


def test_an_orbit_over_the_equator_seen_from_the_pole_is_a_circle() -> None:
    ellipse = see(Orbit(1.5, 0, 0, 0), Camera(0, 0, 1, 90, 0))
    distances = [hypot(*point_at(ellipse, angle / 10)[:2]) for angle in range(63)]
    assert all(isclose(distance, 1.5) for distance in distances)


def test_a_drawing_is_as_large_as_asked(theme: Theme) -> None:
    drawing: Drawing = draw_orbits(Orbits(), mm(154), mm(73), theme, "band")
    assert (drawing.width, drawing.height) == (mm(154), mm(73))


def test_the_openers_of_a_long_book_are_drawn_once(theme: Theme) -> None:
    def draw_openers() -> list[Drawing]:
        return [draw_orbits(Orbits(), WIDTH, mm(70), theme, "band", at / 40) for at in range(41)]

    for first, again in zip(draw_openers(), draw_openers(), strict=True):
        assert again is first
