"""`octavo theme`: the built-in theme beside a publication, and the values in force."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.commands.cli import run
from octavo.files.library import Folder, read_builtin
from octavo.style.theme import FILE, load_theme

PUBLICATION = "title: T\nevent: {name: E}\nimprint: {publisher: P}\nsections: [one.md]\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publication.yaml").write_text(PUBLICATION)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(here: Path, theme: str) -> None:
    (here / FILE).parent.mkdir()
    (here / FILE).write_text(theme)


def test_the_built_in_theme_is_written_out(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["theme"]) == 0
    assert capsys.readouterr().out == f"{FILE}\n"
    assert (here / FILE).read_bytes() == read_builtin(FILE)
    assert load_theme(Folder(here)) == load_theme(Folder(here / "templates"))


def test_a_theme_that_is_there_stays(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(here, "leading: 14\n")

    assert run(["theme"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert (here / FILE).read_text() == "leading: 14\n"


def test_every_value_in_force_is_listed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(here, "palette: {gold: '#FFCC00'}\nfaces: {text: {family: Vollkorn}}\n")

    assert run(["theme", "--list"]) == 0
    said = dict(line.split("\t") for line in capsys.readouterr().out.splitlines())
    assert said["palette.gold"] == "#FFCC00 [0, 20, 100, 0]"
    assert said["faces.text-bold-italic"] == "Vollkorn 640 italic"
    assert said["leading"] == "13.2"


def test_text_that_does_not_stand_out_is_told_whoever_chose_its_ground(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(here, "palette: {mist: '#999999'}\n")

    assert run(["theme", "--list"]) == 0
    assert "text in `quiet` on `mist` has a contrast of 2." in capsys.readouterr().out


def test_a_wrong_value_is_told_with_its_place(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(here, "leading: much\n")

    assert run(["theme", "--list"]) == 1
    assert f"{FILE}:1:10: error: `much` is not a size in points" in capsys.readouterr().err
