"""Hypothesis-made documents as booklets, judged by veraPDF.

    python tests/judges/booklets.py [COUNT]

Makes COUNT random documents (200), sets each as a booklet, reads its text back, judges all of them
as PDF/UA-1 and as PDF/A-2a, and prints how many pass, with every rule that one breaks and every
text that is not the source's. The exit status is 0 when there is nothing to tell.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from hypothesis import HealthCheck, Phase, given, settings

from booklet.faults import find_fault
from booklet.making import draw_picture, make
from documents import PICTURE, documents
from judges import verapdf
from octavo.document import Document
from octavo.files.library import Memory

FLAVOURS = ("ua1", "2a")
AT_ONCE = 40
"""Files for one run of the judge."""


def make_booklets(count: int, folder: Path) -> tuple[list[Path], int]:
    """The booklets of `count` random documents, always the same ones, and how many say their text.

    What the others say is printed.
    """
    library = Memory({PICTURE: draw_picture()})
    files: list[Path] = []
    faults: list[tuple[str, str]] = []

    @settings(
        max_examples=count,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(documents())
    def save(document: Document) -> None:
        file = folder / f"{len(files):04}.pdf"
        made = make(document, library)
        file.write_bytes(made.data)
        files.append(file)
        if fault := find_fault(made):
            faults.append(fault)
            sys.stdout.write(f"{file.name} says {fault[0]!r}, not {fault[1]!r}\n")

    save()
    return files, len(files) - len(faults)


def count_passes(home: Path, flavour: str, files: Sequence[Path]) -> int:
    """How many of `files` conform; what the others break is printed."""
    passes = 0
    remaining = iter(files)
    while batch := list(islice(remaining, AT_ONCE)):
        for line in verapdf.run(home, flavour, batch).stdout.splitlines():
            if line.startswith("PASS"):
                passes += 1
            else:
                sys.stdout.write(f"{line}\n")
    return passes


def main(arguments: Sequence[str]) -> int:
    """The exit status: 0 when all conform, 1 when one does not, 2 when the judge cannot come."""
    home = verapdf.find_verapdf()
    if home is None:
        sys.stderr.write(f"{verapdf.find_lack() or 'veraPDF cannot be fetched'}\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        files, sound = make_booklets(int(arguments[0]) if arguments else 200, Path(folder))
        passes = {flavour: count_passes(home, flavour, files) for flavour in FLAVOURS} | {
            "text": sound
        }
    for flavour, passed in passes.items():
        sys.stdout.write(f"{flavour}: {passed} of {len(files)} pass\n")
    return 0 if set(passes.values()) == {len(files)} else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
