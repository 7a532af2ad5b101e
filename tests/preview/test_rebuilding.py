"""What the preview shows is what a build would make of the source as it is now."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from octavo.preview.rebuilding import Preview
from preview.warm_and_cold import list_differences

SMALL = Path(__file__).resolve().parents[1] / "publications" / "small"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def test_the_files_of_a_publication_are_listed_with_their_readers(folder: Path) -> None:
    state = Preview(folder).read()

    assert state.readable
    assert {(file.kind, bool(file.audience)) for file in state.files} >= {("pdf", False)}
    assert all(bool(file.audience) == bool(file.reader) for file in state.files)


def test_a_page_that_does_not_change_keeps_its_name(folder: Path) -> None:
    preview = Preview(folder)
    name = preview.read().files[0].name
    before = preview.show(name)
    section = next(path for path in sorted(folder.glob("*.md")))
    section.write_text(section.read_text().rstrip() + "\n\nOne more paragraph.\n")
    preview.read()
    after = preview.show(name)

    assert before is not None
    assert after is not None
    assert before.pages[0] == after.pages[0]
    assert before.pages != after.pages


def test_an_error_leaves_the_last_good_pages(folder: Path) -> None:
    preview = Preview(folder)
    name = preview.read().files[0].name
    before = preview.show(name)
    (folder / "publication.yaml").write_text("title: [")
    state = preview.read()
    after = preview.show(name)

    assert before is not None
    assert after is not None
    assert not state.readable
    assert [problem.code for problem in state.problems] == ["SRC003"]
    assert after.pages == before.pages
    assert preview.images.draw(after.pages[0].digest, 1.0) is not None


@pytest.mark.parametrize("name", ["", "../small.pdf", "small.pdf.trace.json", "nothing.pdf"])
def test_only_files_that_the_publication_asks_for_are_shown(folder: Path, name: str) -> None:
    preview = Preview(folder)
    preview.read()

    assert preview.show(name) is None


def test_only_pages_that_are_shown_are_drawn_and_in_few_sizes(folder: Path) -> None:
    preview = Preview(folder)
    shown = preview.show(preview.read().files[0].name)

    assert shown is not None
    digest = shown.pages[0].digest
    assert preview.images.draw(digest, 2.0) is not None
    assert preview.images.draw(digest, 1000.0) is None
    assert preview.images.draw("0" * 32, 2.0) is None


@pytest.mark.slow
def test_nothing_that_is_kept_is_stale() -> None:
    assert list(list_differences(8)) == []
