"""What a file may have besides the words of its source, worked out from the source."""

from __future__ import annotations

from dataclasses import replace

import pytest

from octavo.audit import expect
from octavo.document import Draft, Item, Listing, Paragraph, Text
from octavo.files.library import Folder
from octavo.source.draft import read
from trust.places import SMALL

LIBRARY = Folder(SMALL)


@pytest.fixture(scope="module")
def draft() -> Draft:
    """The small publication, which has an audience of its own."""
    return read(SMALL, "small")


def put_list(draft: Draft, start: int, audiences: frozenset[str] = frozenset()) -> Draft:
    """`draft` with a list of two items, numbered from `start`, in its first section."""
    items = tuple(Item((Paragraph((Text(text),)),)) for text in ("One.", "Two."))
    listing = Listing(items, ordered=True, start=start, audiences=audiences)
    first, *others = draft.sections
    return replace(draft, sections=(replace(first, blocks=(listing,)), *others))


@pytest.mark.parametrize("start", [999, 1998, 99_999])
def test_the_numbers_of_items_are_expected_and_no_others(draft: Draft, start: int) -> None:
    texts = expect(put_list(draft, start), None, LIBRARY).texts

    assert str(start + 1) in texts
    assert not {str(start - 1), str(start + 2)} & set(texts)


def test_the_numbers_of_a_list_for_others_are_not_expected(draft: Draft) -> None:
    audience = draft.audiences[0].id
    listed = put_list(draft, 2031, frozenset({audience}))

    assert "2031" in expect(listed, audience, LIBRARY).texts
    assert "2031" not in expect(listed, None, LIBRARY).texts
