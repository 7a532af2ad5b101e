"""Texts as bare letters, so that line ends, hyphens and spaces make no difference.

Whatever divides words differently in a file than in its source is gone: hyphenation, letters set
apart, a word that a drawing breaks. What is left is compared whole, not word by word.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST_NUMBER = 3
"""Digits of a number that may stand anywhere: of a page, a note, a figure, a value on an axis. With
four, every year that only others may read about would pass."""
ELLIPSIS = "…"
_CUT = "\0"

_DROPPED = re.compile(r"[\W_]+")
_TOKEN = re.compile(rf"[^\W\d_]+|\d+|{_CUT}")
_ESCAPES = re.compile(r"(?:&#x?[0-9a-f]{1,6};|%[0-9a-f]{2}|\\[ux][0-9a-f]{2,4}){3,}", re.I)
"""Characters in a row that are spelled by their numbers, as nobody writes numbers: three, since
`50%60` is a slip of the pen."""
_ROMAN = re.compile(r"(?=[ivxlc])(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})")
"""Below one hundred, as front matter has them. Not `ill` or `mix`, which are words."""


@dataclass(frozen=True, slots=True)
class LetterLine:
    """The letters and digits of a text, and what is known of their places."""

    letters: str
    numbers: tuple[tuple[int, int], ...] = ()
    """From where to where a number stands that needs no explanation: short, or Roman."""
    cuts: tuple[int, ...] = ()
    """Where an ellipsis stands, before which a text may have been cut."""
    bounds: frozenset[int] = frozenset({0})
    """Where words and numbers begin and end."""


def fold(text: str) -> str:
    """`text` in small letters, without what only line ends gave it."""
    mended = re.sub("\N{SOFT HYPHEN}\\s*|[\u2060\u200b\u200c\u200d\ufeff]", "", text)
    if mended.isascii():
        return mended.casefold()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", mended).casefold())


LONGEST_KEPT = 2000
"""Characters of a text whose letters are kept: a paragraph stands in the files of many readers, and
all that one page says only in its own."""


def squeeze(text: str) -> str:
    """The letters and digits of `text`, folded."""
    return _squeeze_again(text) if len(text) <= LONGEST_KEPT else _squeeze(text)


def _squeeze(text: str) -> str:
    return _DROPPED.sub("", fold(text))


_squeeze_again = lru_cache(50_000)(_squeeze)


@lru_cache(50_000)
def read_line(text: str) -> LetterLine:
    """`text` as a line. Kept: the files of a publication have most of theirs in common."""
    letters: list[str] = []
    numbers: list[tuple[int, int]] = []
    cuts: list[int] = []
    at = 0
    bounds = {0}
    folded = fold(text.replace(_CUT, "").replace(ELLIPSIS, _CUT))
    spelled = [found.span() for found in _ESCAPES.finditer(folded)]
    for found in _TOKEN.finditer(folded):
        token = found[0]
        if token == _CUT:
            cuts.append(at)
            continue
        end = at + len(token)
        plain = not any(first <= found.start() < last for first, last in spelled)
        if plain and token[0].isdigit():
            numbers += [(start, end) for start in range(max(at, end - LONGEST_NUMBER), end)]
        elif plain and len(token) < 8 and _ROMAN.fullmatch(token):
            numbers.append((at, end))
        letters.append(token)
        bounds.add(end)
        at = end
    return LetterLine("".join(letters), tuple(numbers), tuple(cuts), frozenset(bounds))


def is_number(word: str) -> bool:
    """Whether the word is nothing but numbers that need no explanation, such as `1,200`."""
    short = all(len(digits) <= LONGEST_NUMBER for digits in re.findall(r"\d+", word))
    return short and squeeze(word).isdigit() and not _ESCAPES.search(word)


@lru_cache(20_000)
def split_words(text: str) -> tuple[str, ...]:
    """The words and numbers of `text`, folded."""
    return tuple(_WORD.findall(fold(text)))


_WORD = re.compile(r"[^\W\d_]+|\d+")
