"""What a command says while it works, when it is done, and when it is stopped."""

from __future__ import annotations

import os
import pty
import re
import sys
from pathlib import Path
from typing import Any

import pytest

import octavo.build.steps
from octavo.build.manifest import BuiltFile, Result
from octavo.commands.build import summarise
from octavo.commands.cli import run
from octavo.commands.progress import choose_teller, clear_progress
from octavo.commands.session import Session


def built(name: str, generator: str, pages: int) -> BuiltFile:
    return BuiltFile(name, generator, "", pages, b"", "")


def test_a_build_is_summed_up_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = (built("a.pdf", "booklet", 46), built("b.pdf", "brief", 1), built("b.json", "brief", 0))

    assert summarise(Result(tmp_path / "build", made, ()), 9.23) == (
        "3 files in build: booklet 1, brief 2; 47 pages; 9.2 s"
    )
    assert summarise(Result(tmp_path / "build", made[2:], ()), 0.04) == "1 file in build: 0.0 s"


def answer() -> Any:
    """A stand-in for `publish` that tells two steps and makes two files."""

    def publish(folder: Path, output: Path, *rest: Any) -> Result:
        tell = rest[2]
        tell("1 read small")
        tell("4 generate a.pdf (1 of 2)")
        return Result(output / "small", (built("a.pdf", "one", 1), built("b.x", "two", 0)), ())

    return publish


@pytest.mark.usefixtures("folder")
def test_elsewhere_than_on_a_terminal_each_file_is_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(octavo.build.steps, "publish", answer())

    assert run(["build"]) == 0
    assert capsys.readouterr() == ("build/small/a.pdf  1 page\nbuild/small/b.x\n", "")


@pytest.mark.usefixtures("folder")
def test_quiet_says_nothing_of_what_went_well(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(octavo.build.steps, "publish", answer())

    assert run(["build", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


# ------------------------------------------------------------------------------ on a terminal

SCRIPT = """
import sys
from commands.test_terminal import answer
import octavo.build.steps
octavo.build.steps.publish = answer()
from octavo.commands.cli import run
sys.exit(run(sys.argv[1:]))
"""


def on_terminal(folder: Path, *arguments: str) -> str:
    """What stands on a terminal after a command, without the lines that were wiped out."""
    read: list[bytes] = []

    def keep(handle: int) -> bytes:
        read.append(os.read(handle, 65536))
        return read[-1]

    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    before = Path.cwd()
    os.chdir(folder.parents[1])
    try:
        pty.spawn([sys.executable, "-c", SCRIPT, *arguments], keep)
    finally:
        os.chdir(before)
    return b"".join(read).decode().replace("\r\n", "\n")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.mark.usefixtures("environment")
def test_a_terminal_shows_the_step_and_then_the_sum(folder: Path) -> None:
    said = on_terminal(folder, "build")
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", said)

    assert "generate a.pdf" in plain
    assert "1 of 2" in plain
    assert re.search(r"2 files in build/small: one 1, two 1; 1 page; \d+\.\d s\n", plain)
    assert "build/small/a.pdf" not in plain


@pytest.mark.usefixtures("environment")
def test_a_terminal_shows_each_file_when_verbose(folder: Path) -> None:
    said = on_terminal(folder, "build", "--verbose")

    assert "4 generate a.pdf (1 of 2)\n" in said
    assert "build/small/a.pdf  1 page\n" in said


def test_a_session_that_is_quiet_has_no_progress(capsys: pytest.CaptureFixture[str]) -> None:
    session = Session(quiet=True)
    choose_teller(session)("1 read small")
    clear_progress(session)

    assert capsys.readouterr() == ("", "")


# ------------------------------------------------------------------------------ Ctrl-C


@pytest.mark.usefixtures("folder")
def test_a_build_that_is_stopped_says_that_nothing_was_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*arguments: Any) -> Result:
        raise KeyboardInterrupt

    monkeypatch.setattr(octavo.build.steps, "publish", stop)

    assert run(["build"]) == 130
    assert capsys.readouterr().err == "stopped; nothing was written\n"


@pytest.mark.usefixtures("folder")
def test_a_build_that_is_stopped_too_late_says_where_its_files_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(folder: Path, output: Path, *rest: Any) -> Result:
        (output / "small").mkdir(parents=True)
        (output / "small" / "manifest.json").write_text("{}")
        raise KeyboardInterrupt

    monkeypatch.setattr(octavo.build.steps, "publish", stop)

    assert run(["build"]) == 130
    assert capsys.readouterr().err == "stopped; the new files are in build/small\n"


@pytest.mark.usefixtures("folder")
def test_any_other_command_that_is_stopped_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*arguments: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(octavo.build.steps, "review", stop)

    assert run(["check"]) == 130
    assert capsys.readouterr().err.strip() == "stopped"
