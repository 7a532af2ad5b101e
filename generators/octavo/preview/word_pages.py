"""The pages of a Word file, as LibreOffice shows them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

LONGEST = 120
"""Seconds after which LibreOffice is given up: the proceedings take 5 to 15, and a first start on a
slow disk a minute."""


class NotInstalled(Exception):  # noqa: N818  it is not an error: the pages are just not shown
    """What is missing on this machine, in words for the reader of the preview."""


def make_pdf(data: bytes) -> bytes:
    """The Word file `data` as a PDF. Raises `NotInstalled`."""
    command = shutil.which("soffice") or shutil.which("libreoffice")
    if command is None:
        raise NotInstalled("Install LibreOffice to see the Word version as pages.")
    with TemporaryDirectory(prefix="octavo-") as name:
        folder = Path(name)
        (folder / "file.docx").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        wanted = ("--convert-to", "pdf", "--outdir", str(folder), str(folder / "file.docx"))
        try:
            subprocess.run(
                [command, profile, "--headless", *wanted],
                check=True,
                capture_output=True,
                timeout=LONGEST,
            )
            return (folder / "file.pdf").read_bytes()
        except (OSError, subprocess.SubprocessError) as fault:
            raise NotInstalled(f"LibreOffice could not open the file: {fault}") from fault
