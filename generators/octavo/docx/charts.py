"""Charts as Word's own, with a workbook that holds their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from octavo.document import Bar, Chart, Document, Figure
from octavo.document.length import Length, pt
from octavo.document.problem import Problem, Severity, SourceError, Span
from octavo.document.walk import query
from octavo.docx.faces import families
from octavo.docx.layout import emu
from octavo.docx.markup import escape
from octavo.docx.part_state import ChartPart, WriteContext, count_drawing
from octavo.docx.pictures import AltText
from octavo.docx.template import design_context, render_part
from octavo.docx.workbook import name_cell, write_number, write_workbook

_COLOURS = ("accent1", "accent2", "accent4", "tx2", "accent3", "accent5")
"""Of the parts of a share, in turn."""
_LINE = pt(26)
"""Height of one bar, with its share of the space between bars: two lines of 9 pt with air, so that
a label of two lines does not meet the next. All bars of a chart of 25 then fill a page of A4 but
for its caption (666 points)."""
_EDGE = pt(16)
"""What a chart takes above and below its bars together: eight points at each side, so that the
outer bars are as thick as the others."""
_HEIGHT = pt(170)
"""Of a chart whose values stand side by side: 60 mm, a fifth of A4, and about 2.6 times as wide, so
that a rise looks neither steep nor flat and text stays on the page beside it."""
_SHARE = pt(96)
"""Height of the one bar of shares with its legend: 34 mm, for the bar and a legend of up to two
lines below it."""
_MOST = 25
"""Values of a chart: on A4 a column then has 18 points of width, as much as a label of three
letters. More are a table, and the author is told (WRD005)."""


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One value, as a chart part holds it."""

    place: int
    value: str
    label: str
    """As it is printed, where that is not just the value; else empty."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one colour."""

    place: int
    name: str
    name_cell: str
    value_cells: str
    colour: str
    points: tuple[ChartPoint, ...]


def list_unfit_charts(document: Document) -> Iterator[Problem]:
    """The charts of the document that no workbook holds."""
    for figure in query(document.sections, Figure):
        fault = isinstance(figure.artwork, Chart) and _find_fault(figure.artwork, figure.span)
        if fault:
            yield fault


def _find_fault(chart: Chart, span: Span | None) -> Problem | None:
    if 0 < len(chart.bars) <= _MOST:
        return None
    message = f"a chart has 1 to {_MOST} values; this one has {len(chart.bars)}"
    hint = "give it as many `bars`, or make two charts of it"
    return Problem(Severity.ERROR, "WRD005", message, span, hint)


def place_chart(
    chart: Chart, alt_text: AltText, writing: WriteContext, span: Span | None = None
) -> str:
    """The run with `chart` in the line of text, its part and its workbook kept in the state.

    Raises `SourceError` when it has no values, or more than a sheet of one letter has columns.
    """
    if fault := _find_fault(chart, span):
        raise SourceError((fault,))
    chart = replace(chart, unit=chart.unit or alt_text.name)
    state = writing.state
    number = count_drawing(state)
    relationship = f"rIdChart{len(state.charts) + 1}"
    state.charts.append(_write_part(chart, relationship, writing))
    width, height = writing.layout.measure, _height(chart)
    described = f' descr="{escape(alt_text.alternative)}"' if alt_text.alternative else ""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{emu(width)}" cy="{emu(height)}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="{escape(alt_text.name)}"{described}/>'
        "<wp:cNvGraphicFramePr/><a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{relationship}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _write_part(chart: Chart, relationship: str, writing: WriteContext) -> ChartPart:
    across = chart.kind == "share"
    count = len(chart.bars)
    context = {
        **design_context(writing.theme, writing.layout),
        "sans_family": escape(families(writing.theme)[2]),
        "language": writing.language,
        "kind": chart.kind,
        "position": _position(chart),
        "series": _share_series(chart) if across else [_plain_series(chart)],
        "categories": [chart.unit] if across else [bar.label for bar in chart.bars],
        "category_cells": name_cell(1, 2) if across else _cells(1, 2, count + 1),
    }
    data = render_part("chart.xml.j2", context, writing.library)
    return ChartPart(relationship, data, write_workbook(_rows(chart)))


def _rows(chart: Chart) -> list[list[str | float]]:
    if chart.kind == "share":
        names = [bar.label for bar in chart.bars]
        return [["", *names], [chart.unit, *(bar.value for bar in chart.bars)]]
    rows: list[list[str | float]] = [["", chart.unit]]
    rows.extend([bar.label, bar.value] for bar in chart.bars)
    return rows


def _plain_series(chart: Chart) -> Series:
    points = tuple(_point(bar, place) for place, bar in enumerate(chart.bars))
    cells = _cells(2, 2, len(chart.bars) + 1)
    return Series(0, chart.unit, name_cell(2, 1), cells, _COLOURS[0], points)


def _share_series(chart: Chart) -> list[Series]:
    return [
        Series(
            place,
            bar.label,
            name_cell(place + 2, 1),
            name_cell(place + 2, 2),
            _COLOURS[place % len(_COLOURS)],
            (_point(bar, 0),),
        )
        for place, bar in enumerate(chart.bars)
    ]


def _point(bar: Bar, place: int) -> ChartPoint:
    value = write_number(bar.value)
    return ChartPoint(place, value, "" if bar.text == value else bar.text)


def _cells(column: int, first: int, last: int) -> str:
    return f"{name_cell(column, first)}:{name_cell(column, last).split('!')[1]}"


def _position(chart: Chart) -> str:
    """Where labels stand, by Word's names."""
    match chart.kind:
        case "bar" | "column":
            return "outEnd"
        case "line":
            return "t"
        case "share":
            return "ctr"
        case _:
            assert_never(chart.kind)


def _height(chart: Chart) -> Length:
    match chart.kind:
        case "bar":
            return _EDGE + _LINE * len(chart.bars)
        case "column" | "line":
            return _HEIGHT
        case "share":
            return _SHARE
        case _:
            assert_never(chart.kind)
