"""How a language tells who said something, as patterns over plain text.

The words and patterns are data: `templates/attribution/<language>.yaml`. What the register of
people says is put into the same patterns.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from pydantic import Field

from octavo.checks.plain import PlainText, flatten, quote
from octavo.document import Person
from octavo.document.problem import SourceError, Span
from octavo.files.library import Library, Memory
from octavo.files.models import StrictModel
from octavo.files.source_file import error
from octavo.style.phrases import exists, load_style

AttributionKind: TypeAlias = Literal[
    "identity", "post", "affiliation", "attribution", "descriptor", "caption", "quotation", "marks"
]
"""What may tie words to a person; `marks` are quotation marks round any words."""

FOLDER = "templates/attribution"
NEVER = "(?!)"
"""A pattern that fits nothing."""


class ReportingLexicon(StrictModel):
    """A file of `templates/attribution/` for a language; it explains itself."""

    lists: dict[str, list[str]] = Field({})
    nations: dict[str, list[str]] = Field({})
    patterns: dict[str, str | list[str]] = Field({})
    finds: dict[AttributionKind, list[str]] = Field({})


@dataclass(frozen=True, slots=True)
class AttributionMatch:
    """Words that tie what is said to a person."""

    kind: AttributionKind
    words: str
    """As they stand in the text."""


@dataclass(frozen=True, slots=True)
class AttributionDetector:
    """What to listen for in one language, with one register."""

    finds: tuple[tuple[AttributionKind, str], ...]
    """Patterns; they are compiled when they are needed, for that takes its time."""
    answering: re.Pattern[str]
    """What tells that a sentence answers a question."""
    questions: re.Pattern[str]
    """What a heading says under which questions are answered."""
    homes: re.Pattern[str]
    """Posts and organisations, in which a word may be a last name too."""


def find_file(library: Library, language: str) -> str:
    """The file for `language`, such as `en-GB`, or for its kin `en`; empty when there is none."""
    files = (f"{FOLDER}/{tag}.yaml" for tag in (language, language.split("-")[0]))
    return next((file for file in files if exists(library, file)), "")


def load_detector(
    library: Library, language: str, people: tuple[Person, ...]
) -> AttributionDetector:
    """What to listen for in `language`; in one that has no file, only the register speaks."""
    file = find_file(library, language)
    return _make_ear(library.read(file) if file else _SILENT, file or "none.yaml", people)


_SILENT = b"finds: {identity: ['{register}'], post: ['{posts}']}"


@lru_cache(16)
def _make_ear(data: bytes, file: str, people: tuple[Person, ...]) -> AttributionDetector:
    given = load_style(Memory({file: data}), file, ReportingLexicon)
    lists = {"article": [], "of": [], "title": [], "address": [], "saying": [], **given.lists}
    lists["nation"] = list(given.nations)
    lists["adjective"] = [word for words in given.nations.values() for word in words]
    slots = {name: _either(map(escape, words)) for name, words in lists.items()}
    slots |= {f"{name}s": _either(_add_plurals(words)) for name, words in lists.items()}
    patterns: dict[str, str | list[str]] = {**given.patterns}
    registered = _read_register(people, {*lists["title"], *lists["address"]})
    # the patterns of the register are made of `saying`, which may be made of those above it
    above = list(patterns)[: list(patterns).index("saying") + 1] if "saying" in patterns else []
    first = {name: patterns.pop(name) for name in above}
    for name, pattern in {**first, **registered, **patterns}.items():
        parts = [pattern] if isinstance(pattern, str) else pattern
        slots[name] = f"(?:{'|'.join(_fill(part, slots, file) for part in parts) or NEVER})"
    finds: tuple[tuple[AttributionKind, str], ...] = tuple(
        (kind, _fill(pattern, slots, file))
        for kind, listed in given.finds.items()
        for pattern in listed
    )
    answering, questions = (slots.get(name, NEVER) for name in ("answering", "questions"))
    homes = f"{slots['posts']}|{slots['organisations']}"
    return AttributionDetector(
        finds, *(re.compile(one, re.IGNORECASE) for one in (answering, questions, homes))
    )


_QUOTE = re.compile(r"\"|(?<!\w)'")
_QUOTING = frozenset({"quotation", "marks"})
_ROUND = ' "“”„«»,:;\u00a0\u202f'
"""What stands round words, and is no part of them."""


@lru_cache(64)
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def find_attributions(
    plain: PlainText, detector: AttributionDetector, kinds: Collection[str]
) -> Iterator[AttributionMatch]:
    """The ties of some kinds in a text, in their order; of those that overlap, the first.

    A last name inside the name of an organisation is none, and a post is no affiliation besides.
    """
    homes = [found.span() for found in detector.homes.finditer(plain.text)]
    seen: dict[AttributionKind, list[tuple[int, int]]] = {}
    silent = not _QUOTE.search(plain.text)
    for kind, source in detector.finds:
        if kind not in kinds or (silent and kind in _QUOTING):
            continue
        taken, pattern = seen.setdefault(kind, []), _compile(source)
        for found in pattern.finditer(plain.text):
            start, end = found.span("words" if "words" in pattern.groupindex else 0)
            inside = any(other <= start and end <= other_end for other, other_end in homes)
            if inside and kind in {"identity", "affiliation"}:
                continue
            if not any(start < other_end and other < end for other, other_end in taken):
                taken.append((start, end))
    for kind, places in seen.items():
        for start, end in sorted(places):
            yield AttributionMatch(kind, quote(plain, start, end).strip(_ROUND))


# ------------------------------------------------------------------------------ patterns


def escape(words: str) -> str:
    """A pattern for `words`, whatever spaces stand between them."""
    return r"\s+".join(re.escape(word) for word in flatten(words).text.split())


def _either(patterns: Iterable[str]) -> str:
    longest_first = sorted(set(patterns), key=lambda pattern: (-len(pattern), pattern))
    if not longest_first:
        return NEVER
    # After an elision such as `l'` no space follows, so its end is no end of a word.
    return rf"(?<!\w)(?:{'|'.join(longest_first)})(?:(?<=')|(?!\w))"


def _add_plurals(words: list[str]) -> Iterator[str]:
    for word in words:
        yield f"{escape(word)}s?"


def _fill(pattern: str, slots: Mapping[str, str], file: str) -> str:
    """The pattern with each {name} in it replaced."""

    def put(found: re.Match[str]) -> str:
        if found[1] not in slots:
            message = f"the pattern `{pattern}` uses `{found[1]}`, which is not defined above it"
            raise SourceError(
                (error("TPL002", message, Span(file, 1), "define it above the pattern"),)
            )
        return slots[found[1]]

    return re.sub(r"\{([a-z_]+)\}", put, pattern)


# ------------------------------------------------------------------------------ register


def _read_register(people: tuple[Person, ...], titles: set[str]) -> dict[str, list[str]]:
    """The patterns `register`, `posts` and `organisations`."""
    bare = [_drop_title(person.name, titles) for person in people]
    names = [pattern for name in bare for pattern in _match_name(name)]
    names += [_match_alias(alias) for person in people for alias in person.aliases]
    posts = [pattern for person in people for pattern in _match_posts(person)]
    organisations = {escape(name) for person in people for name in person.organisations}
    return {
        "register": [*names] or [NEVER],
        "organisations": [_either(organisations)],
        "posts": posts or [NEVER],
    }


def _drop_title(name: str, titles: set[str]) -> str:
    known = {flatten(title).text.casefold() for title in titles}
    words = flatten(name).text.split()
    while len(words) > 1 and words[0].rstrip(".").casefold() in known:
        words = words[1:]
    return " ".join(words)


def _match_name(name: str) -> Iterator[str]:
    """Patterns for a name: in full, the other way round, by initials, by the last name alone."""
    words = name.split()
    first, last = _divide(words)
    family = r"[\s-]+".join(re.escape(part) for word in last for part in word.split("-"))
    if not first:
        yield _match_single(family, len(last) > 1)
        return
    given = r"[\s.-]*".join(map(re.escape, first))
    initials = r"[\s.-]*".join(re.escape(word[0]) for word in first)
    yield rf"\b{given}[\s._-]*{family}(?!\w)"
    yield rf"\b{family},?[\s._-]*{given}(?!\w)"
    yield rf"\b{initials}[\s._-]*{family}(?!\w)"
    yield rf"\b{given}\s+(?-i:{re.escape(last[-1][0].upper())})\.(?!\w)"
    yield _match_single(family, len(last) > 1 or "-" in last[0])


def _divide(words: list[str]) -> tuple[list[str], list[str]]:
    """First names and last name; particles in small letters belong to the last name."""
    for at, word in enumerate(words):
        if at and word[0].islower():
            return words[:at], words[at:]
    return words[:-1], words[-1:]


def _match_single(family: str, telling: bool) -> str:
    """A pattern for a last name; for one that may be a word like others, with its capital."""
    if telling:
        return rf"\b{family}(?!\w)"
    loud = rf"(?-i:{family}|{family.upper()})(?!\w)"
    return rf"(?:(?<![.!?:\"]\s)(?!^)\b{loud}|\b{loud}(?='|\s+{{saying}}|\W*$))"


def _match_alias(alias: str) -> str:
    words = flatten(alias).text.split()
    return _match_single(escape(alias), len(words) > 1)


def _match_posts(person: Person) -> Iterator[str]:
    """Patterns for a person's posts: as written, and with the organisation before the post."""
    for post in person.posts:
        plain = flatten(post).text
        if " " not in plain:
            loud = f"(?-i:{re.escape(plain)})" if plain[0].isupper() else re.escape(plain)
            yield rf"{{article}}\s*{loud}(?!\w)(?!\s+{{of}})"
            for name in person.organisations:
                yield rf"\b{escape(name)}(?:'s?)?\s+{re.escape(plain)}(?!\w)"
            continue
        yield rf"\b{escape(plain)}(?!\w)"
        yield from _turn_round(plain)


def _turn_round(post: str) -> Iterator[str]:
    """`Director of the Wing` as `Wing Director`."""
    found = re.fullmatch(r"(.+?) (?:of|for) (?:the )?(.+)", post)
    if found:
        yield rf"\b{escape(found[2])}(?:'s?)?\s+{escape(found[1])}(?!\w)"
