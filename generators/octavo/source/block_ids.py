"""The ids of blocks: the author's, and running ones that no hidden block moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256

from octavo.document import (
    EVERYONE,
    Block,
    Blocks,
    Code,
    CodeBlock,
    FigureGroup,
    Listing,
    Paragraph,
    PullQuote,
    Table,
    Text,
)
from octavo.document.rows import find_row_readers, keep_rows
from octavo.document.walk import blocks_in, join_lists, query

_SERIES: Mapping[type[Block], str] = {
    **{Paragraph: "", Listing: "list", PullQuote: "pull"},
    **{CodeBlock: "code", FigureGroup: "figure"},
}
"""What blocks are called in ids, where that is not the name of their kind."""


def name_blocks(blocks: Blocks, section: str) -> Blocks:
    """`blocks` with an id each: the author's, else the section's and a running number.

    Paragraphs count by themselves (`panel-1-3`), the others by their kind (`panel-1-list-1`).
    Blocks for some audiences only do not count, so that no gap betrays them: their id is made from
    what all of their readers may read in them. Those that say the same for the same readers are
    told apart by a number; for different readers, that number would betray one to the other, so
    they get one id, which `check` refuses. Nor does a list count that goes on after such blocks:
    whoever does not see them has one list.
    """
    counts: Counter[tuple[str, frozenset[str]]] = Counter()
    named: list[Block] = []
    before: Block | None = None
    parted = False
    for block in blocks:
        joined = join_lists(before, block) if before and parted else None
        readers = _find_readers(block)
        named.append(_name(block, section, _NOBODY if joined else readers, counts))
        parted = bool(readers)
        before = before if parted else joined or block
    return tuple(named)


_NOBODY = frozenset({""})
"""Readers who may read only what everyone may."""


def _name(
    block: Block,
    section: str,
    readers: frozenset[str],
    counts: Counter[tuple[str, frozenset[str]]],
) -> Block:
    series = _SERIES.get(type(block), type(block).__name__.lower())
    stem = f"{section}-{series}" if series else section
    if readers:
        said = "\n".join(_list_texts(block, readers))
        stem = f"{stem}-x{sha256(said.encode()).hexdigest()[:8]}"
    counts[stem, readers] += 1
    count = counts[stem, readers]
    id = stem if readers and count == 1 else f"{stem}-{count}"
    return block if block.id else replace(block, id=id)


def _find_readers(block: Block) -> frozenset[str]:
    """For whom any of the block is left; empty when that is everyone."""
    if block.audiences:
        return block.audiences
    if isinstance(block, Table):
        return find_row_readers(block)
    inner = [_find_readers(one) for one in blocks_in(block)]
    return frozenset[str]().union(*inner) if all(inner) else EVERYONE


def _list_texts(block: Block, readers: frozenset[str]) -> Iterator[str]:
    """What all of the `readers` may read in the block."""
    if isinstance(block, Table):
        block = keep_rows(block, lambda audiences: not audiences or readers <= audiences)
    inner = blocks_in(block)
    if not inner:
        yield from (
            one.text for one in query(block, object) if isinstance(one, Text | Code | CodeBlock)
        )
    for one in inner:
        if not one.audiences or readers <= one.audiences:
            yield from _list_texts(one, readers)
