"""What a build does to the files of an earlier one, and to those that somebody changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import octavo
from engine.outputs import replace_text
from octavo import publish
from octavo.build.manifest import verify
from octavo.build.writing import NotWritten
from octavo.commands.cli import run

pytestmark = pytest.mark.usefixtures("generators")
WORD = Path("small", "small.docx")


@pytest.fixture
def build(folder: Path, tmp_path: Path) -> Path:
    """Where everything was built once."""
    publish(folder, tmp_path / "build")
    return tmp_path / "build"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under `folder`, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


# ------------------------------------------------------------------------------ edited files


def test_a_file_that_was_edited_stops_a_build(folder: Path, build: Path) -> None:
    (build / WORD).write_text("edited for an hour")
    before = contents(build)

    with pytest.raises(NotWritten) as caught:
        publish(folder, build)
    assert str(caught.value) == (
        f"nothing was written: `small.docx` in `{build}/small` is not as Octavo made it, and would "
        "be lost\n  hint: --keep-edited keeps `small.edited.docx`, --overwrite keeps nothing"
    )
    assert contents(build) == before


def test_an_edited_file_is_overwritten_where_that_is_asked_for(folder: Path, build: Path) -> None:
    before = contents(build)
    (build / WORD).write_text("edited for an hour")
    publish(folder, build, edited="overwrite")

    assert contents(build) == before


def test_an_edited_file_is_kept_beside_the_new_one(folder: Path, build: Path) -> None:
    before = contents(build)
    for text in (b"edited for an hour", b"edited again"):
        (build / WORD).write_bytes(text)
        publish(folder, build, edited="keep")

    assert contents(build) == before | {
        "small/small.edited.docx": b"edited for an hour",
        "small/small.edited-2.docx": b"edited again",
    }


def test_what_was_kept_beside_stops_no_later_build(folder: Path, build: Path) -> None:
    (build / WORD).write_text("edited for an hour")
    publish(folder, build, edited="keep")
    publish(folder, build)

    assert (build / "small" / "small.edited.docx").read_text() == "edited for an hour"


def test_a_file_that_was_edited_stops_no_build_of_others(folder: Path, build: Path) -> None:
    (build / WORD).write_text("edited for an hour")
    publish(folder, build, only=["briefing"])

    assert (build / WORD).read_text() == "edited for an hour"
    assert [problem.code for problem in verify(build / "small")] == ["VER002"]


def test_an_edited_file_that_is_no_longer_made_stops_a_build(folder: Path, build: Path) -> None:
    (build / WORD).write_text("edited for an hour")
    replace_text(folder, "publication.yaml", "[booklet, word, briefing]", "[booklet]")

    with pytest.raises(NotWritten, match=r"`small\.docx` in .* would be lost"):
        publish(folder, build)


def test_a_file_of_somebody_else_with_the_name_of_an_output_is_not_overwritten(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "build" / "small").mkdir(parents=True)
    (tmp_path / "build" / WORD).write_text("mine")
    (tmp_path / "build" / "small" / "manifest.json").write_text('{"name": "a web page"}')

    with pytest.raises(NotWritten, match=r"`manifest\.json` and `small\.docx` in .* are not as"):
        publish(folder, tmp_path / "build")


def test_a_folder_with_the_name_of_an_output_is_kept_beside(folder: Path, build: Path) -> None:
    (build / WORD).unlink()
    (build / WORD).mkdir()
    (build / WORD / "inside.xml").write_text("unpacked")
    publish(folder, build, edited="keep")

    assert (build / "small" / "small.edited.docx" / "inside.xml").read_text() == "unpacked"
    assert (build / WORD).is_file()


def test_without_its_manifest_a_build_is_recognised_by_its_bytes(folder: Path, build: Path) -> None:
    (build / "small" / "manifest.json").unlink()
    before = contents(build)
    publish(folder, build)

    assert contents(build).keys() == {*before, "small/manifest.json"}


def test_a_file_that_was_deleted_is_made_again(folder: Path, build: Path) -> None:
    before = contents(build)
    (build / WORD).unlink()
    publish(folder, build)

    assert contents(build) == before


def test_the_command_refuses_with_status_2_and_says_what_to_do(
    folder: Path, build: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["build", str(folder), "--output", str(build)]
    (build / WORD).write_text("edited")

    assert run(command) == 2
    assert "--keep-edited keeps `small.edited.docx`" in capsys.readouterr().err
    assert run([*command, "--keep-edited"]) == 0
    (build / WORD).write_text("edited")
    assert run([*command, "--overwrite"]) == 0
    assert (build / "small" / "small.edited.docx").read_text() == "edited"


# ------------------------------------------------------------------------------ at the same time


def test_two_builds_of_parts_at_the_same_time_lose_nothing(
    folder: Path, build: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    flock = fcntl.flock

    def finish_another(handle: int, kind: int) -> None:
        """Have another build finish before this one comes to write."""
        monkeypatch.setattr(fcntl, "flock", flock)
        replace_text(folder, "04-panel.md", "Train as", "Drill as")
        publish(folder, build, only=["briefing"])
        (build / "small" / "mine.txt").write_text("saved meanwhile")
        replace_text(folder, "04-panel.md", "Drill as", "Train as")
        flock(handle, kind)

    monkeypatch.setattr(fcntl, "flock", finish_another)
    publish(folder, build, only=["word"])

    assert [problem.code for problem in verify(build / "small")] == ["VER004", "VER004", "VER003"]
    assert (build / "small" / "mine.txt").read_text() == "saved meanwhile"


def test_a_source_that_changes_while_its_files_are_made_is_refused(
    folder: Path, tmp_path: Path
) -> None:
    def change(step: str) -> None:
        if step.startswith("4"):
            (folder / "04-panel.md").write_text("")

    with pytest.raises(NotWritten, match=r"`04-panel\.md` changed while the files were made"):
        publish(folder, tmp_path / "build", tell=change)
    assert not (tmp_path / "build").exists()


# ------------------------------------------------------------------------------ older files


def test_files_from_an_older_source_are_told_by_a_build(folder: Path, build: Path) -> None:
    replace_text(folder, "04-panel.md", "Train as", "Drill as")
    told = publish(folder, build, only=["word", "briefing"], audiences=["command"]).problems

    (older,) = (problem for problem in told if problem.code == "OUT005")
    assert older.severity.value == "warning"
    assert older.message == (
        "`small-briefing-industry.pdf`, `small.docx` and `small.pdf` are from an older source than "
        "what was made now"
    )
    assert "build without --only and --audience" in older.hint


def test_files_from_an_older_source_are_not_called_sound(folder: Path, build: Path) -> None:
    replace_text(folder, "04-panel.md", "Train as", "Drill as")
    publish(folder, build, only=["booklet", "word"])

    problems = verify(build / "small")
    assert [(problem.code, problem.severity.value) for problem in problems] == [
        ("VER004", "error"),
        ("VER004", "error"),
    ]
    assert str(problems[0]) == (
        "error: `small-briefing-command.pdf` is from an older source than the files that were made "
        "last [VER004]\n  hint: it may say different things from them, and quote other pages: "
        "build all of them again"
    )


def test_files_from_the_same_source_are_sound_whenever_they_were_made(
    folder: Path, build: Path
) -> None:
    told = publish(folder, build, only=["word"]).problems

    assert "OUT005" not in [problem.code for problem in told]
    assert verify(build / "small") == ()


def test_a_full_build_makes_everything_sound_again(folder: Path, build: Path) -> None:
    replace_text(folder, "04-panel.md", "Train as", "Drill as")
    publish(folder, build, only=["word"])
    publish(folder, build)

    assert verify(build / "small") == ()


def test_what_goes_with_one_readers_files_says_nothing_of_a_source(
    folder: Path, build: Path
) -> None:
    manifest = json.loads((build / "small" / "manifest.json").read_text())
    for entry in manifest["files"]:
        del entry["source"]
    (build / "small" / "manifest.json").write_text(json.dumps({"files": manifest["files"]}))

    assert verify(build / "small") == ()


# ------------------------------------------------------------------------------ what is told


def test_files_that_could_not_be_deleted_are_told(
    folder: Path, build: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, ignore_errors: bool) -> None:
        """Delete nothing, as with the files of somebody else."""

    monkeypatch.setattr("shutil.rmtree", fail)
    told = publish(folder, build).problems

    (left,) = (problem for problem in told if problem.code == "OUT006")
    assert left.message.startswith("the files are written; those before them could not be deleted")
    assert left.severity.value == "warning"


@pytest.mark.slow
def test_names_that_cannot_be_printed_are_no_reason_to_say_that_nothing_was_written(
    folder: Path, tmp_path: Path
) -> None:
    package = Path(octavo.__file__).parents[1]
    with Path(os.devnull).open() as unwritable:
        done = subprocess.run(
            [sys.executable, "-m", "octavo", "build", folder, "--output", tmp_path / "build"],
            stdout=unwritable,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": str(package)},
        )

    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        2,
        "Error: the files are written, but their names cannot be printed: Bad file descriptor",
    )
    assert verify(tmp_path / "build" / "small") == ()
