"""How long it takes from a saved file to its page on the screen, and what that costs: `make bench`.

    python tests/bench/preview.py [EDITS] [STATES]

A copy of the proceedings is shown in headless Chromium and edited in four ways: a paragraph on the
page that is seen, paragraphs of other sections in turn, a fact, the title. Then, without a browser,
the processor time of a rebuild, the same for a book of five hundred pages, and the memory over so
many STATES of the source. Nothing here passes or fails.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import process_time, sleep, time

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Page, sync_playwright

from bench.thousand import PUBLICATION, write_section
from octavo.preview.rebuilding import Preview

CONTENT = Path(__file__).resolve().parents[2] / "content" / "space-2040"
LONG = 48
"""Sections of the long book: five hundred pages."""
REST = 1.0
"""Seconds between two edits: a fast writer's, and time for what follows a page to begin."""
PATIENCE = 30.0
"""Seconds after which a page is given up."""
VERSION = "() => Math.max(0, ...performance.getEntriesByName('painted').map(e => e.detail.version))"
PAINTED = """version => {
    const found = performance.getEntriesByName("painted").find(e => e.detail.version > version);
    return found ? performance.timeOrigin + found.startTime : 0;
}"""
Edit = Callable[[Path, int], None]


def main() -> None:
    """Print a line for each thing measured."""
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    states = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    tell("load", f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with TemporaryDirectory() as name:
        folder = Path(shutil.copytree(CONTENT, Path(name) / "space-2040"))
        measure_screen(folder, edits)
        shutil.rmtree(folder)
        shutil.copytree(CONTENT, folder)
        measure_rebuilds("rebuild of one paragraph", folder, "space-2040.pdf", "07-policy.md", 20)
        long = Path(name) / "long"
        make_long(long)
        measure_rebuilds("the same, 500 pages", long, "long.pdf", "20.md", 6)
        measure_memory(folder, states)


def measure_screen(folder: Path, edits: int) -> None:
    """From the save to the pixels, in a browser."""
    command = [sys.executable, "-m", "octavo", "preview", str(folder), "--no-open"]
    begun = time()
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process,
        ended(process),
        sync_playwright() as playwright,
    ):
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        chromium = shutil.which("chromium") or playwright.chromium.executable_path
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        launched = time()
        page = browser.new_page(viewport={"width": 1400, "height": 950})
        page.goto(found[0])
        while not page.evaluate(VERSION):
            sleep(0.01)
        tell("opening, without the start of Chromium", f"{time() - launched:.2f} s")
        tell("opening, with it", f"{time() - begun:.2f} s")
        every: list[float] = []
        for name, edit in EDITS.items():
            taken = list(time_edits(page, folder, edit, edits))
            tell(f"save to pixels, {name}", describe(taken))
            every += taken
        tell("save to pixels, all", describe(every))
        browser.close()


@contextmanager
def ended(process: subprocess.Popen[str]) -> Generator[None]:
    """Afterwards the process is told to end."""
    try:
        yield
    finally:
        process.terminate()


def time_edits(page: Page, folder: Path, edit: Edit, count: int) -> Iterator[float]:
    """Milliseconds from each save to the first frame that shows it."""
    for number in range(count + 1):
        sleep(REST)
        before = page.evaluate(VERSION)
        edit(folder, number)
        saved = time() * 1000
        painted = 0.0
        while not painted and time() * 1000 < saved + PATIENCE * 1000:
            painted = page.evaluate(PAINTED, before)
            sleep(0.01)
        if number:  # the first one brings its page into view
            yield painted - saved


def change_paragraph(folder: Path, number: int, file: str = "07-policy.md") -> None:
    """Have another word in the first paragraph of a section."""
    head, rule, body = (CONTENT / file).read_text().partition("\n---\n")
    save(folder / file, head + rule + re.sub(r"(?<= )the ", f"the {number}th ", body, count=1))


def jump(folder: Path, number: int) -> None:
    """The same in four sections in turn."""
    change_paragraph(folder, number, sorted(CONTENT.glob("*.md"))[5 + number % 4].name)


def change_fact(folder: Path, number: int) -> None:
    """Have another number of participants."""
    replace(folder, r"participants: \{value: \d+", f"participants: {{value: {300 + number}")


def change_title(folder: Path, number: int) -> None:
    """Have another title, which stands on every page."""
    replace(folder, r"(?m)^title: .*", f"title: Space in {2040 + number}")


EDITS: dict[str, Edit] = {
    "same page": change_paragraph,
    "jumping": jump,
    "a fact": change_fact,
    "the title": change_title,
}


def replace(folder: Path, pattern: str, new: str) -> None:
    """Have `new` in publication.yaml where `pattern` is found."""
    file = folder / "publication.yaml"
    save(file, re.sub(pattern, new, file.read_text()))


def save(file: Path, text: str) -> None:
    """Write the file as an editor does: beside it, then in its place."""
    beside = file.with_name(f"{file.name}~")
    beside.write_text(text)
    beside.replace(file)


def measure_rebuilds(what: str, folder: Path, name: str, file: str, count: int) -> None:
    """Processor time of a rebuild of one paragraph, with the image of one page."""
    preview, section = Preview(folder), folder / file
    said = section.read_text()
    preview.read()
    preview.show(name)
    taken: list[float] = []
    for number in range(count):
        head, rule, body = said.partition("\n---\n")
        section.write_text(head + rule + re.sub("(?<= )the ", f"the {number}th ", body, count=1))
        before = process_time()
        preview.read()
        shown = preview.show(name)
        assert shown
        preview.images.draw(shown.pages[len(shown.pages) // 2].digest, 2.0)
        taken.append((process_time() - before) * 1000)
    tell(what, f"{median(taken):.0f} ms of processor time")


def make_long(folder: Path) -> None:
    """Write a publication of five hundred pages."""
    folder.mkdir()
    names = [f"{number}.md" for number in range(LONG)]
    (folder / "publication.yaml").write_text(PUBLICATION.format(names=", ".join(names)))
    for number, name in enumerate(names):
        (folder / name).write_text(write_section(number))


def measure_memory(folder: Path, states: int) -> None:
    """What memory the process has after a tenth of the states, and after all of them."""
    preview = Preview(folder)
    for number in range(states):
        change_paragraph(folder, number)
        preview.read()
        shown = preview.show("space-2040.pdf")
        assert shown
        preview.images.draw(shown.pages[20].digest, 2.0)
        if number in {states // 10, states // 2, states - 1}:
            tell(f"memory after {number + 1} states", f"{read_memory():.0f} MiB")


def read_memory() -> float:
    """The memory that this process has now, in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def describe(taken: list[float]) -> str:
    """Median and 95th percentile."""
    late = quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
    return f"median {median(taken):.0f} ms, 95 % {late:.0f} ms"


def tell(what: str, figure: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{what:42} {figure}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
