"""Charts as Word's own, with a workbook that holds their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, assert_never

from octavo.document import Bar, Chart, Document, Figure
from octavo.document.length import Length, pt
from octavo.document.problem import Problem, Severity, SourceError, Span
from octavo.document.walk import query
from octavo.docx.faces import families
from octavo.docx.layout import Layout, emu
from octavo.docx.markup import escape
from octavo.docx.part_state import ChartPart, WriteContext, count_drawing
from octavo.docx.pictures import AltText
from octavo.docx.template import design_context, render_part
from octavo.docx.workbook import name_cell, write_number, write_workbook
from octavo.style.numbers import format_number
from octavo.style.words import Conventions

ChartKind: TypeAlias = Literal["bar", "column", "line", "share"]

_LINE = pt(26)
"""Height of one bar, with its share of the space between bars: two lines of 9 pt with air, so that
a label of two lines does not meet the next."""
_FURTHER = pt(12)
"""What each further series adds to that: a line of 9 pt, so that values at bars do not meet."""
_LEAST, _LEAST_BAR = pt(11.5), pt(8.5)
"""Height of a label, and of each of its bars, where as many stand on a page as it holds: of letters
of 7 pt, and of the digits at a bar. 51 labels then fill A4; more would have smaller letters."""
_LABEL_LINE = 1.6
"""Height of a label of a bar, in type sizes: with 1.35 LibreOffice leaves out every second label,
whatever the file says of that."""
_TABLE_ROW = pt(14)
"""Height of a row of the table below lines: a line of 9 pt and its rule."""
_EDGE = pt(16)
"""What a chart takes above and below its bars together: eight points at each side, so that the
outer bars are as thick as the others."""
_HEIGHT = pt(170)
"""Of a chart whose values stand side by side: 60 mm, a fifth of A4, and about 2.6 times as wide, so
that a rise looks neither steep nor flat and text stays on the page beside it."""
_SHARE = pt(96)
"""Height of the one bar of shares with its legend: 34 mm, for the bar and a legend of up to two
lines below it."""
CAPTION = pt(64)
"""What a page keeps for the caption and the credit of its chart: four lines."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one series looks; no two are alike where colours become greys."""

    colour: str
    """Of the theme, by Word's name."""
    fill: Literal["solid", "light", "outline", "hatched"] = "solid"
    dash: str = "solid"
    """Of its line, by Word's name."""
    marker: str = "circle"


_LOOKS = (
    Look("accent1"),
    Look("accent1", "light", "sysDot", "square"),
    Look("tx2", dash="dash", marker="triangle"),
    Look("accent1", "outline", "lgDashDot", "diamond"),
    Look("tx2", "hatched", "sysDash", "x"),
)
"""Of the series, in turn, as the booklet's."""
_PARTS = tuple(map(Look, ("accent1", "accent2", "accent4", "tx2", "accent3", "accent5")))
"""Of the parts of a share, in turn."""


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One value, as a chart part holds it."""

    place: int
    value: str
    label: str
    """As it is printed, where that is not just the value; else empty."""
    negative: bool


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one look."""

    place: int
    name: str
    name_cell: str
    value_cells: str
    look: Look
    position: str
    """Where labels stand, by Word's name."""
    points: tuple[ChartPoint, ...]


def list_unfit_charts(document: Document, writing: WriteContext) -> Iterator[Problem]:
    """The charts of the document that no page of so much room holds."""
    for figure in query(document.sections, Figure):
        fault = isinstance(figure.artwork, Chart) and _find_fault(
            figure.artwork, figure.width, writing, figure.span
        )
        if fault:
            yield fault


def _find_fault(
    chart: Chart, share: float, writing: WriteContext, span: Span | None
) -> Problem | None:
    count = len(chart.groups)
    most = int((_find_room(writing.layout) - _EDGE) / _least_row(chart))
    if count <= most or _choose_kind(chart, share, writing) != "bar":
        return None
    message = f"a page of the Word version holds {most} labels of a chart; this one has {count}"
    hint = "make two charts of it"
    return Problem(Severity.ERROR, "WRD005", message, span, hint)


def _find_room(layout: Layout) -> Length:
    return layout.height - layout.top - layout.bottom - CAPTION


def _least_row(chart: Chart) -> Length:
    return max(_LEAST, _LEAST_BAR * max(1, len(chart.series)))


def _choose_kind(chart: Chart, share: float, writing: WriteContext) -> ChartKind:
    """The kind of chart that has room for its words: what is asked for, or else bars."""
    from octavo.artwork.charts import draw_as_asked
    from octavo.artwork.faults import CannotDrawError
    from octavo.fonts.faces import load_faces

    theme, layout = writing.theme, writing.layout
    width = layout.measure * share / layout.scale
    try:
        drawn = draw_as_asked(chart, width, theme, load_faces(theme, writing.conventions))
    except CannotDrawError:
        return chart.kind
    return chart.kind if drawn else "bar"


def place_chart(
    chart: Chart,
    share: float,
    alt_text: AltText,
    writing: WriteContext,
    span: Span | None = None,
) -> str:
    """The run with `chart` on a share of the measure, its part and its workbook kept in the state.

    Raises `SourceError` when it has no values, or more than a page has room for.
    """
    layout = writing.layout
    if fault := _find_fault(chart, share, writing, span):
        raise SourceError((fault,))
    kind = _choose_kind(chart, share, writing)
    chart = replace(chart, unit=chart.unit or alt_text.name, kind=kind)
    state = writing.state
    number = count_drawing(state)
    relationship = f"rIdChart{len(state.charts) + 1}"
    state.charts.append(_write_part(chart, relationship, writing))
    width, height = layout.measure * share, _height(chart, layout, writing.conventions)
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


def measure_chart(chart: Chart, share: float, writing: WriteContext) -> Length:
    """How high the chart is on a share of the measure."""
    kind = _choose_kind(chart, share, writing)
    return _height(replace(chart, kind=kind), writing.layout, writing.conventions)


def _find_family(writing: WriteContext) -> str:
    """The face of a chart's words: ours, or none, for that of the text, in a house's template."""
    return escape(families(writing.theme)[2]) if writing.layout.trust == 1 else ""


def _write_part(chart: Chart, relationship: str, writing: WriteContext) -> ChartPart:
    across = chart.kind == "share"
    groups = chart.groups
    series = _share_series(chart) if across else _list_series(chart)
    context = {
        **design_context(writing.theme, writing.layout),
        "sans_family": _find_family(writing),
        "literal": writing.state.definitions.looks.charts,
        "language": writing.language,
        "kind": chart.kind,
        "series": series,
        "several": len(chart.series) > 1,
        "signed": any(bar.value < 0 for bar in chart.bars),
        "tabled": _is_tabled(chart, writing.conventions),
        "label_size": _label_size(chart, writing),
        "categories": [chart.unit] if across else [group[0].label for group in groups],
        "category_cells": name_cell(1, 2) if across else _cells(1, 2, len(groups) + 1),
    }
    data = render_part("chart.xml.j2", context, writing.library)
    return ChartPart(relationship, data, write_workbook(_rows(chart)))


def _is_tabled(chart: Chart, language: Conventions) -> bool:
    """Whether values stand in a table below: plain numbers of lines, whose labels would meet."""
    plain = all(bar.text == format_number(bar.value, language) for bar in chart.bars)
    return chart.kind == "line" and len(chart.series) > 1 and plain


def _label_size(chart: Chart, writing: WriteContext) -> int:
    """The size of the labels, in hundredths of a point: as much as bars leave between them."""
    size = writing.theme.scale.small * writing.layout.scale
    if chart.kind == "bar":
        pitch = (_height(chart, writing.layout, writing.conventions) - _EDGE) / len(chart.groups)
        size = min(size, pitch / _LABEL_LINE)
    return round(size * 2) * 50


def _rows(chart: Chart) -> list[list[str | float]]:
    if chart.kind == "share":
        names = [bar.label for bar in chart.bars]
        return [["", *names], [chart.unit, *(bar.value for bar in chart.bars)]]
    rows: list[list[str | float]] = [["", *(chart.series or (chart.unit,))]]
    rows.extend([group[0].label, *(bar.value for bar in group)] for group in chart.groups)
    return rows


def _list_series(chart: Chart) -> list[Series]:
    names = chart.series or (chart.unit,)
    last = len(chart.groups) + 1
    return [
        Series(
            place,
            name,
            name_cell(place + 2, 1),
            _cells(place + 2, 2, last),
            _LOOKS[place],
            _position(chart, place),
            tuple(_point(bar, at) for at, bar in enumerate(bars)),
        )
        for place, (name, bars) in enumerate(
            zip(names, zip(*chart.groups, strict=True), strict=True)
        )
    ]


def _share_series(chart: Chart) -> list[Series]:
    return [
        Series(
            place,
            bar.label,
            name_cell(place + 2, 1),
            name_cell(place + 2, 2),
            _PARTS[place % len(_PARTS)],
            "ctr",
            (_point(bar, 0),),
        )
        for place, bar in enumerate(chart.bars)
    ]


def _point(bar: Bar, place: int) -> ChartPoint:
    value = write_number(bar.value)
    return ChartPoint(place, value, "" if bar.text == value else bar.text, bar.value < 0)


def _cells(column: int, first: int, last: int) -> str:
    return f"{name_cell(column, first)}:{name_cell(column, last).split('!')[1]}"


def _position(chart: Chart, place: int) -> str:
    """Where the labels of a series stand, by Word's names: of lines above and below in turn."""
    if chart.kind != "line":
        return "outEnd"
    return "b" if place % 2 else "t"


def _height(chart: Chart, layout: Layout, language: Conventions) -> Length:
    match chart.kind:
        case "bar":
            row = _LINE + _FURTHER * max(0, len(chart.series) - 1)
            return min(_EDGE + row * len(chart.groups), _find_room(layout))
        case "column" | "line":
            rows = len(chart.series) if _is_tabled(chart, language) else 0
            return _HEIGHT + _TABLE_ROW * rows
        case "share":
            return _SHARE
        case _:
            assert_never(chart.kind)
