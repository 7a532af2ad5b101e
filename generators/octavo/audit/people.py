"""The register of people, held against finished files: who is named where no rule allows it.

`check` reads the source with patterns of its own. This only compares: a name in a file has to stand
among the words among which an author put it, in a text on the record or in one that was waived.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import filterfalse
from unicodedata import combining, normalize

from octavo.audit.extracts import Extract
from octavo.audit.wording import list_texts
from octavo.document import Draft, Person
from octavo.document.letters import match_letters, unmask

OPEN = frozenset({"", "on-record", "rusi"})
"""The rules under which people may be named, at least in what they had prepared; and no rule."""
SHORTEST = 8
"""Letters of a name that is sought inside longer words, as in the names of files."""

Row = tuple[str, ...]
Sighting = tuple[str, Row, str]
"""The word before a name, the name, the word after; empty where the text begins or ends."""


@dataclass(frozen=True, slots=True)
class Register:
    """Who must not be named in the files of one audience, and where they may be all the same."""

    names: frozenset[Row]
    allowed: frozenset[Sighting]
    glued: frozenset[str]
    """Names as one word, but for those that an id on the record has so."""
    last: frozenset[str] = frozenset()
    """Patterns of last names that tell a person by themselves."""


NOBODY = Register(frozenset(), frozenset(), frozenset())
_TOLD = frozenset({"page", "margin", "hidden", "property", "data", "comment"})
"""Kinds of extracts in which a last name alone is sought: what people read."""


def read_register(draft: Draft, audience: str | None, everyday: frozenset[str]) -> Register:
    """What to hold against the files of `audience`; last names in `everyday` tell nobody."""
    names = frozenset(row for person in draft.people for row in _list_rows(person))
    if not names:
        return NOBODY
    texts = [text for text in _list_open(draft, audience) if text]
    last = frozenset(_list_last(draft, everyday))
    rows = (_split(text) for text in texts)
    allowed = frozenset(
        seen
        for text, row in zip(texts, rows, strict=True)
        for seen in (*_look(row, names), *_look_for_last(text, last))
    )
    ids = " ".join("".join(_split(text)) for text in texts if " " not in text)
    glued = ("".join(row) for row in names)
    sought = frozenset(name for name in glued if len(name) >= SHORTEST and name not in ids)
    return Register(names, allowed, sought, last)


def find_people(extracts: Iterable[Extract], register: Register) -> Iterator[str]:
    """Each place at which somebody is named, among other words than the author's own."""
    if not register.names:
        return
    for extract in extracts:
        words = _split(extract.text)
        told = _look_for_last(extract.text, register.last) if extract.kind in _TOLD else ()
        rows = list(_look(words, register.names))
        # A name in full tells more than the last name in it.
        full = {word for _, row, _ in rows for word in row}
        for seen in (*rows, *(one for one in told if one[1][0] not in full)):
            if not _is_allowed(seen, register, extract.kind in {"page", "margin"}):
                yield f"“{' '.join(seen[1])}” is named ({extract.where})"
        if extract.kind in {"label", "name"}:
            glued = (name for word in words for name in register.glued if name in word)
            for name in sorted(glued):
                yield f"“{name}” is named ({extract.where})"


# ------------------------------------------------------------------------------ names


def _list_rows(person: Person) -> Iterator[Row]:
    """The ways to name a person, in words: with a first name or an initial, by alias, by post."""
    words = _split(person.name)
    for start in range(len(words) - 1):
        yield words[start:]
    if len(words) > 1:
        yield (words[-1], words[-2])
        yield (words[-2][0], words[-1])
    for text in (*person.aliases, *person.posts):
        if len(row := _split(text)) > 1:
            yield row


def _list_last(draft: Draft, everyday: frozenset[str]) -> Iterator[str]:
    """Patterns of last names, but of those that are words or stand in an organisation."""
    held = {word for one in draft.people for name in one.organisations for word in _split(name)}
    for person in draft.people:
        last = person.name.split()[-1]
        if len(last) >= SHORTEST_ALONE and not {*_split(last)} & (everyday | held):
            yield match_letters(last)


SHORTEST_ALONE = 4
"""Letters of a last name that is sought alone: shorter ones are words in some language or other."""


def _list_open(draft: Draft, audience: str | None) -> Iterator[str]:
    """The texts that the audience may read and in which people may be named."""
    general = (draft.publication, draft.facts, draft.photos, draft.abbreviations, draft.audiences)
    parts: list[tuple[str, str, tuple[object, ...]]] = [
        ("", draft.publication.attribution, general),
        *((section.id, section.attribution, (section,)) for section in draft.sections),
    ]
    for id, rule, nodes in parts:
        waived = [_split(one.words) for one in draft.waivers if one.section == id]
        for text in list_texts(nodes, audience):
            if rule in OPEN or any(_holds(_split(text), words) for words in waived):
                yield text


def _holds(words: Row, row: Row) -> bool:
    return f" {' '.join(row)} " in f" {' '.join(words)} "


# ------------------------------------------------------------------------------ looking


@lru_cache(2000)
def _split(text: str) -> Row:
    """The words of `text` in small letters, without accents and what line ends gave them.

    Kept for what files have in common; a page of words takes 40 KB.
    """
    return tuple(_WORD.findall(_mend(text).casefold()))


@lru_cache(2000)
def _split_as_is(text: str) -> Row:
    """The words of `text` with their capitals."""
    return tuple(_WORD.findall(_mend(text)))


def _mend(text: str) -> str:
    """The text as a reader sees it: no hidden signs, no accents, no spaces between all letters."""
    mended = re.sub("\N{SOFT HYPHEN}\\s*|[\u2060\u200b\u200c\u200d\ufeff]", "", text)
    if not mended.isascii():
        mended = "".join(filterfalse(combining, normalize("NFKD", unmask(mended))))
    return _SPACED.sub(lambda found: re.sub(r"[ .]", "", found[0]), mended)


_WORD = re.compile(r"[^\W\d_]+")
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_][ .]{1,2}){3,}[^\W\d_](?!\w)")


def _look_for_last(text: str, last: frozenset[str]) -> Iterator[Sighting]:
    """Every last name that stands with a capital in the text, with its neighbours."""
    if not last:
        return
    words = _split_as_is(text)
    for at, word in enumerate(words):
        if word[0] != word[0].lower() and _is_last(word, last):
            before = words[at - 1] if at else ""
            after = words[at + 1] if at + 1 < len(words) else ""
            yield before.casefold(), (word.casefold(),), after.casefold()


@lru_cache(20_000)
def _is_last(word: str, last: frozenset[str]) -> bool:
    """Whether a word is a last name. Kept: most words stand in many files."""
    return bool(_compile_last(last).fullmatch(word))


@lru_cache(64)
def _compile_last(last: frozenset[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(last)), re.IGNORECASE)


@lru_cache(64)
def _index_names(names: frozenset[Row]) -> tuple[frozenset[str], tuple[int, ...]]:
    """The first words of names, and how many words names have, the most first."""
    lengths = {len(row) for row in names}
    return frozenset(row[0] for row in names), tuple(sorted(lengths, reverse=True))


def _look(words: Row, names: frozenset[Row]) -> Iterator[Sighting]:
    """Every name among the words, the longest first, with its neighbours."""
    firsts, lengths = _index_names(names)
    if firsts.isdisjoint(words):
        return
    end = 0
    for at in [at for at, word in enumerate(words) if word in firsts]:
        rows = (words[at : at + length] for length in lengths if at >= end)
        row = next((row for row in rows if row in names), ())
        if row:
            end = at + len(row)
            yield (words[at - 1] if at else "", row, words[end] if end < len(words) else "")


def _is_allowed(seen: Sighting, register: Register, flows: bool) -> bool:
    """Whether the author has the name among these words.

    Where a text flows, numbers of figures and the next paragraph may stand on one side of it.
    """
    before, row, after = seen
    for first, allowed, last in register.allowed:
        sides = (first in ("", before), last in ("", after))
        if row == allowed and (any(sides) if flows else all(sides)):
            return True
    return False
