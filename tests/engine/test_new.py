"""`octavo new`: a publication that is right from the first build on, or nothing at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from architecture import ROOT
from octavo.build.steps import review
from octavo.commands.cli import run
from octavo.commands.new import KINDS
from octavo.source.json_schema import write_schema


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def list_files(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_every_kind_has_its_folder() -> None:
    folders = {path.name for path in (ROOT / "templates" / "new").iterdir()}

    assert folders == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_to_be_mended_in_a_new_publication(here: Path, kind: str) -> None:
    assert run(["new", "sky", "--kind", kind]) == 0
    _, problems = review(here / "sky")
    assert problems == ()


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_new_publication_is_built_at_once(
    here: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["new", "sky", "--kind", kind])
    capsys.readouterr()

    assert run(["build", "sky"]) == 0
    said = capsys.readouterr()
    assert (said.err, "warning" in said.out) == ("", False)
    assert run(["verify", "build/sky"]) == 0
    assert len(list_files(here / "build" / "sky")) >= 3


def test_a_conference_is_what_it_is_unless_another_kind_is_asked_for(here: Path) -> None:
    run(["new", "one"])
    run(["new", "two", "--kind", "conference"])

    assert list_files(here / "one") == list_files(here / "two")


def test_the_first_line_leads_an_editor_to_the_schema(here: Path) -> None:
    run(["new", "sky"])
    first = (here / "sky" / "publication.yaml").read_text("utf-8").splitlines()[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)

    assert found
    assert (here / "sky" / found[1]).read_text("utf-8") == write_schema("publication")


def test_the_files_and_the_next_commands_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "my sky", "--kind", "briefing"])
    said = capsys.readouterr()

    assert said.out.splitlines() == [
        str(Path("my sky", name))
        for name in ("01-matter.md", "publication.yaml", ".octavo/publication.schema.json")
    ]
    assert [line.split("  ")[1] for line in said.err.splitlines()[2:]] == [
        "cd 'my sky'",
        "octavo build",
        "octavo check",
    ]


def test_folders_above_it_are_made(here: Path) -> None:
    assert run(["new", "a/b/sky"]) == 0
    assert (here / "a" / "b" / "sky" / "publication.yaml").is_file()


@pytest.mark.parametrize("name", ["sky", "."])
def test_an_empty_folder_is_filled(
    here: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / name).mkdir(exist_ok=True)

    assert run(["new", name]) == 0
    assert (here / name / "publication.yaml").is_file()
    assert ("cd" in capsys.readouterr().err) == (name == "sky")


def test_a_folder_with_something_in_it_stays_as_it_is(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "sky").mkdir()
    (here / "sky" / "notes.txt").write_text("mine")

    assert run(["new", "sky"]) == 2
    assert "nothing was written: `sky` is there, and not empty" in capsys.readouterr().err
    assert list_files(here) == {"sky/notes.txt": b"mine"}


def test_a_file_of_that_name_stays_as_it_is(here: Path) -> None:
    (here / "sky").write_text("mine")

    assert run(["new", "sky"]) == 2
    assert list_files(here) == {"sky": b"mine"}


def test_a_fault_leaves_nothing_behind(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "rename", fail)

    assert run(["new", "sky"]) == 2
    assert list_files(here) == {}


def test_an_unknown_kind_is_told_with_those_there_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["new", "sky", "--kind", "novel"]) == 2
    assert "conference" in capsys.readouterr().err
