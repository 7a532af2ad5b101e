"""Headings in capitals as they would be written in a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_][\w’'&-]*")
_SHORT = 4
"""Letters of a word in capitals that the text never has in small ones and that may be a name of
letters, such as NATO: longer ones are mostly words."""


def is_capitals(text: str) -> bool:
    """Whether all letters of `text` are capitals, three at least."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 2 and not any(map(str.islower, letters))


@dataclass(frozen=True, slots=True)
class Casing:
    """How the words of a text are written inside its sentences."""

    words: Mapping[str, str]
    """By the word in small letters."""
    phrases: str
    """The whole text, in which a heading may stand as it is written."""

    def lower(self, heading: str) -> str:
        """`heading`, which is in capitals, with capitals only where the text has them."""
        heading = " ".join(heading.split())
        found = re.search(rf"\b{re.escape(heading)}\b", self.phrases, re.IGNORECASE)
        if found and not is_capitals(found[0]) and found[0][0].isupper():
            return found[0]
        lowered = _WORD.sub(lambda word: self._lower_word(word[0]), heading)
        first = _WORD.search(lowered)
        if not first:
            return lowered
        capital = lowered[first.start()].upper()
        return f"{lowered[: first.start()]}{capital}{lowered[first.start() + 1 :]}"

    def _lower_word(self, word: str) -> str:
        known = self.words.get(word.lower())
        if known:
            return known
        parts = word.split("-")
        if len(parts) > 1:
            return "-".join(map(self._lower_word, parts))
        roman = re.fullmatch(r"[IVX]+", word)
        return word if roman and len(word) <= _SHORT else word.lower()


def learn_casing(texts: Iterable[str]) -> Casing:
    """How words are written in `texts`, of which those in capitals throughout teach nothing."""
    counts: dict[str, Counter[str]] = {}
    kept = [text for text in texts if not is_capitals(text)]
    for text in kept:
        for found in _WORD.finditer(text):
            begins = not text[: found.start()].rstrip(" “‘\"'(*").strip() or text[
                : found.start()
            ].rstrip(" “‘\"'(*").endswith((".", "!", "?", ":"))
            if not begins:
                counts.setdefault(found[0].lower(), Counter())[found[0]] += 1
    words = {lower: seen.most_common(1)[0][0] for lower, seen in counts.items()}
    return Casing(words, "\n".join(kept))
