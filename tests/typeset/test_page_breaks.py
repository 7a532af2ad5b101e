"""Pages broken together: what may never happen, whatever the rows, and what is the best."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from octavo.typeset.breaking import Breakpoints, Justification, break_lines
from octavo.typeset.flow import Hold
from octavo.typeset.line_counts import break_by_count
from octavo.typeset.page_breaks import break_pages
from octavo.typeset.page_costs import PageCosts
from octavo.typeset.page_strips import (
    ColumnFrame,
    PageBreaks,
    PageUnit,
    Strip,
    UnitVariant,
    suits,
)

GRID = 10.0
HELD = Hold.HELD
QUOTE = 30.0
FRAME = ColumnFrame(100.0, GRID, GRID)
COSTS = PageCosts()


def text(count: int, longer: bool = False) -> PageUnit:
    """A paragraph of so many lines, which may have one more."""
    variants = [UnitVariant(_hold(count))]
    if longer:
        variants.append(UnitVariant(_hold(count + 1), 2.0, 1, 1))
    return PageUnit(tuple(variants), begins=True)


def _hold(count: int) -> tuple[Strip, ...]:
    return tuple(
        Strip(GRID, holds=HELD if place in (0, count - 2) and place != count - 1 else Hold.FREE)
        for place in range(count)
    )


HEADING = PageUnit((UnitVariant((Strip(2 * GRID, above=GRID, holds=HELD),)),))


def figure(height: float) -> PageUnit:
    """A figure that may wait for the next page."""
    return PageUnit((UnitVariant((Strip(height, above=GRID, floats=True),)),))


def quote(height: float) -> PageUnit:
    """A pull quote."""
    return PageUnit((UnitVariant((Strip(height, above=GRID),)),), moves=True)


def choose(units: Sequence[PageUnit], frame: ColumnFrame = FRAME) -> PageBreaks:
    """The best breaks of all."""
    return min(break_pages(tuple(units), frame, COSTS).values(), key=lambda one: one.cost)


def fill(breaks: PageBreaks) -> list[int]:
    """How many lines each column takes."""
    found: list[int] = []
    for column in breaks.columns:
        rows = [breaks.strips[at] for run in column for at in range(run.first, run.end)]
        gaps = sum(max(one.below, other.above) for one, other in pairwise(rows))
        wider = sum(run.wider for run in column) * GRID
        found.append(round((sum(row.height for row in rows) + gaps + wider) / GRID))
    return found


# ---------------------------------------------------------------------------------- examples


def test_a_page_is_filled_before_the_next_begins() -> None:
    assert fill(choose([text(5)] * 6)) == [10, 10, 10]


def test_a_paragraph_gets_a_line_more_where_a_page_would_be_short() -> None:
    assert fill(choose([text(5), text(4), text(10)])) == [9, 10]
    chosen = choose([text(5), text(4, longer=True), text(10)])
    assert fill(chosen) == [10, 10]
    assert chosen.variants == ((1, 1),)


def test_space_at_a_heading_fills_a_page() -> None:
    chosen = choose([text(3), HEADING, text(3), HEADING, text(9)])
    assert [run.wider for run in chosen.columns[0]].count(True) == 1
    assert fill(chosen)[0] == 10


def test_a_figure_waits_where_the_text_fills_the_page() -> None:
    chosen = choose([text(6), figure(50.0), text(8)])
    assert [run.first for run in chosen.columns[0]] == [0, 7]
    assert chosen.columns[1][0].first == 6


def test_a_table_never_stands_before_an_earlier_one_that_waits() -> None:
    waits = PageUnit((UnitVariant((Strip(50.0, above=GRID, floats=True, sequence="table"),)),))
    other = Strip(20.0, above=GRID, sequence="table")
    table = PageUnit((UnitVariant((other, Strip(20.0), Strip(20.0))),))
    for lines in range(3, 9):
        chosen = choose([text(lines), waits, text(3), table, text(9)])
        rows = [at for column in chosen.columns for run in column for at in range(*run[:2])]
        assert rows.index(lines) < rows.index(lines + 4)


def picture(height: float, *lower: int) -> PageUnit:
    """A figure that may be lower by so many lines."""
    heights = [height, *(height - lines * GRID for lines in lower)]
    return PageUnit(
        tuple(
            UnitVariant((Strip(one, above=GRID, floats=True),), place * 2.0, 1, -place)
            for place, one in enumerate(heights)
        )
    )


def test_a_picture_is_lower_where_a_page_has_no_room_for_it() -> None:
    chosen = choose([text(4), picture(70.0, 1, 2, 3), text(10)])
    assert chosen.variants == ((1, -2),)
    assert fill(chosen) == [10, 10]


def test_two_pictures_that_wait_share_a_page_where_both_are_lower() -> None:
    chosen = choose([text(10), picture(60.0, 1, 2), picture(60.0, 1, 2), text(10)])
    assert fill(chosen) == [10, 10, 10]


def test_a_word_is_parted_over_a_page_only_where_that_costs_less() -> None:
    lines = (*(Strip(GRID) for _ in range(9)), Strip(GRID, holds=Hold.HYPHEN))
    parted = PageUnit((UnitVariant((*lines, *(Strip(GRID) for _ in range(6)))),))
    assert fill(choose([parted])) == [9, 7]
    dear = COSTS._replace(hyphen=1.0)
    best = min(break_pages((parted,), FRAME, dear).values(), key=lambda one: one.cost)
    assert fill(best) == [10, 6]


def hold_all(count: int) -> PageUnit:
    """Rows that are never parted."""
    return PageUnit(
        (UnitVariant((*(Strip(GRID, holds=HELD) for _ in range(count - 1)), Strip(GRID))),)
    )


def test_room_below_an_opener_fills_its_page() -> None:
    frame = ColumnFrame(400.0, GRID, GRID, opener=200.0)
    chosen = choose([hold_all(19), hold_all(30)], frame)
    assert chosen.air == 1
    assert fill(chosen) == [19, 30]


def test_a_pull_quote_moves_to_where_there_is_room() -> None:
    chosen = choose([text(4), text(4), quote(30.0), text(4), text(4)])
    rows = [run.first for column in chosen.columns for run in column]
    assert sorted(rows) != rows
    assert 8 in rows


def test_a_last_page_is_not_left_nearly_empty_where_there_is_another_way() -> None:
    alone = ColumnFrame(100.0, GRID, GRID, opener=60.0)
    assert fill(choose([text(6)], alone)) == [0, 6]


def test_earlier_pages_give_lines_one_by_one_to_a_last_page_that_is_thin() -> None:
    """Each line costs long before the last page is full enough: a search that lets go of what costs
    more so far does not find it."""
    tall = ColumnFrame(500.0, GRID, GRID)
    units = [unit for _ in range(13) for unit in (HEADING, text(5), text(2))]
    chosen = choose(units, tall)
    assert len(chosen.columns) == 3
    assert chosen.tail < sum(run.wider for column in chosen.columns for run in column)
    assert fill(chosen)[-1] >= 0.36 * 50


def test_an_opener_does_not_stand_alone_on_half_a_page_to_fill_the_last_one_better() -> None:
    frame = ColumnFrame(350.0, GRID, GRID, opener=200.0)
    chosen = choose([text(5)] * 13, frame)
    assert chosen.air == 2
    assert fill(chosen) == [13, 35, 17]


def test_nothing_stands_below_an_opener_that_takes_the_page() -> None:
    chosen = choose([text(4)], ColumnFrame(100.0, GRID, GRID, opener=100.0))
    assert chosen.columns[0] == ()
    assert fill(chosen) == [0, 4]


def test_a_section_without_text_is_its_opener() -> None:
    assert choose([], ColumnFrame(100.0, GRID, GRID, opener=40.0)).columns == ((),)


def test_the_second_column_of_a_first_page_begins_below_the_opener_too() -> None:
    chosen = choose([text(5)] * 6, ColumnFrame(100.0, GRID, GRID, opener=50.0, columns=2))
    assert fill(chosen) == [5, 5, 10, 10]


def test_a_row_that_no_page_has_room_for_stands_alone() -> None:
    chosen = choose([text(3), PageUnit((UnitVariant((Strip(150.0),)),)), text(3)])
    assert fill(chosen) == [3, 15, 3]


def test_rows_held_over_more_than_a_page_have_no_breaks() -> None:
    held = tuple(Strip(GRID, holds=HELD) for _ in range(15))
    assert break_pages((PageUnit((UnitVariant(held),)), text(3)), FRAME, COSTS) == {}


def test_a_plan_suits_rows_whose_hyphens_stand_elsewhere_but_at_a_break() -> None:
    chosen = choose([text(8), text(8)])
    end = chosen.columns[0][-1].end - 1
    other = [
        strip._replace(holds=HELD if at == 3 else Hold.FREE)
        for at, strip in enumerate(chosen.strips)
    ]
    assert suits(chosen, other)
    other[end] = other[end]._replace(holds=HELD)
    assert not suits(chosen, other)
    assert not suits(chosen, other[1:])


# -------------------------------------------------------------------------------------- laws

UNITS = st.lists(
    st.one_of(
        st.builds(text, st.integers(1, 9), st.booleans()),
        st.builds(figure, st.sampled_from([20.0, 50.0, 80.0])),
        st.builds(quote, st.just(QUOTE)),
        st.just(HEADING),
    ),
    max_size=14,
).map(lambda units: [*units, text(3)])
OPENERS = st.sampled_from([0.0, 30.0, 70.0, 100.0])


@settings(max_examples=20)
@given(UNITS, OPENERS, st.sampled_from([1, 2]))
def test_each_row_stands_once_no_column_is_too_high_and_none_ends_in_a_held_row(
    units: list[PageUnit], opener: float, columns: int
) -> None:
    frame = ColumnFrame(100.0, GRID, GRID, opener, columns)
    for pages, breaks in break_pages(tuple(units), frame, COSTS).items():
        rows = [at for column in breaks.columns for run in column for at in range(*run[:2])]
        assert sorted(rows) == list(range(len(breaks.strips)))
        assert pages == (len(breaks.columns) + columns - 1) // columns
        for number, (column, lines) in enumerate(zip(breaks.columns, fill(breaks), strict=True)):
            assert lines <= 10 - (opener / GRID if number < columns else 0)
            last = column is breaks.columns[-1] or not column
            assert last or not breaks.strips[column[-1].end - 1].holds


@settings(max_examples=20)
@given(UNITS)
def test_text_keeps_its_order(units: list[PageUnit]) -> None:
    for breaks in break_pages(tuple(units), FRAME, COSTS).values():
        movable = {
            at for at, strip in enumerate(breaks.strips) if strip.floats or strip.height == QUOTE
        }
        rows = [at for column in breaks.columns for run in column for at in range(*run[:2])]
        text_rows = [at for at in rows if at not in movable]
        assert text_rows == sorted(text_rows)


@settings(max_examples=20)
@given(UNITS)
def test_the_same_rows_make_the_same_pages(units: list[PageUnit]) -> None:
    found = break_pages.__wrapped__(tuple(units), FRAME, COSTS)
    assert found == break_pages(tuple(units), FRAME, COSTS)


# ------------------------------------------------------------------------- lines by their count

WIDTHS = st.lists(st.tuples(st.floats(5, 60), st.booleans()), min_size=3, max_size=40)
STYLE = Justification(4.0, 3.0, 2.0, 2.0, 14.0, 8.0)


@settings(max_examples=40)
@given(WIDTHS, st.sampled_from([1.1, 1.4, 2.0]))
def test_the_best_of_all_counts_is_what_total_fit_finds(
    words: list[tuple[float, bool]], tolerance: float
) -> None:
    ends, starts, spaces, hyphens = [0.0], [0.0], [0], [0.0]
    at, count = 0.0, 0
    for width, hyphen in words:
        at += width
        ends.append(at)
        hyphens.append(50.0 if hyphen else 0.0)
        spaces.append(count)
        at += 0.0 if hyphen else 5.0
        count += not hyphen
        starts.append(at)
    after = [spaces[0], *(n + (not h) for n, (_, h) in zip(spaces[1:], words, strict=True))]
    breakpoints = Breakpoints(
        tuple(ends), tuple(starts), tuple(spaces), tuple(after), (*hyphens[:-1], 0.0)
    )
    counted = break_by_count(breakpoints, 100.0, 90.0, STYLE, tolerance)
    best = min(counted.values(), default=None)

    assert (best.places if best else ()) == break_lines(breakpoints, 100.0, 90.0, STYLE, tolerance)
    assert all(len(breaks.places) == lines for lines, breaks in counted.items())


@pytest.mark.parametrize("count", [2, 3])
def test_each_count_has_breaks_of_its_own(count: int) -> None:
    at = tuple(float(n * 20) for n in range(14))
    breakpoints = Breakpoints(
        (0.0, *(x - 5 for x in at[1:])), at, (0, *range(13)), tuple(range(14)), (0.0,) * 14
    )
    loose = Justification(30.0, 3.0)
    found = break_by_count(breakpoints, 130.0, 130.0, loose, 2.0)
    assert len(found[count].places) == count if count in found else count == 2
