"""Tables in a Word file: on which pages they stand, and how their numbers are aligned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from octavo.document import Aside, Cell, Document, Paragraph, Row, Table, Text
from octavo.document.problem import SourceError
from octavo.docx.elements import attribute, child, children, name_of, number
from octavo.docx.inspection import inspect_file
from octavo.word import WordOptions, generator
from word.making import make
from word.readback import part, root
from word.sample import DOCUMENT, LIBRARY


def say(text: str) -> Cell:
    """A cell that says something."""
    return Cell((Text(text),) if text else ())


def draw_table(columns: int, rows: int, cell: str = "1,234.5") -> Table:
    """A table of numbers whose heads are `Column 1` …"""
    head = Row((say("Row"), *(say(f"Column {place}") for place in range(1, columns))))
    body = (Row((say(f"Row {row}"), *[say(cell)] * (columns - 1))) for row in range(1, rows + 1))
    return Table(head, tuple(body))


def hold(*blocks: Paragraph | Table | Aside) -> Document:
    """A document of one section with the blocks."""
    section = replace(DOCUMENT.sections[0], id="one", points=(), blocks=blocks)
    return replace(DOCUMENT, sections=(section,), photos=(), abbreviations=())


def list_pages(data: bytes) -> list[tuple[int, bool]]:
    """Of each section of Word's: how many tables it has, and whether its pages lie across."""
    found: list[tuple[int, bool]] = []
    tables = 0
    for element in root(part(data, "word/document.xml")).iter(
        name_of("w:tbl"), name_of("w:sectPr")
    ):
        if element.tag == name_of("w:tbl"):
            tables += 1
        else:
            across = attribute(child(element, "w:pgSz"), "w:orient") == "landscape"
            found.append((tables, across))
            tables = 0
    return found


def read_insets(data: bytes, column: int) -> list[float]:
    """How far from the right edge of its cell each number of a column ends, in twips."""
    rows = list(root(part(data, "word/document.xml")).iter(name_of("w:tr")))[1:]
    cells = [tuple(children(row, "w:tc"))[column] for row in rows]
    looks = [child(child(cell, "w:p"), "w:pPr") for cell in cells]
    assert [attribute(child(look, "w:jc"), "w:val") for look in looks] == ["right"] * len(looks)
    return [number(child(look, "w:ind"), "w:right") or 0 for look in looks]


def test_a_wide_table_has_pages_across_and_the_text_goes_on_upright() -> None:
    text = Paragraph((Text("Words."),))

    data = make(hold(text, draw_table(14, 3), text, draw_table(3, 3)))

    assert list_pages(data)[-3:] == [(0, False), (1, True), (1, False)]
    assert inspect_file(data) == ()


def test_a_section_may_begin_and_end_with_a_wide_table() -> None:
    data = make(hold(draw_table(14, 3), draw_table(14, 3)))

    assert [pages for pages in list_pages(data) if pages[0]] == [(1, True), (1, True)]
    for paragraph in root(part(data, "word/document.xml")).iter(name_of("w:p")):
        assert len(list(paragraph.iter(name_of("w:sectPr")))) <= 1
    assert inspect_file(data) == ()


def test_a_title_stands_on_the_pages_across_that_begin_below_it() -> None:
    data = make(hold(draw_table(14, 3), Paragraph((Text("Words."),))))

    (found,) = root(part(data, "word/document.xml")).iter(name_of("w:tbl"))
    title = found.getprevious()
    assert title is not None
    assert attribute(child(child(title, "w:pPr"), "w:pStyle"), "w:val") == "Heading1"
    assert not list(title.iter(name_of("w:sectPr")))
    assert list_pages(data)[-2:] == [(1, True), (0, False)]
    assert inspect_file(data) == ()


def test_an_address_does_not_turn_its_table() -> None:
    address = "https://www.example.org/a/very/long/path/that/never/ends/in/any/line/at/all"
    head = Row((say("Name"), say("Institution"), say("Country")))
    rows = [Row((say("Jane Placeholder"), say(told), say("Belgium"))) for told in ("ESA", address)]

    assert not any(across for _, across in list_pages(make(hold(Table(head, tuple(rows))))))


def test_a_wide_table_in_a_box_stays_there_in_small_type() -> None:
    boxed = Aside((Text("A box"),), (draw_table(7, 2, "1,234,567.50"),))

    data = make(hold(boxed))

    assert not any(across for _, across in list_pages(data))
    assert 'w:val="TableTextSmall"' in part(data, "word/document.xml")


def test_numbers_end_so_that_their_decimal_marks_stand_below_each_other() -> None:
    numbers = ("1.5", "22.25", "333", "\N{EN DASH}", "4.75")
    rows = tuple(Row((say("a"), say(text))) for text in numbers)

    insets = read_insets(make(hold(Table(Row((say("Name"), say("Share"))), rows))), 1)

    assert insets[1] == insets[4] == 0
    assert 0 < insets[0] < insets[2] == insets[3]


def test_a_table_wider_than_a_page_across_is_refused_by_check_as_by_the_build() -> None:
    document = hold(draw_table(60, 2))

    assert generator.check is not None
    told = generator.check(document, WordOptions(embed_fonts=False), LIBRARY)
    with pytest.raises(SourceError) as caught:
        make(document)

    assert [problem.code for problem in told] == ["WRD008"]
    assert caught.value.problems == told


def test_a_head_of_two_rows_is_repeated_whole() -> None:
    below = Row((say("North"), say("South")))
    head = Row((replace(say("Boats"), columns=2), say("")))
    table = Table(head, (Row((say("12"), say("7"))),), more_heads=(below,))

    data = make(hold(table))

    rows = list(root(part(data, "word/document.xml")).iter(name_of("w:tr")))
    repeated = [child(child(row, "w:trPr"), "w:tblHeader") is not None for row in rows]
    assert repeated == [True, True, False]
    assert inspect_file(data) == ()
