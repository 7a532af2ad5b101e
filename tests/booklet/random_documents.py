"""Random documents: what is read back is what they say. Run by name: a rare space is still lost."""

from __future__ import annotations

from hypothesis import Phase, given, settings

from booklet.expected import expect_sections
from booklet.making import draw_picture, make
from booklet.reading import find_sections, list_said, part_notes
from documents import PICTURE, documents
from octavo.document import Document
from octavo.library import Memory

LIBRARY = Memory({PICTURE: draw_picture()})


@settings(max_examples=10, phases=[Phase.generate])  # each takes a second; to shrink, minutes
@given(documents())
def test_a_random_document_says_what_its_source_says(document: Document) -> None:
    made = make(document, LIBRARY)

    said = [one for part in find_sections(made.data, document) for one in list_said(part)]
    blocks, notes = part_notes(said)

    expected_blocks, expected_notes = part_notes(expect_sections(document))
    assert blocks == expected_blocks
    assert notes == expected_notes
