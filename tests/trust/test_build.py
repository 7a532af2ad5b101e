"""What a build does about the audit, and `octavo verify`."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from shutil import copytree

import pytest

from octavo.build.manifest import verify
from octavo.build.steps import AuditFailure, publish
from octavo.commands.cli import run
from octavo.document import Document
from octavo.files.library import Library
from octavo.generator import Generator, Output
from trust.leaky import SECRET
from trust.places import SMALL


class Options:
    """None."""


def leak(document: Document, options: Options, library: Library) -> Output:
    """A file that says what only industry may read."""
    return Output(SECRET.encode(), 1)


@pytest.fixture
def leaky(monkeypatch: pytest.MonkeyPatch) -> None:
    """The booklet leaks."""
    generator = Generator(".pdf", "application/pdf", Options, leak, "")

    def find(name: str) -> Generator[Options]:
        return generator

    monkeypatch.setattr("octavo.build.jobs.find_generator", find)


@pytest.mark.usefixtures("leaky")
def test_a_leak_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(AuditFailure) as caught:
        publish(SMALL, tmp_path, only=["booklet"])

    assert {problem.code for problem in caught.value.problems} == {"FIL001"}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("leaky")
def test_a_leak_is_our_fault(tmp_path: Path) -> None:
    arguments = ["build", str(SMALL), "--only", "booklet", "--output", str(tmp_path)]

    assert run(arguments) == 101


@pytest.mark.slow
def test_authors_and_asides_stand_up_to_the_audit(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    copytree(SMALL, folder)
    section = folder / "03-policy.md"
    authors = "attribution: on-record\nauthors: [{name: Ann Example, affiliation: Samples Ltd}]\n"
    aside = "\n\n```aside\ntitle: A box\n---\nSaid in a box.\n\n- reach\n```\n"
    head, text = section.read_text(encoding="utf-8").split("points:", 1)
    section.write_text(f"{head}{authors}points:{text}{aside}", encoding="utf-8")

    made = publish(folder, tmp_path / "build", only=["booklet", "word"])

    assert {file.name for file in made.files} == {"small.pdf", "small.docx"}


def finish(folder: Path) -> None:
    """Make a finished publication of one file, by hand."""
    digest = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
    entry = {"name": "one.pdf", "sha256": digest}
    (folder / "manifest.json").write_text(json.dumps({"files": [entry]}), encoding="utf-8")
    (folder / "one.pdf").write_bytes(b"foo")


def test_files_as_they_were_built_are_verified(tmp_path: Path) -> None:
    finish(tmp_path)

    assert verify(tmp_path) == ()


def test_a_changed_file_is_noticed(tmp_path: Path) -> None:
    finish(tmp_path)
    (tmp_path / "one.pdf").write_bytes(b"fop")

    assert [problem.code for problem in verify(tmp_path)] == ["VER002"]


def test_a_lost_file_is_noticed(tmp_path: Path) -> None:
    finish(tmp_path)
    (tmp_path / "one.pdf").unlink()

    assert [problem.code for problem in verify(tmp_path)] == ["VER001"]


def test_a_file_that_was_not_built_is_noticed(tmp_path: Path) -> None:
    finish(tmp_path)
    (tmp_path / "two.pdf").write_bytes(b"bar")

    assert [problem.code for problem in verify(tmp_path)] == ["VER003"]


def test_a_folder_without_manifest_cannot_be_verified(tmp_path: Path) -> None:
    assert run(["verify", str(tmp_path)]) == 2


def test_the_part_of_a_manifest_for_one_audience_names_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(SMALL, tmp_path, only=["briefing"])

    assert run(["manifest", str(tmp_path / "small"), "--audience", "command"]) == 0
    said = capsys.readouterr().out
    assert "small-briefing-command.pdf" in said
    assert "industry" not in said
    assert json.loads((tmp_path / "small" / "manifest.json").read_text())["source"] not in said


def test_files_are_verified_by_the_part_that_goes_with_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(SMALL, tmp_path, only=["briefing"])
    run(["manifest", str(tmp_path / "small"), "--audience", "command"])
    handed_over = tmp_path / "handed-over"
    handed_over.mkdir()
    (handed_over / "manifest.json").write_text(capsys.readouterr().out, encoding="utf-8")
    for name in ("small-briefing-command.pdf", "small-briefing-command.trace.json"):
        (handed_over / name).write_bytes((tmp_path / "small" / name).read_bytes())

    assert verify(handed_over) == ()


def test_there_is_no_part_for_an_audience_without_files(tmp_path: Path) -> None:
    finish(tmp_path)

    assert run(["manifest", str(tmp_path), "--audience", "industry"]) == 2


def test_a_manifest_lists_every_source_with_its_hash(tmp_path: Path) -> None:
    publish(SMALL, tmp_path, only=["briefing"])
    found = json.loads((tmp_path / "small" / "manifest.json").read_text())
    digest = sha256((SMALL / "04-panel.md").read_bytes()).hexdigest()

    assert found["sources"]["04-panel.md"] == digest
    assert found["audiences"] == ["command", "industry"]
