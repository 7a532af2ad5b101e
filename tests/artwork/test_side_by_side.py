"""Parts of a figure: which stand side by side, and how wide."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from octavo.artwork.side_by_side import GUTTER, LEAST_PICTURE, PartRow, PartsFrame, arrange
from octavo.document import Artwork, Bar, Chart, Figure, Orbits, Picture
from octavo.files.library import Memory
from octavo.fonts.faces import load_faces
from octavo.style.theme import load_theme

THEME = load_theme(Memory({}))
FACES = load_faces(THEME)
A5 = PartsFrame(315, 470)


SHAPES = {"land": 1.5, "up": 0.67, "wide": 5.0, "round": 1.0}


def place(
    *artworks: Artwork, frame: PartsFrame = A5, shapes: Mapping[str, float] = SHAPES
) -> tuple[PartRow, ...]:
    """The rows of these artworks, each picture of the shape that its file has."""
    parts = [Figure(artwork, (), "Seen.", part=at) for at, artwork in enumerate(artworks, 1)]
    return arrange(parts, shapes, frame, THEME, FACES)


def counts(rows: tuple[PartRow, ...]) -> list[int]:
    """How many parts each row has."""
    return [len(row) for row in rows]


LAND, UP, PANORAMA, ROUND = (Picture(name) for name in ("land", "up", "wide", "round"))


def test_a_landscape_and_an_upright_picture_are_equally_high() -> None:
    ((land, up),) = place(LAND, UP)

    assert land.width / 1.5 == pytest.approx(up.width / 0.67)
    assert land.width + GUTTER + up.width == pytest.approx(A5.measure)


def test_pictures_too_small_to_be_made_out_stand_in_more_rows() -> None:
    assert counts(place(LAND, LAND, LAND, LAND)) == [2, 2]
    assert counts(place(PANORAMA, PANORAMA)) == [1, 1]


def test_pictures_of_unlike_shape_are_packed_in_rows_of_like_height() -> None:
    assert counts(place(LAND, UP, ROUND)) == [1, 2]
    assert counts(place(LAND, UP, ROUND, PANORAMA)) == [1, 2, 1]
    assert counts(place(LAND, UP, ROUND, PANORAMA, LAND, UP)) == [1, 2, 1, 2]


def test_what_a_low_row_leaves_goes_to_higher_ones() -> None:
    upper, lower = place(LAND, LAND, LAND, PANORAMA, shapes={"land": 1.0, "wide": 12.0})

    assert upper[0].width == pytest.approx((A5.measure - 2 * GUTTER) / 3)
    assert lower[0].width == A5.measure


@given(shape=st.floats(0.5, 3), count=st.integers(2, 24))
def test_pictures_of_one_shape_stand_in_rows_that_differ_by_one_at_most(
    shape: float, count: int
) -> None:
    rows = counts(place(*[LAND] * count, shapes={"land": shape}))

    assert sorted(rows, reverse=True) == rows
    assert rows[0] - rows[-1] <= 1


@given(st.lists(st.floats(0.3, 6), min_size=2, max_size=9))
def test_no_other_way_to_part_pictures_has_fewer_rows(shapes: list[float]) -> None:
    named = {str(number): shape for number, shape in enumerate(shapes)}
    rows = place(*map(Picture, named), shapes=named)

    assert len(rows) <= count_greedy(shapes)


def count_greedy(shapes: list[float]) -> int:
    """The rows when each picture joins those before it if all are still high enough."""
    rows: list[list[float]] = []
    least = LEAST_PICTURE
    for shape in shapes:
        row = [*(rows[-1] if rows else []), shape]
        high = min((A5.measure - GUTTER * (len(row) - 1)) / sum(row), A5.tallest * 0.235)
        if rows and all(min(high, high * one) >= least for one in row):
            rows[-1] = row
        else:
            rows.append([shape])
    return len(rows)


def test_a_chart_stands_beside_another_as_long_as_its_labels_have_room() -> None:
    short = Chart("column", tuple(Bar(str(year), 3.0, "3") for year in range(2020, 2023)))
    long = Chart("column", tuple(Bar(f"In the year {n}", 3.0, "3") for n in range(2000, 2012)))

    assert counts(place(short, short)) == [2]
    assert counts(place(short, long)) == [1, 1]


def test_drawings_stand_side_by_side_on_a_wide_page_only() -> None:
    assert counts(place(Orbits(), Orbits())) == [1, 1]
    assert counts(place(Orbits(), Orbits(), frame=PartsFrame(480, 700))) == [2]


@given(
    shapes=st.lists(st.floats(0.2, 6), min_size=2, max_size=12),
    drawn=st.sets(st.integers(0, 11)),
    measure=st.floats(120, 700),
    tallest=st.floats(300, 900),
)
@settings(deadline=None, max_examples=200)
def test_parts_keep_their_order_and_their_room(
    shapes: list[float], drawn: set[int], measure: float, tallest: float
) -> None:
    artworks = [Orbits(n) if n in drawn else Picture(str(n)) for n in range(len(shapes))]
    named = {str(n): shape for n, shape in enumerate(shapes)}
    rows = place(*artworks, frame=PartsFrame(measure, tallest), shapes=named)

    assert [part.figure.artwork for row in rows for part in row] == artworks
    for row in rows:
        assert row[0].left == 0
        assert row[-1].left + row[-1].measure == pytest.approx(measure)
        assert all(a.left + a.measure + GUTTER <= b.left + 1e-6 for a, b in pairwise(row))
        assert all(0 < part.width <= part.measure + 1e-6 for part in row)
        sizes = [
            (part.width, part.width / named[part.figure.artwork.file])
            for part in row
            if isinstance(part.figure.artwork, Picture)
        ]
        assert all(high <= tallest * 0.62 + 1e-6 for _, high in sizes)
        assert all(high == pytest.approx(sizes[0][1]) for _, high in sizes)
        caps = [min(measure, tallest * 0.235 * wide / high) for wide, high in sizes]
        alone = [min(cap, cap * high / wide) for cap, (wide, high) in zip(caps, sizes, strict=True)]
        assert len(row) == 1 or all(
            min(size) >= min(LEAST_PICTURE, least) - 0.01
            for size, least in zip(sizes, alone, strict=True)
        )
