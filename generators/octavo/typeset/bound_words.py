"""Words that belong to the next one, so that no line, or none that need not, ends between them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from octavo.document.length import Length
from octavo.typeset.words import Word

_COUNT = re.compile(r"[(“‘]?\d{1,3}(?:[–-]\d{1,3})?")
"""A number of things or a day: not a year, after which a line may well end."""
_OPENING = "([{¿¡„«‚‹“‘»›"  # noqa: RUF001  marks of typesetting
"""What a word may begin with besides its letters."""


def find_leaning(words: Sequence[Word], known: Collection[str]) -> set[int]:
    """Words before which a line should not end: after a number whose noun they are, before one that
    tells which (`Panel 1`), and after one of the `known`, such as articles."""
    return {
        index
        for index, (word, following) in enumerate(pairwise(words), 1)
        if belongs(word.text, following.text) or (known and _fold(word.text) in known)
    }


@lru_cache(4096)
def belongs(word: str, following: str) -> bool:
    """Whether two words should stand on one line: `28–30 April`, `15 years`, `Panel 1`."""
    if _COUNT.fullmatch(word):
        return following[:1].isalpha()
    return bool(_COUNT.fullmatch(following)) and word[:1].isupper() and word.isalpha()


def find_bound(
    words: Sequence[Word], known: Collection[str], room: Length, space: Length
) -> set[int]:
    """Words before which no line ends, since none ends with the one before, one of the `known`;
    where a line has room for both."""
    bound: set[int] = set()
    width = 0.0
    for index, word in enumerate(words[:-1]):
        width += word.width + space
        if _fold(word.text) not in known:
            width = 0.0
        elif width + words[index + 1].width <= room:
            bound.add(index + 1)
        else:
            width = 0.0
    return bound


def _fold(word: str) -> str:
    """The word in small letters, without what it opens."""
    return word.lstrip(_OPENING).lower()
