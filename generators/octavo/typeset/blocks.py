"""Blocks to rows: how each block of a document is set in a column of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import assert_never

from octavo.document import (
    Aside,
    Block,
    Blocks,
    CodeBlock,
    Definitions,
    Figure,
    FigureGroup,
    Heading,
    Inlines,
    Link,
    Listing,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Reference,
    Signature,
    Statistics,
    Table,
)
from octavo.document.length import Length, add_up
from octavo.document.walk import query, text_of
from octavo.pdf.tags import Children, StructureElement, numbering
from octavo.typeset.code import set_code
from octavo.typeset.context import Region, TypesetContext
from octavo.typeset.figure_groups import set_figure_group
from octavo.typeset.figures import list_in_rows, set_figure, set_statistics
from octavo.typeset.flow import FlowItem, RowGroup, paint_after, paint_before, part, stack_rows
from octavo.typeset.painting import InnerElements
from octavo.typeset.paragraphs import (
    make_room,
    pad,
    prepare_line,
    set_heading,
    set_marker,
    set_paragraph,
    set_pull_quote,
    set_signature,
    set_text,
)
from octavo.typeset.pieces import Line
from octavo.typeset.tables import set_table


def set_blocks(blocks: Blocks, context: TypesetContext, region: Region) -> tuple[FlowItem, ...]:
    """The rows of `blocks`, one under the other."""
    rows: list[FlowItem] = []
    after: Block | None = None
    in_rows = list_in_rows(blocks)
    said = _read_text(blocks)
    for block in blocks:
        before = len(region.parent.children)
        placed = context.begin_at(block.id)
        around = _Neighbours(after, block.id in in_rows, said)
        made = _set_block(block, placed, region, around)
        rows.extend(_name(made, block.id, context))
        _locate(region.parent.children[before:], block)
        if not isinstance(block, Figure | FigureGroup | Statistics | PullQuote | Table):
            after = block
    return tuple(rows)


def _read_text(blocks: Blocks) -> str:
    """The words of the paragraphs; empty where no pull quote could repeat some of them."""
    if not any(isinstance(block, PullQuote) for block in blocks):
        return ""
    return " ".join(_fold(block.children) for block in blocks if isinstance(block, Paragraph))


def _fold(inlines: Inlines) -> str:
    """The words as they are compared: an end of its own is not part of a pull quote's words."""
    return " ".join(text_of(inlines).casefold().split()).rstrip(".!?…")


def _has_more(quote: PullQuote) -> bool:
    """Whether it has what an artifact cannot have: notes, and what leads somewhere."""
    return any(True for kind in (Note, Link, Reference) for _ in query(quote, kind))


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """What stands around a block."""

    after: Block | None
    """What it follows, but for what may stand elsewhere."""
    in_a_row: bool
    """Whether it is a figure beside others."""
    said: str
    """The words of the paragraphs beside it, folded."""


def _set_block(
    block: Block, context: TypesetContext, region: Region, around: _Neighbours
) -> tuple[FlowItem, ...]:
    match block:
        case Paragraph():
            return set_paragraph(block, context, region, isinstance(around.after, Paragraph))
        case Heading():
            return set_heading(block, context, region)
        case Listing():
            return set_listing(block, context, region)
        case Definitions():
            return set_definitions(block, context, region)
        case Quote():
            return set_quote(block, context, region)
        case Aside():
            return set_aside(block, context, region)
        case CodeBlock():
            return set_code(block, context, region)
        case PullQuote():
            again = _fold(block.children) in around.said and not _has_more(block)
            return set_pull_quote(block, context, region, again)
        case Signature():
            return set_signature(block, context, region)
        case Table():
            return set_table(block, context, region)
        case Figure():
            return set_figure(block, context, region, around.in_a_row)
        case FigureGroup():
            return set_figure_group(block, context, region)
        case Statistics():
            return set_statistics(block, context, region)
        case _:
            assert_never(block)


def _locate(elements: Children, block: Block) -> None:
    """Tell the elements of a block where it stands in the source."""
    for element in elements:
        if isinstance(element, StructureElement):
            element.span = block.span


def _name(
    rows: tuple[FlowItem, ...], block_id: str, context: TypesetContext
) -> tuple[FlowItem, ...]:
    """The rows, the first of which begins what has the id and can be led to."""
    if not block_id or not rows:
        return rows

    def arrive(x: Length, top: Length) -> None:
        context.canvas.destination(block_id, top)

    return (paint_before(rows[0], arrive, block_id), *rows[1:])


def set_listing(listing: Listing, context: TypesetContext, region: Region) -> tuple[FlowItem, ...]:
    """The items of a list, each beside its bullet or number, apart from what is around them: half a
    line from words above and below, a whole one where they begin or end a page."""
    kind = "Decimal" if listing.ordered else "Disc"
    parent = region.parent.add("L", attributes=numbering(kind))
    style = context.styles.marker
    numbers = range(listing.start, listing.start + len(listing.items))
    markers = [
        set_marker(f"{number}." if listing.ordered else "•", style, context) for number in numbers
    ]
    inset = make_room(markers, style)
    rows: list[FlowItem] = []
    for item, marker in zip(listing.items, markers, strict=True):
        rows.extend(_set_item(item.blocks, marker, inset, parent.add("LI"), context, region))
    return _set_apart(_hold_ends(rows), context.styles.text.leading)


def _hold_ends(rows: Sequence[FlowItem]) -> list[FlowItem]:
    """The rows of a list, neither the first nor the last of which stands on a page without the
    next: a lone item is not seen to belong to a list."""
    held = (0, len(rows) - 2)
    return [
        replace(row, keep_with_next=True, hyphenated=False) if place in held else row
        for place, row in enumerate(rows)
    ]


def _set_apart(rows: Sequence[FlowItem], space: Length) -> tuple[FlowItem, ...]:
    """The rows with so much room around them, half of it above where they do not begin a page."""
    group = RowGroup(len(rows), space / 2) if space else None
    grouped = [replace(row, group=group) for row in rows]
    return (*grouped[:-1], *(replace(row, space_after=space) for row in grouped[-1:]))


def _set_item(
    blocks: Blocks,
    marker: Line,
    inset: Length,
    item: StructureElement,
    context: TypesetContext,
    region: Region,
) -> tuple[FlowItem, ...]:
    label, body = item.add("Lbl"), item.add("LBody")
    inner = region.narrow(region.measure - inset, body, inset)
    listed = replace(context, styles=replace(context.styles, text=context.styles.listing))
    rows = set_blocks(blocks, listed, inner)
    beside = prepare_line(
        marker, context.styles.marker, context, InnerElements(label), region.indent
    )
    return _set_apart((paint_before(rows[0], beside), *rows[1:]), 0.0)


def set_definitions(
    definitions: Definitions, context: TypesetContext, region: Region
) -> tuple[FlowItem, ...]:
    """Terms in bold, what they mean indented below them; apart from what follows, as a list is."""
    parent = region.parent.add("L", attributes=numbering("Description"))
    rows: list[FlowItem] = []
    inset = context.styles.text.leading
    for definition in definitions.items:
        item = parent.add("LI")
        term = replace(context.styles.text, role="text-bold", indent=0.0, align="left")
        head = set_text(definition.term, term, item.add("Lbl"), context, region)
        rows.extend(replace(row, keep_with_next=True) for row in head)
        inner = region.narrow(region.measure - inset, item.add("LBody"), inset)
        rows.extend(set_blocks(definition.blocks, context, inner))
    return _set_apart(rows, context.styles.text.leading)


def set_quote(quote: Quote, context: TypesetContext, region: Region) -> tuple[FlowItem, ...]:
    """Quoted paragraphs, indented on both sides."""
    inset = context.styles.text.leading
    element = region.parent.add("BlockQuote")
    inner = region.narrow(region.measure - 2 * inset, element, inset)
    quoting = replace(context, styles=replace(context.styles, text=context.styles.quote))
    return pad(set_blocks(quote.blocks, quoting, inner), inset)


ASIDE_WHOLE = 0.4
"""Part of a full column up to which an aside is never parted, and floats as figures do. Higher ones
would leave more white behind them than an open box does harm."""
ASIDE_INSET = 0.75
"""Room between the edge of an aside and its text, in lines; below half a line the text touches."""
ASIDE_ROOM = (0.5, 0.15, 0.35)
"""Parts of a line above the title of an aside, below it, and below the text: together one line, so
that what follows stands on the grid, and less at the foot, where a line has room of its own."""
ASIDE_FOOT = 4.0
"""How far the ground of a line reaches below it, in points: less leaves descenders on the edge
where a page ends in an aside, and none a seam between lines. The next line covers it."""


def set_aside(aside: Aside, context: TypesetContext, region: Region) -> tuple[FlowItem, ...]:
    """A box on a tinted ground under a rule: the title, kept with what follows, and the text."""
    grid = context.styles.text.leading
    inset = grid * ASIDE_INSET
    element = region.parent.add("Aside")
    inner = region.narrow(region.measure - 2 * inset, element, inset)
    title = set_text(aside.title, context.styles.heading[1], element.add("Caption"), context, inner)
    held = [replace(row, keep_with_next=True) for row in title]
    held[-1] = replace(held[-1], space_after=grid * ASIDE_ROOM[1])
    rows = _tint((*held, *set_blocks(aside.blocks, context, inner)), context, region)
    height = add_up(row.height for row in rows)
    whole = height <= ASIDE_WHOLE * context.tallest
    return pad((stack_rows(rows, height, 0.0),) if whole else rows, grid)


def _tint(
    rows: tuple[FlowItem, ...], context: TypesetContext, region: Region
) -> tuple[FlowItem, ...]:
    """The rows on a ground without a gap, together as many whole lines as they were and one."""
    grid = context.styles.text.leading
    above = [grid * ASIDE_ROOM[0], *(part(upper, lower) for upper, lower in pairwise(rows))]
    below = [0.0] * (len(rows) - 1) + [grid * ASIDE_ROOM[2]]
    tinted = [
        _tint_row(row, space, end, context, region)
        for row, space, end in zip(rows, above, below, strict=True)
    ]
    return (_rule_off(tinted[0], context, region), *tinted[1:])


def _tint_row(
    row: FlowItem, above: Length, below: Length, context: TypesetContext, region: Region
) -> FlowItem:
    height = row.height + above + below
    ground = height if below else height + ASIDE_FOOT
    last = len(row.parts) - 1
    parts = tuple(
        _tint_row(each, 0.0 if at else above, below if at == last else 0.0, context, region)
        for at, each in enumerate(row.parts)
    )

    def paint(x: Length, top: Length) -> None:
        with context.canvas.artifact("Layout"):
            context.canvas.rectangle(
                x + region.indent, top - ground, region.measure, ground, "mist"
            )
        row.paint(x, top - above)

    return replace(row, height=height, paint=paint, space_before=0.0, space_after=0.0, parts=parts)


def _rule_off(row: FlowItem, context: TypesetContext, region: Region) -> FlowItem:
    """The first row of an aside, with a rule over it."""

    def rule(x: Length, top: Length) -> None:
        with context.canvas.artifact("Layout"):
            context.canvas.rectangle(x + region.indent, top, region.measure, 1.6, "gold")

    return paint_after(row, rule)
