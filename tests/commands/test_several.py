"""Several publications in one run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.conftest import SMALL, generators as generators
from engine.outputs import replace_text
from octavo.commands.cli import run

pytestmark = pytest.mark.usefixtures("generators")

FILES = ["manifest.json", "small-briefing-command.pdf", "small-briefing-industry.pdf"]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with three publications in `content/`."""
    for name in ("one", "three", "two"):
        shutil.copytree(SMALL, tmp_path / "content" / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def break_source(home: Path, name: str) -> None:
    """Have the publication say something that is an error."""
    replace_text(home / "content" / name, "01-foreword.md", "facts.participants", "facts.nobody")


def list_built(home: Path) -> list[str]:
    """The publications whose files stand there."""
    build = home / "build"
    return sorted(path.name for path in build.iterdir()) if build.exists() else []


def test_publications_are_named_one_after_another(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", "one", "content/two"]) == 0
    said = capsys.readouterr()

    assert list_built(home) == ["one", "two"]
    assert said.err == "2 of 2 publications built\n"
    assert said.out.splitlines()[0] == "build/one/one.pdf  4 pages"
    assert len(said.out.splitlines()) == 8


def test_all_publications_of_a_folder_are_made(home: Path) -> None:
    assert run(["build", "--all", "content"]) == 0
    assert list_built(home) == ["one", "three", "two"]


def test_one_with_errors_stops_no_other_and_stays_as_it_was(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["build", "--all", "content"])
    before = {path.name: path.read_bytes() for path in (home / "build" / "three").iterdir()}
    for name in ("one", "three"):
        replace_text(home / "content" / name, "publication.yaml", "title: ", "title: New ")
    break_source(home, "three")
    capsys.readouterr()

    assert run(["build", "--all", "content"]) == 1
    said = capsys.readouterr().err
    assert "content/three/01-foreword.md:" in said
    assert said.endswith("2 of 3 publications built; not `three` (status 1)\n")
    after = {path.name: path.read_bytes() for path in (home / "build" / "three").iterdir()}
    assert after == before


def test_the_exit_status_is_the_worst(
    home: Path, generators: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    break_source(home, "one")
    replace_text(home / "content" / "two", "publication.yaml", "word, briefing]", "word]")

    assert run(["build", "one", "two", "three", "--only", "briefing"]) == 2
    assert capsys.readouterr().err.endswith(
        "1 of 3 publications built; not `one` (status 1), `two` (status 2)\n"
    )


def test_what_is_silent_still_tells_which_failed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", "one", "two", "--quiet"]) == 0
    assert capsys.readouterr().err == ""
    break_source(home, "one")
    assert run(["build", "one", "two", "--quiet", "--force"]) == 1
    assert "1 of 2 publications built; not `one` (status 1)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["one", "nowhere"], "`nowhere` is not a publication"),
        (["one", "--all", "content"], "not both"),
        (["--all", "content/one"], "there is no publication in `content/one`"),
        (["one", "other/one"], "would stand in one folder"),
        (["--all", "nowhere"], "does not exist"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_made(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    shutil.copytree(SMALL, home / "other" / "one")

    assert run(["build", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert list_built(home) == []


def test_a_publication_that_is_named_twice_is_made_once(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", "one", "content/one"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 4


def test_ctrl_c_stops_all(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("octavo.build.unchanged.publish", stop)

    assert run(["build", "--all", "content"]) == 130
    assert capsys.readouterr().err == "stopped; nothing was written\n"
