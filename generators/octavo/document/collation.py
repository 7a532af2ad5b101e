"""Words in the alphabetical order of a language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from pyuca import Collator

_LETTERS_AFTER = {
    "bs": "c č ć, d dž đ, l lj, n nj, s š, z ž",
    "cs": "c č, h ch, r ř, s š, z ž",
    "da": "z æ/ä ø/ö/ő å/aa",
    "es": "n ñ",
    "et": "s š z ž, w õ ä ö ü",
    "fi": "z å ä/æ ö/ø",
    "hr": "c č ć, d dž đ, l lj, n nj, s š, z ž",
    "hu": "c cs, d dz dzs, g gy, l ly, n ny, o ö/ő, s sz, t ty, u ü/ű, z zs",
    "is": "a á, d ð, e é, i í, o ó, u ú, y ý, z þ æ ö/ø å",
    "lt": "c č, s š, z ž",
    "lv": "c č, g ģ, k ķ, l ļ, n ņ, r ŗ, s š, z ž",
    "mt": "b ċ, f ġ, g għ, h ħ, y ż",
    "nb": "z æ/ä ø/ö/ő å/aa",
    "nn": "z æ/ä ø/ö/ő å/aa",
    "no": "z æ/ä ø/ö/ő å/aa",
    "pl": "a ą, c ć, e ę, l ł, n ń, o ó, s ś, z ź ż",
    "ro": "a ă â, i î, s ș/ş, t ț/ţ",
    "sk": "a ä, c č, h ch, o ô, s š, z ž",
    "sl": "c č ć, d đ, s š, z ž",
    "sq": "c ç, d dh, e ë, g gj, l ll, n nj, r rr, s sh, t th, x xh, z zh",
    "sv": "z å ä/æ ö/ø",
    "tr": "c ç, g ğ, h ı, o ö, s ş, u ü",
    "uk": "г ґ",
}
"""By language, the letters that are letters of their own, after the letter behind which they stand;
letters with a stroke between them are equal. From the collation of Unicode's locale data (CLDR):
what differs there in the first strength from the order for all languages."""

Weights: TypeAlias = tuple[tuple[int, int], ...]


class _Place(NamedTuple):
    """What an entry is ordered by."""

    letters: Weights
    """Without accents, but for letters of their own."""
    accents: tuple[int, ...]
    entry: str


def sort_entries(
    entries: Iterable[str], language: str, *, by_words: bool = False
) -> tuple[str, ...]:
    """The entries in alphabetical order: letter by letter, or `by_words`, `sea air` before
    `seal`."""
    return tuple(place.entry for place in _order(entries, language, by_words))


def group_entries(entries: Iterable[str], language: str) -> tuple[tuple[str, ...], ...]:
    """The entries in alphabetical order, letter by letter; those of one initial in one group."""
    groups = groupby(_order(entries, language, False), lambda place: place.letters[:1])
    return tuple(tuple(place.entry for place in group) for _, group in groups)


def _order(entries: Iterable[str], language: str, by_words: bool) -> list[_Place]:
    found = tuple(entries)
    tag = language.split("-")[0]
    simple = all(map(str.isascii, found)) and tag not in _LETTERS_AFTER
    places = [
        _place_ascii(one, by_words) if simple else _place(one, tag, by_words) for one in found
    ]
    return sorted(places)


def _place_ascii(entry: str, by_words: bool) -> _Place:
    letters = (c for c in entry.lower() if by_words or c.isalnum())
    return _Place(tuple((ord(letter), 0) for letter in letters), (), entry)


@lru_cache(4096)
def _place(entry: str, tag: str, by_words: bool) -> _Place:
    composed = normalize("NFC", entry).lower()
    kept = "".join(c for c in composed if by_words or c.isalnum() or combining(c))
    weights: list[tuple[int, int]] = []
    ranks = _read_ranks(tag)
    for part in _find_own_letters(tag).split(kept):
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
def _find_own_letters(tag: str) -> re.Pattern[str]:
    """Matches a letter of the language's own, the longest first; in a group, to split at."""
    letters = sorted(_read_ranks(tag), key=len, reverse=True)
    return re.compile(f"({'|'.join(map(re.escape, letters))})" if letters else r"(?!)")


@lru_cache(32)
def _read_ranks(tag: str) -> dict[str, tuple[int, int]]:
    """The letters of the language's own, each with its weight and its rank behind that."""
    ranks: dict[str, tuple[int, int]] = {}
    for row in filter(None, _LETTERS_AFTER.get(tag, "").split(", ")):
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
