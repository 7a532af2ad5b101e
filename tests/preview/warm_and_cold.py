"""Whatever is changed, the preview shows what a build would make: nothing that is kept is stale.

    python tests/preview/warm_and_cold.py 300 [SEED]

Each state of a copy of the proceedings is built by a process that has made nothing before, and each
page of its booklet, as pixels, is held against the page that the preview shows. The blocks of each
page are compared too: where in the source they stand.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pypdfium2

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from octavo.build.jobs import plan_jobs
from octavo.build.restricted_library import list_content, restrict
from octavo.document.kept_values import KeptValues, Placed
from octavo.document.problem import Span
from octavo.files.library import Folder
from octavo.preview.rebuilding import Preview
from octavo.selection.audience import select
from octavo.source.draft import read_source
from octavo.source.kept_sections import KeptSections

CONTENT = Path(__file__).resolve().parents[2] / "content" / "space-2040"
NAME = "space-2040.pdf"
SCALE = 1.5
"""Pixels to the point: as many as a screen shows of a page of A5."""


class Looked(NamedTuple):
    """What can be seen of a page, and where it says it comes from."""

    pixels: bytes
    """A digest."""
    spans: frozenset[Span | None]


def list_differences(count: int, seed: int = 0) -> Iterator[str]:
    """What of `count` states of a copy of the proceedings is shown otherwise than it is built by a
    program that has just been started."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["octavo.booklet.assembly", "preview.warm_and_cold"])
    with (
        TemporaryDirectory() as name,
        ProcessPoolExecutor(1, context, max_tasks_per_child=1) as fresh,
    ):
        folder = Path(name) / "space-2040"
        shutil.copytree(CONTENT, folder)
        preview, random = Preview(folder), Random(seed)
        drawn: dict[str, bytes] = {}
        kept = KeptSections(), KeptValues()
        for number in range(count):
            what = edit(folder, random) if number else "nothing changed"
            yield from (f"{number}: {what}: {reader}" for reader in list_stale(folder, *kept))
            state = preview.read()
            assert state.readable, what
            shown = list(look_at_preview(preview, drawn))
            built = fresh.submit(build, folder).result()
            pairs = enumerate(zip(shown, built, strict=False), 1)
            wrong = [at for at, (one, other) in pairs if one != other]
            if wrong or len(shown) != len(built):
                yield f"{number}: {what}: {len(shown)} pages for {len(built)}, {wrong}"


def list_stale(folder: Path, sections: KeptSections, values: KeptValues) -> Iterator[str]:
    """The readers whose document is another one when it is made of what was kept."""
    library = Folder(folder)
    warm = read_source(library, "space-2040", sections).draft
    cold = read_source(library, "space-2040").draft
    assert warm is not None
    assert cold is not None
    for reader in (None, *(audience.id for audience in cold.audiences)):
        if Placed(select(warm, reader, kept=values)) != Placed(select(cold, reader)):
            yield f"the document for {reader}"


def look_at_preview(preview: Preview, drawn: dict[str, bytes]) -> Iterator[Looked]:
    """The pages of the booklet as the preview shows them; those that have a name among the `drawn`
    ones are these."""
    shown = preview.show(NAME)
    assert shown is not None
    assert not shown.problems
    at = 0
    for part in preview.list_parts(NAME):
        pages = shown.pages[at : at + len(part.origins)]
        at += len(pages)
        if any(page.digest not in drawn for page in pages):
            found = draw(part.data)
            drawn |= dict(zip((page.digest for page in pages), found, strict=True))
        for page, spans in zip(pages, part.origins, strict=True):
            yield Looked(drawn[page.digest], frozenset(spans))


def build(folder: Path) -> list[Looked]:
    """The pages of the booklet, built in a process that has just begun."""
    library = Folder(folder)
    draft = read_source(library, "space-2040").draft
    assert draft is not None
    job = plan_jobs(draft, (), (), library)[0]
    document = select(draft, job.audience, job.takes_queries)
    allowed = restrict(library, document, job.options, list_content(draft))
    output = job.generator.generate(document, job.options, allowed)
    return [
        Looked(pixels, frozenset(spans))
        for pixels, spans in zip(draw(output.data), output.origins, strict=True)
    ]


def draw(data: bytes) -> list[bytes]:
    """A digest of the pixels of each page."""
    pdf = pypdfium2.PdfDocument(data)
    found = [sha256(page.render(scale=SCALE).to_pil().tobytes()).digest() for page in pdf]
    pdf.close()
    return found


def edit(folder: Path, random: Random) -> str:
    """Change something in the folder; what was changed."""
    changes = change_word, move_lines, change_fact, change_title, swap, take_back, double, retitle
    change = random.choice(changes)
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


def double(folder: Path, random: Random) -> str:
    """Have a paragraph once more, which moves pages."""
    file = random.choice(sorted(folder.glob("0*.md")))
    head, rule, body = file.read_text().partition("\n---\n")
    blocks = body.split("\n\n")
    plain = [at for at, block in enumerate(blocks) if re.fullmatch(r"[A-Z][^{}\n\[^]*", block)]
    if plain and len(blocks) < MOST_BLOCKS:
        at = random.choice(plain)
        blocks.insert(at, blocks[at])
    file.write_text(head + rule + "\n\n".join(blocks))
    return file.name


MOST_BLOCKS = 60
"""Of a section that grows: the proceedings' longest has 50."""


def retitle(folder: Path, random: Random) -> str:
    """Have another title of a section, which stands in the contents and on its pages."""
    file = random.choice(sorted(folder.glob("0*.md")))
    new = f"title: Number {random.randrange(99)}"
    file.write_text(re.sub(r"(?m)\Atitle: .*|(?<=^)title: .*", new, file.read_text(), count=1))
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
    from preview.warm_and_cold import list_differences as list_all  # as the other process knows it

    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    found = list(list_all(int(sys.argv[1]), seed))
    said = f"{len(found)} of {sys.argv[1]} states different, seed {seed}"
    print(*found, said, sep="\n")  # noqa: T201  it is a command
    sys.exit(bool(found))
