"""Text as words are sought in it: without accents, with plain quotes, hyphens and single spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.document.letters import unmask

_PLAIN = {
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    **{"ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe"},
    **{"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "\u0131": "i"},
}
"""What accents alone do not explain."""


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text made plain, and what it was before."""

    text: str
    origins: tuple[int, ...]
    """For each character, where it came from."""
    original: str


def flatten(text: str) -> PlainText:
    """`text`, made plain."""
    made = list(_flatten(unmask(text)))
    return PlainText("".join(sign for sign, _ in made), tuple(at for _, at in made), text)


def flatten_name(name: str) -> PlainText:
    """The name of a file, an id or an address as plain words: `JaneDoe_left.jpg` as four words."""
    return flatten(re.sub(r"(?<=[a-z])(?=[A-Z])|[^\w@]+|_", " ", name))


def _flatten(text: str) -> Iterator[tuple[str, int]]:
    after_space = True
    for at, sign in enumerate(text):
        if sign.isspace():
            parts = "" if after_space else " "
        else:
            parts = _PLAIN[sign] if sign in _PLAIN else unicodedata.normalize("NFKD", sign)
        for part in parts:
            if not unicodedata.combining(part):
                yield part, at
                after_space = part == " "


def quote(plain: PlainText, start: int, end: int) -> str:
    """What stood in the text before between two places of the plain one."""
    if not plain.origins or start >= end:
        return ""
    return plain.original[plain.origins[start] : plain.origins[end - 1] + 1]


def simplify(text: str) -> str:
    """`text` made plain, in small letters: equal for texts that say the same."""
    return flatten(text).text.casefold().strip()
