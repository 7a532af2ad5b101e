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
from octavo.pdf.tags import Element, numbering
from octavo.typeset.context import Desk, Slot
from octavo.typeset.figures import set_figure, set_statistics, set_table
from octavo.typeset.flow import Row
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


def set_blocks(blocks: Blocks, desk: Desk, slot: Slot) -> tuple[Row, ...]:
    """The rows of `blocks`, one under the other."""
    rows: list[Row] = []
    after: Block | None = None
    for block in blocks:
        rows.extend(_name(_set_block(block, desk, slot, after), block.id, desk))
        if not isinstance(block, Figure | Statistics | PullQuote | Table):
            after = block
    return tuple(rows)


def _set_block(block: Block, desk: Desk, slot: Slot, after: Block | None) -> tuple[Row, ...]:
    match block:
        case Paragraph():
            return set_paragraph(block, desk, slot, isinstance(after, Paragraph))
        case Heading():
            return set_heading(block, desk, slot)
        case Listing():
            return set_listing(block, desk, slot)
        case Definitions():
            return set_definitions(block, desk, slot)
        case Quote():
            return set_quote(block, desk, slot)
        case PullQuote():
            return set_pull_quote(block, desk, slot)
        case Signature():
            return set_signature(block, desk, slot)
        case Table():
            return set_table(block, desk, slot)
        case Figure():
            return set_figure(block, desk, slot)
        case Statistics():
            return set_statistics(block, desk, slot)
        case _:
            assert_never(block)


def _name(rows: tuple[Row, ...], block_id: str, desk: Desk) -> tuple[Row, ...]:
    """The rows, the first of which begins what has the id and can be led to."""
    if not block_id or not rows:
        return rows
    first = rows[0]

    def paint(x: Length, top: Length) -> None:
        desk.canvas.destination(block_id, top)
        first.paint(x, top)

    return (replace(first, ids=(block_id, *first.ids), paint=paint), *rows[1:])


def set_listing(listing: Listing, desk: Desk, slot: Slot) -> tuple[Row, ...]:
    """The items of a list, each beside its bullet or number."""
    kind = "Decimal" if listing.ordered else "Disc"
    parent = slot.parent.add("L", attributes=numbering(kind))
    style = desk.styles.marker
    numbers = range(listing.start, listing.start + len(listing.items))
    markers = [
        set_marker(f"{number}." if listing.ordered else "•", style, desk) for number in numbers
    ]
    inset = make_room(markers, style)
    rows: list[Row] = []
    for item, marker in zip(listing.items, markers, strict=True):
        rows.extend(_set_item(item.blocks, marker, inset, parent.add("LI"), desk, slot))
    return tuple(rows)


def _set_item(
    blocks: Blocks, marker: Line, inset: Length, item: Element, desk: Desk, slot: Slot
) -> tuple[Row, ...]:
    label, body = item.add("Lbl"), item.add("LBody")
    inner = replace(slot, measure=slot.measure - inset, parent=body, indent=slot.indent + inset)
    listed = replace(desk, styles=replace(desk.styles, text=desk.styles.listing))
    rows = set_blocks(blocks, listed, inner)
    beside = prepare_line(marker, desk.styles.marker, desk, InnerElements(label), slot.indent)
    return (replace(rows[0], paint=paint_all(beside, rows[0].paint)), *rows[1:])


def set_definitions(definitions: Definitions, desk: Desk, slot: Slot) -> tuple[Row, ...]:
    """Terms in bold, what they mean indented below them."""
    parent = slot.parent.add("L", attributes=numbering("Description"))
    rows: list[Row] = []
    inset = desk.styles.text.leading
    for definition in definitions.items:
        item = parent.add("LI")
        term = replace(desk.styles.text, role="text-bold", indent=0.0, align="left")
        head = set_text(definition.term, term, item.add("Lbl"), desk, slot)
        rows.extend(replace(row, holds=True) for row in head)
        inner = Slot(slot.measure - inset, item.add("LBody"), slot.indent + inset)
        rows.extend(set_blocks(definition.blocks, desk, inner))
    return tuple(rows)


def set_quote(quote: Quote, desk: Desk, slot: Slot) -> tuple[Row, ...]:
    """Quoted paragraphs, indented on both sides."""
    inset = desk.styles.text.leading
    element = slot.parent.add("BlockQuote")
    inner = Slot(slot.measure - 2 * inset, element, slot.indent + inset)
    quoting = replace(desk, styles=replace(desk.styles, text=desk.styles.quote))
    return pad(set_blocks(quote.blocks, quoting, inner), inset)
