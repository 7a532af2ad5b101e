"""The words of a document, read back from the Word file."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import docx
import pytest

from octavo.document import Emphasis, Foreign, Item, Listing, Paragraph, Quote, Strong, Text
from octavo.docx.elements import child, children, is_on, name_of
from word.making import make
from word.marked import read_marked
from word.readback import Line, part, read_lines, root, tables, words
from word.sample import DOCUMENT, LIBRARY, LONG, say


@pytest.fixture(scope="module")
def lines(sample: bytes) -> list[Line]:
    """The paragraphs of the sample."""
    return read_lines(sample)


def between(lines: list[Line], first: str, last: str) -> list[tuple[str, str]]:
    """Style and text of the paragraphs from the last one that says `first` to that of `last`."""
    texts = [line.text for line in lines]
    start = len(texts) - 1 - texts[::-1].index(first)
    end = texts.index(last, start)
    return [(line.style, line.text) for line in lines[start : end + 1]]


def test_the_cover_says_what_when_and_where(lines: list[Line]) -> None:
    assert [(line.style, line.text) for line in lines[:6]] == [
        ("Cover Kind", "Conference proceedings"),
        ("Title", "Every Kind of Node"),
        ("Subtitle", "A document for tests & trials"),
        ("Cover Text", "The First Gathering of Nodes"),
        ("Cover Text", "Toulouse, 28–30 April 2025"),
        ("Cover Text", "House of Tests"),
    ]


def test_the_imprint_says_who_publishes_and_on_what_terms(lines: list[Line]) -> None:
    assert between(
        lines, "Every Kind of Node: A document for tests & trials", "Reuse is free."
    ) == [
        ("Imprint Title", "Every Kind of Node: A document for tests & trials"),
        (
            "Imprint",
            "Conference proceedings, The First Gathering of Nodes, Toulouse, 28–30 April 2025",
        ),
        ("Imprint", "First edition, House of Tests, Toulouse, 2025"),
        ("Imprint", "ISBN 978-0-00-000000-2 (PDF)"),
        ("Imprint", "ISBN 978-0-00-000000-9 (Word)"),
        ("Imprint", "DOI 10.0000/test"),
        ("Imprint", "https://example.org/every-kind-of-node"),
        ("Imprint", "Text in the public domain."),
        ("Imprint", "Reuse is free."),
    ]


def test_a_section_begins_with_title_standfirst_and_key_messages(lines: list[Line]) -> None:
    second = "The second message is longer, so that it runs over the end of the line " * 2

    assert between(lines, "A Chapter with Everything in It", LONG) == [
        ("Heading 1", "A Chapter with Everything in It"),
        (
            "Standfirst",
            "One sentence says what the chapter is about and why one should go on reading.",
        ),
        ("Key Message Heading", "Key messages"),
        ("Key Message", "The first message is short."),
        ("Key Message", second),
        ("Body Text", LONG),
    ]


def test_a_point_that_is_no_key_message_is_not_shown(lines: list[Line]) -> None:
    assert [line for line in lines if "briefings only" in line.text] == []


def test_a_label_stands_above_the_title_and_not_in_it(lines: list[Line]) -> None:
    following = "Figures follow: numbers, drawings of each kind, a map, a chart and a picture."

    assert between(lines, "Panel 1", following) == [
        ("Eyebrow", "Panel 1"),
        ("Heading 1", "What the Panel Showed"),
        ("Body Text", following),
    ]


def test_inlines_come_out_in_order_with_references_and_facts_as_words(lines: list[Line]) -> None:
    (found,) = [line.text for line in lines if line.text.startswith("Plain, ")]

    assert found == (
        "Plain, strong, stressed, both, a link, a note, MDO, about 300 people, "
        "Figure\u00a02, Table\u00a01, section\u00a01, Panel 1, the foreword, indexed, a line/"
        "that ends; 5 < 6 & 7 > 6, “quoted”."
    )


def test_strong_and_stressed_words_are_bold_and_italic(sample: bytes) -> None:
    (found,) = [
        p for p in docx.Document(BytesIO(sample)).paragraphs if p.text.startswith("Plain, ")
    ]

    assert [(run.text, run.bold, run.italic) for run in found.runs[:8:2]] == [
        ("Plain, ", None, None),
        (", ", None, None),
        (", ", None, None),
        (", ", None, None),
    ]
    assert [(run.text, run.bold, run.italic) for run in found.runs[1:6:2]] == [
        ("strong", True, None),
        ("stressed", None, True),
        ("both", True, True),
    ]


def test_stress_within_a_quotation_is_upright(sample: bytes) -> None:
    (found,) = [p for p in docx.Document(BytesIO(sample)).paragraphs if p.text.startswith("Quoted")]

    assert [(run.text, run.italic) for run in found.runs] == [
        ("Quoted with ", None),
        ("stress", False),
        (".", None),
    ]


def test_lists_have_the_styles_of_their_levels(lines: list[Line]) -> None:
    assert between(lines, "First bullet", "Eight") == [
        ("List Bullet", "First bullet"),
        ("List Continue", "and its second paragraph"),
        ("List Bullet", "Second bullet"),
        ("List Bullet 2", "an inner bullet"),
        ("List Number", "One"),
        ("List Number", "Two"),
        ("List Number", "Seven"),
        ("List Number 2", "letter a"),
        ("List Number", "Eight"),
    ]


def test_definitions_quotations_and_pull_quotes_have_styles(lines: list[Line]) -> None:
    assert between(lines, "Definitions", "A strong sentence, set large so that it is seen.") == [
        ("Heading 3", "Definitions"),
        ("Definition Term", "Node"),
        ("Definition", "A thing in a tree."),
        ("Heading 4", "Quotations"),
        ("Quote", "Quoted with stress."),
        ("Intense Quote", "A strong sentence, set large so that it is seen."),
    ]


def test_who_signs_stands_first_and_the_post_below(lines: list[Line]) -> None:
    assert between(lines, "Ada Example", "Director, House of Tests") == [
        ("Signature Name", "Ada Example"),
        ("Signature", "Director, House of Tests"),
    ]


def test_a_table_has_all_its_cells_under_a_header_that_repeats(sample: bytes) -> None:
    table = next(table for table in tables(sample) if table.cell(0, 0).text == "What")

    assert len(table.rows) == 9
    assert [cell.text for cell in table.rows[0].cells] == [
        "What",
        "Who will do it, with whom and by which means",
        "Year",
    ]
    assert [row.cells[2].text for row in table.rows[1:]] == [str(2025 + n) for n in range(1, 9)]


def test_the_header_of_a_table_repeats_and_no_row_breaks(sample: bytes) -> None:
    document = root(part(sample, "word/document.xml"))
    table = next(t for t in document.iter(name_of("w:tbl")) if words(t).startswith("WhatWho"))
    properties = [child(row, "w:trPr") for row in children(table, "w:tr")]

    assert [is_on(each, "w:tblHeader") for each in properties] == [True] + [None] * 8
    assert [is_on(each, "w:cantSplit") for each in properties] == [True] * 9


def test_statistics_are_numbers_with_their_labels(lines: list[Line]) -> None:
    assert between(lines, "about 300", "days") == [
        ("Statistic Number", "about 300"),
        ("Statistic Label", "participants"),
        ("Statistic Number", "29"),
        ("Statistic Label", "countries"),
        ("Statistic Number", "22"),
        ("Statistic Label", "sponsors"),
        ("Statistic Number", "3"),
        ("Statistic Label", "days"),
    ]


def test_a_figure_has_its_caption_and_its_credit_below(lines: list[Line]) -> None:
    at = next(
        n for n, line in enumerate(lines) if line.style == "Caption" and "pillars" in line.text
    )

    assert [(line.style, line.text) for line in lines[at - 1 : at + 2]] == [
        ("Figure", ""),
        ("Caption", "Figure\u00a02\u2002Four pillars"),
        ("Credit", "Drawn for this edition"),
    ]


def test_photographs_that_are_not_supplied_are_listed_and_said_to_be_missing(sample: bytes) -> None:
    (register,) = [table for table in tables(sample) if table.cell(0, 0).text == "No."]

    assert [[cell.text for cell in row.cells] for row in register.rows] == [
        ["No.", "Caption", "Credit"],
        ["1", "The opening", "House of Tests"],
        ["2", "The closing", "House of Tests"],
    ]
    assert any("not part of this edition" in line.text for line in read_lines(sample))


def test_abbreviations_are_listed_with_their_meanings(sample: bytes) -> None:
    (found,) = [table for table in tables(sample) if table.cell(0, 0).text == "Short form"]

    assert [cell.text for cell in found.rows[1].cells] == ["MDO", "Multi-Domain Operations"]


def test_a_note_stands_in_the_part_of_the_notes(sample: bytes) -> None:
    notes = root(part(sample, "word/footnotes.xml"))

    assert words(notes).split("|")[-1] == "What the note says, in its own way."


def test_no_paragraph_is_empty_but_those_that_word_needs(lines: list[Line]) -> None:
    empty = [line.style for line in lines if not line.text]

    assert sorted(empty) == ["Code"] + ["Figure"] * 5 + ["Normal"] * 4


def test_stress_in_a_list_inside_a_quotation_is_italic() -> None:
    stressed = Paragraph((Text("said "), Emphasis((Text("twice"),))))
    quote = Quote((Listing((Item((stressed,)),)),))
    section = replace(DOCUMENT.sections[0], blocks=(say("First."), quote))

    said = read_marked(make(replace(DOCUMENT, sections=(section,)), LIBRARY))
    assert Line("List Bullet 2", "said _twice_") in said


def test_words_in_another_language_have_words_name_for_it() -> None:
    foreign = Foreign((Text("fait "), Strong((Text("accompli"),))), "fr")
    block = Paragraph((Text("Such a "), foreign, Foreign((Text(" bleibt"),), "de-AT")), "one")
    section = replace(DOCUMENT.sections[0], blocks=(block,))
    data = make(replace(DOCUMENT, sections=(section,)))
    runs = re.findall(
        r'<w:rPr>((?:(?!</w:rPr>).)*<w:lang w:val="([^"]+)"/>)</w:rPr><w:t [^>]*>([^<]*)<',
        part(data, "word/document.xml"),
    )

    assert [(language, text) for _, language, text in runs] == [
        ("fr-FR", "fait "),
        ("fr-FR", "accompli"),
        ("de-AT", " bleibt"),
    ]
    assert "<w:b/>" in runs[1][0]
