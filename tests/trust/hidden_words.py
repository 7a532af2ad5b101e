"""Hidden words that are most like what files have anyway: none of them alone may stop a build.

They are the names of PDF, Office Open XML, XMP and our own data, those of hosts, and the words of
the source code of the installed packages, real English among them. They come with the lock, so they
are the same everywhere, and nothing has to be kept here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path
from random import Random
from typing import get_args

from octavo.document import Block, Blocks, Draft, Section, SectionKind
from octavo.document.fields import FIELDS
from trust.nest import MAKERS, Nest, Readers, make_block, make_photo, make_point, make_section
from trust.places import ROOT

MOST = 50_000
"""Words in all; of the source code as many as the names of formats leave room for."""
HIDDEN = frozenset({"nobody"})
"""For whom they are: a reader that no file is made for."""
SENTENCE = 9
"""Words of a hidden text that has several."""
HOSTS = (
    *("schemas.openxmlformats.org", "schemas.microsoft.com", "www.w3.org", "purl.org"),
    *("ns.adobe.com", "www.aiim.org", "www.npes.org", "iso.org", "www.color.org", "doi.org"),
)
"""They stand in the namespaces of files."""
ONCE = ("references", "compatibility", "small", "org", "xe", "chapter", "title", "document")
"""Words that stopped builds, or could: of content types, namespaces, hashes, fields of data."""


@cache
def list_words() -> tuple[str, ...]:
    """The names of formats, then as many words of source code as there is room for."""
    files = sorted((ROOT / "assets" / "formats").glob("*.json"))
    fields = (name for kind, uses in FIELDS.items() for name in (kind.__name__, *uses))
    names = {word for file in files for word in _split(file)} | set(fields)
    words = {word for file in _list_sources() for word in _split(file)} - names - set(ONCE)
    order = sorted(words, key=lambda word: sha256(word.encode()).digest())
    return (*HOSTS, *ONCE, *sorted(names - set(ONCE)), *order)[:MOST]


def _list_sources() -> Iterator[Path]:
    for package in distributions():
        for file in package.files or ():
            if file.suffix == ".py" and "tests" not in file.parts:
                yield Path(str(package.locate_file(file)))


def _split(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8", errors="ignore") if file.is_file() else ""
    return re.findall(r"[A-Za-z]{2,}", text)


@dataclass
class HiddenNest(Nest):
    """Where every string is made of real words, and everything is for nobody.

    What its pictures show has a word of its own all the same, so that it is noticed anywhere.
    """

    words: Sequence[str] = ()
    ids: set[str] = field(default_factory=set[str])

    def mint(self, channel: str, readers: Readers, must: bool = False, syllables: int = 6) -> str:
        """An id that is a word, or a text: a word, a host, or a sentence."""
        word = self.random.choice(self.words)
        if channel == "picture":
            return super().mint(channel, HIDDEN, syllables=syllables)
        if channel.endswith(("id", "file name", "folder name")):
            return self._make_id(word.lower().replace(".", "-"))
        if self.random.random() < 0.3:
            return " ".join(self.random.choices(self.words, k=SENTENCE))
        return word if self.random.random() < 0.8 else f"{word.lower()}.example.org"

    def _make_id(self, word: str) -> str:
        id = word if word not in self.ids else f"{word}-{len(self.ids)}"
        self.ids.add(id)
        return id

    def choose(self, readers: Readers) -> tuple[frozenset[str], Readers]:
        """Nobody."""
        return HIDDEN, HIDDEN

    def mark(self, readers: Readers) -> str:
        """A random level, which marks nothing that anybody reads."""
        return super().mark(HIDDEN) if self.levels else ""


def hide_words(
    draft: Draft, words: Sequence[str], random: Random, nest: Nest | None = None
) -> Draft:
    """The draft with `words` hidden in parts of every kind, between those that are there.

    A `nest` is told what the hidden pictures show.
    """
    hidden = HiddenNest(random, HIDDEN, words=words)
    if nest:
        hidden.levels, hidden.files = nest.levels, nest.files
        hidden.may, hidden.channel, hidden.numbers = nest.may, nest.channel, nest.numbers
    kinds: tuple[SectionKind, ...] = get_args(SectionKind)
    own = make_section(hidden, random.choice(kinds))
    sections = [_fill(section, hidden) for section in draft.sections]
    sections.insert(random.randint(0, len(sections)), own)
    photos = (make_photo(hidden, number) for number in (7, 8))
    return replace(
        draft,
        sections=tuple(sections),
        photos=(*photos, *draft.photos),
        facts=(*draft.facts, *hidden.facts),
        abbreviations=(*hidden.terms, *draft.abbreviations),
    )


def _fill(section: Section, hidden: HiddenNest) -> Section:
    """The section with hidden blocks and a hidden point between its own."""
    makers = hidden.random.choices(MAKERS, k=2)
    blocks = [make_block(hidden, HIDDEN, make) for make in makers]
    hidden.places += [(block.id, section.id) for block in blocks]
    point = make_point(hidden, HIDDEN, blocks)
    return replace(
        section,
        blocks=_mix(section.blocks, blocks, hidden.random),
        points=(point, *section.points),
    )


def _mix(blocks: Blocks, hidden: Iterable[Block], random: Random) -> Blocks:
    mixed = list(blocks)
    for block in hidden:
        mixed.insert(random.randint(0, len(mixed)), block)
    return tuple(mixed)
