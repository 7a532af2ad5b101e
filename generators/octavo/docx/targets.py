"""What cross references lead to: the section that holds it, and the bookmark that stands there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from octavo.document import (
    Block,
    CodeBlock,
    Definitions,
    FigureGroup,
    Listing,
    Quote,
    Section,
    Signature,
    Statistics,
    Table,
)
from octavo.document.walk import list_blocks
from octavo.docx.identity import block_name, heading_name


@dataclass(frozen=True, slots=True)
class BookmarkTarget:
    """Where an id stands."""

    section: Section
    bookmark: str
    numbered: str
    """The id of what has its number: of a part of a figure, the whole."""


def find_targets(sections: tuple[Section, ...]) -> Mapping[str, BookmarkTarget]:
    """The places of all ids in `sections`."""
    targets: dict[str, BookmarkTarget] = {}
    for section in sections:
        targets[section.id] = BookmarkTarget(section, heading_name(section.id), section.id)
        for block in list_blocks(section.blocks):
            if block.id:
                bookmark = block_name(first_id(block, block.id))
                targets.setdefault(block.id, BookmarkTarget(section, bookmark, block.id))
            if isinstance(block, FigureGroup):
                targets.update(
                    (part.id, BookmarkTarget(section, block_name(part.id), block.id))
                    for part in block.parts
                    if part.id
                )
    return targets


def first_id(block: Block, id: str) -> str:
    """The id by which the first paragraph of `block` is bookmarked, itself known as `id`."""
    match block:
        case Listing(items) if items and items[0].blocks:
            return items[0].blocks[0].id or f"{id}.1"
        case Listing() | Definitions() | CodeBlock() | Signature() | Statistics():
            return f"{id}.1"
        case Table():
            return f"{id}.0"
        case FigureGroup():
            return block.blocks[0].id or f"{id}/1"
        case Quote(blocks):
            return first_id(blocks[0], blocks[0].id or f"{id}/1") if blocks else id
        case _:
            return id
