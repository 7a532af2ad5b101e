"""`octavo template`: what becomes of a house's template, before anything is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.commands.cli import run
from octavo.files.library import Memory
from octavo.generator import TemplateReport
from octavo.word import describe
from word.house_shapes import (
    ACROSS,
    field,
    make_strict,
    paragraph,
    section,
    shape,
    words,
)
from word.houses import FILE, change
from word.test_house_accepted import with_macros

TWO = (
    words("Annex", end=section("header2", page=ACROSS))
    + words("Chapter", "Heading1")
    + section("header1", "even:header3")
)
LEAVES = {"header1": words("The House"), "header2": words("Across"), "header3": words("Even")}


def report(template: bytes) -> TemplateReport:
    """What is told of the template."""
    return describe(FILE, Memory({FILE: template}))


def find(template: bytes, kind: str) -> list[tuple[str, str]]:
    """What the template has of some kind, and what becomes of it."""
    return [(found, used) for name, found, used in report(template).rows if name == kind]


def test_the_page_is_that_of_the_main_section() -> None:
    assert find(shape(TWO, LEAVES), "page") == [
        ("section 1 of 2: wider than high", "left behind"),
        ("section 2 of 2: higher than wide", "210 × 297 mm, text 159 × 246 mm"),
    ]


def test_columns_are_told() -> None:
    two = section(more='<w:cols w:num="2"/>')

    assert find(shape(two), "page")[0][0] == (
        "section 1 of 1: higher than wide, 2 columns, which are left behind"
    )


def test_without_a_page_it_is_that_of_the_publication() -> None:
    ((found, used),) = find(shape(words("Text")), "page")

    assert found == "no page is set up"
    assert used.endswith("as without a template")


def test_heads_are_told_with_their_words_and_their_pages() -> None:
    assert find(shape(TWO, LEAVES), "heads and feet") == [
        ("word/header2.xml: “Across”", "on the cover"),
        ("word/header1.xml: “The House”", "on all other pages"),
        ("word/header3.xml: “Even”", "left behind: on no page of the document"),
    ]


def test_words_in_pieces_are_told_as_one() -> None:
    head = paragraph("".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in ("The ", "Hou", "se")))

    ((found, _),) = find(shape(section("header1"), {"header1": head}), "heads and feet")
    assert found == "word/header1.xml: “The House”"


def test_a_template_without_heads_says_so() -> None:
    assert find(shape(section()), "heads and feet") == [("none", "those of Octavo")]


def test_styles_are_told_with_the_names_that_the_template_has() -> None:
    german = ('<w:name w:val="heading 1"/>', '<w:name w:val="Überschrift 1"/>')
    own = '<w:style w:type="paragraph" w:styleId="X"><w:name w:val="House Remark"/></w:style>'
    rows = find(change(shape(section(), styles=own), {"word/styles.xml": german}), "style")

    assert ("Überschrift 1 (Heading1)", "heading 1: the template's") in rows
    assert ("Quote", "Quote: the template's") in rows
    (added,) = [used for found, used in rows if not found]
    assert added.startswith("added: ")
    assert "Key Message" in added.split(": ")[1].split(", ")
    assert "heading 1" not in added.split(": ")[1].split(", ")
    (spare,) = [found for found, used in rows if used == "kept; no text has them"]
    assert "House Remark" in spare.split(", ")


def test_what_is_left_behind_is_told_with_its_part() -> None:
    rows = find(with_macros(), "left behind")

    assert ("word/vbaProject.bin: macros", "in no file") in rows
    assert ("docProps/core.xml: title, author and other properties", "in no file") in rows


def test_the_text_is_left_behind() -> None:
    template = shape(words("Three small words") + section())

    assert find(template, "text") == [("3 words in word/document.xml", "left behind")]


def test_strict_open_xml_is_told() -> None:
    assert find(make_strict(shape(section())), "format") == [
        ("Strict Open XML", "read as what Word itself writes")
    ]


def test_the_same_problems_are_told_as_by_check() -> None:
    head = words("[Short title]") + paragraph(field("STYLEREF Date"))

    codes = [one.code for one in report(shape(section("header1"), {"header1": head})).problems]
    assert codes == ["WRD011", "WRD012"]


# ------------------------------------------------------------------------------ the command


def test_the_command_prints_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "house.dotx"
    file.write_bytes(shape(TWO, LEAVES))

    assert run(["template", str(file)]) == 0
    said = capsys.readouterr()
    assert "heads and feet\tword/header1.xml: “The House”\ton all other pages" in said.out
    assert "nothing to mend" in said.err


def test_it_says_why_a_file_cannot_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "house.docx"
    file.write_bytes(b"%PDF-1.7")

    assert run(["template", str(file)]) == 1
    said = capsys.readouterr().err
    assert "house.docx: error: the Word template cannot be used: it is a PDF file" in said


def test_it_warns_and_ends_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "house.docx"
    file.write_bytes(shape(section("header1"), {"header1": words("[Short title]")}))

    assert run(["template", str(file)]) == 0
    assert "house.docx: warning: `word/header1.xml`" in capsys.readouterr().out
