"""Whatever is changed, the preview shows what a build would make: nothing that is kept is stale.

python tests/preview/warm_and_cold.py 300
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from octavo.build.jobs import plan_jobs
from octavo.build.restricted_library import list_content, restrict
from octavo.files.library import Folder
from octavo.preview.page_images import ShownPage, list_pages
from octavo.preview.rebuilding import Preview
from octavo.selection.audience import select
from octavo.source.draft import read_source

CONTENT = Path(__file__).resolve().parents[2] / "content" / "space-2040"


def list_differences(count: int, seed: int = 0) -> Iterator[str]:
    """What of `count` states of a copy of the proceedings is shown otherwise than it would be made
    by a program that had just been started."""
    with (
        TemporaryDirectory() as name,
        ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as fresh,
    ):
        folder = Path(name) / "space-2040"
        shutil.copytree(CONTENT, folder)
        preview, random = Preview(folder), Random(seed)
        for number in range(count):
            what = edit(folder, random) if number else "nothing changed"
            state = preview.read()
            shown = preview.show("space-2040.pdf") if state.readable else None
            if shown is not None and shown.pages != fresh.submit(make_cold, folder).result():
                yield f"{number}: {what}"


def make_cold(folder: Path) -> tuple[ShownPage, ...]:
    """The pages of the booklet, made in a process that has just begun."""
    library = Folder(folder)
    draft = read_source(library, "space-2040").draft
    assert draft is not None
    job = plan_jobs(draft, (), (), library)[0]
    document = select(draft, job.audience, job.takes_queries)
    allowed = restrict(library, document, job.options, list_content(draft))
    assert job.generator.preview is not None
    return tuple(list_pages(job.generator.preview(document, job.options, allowed).data))


def edit(folder: Path, random: Random) -> str:
    """Change something in the folder; what was changed."""
    change = random.choice((change_word, move_lines, change_fact, change_title, swap, take_back))
    return f"{change.__name__} in {change(folder, random)}"


def change_word(folder: Path, random: Random) -> str:
    """Have another word in some paragraph or point."""
    file = random.choice(sorted(folder.glob("0*.md")))
    words = [*re.finditer(r"(?<= )[a-z]{4,}(?= )", file.read_text())]
    word = random.choice(words)
    said = file.read_text()
    file.write_text(said[: word.start()] + random.choice(("very", "hardly")) + said[word.end() :])
    return file.name


def move_lines(folder: Path, random: Random) -> str:
    """Have one more empty line before the text."""
    file = random.choice(sorted(folder.glob("0*.md")))
    head, rule, body = file.read_text().partition("\n---\n")
    file.write_text(head + rule + "\n" + body)
    return file.name


def change_fact(folder: Path, random: Random) -> str:
    """Have another number of participants."""
    return replace(
        folder, r"participants: \{value: \d+", f"participants: {{value: {random.randrange(999)}"
    )


def change_title(folder: Path, random: Random) -> str:
    """Have another title."""
    return replace(folder, r"(?m)^title: .*", f"title: Space in {random.randrange(2030, 2050)}")


def swap(folder: Path, random: Random) -> str:
    """Have two sections in the other order."""
    file = folder / "publication.yaml"
    lines = file.read_text().split("\n")
    at = [i for i, line in enumerate(lines) if re.match(r"\s*- \d\d-.*\.md", line)]
    if len(at) > 4:
        i = random.randrange(2, len(at) - 2)
        lines[at[i]], lines[at[i + 1]] = lines[at[i + 1]], lines[at[i]]
        file.write_text("\n".join(lines))
    return file.name


def take_back(folder: Path, random: Random) -> str:
    """Have a file as it was in the beginning."""
    file = random.choice(sorted(folder.glob("*.*")))
    shutil.copy(CONTENT / file.name, file)
    return file.name


def replace(folder: Path, pattern: str, new: str) -> str:
    """Have `new` in publication.yaml where `pattern` is found."""
    file = folder / "publication.yaml"
    file.write_text(re.sub(pattern, new.replace("\\", r"\\"), file.read_text()))
    return file.name


if __name__ == "__main__":
    found = list(list_differences(int(sys.argv[1])))
    print(*found, f"{len(found)} different", sep="\n")  # noqa: T201  a program's result
    sys.exit(bool(found))
