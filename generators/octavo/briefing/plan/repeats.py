"""Which points say the same."""

from __future__ import annotations

import re
from functools import lru_cache

LIKENESS = 0.6
"""Share of the words of two points that both have, from which they say the same. Of the points of
the proceedings no two share as much as 0.45; at 0.3 two digests lose a point that says something
else, at 0.8 nothing changes."""
_WORD = re.compile(r"\w+")


def find_repeats(points: tuple[tuple[str, str, int, bool], ...]) -> dict[str, str]:
    """For each point that says what a better one says too, the id of that better one.

    A point is its id, its text, its weight and whether it is required; required ones are better
    than others and no repeats of each other, then the heavier, then the earlier.
    """
    alike = find_alike(tuple(text for _, text, _, _ in points))
    order = sorted(range(len(points)), key=lambda at: (not points[at][3], -points[at][2], at))
    kept: set[int] = set()
    repeats: dict[str, str] = {}
    for at in order:
        id, _, _, required = points[at]
        near = frozenset[int]() if required else kept & alike[at]
        same = [other for other in order if other in near] if near else []
        if same:
            repeats[id] = points[same[0]][0]
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


@lru_cache(20_000)
def find_words(text: str) -> frozenset[str]:
    """The words of `text` that carry meaning: those of four letters and more, and numbers."""
    found = _WORD.findall(text.casefold())
    long = frozenset(word for word in found if len(word) > 3 or word.isdigit())
    return long or frozenset(found)


def is_alike(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two points with these words say the same."""
    if min(len(words), len(others)) < LIKENESS * max(len(words), len(others)):
        return False
    both = len(words & others)
    return both > 0 and both >= LIKENESS * len(words | others)
