"""The document as data: whether each field of it says what its reader may read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import get_args, get_type_hints

from octavo.audit.attachments import TYPE
from octavo.audit.expected import ExpectedContent, make_all, make_texts
from octavo.audit.extracts import Extract
from octavo.audit.letters import squeeze
from octavo.audit.pieces import cover_words
from octavo.document.attribution import Attribution
from octavo.document.fields import FIELDS, Use

_PLAIN = re.compile(r"\d{4}-\d\d-\d\d|\d{1,3}|#[0-9A-Fa-f]{6}|\W*")
"""Values that are no words: days, codes of countries, colours, marks."""

_MARKED = re.compile(r"\(([^()]+)\) (.+)", re.S)
"""A text with the mark of its level before it."""


def explains_data(extract: Extract, expected: ExpectedContent, vocabulary: tuple[str, ...]) -> bool:
    """Whether a field of the document may say what it says; its key is such as `Fact.label`."""
    kind, _, name = extract.key.rpartition(".")
    uses = _list_uses()
    if kind not in uses:
        return not extract.text and not name
    if name == TYPE:
        return extract.text == kind
    use = uses[kind].get(name, "hidden")
    if use == "hidden" or not extract.text:
        return use != "hidden"
    if use == "none":
        return extract.text in _list_choices() or _PLAIN.fullmatch(extract.text) is not None
    if use == "id":
        return cover_words(make_all(expected, vocabulary), extract.text).whole
    return _is_inside(extract.text, expected, vocabulary)


@cache
def _list_uses() -> Mapping[str, Mapping[str, Use]]:
    """By the name of each kind of node, the use of each of its fields."""
    return {kind.__name__: uses for kind, uses in FIELDS.items()}


@cache
def _list_choices() -> frozenset[str]:
    """Every word that a field with a closed list may have."""
    hints = (Attribution, *(hint for kind in FIELDS for hint in get_type_hints(kind).values()))
    return frozenset(word for hint in hints for word in _list_words(hint))


def _list_words(hint: object) -> Iterator[str]:
    for part in get_args(hint):
        if isinstance(part, str):
            yield part
        else:
            yield from _list_words(part)


def _is_inside(text: str, expected: ExpectedContent, vocabulary: tuple[str, ...]) -> bool:
    """Whether the text is a part of something that the reader may read: data divides words.

    Before it may stand the mark of its level, if that is something that the reader may read.
    """
    if squeeze(text) in _join_texts(expected):
        return True
    if cover_words(make_all(expected, vocabulary), text).whole:
        return True
    marked = _MARKED.fullmatch(text)
    parts = marked.groups() if marked else ()
    return bool(parts) and all(_is_inside(part, expected, vocabulary) for part in parts)


@lru_cache(16)
def _join_texts(expected: ExpectedContent) -> str:
    return "|".join(make_texts(expected, ()).ordered)
