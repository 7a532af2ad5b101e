"""Charts that an editor can change: Word's own, with their numbers in a workbook."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

import pytest

from judges.openxml import validate
from octavo.document import Bar, Chart, Figure, Text
from octavo.document.problem import SourceError
from octavo.word import WordOptions, generator
from word.readback import part, parts
from word.sample import DOCUMENT, LIBRARY

KINDS: tuple[Literal["bar", "column", "line", "share"], ...] = ("bar", "column", "line", "share")
BARS = (Bar("Land & sea", 12.0, "12"), Bar("Air", 7.5, "about 7.5"), Bar("Space", 3.0, "3"))
SEVERAL = (
    Bar("2019", 3.0, "3"),
    Bar("", 5.0, "5"),
    Bar("2020", 4.0, "4"),
    Bar("", -2.5, "-2.5"),
)
FIVE = tuple(Bar("2019" if at == 0 else "", at, str(at)) for at in range(5)) * 2


def make(*charts: Chart) -> bytes:
    """A Word file with nothing but charts."""
    figures = tuple(
        Figure(chart, (Text(f"A {chart.kind}"),), "Values compared.", id=f"f{place}", number=place)
        for place, chart in enumerate(charts, 1)
    )
    section = replace(DOCUMENT.sections[0], blocks=figures)
    document = replace(DOCUMENT, sections=(section,), photos=(), abbreviations=())
    return generator.generate(document, WordOptions(embed_fonts=False), LIBRARY).data


def sheet(data: bytes, number: int) -> str:
    """The sheet of the workbook behind a chart."""
    workbook = parts(data)[f"word/embeddings/workbook{number}.xlsx"]
    with ZipFile(BytesIO(workbook)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_chart_is_one_of_words_own(kind: str) -> None:
    made = make(next(Chart(each, BARS, "people") for each in KINDS if each == kind))

    element = "lineChart" if kind == "line" else "barChart"
    assert f"<c:{element}>" in part(made, "word/charts/chart1.xml")
    assert '<c:chart r:id="rIdChart1"/>' in part(made, "word/document.xml")
    assert [name for name in parts(made) if "media/image" in name] == []


def test_the_workbook_holds_the_numbers_of_the_chart() -> None:
    made = make(Chart("column", BARS, "people"))
    cells = re.findall(r'<c r="(\w+)"[^>]*>(?:<is><t>|<v>)([^<]*)', sheet(made, 1))

    assert cells == [
        ("A1", ""),
        ("B1", "people"),
        ("A2", "Land &amp; sea"),
        ("B2", "12"),
        ("A3", "Air"),
        ("B3", "7.5"),
        ("A4", "Space"),
        ("B4", "3"),
    ]


def test_the_chart_names_the_cells_that_hold_its_numbers() -> None:
    chart = part(make(Chart("bar", BARS, "people")), "word/charts/chart1.xml")

    assert re.findall(r"<c:f>([^<]*)</c:f>", chart) == [
        "Sheet1!$B$1",
        "Sheet1!$A$2:$A$4",
        "Sheet1!$B$2:$B$4",
    ]


def test_the_parts_of_a_share_are_series_of_one_value_each() -> None:
    chart = part(make(Chart("share", BARS, "people")), "word/charts/chart1.xml")

    assert re.findall(r"<c:f>([^<]*)</c:f>", chart) == [
        cells
        for column in "BCD"
        for cells in (f"Sheet1!${column}$1", "Sheet1!$A$2", f"Sheet1!${column}$2")
    ]
    assert '<c:grouping val="percentStacked"/>' in chart


def test_a_value_is_labelled_as_the_source_prints_it() -> None:
    chart = part(make(Chart("bar", BARS, "people")), "word/charts/chart1.xml")

    assert re.findall(r'<c:dLbl><c:idx val="(\d)"/>.*?<a:t>([^<]*)</a:t>', chart) == [
        ("1", "about 7.5")
    ]


@pytest.mark.parametrize("kind", ["bar", "column", "line", "share"])
def test_no_label_of_a_value_has_two_lines(kind: Literal["bar", "column", "line", "share"]) -> None:
    chart = Chart(kind, (Bar("Few", 12.0, "12"), Bar("Many", 1234567.0, "1,234,567")), "people")
    labels = re.findall(
        r"<c:dLbls>.*?</c:dLbls>", part(make(chart), "word/charts/chart1.xml"), re.DOTALL
    )

    assert labels
    for label in labels:
        assert label.count("<a:bodyPr") == label.count('<a:bodyPr wrap="none"/>') > 0


def test_a_chart_without_values_is_a_problem() -> None:
    with pytest.raises(SourceError, match="a chart needs at least one value"):
        make(Chart("bar", (), "people"))


def test_more_values_than_a_page_holds_are_a_problem() -> None:
    bars = tuple(Bar(f"Bar {at}", 1.0, "1") for at in range(150))

    with pytest.raises(SourceError, match=r"holds \d\d labels of a chart; this one has 150"):
        make(Chart("bar", bars, "people"))


def test_columns_without_room_for_their_labels_are_bars() -> None:
    bars = tuple(Bar("Telecommunications", at, str(at)) for at in range(1, 13))

    assert '<c:barDir val="bar"/>' in part(make(Chart("column", bars)), "word/charts/chart1.xml")


def test_each_series_has_a_column_of_the_workbook_and_a_look_of_its_own() -> None:
    made = make(Chart("column", SEVERAL, "people", ("Army", "Navy")))
    chart = part(made, "word/charts/chart1.xml")

    assert re.findall(r"<c:f>([^<]*)</c:f>", chart) == [
        cells
        for column in "BC"
        for cells in (
            f"Sheet1!${column}$1",
            "Sheet1!$A$2:$A$3",
            f"Sheet1!${column}$2:${column}$3",
        )
    ]
    assert len(set(re.findall(r"<c:spPr><a:solidFill>(.*?)</a:solidFill></c:spPr>", chart))) == 2
    assert re.findall(r'r="(C\d)"[^>]*>(?:<is><t>|<v>)([^<]*)', sheet(made, 1)) == [
        ("C1", "Navy"),
        ("C2", "5"),
        ("C3", "-2.5"),
    ]


def test_values_of_several_lines_stand_in_a_table() -> None:
    lines = tuple(replace(bar, text=bar.text.replace("-", "\N{MINUS SIGN}")) for bar in SEVERAL)
    chart = part(make(Chart("line", lines, "", ("Army", "Navy"))), "word/charts/chart1.xml")

    assert chart.count("<c:dTable>") == 1
    assert "<c:dLbls>" not in chart


def test_labels_of_many_bars_are_as_small_as_it_takes() -> None:
    bars = tuple(Bar(f"Bar {at}", 1.0, "1") for at in range(51))
    few, many = (
        re.findall(
            r'<c:catAx>.*?sz="(\d+)"', part(make(Chart("bar", one)), "word/charts/chart1.xml")
        )
        for one in (bars[:5], bars)
    )

    assert int(many[0]) < int(few[0])
    assert int(many[0]) >= 700


def test_labels_stand_clear_of_values_below_zero() -> None:
    chart = part(make(Chart("column", SEVERAL, "", ("Army", "Navy"))), "word/charts/chart1.xml")

    assert '<c:tickLblPos val="low"/>' in chart
    assert "<c:min val" not in chart


@pytest.mark.slow
def test_the_validator_finds_nothing_wrong_with_charts(openxml: Path) -> None:
    series = ("Army", "Navy")
    lines = tuple(replace(bar, text=bar.text.replace("-", "\N{MINUS SIGN}")) for bar in SEVERAL)
    made = make(
        *(Chart(kind, BARS, "people") for kind in KINDS),
        *(Chart(kind, SEVERAL, "people", series) for kind in KINDS[:3]),
        *(Chart(kind, FIVE, "", ("a", "b", "c", "d", "e")) for kind in KINDS[:3]),
        Chart("line", lines, "", series),
        Chart("bar", BARS),
    )

    assert validate(openxml, {"charts": made}) == {"charts": []}
