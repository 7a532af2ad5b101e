"""Random documents: what is read back is what they say. `tests/judges/booklets.py` runs many."""

from __future__ import annotations

import pytest
from hypothesis import Phase, given, settings

from booklet.faults import find_fault
from booklet.making import draw_picture, make
from documents import PICTURE, documents
from octavo.document import Document
from octavo.files.library import Memory

LIBRARY = Memory({PICTURE: draw_picture()})


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of a document at fault
@settings(max_examples=10, phases=[Phase.generate])  # each takes a second; to shrink, minutes
@given(documents())
def test_a_random_document_says_what_its_source_says(document: Document) -> None:
    assert find_fault(make(document, LIBRARY)) is None
