"""On which pages LibreOffice puts things: the one other program that Octavo may ask.

It runs on files of its own in a temporary folder, and reads nothing of the user's.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from octavo.document.problem import Problem, Severity, SourceError

LONGEST = 300
"""Seconds after which it is given up: the proceedings take 5 to 15, and a first start of
LibreOffice on a slow disk a minute. What takes five minutes waits for a dialogue that nobody
sees."""
_EXPORT = {"ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"}}
_FILTER = f"pdf:writer_pdf_Export:{json.dumps(_EXPORT)}"


def find_pages(data: bytes) -> tuple[dict[str, int], int]:
    """The page, from 1, on which each bookmark of the Word file `data` is, and how many there are.

    Raises `SourceError` when LibreOffice is not installed or cannot open the file.
    """
    command = find_command()
    with TemporaryDirectory(prefix="octavo-") as name:
        folder = Path(name)
        (folder / "file.docx").write_bytes(data)
        try:
            _convert(command, folder)
            return _read_places((folder / "file.pdf").read_bytes())
        except (OSError, subprocess.SubprocessError) as fault:
            message = f"LibreOffice cannot count the pages: {type(fault).__name__}"
            raise SourceError((_problem("WRD007", message, "try `page_numbers: own`"),)) from fault


def find_command() -> str:
    """LibreOffice's command. Raises `SourceError` when it is not installed."""
    command = shutil.which("soffice") or shutil.which("libreoffice")
    if command is None:
        hint = "install it, or leave out the option `page_numbers`"
        raise SourceError((_problem("WRD006", "LibreOffice is not installed", hint),))
    return command


def _convert(command: str, folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    wanted = ("--convert-to", _FILTER, "--outdir", str(folder), str(folder / "file.docx"))
    subprocess.run(
        [command, profile, "--headless", *wanted], check=True, capture_output=True, timeout=LONGEST
    )


def _read_places(data: bytes) -> tuple[dict[str, int], int]:
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: place for place, page in enumerate(pdf.pages, 1)}
        named = pdf.Root.Dests.items() if "/Dests" in pdf.Root else ()
        places = {name[1:].replace("5F", "_"): numbers[target[0].objgen] for name, target in named}
        return places, len(pdf.pages)


def _problem(code: str, message: str, hint: str) -> Problem:
    return Problem(Severity.ERROR, code, message, hint=hint)
