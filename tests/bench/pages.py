"""How good pages are that are chosen together, beside pages each as full as it can be.

    python tests/bench/pages.py [publications]

Nothing here passes or fails.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from booklet.kinds import list_kinds, read_kind
from booklet.making import CONTENT, read_folder
from booklet.page_measures import PageMeasures, measure_pages, shorten
from octavo.document import Document
from octavo.files.library import Library


def main() -> None:
    """Print the measures of the proceedings, of versions of it, and of other kinds."""
    document, library = read_folder(CONTENT)
    tell("the proceedings", [(document, library)])
    tell("seven versions", [(shorten(document, seed), library) for seed in range(1, 8)])
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    together: list[tuple[Document, Library]] = []
    for kind in list_kinds(count):
        made = read_kind(*kind)
        together.append(made)
        tell(" ".join(map(str, kind)), [made])
    tell("all of other kinds", together)


def tell(name: str, publications: Sequence[tuple[Document, Library]]) -> None:
    """Print the measures before and after, and the seconds each takes."""
    sys.stdout.write(f"{name}\n")
    for total in (False, True):
        start = process_time()
        found = PageMeasures()
        for document, library in publications:
            found += measure_pages(document, library, total)
        took = f"{process_time() - start:.2f} s"
        sys.stdout.write(f"  {'total ' if total else 'greedy'} {found}  {took}\n")


if __name__ == "__main__":
    main()
