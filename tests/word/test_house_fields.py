"""Fields and placeholders in running heads and feet: what they are, and what becomes of them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from octavo.document.problem import Problem
from octavo.docx.elements import parse, serialise
from octavo.docx.house.fields import fill_fields, list_fields
from octavo.docx.house.placeholders import find_placeholders
from octavo.files.library import Memory
from octavo.word import WordOptions, generator
from word.house_shapes import SMALL, W, field, paragraph, section, shape, words
from word.houses import FILE, furnish
from word.readback import parts
from word.sample import LIBRARY

TOLD = {"title": "Our Title", "subject": "Our subtitle", "author": "Our house"}
USED = frozenset({"title", "subtitle", "heading 1"})


def fill(content: str) -> tuple[str, list[str]]:
    """What a head says with its fields filled, and the styles that no text of ours has."""
    root = parse(f"<w:hdr {W}>{paragraph(content)}</w:hdr>".encode())
    lost = fill_fields(root, TOLD, USED)
    return serialise(root).decode(), [one.style for one in lost]


def read(markup: str) -> str:
    """The words in some markup."""
    return "".join(str(text) for text in parse(markup.encode()).itertext() if text.strip())


# ------------------------------------------------------------------------------ what they are


@given(st.lists(st.integers(1, 15), max_size=4), st.sampled_from([" PAGE ", 'PAGE \\* "Arabic"']))
def test_a_page_field_is_one_in_however_many_runs(cuts: list[int], code: str) -> None:
    places = [0, *sorted(cuts), len(code)]
    pieces = [code[a:b] for a, b in pairwise(places)]
    root = parse(f"<w:hdr {W}>{paragraph(field(*pieces))}</w:hdr>".encode())

    assert [one.name for one in list_fields(root)] == ["PAGE"]


def test_a_page_field_inside_another_one_counts() -> None:
    start, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    sum_ = f"{start}<w:r><w:instrText>= </w:instrText></w:r>{field('PAGE')}{end}"
    root = parse(f"<w:hdr {W}>{paragraph(sum_)}</w:hdr>".encode())

    assert [one.name for one in list_fields(root)] == ["=", "PAGE"]


def test_a_house_whose_page_field_is_divided_gets_no_second_number() -> None:
    foot = paragraph(field(" PA", "GE  \\* MERGE", "FORMAT "))
    made = parts(furnish(SMALL, shape(section("footer1"), {"footer1": foot})))

    feet = [data.decode() for name, data in made.items() if name.startswith("word/footer")]
    assert max(foot.count('fldCharType="begin"') + foot.count("fldSimple") for foot in feet) == 1


def test_a_watermark_in_a_head_stays() -> None:
    mark = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="Traceable" '
        'style="position:absolute;width:400pt;height:100pt" fillcolor="silver">'
        '<v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    )
    made = parts(furnish(SMALL, shape(section("header1"), {"header1": paragraph(mark)})))

    heads = [data for name, data in made.items() if name.startswith("word/header")]
    assert [b'string="DRAFT"' in head for head in heads].count(True) == 1


# ------------------------------------------------------------------------------ what they show


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("TITLE", "Our Title"),
        ("SUBJECT", "Our subtitle"),
        ("AUTHOR", "Our house"),
        ("FILENAME \\p", ""),
        ("PAGE", "Their words"),
        ('STYLEREF "heading 1"', "Our Title"),
        ("STYLEREF 1", "Our Title"),
        ("STYLEREF 1 \\n", ""),
        ("STYLEREF Subtitle", "Our subtitle"),
    ],
)
def test_what_a_field_shows(code: str, shown: str) -> None:
    markup, lost = fill(field(f" {code} ", result="Their words"))

    assert read(markup) == f" {code} {shown}"
    assert lost == []


def test_a_heading_quoted_in_another_language_is_quoted_by_its_level() -> None:
    markup, lost = fill(field(' STYLEREF "Überschrift', ' 1" \\n '))

    assert "STYLEREF 1 \\n" in markup
    assert lost == []


@pytest.mark.parametrize(
    ("style", "left"), [("Date", ""), ("Report Title", "Our Title"), ("heading 3", "")]
)
def test_a_field_that_quotes_a_style_which_no_text_has_becomes_text(style: str, left: str) -> None:
    markup, lost = fill(field(f" STYLEREF &quot;{style}&quot; ", result="Theirs"))

    assert "instrText" not in markup
    assert "fldChar" not in markup
    assert read(markup) == left
    assert lost == [style]


def test_so_does_a_simple_one() -> None:
    simple = '<w:fldSimple w:instr=" STYLEREF Date "><w:r><w:t>May 20XX</w:t></w:r></w:fldSimple>'

    markup, lost = fill(simple)
    assert "fldSimple" not in markup
    assert (read(markup), lost) == ("", ["Date"])


# ------------------------------------------------------------------------------ placeholders


def find(text: str) -> tuple[str, ...]:
    """The placeholders in a head that says `text`."""
    return find_placeholders(parse(f"<w:hdr {W}>{words(text)}</w:hdr>".encode()))


@pytest.mark.parametrize(
    "text",
    [
        "[Short title]",
        "[short_title]",
        "&lt;year&gt;",
        "{$DocumentType}",
        "{{ title }}",
        "Click to add date",
        "Click or tap to enter a date.",
        "Click here to enter text",
        "Klicken Sie hier, um Text einzugeben",
        "Cliquez ici pour entrer du texte",
        "Haga clic aquí para escribir texto",
        "Fare clic qui per immettere testo",
        "Klik hier om tekst in te voeren",
        "Kliknij tutaj",
        "Clique aqui para introduzir texto",
        "May 20XX",
        "20XX",
        "DD/MM/YYYY",
        "TT.MM.JJJJ",
        "Insert title here",
        "Enter the document title",
        "Your company",
        "Title here",
        "Name of Region",
        "Running head: TITLE",
        "Lorem ipsum",
        "xxx",
        "TITLE",
        "Report Title (can be abbreviated)",
        "Release date (Month Year)",
        "Research Document 2026/nnn",
    ],
)
def test_words_that_stand_for_others(text: str) -> None:
    assert find(text) != ()


@pytest.mark.parametrize(
    "text",
    [
        "Space in 2040 | 17",
        "The Harbour Office",
        "© ISO 2021 – All rights reserved",
        "Report [1]",
        "info@example.org",
        "&lt;https://example.org/&gt;",
        "Title 17, Section 4",
        "Document title: Space in 2040",
        "Land Title Office",
        "Last month of the year",
        "Clicks and mortar",
        "Edition XX",
        "Page 3 of 12",
        "Inserts and supplements",
        "Type approval",
        "Enterprise architecture",
        "5 &lt; 6 and 8 &gt; 7",
    ],
)
def test_words_that_stand_for_themselves(text: str) -> None:
    assert find(text) == ()


def test_what_a_control_asks_for_is_a_placeholder_in_any_words() -> None:
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        "<w:r><w:t>Pick a mood</w:t></w:r></w:sdtContent></w:sdt>"
    )
    root = parse(f"<w:hdr {W}>{paragraph(control)}</w:hdr>".encode())

    assert find_placeholders(root) == ("Pick a mood",)


def test_what_a_field_shows_is_filled_anew_and_is_none() -> None:
    root = parse(f"<w:hdr {W}>{paragraph(field('TITLE', result='[Title]'))}</w:hdr>".encode())

    assert find_placeholders(root) == ()


# ------------------------------------------------------------------------------ what is said


def list_problems(template: bytes) -> list[Problem]:
    """What is said of the template, as `check` and a build say it."""
    library = Memory({**LIBRARY.files, FILE: template})
    options = WordOptions(embed_fonts=False, template=FILE)
    assert generator.check is not None
    checked = list(generator.check(SMALL, options, library))
    assert list(generator.generate(SMALL, options, library).problems) == checked
    return checked


def test_a_placeholder_is_told_with_its_part_and_its_words() -> None:
    (told,) = list_problems(shape(section("header1"), {"header1": words("[Short title]")}))

    assert told.code == "WRD011"
    assert told.message == (
        "`word/header1.xml` of the Word template says “[Short title]”, which stands for other words"
    )


def test_a_lost_quotation_is_told_with_its_part_and_its_style() -> None:
    head = paragraph(field(" STYLEREF Date ", result="May 20XX"))
    (told,) = list_problems(shape(section("header1"), {"header1": head}))

    assert told.code == "WRD012"
    assert told.message == (
        "`word/header1.xml` of the Word template has a field `STYLEREF Date`, and no text of this "
        "document is in the style `Date`; nothing stands there instead"
    )


def test_what_stands_on_no_page_is_not_told() -> None:
    leaves = {"header1": words("The House"), "header2": words("[Short title]")}

    assert list_problems(shape(section("header1", "even:header2"), leaves)) == []
