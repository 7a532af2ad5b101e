"""An answer holds as long as everything is as it was when it was found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from octavo.cache.answers import Cache
from octavo.cache.entry_folder import open_entries
from octavo.files.library import Folder, Memory, Recording, list_file_names

QUESTION = ("how many",)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(open_entries(tmp_path / "cache", tmp_path / "small"), "1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    (folder / "images").mkdir(parents=True)
    (folder / "one.md").write_bytes(b"One")
    (folder / "unread.md").write_bytes(b"Unread")
    return folder


def look(library: Recording) -> None:
    """Read a file that is there, one that is not, and one that is built in."""
    library.read("one.md")
    for name in ("two.md", "templates/theme.yaml", "../three.md"):
        try:
            library.read(name)
        except (OSError, ValueError):
            continue


def keep(cache: Cache, folder: Path, listing: bool = False) -> None:
    """Have an answer to the question, found from the folder as it is."""
    recording = Recording(Folder(folder))
    look(recording)
    if listing:
        list_file_names(recording)
    cache.keep(QUESTION, recording, 7)


def test_an_answer_holds_while_nothing_changes(cache: Cache, folder: Path) -> None:
    assert cache.find(QUESTION, Folder(folder)) is None
    keep(cache, folder)

    assert cache.find(QUESTION, Folder(folder)) == 7
    assert cache.find(("another",), Folder(folder)) is None
    assert Cache(cache.entries, "2").find(QUESTION, Folder(folder)) is None


def change_file(folder: Path) -> None:
    (folder / "one.md").write_bytes(b"one")


def delete_file(folder: Path) -> None:
    (folder / "one.md").unlink()


def make_folder(folder: Path) -> None:
    (folder / "one.md").unlink()
    (folder / "one.md").mkdir()


def add_file(folder: Path) -> None:
    (folder / "two.md").write_bytes(b"Two")


def replace_builtin(folder: Path) -> None:
    (folder / "templates").mkdir()
    (folder / "templates" / "theme.yaml").write_bytes(b"")


@pytest.mark.parametrize(
    "change", [change_file, delete_file, make_folder, add_file, replace_builtin]
)
def test_what_was_read_or_looked_for_decides(
    cache: Cache, folder: Path, change: Callable[[Path], object]
) -> None:
    keep(cache, folder)
    change(folder)

    assert cache.find(QUESTION, Folder(folder)) is None


def test_what_was_not_read_does_not_matter(cache: Cache, folder: Path) -> None:
    keep(cache, folder)
    (folder / "unread.md").write_bytes(b"Changed")
    (folder / "new.md").write_bytes(b"New")

    assert cache.find(QUESTION, Folder(folder)) == 7


def test_a_list_of_all_files_is_read_too(cache: Cache, folder: Path) -> None:
    keep(cache, folder, listing=True)
    (folder / "unread.md").write_bytes(b"Changed")
    assert cache.find(QUESTION, Folder(folder)) == 7
    (folder / "images" / "new.png").write_bytes(b"")

    assert cache.find(QUESTION, Folder(folder)) is None


def test_what_changes_while_it_is_read_is_not_kept(cache: Cache, folder: Path) -> None:
    recording = Recording(Folder(folder))
    recording.read("one.md")
    (folder / "one.md").write_bytes(b"one")
    recording.read("one.md")
    cache.keep(QUESTION, recording, 7)

    assert cache.find(QUESTION, Folder(folder)) is None


def test_what_an_answer_was_found_from_is_told_to_those_outside(cache: Cache) -> None:
    library = Memory({"one.md": b"One"})
    inner = Recording(library)
    look(inner)
    cache.keep(QUESTION, inner, 7)
    outer = Recording(library)

    assert cache.find(QUESTION, outer) == 7
    assert outer.answers == inner.answers
