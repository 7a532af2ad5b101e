"""Widths of columns: all that fits is whole, and what does not gives way in a fixed order."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given, strategies as st

from octavo.style.column_widths import ColumnNeeds, has_room, share_room

LENGTH = st.floats(0.5, 200.0)


@st.composite
def draw_needs(draw: st.DrawFn) -> ColumnNeeds:
    """A column: each need as high as the one before, or higher."""
    piece, *more = (draw(LENGTH) for _ in range(4))
    return ColumnNeeds(*accumulate(more, initial=piece))


COLUMNS = st.lists(draw_needs(), min_size=1, max_size=30)


@given(COLUMNS, st.floats(1.0, 4000.0))
def test_the_columns_fill_the_room_or_there_is_none(
    columns: list[ColumnNeeds], room: float
) -> None:
    widths = share_room(columns, room)

    assert bool(widths) == (sum(column.piece for column in columns) <= room)
    if widths:
        assert sum(widths) == pytest.approx(room)


@given(COLUMNS, st.floats(1.0, 4000.0))
def test_no_number_is_divided_and_no_word_as_long_as_there_is_room(
    columns: list[ColumnNeeds], room: float
) -> None:
    for width, column in zip(share_room(columns, room), columns, strict=False):
        assert width >= column.piece - 1e-6
        if has_room(columns, room, "words"):
            assert width >= column.word - 1e-6
        elif sum(each.cell for each in columns) <= room:
            assert width >= column.cell - 1e-6


def test_the_words_of_heads_give_way_before_those_of_cells() -> None:
    name = ColumnNeeds(20.0, 60.0, 60.0, 60.0)
    number = ColumnNeeds(15.0, 15.0, 80.0, 80.0)

    assert share_room([name, number], 100.0) == pytest.approx((60.0, 40.0))


def test_the_widest_give_way_first() -> None:
    narrow = ColumnNeeds(10.0, 30.0, 30.0, 30.0)
    wide = ColumnNeeds(10.0, 90.0, 90.0, 90.0)

    assert share_room([narrow, wide], 100.0) == pytest.approx((30.0, 70.0))


def test_what_is_left_goes_to_long_lines() -> None:
    number = ColumnNeeds(20.0, 20.0, 20.0, 20.0)
    text = ColumnNeeds(20.0, 40.0, 40.0, 400.0)

    assert share_room([number, text], 300.0) == pytest.approx((20.0, 280.0))
