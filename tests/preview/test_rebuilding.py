"""What the preview shows is what a build would make of the source as it is now."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from octavo.preview.rebuilding import Preview
from preview.warm_and_cold import CONTENT, list_differences

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


@pytest.mark.parametrize("wrong", ["titel: Another", "title: [", "title: 3\ntitle: 4"])
def test_an_error_leaves_the_title(folder: Path, wrong: str) -> None:
    preview = Preview(folder)
    before = preview.read()
    file = folder / "publication.yaml"
    file.write_text(re.sub("(?m)^title: .*", wrong, file.read_text()))
    after = preview.read()

    assert not after.readable
    assert after.title == before.title


def test_images_of_pages_that_are_gone_are_let_go_of(folder: Path) -> None:
    preview = Preview(folder)
    name, section = preview.read().files[0].name, sorted(folder.glob("*.md"))[0]
    before = preview.show(name)
    assert before is not None
    for page in before.pages:
        assert preview.images.draw(page.digest, 1.0)
    section.write_text(section.read_text().rstrip() + "\n\nOne more paragraph.\n")
    preview.read()
    after = preview.show(name)

    assert after is not None
    gone = {page.digest for page in before.pages} - {page.digest for page in after.pages}
    assert gone
    assert all(preview.images.draw(digest, 1.0) is None for digest in gone)


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


def test_a_generator_that_fails_is_told_and_the_preview_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = Preview(folder)
    name = preview.read().files[0].name
    before = preview.show(name)

    def fail(*given: object) -> None:
        raise ZeroDivisionError("by nothing")

    with monkeypatch.context() as patch:
        patch.setattr("octavo.booklet.kept_pages.draw_kept", fail)
        preview.read()
        after = preview.show(name)
    assert before is not None
    assert after is not None
    assert [problem.code for problem in after.problems] == ["OUT010"]
    assert "by nothing" in after.problems[0].message
    assert after.pages == before.pages

    preview.read()
    assert preview.show(name) == replace(before, version=3)


def test_a_source_that_cannot_even_be_read_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = Preview(folder)
    files = preview.read().files

    def fail(*given: object) -> None:
        raise RecursionError("too deep")

    with monkeypatch.context() as patch:
        patch.setattr("octavo.preview.rebuilding.read_source", fail)
        state = preview.read()
    assert not state.readable
    assert state.files == files
    assert "too deep" in state.problems[0].message
    assert preview.read().readable


def test_a_place_in_the_source_leads_to_its_page(folder: Path) -> None:
    preview = Preview(folder)
    name = preview.read().files[0].name
    shown = preview.show(name)
    assert shown is not None
    section = next(path for path in sorted(folder.glob("*.md")))
    last = section.read_text().count("\n") + 1

    pages = [preview.find_page(name, section.name, line) for line in range(1, last)]
    found = [page for page in pages if page is not None]
    assert found == sorted(found)
    assert all(0 <= page < len(shown.pages) for page in found)
    assert preview.find_page(name, section.name, 0) is None
    assert preview.find_page(name, "../other.md", 3) is None
    assert preview.find_page("nothing.pdf", section.name, last) is None


def test_the_contents_lead_to_pages_in_their_order(folder: Path) -> None:
    preview = Preview(folder)
    name = preview.read().files[0].name
    preview.show(name)
    contents = preview.list_contents(name)

    assert [line.page for line in contents] == sorted(line.page for line in contents)
    assert {line.level for line in contents} >= {1}


def test_what_a_briefing_chose_says_where_each_point_stands(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(CONTENT, tmp_path / "space-2040"))
    preview = Preview(folder)
    preview.read()
    name = "space-2040-briefing-political.pdf"
    shown = preview.list_choices(name)

    assert shown.audience == "political"
    assert shown.more is not None
    assert shown.more.points == 12
    assert {one.span.file for one in shown.choices} <= {path.name for path in folder.glob("*.md")}
    pages = preview.show(name)
    assert pages is not None
    placed = preview.find_blocks(name, 0)
    assert placed is not None
    chosen = {one.span for one in shown.choices if one.choice.shown}
    assert chosen <= {block.span for block in placed}
    assert len(placed) >= len(chosen) + 9  # the words of the audience, facts, and asks besides
