"""The texts of a document that pages may show, each with its place in the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import cast

from octavo.document import Code, CodeBlock
from octavo.document.fields import read_fields
from octavo.document.problem import Span

_SHOWN = frozenset({"required", "drawn", "optional"})
"""Uses of fields whose text stands on a page, or may."""
_PUBLICATION = Span("publication.yaml", 0)
"""Where stands what has no place of its own."""


def list_texts(
    node: object, span: Span = _PUBLICATION, code: bool = False
) -> Iterator[tuple[str, Span, bool]]:
    """The texts that pages may show of what is under `node`, each with the nearest place known, and
    whether it is code."""
    if isinstance(node, tuple):
        for one in cast("tuple[object, ...]", node):
            yield from list_texts(one, span, code)
    elif isinstance(node, str):
        yield node, span, code
    elif is_dataclass(node):
        own: object = getattr(node, "span", None)
        here = own if isinstance(own, Span) else span
        for _, use, value in read_fields(node):
            if use in _SHOWN:
                yield from list_texts(value, here, isinstance(node, Code | CodeBlock))
