"""Files of other word processors: what LibreOffice makes of them, or why it cannot."""

from __future__ import annotations

import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from octavo import SourceError
from octavo.docx import libreoffice as program
from octavo.importing.libreoffice import convert_to_word

RTF = rb"{\rtf1\ansi The words of \b another\b0  program.\par}"


def refuse(data: bytes, name: str, longest: float = program.LONGEST) -> str:
    """What is said when the file cannot be converted."""
    with pytest.raises(SourceError) as caught:
        convert_to_word(data, name, longest)
    return str(caught.value)


def pretend(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Have a program in the place of LibreOffice do what the script says."""
    file = folder / "soffice"
    file.write_text(f"#!{sys.executable}\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    monkeypatch.setattr(program, "find_command", lambda: str(file))
    monkeypatch.setattr("octavo.importing.libreoffice.find_command", lambda: str(file))


def test_without_libreoffice_its_reader_is_told_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")

    said = refuse(RTF, "a.rtf")

    assert "[IMF030]" in said
    assert said.startswith("a.rtf: error: it takes LibreOffice to import, which is not installed")
    assert "save it as a Word document" in said


def test_what_makes_no_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend(monkeypatch, tmp_path, "")

    assert "LibreOffice cannot open it [IMF031]" in refuse(b"", "a.odt")


def test_what_fails_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pretend(monkeypatch, tmp_path, "raise SystemExit(3)")

    assert "[IMF031]" in refuse(b"", "a.odt")


@pytest.mark.slow
def test_what_takes_too_long_is_ended_with_all_that_it_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    left = tmp_path / "left"
    child = f"import time; time.sleep(3); open({str(left)!r}, 'w')"
    script = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {child!r}])"
    pretend(monkeypatch, tmp_path, script)

    said = refuse(RTF, "a.rtf", longest=0.5)

    assert "LibreOffice was not done with it after 0.5 seconds [IMF032]" in said
    time.sleep(4)
    assert not left.exists()


@pytest.mark.slow
def test_a_file_in_rich_text_becomes_a_word_file(
    libreoffice: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    made = convert_to_word(RTF, "a.rtf")

    with ZipFile(BytesIO(made)) as package:
        document = package.read("word/document.xml").decode()
    assert libreoffice
    assert "The words of " in document
    assert "another" in document
    assert list(tmp_path.iterdir()) == []
