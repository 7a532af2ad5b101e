"""docs/commands.md says what the commands say of themselves."""

from __future__ import annotations

import re

import click
import pytest

from commands_page import PAGE, write_page
from octavo.commands.arguments import FORMATS
from octavo.commands.cli import octavo, run


def test_the_page_of_commands_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == write_page(), "run `make commands`"


def test_the_page_says_how_each_format_looks() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(FORMATS)


@pytest.mark.parametrize("name", sorted(octavo.commands))
def test_every_command_says_what_it_does(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    said = capsys.readouterr().out

    assert len(octavo.commands[name].get_short_help_str(200)) > 15
    assert all(p.help for p in octavo.commands[name].params if isinstance(p, click.Option))
    assert f"octavo {name}" in said


def test_no_summary_is_cut_off(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    assert run(["--help"]) == 0
    assert "..." not in capsys.readouterr().out.partition("Commands:")[2]
