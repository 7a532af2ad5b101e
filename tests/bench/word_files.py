"""How long Word files take that are long in one way or another: `make bench`.

    python tests/bench/word_files.py

Each is made several times larger in steps, in this process and without faces; whatever is written
in linear time takes twice as long for twice as much. Nothing here passes or fails.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.thousand import PUBLICATION, SENTENCES, write_section
from octavo.document import (
    Cell,
    Document,
    Indexed,
    Link,
    Note,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from octavo.files.library import Memory
from octavo.selection.audience import select
from octavo.source.draft import read
from octavo.word import WordOptions, generator
from word.readback import fields
from word.sample import LIBRARY, PUBLICATION as SAMPLE

BOOKS = (15, 30, 61, 122)
"""Numbers of sections; the last makes a thousand pages."""
ROWS = (1250, 2500, 5000, 10000)
PARAGRAPHS = (1000, 2000, 4000, 8000)


def write_book(sections: int) -> Document:
    """A book of so many sections, of every kind of text."""
    names = [f"{number}.md" for number in range(sections)]
    files = {name: write_section(number).encode() for number, name in enumerate(names)}
    publication = PUBLICATION.format(names=", ".join(names)).encode()
    return select(read(Memory({"publication.yaml": publication, **files})))


def write_table(rows: int) -> Document:
    """A table of so many rows, which is all there is."""
    made = tuple(
        Row((Cell((Text(f"Step {n}"),)), Cell((Text(SENTENCES[n % 7]),)), Cell((Text(str(n)),))))
        for n in range(rows)
    )
    return wrap(Table(made[0], made[1:], (Text("Steps"),), "tab-steps", 1))


def write_calls(paragraphs: int) -> Document:
    """So many paragraphs, each with a note, an address and an entry of the index of its own."""
    return wrap(
        *(
            Paragraph(
                (
                    Indexed((Text(SENTENCES[n % 7]),), f"entry {n}"),
                    Note((Text(SENTENCES[n % 5]),)),
                    Link(f"https://example.org/{n}", (Text("there"),)),
                ),
                f"p-{n}",
            )
            for n in range(paragraphs)
        )
    )


def wrap(*blocks: Paragraph | Table) -> Document:
    """A document of one section."""
    last = Section("last", "The last section", "chapter", ())
    return Document(SAMPLE, (Section("s", "A section", "chapter", blocks), last))


def measure(write: Callable[[int], Document], sizes: tuple[int, ...], what: str) -> None:
    """Print a line for each size: seconds of processor time, and how many a second."""
    generator.generate(write(2), WordOptions(embed_fonts=False), LIBRARY)
    for size in sizes:
        document = write(size)
        start = process_time()
        output = generator.generate(document, WordOptions(embed_fonts=False), LIBRARY)
        seconds = process_time() - start
        shown = (page for code, page in fields(output.data) if code.startswith("PAGEREF"))
        last = max(int(page) for page in shown)
        line = f"a Word file of {size:>5} {what:10} {seconds:6.2f} s {size / seconds:7.0f} a second"
        sys.stdout.write(f"{line}, the last part begins on page {last}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    measure(write_book, BOOKS, "sections")
    measure(write_table, ROWS, "rows")
    measure(write_calls, PARAGRAPHS, "paragraphs")
