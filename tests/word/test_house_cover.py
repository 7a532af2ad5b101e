"""A house's own cover, kept and filled: `cover: house`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from judges.checkers import list_faults
from judges.libreoffice import convert, read_pages
from octavo.commands.cli import run
from octavo.document import Document, Link, Paragraph, Text
from octavo.document.problem import SourceError
from octavo.docx.inspection import inspect_file
from octavo.files.library import Memory
from octavo.word import WordOptions, generator
from word.houses import FILE, change, logo
from word.readback import Line, part, parts, read_lines
from word.sample import DOCUMENT, FOREWORD, LIBRARY
from word.small_houses import PAGE, heading, small_template, style
from word.test_house_numbers import SOURCE

pytestmark = pytest.mark.slow

SMALL = Document(DOCUMENT.publication, (FOREWORD,))
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="914400" cy="457200"/><wp:docPr id="1" name="C:\\Traceable\\logo.png" '
    'descr="Traceable"/><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="0" name="Traceable"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:embed="rId8"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="914400" cy="457200"/></a:xfrm><a:prstGeom prst="rect">'
    "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
    "</w:drawing></w:r></w:p>"
)
STYLES = heading(1) + style("Titel", "Title") + style("Unter", "Subtitle") + style("Tag", "Date")


def say(text: str, named: str = "Normal", more: str = "") -> str:
    """A paragraph."""
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{named}"/></w:pPr>{run}{more}</w:p>'


def control(alias: str, text: str, asks: bool = False, path: str = "") -> str:
    """A content control."""
    told = "<w:showingPlcHdr/>" if asks else ""
    bound = f'<w:dataBinding w:xpath="{path}" w:storeItemID="{{X}}"/>' if path else ""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:id w:val="7"/>{told}{bound}<w:text/>'
        f"</w:sdtPr><w:sdtContent><w:r><w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def typed(code: str, text: str) -> str:
    """A field."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {code} </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{text}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def house(*blocks: str, page: str = PAGE) -> bytes:
    """A template with a cover of `blocks` before its text."""
    text = say("Traceable heading", "Heading1") + say("Traceable text")
    relation = f'<Relationship Id="rId8" Type="{IMAGE}" Target="media/traceable.png"/>'
    more = {"word/media/traceable.png": logo()}
    return small_template(
        STYLES, body="".join(blocks) + text, more=more, relations=relation, page=page
    )


def cover(template: bytes, document: Document = SMALL) -> bytes:
    """The Word file of a document with the cover of the template."""
    library = Memory({**LIBRARY.files, FILE: template})
    options = WordOptions(embed_fonts=False, template=FILE, cover="house")
    return generator.generate(document, options, library).data


def read_cover(data: bytes) -> list[Line]:
    """The lines of the cover that say something."""
    lines = read_lines(data)
    end = next(n for n, line in enumerate(lines) if line.style == "Imprint Title")
    return [line for line in lines[:end] if line.text]


FULL = house(
    PICTURE,
    say("The House of Covers"),
    say("Old title", "Titel"),
    say("Old subtitle", "Unter"),
    say("", "Normal", control("Author", "[Author]", asks=True)),
    say("", "Normal", control("Publish Date", "1 May 2019")),
    say("", "Normal", control("Whatever", "Click to add", asks=True)),
    say("Street 1, Port Example"),
    say("[Keywords]"),
    say("", "Normal", typed("REF Gone", "Traceable") + typed("FORMTEXT", "Typed")),
)


def test_what_stands_on_a_cover_stays_and_what_stands_for_something_says_it() -> None:
    assert read_cover(cover(FULL)) == [
        Line("Normal", "The House of Covers"),
        Line("Title", "Every Kind of Node"),
        Line("Subtitle", "A document for tests & trials"),
        Line("Normal", "House of Tests"),
        Line("Normal", "28\N{EN DASH}30 April 2025"),
        Line("Normal", "Street 1, Port Example"),
        Line("Normal", "tests, nodes"),
        Line("Normal", "Typed"),
    ]


def test_its_pictures_come_along_without_what_they_tell() -> None:
    whole = parts(cover(FULL))

    assert [name for name in whole if name.startswith("word/media/cover")] != []
    assert [name for name, data in whole.items() if b"Traceable" in data] == []
    assert [name for name, data in whole.items() if b"Click to add" in data] == []


def test_no_checker_finds_anything_in_a_file_with_such_a_cover() -> None:
    data = cover(FULL)

    assert list_faults(data) == []
    assert inspect_file(data) == ()


def test_a_title_of_two_paragraphs_is_one_and_a_second_page_says_it_again() -> None:
    lines = read_cover(cover(house(say("Old", "Titel"), say("title", "Titel"), say("[Title]"))))

    assert [line.text for line in lines] == [
        "Every Kind of Node",
        "Every Kind of Node",
    ]


def test_a_title_in_a_control_in_a_paragraph_of_titles_is_filled_once() -> None:
    path = "/ns1:coreProperties[1]/ns0:title[1]"
    block = say("", "Titel", control("N\N{LATIN SMALL LETTER A WITH ACUTE}zev", "Old", path=path))

    assert read_cover(cover(house(block))) == [Line("Title", "Every Kind of Node")]


def test_a_cover_without_a_place_for_the_title_gets_one_below_its_pictures() -> None:
    lines = read_cover(cover(house(PICTURE, say("Street 1"))))

    assert [line.text for line in lines] == [
        "Every Kind of Node",
        "A document for tests & trials",
        "Street 1",
    ]


def test_a_cover_ends_with_its_section_whose_margins_its_page_has() -> None:
    ends = (
        '<w:p><w:pPr><w:sectPr><w:pgMar w:top="2000" w:right="2000" w:bottom="2000" w:left="3000" '
        'w:header="700" w:footer="700" w:gutter="0"/><w:vAlign w:val="center"/></w:sectPr></w:pPr>'
        "</w:p>"
    )
    data = cover(house(say("Street 1"), ends, say("Traceable page")))
    document = part(data, "word/document.xml")
    first = document[document.index("<w:sectPr") :].split("</w:sectPr>")[0]

    assert 'w:left="3000"' in first
    assert '<w:vAlign w:val="center"/><w:titlePg/>' in first
    assert "Traceable" not in document


def test_addresses_of_a_cover_may_be_those_of_one_another_and_of_the_text() -> None:
    address = "https://example.org/one"
    links = "".join(
        f'<w:hyperlink r:id="{id}"><w:r><w:t>{id}</w:t></w:r></w:hyperlink>'
        for id in ("rId8", "rId9")
    )
    named = "".join(
        f'<Relationship Id="{id}" Type="{IMAGE.removesuffix("image")}hyperlink" '
        f'Target="{address}" TargetMode="External"/>'
        for id in ("rId8", "rId9")
    )
    body = say("", more=links) + say("Traceable heading", "Heading1")
    template = small_template(STYLES, body=body, relations=named)
    block = Paragraph((Link(address, (Text("there"),)),))
    section = replace(SMALL.sections[0], blocks=(block,))
    data = cover(template, replace(SMALL, sections=(section,)))

    assert inspect_file(data) == ()
    assert list_faults(data) == []
    assert part(data, "word/_rels/document.xml.rels").count(f'Target="{address}"') == 1


def test_what_leads_to_the_text_of_the_template_keeps_its_words_alone() -> None:
    link = '<w:hyperlink w:anchor="Traceable"><w:r><w:t>See below</w:t></w:r></w:hyperlink>'
    data = cover(house(say("", more=link)))

    assert [line.text for line in read_cover(data)][-1] == "See below"
    assert inspect_file(data) == ()


def test_nothing_is_told_of_an_old_picture() -> None:
    old = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="Traceable" '
        'style="width:28pt;height:28pt"><v:imagedata r:id="rId8" o:title="Traceable" '
        'xmlns:o="urn:schemas-microsoft-com:office:office"/></v:shape></w:pict></w:r></w:p>'
    )

    assert "Traceable" not in part(cover(house(old)), "word/document.xml")


def test_a_cover_ends_at_the_first_heading_in_any_language() -> None:
    german = ('<w:name w:val="heading 1"/>', '<w:name w:val="Überschrift 1"/>')
    data = cover(change(house(say("Street 1")), {"word/styles.xml": german}))

    assert "Traceable" not in part(data, "word/document.xml")


def test_tables_that_only_place_things_are_marked_so() -> None:
    table = (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLook w:val="04A0" w:firstRow="1"/>'
        '</w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc><w:tcPr>'
        f'<w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{say("Street 1")}</w:tc></w:tr></w:tbl>'
    )
    data = cover(house(table, say("")))

    assert 'w:val="0480" w:firstRow="0"' in part(data, "word/document.xml")
    assert inspect_file(data) == ()


@pytest.mark.parametrize("blocks", [(), (say(""),)])
def test_a_template_without_a_cover_is_told(blocks: tuple[str, ...]) -> None:
    with pytest.raises(SourceError) as found:
        cover(house(*blocks))

    assert [problem.code for problem in found.value.problems] == ["WRD014"]


def test_a_cover_of_a_house_needs_a_house() -> None:
    with pytest.raises(SourceError, match="without a template"):
        generator.generate(SMALL, WordOptions(embed_fonts=False, cover="house"), LIBRARY)


def test_the_same_template_gives_the_same_bytes() -> None:
    assert cover(FULL) == cover(FULL)


@pytest.mark.parametrize(("option", "status"), [("cover: house, ", 0), ("", 0)])
def test_the_audit_knows_what_stands_on_a_cover_that_is_used(
    tmp_path: Path, option: str, status: int
) -> None:
    for file, text in SOURCE.items():
        (tmp_path / file).write_text(text.replace("{template:", "{" + option + "template:"))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "house.docx").write_bytes(FULL)

    assert run(["build", str(tmp_path), "--output", str(tmp_path / "made")]) == status


def test_libreoffice_shows_the_cover_on_the_first_page(libreoffice: str, tmp_path: Path) -> None:
    file = tmp_path / "house.docx"
    file.write_bytes(cover(FULL))
    first, second, *_ = read_pages(convert(libreoffice, file, "pdf", tmp_path))

    assert first[:3] == [
        "The House of Covers",
        "Every Kind of Node",
        "A document for tests & trials",
    ]
    assert second[0].startswith("Every Kind of Node: A document")
