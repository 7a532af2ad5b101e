"""Looks in a house's template: its colours and styles, and nothing of its Normal where it harms."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from judges.checkers import list_faults
from judges.libreoffice import convert, read_pages
from octavo.document import Bar, Chart, Document, Figure, Section, Statistic, Statistics
from octavo.docx.inspection import inspect_file
from word.houses import change, furnish
from word.readback import part, root, words
from word.sample import CHAPTER, DOCUMENT, PANEL, say, words as text
from word.small_houses import (
    NAMESPACES,
    PAGE,
    counted,
    heading,
    list_kind,
    list_level,
    list_number,
    small_template,
    style,
)

pytestmark = pytest.mark.slow

STYLES = "word/styles.xml"
SMALL = replace(DOCUMENT, sections=(CHAPTER, PANEL))
CHART = Figure(Chart("bar", (Bar("One", 1.0, "1"),), "people"), text("A chart"), "One.", "", "c", 1)
BRIEF = Document(
    DOCUMENT.publication,
    (Section("one", "One", "chapter", (say("Said."), CHART), number=1, label="Panel 1"),),
)
THEME = "application/vnd.openxmlformats-officedocument.theme+xml"


def themed(accents: tuple[str, str], styles: str = "") -> bytes:
    """A template with a theme of two accents."""
    slots = "".join(
        f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>'
        for slot, value in (
            ("dk1", "000000"),
            ("lt1", "FFFFFF"),
            ("dk2", "44546A"),
            ("lt2", "E7E6E6"),
            *zip(("accent1", "accent2"), accents, strict=True),
        )
    )
    theme = f'<a:theme {NAMESPACES}><a:themeElements><a:clrScheme name="x">{slots}</a:clrScheme>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme"
    relation = f'<Relationship Id="rId9" Type="{kind}" Target="theme/theme1.xml"/>'
    more = {"word/theme/theme1.xml": f"{theme}</a:themeElements></a:theme>".encode()}
    data = small_template(styles, more=more, relations=relation)
    kinds = (
        "</Types>",
        f'<Override PartName="/word/theme/theme1.xml" ContentType="{THEME}"/></Types>',
    )
    return change(data, {"[Content_Types].xml": kinds})


def colours(data: bytes) -> set[str]:
    """The colours that the styles and lists of a file name."""
    found = part(data, STYLES) + part(data, "word/numbering.xml")
    return set(re.findall(r'w:(?:color|fill|val)="([0-9A-F]{6})"', found))


def find(data: bytes, id: str) -> str:
    """The markup of a style."""
    found = re.search(
        rf'<w:style [^>]*w:styleId="{id}".*?</w:style>', part(data, STYLES), re.DOTALL
    )
    assert found is not None, id
    return found[0]


# ------------------------------------------------------------------------------ colours

OFFICE = [("4F81BD", "C0504D"), ("5B9BD5", "ED7D31"), ("4472C4", "ED7D31"), ("156082", "E97132")]


@pytest.mark.parametrize("accents", OFFICE)
def test_the_theme_that_a_program_gives_to_all_is_no_colour_of_a_house(
    accents: tuple[str, str],
) -> None:
    data = furnish(BRIEF, themed(accents))

    assert not colours(data) & {*accents, "44546A"}
    assert colours(data) <= {"000000", "595959", "F2F2F2", "BFBFBF", "FFFFFF"}
    assert (
        "schemeClr"
        not in part(data, "word/charts/chart1.xml").split("<c:plotArea>")[1].split("<c:dLbls>")[0]
    )


def test_colours_come_from_the_titles_and_headings_of_a_house_whose_theme_is_nobodys() -> None:
    red = style("Heading1", "heading 1", run='<w:color w:val="A6192E"/>')
    title = style("Title", "Title", run='<w:color w:val="FFFFFF"/>')
    data = furnish(BRIEF, themed(OFFICE[0], title + red))

    assert 'w:color w:val="A6192E"/>' in find(data, "Eyebrow")
    assert colours(data) <= {"000000", "595959", "F2F2F2", "BFBFBF", "FFFFFF", "A6192E"}
    assert 'srgbClr val="A6192E"' in part(data, "word/charts/chart1.xml")


def test_colours_come_from_its_tables_where_its_titles_are_black() -> None:
    table = (
        '<w:style w:type="table" w:customStyle="1" w:styleId="T"><w:name w:val="Our Table"/>'
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:fill="00558C"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )
    data = furnish(BRIEF, themed(OFFICE[2], table))

    assert "00558C" in find(data, "Eyebrow")
    assert "00558C" not in find(data, "Standfirst")


def test_a_theme_that_a_house_has_made_has_its_colours() -> None:
    assert 'w:themeColor="accent1"' in find(furnish(BRIEF, themed(("112233", "445566"))), "Eyebrow")


# ------------------------------------------------------------------------------ contents

RIGHT = '<w:tab w:val="right" w:leader="dot" w:pos="9072"/>'
LEFT = '<w:tab w:val="left" w:pos="660"/>'
MEASURE = 11906 - 2 * 1417
LINES = {
    "no tabs": "",
    "only the right one": f"<w:tabs>{RIGHT}</w:tabs>",
    "both": f"<w:tabs>{LEFT}{RIGHT}</w:tabs>",
    "one beyond the page": '<w:tabs><w:tab w:val="right" w:pos="12000"/></w:tabs>',
    "a hanging indent": '<w:ind w:left="1200" w:right="600" w:hanging="1200"/>',
    "many": f'<w:tabs>{LEFT}<w:tab w:val="center" w:pos="4000"/>{RIGHT}</w:tabs>',
}


def contents_house(name: str) -> bytes:
    """A house whose contents lines are as `LINES` says."""
    tabs = LINES[name]
    return small_template(
        heading(1, counted(7, 0))
        + heading(2, counted(7, 1))
        + style("TOC1", "toc 1", tabs)
        + style("TOC2", "toc 2", tabs)
        + style("TableofFigures", "table of figures", tabs),
        list_kind(list_level(0, "%1"), list_level(1, "%1.%2")) + list_number(),
    )


def contents_properties(data: bytes) -> list[tuple[str, str]]:
    """The text of each line of the contents, and its own properties."""
    lines = re.findall(
        r'<w:p><w:pPr><w:pStyle w:val="TOC[12]"/>(.*?)</w:pPr>(.*?)</w:p>',
        part(data, "word/document.xml"),
    )
    return [(words(root(f"<w:p {NAMESPACES}>{line}</w:p>")), tabs) for tabs, line in lines]


def test_tabs_of_contents_that_serve_stay_as_they_are() -> None:
    lines = contents_properties(furnish(SMALL, contents_house("both")))

    assert {tabs for line, tabs in lines if line[0].isdigit()} == {""}
    assert {line.split("|")[0] for line, tabs in lines if tabs} >= {"Index"}


@pytest.mark.parametrize("name", [name for name in LINES if name != "both"])
def test_each_line_of_contents_has_a_stop_for_its_page_and_one_for_its_number(name: str) -> None:
    lines = contents_properties(furnish(SMALL, contents_house(name)))

    for line, tabs in lines:
        stops = re.findall(r'w:val="(left|right|center)"[^>]*w:pos="(\d+)"', tabs)
        if name == "only the right one" and not line[0].isdigit():
            assert tabs == ""
            continue
        kinds = [kind for kind, _ in stops if kind != "clear"]
        assert kinds == [*["left"] * line[0].isdigit(), "right"], line
        assert stops[-1][1] == str(MEASURE)


@pytest.mark.slow
@pytest.mark.parametrize("name", LINES)
def test_page_numbers_stand_at_the_right_of_each_line_of_contents(
    libreoffice: str, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "house.docx"
    file.write_bytes(furnish(SMALL, contents_house(name)))
    pdf = convert(libreoffice, file, "pdf", tmp_path)
    (number,) = [n for n, lines in enumerate(read_pages(pdf)) if "Contents" in lines]
    page = PdfDocument(pdf)[number].get_textpage()
    boxes = [page.get_charbox(index) for index in range(page.count_chars())]
    edge = (11906 - 1417) / 20
    ends = {round(bottom) for _, bottom, right, _ in boxes if edge - 2 < right < edge + 2}

    assert len(ends) >= len(contents_properties(file.read_bytes()))


# ------------------------------------------------------------------------------ titles


def test_a_title_that_begins_a_page_takes_its_label_along() -> None:
    data = furnish(BRIEF, small_template(heading(1, "<w:pageBreakBefore/>")))
    document = part(data, "word/document.xml")

    assert '<w:pStyle w:val="Heading1"/><w:pageBreakBefore w:val="0"/>' in document
    assert "<w:pageBreakBefore/>" in find(data, "Heading1")


def test_a_picture_keeps_to_its_caption_and_is_whole_in_any_style_of_that_name() -> None:
    framed = '<w:framePr w:wrap="notBeside"/><w:spacing w:line="240" w:lineRule="exact"/>'
    figure = find(furnish(BRIEF, small_template(style("Figure", "Figure", framed))), "Figure")

    assert "<w:pPr><w:keepNext/>" in figure
    assert "framePr" not in figure
    assert 'w:line="240" w:lineRule="auto"' in figure


def test_large_numbers_are_set_smaller_before_they_take_another_row() -> None:
    figures = ("300", "29", "22")
    items = tuple(Statistic("fact", one, "of them", approximate=True) for one in figures)
    section = replace(BRIEF.sections[0], blocks=(Statistics(items, id="s"),))
    document = replace(BRIEF, sections=(section,))
    large = style("BodyText", "Body Text", run='<w:sz w:val="24"/>')
    shown = part(
        furnish(document, small_template(large, page=PAGE.replace("1417", "2400"))),
        "word/document.xml",
    )
    (numbers,) = re.findall(r"<w:tbl>(?:(?!<w:tbl>).)*StatisticNumber.*?</w:tbl>", shown)

    assert numbers.count("<w:tr>") == 1
    assert len(set(re.findall(r'<w:sz w:val="(\d+)"/>', numbers))) == 1


def test_a_title_that_the_house_hides_is_shown() -> None:
    hidden = style("Title", "Title", run="<w:vanish/><w:b/>")
    below = style("Subtitle", "Subtitle", based="Title")
    data = furnish(BRIEF, small_template(hidden + below))

    assert "vanish" not in part(data, STYLES)
    assert "<w:b/>" in find(data, "Title")


def test_what_stands_beside_a_title_stands_on_its_side() -> None:
    data = furnish(BRIEF, small_template(style("Title", "Title", '<w:jc w:val="center"/>')))

    for id in ("CoverKind", "Subtitle", "CoverText"):
        assert '<w:jc w:val="center"/>' in find(data, id)
        assert "w:ind" not in find(data, id)
    assert "w:jc" not in find(furnish(BRIEF, small_template()), "CoverKind")


@pytest.mark.parametrize(
    ("left", "inside"), [(2835, False), (1417, False), (850, True), (567, True)]
)
def test_numbers_stand_in_the_margin_only_where_it_has_room(left: int, inside: bool) -> None:
    large = style("Heading1", "heading 1", run='<w:sz w:val="40"/>')
    page = PAGE.replace('w:left="1417"', f'w:left="{left}"')
    data = furnish(BRIEF, small_template(large, page=page))
    numbering = part(data, "word/numbering.xml")
    found = re.search(r'w:val="Heading1"/>.*?<w:ind w:left="(\d+)" w:hanging="(\d+)"', numbering)
    assert found is not None
    indent, hanging = int(found[1]), int(found[2])

    assert (indent > 0) == inside
    assert hanging >= 600
    assert left - hanging + indent >= 450
    assert f'w:left="-{hanging}"' in find(data, "Header") or inside


# ------------------------------------------------------------------------------ text

NORMAL = (
    '<w:pPr><w:spacing w:after="0" w:line="480" w:lineRule="auto"/>'
    '<w:ind w:left="100" w:firstLine="720"/><w:jc w:val="both"/></w:pPr>'
)
TEXT = {
    "BodyText",
    "Normal",
    "ListParagraph",
    "Imprint",
    "FootnoteText",
    "EndnoteText",
    "Quote",
} | {
    *("KeyMessage", "Aside", "Definition"),
}
COUNTED = {"Heading1", "TOCHeading"}
"""Styles whose lists say where they stand."""


def resolve(data: bytes) -> dict[str, dict[str, str]]:
    """What the paragraphs of each style come to: alignment, first line, lines."""
    styles = {
        found[1]: found[0]
        for found in re.finditer(
            r'<w:style w:type="paragraph"[^>]*w:styleId="(\w+)".*?</w:style>',
            part(data, STYLES),
            re.DOTALL,
        )
    }

    def look(id: str, pattern: str) -> str:
        while id:
            found = re.search(pattern, styles[id])
            if found:
                return found[1]
            based = re.search(r'<w:basedOn w:val="(\w+)"', styles[id])
            id = based[1] if based else ""
        return ""

    return {
        id: {
            "side": look(id, r'<w:jc w:val="(\w+)"'),
            "first": look(id, r'<w:ind [^>]*w:(?:firstLine|hanging)="(\d+)"'),
            "line": look(id, r'<w:spacing [^>]*w:line="(\d+)"'),
        }
        for id in styles
    }


def test_what_normal_is_like_does_not_reach_the_styles_that_are_added() -> None:
    found = resolve(furnish(SMALL, small_template(normal=NORMAL)))
    apart = {id: look for id, look in found.items() if not id.startswith("List") and id not in TEXT}

    assert len(apart) > 25
    assert {id for id, look in apart.items() if look["side"] == "both"} == set()
    assert {id for id, look in apart.items() if look["first"] == "720"} == COUNTED
    assert {id for id, look in apart.items() if look["line"] == "480"} == set()


def test_the_text_is_as_the_house_has_its_text() -> None:
    found = resolve(furnish(SMALL, small_template(normal=NORMAL)))

    assert found["BodyText"] == {"side": "both", "first": "720", "line": "480"}
    assert found["ListContinue"]["side"] == "both"
    assert found["ListContinue"]["first"] == "0"


def test_a_justified_line_that_is_broken_by_hand_is_not_stretched() -> None:
    data = furnish(BRIEF, small_template(normal=NORMAL))

    assert "<w:compat><w:doNotExpandShiftReturn/>" in part(data, "word/settings.xml")


def test_paragraphs_stay_apart_where_the_house_says_nothing() -> None:
    assert 'w:after="' in find(furnish(BRIEF, small_template()), "BodyText")


# ------------------------------------------------------------------------------ tables

OUR = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="{0}"><w:name w:val="{0} Table"/><w:tblPr>'
    '<w:tblCellMar><w:left w:w="400" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="{1}"><w:tcPr><w:shd w:val="clear" w:fill="00558C"/></w:tcPr>'
    "</w:tblStylePr></w:style>"
)
CELL = '<w:tbl><w:tblPr><w:tblStyle w:val="{}"/></w:tblPr><w:tblGrid/></w:tbl><w:p/>'


def table_ground(template: bytes) -> str:
    """The colour of the heads of our tables in a template; empty without."""
    found = re.search(r'w:fill="(\w+)"', find(furnish(SMALL, template), "HouseTable"))
    return found[1] if found else ""


def test_tables_look_as_those_of_the_house() -> None:
    one, other = OUR.format("A", "firstRow"), OUR.format("B", "firstRow")
    two = one + other.replace("00558C", "112233")
    default = '<w:defaultTableStyle w:val="B"/>'

    assert table_ground(small_template(one)) == "00558C"
    assert table_ground(small_template(two)) == ""
    assert table_ground(small_template(two, settings=default)) == "112233"
    assert table_ground(small_template(two, body=CELL.format("A"), settings=default)) == "00558C"


def test_tables_of_a_house_keep_their_heads_and_bands_and_our_room() -> None:
    data = furnish(SMALL, small_template(OUR.format("A", "band1Horz")))

    assert 'w:noHBand="0"' in part(data, "word/document.xml")
    assert 'w:type="firstRow"' in find(data, "HouseTable")
    assert 'w:w="85"' in find(data, "HouseTable")
    assert inspect_file(data) == ()
    assert list_faults(data) == []


# ------------------------------------------------------------------------------ names


def test_a_style_of_another_kind_keeps_its_name_and_ours_gets_one_that_is_free() -> None:
    letters = (
        '<w:style w:type="character" w:styleId="Definition"><w:name w:val="Definition"/></w:style>'
    )
    data = furnish(SMALL, small_template(letters))

    assert 'w:type="character" w:styleId="DefinitionHouse"' in part(data, STYLES)
    assert '<w:name w:val="Definition 2"/>' in find(data, "Definition")
    assert list_faults(data) == []


def test_a_name_that_two_styles_have_is_that_of_the_first() -> None:
    twice = style("Caption", "caption", run="<w:b/>") + style("Caption1", "Caption", run="<w:i/>")
    data = furnish(SMALL, small_template(twice + style("Other", "Other", based="Caption1")))
    names = re.findall(r'<w:name w:val="([^"]*)"', part(data, STYLES))

    assert [name for name in names if name.casefold() == "caption"] == ["caption"]
    assert "<w:b/>" in find(data, "Caption")
    assert '<w:basedOn w:val="Caption"/>' in find(data, "Other")
