"""A house's own template: what it has is kept, what it lacks is added, nothing else comes along."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from judges.checkers import list_faults
from judges.libreoffice import convert
from judges.openxml import validate
from octavo.docx.inspection import inspect_file
from word.expected import drop_fillers, expect_lines
from word.houses import change, furnish, logo, plain_template, rich_template
from word.marked import read_marked
from word.readback import part, parts
from word.sample import DOCUMENT, PUBLICATION

pytestmark = pytest.mark.slow

STYLES, NUMBERING = "word/styles.xml", "word/numbering.xml"
FLAT = """\
<?xml version="1.0"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties
 fo:page-width="17cm" fo:page-height="24cm" fo:margin-left="3cm" fo:margin-right="2cm"
 fo:margin-top="2cm" fo:margin-bottom="2cm"/><style:header-style/></style:page-layout>
</office:automatic-styles><office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="page">
<style:header><text:p>The House</text:p></style:header></style:master-page>
</office:master-styles><office:body><office:text>
<text:h text:outline-level="1">Traceable heading</text:h>
<text:p text:style-name="Text_20_body">Traceable body</text:p>
<text:list text:style-name="Numbering_20_123"><text:list-item><text:p>One</text:p></text:list-item>
</text:list></office:text></office:body></office:document>
"""


@pytest.fixture(scope="module")
def rich() -> bytes:
    """The sample in a template with everything."""
    return furnish(DOCUMENT, rich_template())


@pytest.fixture(scope="module")
def plain() -> bytes:
    """The sample in python-docx's own template."""
    return furnish(DOCUMENT, plain_template())


@pytest.fixture(scope="module")
def odd(libreoffice: str, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sample in a template that LibreOffice made."""
    folder = tmp_path_factory.mktemp("house")
    file = folder / "house.fodt"
    file.write_text(FLAT)
    return furnish(DOCUMENT, convert(libreoffice, file, "docx", folder).read_bytes())


@pytest.fixture(
    scope="module", params=["rich", "plain", pytest.param("odd", marks=pytest.mark.slow)]
)
def any_house(request: pytest.FixtureRequest) -> bytes:
    """The sample in each of the templates."""
    data: bytes = request.getfixturevalue(request.param)
    return data


def test_it_says_the_same_in_every_house(libreoffice: str, any_house: bytes) -> None:
    assert drop_fillers(read_marked(any_house)) == drop_fillers(expect_lines(DOCUMENT))


def test_no_checker_finds_anything_in_any_house(any_house: bytes) -> None:
    assert list_faults(any_house) == []
    assert inspect_file(any_house) == ()


@pytest.mark.slow
def test_the_validator_finds_nothing_in_any_house(
    openxml: Path, rich: bytes, plain: bytes, odd: bytes
) -> None:
    files = {"rich": rich, "plain": plain, "odd": odd}

    assert validate(openxml, files) == {name: [] for name in files}


def test_nothing_of_a_template_comes_along_but_its_looks(any_house: bytes) -> None:
    whole = parts(any_house)
    told = b"\n".join(whole.values())

    for trace in (b"Traceable", b"rsid", b"python-docx", b"Macintosh Word", b"LibreOffice/"):
        assert trace not in told, trace
    assert [n for n in whole if "thumbnail" in n or "Effects" in n or "webSettings" in n] == []


def test_the_same_template_gives_the_same_bytes() -> None:
    small = replace(DOCUMENT, sections=DOCUMENT.sections[:1])

    assert furnish(small, rich_template()) == furnish(small, rich_template())


def test_pictures_in_heads_tell_nothing_of_their_files() -> None:
    name = ('name="image.png"', 'name="C:\\Traceable\\logo.png" descr="C:\\Traceable\\logo.png"')
    entries = parts(rich_template())
    (head,) = [one for one, data in entries.items() if b"w:drawing" in data and "header" in one]
    whole = parts(furnish(DOCUMENT, change(rich_template(), {head: name})))

    assert [one for one, data in whole.items() if b"Traceable" in data] == []


# ------------------------------------------------------------------------------ styles


def find_style(data: bytes, name: str) -> ParagraphStyle:
    """The paragraph style called `name`."""
    style = docx.Document(BytesIO(data)).styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def test_styles_keep_the_looks_that_the_house_gives_them(rich: bytes) -> None:
    heading = find_style(rich, "Heading 1")

    assert (str(heading.font.color.rgb), heading.font.size) == ("123456", Pt(27))


def test_styles_that_only_the_house_has_stay(rich: bytes) -> None:
    assert docx.Document(BytesIO(rich)).styles["House Remark"].type == WD_STYLE_TYPE.PARAGRAPH


def test_styles_that_the_house_lacks_are_added_in_its_colours_and_face(rich: bytes) -> None:
    assert find_style(rich, "Key Message Heading").font.name is None
    written = re.search(r'w:styleId="SignatureName".*?</w:style>', part(rich, STYLES), re.DOTALL)
    assert written is not None
    assert '<w:color w:val="17365D"/>' in written[0]


def test_no_style_has_the_name_of_another(any_house: bytes) -> None:
    names = re.findall(r'<w:style [^>]*>\s*<w:name w:val="([^"]*)"', part(any_house, STYLES))

    assert len(names) > 60
    assert len({name.casefold() for name in names}) == len(names)


def test_styles_are_known_by_their_names_and_not_by_their_ids() -> None:
    swapped = change(rich_template(), {STYLES: ('w:styleId="Heading1"', 'w:styleId="berschrift"')})
    heading = find_style(furnish(DOCUMENT, swapped), "Heading 1")

    assert (heading.style_id, str(heading.font.color.rgb)) == ("Heading1", "123456")


def test_a_style_with_an_id_of_ours_and_another_name_gets_another_id() -> None:
    name = ('<w:name w:val="House Remark"/>', '<w:name w:val="House Note"/>')
    template = change(rich_template(), {STYLES: name})
    taken = change(template, {STYLES: ('w:styleId="HouseRemark"', 'w:styleId="Eyebrow"')})
    styles = docx.Document(BytesIO(furnish(DOCUMENT, taken))).styles

    assert (styles["House Note"].style_id, styles["Eyebrow"].style_id) == (
        "EyebrowHouse",
        "Eyebrow",
    )


def test_the_theme_of_the_house_stays(rich: bytes) -> None:
    assert '<a:srgbClr val="1F497D"/>' in part(rich, "word/theme/theme1.xml")


def test_the_language_is_that_of_the_publication(any_house: bytes) -> None:
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]*)"', part(any_house, STYLES))) == {"en-GB"}


# ------------------------------------------------------------------------------ lists


def test_ordered_lists_look_as_those_of_the_house(plain: bytes) -> None:
    numbering = part(plain, NUMBERING)
    style = find_style(plain, "List Number").element
    (number,) = style.xpath("w:pPr/w:numPr/w:numId/@w:val")
    pattern = r'<w:num [^>]*w:numId="{}"[^>]*>\s*<w:abstractNumId w:val="(\d+)"/>'
    (house,) = re.findall(pattern.format(number), numbering)
    started = re.findall(
        r'<w:abstractNumId w:val="(\d+)"/>\s*<w:lvlOverride w:ilvl="0">'
        r'<w:startOverride w:val="(\d+)"/>',
        numbering,
    )

    assert started[:2] == [(house, "1"), (house, "7")]


def test_sections_are_numbered_where_the_house_does_not_number_them(any_house: bytes) -> None:
    heading = find_style(any_house, "Heading 1").element

    assert heading.xpath("w:pPr/w:numPr/w:numId/@w:val") == ["3"]


# ------------------------------------------------------------------------------ pages


def test_pages_are_as_large_as_those_of_the_house(rich: bytes) -> None:
    pages = {
        tuple(
            round(length / Mm(1))
            for length in (one.page_width, one.page_height, one.left_margin, one.right_margin)
            if length is not None
        )
        for one in docx.Document(BytesIO(rich)).sections
    }

    assert pages == {(176, 250, 31, 19)}


def test_heads_and_feet_are_those_of_the_house(rich: bytes) -> None:
    section = docx.Document(BytesIO(rich)).sections[1]

    assert section.header.paragraphs[0].text == "The House\t"
    assert "w:drawing" in section.header.part.element.xml
    assert 'STYLEREF "Heading 1"' in section.footer.part.element.xml


def test_fields_in_heads_and_feet_speak_of_the_publication(rich: bytes) -> None:
    section = docx.Document(BytesIO(rich)).sections[1]

    assert "<w:t>House of Tests</w:t>" in section.header.part.element.xml
    assert section.footer.paragraphs[0].text == "Every Kind of Node"


def test_first_pages_and_even_pages_are_as_the_house_has_them() -> None:
    document = docx.Document(BytesIO(rich_template()))
    (section,) = document.sections
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].add_run("First").add_picture(BytesIO(logo()))
    document.settings.odd_and_even_pages_header_footer = True
    section.even_page_header.paragraphs[0].text = "Even"
    out = BytesIO()
    document.save(out)
    data = furnish(DOCUMENT, out.getvalue())
    made = docx.Document(BytesIO(data))

    assert made.settings.odd_and_even_pages_header_footer
    firsts = [one.different_first_page_header_footer for one in made.sections]
    assert firsts == [True, *[False] * (len(firsts) - 1)]
    assert made.sections[0].first_page_header.paragraphs[0].text == "First"
    assert made.sections[1].even_page_header.paragraphs[0].text == "Even"
    assert list_faults(data) == []


def test_a_house_without_heads_and_feet_gets_ours(plain: bytes) -> None:
    sections = docx.Document(BytesIO(plain)).sections

    assert "STYLEREF 1" in sections[1].header.part.element.xml
    assert "PAGE" in sections[1].first_page_footer.part.element.xml


def test_a_house_without_page_numbers_gets_them_at_the_foot() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "The House"
    out = BytesIO()
    document.save(out)
    section = docx.Document(BytesIO(furnish(DOCUMENT, out.getvalue()))).sections[1]

    assert section.header.paragraphs[0].text == "The House"
    assert " PAGE " in section.footer.part.element.xml


def test_they_stand_below_what_the_house_has_there(rich: bytes) -> None:
    section = docx.Document(BytesIO(rich)).sections[1]

    assert [line.text for line in section.footer.paragraphs] == ["Every Kind of Node", "1"]


def test_a_house_with_page_numbers_keeps_its_own() -> None:
    entries = parts(rich_template())
    (foot,) = [name for name, data in entries.items() if b"STYLEREF" in data]
    numbered = change(rich_template(), {foot: ('STYLEREF "Heading 1"', "PAGE")})
    section = docx.Document(BytesIO(furnish(DOCUMENT, numbered))).sections[1]

    assert len(section.footer.paragraphs) == 1


def test_a_marking_stands_in_the_heads_and_feet_of_the_house_too() -> None:
    marked = replace(DOCUMENT, publication=replace(PUBLICATION, marking="FOR TESTS & TRIALS"))
    data = furnish(marked, rich_template())
    sections = docx.Document(BytesIO(data)).sections

    assert [line.text for line in sections[1].header.paragraphs] == [
        "FOR TESTS & TRIALS",
        "The House\t",
    ]
    assert sections[1].footer.paragraphs[-1].text == "FOR TESTS & TRIALS"
    assert sections[0].first_page_header.paragraphs[0].text == "FOR TESTS & TRIALS"
    assert sections[0].first_page_footer.paragraphs[-1].text == "FOR TESTS & TRIALS"


@pytest.mark.slow
def test_libreoffice_opens_every_house(libreoffice: str, any_house: bytes, tmp_path: Path) -> None:
    file = tmp_path / "house.docx"
    file.write_bytes(any_house)

    assert convert(libreoffice, file, "pdf", tmp_path).read_bytes().startswith(b"%PDF-")
