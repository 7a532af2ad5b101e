"""Words in the alphabetical order of a language.

An `alphabet` says what differs from Unicode's order for all languages, such as `n ñ, z å/aa`:
letters that are letters of their own, after the letter behind which they stand; letters with a
stroke between them are equal. Of the collation of Unicode's locale data (CLDR) that is the first
strength.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from pyuca import Collator

Weights: TypeAlias = tuple[tuple[int, int], ...]


class _Place(NamedTuple):
    """What an entry is ordered by."""

    letters: Weights
    """Without accents, but for letters of their own."""
    accents: tuple[int, ...]
    entry: str


def sort_entries(
    entries: Iterable[str], alphabet: str = "", *, by_words: bool = False
) -> tuple[str, ...]:
    """The entries in alphabetical order: letter by letter, or `by_words`, `sea air` before
    `seal`."""
    return tuple(place.entry for place in _order(entries, alphabet, by_words))


def group_entries(entries: Iterable[str], alphabet: str = "") -> tuple[tuple[str, ...], ...]:
    """The entries in alphabetical order, letter by letter; those of one initial in one group, and
    those that begin with a digit in one too."""
    groups = groupby(_order(entries, alphabet, False), _find_initial)
    return tuple(tuple(place.entry for place in group) for _, group in groups)


def name_initial(entry: str, alphabet: str = "") -> str:
    """The letter that a group of entries is found under: without its accent, unless it is a letter
    of its own; empty for a group of digits."""
    first = next(filter(str.isalnum, entry), "")
    if not first or first.isdigit():
        return ""
    own = _find_own_letters(alphabet).match(normalize("NFC", entry[entry.index(first) :]).lower())
    return own[0].capitalize() if own else normalize("NFD", first)[0].upper()


def _find_initial(place: _Place) -> Weights:
    first = next(filter(str.isalnum, place.entry), "")
    return () if first.isdigit() else place.letters[:1]


def _order(entries: Iterable[str], alphabet: str, by_words: bool) -> list[_Place]:
    found = tuple(entries)
    simple = all(map(str.isascii, found)) and not alphabet
    places = [
        _place_ascii(one, by_words) if simple else _place(one, alphabet, by_words) for one in found
    ]
    return sorted(places)


def _place_ascii(entry: str, by_words: bool) -> _Place:
    letters = (c for c in entry.lower() if by_words or c.isalnum())
    return _Place(tuple((ord(letter), 0) for letter in letters), (), entry)


@lru_cache(4096)
def _place(entry: str, alphabet: str, by_words: bool) -> _Place:
    composed = normalize("NFC", entry).lower()
    kept = "".join(c for c in composed if by_words or c.isalnum() or combining(c))
    weights: list[tuple[int, int]] = []
    ranks = _read_ranks(alphabet)
    for part in _find_own_letters(alphabet).split(kept):
        if part in ranks:
            weights.append(ranks[part])
        else:
            weights += [(weight, 0) for weight in _weigh(part)]
    return _Place(tuple(weights), _load_collator().sort_key(kept)[len(_weigh(kept)) :], entry)


def _weigh(text: str) -> tuple[int, ...]:
    """The weights of its letters that do not mind accents and capitals."""
    key = _load_collator().sort_key(text)
    return key[: key.index(0)]


@lru_cache(32)
def _find_own_letters(alphabet: str) -> re.Pattern[str]:
    """Matches a letter of the language's own, the longest first; in a group, to split at."""
    letters = sorted(_read_ranks(alphabet), key=len, reverse=True)
    return re.compile(f"({'|'.join(map(re.escape, letters))})" if letters else r"(?!)")


@lru_cache(32)
def _read_ranks(alphabet: str) -> dict[str, tuple[int, int]]:
    """The letters of the language's own, each with its weight and its rank behind that."""
    ranks: dict[str, tuple[int, int]] = {}
    for row in filter(None, alphabet.split(", ")):
        base, *others = row.split(" ")
        (weight,) = _weigh(base)
        for rank, equals in enumerate(others, 1):
            ranks |= dict.fromkeys(equals.split("/"), (weight, rank))
    return ranks


@lru_cache(1)
def _load_collator() -> Collator:
    """The order of Unicode for all languages, which takes a quarter of a second to read."""
    from pyuca import Collator

    return Collator()
