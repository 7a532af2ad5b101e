"""What the words of a document's parts are, however they are arranged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from octavo.importing.tree import (
    ForeignAside,
    ForeignBlock,
    ForeignCode,
    ForeignComment,
    ForeignDivider,
    ForeignFigure,
    ForeignHeading,
    ForeignIndexMark,
    ForeignInline,
    ForeignInlines,
    ForeignList,
    ForeignNote,
    ForeignParagraph,
    ForeignPicture,
    ForeignQuotation,
    ForeignReference,
    ForeignRun,
    ForeignTable,
)


@dataclass(frozen=True, slots=True)
class FlatBlocks:
    """Blocks as one paragraph."""

    inlines: ForeignInlines
    parts: int
    """How many paragraphs there were."""


def plain_words(inlines: ForeignInlines) -> str:
    """The words of `inlines` on one line, without notes, comments and entries of the index."""
    return " ".join("".join(map(_say, inlines)).split())


def _say(inline: ForeignInline) -> str:
    return inline.text if isinstance(inline, ForeignRun | ForeignReference) else ""


def words_of(part: ForeignBlock | ForeignInline) -> str:
    """All words of a block or an inline, on one line, notes and comments too."""
    return " ".join(" ".join(_list_words(part)).split())


def _list_words(part: ForeignBlock | ForeignInline) -> Iterator[str]:
    match part:
        case ForeignRun() | ForeignReference():
            yield part.text
        case ForeignIndexMark():
            yield ", ".join(part.entry)
        case ForeignComment():
            yield part.text
        case ForeignPicture():
            yield part.alternative
        case ForeignHeading() | ForeignParagraph():
            yield _join(part.text)
        case ForeignFigure():
            yield from (part.picture.alternative, _join(part.caption))
        case ForeignCode():
            yield part.text
        case ForeignTable():
            cells = (cell for row in part.rows for cell in row)
            yield from (words_of(block) for cell in cells for block in cell.blocks)
            yield _join(part.caption)
        case ForeignList():
            for item in part.items:
                yield _join(item.term)
                yield from map(words_of, item.blocks)
        case ForeignAside():
            yield _join(part.title)
            yield from map(words_of, part.blocks)
        case ForeignNote() | ForeignQuotation():
            yield from map(words_of, part.blocks)
        case ForeignDivider():
            pass


def _join(inlines: ForeignInlines) -> str:
    """The words as they stand, other parts set off by spaces."""
    said = (
        inline.text if isinstance(inline, ForeignRun) else f" {words_of(inline)} "
        for inline in inlines
    )
    return "".join(said)


def flatten_blocks(blocks: tuple[ForeignBlock, ...]) -> FlatBlocks:
    """`blocks` as one paragraph, their parts set off by semicolons where no sign ends them."""
    parts = [part for block in blocks for part in _list_parts(block) if part]
    inlines: list[ForeignInline] = []
    for part in parts:
        if inlines:
            said = plain_words(tuple(inlines))
            inlines.append(ForeignRun(" " if said[-1:] in ".:;,!?" else "; "))
        inlines += part
    return FlatBlocks(tuple(inlines), len(parts))


def _list_parts(block: ForeignBlock) -> Iterator[ForeignInlines]:
    match block:
        case ForeignHeading() | ForeignParagraph():
            yield block.text
        case ForeignCode():
            yield (ForeignRun(block.text.replace("\n", " "), frozenset({"code"})),)
        case ForeignFigure():
            yield (block.picture, *block.caption)
        case ForeignTable():
            yield block.caption
            for cell in (cell for row in block.rows for cell in row):
                yield flatten_blocks(cell.blocks).inlines
        case ForeignList():
            for item in block.items:
                yield item.term
                yield flatten_blocks(item.blocks).inlines
        case ForeignAside():
            yield block.title
            yield from (part for inner in block.blocks for part in _list_parts(inner))
        case ForeignQuotation():
            yield from (part for inner in block.blocks for part in _list_parts(inner))
        case ForeignDivider():
            pass
