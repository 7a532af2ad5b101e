"""On which pages LibreOffice puts things."""

from __future__ import annotations

import json
import subprocess
from io import BytesIO

from octavo.document.problem import Problem, Severity, SourceError
from octavo.docx.libreoffice import convert_file, find_command

_EXPORT = {"ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"}}
_FILTER = f"writer_pdf_Export:{json.dumps(_EXPORT)}"


def find_pages(data: bytes) -> tuple[dict[str, int], int]:
    """The page, from 1, on which each bookmark of the Word file `data` is, and how many there are.

    Raises `SourceError` when LibreOffice is not installed or cannot open the file.
    """
    command = require_command()
    try:
        return _read_places(convert_file(command, data, "docx", "pdf", _FILTER))
    except (OSError, subprocess.SubprocessError) as fault:
        message = f"LibreOffice cannot count the pages: {type(fault).__name__}"
        raise SourceError((_problem("WRD007", message, "try `page_numbers: own`"),)) from fault


def require_command() -> str:
    """LibreOffice's command. Raises `SourceError` when it is not installed."""
    command = find_command()
    if command is None:
        hint = "install it, or leave out the option `page_numbers`"
        raise SourceError((_problem("WRD006", "LibreOffice is not installed", hint),))
    return command


def _read_places(data: bytes) -> tuple[dict[str, int], int]:
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: place for place, page in enumerate(pdf.pages, 1)}
        named = pdf.Root.Dests.items() if "/Dests" in pdf.Root else ()
        places = {name[1:].replace("5F", "_"): numbers[target[0].objgen] for name, target in named}
        return places, len(pdf.pages)


def _problem(code: str, message: str, hint: str) -> Problem:
    return Problem(Severity.ERROR, code, message, hint=hint)
