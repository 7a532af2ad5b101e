"""The proceedings in each of their editions, judged by veraPDF; and the document inside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from booklet.making import CONTENT, read_folder
from judges.verapdf import judge
from octavo.booklet import BookletOptions, generate
from octavo.booklet.attachment import write_data
from octavo.document import Paragraph, Text
from octavo.document.problem import Span
from pdf.reading import open_pdf

EDITIONS: tuple[tuple[BookletOptions, tuple[str, ...]], ...] = (
    (BookletOptions(), ("ua1", "2a")),
    (BookletOptions(attach_source=True), ("ua1", "3a")),
    (BookletOptions(standard="ua2-a4"), ("ua2", "4")),
    (BookletOptions(standard="ua2-a4", attach_source=True), ("ua2", "4f")),
    (BookletOptions(edition="print"), ("ua1", "2a")),
)


@pytest.mark.slow
@pytest.mark.parametrize(("options", "flavours"), EDITIONS)
def test_an_edition_follows_its_standards(
    verapdf: Path, options: BookletOptions, flavours: tuple[str, ...], tmp_path: Path
) -> None:
    document, library = read_folder(CONTENT)
    file = tmp_path / "booklet.pdf"
    file.write_bytes(generate(document, options, library).data)
    for flavour in flavours:
        verdict = judge(verapdf, flavour, file)
        assert verdict.conforms, verdict.report


# ---------------------------------------------------------------------------- the document inside


@pytest.mark.slow
def test_the_document_inside_is_what_was_selected() -> None:
    document, library = read_folder(CONTENT)
    with open_pdf(generate(document, BookletOptions(attach_source=True), library).data) as pdf:
        (name,) = pdf.attachments
        held = json.loads(pdf.attachments[name].get_file().read_bytes())
    assert name == "space-2040.json"
    assert held == write_data(document)
    assert [section["title"] for section in held["sections"]] == [
        section.title for section in document.sections
    ]


def test_a_node_is_an_object_with_its_type_and_without_its_place() -> None:
    paragraph = Paragraph((Text("Words."),), "one-a", span=Span("one.md", 3))
    assert write_data(paragraph) == {
        "type": "Paragraph",
        "children": [{"type": "Text", "text": "Words."}],
        "id": "one-a",
    }


@pytest.mark.slow
def test_sheets_and_print_editions_hold_no_file() -> None:
    document, library = read_folder(CONTENT)
    output = generate(document, BookletOptions(edition="print", attach_source=True), library)
    with open_pdf(output.data) as pdf:
        assert len(pdf.attachments) == 0
