"""Many words sought in a text at once: by the first of each, so that a text is read only once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Payload = TypeVar("Payload")
_WORD = re.compile(r"\w+")
_NOT_JOINED_BEFORE = r"(?<![\w’'‑-])"  # noqa: RUF001  marks as they are typed and read
_NOT_JOINED_AFTER = r"(?![\w‑-]|[’'](?!s\b)\w)"  # noqa: RUF001  marks as they are typed and read
"""A word that hyphens or apostrophes join to others is another word; `'s` leaves it what it is."""


@dataclass(frozen=True, slots=True)
class Hit(Generic[Payload]):
    """Words that were found, and what is known of them."""

    start: int
    end: int
    payload: Payload


class WordIndex(Generic[Payload]):
    """Words, each with something that is known of it, to be found in texts."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[str, bool, Payload]]] = defaultdict(list)
        self._patterns: dict[tuple[str, bool], re.Pattern[str]] = {}

    def add(self, words: str, payload: Payload, match_case: bool = False) -> None:
        """Look for `words` too."""
        first = _WORD.search(words)
        if first:
            self._by_first[first[0].casefold()].append((words, match_case, payload))

    def find(self, text: str) -> Iterator[Hit[Payload]]:
        """The words in `text`, in order, whole words only."""
        if not self._by_first:
            return
        for word in _WORD.finditer(text):
            for words, match_case, payload in self._by_first.get(word[0].casefold(), ()):
                lead = _WORD.search(words)
                begin = word.start() - (lead.start() if lead else 0)
                found = self._compile(words, match_case).match(text, begin) if begin >= 0 else None
                if found:
                    yield Hit(found.start(), found.end(), payload)

    def _compile(self, words: str, match_case: bool) -> re.Pattern[str]:
        """The pattern of the words, made when their first word is met."""
        key = words, match_case
        if key not in self._patterns:
            inner = r"\s+".join(map(_match, words.split()))
            pattern = _NOT_JOINED_BEFORE + inner + _NOT_JOINED_AFTER
            self._patterns[key] = re.compile(pattern, 0 if match_case else re.IGNORECASE)
        return self._patterns[key]


def _match(word: str) -> str:
    """A pattern for the word, however its hyphens and apostrophes are set."""
    return re.escape(word).replace("'", "['’]").replace(r"\-", "[-‑]")  # noqa: RUF001  marks as they are typed and read


def cover(text: str, index: WordIndex[None], sign: str) -> str:
    """`text` with `sign` in the place of each character of the words that `index` finds."""
    for hit in index.find(text):
        text = text[: hit.start] + sign * (hit.end - hit.start) + text[hit.end :]
    return text


def make_index(words: Iterable[str], match_case: bool = False) -> WordIndex[None]:
    """An index of words of which nothing is known."""
    index: WordIndex[None] = WordIndex()
    for one in words:
        index.add(one, None, match_case)
    return index
