"""Whether the random publications have a word of their own in every string of every node."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

import pytest

from octavo.document import Document, OutputRequest, Place, Recipient, marking, tree as document
from trust.nest import make_draft

Field = tuple[str, str]
NOT_WORDS = {
    ("Publication", "language"): "a language that templates exist for",
    ("Foreign", "language"): "a tag",
    ("Publication", "attribution"): "one of five words",
    ("Section", "attribution"): "one of five words",
    ("Imprint", "year"): "digits",
    ("Identifier", "format"): "one of few words",
    ("Reference", "number"): "filled by `select`",
    ("Reference", "name"): "filled by `select`",
    ("TargetNames", "figure"): "a word of the language",
    ("TargetNames", "table"): "a word of the language",
    ("TargetNames", "section"): "a word of the language",
    ("TargetNames", "part"): "a mark of the language",
    ("TargetNames", "to_part"): "a mark of the language",
    ("Figure", "label"): "filled by `select`",
    ("Reference", "part"): "filled by `select`",
    ("Table", "continued"): "a word of the language",
    ("WorldMap", "countries"): "digits",
    ("Publication", "marking"): "made from the scheme by `select`",
    ("Publication", "designation"): "made from the scheme by `select`",
    ("Paragraph", "mark"): "filled by `select`",
    ("Point", "mark"): "filled by `select`",
    ("Level", "name"): "made from the scheme",
    ("Level", "designation"): "made from the scheme",
    ("Level", "lacking"): "no file has it",
    ("Level", "refused"): "no file has it",
    ("ConfidentialityLabel", "policy"): "made from the scheme",
    ("ConfidentialityLabel", "classification"): "made from the scheme",
    ("ConfidentialityLabel", "uri"): "made from the scheme",
    ("LabelCategory", "tag"): "made from the scheme",
    ("LabelCategory", "values"): "made from the scheme",
    ("LabelCategory", "uri"): "made from the scheme",
    ("Banner", "colour"): "a colour",
    ("Banner", "ground"): "a colour",
    ("Draft", "house_style"): "names of files",
}
"""Fields that cannot hold a word of one's own, each with the reason."""
NOT_SOURCE = {Document, Place, OutputRequest, Recipient}
"""Nodes that no author's words are in."""


def list_string_fields() -> set[Field]:
    """Every field of every node that may hold a string that is not one of a few."""
    named = (*vars(document).values(), *vars(marking).values())
    kinds = [kind for kind in named if isinstance(kind, type) and is_dataclass(kind)]
    return {
        (kind.__name__, name)
        for kind in kinds
        if kind not in NOT_SOURCE
        for name, hint in get_type_hints(kind).items()
        if holds_string(hint)
    }


def holds_string(hint: object) -> bool:
    """Whether a field of this type holds strings itself, not only nodes with strings."""
    if get_origin(hint) is Literal:
        return False
    return hint is str or (get_origin(hint) is tuple and get_args(hint)[0] is str)


def list_words(node: object, words: frozenset[str]) -> Iterator[Field]:
    """Where in the tree below `node` one of the words stands."""
    if isinstance(node, tuple):
        for one in cast("tuple[object, ...]", node):
            yield from list_words(one, words)
    elif is_dataclass(node) and not isinstance(node, type | date):
        for field in fields(cast("Any", node)):
            if any(has_word(text, words) for text in list_strings(getattr(node, field.name))):
                yield type(node).__name__, field.name
            yield from list_words(getattr(node, field.name), words)


def list_strings(value: object) -> list[str]:
    """The strings that a field holds itself."""
    parts = cast("tuple[object, ...]", value) if isinstance(value, tuple) else (value,)
    return [part for part in parts if isinstance(part, str)]


def has_word(text: str, words: frozenset[str]) -> bool:
    return any(word in text.lower() for word in words)


@pytest.fixture(scope="module")
def told() -> set[Field]:
    """Where words stood in three dozen publications."""
    found: set[Field] = set()
    for seed in range(36):
        draft, nest = make_draft(seed)
        found.update(list_words(draft, frozenset(nest.may)))
    return found


def test_every_string_of_every_node_has_a_word_of_its_own(told: set[Field]) -> None:
    assert list_string_fields() - told - NOT_WORDS.keys() == set()


def test_what_cannot_hold_a_word_holds_none(told: set[Field]) -> None:
    assert told & NOT_WORDS.keys() == set()
