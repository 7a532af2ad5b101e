"""Nodes as their types describe them, for tests that take in kinds of nodes still to come."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast, get_type_hints

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


def make_node(kind: type, values: dict[str, object]) -> Any:
    """A node of a kind that only its type tells, with `values` by field."""
    return kind(**values)
