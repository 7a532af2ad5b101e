"""Templates as they come: what is left behind, and what is said of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from octavo.commands.cli import run
from octavo.document.problem import Problem, Severity
from octavo.docx.inspection import inspect_file
from octavo.files.library import Memory
from octavo.word import WordOptions, generator
from word.house_shapes import (
    SMALL,
    R,
    emf,
    field,
    logo,
    make_strict,
    paragraph,
    relate,
    relationships,
    section,
    shape,
    words,
)
from word.houses import FILE, add, change, furnish, plain_template
from word.readback import parts
from word.sample import LIBRARY

SETTINGS = "word/_rels/settings.xml.rels"
HEAD = {"header1": words("The House")}


def hang_on_template(target: str) -> bytes:
    """A template that was made with another one, as Word keeps it."""
    attached = f'<w:attachedTemplate {R} r:id="rId1"/>'
    house = shape(section("header1"), HEAD, settings=attached)
    return add(house, {SETTINGS: relationships(relate("rId1", "attachedTemplate", target, "out"))})


def with_macros() -> bytes:
    """A template with a program, as a `.dotm` has it."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
    program = add(
        shape(section("header1"), HEAD),
        {
            "word/vbaProject.bin": b"Traceable program",
            "word/vbaData.xml": b"<Traceable/>",
            "word/_rels/vbaProject.bin.rels": relationships(
                relate("rId1", "wordVbaData", "vbaData.xml")
            ),
        },
    )
    named = relate("rId77", "vbaProject", "vbaProject.bin")
    return change(
        program,
        {
            "[Content_Types].xml": (word, macro),
            "word/_rels/document.xml.rels": ("</Relationships>", f"{named}</Relationships>"),
        },
    )


def list_problems(template: bytes) -> tuple[Problem, ...]:
    """What is said of a template that is used."""
    library = Memory({**LIBRARY.files, FILE: template})
    return generator.generate(SMALL, WordOptions(False, template=FILE), library).problems


@pytest.mark.parametrize(
    "target", ["file:///C:/Traceable/Normal.dotm", "https://example.org/Traceable.dotx"]
)
def test_the_template_that_it_was_made_with_is_left_behind(target: str) -> None:
    made = parts(furnish(SMALL, hang_on_template(target)))

    assert not any(b"Traceable" in data or b"attachedTemplate" in data for data in made.values())
    assert list_problems(hang_on_template(target)) == ()


def test_macros_are_left_behind_with_a_note() -> None:
    made = parts(furnish(SMALL, with_macros()))
    (told,) = list_problems(with_macros())

    assert not any("vba" in name.casefold() for name in made)
    assert not any(b"Traceable" in data or b"macroEnabled" in data for data in made.values())
    assert any(b"The House" in data for data in made.values())
    assert (told.severity, told.code) == (Severity.NOTE, "WRD013")


def test_a_program_that_nothing_names_is_left_behind_too() -> None:
    loose = add(plain_template(), {"word/vbaProject.bin": b"\xcc"})

    assert [one.code for one in list_problems(loose)] == ["WRD013"]


def test_what_is_written_beside_pictures_in_heads_stays_behind() -> None:
    head = {"header1": paragraph(logo("logo.emf"))}
    house = shape(section("header1"), head, media={"logo.emf": emf("Traceable\0\0")})

    assert not any(b"Traceable" in data for data in parts(furnish(SMALL, house)).values())


def test_the_foot_of_a_first_page_is_the_covers() -> None:
    leaves = {"footer1": paragraph(field("PAGE")), "footer2": words("Address of the House")}
    house = shape(section("footer1", "first:footer2", more="<w:titlePg/>"), leaves)
    made = parts(furnish(SMALL, house))

    text = made["word/document.xml"].decode()
    (own,) = re.findall(r'w:type="first" r:id="rIdCoverFooter"', text)
    assert own
    feet = [name for name, data in made.items() if b"Address of the House" in data]
    assert len(feet) == 1
    assert text.count("<w:titlePg/>") == 1


def test_pictures_that_only_the_cover_of_the_template_has_are_told() -> None:
    body = paragraph(logo("logo.emf")) + words("One", "Heading1") + paragraph(logo("logo.emf"))
    below = words("One", "Heading1") + paragraph(logo("logo.emf"))
    told, silent = (shape(one + section()) for one in (body, below))

    assert [one.code for one in list_problems(told)] == ["WRD017"]
    assert list_problems(silent) == ()


def test_two_words_of_a_head_may_lead_to_one_address() -> None:
    links = "".join(
        f'<w:hyperlink r:id="{id}"><w:r><w:t>{id}</w:t></w:r></w:hyperlink>'
        for id in ("rId1", "rId2")
    )
    house = shape(section("header1"), {"header1": paragraph(links)})
    named = "".join(
        relate(id, "hyperlink", "https://example.org", "External") for id in ("rId1", "rId2")
    )
    made = furnish(SMALL, add(house, {"word/_rels/header1.xml.rels": relationships(named)}))

    assert inspect_file(made) == ()


def test_tables_that_only_place_things_in_heads_are_marked_so() -> None:
    table = (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLook w:val="04A0" w:firstRow="1"/>'
        '</w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc><w:tcPr>'
        f'<w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{words("Street 1")}</w:tc></w:tr></w:tbl>'
    )
    made = parts(furnish(SMALL, shape(section("footer1"), {"footer1": table + words("")})))

    (foot,) = [data for data in made.values() if b"Street 1" in data]
    assert b'w:val="0480" w:firstRow="0"' in foot


# ------------------------------------------------------------------------------ in a publication

PUBLICATION = """\
title: A small publication
event: {name: A gathering, place: Toulouse, start: 2025-04-28}
imprint: {publisher: The publisher}
audiences:
  command:
    {name: Command, question: What?, purpose: note, bottom_line: Talk., so_what: [Come.]}
sections: [a.md]
outputs:
  - generator: word
    options: {template: templates/house.dotx, embed_fonts: no}
"""
TEXT = """\
---
id: a
title: The section
kind: chapter
---

Words for all.

Name an officer of the Region. {.audience-command}
"""


def build(folder: Path, template: bytes) -> int:
    """The status of a build with the template, which holds each file to the audit."""
    (folder / "templates").mkdir()
    (folder / FILE).write_bytes(template)
    (folder / "publication.yaml").write_text(PUBLICATION)
    (folder / "a.md").write_text(TEXT)
    return run(["build", str(folder), "--output", str(folder / "build")])


def split_words() -> bytes:
    """A template with a word of its foot in two runs, as Word leaves it where somebody typed."""
    pieces = "".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in ("© ZIR", "CON 20", "21"))
    return shape(section("footer1"), {"footer1": paragraph(pieces)})


def placed_drawing() -> bytes:
    """A template with a drawing in its head that stands at a place and says something."""
    drawing = (
        '<w:r><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing" simplePos="0" relativeHeight="1" behindDoc="1" locked="0" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:align>left</wp:align></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:align>top</wp:align></wp:positionV>'
        '<wp:extent cx="360000" cy="360000"/><wp:wrapNone/>'
        '<wp:docPr id="1" name="Traceable" descr="A zirconium crest&#10;&#10;Description '
        'automatically generated"/></wp:anchor></w:drawing></w:r>'
    )
    return shape(section("header1"), {"header1": paragraph(drawing)})


@pytest.mark.slow
@pytest.mark.parametrize(
    "template",
    [
        pytest.param(
            shape(
                section("header1"), {"header1": words("Officer of the Region, name of the paper")}
            ),
            id="a word that stands in another reader's text",
        ),
        pytest.param(split_words(), id="words in pieces"),
        pytest.param(placed_drawing(), id="a drawing with a place"),
        pytest.param(
            shape(
                section("footer1"),
                {
                    "footer1": paragraph(
                        field('HYPERLINK "https://zirconium.example"', result="Zirconium")
                    )
                },
            ),
            id="an address in a field",
        ),
        pytest.param(hang_on_template("file:///C:/Normal.dotm"), id="an attached template"),
        pytest.param(with_macros(), id="macros"),
        pytest.param(make_strict(shape(section("header1"), HEAD)), id="Strict Open XML"),
        pytest.param(
            shape(
                section("header1"),
                {"header1": paragraph(logo("logo.emf"))},
                media={"logo.emf": emf("Traceable\0\0")},
            ),
            id="a logo in EMF",
        ),
    ],
)
def test_it_is_taken_and_stands_up_to_the_audit(tmp_path: Path, template: bytes) -> None:
    assert build(tmp_path, template) == 0


def test_a_warning_stands_at_the_option(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert build(tmp_path, shape(section("header1"), {"header1": words("[Short title]")})) == 0

    said = capsys.readouterr().err
    assert "publication.yaml:10:25: warning: `word/header1.xml` of the Word template says" in said
