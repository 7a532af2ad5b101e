"""Links and references within documents, and the ids of what they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from octavo.importing.inline_writing import Target
from octavo.importing.plan import PlannedSection
from octavo.importing.points import name_block
from octavo.importing.tree import (
    ForeignAside,
    ForeignBlock,
    ForeignFigure,
    ForeignHeading,
    ForeignInlines,
    ForeignItem,
    ForeignList,
    ForeignNote,
    ForeignParagraph,
    ForeignQuotation,
    ForeignReference,
    ForeignRun,
    ForeignTable,
)
from octavo.importing.tree_words import plain_words, words_of


@dataclass
class Linking:
    """What is known while links are followed."""

    taken: set[str]
    """The ids that are given already."""
    targets: dict[str, Target]
    """By the anchors of the documents."""


@dataclass(frozen=True, slots=True)
class LinkedSections:
    """Sections in which all that something leads to has an id."""

    sections: tuple[PlannedSection, ...]
    targets: Mapping[str, Target]


def link_sections(sections: Sequence[PlannedSection], state: Linking) -> LinkedSections:
    """`sections`; every block that something leads to has an id among the targets."""
    blocks = [block for section in sections for block in section.blocks]
    wanted = set(_list_wanted(blocks)) - state.targets.keys()
    done: list[PlannedSection] = []
    for section in sections:
        inner = tuple(_find_targets(block, section.id, wanted, state) for block in section.blocks)
        done.append(replace(section, blocks=inner))
    return LinkedSections(tuple(done), state.targets)


def _list_wanted(blocks: Sequence[ForeignBlock]) -> Iterator[str]:
    for block in blocks:
        for inline in _list_inlines(block):
            if isinstance(inline, ForeignReference):
                yield inline.anchor
            elif isinstance(inline, ForeignRun) and inline.link.startswith("#"):
                yield inline.link[1:]


def _list_inlines(block: ForeignBlock) -> Iterator[object]:
    """The inlines of the block and of all that is in it."""
    for text in _list_texts(block):
        yield from text
        notes = (inline for inline in text if isinstance(inline, ForeignNote))
        yield from (one for note in notes for b in note.blocks for one in _list_inlines(b))
    for inner in _list_inner(block):
        yield from _list_inlines(inner)


def _list_texts(block: ForeignBlock) -> Iterator[ForeignInlines]:
    match block:
        case ForeignHeading() | ForeignParagraph():
            yield block.text
        case ForeignTable() | ForeignFigure():
            yield block.caption
        case ForeignAside():
            yield block.title
        case ForeignList():
            yield from (item.term for item in block.items)
        case _:
            pass


def _list_inner(block: ForeignBlock) -> Iterator[ForeignBlock]:
    match block:
        case ForeignList():
            yield from (inner for item in block.items for inner in item.blocks)
        case ForeignTable():
            yield from (b for row in block.rows for cell in row for b in cell.blocks)
        case ForeignQuotation() | ForeignAside():
            yield from block.blocks
        case _:
            pass


def _find_targets(
    block: ForeignBlock, section: str, wanted: set[str], state: Linking
) -> ForeignBlock:
    """The block, with what leads to it, or to a cell of it, among the targets."""
    anchors = block.anchors
    if isinstance(block, ForeignTable):
        anchors += tuple(anchor for inner in _list_inner(block) for anchor in inner.anchors)
        block = replace(block, anchors=anchors)
    found = [anchor for anchor in anchors if anchor in wanted]
    if found and (isinstance(block, ForeignFigure) or any(map(str.isalnum, words_of(block)))):
        known = next((state.targets[one] for one in anchors if one in state.targets), None)
        target = known or Target(_name_block(block, section, state), _is_numbered(block))
        state.targets |= dict.fromkeys(found, target)
    match block:
        case ForeignList():
            items = tuple(_find_in_item(item, section, wanted, state) for item in block.items)
            return replace(block, items=items)
        case ForeignQuotation() | ForeignAside():
            inner = tuple(_find_targets(one, section, wanted, state) for one in block.blocks)
            return replace(block, blocks=inner)
        case _:
            return block


def _find_in_item(item: ForeignItem, section: str, wanted: set[str], state: Linking) -> ForeignItem:
    blocks = tuple(_find_targets(block, section, wanted, state) for block in item.blocks)
    return replace(item, blocks=blocks)


def _name_block(block: ForeignBlock, section: str, state: Linking) -> str:
    match block:
        case ForeignFigure():
            return name_block("fig", plain_words(block.caption), state.taken)
        case ForeignTable():
            return name_block("tab", plain_words(block.caption), state.taken)
        case _:
            return name_block(section, words_of(block), state.taken)


def _is_numbered(block: ForeignBlock) -> bool:
    return isinstance(block, ForeignFigure | ForeignTable) and bool(plain_words(block.caption))
