"""Numbers of headings in a house's template: what LibreOffice draws is what we wrote down."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from judges.libreoffice import Fields, convert_all, read_pages, update_fields
from octavo.commands.cli import run
from octavo.document import Block, Document, Heading, Paragraph, Reference, Section, Table, Text
from octavo.docx.inspection import inspect_file
from octavo.docx.numbering import HeadingNumbers, ListLevel, count_heading
from word.houses import furnish
from word.readback import fields, part, read_lines
from word.sample import PUBLICATION, row, say, words
from word.small_houses import (
    counted,
    heading,
    list_kind,
    list_level,
    list_number,
    small_template,
    style,
)


def section(id: str, title: str, number: int, *blocks: Block, label: str = "") -> Section:
    """A section with a part that has a part, and one more."""
    parts = (
        Heading(2, words(f"{title} at length")),
        say("Said."),
        Heading(3, words(f"{title} in detail")),
        say("Said."),
        Heading(2, words(f"{title} in short")),
        say("Said."),
    )
    return Section(id, title, "chapter", (*parts, *blocks), number=number, label=label)


POINTER = Paragraph(
    (
        *(Text("See "), Reference("quay", (), "section", "1"), Text(", ")),
        *(Reference("ferry", (), "section", "2"), Text(" and ")),
        *(Reference("panel", (), "section", "Panel"), Text(", ")),
        *(Reference("tab", (), "table", "1"), Text(".")),
    )
)
TABLE = Table(row("Boat", "Number"), (row("Ferry", "2"),), words("Boats"), "tab", 1)
BOOK = Document(
    PUBLICATION,
    (
        section("before", "Before", 0, POINTER),
        section("quay", "Quay", 1, TABLE),
        section("ferry", "Ferry", 2),
        section("between", "Between", 0),
        section("panel", "Crane", 3, label="Panel"),
        section("later", "Later", 7),
        section("latest", "Latest", 8),
    ),
)
OUTLINE = (
    list_level(0, "%1."),
    list_level(1, "%1.%2"),
    list_level(2, "%1.%2.%3"),
)
ALL = "".join(heading(level, counted(7, level - 1)) for level in (1, 2, 3))
SHAPES = {
    "not at all": small_template(heading(1) + heading(2)),
    "figures with a full stop": small_template(ALL, list_kind(*OUTLINE) + list_number()),
    "words": small_template(
        ALL,
        list_kind(list_level(0, "Chapter %1:", more='<w:suff w:val="space"/>'), *OUTLINE[1:])
        + list_number(),
    ),
    "words and a tab": small_template(
        heading(1, counted(7, 0)), list_kind(list_level(0, "Chapter %1")) + list_number()
    ),
    "only the second level": small_template(
        heading(1) + heading(2, counted(7, 1)), list_kind(*OUTLINE) + list_number()
    ),
    "only the second level, in a list of its own": small_template(
        heading(1) + heading(2, counted(7, 0)), list_kind(*OUTLINE) + list_number()
    ),
    "a second level based on the first": small_template(heading(1) + heading(2, based="Heading1")),
    "a second level that inherits the number": small_template(
        heading(1, counted(7, 0)) + heading(2, based="Heading1"),
        list_kind(*OUTLINE) + list_number(),
    ),
    "a contents heading that counts": small_template(
        ALL + style("TOCHeading", "TOC Heading", counted(7, 0)),
        list_kind(*OUTLINE) + list_number(),
    ),
    "a contents heading based on the first": small_template(
        ALL + style("TOCHeading", "TOC Heading", based="Heading1"),
        list_kind(*OUTLINE) + list_number(),
    ),
    "contents, captions and text that count": small_template(
        style("TOC1", "toc 1", counted(7, 0))
        + style("Caption", "caption", counted(7, 1))
        + style("BodyText", "Body Text", counted(7, 2)),
        list_kind(*OUTLINE) + list_number(),
    ),
    "Roman numerals": small_template(
        ALL,
        list_kind(
            list_level(0, "%1", "upperRoman"),
            list_level(1, "%2)", "lowerRoman"),
            list_level(2, "%1.%3", more="<w:isLgl/>"),
        )
        + list_number(),
    ),
    "letters": small_template(
        ALL,
        list_kind(list_level(0, "%1", "upperLetter"), list_level(1, "%2)", "lowerLetter"))
        + list_number(),
    ),
    "bullets": small_template(
        ALL, list_kind(list_level(0, "*", "bullet"), *OUTLINE[1:]) + list_number()
    ),
    "a style of lists": small_template(
        ALL
        + '<w:style w:type="numbering" w:styleId="Outline"><w:name w:val="Outline"/><w:pPr>'
        + counted(8)
        + "</w:pPr></w:style>",
        list_kind(id=7, more='<w:numStyleLink w:val="Outline"/>')
        + list_kind(*OUTLINE, id=8, more='<w:styleLink w:val="Outline"/>')
        + list_number()
        + list_number(8, 8),
    ),
    "another beginning": small_template(
        ALL, list_kind(list_level(0, "%1", start=4), *OUTLINE[1:]) + list_number()
    ),
}


@dataclass(frozen=True)
class Shown:
    """A Word file, what its fields show once LibreOffice has updated them, and what it draws."""

    data: bytes
    fields: Fields
    drawn: tuple[str, ...]


@pytest.fixture(scope="module")
def shown(libreoffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Shown]:
    """The book in each of the houses."""
    folder = tmp_path_factory.mktemp("numbers")
    made = {name: furnish(BOOK, house) for name, house in SHAPES.items()}
    files = [folder / f"{place}.docx" for place in range(len(made))]
    for file, data in zip(files, made.values(), strict=True):
        file.write_bytes(data)
    pages = [read_pages(pdf) for pdf in convert_all(libreoffice, files, "pdf", folder)]
    return {
        name: Shown(
            data,
            update_fields(libreoffice, file, folder),
            tuple(squeeze(line) for page in sides for line in page),
        )
        for (name, data), file, sides in zip(made.items(), files, pages, strict=True)
    }


def squeeze(text: str) -> str:
    """A text without its spaces, which are no letters on a page."""
    return "".join(text.replace("|", " ").split())


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_the_numbers_on_the_pages_are_those_of_contents_and_references(
    shown: dict[str, Shown], name: str
) -> None:
    house = shown[name]
    lines = read_lines(house.data)
    listed = [line.text.rpartition("|")[0] for line in lines if line.style in {"toc 1", "toc 2"}]

    assert [squeeze(line) for line, _ in house.fields.contents] == [squeeze(x) for x in listed]
    assert len(listed) == 21
    assert {squeeze(line) for line in listed} <= set(house.drawn)
    assert inspect_file(house.data) == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", SHAPES)
def test_references_and_captions_say_what_they_lead_to(shown: dict[str, Shown], name: str) -> None:
    house = shown[name]
    written = [(code.split(), " ".join(text.split())) for code, text in fields(house.data)]
    pairs = [(code[0], (code[1], text)) for code, text in written if code[1:]]
    (pointer,) = [line.text for line in read_lines(house.data) if line.text.startswith("See ")]

    assert list(house.fields.references) == sorted(p for kind, p in pairs if kind == "REF")
    assert list(house.fields.numbers) == sorted(p for kind, p in pairs if kind == "SEQ")
    assert squeeze(pointer) in "".join(house.drawn)
    assert squeeze("Table 1 Boats") in house.drawn


def list_contents(name: str) -> list[str]:
    """The contents as we write them in a house, without pages."""
    lines = read_lines(furnish(BOOK, SHAPES[name]))
    return [
        " ".join(line.text.rpartition("|")[0].replace("|", " ").split())
        for line in lines
        if line.style in {"toc 1", "toc 2"}
    ]


def point(name: str) -> str:
    """How the references read in a house."""
    (pointer,) = [
        line.text for line in read_lines(furnish(BOOK, SHAPES[name])) if line.text[:4] == "See "
    ]
    return pointer.replace("\u00a0", " ")


def test_a_house_that_says_chapter_has_it_in_the_contents_and_section_in_the_text() -> None:
    assert list_contents("words")[:6] == [
        "Before",
        "Before at length",
        "Before in short",
        "Chapter 1: Quay",
        "1.1 Quay at length",
        "1.2 Quay in short",
    ]
    assert point("words") == "See section 1, section 2 and Panel, Table 1."


def test_headings_that_count_as_sections_do_not_when_the_second_is_based_on_the_first() -> None:
    listed = list_contents("a second level based on the first")

    assert [line for line in listed if line[0].isdigit()] == [
        "1 Quay",
        "2 Ferry",
        "3 Crane",
        "7 Later",
        "8 Latest",
    ]


def test_a_house_that_numbers_the_second_level_alone_gets_the_first_in_the_same_list() -> None:
    assert list_contents("only the second level")[3:5] == ["1. Quay", "1.1 Quay at length"]
    assert point("only the second level").startswith("See section 1, section 2")


def test_roman_numerals_are_as_the_house_has_them() -> None:
    assert list_contents("Roman numerals")[3:9] == [
        "I Quay",
        "i) Quay at length",
        "ii) Quay in short",
        "II Ferry",
        "i) Ferry at length",
        "ii) Ferry in short",
    ]
    assert point("Roman numerals").startswith("See section I, section II")


def test_levels_begin_anew_below_the_level_that_they_name() -> None:
    once = replace(ListLevel("decimal", "%1.%2.%3"), restart=1)
    levels = (ListLevel("decimal", "%1"), ListLevel("decimal", "%1.%2"), once)
    never = replace(once, restart=0)

    def draw(last: ListLevel) -> list[str]:
        counts, numbers = [0] * 9, HeadingNumbers((0, 1, 2, None), (*levels[:2], last))
        return [count_heading(counts, numbers, level).text for level in (1, 2, 3, 2, 3, 1, 2, 3)]

    assert draw(once) == ["1", "1.1", "1.1.1", "1.2", "1.2.2", "2", "2.1", "2.1.1"]
    assert draw(never)[-1] == "2.1.3"


def test_letters_could_be_pieces_of_words_so_that_sections_get_figures() -> None:
    assert list_contents("letters")[3:6] == ["1 Quay", "Quay at length", "Quay in short"]


def test_numerals_go_on_behind_nine() -> None:
    def draw(written: str, count: int) -> str:
        counts, numbers = [count - 1], HeadingNumbers((0,), (ListLevel(written, "%1"),))
        return count_heading(counts, numbers, 1).text

    assert [draw("upperRoman", n) for n in (4, 14, 49, 1990)] == ["IV", "XIV", "XLIX", "MCMXC"]
    assert [draw("decimalZero", n) for n in (2, 12)] == ["02", "12"]


SOURCE = {
    "publication.yaml": """\
title: Harbour notes
language: en-GB
kind: Report
event: {name: The harbour day, place: Port Example, start: 2026-05-04, end: 2026-05-05}
imprint: {publisher: The Harbour Office, place: Port Example, year: "2026"}
audiences:
  crew:
    name: The crew
    question: What changes for us?
    purpose: note
    bottom_line: The quay opens earlier.
    so_what: [One hour more each day.]
sections: [body.md]
outputs: [{generator: word, options: {template: templates/house.docx, embed_fonts: false}}]
""",
    "body.md": """\
---
id: body
title: The quay
kind: chapter
---

We counted boats. {#body-q7mk}

## What they said

See [](#body).
""",
}


@pytest.mark.parametrize("name", ["words", "Roman numerals"])
def test_the_audit_knows_the_words_and_numbers_that_a_house_puts_before_headings(
    tmp_path: Path, name: str
) -> None:
    for file, text in SOURCE.items():
        (tmp_path / file).write_text(text)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "house.docx").write_bytes(SHAPES[name])

    assert run(["build", str(tmp_path), "--output", str(tmp_path / "made")]) == 0


def test_ordered_lists_have_the_figures_of_the_booklet_in_every_house() -> None:
    letters = list_kind(list_level(0, "%1)", "lowerLetter")) + list_number()
    figures = list_kind(list_level(0, "%1)")) + list_number()
    bullets = list_kind(list_level(0, "-", "bullet")) + list_number()
    named = style("ListNumber", "List Number", counted(7, 0))

    def find_number(lists: str) -> str:
        data = furnish(BOOK, small_template(named, lists))
        found = re.search(
            r'w:styleId="ListNumber">.*?<w:numId w:val="(\d+)"', part(data, "word/styles.xml")
        )
        assert found is not None
        return found[1]

    assert [find_number(one) for one in (letters, bullets)] == ["2", "2"]
    assert find_number(figures) not in {"1", "2", "3", "4", "5"}


def test_deeper_lists_are_the_deeper_levels_of_the_list_of_the_house() -> None:
    levels = (list_level(0, "-", "bullet"), list_level(1, "+", "bullet"), list_level(2, "%3"))
    named = style("ListBullet", "List Bullet", counted(7, 0))
    data = furnish(BOOK, small_template(named, list_kind(*levels) + list_number()))

    def find_list(id: str) -> tuple[str, str]:
        pattern = rf'w:styleId="{id}">.*?<w:ilvl w:val="(\d)"/><w:numId w:val="(\d+)"'
        found = re.search(pattern, part(data, "word/styles.xml"))
        assert found is not None
        return found[1], found[2]

    first, second, third = map(find_list, ("ListBullet", "ListBullet2", "ListBullet3"))

    assert (first[0], second[0]) == ("0", "1")
    assert first[1] == second[1] != "1"
    assert third == ("2", "1")


@pytest.mark.parametrize("id", ["ListBullet", "ListNumber"])
def test_each_level_of_a_list_stands_right_of_the_one_above(id: str) -> None:
    kind = "List Bullet" if id == "ListBullet" else "List Number"
    house = small_template(style(id, kind, '<w:ind w:left="1440" w:hanging="360"/>'))
    data = furnish(BOOK, house)
    styles = part(data, "word/styles.xml")

    def read_indent(rank: int, end: str) -> int:
        sheet = re.search(rf'w:styleId="{id}{end}">.*?</w:style>', styles)
        assert sheet is not None
        number = re.search(r'<w:numId w:val="(\d+)"', sheet[0])
        assert number is not None
        own = re.search(r'<w:ind w:left="(\d+)"', sheet[0])
        lists = part(data, "word/numbering.xml")
        (kept,) = re.findall(
            rf'<w:num w:numId="{number[1]}"[^>]*><w:abstractNumId w:val="(\d+)"', lists
        )
        (looks,) = re.findall(rf'<w:abstractNum w:abstractNumId="{kept}".*?</w:abstractNum>', lists)
        level = re.findall(r'<w:ind w:left="(\d+)"', looks)[rank]
        return int(own[1] if own else level)

    indents = [read_indent(rank, end) for rank, end in enumerate(("", "2", "3"))]
    assert indents == sorted(set(indents))
