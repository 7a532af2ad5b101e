"""Author's queries: in a review copy, and in no other file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from octavo.audit import audit_file, expect, extract
from octavo.audit.letters import fold
from octavo.build.making import find_claims
from octavo.build.manifest import Result
from octavo.build.steps import inspect, publish
from octavo.files.library import Folder
from octavo.source.draft import read
from trust.places import SMALL

pytestmark = pytest.mark.slow

QUESTION = "Did the quorum really vanish overnight?"
TITLE = "Is this pavilion redundant?"
REVIEW = "small-review.docx"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small publication with a query about a word, in a point, and about a section."""
    folder = tmp_path_factory.mktemp("queries") / "small"
    shutil.copytree(SMALL, folder)
    panel, publication = folder / "04-panel.md", folder / "publication.yaml"
    text = panel.read_text(encoding="utf-8")
    text = text.replace("kind: panel\n", f'kind: panel\nqueries: ["{TITLE}"]\n')
    text = text.replace("Plan early.]", f'"Plan early.{{>>{QUESTION}<<}}"]')
    text = text.replace("Train as you fight, and", f"Train as you fight{{>>{QUESTION}<<}}, and")
    panel.write_text(text, encoding="utf-8")
    said = publication.read_text(encoding="utf-8")
    review = "{generator: word, options: {review: true}}"
    assert "[booklet, word, briefing]" in said
    said = said.replace("[booklet, word, briefing]", f"[booklet, word, {review}, briefing]")
    publication.write_text(said, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    """All its files."""
    return publish(folder, tmp_path_factory.mktemp("built"))


def list_asking(built: Result) -> list[str]:
    """The files in which any word of a query stands that the publication has nowhere else."""
    rare = ("quorum", "overnight", "pavilion", "redundant")
    return [
        file.name
        for file in built.files
        for found in [fold(" ".join(one.text for one in extract(file.name, file.data)))]
        if any(word in found for word in rare)
    ]


def test_only_the_review_copy_has_any_word_of_a_query(built: Result) -> None:
    assert len(built.files) > 5
    assert list_asking(built) == [REVIEW]


def test_every_query_is_reported_with_its_place(built: Result) -> None:
    noted = [str(problem) for problem in built.problems if problem.code == "QRY001"]

    assert [line.split("\n")[0] for line in noted] == [
        f"04-panel.md:5:11: note: an open query: {TITLE} [QRY001]",
        f"04-panel.md:11:61: note: an open query: {QUESTION} [QRY001]",
        f"04-panel.md:23:19: note: an open query: {QUESTION} [QRY001]",
    ]


def test_the_audit_finds_a_review_copy_in_the_place_of_a_clean_one(
    folder: Path, built: Result, tmp_path: Path
) -> None:
    (review,) = (file.data for file in built.files if file.name == REVIEW)
    clean_copy = tmp_path / "small.docx"
    clean_copy.write_bytes(review)
    found = inspect(folder, [clean_copy], None)

    assert {problem.code for problem in found} == {"FIL001", "FIL004"}


def test_the_audit_misses_queries_in_a_review_copy_without(folder: Path, built: Result) -> None:
    (usual,) = (file.data for file in built.files if file.name == "small.docx")
    expected = expect(read(folder), None, Folder(folder), queries=True)
    found = audit_file(REVIEW, usual, expected, find_claims("word", REVIEW))

    assert [problem.code for problem in found] == ["FIL002", "FIL002"]


def test_without_queries_the_files_are_the_same_to_the_byte(built: Result, tmp_path: Path) -> None:
    plain = {file.name: file.data for file in publish(SMALL, tmp_path).files}

    assert {f.name: f.data for f in built.files if f.name != REVIEW} == plain
