"""Ask questions of a document tree, or make a changed copy of it: the only traversals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TypeVar, assert_never, cast

from octavo.document import (
    Abbreviation,
    AuthorQuery,
    Block,
    Blocks,
    Break,
    Definition,
    Definitions,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Indexed,
    Inline,
    Inlines,
    Item,
    Link,
    Listing,
    Mention,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Reference,
    Signature,
    Statistics,
    Strong,
    Table,
    Text,
)

Node = TypeVar("Node")


def query(root: object, kind: type[Node]) -> Iterator[Node]:
    """Every node of `kind` under `root`, in reading order, `root` itself included.

    `root` is a node or a tuple of nodes.
    """
    if isinstance(root, kind):
        yield root
    if isinstance(root, tuple):
        for item in cast("tuple[object, ...]", root):
            yield from query(item, kind)
    else:
        kind_of_root: type = type(root)
        for name in _field_names(kind_of_root):
            value = getattr(root, name)
            if value and not isinstance(value, _LEAVES):
                yield from query(value, kind)


_LEAVES = (str, int, float, frozenset, date)


@lru_cache(256)
def _field_names(kind: type) -> tuple[str, ...]:
    """The fields of a node that may hold nodes; none for anything that is no node."""
    if not is_dataclass(kind):
        return ()
    return tuple(field.name for field in fields(kind) if field.name not in _PLAIN)


_PLAIN = frozenset({"span", "id", "audiences"})


def rewrite(blocks: Blocks, change: Callable[[Block], Blocks]) -> Blocks:
    """A copy of `blocks` in which each block, innermost first, became `change(block)`.

    Blocks that did not change come back as the same object, and so does a tuple of such blocks. A
    list item or definition that loses all its blocks goes too, and so does an emptied list.
    """
    new: list[Block] = []
    for block in blocks:
        inner = _rewrite_inside(block, change)
        if inner is not None:
            new.extend(change(inner))
    return blocks if _same(new, blocks) else tuple(new)


def _rewrite_inside(block: Block, change: Callable[[Block], Blocks]) -> Block | None:
    match block:
        case Listing():
            items = _rewrite_items(block.items, change)
            if items is block.items:
                return block
            return replace(block, items=items) if items else None
        case Definitions():
            terms = _rewrite_items(block.items, change)
            if terms is block.items:
                return block
            return replace(block, items=terms) if terms else None
        case Quote():
            inner = rewrite(block.blocks, change)
            if inner is block.blocks:
                return block
            return replace(block, blocks=inner) if inner else None
        case Paragraph() | Heading() | PullQuote() | Signature():
            return block
        case Table() | Figure() | Statistics():
            return block
        case _:
            assert_never(block)


Holder = TypeVar("Holder", Item, Definition)


def _rewrite_items(
    items: tuple[Holder, ...], change: Callable[[Block], Blocks]
) -> tuple[Holder, ...]:
    """`items` with their blocks rewritten, without those that lost all; the same if unchanged."""
    new: list[Holder] = []
    for item in items:
        blocks = rewrite(item.blocks, change)
        if blocks:
            new.append(item if blocks is item.blocks else replace(item, blocks=blocks))
    return items if _same(new, items) else tuple(new)


def _same(new: Sequence[object], old: Sequence[object]) -> bool:
    return len(new) == len(old) and all(a is b for a, b in zip(new, old, strict=True))


def rewrite_inlines(inlines: Inlines, change: Callable[[Inline], Inlines]) -> Inlines:
    """A copy of `inlines` in which each inline, innermost first, became `change(inline)`.

    Inlines that did not change come back as the same object.
    """
    new: list[Inline] = []
    for inline in inlines:
        new.extend(change(_change_inside(inline, lambda held: rewrite_inlines(held, change))))
    return inlines if _same(new, inlines) else tuple(new)


def _change_inside(inline: Inline, change: Callable[[Inlines], Inlines]) -> Inline:
    """`inline` with what it holds changed; the same when it holds nothing, or nothing changed."""
    match inline:
        case (
            Strong()
            | Emphasis()
            | Link()
            | Reference()
            | Note()
            | Indexed()
            | Foreign()
            | AuthorQuery()
        ):
            children = change(inline.children)
            return inline if children is inline.children else replace(inline, children=children)
        case Text() | Abbreviation() | Mention() | Break():
            return inline
        case _:
            assert_never(inline)


def join_texts(inlines: Inlines) -> Inlines:
    """`inlines` with texts that stand side by side made one, inside others too."""
    joined: list[Inline] = []
    for inline in inlines:
        last = joined[-1] if joined else None
        if isinstance(inline, Text) and isinstance(last, Text):
            joined[-1] = Text(last.text + inline.text)
        else:
            joined.append(_change_inside(inline, join_texts))
    return tuple(joined)


def text_of(inlines: Inlines, line_end: str = " ") -> str:
    """What `inlines` say, without any mark-up; notes are left out, breaks become `line_end`."""
    return "".join(_text(inline, line_end) for inline in inlines)


def _text(inline: Inline, line_end: str) -> str:
    match inline:
        case Text() | Abbreviation() | Mention():
            return inline.text
        case Strong() | Emphasis() | Link() | Indexed() | Foreign() | AuthorQuery():
            return text_of(inline.children, line_end)
        case Reference():
            kind = inline.kind.capitalize()
            number = f"{kind} {inline.number}" if inline.number[:1].isdigit() else inline.number
            return text_of(inline.children, line_end) or number
        case Note():
            return ""
        case Break():
            return line_end
        case _:
            assert_never(inline)
