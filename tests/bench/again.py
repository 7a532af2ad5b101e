"""What it costs to ask again, and to begin: `make bench`.

    python tests/bench/again.py

The processor time of commands in processes of their own, beside a Python that does nothing: the
help; a check of the proceedings without a cache, with an empty one, again, and after a change of
one paragraph; a build, and one where nothing changed; and the import of a Word file of a hundred
pages. The shortest of several runs counts. Nothing here passes or fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from docx import Document

from bench.thousand import SENTENCES

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content" / "space-2040"
RUNS = 5
PAGES = 100
PARAGRAPHS_A_PAGE = 6
"""Of eighty words each, as many as a page of A4 has in the face and size that Word begins with."""
Prepare = Callable[[], object]


def main() -> None:
    """Print a line for each thing measured."""
    with TemporaryDirectory() as made:
        home = Path(made)
        os.environ["OCTAVO_CACHE"] = str(home / "cache")
        idle = measure(["-c", "pass"])
        tell("python -c pass", idle, idle)
        tell("python -c 'import click'", measure(["-c", "import click"]), idle)
        tell("octavo --help", measure(call("--help")), idle)
        measure_again(home, idle)
        file = home / "long.docx"
        write_word_file(file)
        target = home / "imported"
        bring = call("import", str(file), "--output", str(target))
        taken = measure(bring, lambda: shutil.rmtree(target, ignore_errors=True))
        tell(f"octavo import, {PAGES} pages", taken, idle)


def measure_again(home: Path, idle: float) -> None:
    """Print the lines for checking and building a copy of the proceedings."""
    folder = Path(shutil.copytree(CONTENT, home / "content" / CONTENT.name))
    forget = lambda: shutil.rmtree(home / "cache", ignore_errors=True)  # noqa: E731  a word for it
    check = call("check", str(folder))
    build = call("build", str(folder), "--output", str(home / "build"))
    tell("octavo check, without a cache", measure([*check, "--no-cache"]), idle)
    tell("octavo check, with an empty one", measure(check, forget), idle)
    tell("octavo check, again", measure(check), idle)
    tell("octavo check, one paragraph changed", measure(check, lambda: change(folder)), idle)
    tell("octavo build", measure(build, forget), idle)
    tell("octavo build, again", measure(build), idle)


def change(folder: Path) -> None:
    """One word more in the text of a section in the middle."""
    files = sorted(folder.glob("*.md"))
    path = files[len(files) // 2]
    head, _, text = path.read_text(encoding="utf-8").rpartition("\n---\n")
    path.write_text(f"{head}\n---\n{text.replace(' the ', ' the very ', 1)}", encoding="utf-8")


def write_word_file(file: Path) -> None:
    """A file as people write them: headings, text, lists and tables."""
    document = Document()
    for page in range(PAGES):
        document.add_heading(f"Chapter {page + 1}", 1 if page % 10 == 0 else 2)
        for number in range(PARAGRAPHS_A_PAGE):
            words = " ".join(SENTENCES[(page + number + n) % len(SENTENCES)] for n in range(5))
            document.add_paragraph(words, "List Bullet" if number % 5 == 4 else None)
        if page % 5 == 0:
            table = document.add_table(6, 4)
            for place, row in enumerate(table.rows):
                for cell in row.cells:
                    cell.text = f"Row {place} of {page}"
    document.save(str(file))


def call(*arguments: str) -> list[str]:
    """The arguments of a Python that runs Octavo's command."""
    return ["-m", "octavo", *arguments]


def measure(arguments: list[str], prepare: Prepare = lambda: None) -> float:
    """The processor seconds that Python takes with `arguments`: the least of several runs."""
    return min(measure_once(arguments, prepare) for _ in range(RUNS))


def measure_once(arguments: list[str], prepare: Prepare) -> float:
    """The same of one run. Raises `CalledProcessError` when it fails."""
    prepare()
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def tell(what: str, seconds: float, idle: float) -> None:
    """Print one line: what, milliseconds, times an idle Python."""
    sys.stdout.write(f"{what:40} {seconds * 1000:7.0f} ms {seconds / idle:6.1f} x\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
