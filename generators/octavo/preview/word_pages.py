"""The pages of a Word file, as LibreOffice shows them."""

from __future__ import annotations

import os
import subprocess
import sys

from octavo.docx.libreoffice import find_command


class NotInstalled(Exception):  # noqa: N818  it is not an error: the pages are just not shown
    """What is missing on this machine, in words for the reader of the preview."""


def make_pdf(data: bytes) -> bytes:
    """The Word file `data` as a PDF. Raises `NotInstalled`."""
    if find_command() is None:
        raise NotInstalled("Install LibreOffice to see the Word version as pages.")
    command = sys.executable, "-m", "octavo.preview.word_process", str(os.getpid())
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    if done.returncode:
        raise NotInstalled("LibreOffice could not open the file.")
    return done.stdout
