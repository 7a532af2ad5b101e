"""Nodes as their types describe them, for tests that take in kinds of nodes still to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any, cast, get_args, get_origin, get_type_hints

from octavo.document import Inlines
from octavo.document.fields import Use, read_fields, uses_of


def list_texts(node: object) -> Iterator[tuple[str, Inlines]]:
    """The texts that a node has of its own, by field: none of the nodes inside it."""
    kind: type = type(node)
    hints = get_type_hints(kind)
    for name, _, value in read_fields(node):
        if hints[name] == Inlines:
            yield name, cast("Inlines", value)


def list_fields(kind: type) -> Iterator[tuple[str, object, Use]]:
    """The fields of a kind of node, each with its type and what it says to readers."""
    uses = uses_of(kind)
    for name, hint in get_type_hints(kind).items():
        yield name, hint, uses[name]


def find_record(hint: object) -> type | None:
    """The kind of node that a field of this type holds some of, when it is nothing but words."""
    inner = get_args(hint)[0] if get_origin(hint) is tuple else None
    if not isinstance(inner, type) or not is_dataclass(inner):
        return None
    return inner if set(get_type_hints(inner).values()) == {str} else None


def list_records(node: object) -> Iterator[tuple[str, ...]]:
    """The words of each node of nothing but words that `node` has."""
    kind: type = type(node)
    hints = get_type_hints(kind)
    for name, _, value in read_fields(node):
        for record in cast("tuple[object, ...]", value) if find_record(hints[name]) else ():
            yield tuple(str(words) for _, _, words in read_fields(record) if words)


def make_node(kind: type, values: dict[str, object]) -> Any:
    """A node of a kind that only its type tells, with `values` by field."""
    return kind(**values)
