"""Random documents: what is read back is what they say, and no judge finds anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from judges.checkers import list_faults
from judges.openxml import validate
from octavo.document import Document
from octavo.docx.inspection import inspect_file
from word.expected import drop_fillers, expect_lines
from word.making import draw_coarsely, make_random
from word.marked import read_marked

Made = list[tuple[Document, bytes]]
COUNT = 20


@pytest.fixture(scope="module")
def made() -> Iterator[Made]:
    """Random documents and their Word files; `judges/word_versions.py` makes many more."""
    with draw_coarsely():
        yield make_random(COUNT)


@pytest.mark.slow
def test_a_random_document_says_what_its_source_says(made: Made) -> None:
    assert len(made) == COUNT
    for document, data in made:
        assert drop_fillers(read_marked(data)) == drop_fillers(expect_lines(document))


@pytest.mark.slow
def test_no_checker_finds_anything_wrong_with_random_documents(made: Made) -> None:
    assert [fault for _, data in made for fault in list_faults(data)] == []


@pytest.mark.slow
def test_nothing_that_checkers_overlook_is_wrong_with_random_documents(made: Made) -> None:
    assert [fault for _, data in made for fault in inspect_file(data)] == []


@pytest.mark.slow
def test_the_validator_finds_nothing_wrong_with_random_documents(openxml: Path, made: Made) -> None:
    files = {str(place): data for place, (_, data) in enumerate(made)}

    assert validate(openxml, files) == {name: [] for name in files}
