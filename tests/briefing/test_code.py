"""Code in the points of a briefing."""

from __future__ import annotations

import re

import pytest

from booklet.reading import find_nodes, read_nodes
from briefing.publications import change_audience, make_document
from octavo.briefing import BriefingOptions, generate, write_word
from octavo.document import Code, Document, Text
from octavo.files.library import Memory
from word.readback import part

FACE = '<w:rFonts w:ascii="Source Code Pro" w:hAnsi="Source Code Pro" w:cs="Source Code Pro"/>'


@pytest.fixture(scope="module")
def document() -> Document:
    """One whose bottom line has code in it."""
    line = (Text("Ask with "), Code("GET /launches"), Text(" before June."))
    return change_audience(make_document(), bottom_line=line)


def test_code_in_a_briefing_is_tagged_as_such(document: Document) -> None:
    data = generate(document, BriefingOptions(), Memory({})).data

    assert [node.kids for node in find_nodes(read_nodes(data), "Code")] == [["GET /launches "]]


def test_code_in_the_word_file_has_its_face_and_the_space_after_it_has_not(
    document: Document,
) -> None:
    data = write_word(document, BriefingOptions(), Memory({})).data
    body = part(data, "word/document.xml")

    found = re.search(
        rf"<w:rPr>{FACE}<w:noProof/>(?:(?!</w:rPr>).)*</w:rPr>"
        r'<w:t xml:space="preserve">GET /launches</w:t></w:r>'
        r'<w:r><w:t xml:space="preserve"> </w:t></w:r>',
        body,
    )
    assert found
    assert 'w:name="Source Code Pro"' in part(data, "word/fontTable.xml")


def test_a_briefing_without_code_has_no_face_of_code() -> None:
    data = write_word(make_document(), BriefingOptions(), Memory({})).data

    assert "Source Code Pro" not in part(data, "word/fontTable.xml")
