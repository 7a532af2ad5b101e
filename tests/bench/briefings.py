"""A thousand briefings in one process, and beside them the same pages set by Typst.

    python tests/bench/briefings.py [HOW MANY]

The readers share the proceedings; each has its own name and its own weights for every point, so
each page is chosen, set, traced and written for itself. Rounds of both take turns, so that whatever
else the machine does bears on both. Typst gets what was chosen, a source for each page: it chooses
nothing, but writes tagged PDF too. It is measured when the package `typst` is installed, which
Octavo does not need: `python -m pip install typst`. Nothing here passes or fails.

Both begin cold: Octavo makes a page before the page's source for Typst is written. Later both find
what they kept: readers of one publication share its points, and Octavo keeps points in lines and
cut fonts, as Typst keeps what it has laid out. That is so in every batch, so the median tells of
pages made with these at hand; what the first took stands beside it. Python looks for garbage as
seldom as in a build. `explain` sets a few wordings that later rounds find there too.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

from octavo.booklet import BookletOptions as BookletOptions, generate as make_booklet
from octavo.briefing import BriefingOptions, explain, generate
from octavo.build.gc_tuning import collect_seldom
from octavo.document import Document
from octavo.document.walk import text_of
from octavo.files.library import Folder, Library
from octavo.selection.audience import select
from octavo.source.draft import read

SPACE = Path(__file__).resolve().parents[2] / "content" / "space-2040"
ROUND = 50
"""Pages that are made in turn by one and by the other."""
PAGE = """\
#set page(paper: "a4", margin: (x: 48pt, y: 40pt))
#set text(font: "Libertinus Serif", size: 10.4pt)
#set par(leading: 0.5em)
#rect(fill: rgb("#0b1b36"), width: 100%, inset: 10pt)[#text(fill: white, size: 20pt)[{name}]]
_{question}_
#text(size: 20pt)[{bottom_line}]
#grid(columns: (1fr, 1fr, 1fr), gutter: 12pt, {facts})
#grid(columns: (63%, 1fr), gutter: 18pt, [
= Key messages
{messages}
], [
= What it means for you
{meaning}
])
= What is asked
#table(columns: (1fr, auto, auto), [What], [Who], [By when], {asks})
"""


def make_readers(count: int, library: Library) -> list[Document]:
    """The proceedings for so many readers, each with weights of its own."""
    draft = read(SPACE)
    places = make_booklet(select(draft, None), BookletOptions(), library).places
    documents = [replace(select(draft, reader.id), places=places) for reader in draft.audiences]
    return [vary(documents[number % len(documents)], number) for number in range(count)]


def vary(document: Document, number: int) -> Document:
    """`document` for reader `number`."""
    random, audience = Random(number), document.audience
    assert audience is not None
    sections = tuple(
        replace(
            section,
            points=tuple(replace(point, weight=random.randint(1, 10)) for point in section.points),
        )
        for section in document.sections
    )
    name = f"Reader number {number}"
    return replace(document, sections=sections, audience=replace(audience, name=name))


def write_source(document: Document, library: Library) -> str:
    """What Typst sets: the points that the briefing shows, and all else that stands on it."""
    report, audience = explain(document, BriefingOptions(), library), document.audience
    assert audience is not None
    chosen = {taken.id: taken.wording for taken in report.page.fit.selection.chosen}
    plan = report.plan
    shown = [message for message in plan.messages if message.id in chosen]
    return PAGE.format(
        name=escape(audience.name),
        question=escape(plan.question),
        bottom_line=escape(text_of(plan.bottom_line)),
        facts=", ".join(
            f"[#text(size: 30pt)[{escape(fact.value)}] \\ {escape(fact.label)}]"
            for fact in plan.numerals
        ),
        messages="\n".join(
            f"- {escape(text_of(m.wordings[chosen[m.id]]))} #h(1fr) {escape(m.source.label)}"
            for m in shown
        ),
        meaning="\n\n".join(escape(text_of(text)) for text in plan.meaning),
        asks=", ".join(
            f"[{escape(task.what)}], [{escape(task.who)}], [{escape(task.by)}]"
            for task in plan.tasks
        ),
    )


def escape(text: str) -> str:
    """`text` as Typst reads it."""
    return "".join(f"\\{sign}" if sign in "\\#$*_`<>@[]~=-+/'\"" else sign for sign in text)


def measure(make: Callable[[Any], bytes], work: Sequence[Any]) -> list[tuple[float, float]]:
    """The seconds, and those of the processor, that each piece of work takes."""
    taken: list[tuple[float, float]] = []
    for piece in work:
        start, busy = perf_counter(), process_time()
        make(piece)
        taken.append((perf_counter() - start, process_time() - busy))
    return taken


def tell(what: str, taken: list[tuple[float, float]]) -> None:
    """Print a line: how long the pages took, in milliseconds."""
    wall = [1000 * seconds for seconds, _ in taken]
    busy = [1000 * seconds for _, seconds in taken]
    tenths = quantiles(wall, n=10)
    sys.stdout.write(
        f"{what:8} {len(taken):5} pages  median {median(wall):5.1f} ms"
        f" (processor {median(busy):5.1f})  nine in ten within {tenths[-1]:5.1f}"
        f"  first {wall[0]:6.1f}  in all {sum(wall) / 1000:5.1f} s\n"
    )


@collect_seldom()
def main(count: int) -> None:
    """Print a line for Octavo, and one for Typst when it is there."""
    library = Folder(SPACE)
    readers = make_readers(count, library)
    typst: Any = import_module("typst") if find_spec("typst") else None
    ours: list[tuple[float, float]] = []
    theirs: list[tuple[float, float]] = []
    gc.freeze()
    for start in range(0, count, ROUND):
        part = readers[start : start + ROUND]
        ours += measure(lambda reader: generate(reader, BriefingOptions(), library).data, part)
        if typst:
            sources = [write_source(reader, library).encode() for reader in part]
            theirs += measure(lambda source: typst.compile(source), sources)
    tell("Octavo", ours)
    if theirs:
        tell("Typst", theirs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1000)
