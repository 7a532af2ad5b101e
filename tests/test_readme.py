"""What the README promises, tried."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fenced import examples, write_examples
from octavo import Folder, Severity, check, read
from octavo.commands.cli import run


def test_the_publication_in_the_readme_has_nothing_to_mend(tmp_path: Path) -> None:
    write_examples("README.md", tmp_path)
    library = Folder(tmp_path / "sky")
    problems = check(read(library, "sky"), library)

    assert [str(problem) for problem in problems if problem.severity is not Severity.NOTE] == []


@pytest.mark.slow
def test_the_publication_in_the_readme_builds(tmp_path: Path) -> None:
    write_examples("README.md", tmp_path)
    commands = [one.text for one in examples("README.md") if one.language == "console"]
    (command,) = [text for text in commands if text.endswith(" sky\n")]
    arguments = command.removeprefix("$ octavo ").split()
    subprocess.run([sys.executable, "-m", "octavo", *arguments], cwd=tmp_path, check=True)
    manifest = json.loads((tmp_path / "build" / "sky" / "manifest.json").read_text())

    assert [file["name"] for file in manifest["files"]] == [
        "sky-briefing-council.pdf",
        "sky-briefing-council.trace.json",
        "sky.docx",
        "sky.pdf",
    ]


@pytest.mark.slow
def test_the_commands_that_begin_a_publication_build_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (text,) = [one.text for one in examples("README.md") if "$ octavo new" in one.text]
    new, (_, folder), build = [line.removeprefix("$ ").split() for line in text.splitlines()]

    monkeypatch.chdir(tmp_path)
    assert run(new[1:]) == 0
    monkeypatch.chdir(tmp_path / folder)
    assert run(build[1:]) == 0
    assert (tmp_path / folder / "build" / folder / f"{folder}.pdf").is_file()


def test_the_readme_names_the_two_commands() -> None:
    assert "$ make\n$ make test\n" in [example.text for example in examples("README.md")]
