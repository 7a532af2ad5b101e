"""Publications of every kind conform to PDF/UA and PDF/A, and keep to the rules of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from booklet.faults import find_fault
from booklet.making import CONTENT, Made, draw_picture, make, read_folder
from booklet.pages import read_pages
from booklet.publications import list_publications, make_publication
from documents import PICTURE, documents
from judges.verapdf import run
from octavo.briefing import generator as briefing
from octavo.document import Document
from octavo.files.library import Folder, Memory
from octavo.selection.audience import select
from octavo.source.draft import read

pytestmark = pytest.mark.slow
AUDIENCES = ("political", "command", "planners", "industry", "public")


@pytest.fixture(scope="module")
def booklets() -> dict[str, Made]:
    """The booklet of each publication."""
    return {name: make_publication(name) for name in list_publications()}


def judge_all(home: Path, flavour: str, files: list[Path]) -> list[str]:
    """The lines of the verdicts that are no pass. There must be one for each file."""
    lines = run(home, flavour, files).stdout.splitlines()
    assert sum(line.startswith(("PASS", "FAIL", "ERROR")) for line in lines) == len(files)
    return [line for line in lines if not line.startswith("PASS")]


def test_there_are_enough_publications() -> None:
    assert len(list_publications()) >= 40


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_publications_of_every_kind_conform(
    verapdf: Path, booklets: dict[str, Made], flavour: str, tmp_path: Path
) -> None:
    assert judge_all(verapdf, flavour, write(booklets, tmp_path)) == []


def write(booklets: dict[str, Made], folder: Path) -> list[Path]:
    """The booklets as files."""
    files = [folder / f"{name.replace(' ', '-')}.pdf" for name in booklets]
    for file, made in zip(files, booklets.values(), strict=True):
        file.write_bytes(made.data)
    return files


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_the_proceedings_conform(verapdf: Path, flavour: str, tmp_path: Path) -> None:
    made = make(*read_folder(CONTENT))

    assert judge_all(verapdf, flavour, write({"proceedings": made}, tmp_path)) == []


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_the_briefings_conform(verapdf: Path, flavour: str, tmp_path: Path) -> None:
    draft = read(CONTENT)
    files = [tmp_path / f"{audience}.pdf" for audience in AUDIENCES]
    for file, audience in zip(files, AUDIENCES, strict=True):
        document = select(draft, audience)
        file.write_bytes(briefing.generate(document, briefing.options(), Folder(CONTENT)).data)

    assert judge_all(verapdf, flavour, files) == []


def test_random_documents_conform(verapdf: Path, tmp_path: Path) -> None:
    files: list[Path] = []

    @settings(max_examples=15)
    @given(documents())
    def save(document: Document) -> None:
        files.append(tmp_path / f"{len(files)}.pdf")
        files[-1].write_bytes(make(document, Memory({PICTURE: draw_picture()})).data)

    save()
    assert judge_all(verapdf, "ua1", files) == []
    assert judge_all(verapdf, "2a", files) == []


@pytest.mark.parametrize("name", list_publications())
def test_a_publication_says_what_its_source_says(name: str, booklets: dict[str, Made]) -> None:
    assert find_fault(booklets[name]) is None


@pytest.mark.parametrize("name", list_publications())
def test_nothing_runs_over_the_foot_or_the_side(name: str, booklets: dict[str, Made]) -> None:
    made = booklets[name]
    outside = [
        f"{page.label}: {run.text}"
        for page in read_pages(made.data).pages
        for run in page.runs
        if run.words and not (run.x > 20 and run.x + run.width < page.width - 20 and run.y > 28)
    ]

    assert outside == []
