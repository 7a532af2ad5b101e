"""Contents, captions and references: alive, and filled."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from octavo.document import Item, Link, Listing, Paragraph, Text
from octavo.document.problem import Span
from octavo.docx.inlines import list_lost_tooltips
from octavo.docx.markup import outer_link
from octavo.word import WordOptions, generator
from word.readback import fields, part, read_lines
from word.sample import DOCUMENT, LIBRARY


def test_the_contents_list_has_every_heading_of_two_levels(sample: bytes) -> None:
    entries = [line.text for line in read_lines(sample) if line.style in {"toc 1", "toc 2"}]

    assert [re.sub(r"\|\d+$", "", entry) for entry in entries] == [
        "Foreword",
        "1|A Chapter with Everything in It",
        "Lists, and how they count",
        "Tables",
        "2|What the Panel Showed",
        "Photographs",
        "Abbreviations",
        "Index",
    ]
    assert all(re.search(r"\|[1-9]\d*$", entry) for entry in entries)


def test_page_numbers_never_fall_in_the_contents(sample: bytes) -> None:
    styles = {"toc 1", "toc 2"}
    pages = [int(line.text.split("|")[-1]) for line in read_lines(sample) if line.style in styles]

    assert pages == sorted(pages)


def test_the_list_of_figures_has_every_caption(sample: bytes) -> None:
    entries = [line.text for line in read_lines(sample) if line.style == "table of figures"]

    assert [entry.split("|")[0] for entry in entries] == [
        "Figure\u00a01\u2002The gathering in numbers",
        "Figure\u00a02\u2002Four pillars",
        "Figure\u00a03\u2002The place",
        "Figure\u00a04\u2002A comparison",
        "Figure\u00a05\u2002A dot",
        "Figure\u00a06\u2002Orbits",
        "Table\u00a01\u2002A plan with a header that repeats",
    ]


def test_the_lists_are_fields_that_word_can_update(sample: bytes) -> None:
    lists = [code for code, _ in fields(sample) if code.startswith("TOC")]

    assert lists == ['TOC \\o "1-2" \\h \\z', 'TOC \\h \\z \\c "Figure"', 'TOC \\h \\z \\c "Table"']


def test_captions_are_counted_by_word(sample: bytes) -> None:
    counted = [(code, shown) for code, shown in fields(sample) if code.startswith("SEQ")]

    assert counted == [
        ("SEQ Table \\* ARABIC", "1"),
        *(("SEQ Figure \\* ARABIC", str(number)) for number in range(1, 7)),
    ]


def test_references_are_fields_that_show_label_and_number(sample: bytes) -> None:
    shown = [(code.split()[2:], text) for code, text in fields(sample) if code.startswith("REF")]

    assert shown == [
        (["\\h"], "Figure\u00a02"),
        (["\\h"], "Table\u00a01"),
        (["\\r", "\\h"], "1"),
        (["\\h"], "Panel 1"),
    ]


def test_a_reference_in_ones_own_words_is_a_link(sample: bytes) -> None:
    document = part(sample, "word/document.xml")

    (name,) = re.findall(
        r'<w:hyperlink w:anchor="(\w+)" w:history="1"><w:r><w:t xml:space="preserve">the foreword<',
        document,
    )
    assert f'w:name="{name}"' in document


def test_heads_name_the_section_and_the_publication(sample: bytes) -> None:
    heads = [f"word/header{number}.xml" for number in (2, 3, 4)]

    assert [fields(sample, head) for head in heads] == [
        [],
        [("PAGE", "1"), ("STYLEREF 1", "Every Kind of Node")],
        [("PAGE", "1")],
    ]
    assert "Every Kind of Node" in part(sample, "word/header4.xml")


def test_no_field_asks_to_be_updated(sample: bytes) -> None:
    assert "w:dirty" not in part(sample, "word/document.xml")
    assert "updateFields" not in part(sample, "word/settings.xml")


def test_section_numbers_are_numbering_and_not_typed(sample: bytes) -> None:
    document = part(sample, "word/document.xml")
    titles = re.findall(r'<w:p><w:pPr><w:pStyle w:val="Heading1"/>(.*?)</w:pPr>', document)

    assert ['w:numId w:val="5"' in title for title in titles] == [
        True,
        False,
        False,
        True,
        True,
        True,
    ]
    assert '<w:pStyle w:val="Heading1"/>' in part(sample, "word/numbering.xml")


def test_each_ordered_list_starts_where_it_should(sample: bytes) -> None:
    numbering = part(sample, "word/numbering.xml")
    started = re.findall(
        r'<w:num [^>]*w:numId="(\d+)"[^>]*><w:abstractNumId w:val="1"/>'
        r'<w:lvlOverride w:ilvl="(\d)"><w:startOverride w:val="(\d+)"/>',
        numbering,
    )

    assert started == [("6", "0", "1"), ("7", "0", "7"), ("8", "1", "1")]


def test_the_index_is_a_field_with_every_entry_and_its_pages(sample: bytes) -> None:
    lines = [line.text for line in read_lines(sample) if line.style == "index 1"]

    assert [re.sub(r", \d+$", "", line) for line in lines] == ["Ébauche: a “first” one"]
    assert re.search(r", [1-9]\d*$", lines[0])
    assert [code for code, _ in fields(sample) if code.startswith("INDEX")] == ['INDEX \\e ", "']
    document = part(sample, "word/document.xml")
    assert document.count('XE "Ébauche\\: a “first” one"') == 1


@pytest.mark.parametrize(("length", "told"), [(260, True), (261, False)])
def test_a_tooltip_that_word_would_refuse_is_left_out(length: int, told: bool) -> None:
    address = "https://example.org/".ljust(length, "a")

    assert ("w:tooltip=" in outer_link("rId1", address, "")) == told


def test_a_tooltip_that_is_left_out_is_told_at_the_line_of_its_link() -> None:
    far = Link("https://example.org/".ljust(261, "a"), (Text("far"),))
    near = replace(far, target="https://example.org/")
    inner = Paragraph((far,), span=Span("a.md", 9))
    listing = Listing((Item((Paragraph((near,)), inner)),), span=Span("a.md", 7))
    section = replace(DOCUMENT.sections[0], blocks=(listing,), span=Span("a.md", 1))
    document = replace(DOCUMENT, sections=(section,))

    told = list(list_lost_tooltips(document))
    assert [(one.code, one.span) for one in told] == [("WRD016", Span("a.md", 9))]
    assert set(told) <= set(
        generator.generate(document, WordOptions(embed_fonts=False), LIBRARY).problems
    )
