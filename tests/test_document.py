"""The nodes themselves: what every one of them promises."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import get_args, get_type_hints

import pytest

from octavo.document import Block, Inline, Paragraph, Text, tree as document
from octavo.document.problem import Span

NODES = [
    value
    for value in vars(document).values()
    if isinstance(value, type)
    and is_dataclass(value)
    and value.__module__.startswith("octavo.document.")
]


def test_every_node_that_a_draft_can_hold_is_public() -> None:
    held = {kind.__name__ for kind in list_held(document.Draft)}

    assert held - set(document.__all__) == NOT_OF_READERS


def test_what_is_public_is_there() -> None:
    assert all(hasattr(document, name) for name in document.__all__)


NOT_OF_READERS = {"Banner", "ConfidentialityLabel", "LabelCategory", "Level", "Scheme", "Span"}
"""What a draft knows of marking schemes, and where things stand: no node that a generator meets,
but `Banner` and the label of a file, which `octavo.document.marking` has."""


def list_held(kind: type) -> set[type]:
    """`kind` and every dataclass that the fields of one can hold, at any depth."""
    held: set[type] = set()
    waiting = [kind]
    while waiting:
        node = waiting.pop()
        if node in held:
            continue
        held.add(node)
        for hint in get_type_hints(node, localns=vars(document)).values():
            waiting.extend(list_dataclasses(hint))
    return held


def list_dataclasses(hint: object) -> list[type]:
    """The dataclasses that a type hint names."""
    if isinstance(hint, type) and is_dataclass(hint):
        return [hint]
    return [kind for part in get_args(hint) for kind in list_dataclasses(part)]


def test_a_node_is_frozen_and_slotted() -> None:
    assert [node for node in NODES if not vars(node)["__dataclass_params__"].frozen] == []
    assert [node for node in NODES if "__slots__" not in vars(node)] == []


def test_a_node_says_in_its_docstring_what_it_is() -> None:
    firsts = [(node.__doc__ or "").split("\n")[0] for node in NODES]

    assert [first for first in firsts if not first.endswith((".", "`."))] == []


def test_where_a_node_stands_does_not_change_what_it_says() -> None:
    spans = [(node, field) for node in NODES for field in fields(node) if field.name == "span"]

    assert [(node, one) for node, one in spans if one.compare or one.repr] == []


def test_every_block_and_inline_is_in_its_union() -> None:
    names = {node.__name__ for node in (*get_args(Block), *get_args(Inline))}

    assert names <= {node.__name__ for node in NODES}
    assert len(names) == len(get_args(Block)) + len(get_args(Inline))


def test_two_paragraphs_that_say_the_same_are_equal() -> None:
    here = Paragraph((Text("a"),), "x", span=Span("a.md", 1))
    there = Paragraph((Text("a"),), "x", span=Span("b.md", 9))

    assert here == there


def test_a_node_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Text("a").text = "b"  # type: ignore[misc]  # that is what is tested


def test_a_document_can_travel_to_another_process() -> None:
    paragraph = Paragraph((Text("a"),), "x", span=Span("a.md", 1))

    assert pickle.loads(pickle.dumps(paragraph)) == paragraph
