"""Code in a Word file: its styles, its faces, and how its lines keep together."""

from __future__ import annotations

import re

import pytest

from octavo.document import (
    Block,
    Code,
    CodeBlock,
    Document,
    Item,
    Listing,
    Paragraph,
    Section,
    Text,
)
from octavo.docx.blocks import CODE_INSET, LIST_INDENT
from octavo.docx.layout import load_layout, twips
from octavo.files.library import Memory, read_builtin
from octavo.style.theme import load_theme
from octavo.word import WordOptions, generator
from word.houses import furnish, plain_template
from word.making import make
from word.readback import Line, part, parts, read_lines
from word.sample import DOCUMENT, LIBRARY, PUBLICATION

FILE = "templates/theme.yaml"
THEME = load_theme(Memory({}))
SCALE = load_layout(Memory({})).scale


def write(*blocks: Block) -> Document:
    """A document of one section."""
    return Document(PUBLICATION, (Section("a", "A", "chapter", blocks, number=1),))


PLAIN = write(Paragraph((Text("Words."),), "a-1"))
CODED = write(
    Paragraph((Text("Type "), Code("octavo"), Text(":")), "a-1"),
    CodeBlock("if errors:\n\tmend()\n\nbuild()", id="a-code-1"),
)


@pytest.fixture(scope="module")
def coded() -> bytes:
    """The Word file of a document with code."""
    return make(CODED)


def test_each_line_of_a_block_is_a_paragraph_with_its_indents(coded: bytes) -> None:
    found = [line for line in read_lines(coded) if line.style == "Code"]

    assert found == [Line("Code", text) for text in ("if errors:", "    mend()", "", "build()")]


def test_the_lines_of_a_block_keep_together(coded: bytes) -> None:
    body = part(coded, "word/document.xml")
    found = re.findall(r'<w:pStyle w:val="Code"/>(<w:keepNext/>)?', body)

    assert found == ["<w:keepNext/>"] * 3 + [""]


def test_the_lines_of_a_block_higher_than_a_page_do_not() -> None:
    body = part(make(write(CodeBlock("x\n" * 90 + "x", id="a-code-1"))), "word/document.xml")
    found = re.findall(r'<w:pStyle w:val="Code"/>(<w:keepNext/>)?', body)

    assert [place for place, kept in enumerate(found, 1) if kept] == [1, 90]


def test_a_long_line_goes_on_further_in_than_it_begins() -> None:
    long = "        return " + " and ".join(["a_condition"] * 9)
    body = part(make(write(CodeBlock(f"if x:\n{long}", id="a-code-1"))), "word/document.xml")
    (left, hanging), *others = re.findall(r'<w:ind w:left="(\d+)" w:hanging="(\d+)"/>', body)

    assert others == []
    assert int(left) - int(hanging) == CODE_INSET
    assert int(hanging) == 12 * twips(THEME.scale.small * SCALE * 0.6)


def test_code_in_a_list_stands_under_its_words() -> None:
    item = Item((Paragraph((Text("Run:"),)), CodeBlock("octavo check")))
    body = part(make(write(Listing((item,), id="a-list-1"))), "word/document.xml")
    found = re.search(r'<w:pStyle w:val="Code"/><w:ind w:left="(\d+)"/>', body)

    assert found
    assert int(found[1]) > LIST_INDENT + CODE_INSET


def test_code_in_a_line_has_a_style_of_letters(coded: bytes) -> None:
    body = part(coded, "word/document.xml")

    assert '<w:rStyle w:val="CodeInText"/></w:rPr><w:t xml:space="preserve">octavo</w:t>' in body


@pytest.mark.parametrize("id", ["Code", "CodeInText"])
def test_code_is_in_one_face_and_spelling_is_not_checked(coded: bytes, id: str) -> None:
    styles = part(coded, "word/styles.xml")
    style = re.search(rf'w:styleId="{id}">.*?</w:style>', styles)

    assert style
    assert 'w:ascii="Source Code Pro"' in style[0]
    assert "<w:noProof/>" in style[0]


def test_without_code_neither_style_nor_face_is_in_the_file() -> None:
    every = b"".join(parts(make(PLAIN)).values())

    assert b"CodeInText" not in every
    assert b"Source Code Pro" not in every


def test_the_face_of_code_travels_with_the_file_and_is_of_one_width() -> None:
    fonts = part(generator.generate(CODED, WordOptions(), LIBRARY).data, "word/fontTable.xml")
    found = re.search(r'<w:font w:name="Source Code Pro">.*?</w:font>', fonts)

    assert found
    assert '<w:family w:val="modern"/><w:pitch w:val="fixed"/>' in found[0]
    assert re.findall(r"<w:(embed\w+)", found[0]) == ["embedRegular", "embedBold"]


def test_the_face_of_code_is_that_of_the_theme() -> None:
    theme = read_builtin(FILE).decode().replace("Source Code Pro", "Source Sans 3")
    library = type(LIBRARY)({**LIBRARY.files, FILE: theme.encode()})

    styles = part(make(CODED, library), "word/styles.xml")
    assert "Source Code Pro" not in styles


@pytest.mark.slow
def test_code_in_the_template_of_a_house_is_in_a_face_that_every_office_has() -> None:
    styles = part(furnish(DOCUMENT, plain_template()), "word/styles.xml")
    style = re.search(r'w:styleId="Code"><w:name w:val="Code"/>.*?</w:style>', styles)

    assert style
    assert 'w:ascii="Courier New"' in style[0]
