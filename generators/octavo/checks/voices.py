"""How a language tells who said something, as patterns over plain text.

The words and patterns are data: `templates/attribution/<language>.yaml`. What the register of
people says is put into the same patterns.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from pydantic import Field

from octavo.checks.plain import PlainText, quote
from octavo.checks.register import match_people
from octavo.checks.speech import (
    ANYTHING,
    NEVER,
    Probe,
    add_plurals,
    choose,
    compile_pattern,
    divide,
    fill,
    list_words,
    match_any,
)
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


class ReportingLexicon(StrictModel):
    """A file of `templates/attribution/` for a language; it explains itself."""

    lists: dict[str, list[str]] = Field({})
    nations: dict[str, list[str]] = Field({})
    patterns: dict[str, str | list[str]] = Field({})
    speakers: list[str] = Field([])
    """Patterns for whoever may speak: each is sought once, and what stands round it after that."""
    finds: dict[AttributionKind, list[str]] = Field({})


@dataclass(frozen=True, slots=True)
class AttributionMatch:
    """Words that tie what is said to a person."""

    kind: AttributionKind
    words: str
    """As they stand in the text."""


@dataclass(frozen=True, slots=True)
class Search:
    """A pattern for a kind of ties; with speakers, what stands before and behind one of them."""

    kind: AttributionKind
    probe: Probe
    """The whole pattern, or what stands before a speaker."""
    speakers: tuple[Probe, ...] = ()
    behind: Probe = ANYTHING


@dataclass(frozen=True, slots=True)
class AttributionDetector:
    """What to listen for in one language, with one register."""

    finds: tuple[Search, ...]
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
    return _make_detector(library.read(file) if file else _SILENT, file or "none.yaml", people)


_SILENT = b"finds: {identity: ['{register}'], post: ['{posts}']}"
_GRAMMAR = ("article", "of", "title", "address", "saying", "acting", "everyday")
"""Lists that the patterns of the register use; a language may have none of them."""


@lru_cache(16)
def _make_detector(data: bytes, file: str, people: tuple[Person, ...]) -> AttributionDetector:
    given = load_style(Memory({file: data}), file, ReportingLexicon)
    lists = {**{name: [] for name in _GRAMMAR}, **given.lists}
    lists["nation"] = list(given.nations)
    lists["adjective"] = [word for words in given.nations.values() for word in words]
    organisations = [name for person in people for name in person.organisations]
    slots = {name: match_any(words) for name, words in lists.items()}
    slots |= {f"{name}s": match_any(add_plurals(words)) for name, words in lists.items()}
    slots["organisations"] = match_any(organisations)
    registered = match_people(people, {*lists["title"], *lists["address"]}, lists["everyday"])
    patterns = {name: _list(pattern) for name, pattern in given.patterns.items()}
    # The patterns of the register are made of `saying`, which may be made of those above it.
    names = list(patterns)
    above = names[: names.index("saying") + 1] if "saying" in names else []
    ordered = {name: patterns[name] for name in above}
    alternatives: dict[str, tuple[Probe, ...]] = {}

    def fill_in(pattern: str) -> Probe:
        return fill(pattern, slots, lambda name: _say_missing(pattern, name, file))

    for name, parts in {**ordered, **registered, **patterns}.items():
        alternatives[name] = tuple(map(fill_in, parts))
        slots[name] = choose(alternatives[name])

    def list_probes(name: str) -> tuple[Probe, ...]:
        """The probes of a name, each of its patterns alone, as far as it only names others."""
        if name in registered:
            return (slots[name],)
        inner = [_NAME.fullmatch(part) for part in patterns.get(name, [])]
        if not inner or not all(inner):
            return alternatives.get(name, (slots[name],))
        return tuple(probe for one in inner if one for probe in list_probes(one[1]))

    def seek(kind: AttributionKind, pattern: str) -> tuple[Search, ...]:
        if whole := _NAME.fullmatch(pattern):
            fill_in(pattern)
            return tuple(Search(kind, probe) for probe in list_probes(whole[1]))
        for name in given.speakers:
            if divided := divide(pattern, name):
                before, behind = divided
                return (Search(kind, fill_in(before), list_probes(name), fill_in(behind)),)
        return (Search(kind, fill_in(pattern)),)

    finds = (
        search
        for kind, listed in given.finds.items()
        for pattern in listed
        for search in seek(kind, pattern)
    )
    answering, questions = (
        slots[name].pattern if name in slots else NEVER for name in ("answering", "questions")
    )
    homes = f"{slots['posts'].pattern}|{slots['organisations'].pattern}"
    return AttributionDetector(tuple(finds), *map(compile_pattern, (answering, questions, homes)))


_NAME = re.compile(r"\{([a-z_]+)\}")


def _list(pattern: str | list[str]) -> list[str]:
    return [pattern] if isinstance(pattern, str) else pattern


def _say_missing(pattern: str, name: str, file: str) -> SourceError:
    message = f"the pattern `{pattern}` uses `{name}`, which is not defined above it"
    return SourceError((error("TPL002", message, Span(file, 1), "define it above the pattern"),))


_QUOTE = re.compile(r"\"|(?<!\w)'")
_QUOTING = frozenset({"quotation", "marks"})
_ROUND = ' "“”„«»,:;\u00a0\u202f'
"""What stands round words, and is no part of them."""
Stretch: TypeAlias = tuple[int, int]
_REACH = 120
"""Letters before a speaker in which the words that lead to it are sought: a line and a half."""


def find_attributions(
    plain: PlainText, detector: AttributionDetector, kinds: Collection[str]
) -> Iterator[AttributionMatch]:
    """The ties of some kinds in a text, in their order; of those that overlap, the first.

    A last name inside the name of an organisation is none, and a post is no affiliation besides.
    """
    homes = [found.span() for found in detector.homes.finditer(plain.text)]
    words = list_words(plain.text)
    seen: dict[AttributionKind, list[Stretch]] = {}
    found_before: dict[Probe, list[Stretch]] = {}
    silent = not _QUOTE.search(plain.text)
    for search in detector.finds:
        kind = search.kind
        if kind not in kinds or (silent and kind in _QUOTING):
            continue
        taken = seen.setdefault(kind, [])
        for start, end in _find(search, plain.text, words, found_before):
            inside = any(other <= start and end <= other_end for other, other_end in homes)
            if inside and kind in {"identity", "affiliation"}:
                continue
            if not any(start < other_end and other < end for other, other_end in taken):
                taken.append((start, end))
    for kind, places in seen.items():
        for start, end in sorted(places):
            yield AttributionMatch(kind, quote(plain, start, end).strip(_ROUND))


def _find(
    search: Search, text: str, words: frozenset[str], found: dict[Probe, list[Stretch]]
) -> Iterator[Stretch]:
    """Where the pattern fits, from the beginning of the text."""
    if not search.probe.may_fit(words) or not search.behind.may_fit(words):
        return
    if not search.speakers:
        yield from _look(search.probe, text, words, found)
        return
    spoken = [place for one in search.speakers for place in _look(one, text, words, found)]
    if not spoken:
        return
    before, behind = search.probe.pattern, compile_pattern(search.behind.pattern)
    leading = compile_pattern(rf"(?:{before})\Z") if before else None
    for at, end in sorted(spoken, key=lambda place: (place[0], -place[1])):
        lead = leading.search(text, max(0, at - _REACH), at) if leading else None
        tail = behind.match(text, end)
        if tail and (lead or not leading):
            yield lead.start() if lead else at, tail.end()


def _look(
    probe: Probe, text: str, words: frozenset[str], found: dict[Probe, list[Stretch]]
) -> list[Stretch]:
    """The places of a probe in the text, sought once."""
    if not probe.may_fit(words):
        return []
    if probe not in found:
        pattern = compile_pattern(probe.pattern)
        group = "words" if "words" in pattern.groupindex else 0
        found[probe] = [one.span(group) for one in pattern.finditer(text)]
    return found[probe]
