"""Which points say the same: as each other, or as what stands on the page anyway."""

from __future__ import annotations

import re
from functools import lru_cache

LIKENESS = 0.5
"""Share of the words of the shorter of two texts that the other has too, from which they say the
same. Of the points of the proceedings one pair shares more, and says the same; all others share
0.42 at most. Their bottom lines and asks share 0.5 to 0.9 with the points that they sum up, and
0.45 at most with others."""
LEAST = 4
"""How many words two texts share at least that say the same. Two short texts of one subject have
two or three words in common that name it: "The new station" and "The station opens"."""
_WORD = re.compile(r"\w+")


def find_repeats(
    points: tuple[tuple[str, str, int, bool], ...], said: tuple[tuple[str, str], ...] = ()
) -> dict[str, str]:
    """For each point that says what a better one says too, the id of that better one.

    A point is its id, its text, its weight and whether it is required; required ones are better
    than others and no repeats of each other, then the heavier, then the earlier. `said` is what the
    reader finds elsewhere in any case, each with its name: it is better than all points but the
    required ones.
    """
    alike = find_alike(tuple(text for _, text, _, _ in points))
    order = sorted(range(len(points)), key=lambda at: (not points[at][3], -points[at][2], at))
    kept: set[int] = set()
    repeats: dict[str, str] = {}
    for at in order:
        id, text, _, required = points[at]
        near = frozenset[int]() if required else kept & alike[at]
        same = [points[other][0] for other in order if other in near] if near else []
        elsewhere = () if required else (name for name, other in said if say_same(text, other))
        if found := [*elsewhere, *same]:
            repeats[id] = found[0]
        else:
            kept.add(at)
    return repeats


@lru_cache(64)
def find_alike(texts: tuple[str, ...]) -> tuple[frozenset[int], ...]:
    """For each text, the places of the others that say the same."""
    words = list(enumerate(map(find_words, texts)))
    return tuple(
        frozenset(other for other, theirs in words if other != at and is_alike(own, theirs))
        for at, own in words
    )


def say_same(text: str, other: str) -> bool:
    """Whether two texts say the same."""
    return is_alike(find_words(text), find_words(other))


@lru_cache(20_000)
def find_words(text: str) -> frozenset[str]:
    """The words of `text` that carry meaning: those of four letters and more, and numbers."""
    found = _WORD.findall(text.casefold())
    long = frozenset(word for word in found if len(word) > 3 or word.isdigit())
    return long or frozenset(found)


def is_alike(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two texts with these words say the same: the shorter is nearly said by the longer,
    and neither has a number where the other has another."""
    both = len(words & others)
    if words == others:
        return both > 0
    if both < LEAST or both < LIKENESS * min(len(words), len(others)):
        return False
    numbers, theirs = _list_numbers(words), _list_numbers(others)
    return numbers <= theirs or theirs <= numbers


def _list_numbers(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if word.isdigit())
