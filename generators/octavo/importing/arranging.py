"""Blocks as a section can have them: pictures out of the text, layout tables as what is in them.

What may not stand where it stands comes out behind the block it is in, or becomes words of the
same block; each such change is a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from octavo.importing.tree import (
    ForeignAside,
    ForeignBlock,
    ForeignCell,
    ForeignCode,
    ForeignDivider,
    ForeignFigure,
    ForeignHeading,
    ForeignInline,
    ForeignInlines,
    ForeignList,
    ForeignParagraph,
    ForeignPicture,
    ForeignQuotation,
    ForeignReference,
    ForeignRun,
    ForeignTable,
    ImportFinding,
    Outcome,
)
from octavo.importing.tree_words import flatten_blocks, plain_words, words_of

LONGEST_BOX_TITLE = 80
"""Characters of a first paragraph that can be the title of a box: about a line and a half of the
measure in which titles of boxes are set."""


@dataclass
class Arranged:
    """Blocks while they are arranged."""

    findings: list[ImportFinding] = field(default_factory=list[ImportFinding])

    def tell(self, outcome: Outcome, kind: str, place: str, words: str = "", why: str = "") -> None:
        """Add to the findings."""
        self.findings.append(ImportFinding(outcome, kind, place, words, why))


def arrange(blocks: Iterable[ForeignBlock], state: Arranged) -> tuple[ForeignBlock, ...]:
    """`blocks` as they can stand in a section, one after the other."""
    return tuple(done for block in blocks for done in _arrange(block, state))


def _arrange(block: ForeignBlock, state: Arranged) -> Iterator[ForeignBlock]:
    match block:
        case ForeignDivider():
            state.tell("kept", "rules and breaks between parts", block.place, why="not printed")
        case ForeignHeading() | ForeignParagraph():
            text, pictures = _take_pictures(block.text)
            if plain_words(text) or not pictures:
                yield replace(block, text=text)
            if pictures and plain_words(text):
                why = "they stand behind their paragraph"
                state.tell("guessed", "pictures in a line", block.place, why=why)
            for at, picture in enumerate(pictures):
                anchors = () if plain_words(text) or at else block.anchors
                yield ForeignFigure(place=block.place, anchors=anchors, picture=picture)
        case ForeignTable(layout=True):
            state.tell("guessed", "tables that only arrange", block.place, why="now plain blocks")
            cells = (cell for row in block.rows for cell in row)
            inner = tuple(inner for cell in cells for inner in cell.blocks)
            first = _give_anchors(inner, block.anchors)
            yield from arrange(first, state)
            if plain_words(block.caption):
                yield ForeignParagraph(place=block.place, text=block.caption)
        case ForeignFigure():
            caption, pictures = _take_pictures(block.caption)
            yield replace(block, caption=caption)
            yield from _make_figures(pictures, block.place)
        case ForeignCode():
            yield block
        case ForeignTable() | ForeignList() | ForeignQuotation() | ForeignAside():
            yield from _arrange_holder(block, state)


def _give_anchors(
    blocks: tuple[ForeignBlock, ...], anchors: tuple[str, ...]
) -> tuple[ForeignBlock, ...]:
    if not blocks or not anchors:
        return blocks
    return (replace(blocks[0], anchors=blocks[0].anchors + anchors), *blocks[1:])


def _take_pictures(inlines: ForeignInlines) -> tuple[ForeignInlines, tuple[ForeignPicture, ...]]:
    pictures = tuple(one for one in inlines if isinstance(one, ForeignPicture))
    if not pictures:
        return inlines, ()
    return tuple(one for one in inlines if not isinstance(one, ForeignPicture)), pictures


def _make_figures(pictures: Iterable[ForeignPicture], place: str) -> Iterator[ForeignFigure]:
    yield from (ForeignFigure(place=place, picture=picture) for picture in pictures)


# ------------------------------------------------------------------------------ holders


def _arrange_holder(
    block: ForeignTable | ForeignList | ForeignQuotation | ForeignAside, state: Arranged
) -> Iterator[ForeignBlock]:
    """The block, and behind it what may not be inside."""
    out: list[ForeignBlock] = []
    match block:
        case ForeignTable():
            yield from _arrange_table(block, state, out)
        case ForeignList():
            items = (
                replace(
                    item,
                    term=_take_pictures(item.term)[0],
                    blocks=_put_inside(item.blocks, state, out),
                )
                for item in block.items
            )
            kept = tuple(item for item in items if item.blocks or plain_words(item.term))
            if kept:
                yield replace(block, items=kept)
        case ForeignQuotation():
            inside = _put_inside(block.blocks, state, out)
            if inside:
                yield replace(block, blocks=inside)
        case ForeignAside():
            yield from _arrange_aside(block, state, out)
    if out:
        why = "they stand behind it"
        state.tell("guessed", "pictures and tables in a list, box or table", block.place, why=why)
        yield from arrange(out, state)


def _put_inside(
    blocks: tuple[ForeignBlock, ...], state: Arranged, out: list[ForeignBlock], box: bool = False
) -> tuple[ForeignBlock, ...]:
    """`blocks` as they may stand in a list, a quotation or a `box`; the others go `out`."""
    return tuple(inner for block in blocks for inner in _put_one(block, state, out, box))


def _put_one(
    block: ForeignBlock, state: Arranged, out: list[ForeignBlock], box: bool
) -> Iterator[ForeignBlock]:
    match block:
        case ForeignDivider():
            pass
        case ForeignFigure():
            out.append(block)
        case ForeignHeading():
            state.tell("guessed", "headings in a list, box or table", block.place, why="now bold")
            text, pictures = _take_pictures(block.text)
            out += _make_figures(pictures, block.place)
            yield ForeignParagraph(
                place=block.place, anchors=block.anchors, text=make_bold(_number(block) + text)
            )
        case ForeignParagraph():
            text, pictures = _take_pictures(block.text)
            out += _make_figures(pictures, block.place)
            if plain_words(text) or not pictures:
                yield replace(block, text=text)
        case ForeignTable(layout=True):
            cells = (cell for row in block.rows for cell in row)
            inner = tuple(inner for cell in cells for inner in cell.blocks)
            if plain_words(block.caption):
                inner += (ForeignParagraph(place=block.place, text=block.caption),)
            yield from _put_inside(_give_anchors(inner, block.anchors), state, out, box)
        case ForeignTable():
            out.append(block)
        case ForeignAside():
            state.tell("guessed", "boxes in a list or box", block.place, why="now plain blocks")
            title = make_bold(_take_pictures(block.title)[0])
            if plain_words(title):
                yield ForeignParagraph(place=block.place, anchors=block.anchors, text=title)
            yield from _put_inside(block.blocks, state, out, box)
        case ForeignCode():
            yield block
        case ForeignList() | ForeignQuotation():
            for one in tuple(_arrange_holder(block, state)):
                if isinstance(one, ForeignFigure | ForeignTable):
                    out.append(one)
                else:
                    yield one


def _number(heading: ForeignHeading) -> ForeignInlines:
    return (ForeignRun(f"{heading.number} "),) if heading.number else ()


def make_bold(inlines: ForeignInlines) -> ForeignInlines:
    """`inlines` with all words bold."""
    return tuple(map(_embolden, inlines))


def _embolden(inline: ForeignInline) -> ForeignInline:
    if isinstance(inline, ForeignRun):
        return replace(inline, emphasis=inline.emphasis | {"bold"})
    return inline


def _arrange_aside(
    block: ForeignAside, state: Arranged, out: list[ForeignBlock]
) -> Iterator[ForeignBlock]:
    """A box; without a title to be found, what is in it as plain blocks."""
    inside = _put_inside(block.blocks, state, out, box=True)
    title = _take_pictures(block.title)[0]
    if not plain_words(title) and len(inside) > 1 and isinstance(inside[0], ForeignParagraph):
        said = plain_words(inside[0].text)
        simple = all(isinstance(one, ForeignRun | ForeignReference) for one in inside[0].text)
        if said and simple and len(said) <= LONGEST_BOX_TITLE and said[-1] not in ".:;,!?":
            title, inside = inside[0].text, inside[1:]
            state.tell("guessed", "titles of boxes", block.place, said, "its first line")
    if plain_words(title) and inside:
        yield replace(block, title=title, blocks=inside)
        return
    why = "a box needs a title and text; now plain blocks"
    state.tell("guessed", "boxes without a title", block.place, why=why)
    if plain_words(title):
        text = make_bold(title)
        yield ForeignParagraph(place=block.place, anchors=block.anchors, text=text)
        yield from inside
    else:
        yield from _give_anchors(inside, block.anchors)


def _arrange_table(
    table: ForeignTable, state: Arranged, out: list[ForeignBlock]
) -> Iterator[ForeignBlock]:
    """A table with a paragraph in each cell."""
    caption, pictures = _take_pictures(table.caption)
    out += _make_figures(pictures, table.place)
    flat = [tuple(_flatten(cell, table.place, state, out) for cell in row) for row in table.rows]
    rows = tuple(row for row in flat if row)
    if not any(_has_words(cell) for row in rows for cell in row):
        if plain_words(caption):
            yield ForeignParagraph(place=table.place, anchors=table.anchors, text=caption)
        return
    done = replace(table, rows=rows, caption=caption)
    if len(rows) > 1:
        yield done
        return
    why = "a table needs a head and a row below it; now paragraphs"
    state.tell("guessed", "tables of one row", table.place, why=why)
    cells = tuple(b for row in rows for cell in row if _has_words(cell) for b in cell.blocks)
    yield from _give_anchors(cells, table.anchors)
    if plain_words(caption):
        yield ForeignParagraph(place=table.place, text=caption)


def _has_words(cell: ForeignCell) -> bool:
    return any(map(words_of, cell.blocks))


def _flatten(
    cell: ForeignCell, place: str, state: Arranged, out: list[ForeignBlock]
) -> ForeignCell:
    """The cell with one paragraph, or none."""
    for block in cell.blocks:
        if isinstance(block, ForeignTable):
            state.tell("guessed", "tables in tables", place, why="a cell has one paragraph")
        elif isinstance(block, ForeignList):
            state.tell("guessed", "lists in tables", place, why="a cell has one paragraph")
    flat = flatten_blocks(cell.blocks)
    text, pictures = _take_pictures(flat.inlines)
    out += _make_figures(pictures, place)
    if flat.parts > 1:
        state.tell("guessed", "cells of several paragraphs", place, why="joined with `; `")
    anchors = tuple(anchor for block in cell.blocks for anchor in block.anchors)
    paragraph = ForeignParagraph(place=place, anchors=anchors, text=text)
    return replace(cell, blocks=(paragraph,) if text else ())
