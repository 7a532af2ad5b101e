"""What stands in the folder of a publication and is not used is told in a note."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commands.conftest import SMALL, change
from octavo.build.steps import list_problems
from octavo.files.library import MOST_LISTED, Folder, Memory, list_file_names


def unused(folder: Path) -> list[str]:
    found = list_problems(Folder(folder), "small")[1]
    return [f"{p.span}: {p.severity.value}: {p.message}" for p in found if p.code == "SRC012"]


def test_a_section_that_is_not_listed_is_named(folder: Path) -> None:
    (folder / "05-extra.md").write_text("---\nid: extra\ntitle: Extra\nkind: chapter\n---\nText.\n")

    assert unused(folder) == ["05-extra.md: note: `05-extra.md` is no section of this publication"]


def test_a_picture_that_nothing_shows_is_named(folder: Path) -> None:
    (folder / "images").mkdir()
    (folder / "images" / "booth.JPG").write_bytes(b"")

    assert unused(folder) == [
        "images/booth.JPG: note: nothing shows the picture `images/booth.JPG`"
    ]


@pytest.mark.parametrize(
    "name",
    ["README.md", "templates/notes.md", "assets/logo.png", ".draft.md", ".git/one.md", "notes.txt"],
)
def test_what_is_there_for_another_reason_is_not_named(name: str, folder: Path) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"")

    assert unused(folder) == []


def test_where_something_could_not_be_read_nothing_is_called_unused(folder: Path) -> None:
    (folder / "booth.png").write_bytes(b"")
    change(folder, "04-panel.md", "---\nid: panel-1", "id: [")

    assert unused(folder) == []


@pytest.mark.parametrize("publication", ["small", "programme", "participants", "annex"])
def test_everything_in_our_publications_is_used(publication: str) -> None:
    assert unused(SMALL.parent / publication) == []


def test_a_folder_with_too_much_in_it_is_not_listed_to_its_end(tmp_path: Path) -> None:
    for number in range(MOST_LISTED + 10):
        (tmp_path / f"{number}.txt").touch()

    assert len(list_file_names(Folder(tmp_path))) == MOST_LISTED


def test_a_folder_and_a_memory_list_the_same(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "small")
    files = {path.name: path.read_bytes() for path in SMALL.iterdir()}

    assert list_file_names(Folder(tmp_path / "small")) == list_file_names(Memory(files))


def test_the_report_of_an_import_is_to_be_read_and_deleted(folder: Path) -> None:
    (folder / "IMPORT.md").write_text("# Import of report.docx\n")

    (found,) = (p for p in list_problems(Folder(folder), "small")[1] if p.code == "SRC012")
    assert found.hint == "correct what it says was guessed, then delete it"
