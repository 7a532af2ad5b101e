"""Random changes to what an audience cannot see, and whether its files stay the same to the byte.

python tests/trust/interference.py 200
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from random import Random

from octavo.audience import select
from octavo.build import restrict
from octavo.document import Audience, Draft, Fact, Paragraph, Photo, Section, Term, Text
from octavo.generator import find
from octavo.library import Folder, Library
from octavo.source import read

SMALL = Path(__file__).parents[1] / "publications" / "small"

READER = "command"
OTHERS = frozenset({"industry"})
Change = Callable[[Draft, Random], Draft]


def write(random: Random) -> str:
    """A few words that no source has."""
    return " ".join("".join(random.choices("abdeiklmnorstu", k=9)) for _ in range(4))


def add_section(draft: Draft, random: Random) -> Draft:
    text = (Text(write(random)),)
    blocks = (Paragraph(text, f"hidden-{random.randint(1, 99)}"),)
    section = Section("hidden", write(random), "chapter", blocks, audiences=OTHERS)
    at = random.randint(0, len(draft.sections))
    return replace(draft, sections=(*draft.sections[:at], section, *draft.sections[at:]))


def add_paragraph(draft: Draft, random: Random) -> Draft:
    at = random.randrange(len(draft.sections))
    section = draft.sections[at]
    hidden = Paragraph((Text(write(random)),), "hidden-paragraph", OTHERS)
    place = random.randint(0, len(section.blocks))
    blocks = (*section.blocks[:place], hidden, *section.blocks[place:])
    sections = (*draft.sections[:at], replace(section, blocks=blocks), *draft.sections[at + 1 :])
    return replace(draft, sections=sections)


def drop_hidden_blocks(draft: Draft, random: Random) -> Draft:
    def keep(section: Section) -> Section:
        blocks = tuple(block for block in section.blocks if block.audiences != OTHERS)
        points = tuple(point for point in section.points if point.audiences != OTHERS)
        return replace(section, blocks=blocks, points=points)

    return replace(draft, sections=tuple(map(keep, draft.sections)))


def add_photo(draft: Draft, random: Random) -> Draft:
    photo = Photo(99, write(random), write(random), audiences=OTHERS)
    return replace(draft, photos=(photo, *draft.photos))


def add_fact(draft: Draft, random: Random) -> Draft:
    return replace(draft, facts=(Fact("hidden", write(random), write(random)), *draft.facts))


def add_term(draft: Draft, random: Random) -> Draft:
    terms = (Term(write(random), write(random)), *draft.abbreviations)
    return replace(draft, abbreviations=terms)


def change_other_reader(draft: Draft, random: Random) -> Draft:
    def change(audience: Audience) -> Audience:
        if audience.id not in OTHERS:
            return audience
        text = (Text(write(random)),)
        return replace(audience, name=write(random), bottom_line=text, so_what=(text,))

    return replace(draft, audiences=tuple(map(change, draft.audiences)))


CHANGES: tuple[Change, ...] = (
    add_section,
    add_paragraph,
    drop_hidden_blocks,
    add_photo,
    add_fact,
    add_term,
    change_other_reader,
)


def change_hidden(draft: Draft, random: Random) -> Draft:
    """The draft with one to four changes that `READER` cannot see."""
    for change in random.sample(CHANGES, random.randint(1, 4)):
        draft = change(draft, random)
    return draft


def digest_files(draft: Draft, library: Library) -> dict[str, str]:
    """The hash of each file that `READER` gets."""
    document = select(draft, READER)
    digests: dict[str, str] = {}
    for name in ("booklet", "word", "briefing"):
        generator = find(name)
        shelf = restrict(library, document)
        output = generator.generate(document, generator.options(), shelf)
        digests[name] = sha256(output.data).hexdigest()
    return digests


def find_changes(first: int, count: int) -> list[str]:
    """The files of `READER` that a change it cannot see has changed."""
    draft, library = read(SMALL, "small"), Folder(SMALL)
    expected = digest_files(draft, library)
    return [
        f"{seed}: {name}"
        for seed in range(first, first + count)
        for name, digest in digest_files(change_hidden(draft, Random(seed)), library).items()
        if digest != expected[name]
    ]


def main() -> int:
    """Try as many changes as asked for; 1 when any of them showed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    count: int = parser.parse_args().count
    found = find_changes(0, count)
    print("\n".join([*found, f"{count} changes, {len(found)} files changed"]))  # noqa: T201  it is a command
    return 1 if found else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    raise SystemExit(main())
