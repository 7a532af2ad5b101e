"""Blocks to rows: how each block of a document is set in a column of the page."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from octavo.document import (
    Block,
    Blocks,
    Definitions,
    Figure,
    Heading,
    Listing,
    Paragraph,
    PullQuote,
    Quote,
    Signature,
    Statistics,
    Table,
)
from octavo.document.length import Length
from octavo.pdf.tags import StructureElement, numbering
from octavo.typeset.context import Region, TypesetContext
from octavo.typeset.figures import set_figure, set_statistics, set_table
from octavo.typeset.flow import FlowItem
from octavo.typeset.painting import InnerElements
from octavo.typeset.paragraphs import (
    make_room,
    pad,
    paint_all,
    prepare_line,
    set_heading,
    set_marker,
    set_paragraph,
    set_pull_quote,
    set_signature,
    set_text,
)
from octavo.typeset.pieces import Line


def set_blocks(blocks: Blocks, context: TypesetContext, region: Region) -> tuple[FlowItem, ...]:
    """The rows of `blocks`, one under the other."""
    rows: list[FlowItem] = []
    after: Block | None = None
    for block in blocks:
        rows.extend(_name(_set_block(block, context, region, after), block.id, context))
        if not isinstance(block, Figure | Statistics | PullQuote | Table):
            after = block
    return tuple(rows)


def _set_block(
    block: Block, context: TypesetContext, region: Region, after: Block | None
) -> tuple[FlowItem, ...]:
    match block:
        case Paragraph():
            return set_paragraph(block, context, region, isinstance(after, Paragraph))
        case Heading():
            return set_heading(block, context, region)
        case Listing():
            return set_listing(block, context, region)
        case Definitions():
            return set_definitions(block, context, region)
        case Quote():
            return set_quote(block, context, region)
        case PullQuote():
            return set_pull_quote(block, context, region)
        case Signature():
            return set_signature(block, context, region)
        case Table():
            return set_table(block, context, region)
        case Figure():
            return set_figure(block, context, region)
        case Statistics():
            return set_statistics(block, context, region)
        case _:
            assert_never(block)


def _name(
    rows: tuple[FlowItem, ...], block_id: str, context: TypesetContext
) -> tuple[FlowItem, ...]:
    """The rows, the first of which begins what has the id and can be led to."""
    if not block_id or not rows:
        return rows
    first = rows[0]

    def paint(x: Length, top: Length) -> None:
        context.canvas.destination(block_id, top)
        first.paint(x, top)

    return (replace(first, ids=(block_id, *first.ids), paint=paint), *rows[1:])


def set_listing(listing: Listing, context: TypesetContext, region: Region) -> tuple[FlowItem, ...]:
    """The items of a list, each beside its bullet or number."""
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
    return tuple(rows)


def _set_item(
    blocks: Blocks,
    marker: Line,
    inset: Length,
    item: StructureElement,
    context: TypesetContext,
    region: Region,
) -> tuple[FlowItem, ...]:
    label, body = item.add("Lbl"), item.add("LBody")
    inner = replace(
        region, measure=region.measure - inset, parent=body, indent=region.indent + inset
    )
    listed = replace(context, styles=replace(context.styles, text=context.styles.listing))
    rows = set_blocks(blocks, listed, inner)
    beside = prepare_line(
        marker, context.styles.marker, context, InnerElements(label), region.indent
    )
    return (replace(rows[0], paint=paint_all(beside, rows[0].paint)), *rows[1:])


def set_definitions(
    definitions: Definitions, context: TypesetContext, region: Region
) -> tuple[FlowItem, ...]:
    """Terms in bold, what they mean indented below them."""
    parent = region.parent.add("L", attributes=numbering("Description"))
    rows: list[FlowItem] = []
    inset = context.styles.text.leading
    for definition in definitions.items:
        item = parent.add("LI")
        term = replace(context.styles.text, role="text-bold", indent=0.0, align="left")
        head = set_text(definition.term, term, item.add("Lbl"), context, region)
        rows.extend(replace(row, keep_with_next=True) for row in head)
        inner = Region(region.measure - inset, item.add("LBody"), region.indent + inset)
        rows.extend(set_blocks(definition.blocks, context, inner))
    return tuple(rows)


def set_quote(quote: Quote, context: TypesetContext, region: Region) -> tuple[FlowItem, ...]:
    """Quoted paragraphs, indented on both sides."""
    inset = context.styles.text.leading
    element = region.parent.add("BlockQuote")
    inner = Region(region.measure - 2 * inset, element, region.indent + inset)
    quoting = replace(context, styles=replace(context.styles, text=context.styles.quote))
    return pad(set_blocks(quote.blocks, quoting, inner), inset)
