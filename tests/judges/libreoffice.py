"""LibreOffice as a judge: does it open a Word file, and on which pages does it put things?

Found as `soffice`; every run has a profile of its own, in a temporary folder.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium

EXPORT = {
    "ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
}


def find_libreoffice() -> str | None:
    """The command that starts LibreOffice; `None` when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(command: str, file: Path, kind: str, folder: Path) -> Path:
    """`file` as LibreOffice saves it in `kind`, such as `pdf` or `docx`, in `folder`."""
    target = f"pdf:writer_pdf_Export:{json.dumps(EXPORT)}" if kind == "pdf" else kind
    profile = (folder / "profile").resolve().as_uri()
    subprocess.run(
        [
            command,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            str(folder),
            str(file),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return folder / f"{file.stem}.{kind}"


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
