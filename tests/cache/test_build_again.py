"""`octavo build` where nothing changed writes nothing and says so; anything else is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from octavo.commands.cli import run

pytestmark = pytest.mark.slow

State: TypeAlias = "dict[str, tuple[int, int, bytes]]"
DONE = "nothing has changed, nothing is made"


@pytest.fixture(autouse=True)
def few_outputs(folder: Path) -> None:
    """Two outputs that are quickly made."""
    path = folder / "publication.yaml"
    text = path.read_text(encoding="utf-8")
    outputs = "outputs: [word, briefing-word]"
    path.write_text(text.replace("outputs: [booklet, word, briefing]", outputs), encoding="utf-8")


def build(folder: Path, *options: str) -> int:
    return run(["build", str(folder), "--output", str(folder.parent / "build"), *options])


def look(folder: Path) -> State:
    """The files of the build, with what tells that they were written."""
    found = sorted((folder.parent / "build").rglob("*"))
    about = {path.relative_to(folder.parent).as_posix(): path.stat() for path in found}
    return {
        name: (one.st_ino, one.st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path, (name, one) in zip(found, about.items(), strict=True)
    }


def contents(state: State) -> dict[str, bytes]:
    return {name: data for name, (_, _, data) in state.items()}


@pytest.fixture
def made(folder: Path, place: Path, capsys: pytest.CaptureFixture[str]) -> State:
    """What the first build made."""
    assert build(folder) == 0
    assert DONE not in capsys.readouterr().err
    return look(folder)


def test_nothing_is_written_where_nothing_changed(
    folder: Path, made: State, capsys: pytest.CaptureFixture[str]
) -> None:
    status = build(folder)
    said = capsys.readouterr()

    assert status == 0
    assert said.err.startswith(f"{DONE}: ")
    assert len(said.out.splitlines()) == len(made) - 2  # its folder, and the manifest
    assert look(folder) == made


def test_a_quiet_build_says_nothing(
    folder: Path, made: State, capsys: pytest.CaptureFixture[str]
) -> None:
    build(folder, "--quiet")

    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("option", ["--force", "--no-cache"])
def test_the_files_can_be_made_again(folder: Path, made: State, option: str) -> None:
    build(folder, option)

    assert look(folder) != made
    assert contents(look(folder)) == contents(made)


@pytest.mark.parametrize("name", ["small.docx", "manifest.json"])
def test_a_file_that_is_gone_is_made_again(folder: Path, made: State, name: str) -> None:
    (folder.parent / "build" / "small" / name).unlink()
    build(folder)

    assert contents(look(folder)) == contents(made)


def test_a_file_that_somebody_edited_is_seen(
    folder: Path, made: State, capsys: pytest.CaptureFixture[str]
) -> None:
    edited = folder.parent / "build" / "small" / "small.docx"
    edited.write_bytes(b"edited")
    status = build(folder)

    assert status == 2
    assert "is not as Octavo made it" in capsys.readouterr().err
    assert build(folder, "--overwrite") == 0
    assert contents(look(folder)) == contents(made)


def test_a_manifest_that_somebody_edited_is_written_again(folder: Path, made: State) -> None:
    manifest = folder.parent / "build" / "small" / "manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b"briefing-word", b"briefing"))
    build(folder)

    assert contents(look(folder)) == contents(made)


def test_a_file_of_ones_own_beside_them_changes_nothing(folder: Path, made: State) -> None:
    (folder.parent / "build" / "small" / "own.txt").write_bytes(b"own")
    before = look(folder)
    build(folder)

    assert look(folder) == before


def add_template(folder: Path) -> None:
    """A template that nothing asks for: it is named in the manifest all the same."""
    (folder / "templates").mkdir()
    (folder / "templates" / "own.yaml").write_bytes(b"")


def change_text(folder: Path) -> None:
    path = sorted(folder.glob("*.md"))[0]
    path.write_bytes(path.read_bytes() + b"\nOne more paragraph.\n")


@pytest.mark.parametrize("change", [add_template, change_text])
def test_a_change_of_the_source_is_built(
    folder: Path, made: State, change: Callable[[Path], None]
) -> None:
    change(folder)
    build(folder)
    found = look(folder)
    build(folder, "--no-cache")

    assert contents(found) == contents(look(folder)) != contents(made)


def test_what_is_asked_for_counts(folder: Path, made: State) -> None:
    build(folder, "--only", "word")
    found = look(folder)
    assert found != made
    build(folder, "--only", "word")
    assert look(folder) == found
    build(folder)

    assert contents(look(folder)) == contents(made)


def test_another_folder_is_filled(folder: Path, made: State) -> None:
    other = folder.parent / "other"
    run(["build", str(folder), "--output", str(other)])

    assert sorted(path.name for path in (other / "small").iterdir()) == sorted(
        path.name for path in (folder.parent / "build" / "small").iterdir()
    )


def test_what_was_told_is_told_again(
    folder: Path, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "forgotten.md").write_bytes(b"")
    told: list[str] = []
    for _ in range(2):
        build(folder, "--verbose")
        told += [line for line in capsys.readouterr().err.splitlines() if "SRC012" in line]

    assert len(told) == 2
    assert told[0] == told[1]
