"""Hypothesis-made documents as Word files, before every judge there is.

    python tests/judges/word_versions.py [COUNT]

Makes COUNT random documents (200), writes each as a Word file, and prints how many of them
Microsoft's validator, openxml-audit with ooxml-integrity, and our own inspection find nothing wrong
with, and how many say exactly what their source says; and everything that is found. The exit status
is 0 when all pass.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from judges.checkers import list_faults
from judges.openxml import find_openxml, validate
from octavo.document import Document
from octavo.docx.inspection import inspect_file
from word.expected import drop_fillers, expect_lines
from word.making import draw_coarsely, make_random
from word.marked import read_marked

AT_ONCE = 40
"""Files for one run of Microsoft's validator."""


def ask_validator(home: Path, files: Sequence[bytes]) -> list[list[str]]:
    """What Microsoft's validator finds wrong with each of `files`."""
    found: dict[str, list[str]] = {}
    for start in range(0, len(files), AT_ONCE):
        batch = {str(start + n): data for n, data in enumerate(files[start : start + AT_ONCE])}
        found |= validate(home, batch)
    return [found[str(place)] for place in range(len(files))]


def compare(document: Document, data: bytes) -> list[str]:
    """The paragraphs that are not what the source says, and those that are missing."""
    said, expected = drop_fillers(read_marked(data)), drop_fillers(expect_lines(document))
    if said == expected:
        return []
    return [str(line) for line in {*said} ^ {*expected}] or ["the order is another"]


def tell(found: Mapping[str, Sequence[Sequence[str]]]) -> int:
    """Print all that was found, then a line for each judge; the exit status."""
    for judge, faults in found.items():
        for place, those in enumerate(faults):
            sys.stdout.writelines(f"{judge}, document {place}: {fault}\n" for fault in those)
    for judge, faults in found.items():
        passed = sum(not those for those in faults)
        sys.stdout.write(f"{judge}: {passed} of {len(faults)} pass\n")
    return 1 if any(those for faults in found.values() for those in faults) else 0


def main(arguments: Sequence[str]) -> int:
    """The exit status: 0 when all pass, 1 when one does not, 2 when the validator cannot come."""
    home = find_openxml()
    if home is None:
        sys.stderr.write("the Open XML SDK cannot be had: it needs Linux, x64 and a network\n")
        return 2
    with draw_coarsely():
        made = make_random(int(arguments[0]) if arguments else 200)
    files = [data for _, data in made]
    return tell(
        {
            "Open XML SDK": ask_validator(home, files),
            "openxml-audit and ooxml-integrity": [list_faults(data) for data in files],
            "own inspection": [[*map(str, inspect_file(data))] for data in files],
            "read back": [compare(document, data) for document, data in made],
        }
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
