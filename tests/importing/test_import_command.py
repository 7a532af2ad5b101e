"""`octavo import`: files in, a folder out, or nothing and the reason."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from octavo.commands.cli import run

TEXT = "A TITLE\n\nWords of the first section, and more of them in it.\n\nANOTHER\n\nMore words.\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(name: str, data: bytes | str) -> str:
    Path(name).write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return name


def test_a_folder_called_after_the_file_has_a_source_and_a_report(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["import", put("Our Report.txt", TEXT)]) == 0

    assert sorted(path.name for path in Path("our-report").iterdir()) == [
        ".octavo",
        "01-a-title.md",
        "02-another.md",
        "IMPORT.md",
        "publication.yaml",
    ]
    told = capsys.readouterr()
    assert "Kept\tsections\t2" in told.out
    assert "next: octavo preview our-report, then octavo build our-report" in told.err
    assert run(["check", "our-report"]) == 0


def test_several_files_become_one_publication_in_their_order() -> None:
    files = [put("b.txt", "B\n\nWords of b.\n"), put("a.md", "# Of a\n\nWords of *a*.\n")]

    assert run(["import", *files, "--output", "both", "--title", "Both", "--language", "fr"]) == 0

    settings = Path("both/publication.yaml").read_text(encoding="utf-8")
    assert "title: Both\nlanguage: fr\n" in settings
    assert [path.name for path in sorted(Path("both").glob("0*"))] == ["01-b.md", "02-of-a.md"]


def test_the_report_is_printed_for_other_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", put("a.txt", TEXT), "--format", "json"]) == 0

    report = json.loads(capsys.readouterr().out)
    assert report["files"] == ["a.txt"]
    assert {"outcome", "kind", "place", "words", "reason"} == report["findings"][0].keys()


def make_zip() -> bytes:
    data = BytesIO()
    with ZipFile(data, "w") as file:
        file.writestr("a.txt", "words")
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "IMF001"),
        ("a.txt", b" \n\t\n", "IMF001"),
        ("a.docx", b"", "IMF001"),
        ("a.pdf", b"%PDF-1.7\n", "IMF002"),
        ("a.txt", b"%PDF-1.7\n", "IMF002"),
        ("a.html", b"<!doctype HTML><p>Words</p>", "IMF002"),
        ("a.csv", b"a,b\n", "IMF002"),
        ("a.txt", b"words\0words", "IMF002"),
        ("a.txt", "Käse".encode("cp1252"), "IMF003"),
        ("a.md", "Words".encode("utf-16"), "IMF003"),
        ("a.txt", b"---\n\n***\n", "IMF005"),
        ("a.docx", make_zip(), "IMF010"),
        ("a.docx", b"PK\x03\x04 and no more", "IMF013"),
    ],
)
def test_a_file_that_cannot_be_imported_is_refused_and_nothing_written(
    name: str, data: bytes, code: str, capsys: pytest.CaptureFixture[str], here: Path
) -> None:
    assert run(["import", put("good.txt", TEXT), put(name, data), "--output", "out"]) == 1

    assert f"[{code}]" in capsys.readouterr().err
    assert sorted(path.name for path in here.iterdir()) == sorted({"good.txt", name})


def test_a_folder_with_files_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("out").mkdir()
    put("out/mine.txt", "Mine.")

    assert run(["import", put("a.txt", TEXT), "--output", "out"]) == 1

    assert "[IMF006]" in capsys.readouterr().err
    assert [path.name for path in Path("out").iterdir()] == ["mine.txt"]


def test_an_empty_folder_is_filled() -> None:
    Path("out").mkdir()

    assert run(["import", put("a.txt", TEXT), "--output", "out"]) == 0

    assert (Path("out") / "publication.yaml").is_file()


def test_an_unknown_language_is_refused_before_anything_is_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["import", put("a.txt", TEXT), "--language", "xx"]) == 2

    assert "xx" in capsys.readouterr().err
    assert not Path("a").exists()


def test_a_pipe_is_refused_and_not_waited_for(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("a.docx")

    assert run(["import", "a.docx", "--output", "out"]) == 1

    assert "[IMF002]" in capsys.readouterr().err
    assert not Path("out").exists()


def full(self: Path, data: bytes) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def interrupted(self: Path, data: bytes) -> int:
    raise KeyboardInterrupt


@pytest.mark.parametrize(("writing", "status"), [(full, 2), (interrupted, 130)])
@pytest.mark.parametrize("command", [["import", "a.txt", "--output"], ["new"]])
def test_what_cannot_be_written_leaves_nothing(
    command: list[str],
    writing: Callable[[Path, bytes], int],
    status: int,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    put("a.txt", TEXT)
    monkeypatch.setattr(Path, "write_bytes", writing)

    assert run([*command, "new/folder"]) == status

    assert [path.name for path in here.iterdir()] == ["a.txt"]
    assert (
        status != 2
        or "nothing was written: `new/folder` cannot be written: No space left"
        in capsys.readouterr().err
    )


def test_an_empty_folder_is_filled_whole_or_not_at_all(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def stop(self: Path, target: Path) -> Path:
        if self.name == "publication.yaml" and ".octavo-" in str(self):
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    put("a.txt", TEXT)
    Path("out").mkdir()
    monkeypatch.setattr(Path, "rename", stop)

    assert run(["import", "a.txt", "--output", "out"]) == 2

    assert sorted(path.name for path in here.rglob("*")) == ["a.txt", "out"]
