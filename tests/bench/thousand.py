"""How long booklets of up to a thousand pages take, and how much memory: `make bench`.

    python tests/bench/thousand.py [SECTIONS]

Each is made in a process of its own from a generated publication: sections of paragraphs with notes
and references, lists, a table and a chart. With SECTIONS, one is made in this process, and one line
printed: pages, seconds of processor time, and the peak of memory before and after. Nothing here
passes or fails.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Sequence
from time import process_time

SIZES = (12, 24, 48, 97)
"""Numbers of sections; the last makes a thousand pages."""
SENTENCES = (
    "Space has become a domain of operations like land, sea, air and cyberspace.",
    "The staff that plans without it will find its timetables wrong from the first hour.",
    "Commercial services are quicker to field than systems that one government builds alone.",
    "Shared standards from the first design phase are cheaper than adapters in the last.",
    "Several participants asked how soon a Recognised Space Picture could be distributed.",
    "Interoperability is a matter of people, doctrine and institutions before it is technical.",
    "Ground stations need the same protection as the satellites that they speak to.",
)
PUBLICATION = """\
title: A thousand pages
event: {{name: A gathering, place: Toulouse}}
imprint: {{publisher: The publisher}}
sections: [{names}]
outputs: [booklet]
"""


def write_section(number: int) -> str:
    """The Markdown of one section: some ten pages."""
    front = f"---\nid: s-{number}\ntitle: Section number {number}\nkind: chapter\n---\n\n"
    parts = [write_part(number * 5 + part, f"{number}-{part}") for part in range(5)]
    bars = "".join(f"  - {{label: Year {n}, value: {n * 7 % 19 + 1}}}\n" for n in range(5))
    chart = f"```figure\nid: fig-{number}\nchart: column\nbars:\n{bars}"
    chart += "caption: What changed\nalternative: Five columns.\n```\n\n"
    rows = "".join(f"| Step {n} | {SENTENCES[n % 7]} | {n * 13} |\n" for n in range(12))
    table = f"| Step | What is done | Cost |\n|:--|:--|--:|\n{rows}Table: Steps {{#tab-{number}}}\n"
    return front + parts[0] + chart + "".join(parts[1:]) + table


def write_part(seed: int, name: str) -> str:
    """A heading, some paragraphs, one with a note, and a list."""
    paragraphs = [
        " ".join(SENTENCES[(seed + at * 3 + n) % 7] for n in range(4 + (seed + at) % 4))
        for at in range(6)
    ]
    paragraphs[2] += f"[^{name}] See [](#fig-{seed // 5})."
    items = "\n".join(f"- {SENTENCES[(seed + n) % 7]}" for n in range(4))
    note = f"[^{name}]: {SENTENCES[seed % 7]}"
    return f"## Part {name}\n\n" + "\n\n".join([*paragraphs, items, note]) + "\n\n"


def make(sections: int) -> str:
    """A booklet of so many sections, made here: pages, seconds, and MiB before and after."""
    from octavo.booklet import BookletOptions, generate
    from octavo.files.library import Memory
    from octavo.selection.audience import select
    from octavo.source.draft import read

    names = [f"{number}.md" for number in range(sections)]
    files = {name: write_section(number).encode() for number, name in enumerate(names)}
    publication = PUBLICATION.format(names=", ".join(names)).encode()
    library = Memory({"publication.yaml": publication, **files})
    document = select(read(library), None)
    before = measure_memory()
    start = process_time()
    output = generate(document, BookletOptions(), library)
    return f"{output.pages} {process_time() - start:.2f} {before:.0f} {measure_memory():.0f}"


def measure_memory() -> float:
    """The most memory that this process has had so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(arguments: Sequence[str]) -> None:
    """Print a line for each size, or the figures of the one that is asked for."""
    if arguments:
        sys.stdout.write(f"{make(int(arguments[0]))}\n")
        return
    for size in SIZES:
        command = [sys.executable, __file__, str(size)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        pages, seconds, before, after = done.stdout.split()
        rate = int(pages) / float(seconds)
        line = f"a booklet of {pages:>4} pages {float(seconds):6.1f} s {rate:6.0f} pages a second"
        sys.stdout.write(f"{line}, at most {after} MiB, of which {before} for the source\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
