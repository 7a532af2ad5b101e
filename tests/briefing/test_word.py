"""The briefing as a Word file: the same page, to be edited."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, cast
from zipfile import ZipFile

import pytest
import uharfbuzz

from briefing.pages import read_text
from briefing.publications import (
    change_audience,
    change_publication,
    make_document,
    make_point,
    make_section,
    say,
)
from briefing.random_publications import make_random_document
from judges.libreoffice import convert, convert_all, read_pages
from judges.openxml import validate
from octavo.briefing import BriefingOptions, explain, generate, write_word
from octavo.briefing.plan.template import list_parts, load_format
from octavo.document import Document, Place
from octavo.document.problem import Problem, SourceError
from octavo.document.walk import text_of
from octavo.docx.faces import mask_face
from octavo.files.library import Memory, read_builtin
from octavo.selection.audience import select
from octavo.source.draft import read

SPACE = Path(__file__).parents[2] / "content" / "space-2040"
RANDOM = 30
"""How many random publications are laid out by LibreOffice."""
FORMATS = ("executive", "submission", "information-paper", "press")


PLAIN = BriefingOptions()


def make(document: Document, options: BriefingOptions = PLAIN) -> bytes:
    return write_word(document, options, Memory({})).data


def read_part(data: bytes, name: str, folder: Path) -> str:
    (folder / "file.docx").write_bytes(data)
    with ZipFile(folder / "file.docx") as package:
        return package.read(name).decode()


def read_words(markup: str) -> str:
    """The words of a part, spaces and breaks as single spaces."""
    apart = re.sub(r"<w:(p|br|tab)[ />]", r" \g<0>", markup)
    return " ".join(re.sub("<[^>]*>", "", apart).replace("&amp;", "&").split())


def test_the_word_file_says_what_the_pdf_says(tmp_path: Path) -> None:
    document = make_document()
    words = read_words(read_part(make(document), "word/document.xml", tmp_path))
    pdf = read_text(generate(document, BriefingOptions(), Memory({})).data)
    for message in explain(document, BriefingOptions(), Memory({})).plan.messages:
        first = re.split("[.;]", text_of(message.wordings[0]))[0]
        assert (first in words) == (first in pdf)
    assert "Put the loss of satellite links into every exercise." in words
    assert "about 300" in words


def test_each_paragraph_has_a_style_with_a_name(tmp_path: Path) -> None:
    data = make(make_document())
    used = set(
        re.findall('<w:pStyle w:val="([^"]+)"', read_part(data, "word/document.xml", tmp_path))
    )
    defined = set(re.findall('w:styleId="([^"]+)"', read_part(data, "word/styles.xml", tmp_path)))
    assert {"Heading1", "Heading2", "BottomLine", "KeyMessage", "FactNumber", "AskText"} <= used
    assert used <= defined


def test_the_bookmarks_of_the_trace_are_in_the_word_file(tmp_path: Path) -> None:
    document = make_document()
    trace = json.loads(generate(document, BriefingOptions(), Memory({})).trace)
    data = make(document)
    body = read_part(data, "word/document.xml", tmp_path)
    body += read_part(data, "word/footer1.xml", tmp_path)
    for entry in trace:
        assert f'w:name="{entry["bookmark"]}"' in body, entry


def test_the_same_briefing_gives_the_same_bytes() -> None:
    assert make(make_document()) == make(make_document())


def test_a_reference_leads_to_the_address_of_the_full_text(tmp_path: Path) -> None:
    document = make_document()
    imprint = replace(document.publication.imprint, address="https://example.org/space.pdf")
    data = make(change_publication(document, imprint=imprint))
    targets = read_part(data, "word/_rels/document.xml.rels", tmp_path)
    assert re.search('Target="https://example.org/space.pdf#section-[0-3]-[1-3]"', targets)


def test_what_is_too_much_is_the_same_error_as_for_the_pdf() -> None:
    document = make_document()
    assert document.audience is not None
    long = change_audience(document, so_what=document.audience.so_what * 20)
    with pytest.raises(SourceError) as raised:
        make(long)
    assert [problem.code for problem in raised.value.problems] == ["FIT001"]


def test_hairlines_stand_between_the_facts(tmp_path: Path) -> None:
    body = read_part(make(make_document()), "word/document.xml", tmp_path)
    (facts,) = re.findall("<w:tbl>(?:(?!<w:tbl>).)*FactNumber.*?</w:tbl>", body)
    cells = ["<w:left " in cell for cell in re.findall("<w:tc>.*?</w:tc>", facts)]
    assert cells == [False, True, True]


@pytest.mark.parametrize("format", FORMATS)
def test_all_stands_in_one_column_in_the_order_in_which_it_is_read(
    format: str, tmp_path: Path
) -> None:
    body = read_part(make(make_document(), BriefingOptions(format)), "word/document.xml", tmp_path)
    tables = [set(re.findall(r'pStyle w:val="(\w+)"', one)) for one in list_tables(body)]
    head, facts = {"BriefingHead", "BriefingAbout", "Heading1"}, {"FactNumber", "FactLabel"}
    words = read_words(body)
    places = {part: words.index(text) for part, text in FIRST_WORDS.items()}

    assert all(styles <= head | facts | {"AskHead", "AskText", "Gap"} for styles in tables)
    form = load_format(Memory({}), format)
    assert sorted(places, key=lambda part: places[part]) == [
        part for part in list_parts(form) if part in places
    ]


FIRST_WORDS = {
    "question": "What changes",
    "bottom-line": "Plan every",
    "facts": "about 300",
    "messages": "Commercial",
    "meaning": "Staffs that plan",
    "asks": "Put the loss",
}
"""How some parts of the usual briefing begin."""


def list_tables(body: str) -> list[str]:
    """The tables of a body, none of which has one inside."""
    return re.findall("<w:tbl>.*?</w:tbl>", body)


@pytest.mark.slow
def test_points_too_many_for_lines_as_word_breaks_them_are_left_out_with_a_note() -> None:
    problems = [problem for times in range(17, 22) for problem in note_addresses(times)]
    assert {problem.code for problem in problems} == {"FIT003"}
    for problem in problems:
        assert re.search("for `command` leaves out or shortens `point-[0-8]`", problem.message)


def note_addresses(times: int) -> tuple[Problem, ...]:
    """What is noticed about the Word file of points that are long addresses, told several times, in
    a format whose lines stand as close as they can."""
    addresses = tuple(f"https://{4 * letter}/{5 * (4 * letter + '/')} " for letter in "abcdefghi")
    points = tuple(
        replace(make_point(at), children=say(times * address), variants=())
        for at, address in enumerate(addresses)
    )
    document = replace(make_document(), sections=(make_section(0, points),))
    close = "{sizes: [9], larger: [], leading: [1.14, 1.14], space: [0, 0]}"
    usual = read_builtin("templates/briefing/information-paper/style.yaml").decode()
    style = re.sub("(?m)^(text|side): .*$", rf"\1: {close}", usual)
    many = {"side: 20": "side: 0", "most: 5, utmost: 5, words: 320": "most: 7, utmost: 24"}
    for few, more in many.items():
        assert few in style
        style = style.replace(few, more)
    library = Memory({"templates/briefing/close/style.yaml": style.encode()})
    return write_word(document, BriefingOptions("close"), library).problems


def test_a_bottom_line_of_long_words_is_set_smaller_rather_than_refused(tmp_path: Path) -> None:
    addresses = "https://example.org/a/very/long/address/of/a/page " * 26
    data = make(change_audience(make_document(), bottom_line=say(addresses)))
    assert '<w:sz w:val="22"/>' in read_style(data, "BottomLine", tmp_path)


def read_style(data: bytes, id: str, folder: Path) -> str:
    """What the Word file says of a style."""
    (found,) = re.findall(
        f'<w:style [^>]*w:styleId="{id}">.*?</w:style>',
        read_part(data, "word/styles.xml", folder),
        re.DOTALL,
    )
    return str(found)


def test_the_word_file_of_the_usual_page_says_all_of_it_without_a_note() -> None:
    assert write_word(make_document(), PLAIN, Memory({})).problems == ()


# ------------------------------------------------------------------------------ judged


def list_samples() -> Iterator[tuple[str, bytes]]:
    """Every audience of the proceedings in each format, and one marked and on US Letter."""
    draft = read(SPACE)
    for audience in draft.audiences:
        document = select(draft, audience.id)
        document = replace(document, places=(Place("policy", "25"), Place("keynotes", "21")))
        for format in FORMATS:
            yield f"{audience.id}-{format}", make(document, BriefingOptions(format))
    document = select(draft, "political")
    imprint = replace(
        document.publication.imprint, address="https://example.org/a.pdf", contact="the office"
    )
    marked = change_publication(document, marking="For & <official> use", imprint=imprint)
    yield "marked", make(marked)
    yield "letter", make(marked, BriefingOptions(paper="letter"))


@pytest.fixture(scope="module")
def samples() -> dict[str, bytes]:
    return dict(list_samples())


@pytest.mark.slow
def test_microsoft_s_validator_finds_nothing(openxml: Path, samples: dict[str, bytes]) -> None:
    assert validate(openxml, samples) == {name: [] for name in samples}


@pytest.mark.slow
def test_libreoffice_lays_every_briefing_out_on_one_page(
    libreoffice: str, samples: dict[str, bytes], tmp_path: Path
) -> None:
    files = [tmp_path / f"{name}.docx" for name in samples]
    for file, data in zip(files, samples.values(), strict=True):
        file.write_bytes(data)
    pdfs = convert_all(libreoffice, files, "pdf", tmp_path)
    for name, data in list_random():  # one by one, as one run knows a face in one cut only
        file = tmp_path / f"{name}.docx"
        file.write_bytes(data)
        pdfs.append(convert(libreoffice, file, "pdf", tmp_path))
    found = {pdf.stem: len(read_pages(pdf)) for pdf in pdfs}
    assert {name: pages for name, pages in found.items() if pages != 1} == {}
    assert len(found) == len(samples) + RANDOM


def list_random() -> Iterator[tuple[str, bytes]]:
    """The first random publications that fit one page."""
    number, made = 0, 0
    while made < RANDOM:
        document = make_random_document(number)
        number += 1
        try:
            data = make(document)
        except SourceError:
            continue
        yield f"random-{number}", data
        made += 1


LETTERS = "Plān ж café"


def list_faces(data: bytes) -> dict[str, bytes]:
    """The faces that travel with a file, by family and which of the four they are."""
    with ZipFile(BytesIO(data)) as package:
        table = package.read("word/fontTable.xml").decode()
        return {
            f"{family} {tag}": mask_face(package.read(f"word/fonts/{face}.odttf"), key)
            for family, inner in re.findall(r'<w:font w:name="([^"]*)">(.*?)</w:font>', table)
            for tag, face, key in re.findall(
                r'<w:embed(\w+) r:id="(\w+)" w:fontKey="{([^}]*)}"', inner
            )
        }


def test_a_file_of_one_page_is_light() -> None:
    data = make(make_document())

    assert len(data) < 200_000
    assert 5 <= len(list_faces(data)) <= 8


def test_its_faces_have_the_letters_of_the_page_and_those_to_go_on_with() -> None:
    harfbuzz = cast(Any, uharfbuzz)
    document = change_audience(make_document(), bottom_line=say(LETTERS))
    regular = next(
        face for name, face in list_faces(make(document)).items() if name.endswith("4 Regular")
    )
    face = harfbuzz.Face(harfbuzz.Blob(regular))
    has = {chr(code) for code in cast(set[int], face.unicodes)}

    assert set(LETTERS) <= has
    assert set("abcXYZ019\u2013\u2019\u20ac\u00fc\u00df") <= has
    assert not has & set("\u0416\u0178")
