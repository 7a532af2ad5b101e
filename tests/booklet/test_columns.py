"""Rows over all columns of a page: each row is placed once, and nothing stands on anything else."""

from __future__ import annotations

from dataclasses import replace
from math import inf

from hypothesis import given, strategies as st

from octavo.booklet.columns import fill_pages
from octavo.booklet.pages import Columns
from octavo.typeset.flow import FlowItem, PageGeometry, stack_rows

HEIGHT, GAP = 300.0, 10.0


@st.composite
def draw_rows(draw: st.DrawFn) -> list[FlowItem]:
    """Lines of text, and rows over all columns: tables, some of which may float, and pages."""
    rows: list[FlowItem] = []
    for at in range(draw(st.integers(1, 60))):
        kind = draw(st.sampled_from(["line"] * 8 + ["table", "float", "page"]))
        name = f"row-{at}"
        if kind == "line":
            notes = (FlowItem(10.0),) if draw(st.integers(0, 9)) == 0 else ()
            rows.append(FlowItem(10.0, ids=(name,), notes=notes))
        else:
            height = HEIGHT if kind == "page" else draw(st.integers(1, 12)) * 20.0
            floats = kind != "table"
            rows.append(FlowItem(height, ids=(name,), spans=True, floats=floats, space_before=10.0))
    return rows


FRAMES = st.builds(
    PageGeometry,
    st.just(HEIGHT),
    st.sampled_from([None, 0.0, 50.0, 200.0]),
    st.sampled_from([1, 2]),
    st.just(GAP),
)


@given(draw_rows(), FRAMES)
def test_each_row_is_placed_once(rows: list[FlowItem], frame: PageGeometry) -> None:
    pages = fill_pages(rows, frame)
    placed = [one.item.ids[0] for page in pages for column in page for one in column.items]

    assert sorted(placed) == sorted(row.ids[0] for row in rows)
    assert sum(len(column.notes) for page in pages for column in page) == sum(
        len(row.notes) for row in rows
    )


@given(draw_rows(), FRAMES)
def test_text_stays_in_its_order(rows: list[FlowItem], frame: PageGeometry) -> None:
    read = [one for page in fill_pages(rows, frame) for one in read_page(page)]

    assert [row.ids for row in read if not row.spans] == [row.ids for row in rows if not row.spans]


@st.composite
def draw_figures(draw: st.DrawFn) -> list[FlowItem]:
    """Lines of text between figures in one column or over all; high ones are divided."""
    rows: list[FlowItem] = []
    for number in range(draw(st.integers(2, 8))):
        rows += [FlowItem(10.0, ids=("line",))] * draw(st.integers(0, 30))
        count = draw(st.sampled_from([2, 5, 12, 20, 31, 45]))
        strips = [FlowItem(10.0)] * count
        strips[0] = FlowItem(10.0, ids=(f"figure-{number}",))
        strips[-1] = FlowItem(10.0, notes=(FlowItem(10.0),) * draw(st.sampled_from([0, 0, 1])))
        stacked = stack_rows(strips, 10.0 * count, 10.0)
        rows.append(replace(stacked, spans=draw(st.booleans()), sequence="figure"))
    return rows


@given(draw_figures(), FRAMES)
def test_figures_stand_in_the_order_of_their_numbers(
    rows: list[FlowItem], frame: PageGeometry
) -> None:
    read = [one for page in fill_pages(rows, frame) for one in read_page(page)]
    found = [name for row in read for name in row.ids if name != "line"]

    assert found == [f"figure-{number}" for number in range(len(found))]
    assert len(found) == sum(row.sequence == "figure" for row in rows)


def read_page(page: Columns) -> list[FlowItem]:
    """The rows of a page as they are read: what is above a row over all columns before it."""
    rest = [list(column.items) for column in page]
    read: list[FlowItem] = []
    for limit in [*(one.top for one in rest[0] if one.item.spans), inf]:
        for column in rest:
            while column and column[0].top < limit:
                read.append(column.pop(0).item)
    return read


@given(draw_rows(), FRAMES)
def test_nothing_stands_on_anything_else_or_off_its_page(
    rows: list[FlowItem], frame: PageGeometry
) -> None:
    for number, page in enumerate(fill_pages(rows, frame)):
        height = HEIGHT if number or frame.first is None else frame.first
        for column in page:
            notes = sum(note.height for note in column.notes)
            foot = height - (notes + GAP if notes else 0.0)
            edge = 0.0
            for one in column.items:
                assert one.top >= edge - 0.1
                edge = one.top + one.item.height
            assert edge <= foot + 0.1
        if frame.columns == 2:
            across = [one for one in page[0].items if one.item.spans]
            beside = page[1].items if len(page) > 1 else ()
            assert not any(
                one.top < other.top + other.item.height - 0.1
                and other.top < one.top + one.item.height - 0.1
                for one in across
                for other in beside
            )
