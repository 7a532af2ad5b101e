"""Random changes to what a reader cannot see, and whether their files stay the same to the byte.

python tests/trust/interference.py 200
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random
from typing import get_args

from PIL import Image

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from octavo.document import (
    Abbreviation,
    Audience,
    AuthorQuery,
    Block,
    Blocks,
    Cell,
    Draft,
    Fact,
    Figure,
    FigureGroup,
    Heading,
    Item,
    Listing,
    Note,
    Paragraph,
    Person,
    Photo,
    Picture,
    Point,
    Row,
    Section,
    SectionKind,
    Table,
    Term,
    Text,
    Waiver,
    Weight,
)
from octavo.document.problem import Problem
from octavo.document.walk import rewrite
from octavo.files.library import Folder, Library, Memory
from octavo.source.draft import read
from octavo.source.marking_schemes import load_scheme
from trust.editions import make_for

SMALL = Path(__file__).parents[1] / "publications" / "small"
READER = "command"
"""Whose files stay the same; and those that everyone gets."""
OTHERS = frozenset({"industry"})
HIDDEN = "hidden.png"
KINDS: tuple[SectionKind, ...] = get_args(SectionKind)
Change = Callable[[Draft, Random], Draft]


def write(random: Random) -> str:
    """A few words that no source has."""
    return " ".join("".join(random.choices("abdeiklmnorstu", k=9)) for _ in range(4))


def say(random: Random) -> tuple[Text]:
    return (Text(write(random)),)


def change_section(draft: Draft, random: Random, change: Callable[[Section], Section]) -> Draft:
    """The draft with one section changed."""
    at = random.randrange(len(draft.sections))
    changed = change(draft.sections[at])
    return replace(draft, sections=(*draft.sections[:at], changed, *draft.sections[at + 1 :]))


def add_section(draft: Draft, random: Random) -> Draft:
    blocks = (Paragraph(say(random), f"hidden-{random.randint(1, 99)}"),)
    kind: SectionKind = random.choice(KINDS)
    section = Section(
        "hidden", write(random), kind, blocks, "Panel 9", marking="restricted", audiences=OTHERS
    )
    at = random.randint(0, len(draft.sections))
    return replace(draft, sections=(*draft.sections[:at], section, *draft.sections[at:]))


def make_block(random: Random) -> Block:
    """A block that only others may read."""
    id = f"hidden-block-{random.randint(1, 999)}"
    text = say(random)
    inner = Paragraph(text, f"{id}-inner")
    row = Row((Cell(say(random)), Cell(say(random))))
    shown = Figure(Picture(HIDDEN), text, write(random), id=f"{id}-part", part=1)
    made: tuple[Block, ...] = (
        FigureGroup((shown, replace(shown, id="", part=2)), text, id=id, audiences=OTHERS),
        Paragraph((*text, Note(say(random)), Abbreviation("NATO", write(random))), id, OTHERS),
        Heading(2, text, id, OTHERS),
        Listing((Item((inner,)),), audiences=OTHERS, id=id),
        Table(row, (row,), text, id, audiences=OTHERS),
        Table(row, (replace(row, audiences=OTHERS),), text, id),
        Figure(
            Picture(HIDDEN),
            text,
            write(random),
            write(random),
            id,
            marking="restricted",
            audiences=OTHERS,
        ),
    )
    return random.choice(made)


def add_block(draft: Draft, random: Random) -> Draft:
    def change(section: Section) -> Section:
        place = random.randint(0, len(section.blocks))
        blocks = (*section.blocks[:place], make_block(random), *section.blocks[place:])
        return replace(section, blocks=blocks)

    return change_section(draft, random, change)


def add_point(draft: Draft, random: Random) -> Draft:
    variants = (say(random),)
    point = Point("hidden-point", say(random), "", variants, marking="restricted", audiences=OTHERS)

    def change(section: Section) -> Section:
        place = random.randint(0, len(section.points))
        points = (*section.points[:place], point, *section.points[place:])
        return replace(section, points=points)

    return change_section(draft, random, change)


def weigh_for_others(draft: Draft, random: Random) -> Draft:
    def weigh(point: Point) -> Point:
        others = tuple(Weight(id, random.randint(1, 10), required=True) for id in sorted(OTHERS))
        return replace(
            point, weights=(*(w for w in point.weights if w.audience == READER), *others)
        )

    def change(section: Section) -> Section:
        return replace(section, points=tuple(map(weigh, section.points)))

    return change_section(draft, random, change)


def drop_hidden(draft: Draft, random: Random) -> Draft:
    def keep(block: Block) -> Blocks:
        return () if block.audiences == OTHERS else (block,)

    def clear(section: Section) -> Section:
        points = tuple(point for point in section.points if point.audiences != OTHERS)
        return replace(section, blocks=rewrite(section.blocks, keep), points=points)

    sections = tuple(clear(one) for one in draft.sections if one.audiences != OTHERS)
    return replace(draft, sections=sections)


def reword_hidden(draft: Draft, random: Random) -> Draft:
    def reword(block: Block) -> Blocks:
        if block.audiences != OTHERS:
            return (block,)
        return (make_block(random), make_block(random))

    sections = (replace(one, blocks=rewrite(one.blocks, reword)) for one in draft.sections)
    return replace(draft, sections=tuple(sections))


def add_photo(draft: Draft, random: Random) -> Draft:
    file = random.choice(("", HIDDEN))
    photo = Photo(random.randint(1, 99), write(random), write(random), file, audiences=OTHERS)
    return replace(draft, photos=(photo, *draft.photos))


def add_fact(draft: Draft, random: Random) -> Draft:
    return replace(draft, facts=(Fact("hidden", write(random), write(random)), *draft.facts))


def add_term(draft: Draft, random: Random) -> Draft:
    terms = (Term(write(random), write(random)), *draft.abbreviations)
    return replace(draft, abbreviations=terms)


def add_person(draft: Draft, random: Random) -> Draft:
    """With somebody more in the register, which no reader sees."""
    person = Person(write(random), (write(random),), (write(random),))
    return replace(draft, people=(person, *draft.people))


def add_waiver(draft: Draft, random: Random) -> Draft:
    """With a waiver for words that nobody reads."""
    waiver = Waiver("ATT003", write(random), write(random), "hidden")
    return replace(draft, waivers=(waiver, *draft.waivers))


def change_other_reader(draft: Draft, random: Random) -> Draft:
    def change(audience: Audience) -> Audience:
        if audience.id not in OTHERS:
            return audience
        text = say(random)
        return replace(audience, name=write(random), bottom_line=text, so_what=(text,))

    return replace(draft, audiences=tuple(map(change, draft.audiences)))


def add_reader(draft: Draft, random: Random) -> Draft:
    other = next(audience for audience in draft.audiences if audience.id in OTHERS)
    added = replace(other, id="press", name=write(random))
    at = random.randint(0, len(draft.audiences))
    return replace(draft, audiences=(*draft.audiences[:at], added, *draft.audiences[at:]))


def ask(draft: Draft, random: Random) -> Draft:
    """A query about each section, and about all that each of its paragraphs says."""

    def about(block: Block) -> Blocks:
        if not isinstance(block, Paragraph):
            return (block,)
        return (replace(block, children=(AuthorQuery(write(random), block.children),)),)

    sections = (replace(one, blocks=rewrite(one.blocks, about)) for one in draft.sections)
    asked = (replace(one, queries=(AuthorQuery(write(random)),)) for one in sections)
    return replace(draft, sections=tuple(asked))


CHANGES: tuple[Change, ...] = (
    add_section,
    add_block,
    add_point,
    weigh_for_others,
    drop_hidden,
    reword_hidden,
    add_photo,
    add_fact,
    add_term,
    add_person,
    add_waiver,
    ask,
    change_other_reader,
    add_reader,
)


def change_hidden(draft: Draft, random: Random) -> Draft:
    """The draft with one to five changes that `READER` cannot see."""
    for change in random.sample(CHANGES, random.randint(1, 5)):
        draft = change(draft, random)
    return draft


def draw_hidden(random: Random) -> bytes:
    """A picture for others, of any size and colour."""
    made = BytesIO()
    size = random.randint(200, 900), random.randint(200, 900)
    colour = tuple(random.randbytes(3))
    Image.new("RGB", size, colour).save(made, "PNG")
    return made.getvalue()


def make_library(random: Random) -> Library:
    """The files of the publication, and a picture that only others may see."""
    files = {
        path.relative_to(SMALL).as_posix(): path.read_bytes()
        for path in SMALL.rglob("*")
        if path.is_file()
    }
    return Memory({**files, HIDDEN: draw_hidden(random)})


def read_marked() -> Draft:
    """The small publication, marked by a scheme, so that hidden parts can be marked higher."""
    draft, problems = read(SMALL, "small"), list[Problem]()
    scheme = load_scheme(Folder(SMALL), "nato", "en-GB", problems)
    publication = replace(draft.publication, marking="")
    return replace(draft, publication=publication, scheme=scheme, level="unclassified")


def digest_files(draft: Draft, library: Library) -> frozenset[tuple[str, str]]:
    """The name and the hash of each file that `READER` gets, and everyone."""
    files = make_for((READER,), draft, library)
    return frozenset(
        (f"{file.name} for {file.audience}", sha256(file.data).hexdigest()) for file in files
    )


def find_changes(first: int, count: int) -> list[str]:
    """The files of `READER`, and of everyone, that a change hidden from them has changed."""
    draft = read_marked()
    expected = digest_files(draft, Folder(SMALL))
    found: list[str] = []
    for seed in range(first, first + count):
        random = Random(seed)
        digests = digest_files(change_hidden(draft, random), make_library(random))
        found += [f"{seed}: {name}" for name, _ in sorted(digests ^ expected)]
    return found


def main() -> int:
    """Try as many changes as asked for; 1 when any of them showed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    count: int = parser.parse_args().count
    found = find_changes(0, count)
    print("\n".join([*found, f"{count} changes, {len(found)} files changed"]))  # noqa: T201  it is a command
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
