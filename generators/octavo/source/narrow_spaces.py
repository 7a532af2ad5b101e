"""Narrow spaces where a language has them: before `?`, inside guillemets, in numbers."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from octavo.style.words import LanguageWords

NARROW = "\u202f"
"""It never breaks. In French it is the `espace fine insécable` (Unicode Standard Annex 14)."""
_RUN = "[ \t\n\u00a0\u2009\u202f]"
_GROUPS = re.compile(
    r"(?<![\w.,])(?<![0-9][ \u00a0\u202f])[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+"
    r"(?![ \u00a0\u202f]?[0-9])"
)
"""Thousands apart, such as `25 000`; neither telephone numbers nor a number after a year."""
_STOPS = frozenset(":;")
_ASKING = frozenset("!?")
_ENDS = frozenset(")]}»”’\"'%‰€°")
"""What beside letters and digits a mark without its space may stand after."""
_AFTER = frozenset(")]}»”’.,…!?")
"""What beside a space may follow `!` and `?`."""


def find_spaces(text: str, fixed: Container[int], words: LanguageWords) -> dict[int, str]:
    """What characters of `text` become so that its narrow spaces are right, by their place.

    What is in `fixed` stays. A space that was not typed comes only where nothing else can be meant:
    never in `10:30`.
    """
    edits: dict[int, str] = {}
    for start, end in _list_runs(text, words):
        if not any(at in fixed for at in range(start, end)):
            edits.update(dict.fromkeys(range(start, end), "") | {start: NARROW})
    for at in _list_bare_marks(text, words):
        if at not in fixed:
            edits[at] = NARROW + text[at]
    for at in _list_bare_openings(text, words):
        if at not in fixed:
            edits[at] = text[at] + NARROW
    return edits


def _list_runs(text: str, words: LanguageWords) -> Iterator[tuple[int, int]]:
    """Where spaces begin and end that become one narrow space."""
    if words.space_before:
        marks = f"(?<=[^\\s(\\[{{])({_RUN}+)[{re.escape(words.space_before)}]"
        yield from (found.span(1) for found in re.finditer(marks, text))
    if words.space_after:
        marks = f"[{re.escape(words.space_after)}]({_RUN}+)(?=\\S)"
        yield from (found.span(1) for found in re.finditer(marks, text))
    if words.units:
        marks = f"(?<=[0-9])({_RUN}+)[{re.escape(words.units)}](?!\\w)"
        yield from (found.span(1) for found in re.finditer(marks, text))
    if words.groups_apart:
        for found in _GROUPS.finditer(text):
            spaces = re.finditer(_RUN, found[0])
            yield from ((found.start() + s.start(), found.start() + s.end()) for s in spaces)


def _list_bare_marks(text: str, words: LanguageWords) -> Iterator[int]:
    """Where marks stand without the space that they want before them."""
    if words.space_before:
        for found in re.finditer(f"(?<=\\S)[{re.escape(words.space_before)}]", text):
            if _wants_space(text, found.start()):
                yield found.start()
    if words.units:
        for found in re.finditer(f"(?<=[0-9])[{re.escape(words.units)}](?!\\w)", text):
            yield found.start()


def _wants_space(text: str, at: int) -> bool:
    """Whether the mark at `at` is surely one of the language's, and not a part of something."""
    before, mark, after = text[at - 1], text[at], text[at + 1 : at + 2]
    word = before.isalnum() or before in _ENDS
    if mark in _STOPS:
        return word and (not after or after.isspace() or after == "»")
    if mark in _ASKING:
        return word and (not after or after.isspace() or after in _AFTER)
    return before != "«" and not before.isspace()


def _list_bare_openings(text: str, words: LanguageWords) -> Iterator[int]:
    """Where marks stand without the space that they want after them."""
    if words.space_after:
        for found in re.finditer(f"[{re.escape(words.space_after)}](?=[^\\s»])", text):
            yield found.start()
