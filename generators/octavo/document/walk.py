"""Ask questions of a document tree, or make a changed copy of it: the only traversals.

Where nodes stand in one another is read from the types of their fields: a new kind of node is
reached the day it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import is_dataclass, replace
from functools import cache, lru_cache
from typing import Any, TypeAlias, TypeVar, assert_never, cast, get_args, get_type_hints

from octavo.document import (
    Abbreviation,
    AuthorQuery,
    Block,
    Blocks,
    Break,
    Code,
    Emphasis,
    Foreign,
    Indexed,
    Inline,
    Inlines,
    Link,
    Listing,
    Mention,
    Note,
    Reference,
    Strong,
    Text,
)

Node = TypeVar("Node")

# ---------------------------------------------------------------------------- nodes in nodes


def query(root: object, kind: type[Node]) -> Iterator[Node]:
    """Every node of `kind` under `root`, in reading order, `root` itself included.

    `root` is a node or a tuple of nodes; `object` as `kind` stands for every kind.
    """
    if isinstance(root, kind):
        yield root
    if isinstance(root, tuple):
        for item in cast("tuple[object, ...]", root):
            yield from query(item, kind)
    else:
        for name, _ in _list_fields(root, kind):
            value: object = getattr(root, name)
            if value is not None:
                yield from query(value, kind)


def _list_fields(node: object, sought: object) -> tuple[tuple[str, object], ...]:
    """The fields of the node, each with its type, in which something of type `sought` may be."""
    kind: type = type(node)
    return _find_fields(kind, sought)


@lru_cache(1024)
def _find_fields(kind: type, sought: object) -> tuple[tuple[str, object], ...]:
    """The same for a kind of node; none for anything that is no node."""
    if not is_dataclass(kind):
        return ()
    hints = _get_hints(kind)
    return tuple((name, hint) for name, hint in hints.items() if _leads_to(hint, sought, set()))


@cache
def _get_hints(kind: type) -> dict[str, object]:
    """The type of each field; Python reads them anew from their words each time it is asked."""
    return get_type_hints(kind)


def _leads_to(hint: object, sought: object, seen: set[object]) -> bool:
    """Whether a value of the type `hint` may be something `sought`, or have it inside.

    `seen` are the types that have been followed: nodes may stand in nodes of their own kind.
    """
    if hint == sought:
        return True
    if hint in seen:
        return False
    seen.add(hint)
    inner: tuple[object, ...] = get_args(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        if isinstance(sought, type) and issubclass(hint, sought):
            return True
        inner = tuple(_get_hints(hint).values())
    return any(_leads_to(one, sought, seen) for one in inner)


# ---------------------------------------------------------------------------- blocks in blocks

Change: TypeAlias = Callable[[Block], Blocks]
"""What becomes of a block."""
Join: TypeAlias = Callable[[Block, Block], Block | None]
"""The one block that two become; `None` when they stay two."""


def blocks_in(node: object) -> Blocks:
    """The blocks right inside a node: its own, or those of its items; none in one without any."""
    found: list[Block] = []
    for name, hint in _list_fields(node, Blocks):
        value: object = getattr(node, name)
        if hint == Blocks:
            found.extend(cast("Blocks", value))
        elif isinstance(value, tuple):
            for item in cast("tuple[object, ...]", value):
                found.extend(blocks_in(item))
    return tuple(found)


def list_blocks(blocks: Blocks) -> Iterator[Block]:
    """All of `blocks` and the blocks inside them, in reading order."""
    for block in blocks:
        yield block
        yield from list_blocks(blocks_in(block))


def _never(before: Block, after: Block) -> Block | None:
    return None


def rewrite(blocks: Blocks, change: Change, join: Join = _never) -> Blocks:
    """A copy of `blocks` in which each block, innermost first, became `change(block)`.

    Blocks that did not change come back as the same object, and so does a tuple of such blocks. A
    block that loses all its blocks goes too, and so does a list item or definition. Of two blocks
    between which others went `join` may make one.
    """
    new: list[Block] = []
    gone = False
    for block in blocks:
        inner = _rewrite_inside(block, change, join)
        made = change(inner) if inner is not None else ()
        joined = join(new[-1], made[0]) if gone and new and made else None
        gone = not made
        if joined is None:
            new.extend(made)
        else:
            new[-1:] = (joined, *made[1:])
    return blocks if _same(new, blocks) else tuple(new)


def join_lists(before: Block, after: Block) -> Block | None:
    """One list of two: of bullets, or the second counting on where the first ends; else `None`."""
    if not isinstance(before, Listing) or not isinstance(after, Listing):
        return None
    follows = after.start == before.start + len(before.items)
    if before.ordered != after.ordered or (after.ordered and not follows):
        return None
    return replace(before, items=(*before.items, *after.items))


def _rewrite_inside(node: Node, change: Change, join: Join) -> Node | None:
    """The node with the blocks inside it rewritten; `None` when it lost all of them."""
    changed: dict[str, Any] = {}
    for name, hint in _list_fields(node, Blocks):
        value: tuple[object, ...] = getattr(node, name)
        new: tuple[object, ...]
        if hint == Blocks:
            new = rewrite(cast("Blocks", value), change, join)
        else:
            new = _rewrite_items(value, change, join)
        if value and not new:
            return None
        if new is not value:
            changed[name] = new
    return _replace(node, changed)


def _rewrite_items(items: tuple[object, ...], change: Change, join: Join) -> tuple[object, ...]:
    """`items` with their blocks rewritten, without those that lost all; the same if unchanged."""
    rewritten = (_rewrite_inside(item, change, join) for item in items)
    new = [item for item in rewritten if blocks_in(item)]
    return items if _same(new, items) else tuple(new)


def _replace(node: Node, changed: dict[str, Any]) -> Node:
    """The node with other values in some fields; the same object without any."""
    return replace(cast("Any", node), **changed) if changed else node


def _same(new: Sequence[object], old: Sequence[object]) -> bool:
    return len(new) == len(old) and all(a is b for a, b in zip(new, old, strict=True))


# ---------------------------------------------------------------------------- inlines in nodes


def map_inlines(node: Node, change: Callable[[Inlines], Inlines]) -> Node:
    """A copy of `node` in which all inlines, wherever they stand, became `change(inlines)`.

    They are handed over as one text each, with what is inside them. What did not change comes back
    as the same object.
    """
    changed: dict[str, Any] = {}
    for name, hint in _list_fields(node, Inlines):
        value: object = getattr(node, name)
        new = _map_value(value, hint, change)
        if new is not value:
            changed[name] = new
    return _replace(node, changed)


def _map_value(value: object, hint: object, change: Callable[[Inlines], Inlines]) -> object:
    if hint == Inlines:
        return change(cast("Inlines", value))
    if not isinstance(value, tuple):
        return map_inlines(value, change)
    items = cast("tuple[object, ...]", value)
    new = tuple(_map_value(item, get_args(hint)[0], change) for item in items)
    return items if _same(new, items) else new


# ---------------------------------------------------------------------------- inlines in inlines


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
        case Text() | Abbreviation() | Mention() | Code() | Break():
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
    """What `inlines` say, without any mark-up; notes are left out, breaks become `line_end`.

    A reference without words says the name of its target in the publication's language.
    """
    return "".join(_text(inline, line_end) for inline in inlines)


def _text(inline: Inline, line_end: str) -> str:
    match inline:
        case Text() | Abbreviation() | Mention() | Code():
            return inline.text
        case Strong() | Emphasis() | Link() | Indexed() | Foreign() | AuthorQuery():
            return text_of(inline.children, line_end)
        case Reference():
            return text_of(inline.children, line_end) or inline.name
        case Note():
            return ""
        case Break():
            return line_end
        case _:
            assert_never(inline)
