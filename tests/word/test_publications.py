"""Small publications, each for something a document may have: all is there, no judge objects."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from booklet.publications import list_publications, read_publication
from judges.checkers import list_faults
from judges.openxml import validate
from octavo.document import Document
from octavo.docx.inspection import inspect_file
from word.expected import drop_fillers, expect_lines
from word.making import draw_coarsely, make
from word.marked import read_marked

pytestmark = pytest.mark.slow
Made = dict[str, tuple[Document, bytes]]


@pytest.fixture(scope="module")
def made() -> Iterator[Made]:
    """All of them with their Word files, by name."""
    with draw_coarsely():
        read = {name: read_publication(name) for name in list_publications()}
        yield {
            name: (document, make(document, library)) for name, (document, library) in read.items()
        }


@pytest.mark.parametrize("name", list_publications())
def test_it_says_all_that_its_source_says_and_nothing_else(made: Made, name: str) -> None:
    document, data = made[name]

    assert drop_fillers(read_marked(data)) == drop_fillers(expect_lines(document))


@pytest.mark.parametrize("name", list_publications())
def test_no_checker_finds_anything(made: Made, name: str) -> None:
    _, data = made[name]

    assert list_faults(data) == []
    assert inspect_file(data) == ()


def test_the_validator_finds_nothing(openxml: Path, made: Made) -> None:
    files = {name: data for name, (_, data) in made.items()}

    assert len(files) >= 20
    assert validate(openxml, files) == {name: [] for name in files}
