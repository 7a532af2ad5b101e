"""Random documents: what is read back is what they say. Run by name: a rare space is still lost."""

from __future__ import annotations

from itertools import zip_longest

from hypothesis import Phase, given, settings

from booklet.expected import expect_sections
from booklet.making import draw_picture, make
from booklet.reading import Said, find_sections, list_said, part_notes
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
    assert find_difference(blocks, expected_blocks) is None
    assert notes == expected_notes


def find_difference(blocks: list[Said], expected: list[Said]) -> tuple[str, str] | None:
    """Where the first block that is another begins to be so: what it says, and what it should."""
    for (role, text), (wanted, words) in zip_longest(blocks, expected, fillvalue=("", "")):
        same = (n for n, pair in enumerate(zip(text, words, strict=False)) if len({*pair}) > 1)
        at = max(next(same, min(len(text), len(words))) - 20, 0)
        if (role, text) != (wanted, words):
            return f"{role}: {text[at:][:60]}", f"{wanted}: {words[at:][:60]}"
    return None
