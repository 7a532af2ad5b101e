"""The pages of a Word file, as LibreOffice shows them."""

from __future__ import annotations

import subprocess

from octavo.docx.libreoffice import convert_file, find_command

LONGEST = 120.0
"""Seconds after which LibreOffice is given up: the proceedings take 5 to 15, and a first start on a
slow disk a minute."""


class NotInstalled(Exception):  # noqa: N818  it is not an error: the pages are just not shown
    """What is missing on this machine, in words for the reader of the preview."""


def make_pdf(data: bytes) -> bytes:
    """The Word file `data` as a PDF. Raises `NotInstalled`."""
    command = find_command()
    if command is None:
        raise NotInstalled("Install LibreOffice to see the Word version as pages.")
    try:
        return convert_file(command, data, "docx", "pdf", "writer_pdf_Export", longest=LONGEST)
    except (OSError, subprocess.SubprocessError) as fault:
        raise NotInstalled(f"LibreOffice could not open the file: {fault}") from fault
