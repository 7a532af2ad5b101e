"""`octavo check` of what was checked before says the same at once; of what changed, what is so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import octavo.build.steps
from architecture import PACKAGE
from octavo import Document, Library
from octavo.build.jobs import Job
from octavo.build.steps import find_refused, review
from octavo.commands.cli import run
from octavo.document import Draft
from octavo.document.problem import Problem
from test_architecture import HEAVY

FORMATS = ("full", "concise", "json", "github", "sarif")


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what was checked in earnest."""
    found: list[str] = []

    def check(folder: Path, *others: Any) -> tuple[Draft | None, tuple[Problem, ...]]:
        found.append(folder.name)
        return review(folder, *others)

    monkeypatch.setattr(octavo.build.steps, "review", check)
    return found


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The outputs whose generators were asked what they would refuse."""
    found: list[str] = []

    def count(job: Job, document: Document, library: Library) -> tuple[Problem, ...]:
        found.append(job.name)
        return find_refused(job, document, library)

    monkeypatch.setattr(octavo.build.steps, "find_refused", count)
    return found


def keep_sound(folder: Path) -> None:
    """No change."""


def spoil(folder: Path) -> None:
    """Problems with places, hints and fixes, in two files."""
    for file in ("publication.yaml", "01-open.md"):
        path = folder / file
        if path.exists():
            path.write_bytes(path.read_bytes() + "\nA\u200eword\x07.\n".encode())


@pytest.mark.slow
@pytest.mark.parametrize("change", [keep_sound, spoil])
def test_the_same_is_said_at_once(
    folder: Path,
    place: Path,
    worked_out: list[str],
    capsys: pytest.CaptureFixture[str],
    change: Callable[[Path], None],
) -> None:
    change(folder)
    for form in FORMATS:
        said: list[tuple[object, ...]] = []
        for options in ((), (), ("--no-cache",)):
            status = run(["check", str(folder), "--format", form, *options])
            said.append((status, *capsys.readouterr()))
        assert said[0] == said[1] == said[2]

    assert worked_out == ["small"] * (1 + len(FORMATS))


def add_space(folder: Path) -> None:
    path = next(iter(sorted(folder.glob("*.md"))))
    path.write_bytes(path.read_bytes() + b"\n")


def add_theme(folder: Path) -> None:
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / "theme.yaml").write_text("palette: {signal: '#8A1538'}\n")


def forget_file(folder: Path) -> None:
    (folder / "forgotten.md").write_bytes(b"")


@pytest.mark.slow
@pytest.mark.parametrize("change", [add_space, add_theme, forget_file])
def test_what_changed_is_checked(
    folder: Path, place: Path, worked_out: list[str], change: Callable[[Path], None]
) -> None:
    run(["check", str(folder)])
    change(folder)
    run(["check", str(folder)])

    assert len(worked_out) == 2


def test_a_variable_that_matters_is_seen(
    folder: Path, place: Path, worked_out: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(["check", str(folder)])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    run(["check", str(folder)])

    assert len(worked_out) == 2


def test_a_program_that_appears_and_goes_is_seen(
    folder: Path, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder / "publication.yaml"
    listed = "outputs: [{generator: word, options: {page_numbers: libreoffice}}]"
    text = source.read_text(encoding="utf-8").replace("outputs: [booklet, word, briefing]", listed)
    source.write_text(text, encoding="utf-8")
    program = tmp_path / "soffice"
    monkeypatch.setenv("PATH", str(tmp_path))
    found = [run(["check", str(folder)])]
    program.write_bytes(b"#!/bin/sh\n")
    program.chmod(0o755)
    found.append(run(["check", str(folder)]))
    program.unlink()
    found.append(run(["check", str(folder)]))

    assert found == [1, 0, 1]


def test_only_outputs_that_changed_are_asked(folder: Path, place: Path, asked: list[str]) -> None:
    run(["check", str(folder)])
    every = list(asked)
    source = folder / "publication.yaml"
    text = source.read_text(encoding="utf-8")
    outputs = "outputs: [booklet, {generator: booklet, options: {edition: print}}, word, briefing]"
    source.write_text(text.replace("outputs: [booklet, word, briefing]", outputs), encoding="utf-8")
    run(["check", str(folder)])

    assert len(every) > 2
    assert asked[len(every) :] == ["small-print.pdf"]


def test_a_briefing_is_not_asked_about_words_in_the_text(
    folder: Path, place: Path, asked: list[str]
) -> None:
    run(["check", str(folder)])
    every = list(asked)
    section = next(path for path in sorted(folder.glob("*.md")) if " the " in path.read_text())
    head, _, text = section.read_text(encoding="utf-8").rpartition("\n---\n")
    section.write_text(f"{head}\n---\n{text.replace(' the ', ' any ', 1)}", encoding="utf-8")
    run(["check", str(folder)])

    assert [name for name in every if "briefing" in name]
    assert asked[len(every) :] == [name for name in every if "briefing" not in name]


def test_a_fault_is_not_remembered(
    folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr(octavo.build.steps, "find_refused", fail)
        assert run(["check", str(folder)]) == 101

    assert run(["check", str(folder)]) == 0


def test_no_line_of_the_source_is_kept(folder: Path, place: Path) -> None:
    spoil(folder)
    run(["check", str(folder)])
    kept = [json.loads(path.read_bytes().split(b"\n")[1]) for path in place.glob("*/" + "?" * 64)]
    lines = {line for path in folder.glob("*.*") for line in path.read_text().split("\n")}

    assert kept
    assert not [line for line in lines if len(line) > 20 and line in repr(kept)]


@pytest.mark.parametrize("spoilt", ["a file", "in the publication"])
def test_a_place_that_cannot_be_used_is_a_note(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    spoilt: str,
) -> None:
    place = folder / "cache" if spoilt == "in the publication" else tmp_path / "file"
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("OCTAVO_CACHE", str(place))
    status = run(["check", str(folder)])

    assert status == 0
    assert f"note: the cache `{place}` of OCTAVO_CACHE is not used: " in capsys.readouterr().err
    assert not (folder / "cache").exists()


@pytest.mark.slow
def test_checking_again_loads_no_heavy_library(folder: Path, place: Path) -> None:
    def load() -> set[str]:
        script = (
            "import sys\nfrom octavo.commands.cli import run\n"
            f"assert run(['check', '--quiet', {str(folder)!r}]) == 0\n"
            "print(*{name.split('.')[0] for name in sys.modules})"
        )
        done = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONPATH": str(PACKAGE.parent)},
        )
        return set(done.stdout.split())

    assert load() & HEAVY
    assert load() & HEAVY == set()
