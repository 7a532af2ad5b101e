"""Whether tools that lay Markdown out anew leave what each reader may read as it is.

    python tests/formatters.py COMMAND FOLDER…

COMMAND gets the names of Markdown files and writes them anew, such as `mdformat` with its plug-ins
for tables, notes and front matter, or `prettier --write`. Each FOLDER is a publication; it is
copied first. Prints a line for each, and ends with 1 when one says something else without an error.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from octavo import Document, Severity, select
from octavo.source.draft import read_source


def read_documents(folder: Path) -> tuple[Document, ...] | str:
    """What everyone and each audience may read, or the first error."""
    found = read_source(folder)
    errors = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    if errors or found.draft is None:
        return str(errors[0]).split("\n", 1)[0] if errors else "nothing is read"
    names = (None, *(audience.id for audience in found.draft.audiences))
    return tuple(select(found.draft, name) for name in names)


def compare(command: Sequence[str], folder: Path) -> str:
    """What becomes of the publication: `same`, `different`, or the error that it has then."""
    meant = read_documents(folder)
    if isinstance(meant, str):
        return f"not compared: {meant}"
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / folder.name
        shutil.copytree(folder, copy)
        files = sorted(map(str, copy.glob("*.md")))
        subprocess.run([*command, *files], check=True, capture_output=True)
        found = read_documents(copy)
    if isinstance(found, str):
        return f"error: {found}"
    return "same" if found == meant else "different"


def main(arguments: Sequence[str]) -> int:
    """The exit status: 1 when a publication says something else, 2 without arguments."""
    if len(arguments) < 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    command = shlex.split(arguments[0])
    verdicts = {name: compare(command, Path(name)) for name in arguments[1:]}
    for name, verdict in verdicts.items():
        sys.stdout.write(f"{name}: {verdict}\n")
    return int("different" in verdicts.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
