"""Patterns over plain text made of lists of words and of one another.

A pattern that names lists needs one word of each; where a text has none of them, nothing is
compiled and nothing sought.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from octavo.checks.plain import flatten

NEVER = "(?!)"
"""A pattern that fits nothing."""
Needs: TypeAlias = tuple[frozenset[str], ...]
"""Words in small letters; of each set, a text has at least one where the pattern fits."""


@dataclass(frozen=True, slots=True)
class Probe:
    """A pattern, and the words without which it cannot fit."""

    pattern: str
    needs: Needs = ()

    def may_fit(self, words: frozenset[str]) -> bool:
        """Whether a text of these words can hold it."""
        return not any(need.isdisjoint(words) for need in self.needs)


ANYTHING = Probe("")
_WORD = re.compile(r"\w+")
_SLOT = re.compile(r"\{([a-z_]+)\}")


@lru_cache(512)
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The compiled pattern; only those that are needed are, for it takes its time."""
    return re.compile(pattern, re.IGNORECASE)


def list_words(text: str) -> frozenset[str]:
    """The words of a text in small letters."""
    return frozenset(_WORD.findall(text.casefold()))


def escape(words: str) -> str:
    """A pattern for `words`, whatever spaces or hyphens stand between them."""
    return r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", flatten(words).text))


def match_any(words: Iterable[str]) -> Probe:
    """What fits any of the words, the longest first."""
    return _match_any(frozenset(words))


@lru_cache(256)
def _match_any(words: frozenset[str]) -> Probe:
    flat = (word if word.isascii() else flatten(word).text for word in words)
    plain = {" ".join(re.split(r"[\s-]+", word.strip())) for word in flat} - {""}
    if not plain:
        return Probe(NEVER)
    needed = (_WORD.search(word.casefold()) for word in plain)
    firsts = frozenset(found[0] for found in needed if found)
    # After an elision such as `l'` no space follows, so its end is no end of a word.
    return Probe(rf"(?<!\w){_share_beginnings(plain)}(?:(?<=')|(?!\w))", (firsts,))


def _share_beginnings(words: set[str]) -> str:
    """A pattern for the words in which none is begun twice: a shorter one is tried last."""
    ends = "" in words
    rest: dict[str, set[str]] = {}
    for word in words - {""}:
        rest.setdefault(word[0], set()).add(word[1:])
    branches = [
        (r"[\s-]+" if first == " " else re.escape(first)) + _share_beginnings(tails)
        for first, tails in sorted(rest.items())
    ]
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}"


def add_plurals(words: Iterable[str]) -> Iterator[str]:
    """The words, and each with an s."""
    for word in words:
        yield word
        yield f"{word}s"


def fill(pattern: str, slots: Mapping[str, Probe], missing: Callable[[str], Exception]) -> Probe:
    """The pattern with each {name} in it replaced; `missing` makes the error for an unknown one."""

    def put(found: re.Match[str]) -> str:
        if found[1] not in slots:
            raise missing(found[1])
        return slots[found[1]].pattern

    filled = _SLOT.sub(put, pattern)
    named = (slots[name].needs for name in _list_required(pattern))
    return Probe(filled, tuple(dict.fromkeys(need for needs in named for need in needs)))


def choose(probes: Iterable[Probe]) -> Probe:
    """What fits any of the probes; it needs one word of what each of them needs most."""
    listed = [probe for probe in probes if probe.pattern != NEVER]
    if not listed:
        return Probe(NEVER)
    pattern = f"(?:{'|'.join(probe.pattern for probe in listed)})"
    if not all(probe.needs for probe in listed):
        return Probe(pattern)
    rarest = [min(probe.needs, key=len) for probe in listed]
    return Probe(pattern, (frozenset(word for need in rarest for word in need),))


def divide(pattern: str, name: str) -> tuple[str, str] | None:
    """What stands before and behind {name} in a pattern; nothing where it is one of a choice."""
    outside = list(_list_outside(pattern))
    sought = f"{{{name}}}"
    places = [at for at in outside if pattern.startswith(sought, at)]
    if not places or any(pattern[at] == "|" for at in outside):
        return None
    return pattern[: places[0]], pattern[places[0] + len(sought) :]


def _list_required(pattern: str) -> Iterator[str]:
    """The names outside all brackets that must be there; none where `|` gives a choice."""
    pattern = re.sub(r"\(\?-i:(\{\w+\})\)", r"\1", pattern)
    outside = "".join(pattern[at] for at in _list_outside(pattern))
    if "|" not in outside:
        for found in re.finditer(r"\{([a-z_]+)\}(?![?*]|\{0)", outside):
            yield found[1]


def _list_outside(pattern: str) -> Iterator[int]:
    """The places of a pattern outside brackets of every kind but those of names."""
    depth, square, at = 0, False, 0
    while at < len(pattern):
        sign = pattern[at]
        if sign == "\\":
            at += 2
            continue
        if square:
            square = sign != "]"
        elif sign == "[":
            square = True
        elif sign in "()":
            depth += 1 if sign == "(" else -1
        elif not depth:
            yield at
        at += 1
