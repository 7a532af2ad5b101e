"""Scripts that Octavo cannot set."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from octavo.document import Draft
from octavo.document.problem import Problem, Span
from octavo.document.texts import list_texts
from octavo.files.library import Library
from octavo.files.source_file import error

_EAST_ASIAN = {
    "CJK": "Chinese characters",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "BOPOMOFO": "Chinese characters",
}
"""By how the names of their characters begin: scripts whose lines end between any two of them."""
_EMOJI = "emoji"
_PICTURES = ((0x1F1E6, 0x1F1FF), (0x1F300, 0x1FAFF), (0x1F004, 0x1F004), (0x1F0CF, 0x1F0CF))
"""Characters that are shown as coloured pictures: first and last of each block of them in Unicode
17, with flags, and the two signs of games that have a colour."""


def find_scripts(draft: Draft, library: Library) -> Iterator[Problem]:
    """Each script at each place that has words in it, with the first of them."""
    told: set[tuple[str, Span]] = set()
    for text, span, _ in list_texts(draft):
        if text.isascii():
            continue
        for script, characters in groupby(text, _find_script):
            if script and (script, span) not in told:
                told.add((script, span))
                yield _refuse(script, "".join(characters), span)


def _refuse(script: str, words: str, span: Span) -> Problem:
    if script == _EMOJI:
        message = f"Octavo cannot set emoji: `{words}`"
        hint = "delete it, or write a sign such as ✓, ★ or →"
    else:
        message = f"Octavo cannot set {script} yet: `{words}`"
        hint = "write it in Latin letters, or show it as a picture"
    return replace(error("TYP002", message, span, hint), sought=words)


@lru_cache(4096)
def _find_script(character: str) -> str:
    """The script that keeps the character from being set; empty for one that can be."""
    if character.isascii():
        return ""
    begins = unicodedata.name(character, "").partition(" ")[0]
    if unicodedata.bidirectional(character) in {"R", "AL", "AN"}:
        return begins.title() or "text from right to left"
    if any(first <= ord(character) <= last for first, last in _PICTURES):
        return _EMOJI
    return _EAST_ASIAN.get(begins, "")


RULES: tuple[Callable[[Draft, Library], Iterable[Problem]], ...] = (find_scripts,)
