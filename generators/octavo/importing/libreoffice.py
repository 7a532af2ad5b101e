"""Documents that LibreOffice can read become Word files, which Octavo reads."""

from __future__ import annotations

import subprocess
from typing import NoReturn

from octavo.document.problem import Problem, Severity, SourceError, Span
from octavo.docx.libreoffice import LONGEST, convert_file, find_command

ENDINGS = frozenset(("odt", "fodt", "ott", "doc", "dot", "rtf"))
"""Endings of the files that are handed to LibreOffice."""

_EXPORT = "MS Word 2007 XML"
_BY_HAND = "open it in a word processor, save it as a Word document (.docx), and import that"


def convert_to_word(data: bytes, name: str, longest: float = LONGEST) -> bytes:
    """The document in the file `name` as a Word file.

    Raises `SourceError` when LibreOffice is not installed, cannot open it or takes `longest`
    seconds.
    """
    command = find_command()
    if command is None:
        hint = f"install LibreOffice, or {_BY_HAND}"
        _refuse("IMF030", name, "it takes LibreOffice to import, which is not installed", hint)
    ending = name.rpartition(".")[2].lower()
    try:
        return convert_file(command, data, ending, "docx", _EXPORT, longest=longest)
    except subprocess.TimeoutExpired:
        message = f"LibreOffice was not done with it after {longest:g} seconds"
        _refuse("IMF032", name, message, _BY_HAND)
    except (OSError, subprocess.SubprocessError):
        hint = "see whether it is damaged or has a password; " + _BY_HAND
        _refuse("IMF031", name, "LibreOffice cannot open it", hint)


def _refuse(code: str, name: str, message: str, hint: str) -> NoReturn:
    raise SourceError((Problem(Severity.ERROR, code, message, Span(name, 0), hint),))
