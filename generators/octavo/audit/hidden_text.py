"""What only others may read, to tell a leak from a word that is merely of no source.

Nothing here decides whether a file is sound: what is not explained is a finding either way. Only in
data that no channel explains, and in files of formats whose words nobody declared, is it sought.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from octavo.audit.letters import split_words, squeeze

ROW = 3
"""Words in a row that are sought in data. Two come about by chance where many are listed; of four,
short sentences have none."""
SHORTEST_ROW = 12
"""Letters of such a row: below that, three words are `of the two`."""
SHORTEST_WORD = 4
"""Letters of a word that tells a leak from a stranger."""
RARE_WORD = 6
"""Letters of a word that is sought alone, in files of formats whose words nobody declared."""


@dataclass(frozen=True, slots=True, eq=False)
class HiddenText:
    """The texts that a reader may not see, but for what they share with those the reader may."""

    words: frozenset[str]
    """Of at least `SHORTEST_WORD` letters."""
    rows: frozenset[str]
    """Letters of words in a row."""
    whole: frozenset[str]
    """Letters of whole texts and ids."""


NOTHING = HiddenText(frozenset(), frozenset(), frozenset())


def make_hidden(hidden: Iterable[str], shown: Iterable[str]) -> HiddenText:
    """What of `hidden` is nowhere in `shown`."""
    texts = dict.fromkeys(hidden)
    if not texts:
        return NOTHING
    known = [split_words(text) for text in shown]
    known_words = {word for words in known for word in words}
    known_rows = {row for words in known for row in _list_rows(words)}
    rows = {row for text in texts for row in _list_rows(split_words(text))}
    words = {word for text in texts for word in split_words(text) if len(word) >= SHORTEST_WORD}
    whole = {letters for text in texts if len(letters := squeeze(text)) >= SHORTEST_WORD}
    known_whole = {"".join(words) for words in known}
    return HiddenText(
        frozenset(words - known_words), frozenset(rows - known_rows), frozenset(whole - known_whole)
    )


def _list_rows(words: tuple[str, ...]) -> Iterator[str]:
    for at in range(len(words) - ROW + 1):
        row = "".join(words[at : at + ROW])
        if len(row) >= SHORTEST_ROW and not row.isdigit():
            yield row


def tells_leak(text: str, hidden: HiddenText) -> bool:
    """Whether `text`, which nothing explains, has words that only others may read."""
    if not hidden.words.isdisjoint(split_words(text)):
        return True
    letters = squeeze(text)
    return letters in hidden.whole or find_row(letters, hidden) != ""


def find_row(letters: str, hidden: HiddenText) -> str:
    """A row of hidden words in `letters`; empty when there is none."""
    starts = _index_rows(hidden)
    for start in sorted(starts.keys() & _cut(letters)):
        found = next((row for row in starts[start] if row in letters), "")
        if found:
            return found
    return ""


def _cut(letters: str) -> frozenset[str]:
    """Every run of `SHORTEST_ROW` letters."""
    ends = range(SHORTEST_ROW, len(letters) + 1)
    return frozenset([letters[end - SHORTEST_ROW : end] for end in ends])


@lru_cache(64)
def _index_rows(hidden: HiddenText) -> dict[str, tuple[str, ...]]:
    """The rows by their first letters."""
    found: dict[str, list[str]] = {}
    for row in sorted(hidden.rows):
        found.setdefault(row[:SHORTEST_ROW], []).append(row)
    return {start: tuple(rows) for start, rows in found.items()}
