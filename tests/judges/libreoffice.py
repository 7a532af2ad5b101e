"""LibreOffice as a judge: does it open a Word file, where does it put things, what do fields show?

Found as `soffice`; every run has a profile of its own, in a temporary folder.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium

EXPORT = {
    "ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
}

_MACRO = Path(__file__).with_name("update_fields.xba")


@dataclass(frozen=True)
class Fields:
    """What fields show. The pages of the index are those of each entry, in order and once."""

    contents: tuple[tuple[str, str], ...]
    """Each line of the contents, number and title, with its page."""
    captions: tuple[tuple[str, str], ...]
    """Each line of the lists of figures and of tables, with its page."""
    index: tuple[tuple[str, tuple[str, ...]], ...]
    references: tuple[tuple[str, str], ...]
    """Each bookmark that a cross reference leads to, and what the reference shows; sorted."""
    numbers: tuple[tuple[str, str], ...]
    """Each number of a caption with what it counts; sorted."""


def find_libreoffice() -> str | None:
    """The command that starts LibreOffice; `None` when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(command: str, file: Path, kind: str, folder: Path) -> Path:
    """`file` as LibreOffice saves it in `kind`, such as `pdf` or `docx`, in `folder`."""
    return convert_all(command, [file], kind, folder)[0]


def convert_all(command: str, files: Sequence[Path], kind: str, folder: Path) -> list[Path]:
    """The files as LibreOffice saves them, all in one go."""
    target = f"pdf:writer_pdf_Export:{json.dumps(EXPORT)}" if kind == "pdf" else kind
    _run(command, folder, "--convert-to", target, "--outdir", str(folder), *map(str, files))
    return [folder / f"{file.stem}.{kind}" for file in files]


def update_fields(command: str, file: Path, folder: Path) -> Fields:
    """What the fields of `file` show after LibreOffice has updated them all by its own lights."""
    _run(command, folder, "--terminate_after_init")
    basic = folder / "profile" / "user" / "basic" / "Standard"
    (basic / "Module1.xba").write_bytes(_MACRO.read_bytes())
    told = folder / "fields.txt"
    addresses = ",".join(f'"{path.resolve().as_uri()}"' for path in (file, told))
    _run(command, folder, f"macro:///Standard.Module1.UpdateFields({addresses})")
    lines = [line.split("\t", 1) for line in told.read_text("utf-8").splitlines()]
    return Fields(
        _with_pages(line for kind, line in lines if kind == "ContentIndex"),
        _with_pages(line for kind, line in lines if kind == "IllustrationsIndex"),
        _gather_index(line for kind, line in lines if kind == "DocumentIndex"),
        tuple(sorted(_pair(line) for kind, line in lines if kind == "GetReference")),
        tuple(sorted(_pair(line) for kind, line in lines if kind == "SetExpression")),
    )


def _run(command: str, folder: Path, *arguments: str) -> None:
    profile = (folder / "profile").resolve().as_uri()
    subprocess.run(
        [command, f"-env:UserInstallation={profile}", "--headless", *arguments],
        check=True,
        capture_output=True,
        timeout=300,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )


def _with_pages(lines: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Lines that have a page, without the title of their list."""
    split = (line.rpartition("\t") for line in lines)
    return tuple((" ".join(words.split()), page) for words, _, page in split if words)


def _gather_index(lines: Iterable[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each entry with the pages in the lines below it, which begin with a tab."""
    found: dict[str, list[str]] = {}
    pages: list[str] = []
    for line in lines:
        entry, _, page = line.partition("\t")
        if entry:
            pages = found.setdefault(entry, [])
        elif page not in pages:
            pages.append(page)
    return tuple((entry, tuple(pages)) for entry, pages in found.items())


def _pair(line: str) -> tuple[str, str]:
    """What is counted or referred to, and what is shown."""
    name, shown = line.split("\t")
    return name.split()[-1], " ".join(shown.split())


def find_pages(pdf: Path) -> tuple[dict[str, int], int]:
    """The page of each bookmark of Word in a PDF made by LibreOffice, and how many pages it has."""
    with pikepdf.open(pdf) as opened:
        numbers = {page.obj.objgen: place for place, page in enumerate(opened.pages, 1)}
        found = {
            _plain(name[1:]): numbers[target[0].objgen]
            for name, target in opened.Root.Dests.items()
        }
        return found, len(opened.pages)


def read_pages(pdf: Path) -> list[list[str]]:
    """The lines of text on each page."""
    with closing(pdfium.PdfDocument(pdf)) as opened:
        return [page.get_textpage().get_text_bounded().splitlines() for page in opened]


def _plain(name: str) -> str:
    """A name as Word has it; LibreOffice writes what is no letter or digit in hexadecimal."""
    return re.sub("5F", "_", name)
