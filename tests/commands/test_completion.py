"""What a shell offers: it knows the publication."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from octavo.commands.cli import octavo, run
from octavo.generator import list_generators


def offer(*typed: str) -> list[str]:
    """What is offered in the place of the last word."""
    shell = ShellComplete(octavo, {}, "octavo", "_OCTAVO_COMPLETE")
    return [item.value for item in shell.get_completions(list(typed[:-1]), typed[-1])]


@pytest.mark.usefixtures("folder")
def test_audiences_of_the_publication_are_offered() -> None:
    assert offer("build", "--audience", "") == ["command", "industry"]
    assert offer("build", "small", "--audience", "ind") == ["industry"]
    assert offer("fit", "c") == ["command"]
    assert offer("audit", "--audience", "") == ["command", "industry"]


@pytest.mark.usefixtures("folder")
def test_generators_of_the_publication_are_offered() -> None:
    assert offer("build", "--only", "") == ["booklet", "word", "briefing"]
    assert offer("build", "--only", "b") == ["booklet", "briefing"]


def test_all_generators_are_offered_where_there_is_no_publication(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)

    assert offer("build", "--only", "") == list(list_generators())
    assert offer("build", "--audience", "") == []


@pytest.mark.parametrize("text", ["title: [", "audiences: none", "audiences: {a: 1}\noutputs: 3"])
def test_a_publication_that_cannot_be_read_is_no_hindrance(folder: Path, text: str) -> None:
    (folder / "publication.yaml").write_text(text)

    assert offer("build", "--audience", "") in ([], ["a"])
    assert offer("build", "--only", "") == list(list_generators())


def test_codes_and_formats_are_offered() -> None:
    assert offer("explain", "src00")[:2] == ["SRC001", "SRC002"]
    assert offer("check", "--format", "") == ["full", "concise", "json", "github", "sarif"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_given_its_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    assert f"_OCTAVO_COMPLETE={shell}_complete" in capsys.readouterr().out


def test_the_script_of_bash_can_be_read_by_it(capsys: pytest.CaptureFixture[str]) -> None:
    run(["completion", "bash"])
    script = capsys.readouterr().out

    subprocess.run(["bash", "-n"], input=script, text=True, check=True)


def test_an_unknown_shell_is_a_wrong_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", "powershell"]) == 2
    assert "'zsh'" in capsys.readouterr().err
