"""A Word file as PDF, by LibreOffice: `python -m octavo.preview.word_process PARENT` reads the one
from its standard input and writes the other to its standard output."""

from __future__ import annotations

import subprocess
import sys

from octavo.docx.libreoffice import convert_file, find_command
from octavo.preview.child_process import serve

LONGEST = 120.0
"""Seconds after which LibreOffice is given up: the proceedings take 5 to 15, and a first start on a
slow disk a minute."""


def main() -> None:
    """Convert what is given; status 1 when LibreOffice cannot open it."""
    serve(int(sys.argv[1]))
    data = sys.stdin.buffer.read()
    command = find_command()
    try:
        assert command is not None, "the preview has looked for it"
        pages = convert_file(command, data, "docx", "pdf", "writer_pdf_Export", longest=LONGEST)
    except (OSError, subprocess.SubprocessError) as fault:
        sys.stderr.write(str(fault))
        sys.exit(1)
    sys.stdout.buffer.write(pages)


if __name__ == "__main__":
    main()
