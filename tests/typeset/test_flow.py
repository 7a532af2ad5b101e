"""Rows filled into pages: what may never happen, whatever the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from octavo.document.length import Length
from octavo.typeset.flow import (
    Column,
    FlowItem,
    PageGeometry,
    RowGroup,
    fill,
    hold_together,
    paint_before,
    paint_column,
    place_rows,
    stack_rows,
    whole_lines,
)

GRID = 10.0
FRAME = PageGeometry(100.0)


def line(name: str, *, holds: bool = False, notes: int = 0) -> FlowItem:
    """A row of one line, with a note of so many lines."""
    return FlowItem(
        GRID, keep_with_next=holds, ids=(name,), notes=tuple(FlowItem(GRID) for _ in range(notes))
    )


def lines(count: int) -> list[FlowItem]:
    """Rows of one line, named by their place."""
    return [line(str(place)) for place in range(count)]


def names(column: Column) -> list[str]:
    """The names of the rows on a page, from above."""
    return [name for placed in column.items for name in placed.item.ids]


def pages(rows: Sequence[FlowItem], frame: PageGeometry = FRAME) -> list[list[str]]:
    """The names of the rows on each page."""
    return [names(column) for column in fill(rows, frame)]


# ---------------------------------------------------------------------------------- examples


def test_no_rows_make_no_page() -> None:
    assert fill((), FRAME) == ()


def test_a_page_takes_as_many_rows_as_fit() -> None:
    assert [len(page) for page in pages(lines(25))] == [10, 10, 5]


def test_the_first_page_may_be_shorter() -> None:
    assert [len(page) for page in pages(lines(25), PageGeometry(100.0, first=40.0))] == [
        4,
        10,
        10,
        1,
    ]


@pytest.mark.parametrize("floats", [True, False])
def test_what_has_no_room_on_a_shorter_first_page_stands_on_the_next(floats: bool) -> None:
    figure = FlowItem(80.0, floats=floats, ids=("figure",))
    rows = [figure, line("0"), line("1")]
    frame = PageGeometry(100.0, first=40.0)
    assert pages(rows, frame) == (
        [["0", "1"], ["figure"]] if floats else [[], ["figure", "0", "1"]]
    )
    assert pages([figure], frame) == [[], ["figure"]]


def test_a_row_that_holds_goes_with_the_next() -> None:
    rows = [*lines(9), line("heading", holds=True), line("text")]
    assert pages(rows)[1] == ["heading", "text"]


def test_a_whole_run_that_holds_goes_together() -> None:
    rows = [*lines(8), *hold_together([line("a"), line("b"), line("c")])]
    assert pages(rows)[1] == ["a", "b", "c"]


def test_a_stack_that_is_cut_keeps_its_room_below() -> None:
    stack = stack_rows(lines(12), 140.0, 0.0)

    last = fill([stack, line("text")], FRAME)[1]

    assert [(one.item.ids[0], one.top) for one in last.items][-1] == ("text", 40.0)


def test_a_run_that_holds_and_is_longer_than_a_page_is_cut() -> None:
    assert [len(page) for page in pages(hold_together(lines(12)))] == [10, 2]


def test_the_first_page_is_shorter_in_all_its_columns() -> None:
    frame = PageGeometry(100.0, first=40.0, columns=2)
    assert [len(page) for page in pages(lines(25), frame)] == [4, 4, 10, 7]


def test_a_row_that_starts_a_page_stands_at_its_head() -> None:
    rows = [line("before"), replace(line("after"), break_before=True)]
    assert pages(rows) == [["before"], ["after"]]


def test_a_row_that_starts_a_page_leaves_no_empty_one_before() -> None:
    assert pages([replace(line("only"), break_before=True)]) == [["only"]]


def test_a_float_that_does_not_fit_goes_to_the_next_head_and_the_text_closes_up() -> None:
    figure = FlowItem(40.0, floats=True, ids=("figure",))
    rows = [*lines(8), figure, line("8"), line("9"), line("10")]
    assert pages(rows) == [[str(place) for place in range(10)], ["figure", "10"]]


def test_a_float_that_fits_stays_in_its_place() -> None:
    figure = FlowItem(40.0, floats=True, ids=("figure",))
    assert pages([line("0"), figure, line("1")]) == [["0", "figure", "1"]]


def test_a_float_comes_even_when_no_text_follows() -> None:
    figure = FlowItem(40.0, floats=True, ids=("figure",))
    assert pages([*lines(10), figure])[1] == ["figure"]


def test_floats_that_wait_go_to_as_many_pages_as_they_need() -> None:
    first, second = (FlowItem(60.0, floats=True, ids=(name,)) for name in ("first", "second"))
    assert pages([*lines(10), first, second])[1:] == [["first"], ["second"]]


def test_a_float_does_not_overtake_an_earlier_one() -> None:
    high = FlowItem(60.0, floats=True, ids=("high",))
    low = FlowItem(20.0, floats=True, ids=("low",))
    assert pages([*lines(6), high, low])[1] == ["high", "low"]


def test_a_figure_that_is_divided_does_not_overtake_an_earlier_one() -> None:
    early = replace(stack_rows(lines(4), 40.0, 0.0), ids=("early",), sequence="figure")
    high = replace(strip(*"abcdefghijkl"), floats=True, sequence="figure")
    placed = [name for page in pages([*lines(7), early, high]) for name in page]

    assert placed.index("early") < placed.index("a")


def test_a_figure_that_calls_a_note_does_not_overtake_an_earlier_one() -> None:
    early = FlowItem(40.0, floats=True, ids=("early",), sequence="figure")
    noted = replace(line("noted", notes=1), floats=True, sequence="figure")

    assert pages([*lines(7), early, noted, line("after")]) == [
        ["0", "1", "2", "3", "4", "5", "6"],
        ["early", "noted", "after"],
    ]


def test_a_long_table_does_not_overtake_an_earlier_one() -> None:
    early = FlowItem(40.0, floats=True, ids=("early",), sequence="table")
    first, *others = lines(15)
    placed = pages([*lines(7), early, replace(first, ids=("long",), sequence="table"), *others])

    assert placed[1][:2] == ["early", "long"]


def test_a_table_stands_before_a_figure_that_waits() -> None:
    figure = FlowItem(40.0, floats=True, ids=("figure",), sequence="figure")
    table = replace(line("table"), sequence="table")

    assert pages([*lines(7), figure, table])[0][-1] == "table"


def test_a_heading_goes_with_the_float_that_is_all_it_has() -> None:
    figure = FlowItem(60.0, floats=True, ids=("figure",))
    assert pages([*lines(6), line("heading", holds=True), figure])[1] == ["heading", "figure"]


def test_so_does_one_at_the_end_of_a_chapter() -> None:
    figure = FlowItem(60.0, floats=True, ids=("figure",))
    chapter = replace(line("chapter"), break_before=True)
    rows = [*lines(6), line("heading", holds=True), figure, chapter]
    assert pages(rows)[1:] == [["heading", "figure"], ["chapter"]]


def test_a_table_head_is_set_again_on_the_next_page() -> None:
    head = line("head", holds=True)
    body = [replace(line(str(place)), repeats=(head,)) for place in range(12)]
    assert [page[0] for page in pages([head, *body])] == ["head", "head"]


def test_a_float_below_a_heading_takes_it_along() -> None:
    figure = FlowItem(60.0, floats=True, ids=("figure",))
    rows = [*lines(6), line("heading", holds=True), figure, line("text")]

    assert pages(rows) == [["0", "1", "2", "3", "4", "5"], ["heading", "figure", "text"]]


def test_a_float_below_a_heading_waits_with_it_for_an_earlier_one() -> None:
    first, second = (FlowItem(40.0, floats=True, ids=(name,)) for name in ("first", "second"))
    rows = [*lines(6), FlowItem(60.0, floats=True, ids=("high",)), line("heading", holds=True)]

    assert pages([*rows, first, second]) == [
        ["0", "1", "2", "3", "4", "5"],
        ["high"],
        ["heading", "first", "second"],
    ]


def test_a_table_head_is_set_again_below_a_float() -> None:
    head, figure = line("head", holds=True), FlowItem(60.0, floats=True, ids=("figure",))
    body = [replace(line(str(place)), repeats=(head,)) for place in range(12)]
    assert pages([*lines(2), figure, head, *body])[:2] == [
        ["0", "1", "figure", "head", "0"],
        ["head", *(str(place) for place in range(1, 10))],
    ]
    assert pages([*lines(5), figure, head, *body])[1][:3] == ["figure", "head", "4"]


def test_a_table_row_that_leaves_no_room_for_the_head_goes_without() -> None:
    head = line("head", holds=True)
    high = FlowItem(95.0, ids=("high",), repeats=(head,))
    assert pages([*lines(10), head, high, line("after")])[1:] == [["head"], ["high"], ["after"]]


def test_a_table_that_begins_a_page_has_one_head() -> None:
    head = line("head", holds=True)
    body = [replace(line(str(place)), repeats=(head,)) for place in range(3)]
    assert pages([*lines(10), head, *body])[1] == ["head", "0", "1", "2"]


def test_a_note_stands_on_the_page_of_its_row() -> None:
    rows = [*lines(9), line("calls", notes=2)]
    assert [len(column.notes) for column in fill(rows, FRAME)] == [0, 2]


def test_what_calls_a_note_does_not_float_so_that_notes_keep_their_order() -> None:
    table = FlowItem(60.0, floats=True, ids=("table",), notes=(FlowItem(GRID),))

    assert pages([*lines(5), table, line("after", notes=1)]) == [
        ["0", "1", "2", "3", "4"],
        ["table", "after"],
    ]


def test_room_between_text_and_notes_is_kept() -> None:
    rows = [line("calls", notes=1), *lines(8)]
    assert len(fill(rows, PageGeometry(100.0))) == 1
    assert len(fill(rows, PageGeometry(100.0, note_gap=5.0))) == 2


def test_the_larger_of_two_distances_counts() -> None:
    upper, lower = replace(line("a"), space_after=4.0), replace(line("b"), space_before=7.0)
    assert [placed.top for placed in fill([upper, lower], FRAME)[0].items] == [0, 17]


def test_no_distance_is_kept_at_the_head_of_a_page() -> None:
    rows = [*lines(10), replace(line("first"), space_before=30.0)]
    assert fill(rows, FRAME)[1].items[0].top == 0


@pytest.mark.parametrize(("height", "whole"), [(0, 0), (1, 10), (10, 10), (10.005, 10), (11, 20)])
def test_a_height_is_rounded_up_to_whole_lines(height: float, whole: float) -> None:
    assert whole_lines(height, GRID) == whole


def test_rows_are_painted_where_they_are_placed() -> None:
    painted: list[tuple[Length, Length]] = []

    def paint(x: Length, top: Length) -> None:
        painted.append((x, top))

    (column,) = fill([FlowItem(GRID, paint), FlowItem(GRID, paint, space_before=5.0)], FRAME)
    paint_column(column, 30.0, 500.0)
    assert painted == [(30.0, 500.0), (30.0, 485.0)]


# ---------------------------------------------------------------------------------- laws


@st.composite
def documents(draw: st.DrawFn) -> list[FlowItem]:
    """Rows of every kind, none higher than the shortest page."""
    rows: list[FlowItem] = []
    for place in range(draw(st.integers(1, 24))):
        kind = draw(st.sampled_from(("text", "text", "text", "heading", "figure", "chapter")))
        row = line(str(place), notes=draw(st.sampled_from((0, 0, 0, 1))))
        if kind == "heading":
            row = replace(row, keep_with_next=True, space_before=GRID)
        elif kind == "figure":
            height = GRID * draw(st.integers(1, 4))
            row = FlowItem(height, floats=True, ids=(str(place),), space_before=GRID)
        elif kind == "chapter":
            row = replace(row, break_before=True)
        rows.append(row)
    return rows


FRAMES = st.builds(
    PageGeometry,
    height=st.sampled_from((60.0, 85.0, 100.0)),
    first=st.none() | st.sampled_from((50.0, 60.0)),
    columns=st.sampled_from((1, 1, 2)),
    note_gap=st.sampled_from((0.0, 5.0)),
)


def height_of(column: Column, gap: Length) -> Length:
    """Of the text of a page and its notes."""
    last = column.items[-1]
    notes = sum(note.height for note in column.notes)
    return last.top + last.item.height + (notes + gap if notes else 0.0)


@given(rows=documents(), frame=FRAMES)
def test_every_row_is_placed_once(rows: list[FlowItem], frame: PageGeometry) -> None:
    placed = [placed.item for column in fill(rows, frame) for placed in column.items]
    assert sorted(placed, key=rows.index) == rows


@given(rows=documents(), frame=FRAMES)
def test_rows_that_do_not_float_keep_their_order(rows: list[FlowItem], frame: PageGeometry) -> None:
    placed = [placed.item for column in fill(rows, frame) for placed in column.items]
    assert [row for row in placed if not row.floats] == [row for row in rows if not row.floats]


@given(rows=documents(), frame=FRAMES)
def test_floats_keep_their_order(rows: list[FlowItem], frame: PageGeometry) -> None:
    placed = [placed.item for column in fill(rows, frame) for placed in column.items]
    assert [row for row in placed if row.floats] == [row for row in rows if row.floats]


@given(rows=documents(), frame=FRAMES)
def test_a_float_never_goes_back(rows: list[FlowItem], frame: PageGeometry) -> None:
    order = [name for page in pages(rows, frame) for name in page]
    for place, row in enumerate(rows):
        if row.floats:
            above = [earlier.ids[0] for earlier in rows[:place]]
            assert set(above) <= set(order[: order.index(row.ids[0])])


@given(rows=documents(), frame=FRAMES)
def test_no_page_is_higher_than_its_frame(rows: list[FlowItem], frame: PageGeometry) -> None:
    for index, column in enumerate(fill(rows, frame)):
        shorter = frame.first is not None and index < frame.columns
        room = frame.first if shorter and frame.first else frame.height
        if len(column.items) > 1:
            assert height_of(column, frame.note_gap) <= room + 0.01


@given(rows=documents(), frame=FRAMES)
def test_rows_do_not_overlap(rows: list[FlowItem], frame: PageGeometry) -> None:
    for column in fill(rows, frame):
        ends = [placed.top + placed.item.height for placed in column.items]
        assert all(b.top >= end for end, b in zip(ends, column.items[1:], strict=False))


@given(rows=documents(), frame=FRAMES)
def test_no_page_ends_after_a_row_that_holds_when_there_is_another_way(
    rows: list[FlowItem], frame: PageGeometry
) -> None:
    columns = fill(rows, frame)
    for column, following in pairwise(columns):
        forced = following.items[0].item.break_before
        if column.items[-1].item.keep_with_next and not forced:
            assert all(placed.item.keep_with_next for placed in column.items)


@given(rows=documents(), frame=FRAMES)
def test_a_row_that_starts_a_page_is_first_but_for_floats(
    rows: list[FlowItem], frame: PageGeometry
) -> None:
    for column in fill(rows, frame):
        for index, placed in enumerate(column.items):
            if placed.item.break_before:
                assert all(before.item.floats for before in column.items[:index])


@given(rows=documents(), frame=FRAMES)
def test_notes_stand_on_the_page_of_the_rows_that_call_them(
    rows: list[FlowItem], frame: PageGeometry
) -> None:
    for column in fill(rows, frame):
        called = [note for placed in column.items for note in placed.item.notes]
        assert list(column.notes) == called


@given(rows=documents(), frame=FRAMES)
def test_no_page_is_empty(rows: list[FlowItem], frame: PageGeometry) -> None:
    assert all(column.items for column in fill(rows, frame))


@given(rows=documents(), frame=FRAMES)
def test_the_same_rows_make_the_same_pages(rows: list[FlowItem], frame: PageGeometry) -> None:
    assert fill(rows, frame) == fill(tuple(rows), frame)


# ------------------------------------------------------------------ what is higher than a column


def strip(*names_in: str) -> FlowItem:
    """A row of several lines, each of which can stand alone."""
    parts = tuple(line(name) for name in names_in)
    return FlowItem(GRID * len(parts), ids=(names_in[0],), parts=parts)


def test_a_row_that_fits_a_page_is_not_divided() -> None:
    assert pages([line("a"), strip(*"bcdefghijk")]) == [["a"], ["b"]]


def test_a_row_higher_than_a_page_is_divided_into_its_parts() -> None:
    tall = strip(*"abcdefghijklmno")
    assert pages([line("z"), tall]) == [["z", *"abcdefghi"], list("jklmno")]


def test_a_head_is_set_again_above_what_is_left_of_a_divided_row() -> None:
    head = FlowItem(GRID, ids=("head",))
    tall = strip(*"abcdefghijklmno")
    first, *others = tall.parts
    parts = (first, *(replace(part, repeats=(head,)) for part in others))
    assert pages([replace(tall, parts=parts)]) == [list("abcdefghij"), ["head", *"klmno"]]


def test_what_is_drawn_before_a_row_is_drawn_once_before_its_first_part() -> None:
    drawn: list[Length] = []

    def draw(x: Length, top: Length) -> None:
        drawn.append(top)

    tall = paint_before(strip(*"abcdefghijkl"), draw, "name")
    columns = fill([tall], FRAME)
    for column in columns:
        paint_column(column, 0.0, 500.0)

    assert drawn == [500.0]
    assert [names(column)[0] for column in columns] == ["name", "k"]


def test_a_note_higher_than_a_page_goes_on_at_the_foot_of_the_next() -> None:
    columns = fill([line("a"), line("b", notes=15), line("c")], FRAME)

    assert [len(column.notes) for column in columns] == [8, 7]
    assert [names(column) for column in columns] == [["a", "b"], ["c"]]


def test_a_note_that_fits_a_page_stands_on_that_of_its_call() -> None:
    columns = fill([*lines(8), line("call", notes=4)], FRAME)

    assert [len(column.notes) for column in columns] == [0, 4]


def test_two_lines_of_a_note_at_least_stand_on_the_page_of_its_call() -> None:
    columns = fill([*lines(8), line("call", notes=15)], FRAME)

    assert [len(column.notes) for column in columns] == [0, 9, 6]


@given(
    st.lists(st.tuples(st.integers(1, 25), st.integers(0, 25)), min_size=1, max_size=12),
    st.integers(4, 12),
)
def test_no_page_is_overfull_and_nothing_is_lost_however_high_rows_and_notes_are(
    sizes: list[tuple[int, int]], height: int
) -> None:
    rows = [
        replace(strip(*(f"{at}-{part}" for part in range(size))), notes=())
        if not notes
        else line(f"{at}-0", notes=notes)
        for at, (size, notes) in enumerate(sizes)
    ]
    columns = fill(rows, PageGeometry(height * GRID))
    shown = [
        part for column in columns for placed in column.items for part in list_all(placed.item)
    ]
    notes = [note for column in columns for note in column.notes]

    assert all(used(column) <= height * GRID + 0.01 for column in columns)
    assert shown == [part for row in rows for part in list_all(row)]
    assert len(notes) == sum(len(row.notes) for row in rows)


def list_all(row: FlowItem) -> list[str]:
    """The names of all parts of a row."""
    return [name for part in row.parts or (row,) for name in part.ids]


def used(column: Column) -> Length:
    """The height of text and notes."""
    return column.height + sum(note.height for note in column.notes)


def test_a_list_stands_amid_its_room_and_what_follows_keeps_its_place() -> None:
    group = RowGroup(2, 6.0)
    items = [replace(line("b"), group=group), replace(line("c"), group=group, space_after=12.0)]
    plain = [line("b"), replace(line("c"), space_after=12.0)]

    def tops(rows: list[FlowItem]) -> list[float]:
        return [placed.top for placed in place_rows(rows).items]

    before, after = line("a"), line("d")
    usual = tops([before, *plain, after])
    assert tops([before, *items, after]) == [
        usual[0],
        usual[1] + 6.0,
        usual[2] + 6.0,
        usual[3],
    ]
    assert tops([*items, after]) == tops([*plain, after])
    assert tops([before, *items]) == tops([before, *plain])
    assert tops([before, items[1], after]) == tops([before, plain[1], after])
