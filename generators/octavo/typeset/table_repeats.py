"""What is set again above a row of a table at the head of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from octavo.document import Strong, Table, Text
from octavo.document.length import Length, add_up
from octavo.typeset.context import Region, TypesetContext
from octavo.typeset.flow import FlowItem, stack_rows
from octavo.typeset.paragraphs import set_text

MOST_REPEATED = 0.3
"""Part of a page that a head may take to be set again on each further page of its table: a higher
one would leave the table few lines of each page, and is seen once."""


def set_label_again(
    label: str, table: Table, context: TypesetContext, region: Region
) -> tuple[FlowItem, ...]:
    """`Table 3 (continued)`, which is only seen, and not read again."""
    if not label or not table.continued:
        return ()
    said = (Strong((Text(label),)), Text(f"\N{NO-BREAK SPACE}{table.continued}"))
    lines = set_text(said, context.styles.caption, None, context, region)
    stacked = stack_rows(lines, add_up(line.height for line in lines), 0.0)

    def paint(x: Length, top: Length) -> None:
        with context.canvas.artifact("Layout"):
            stacked.paint(x, top)

    return (FlowItem(stacked.height, paint),)


def repeat(
    row: FlowItem, heads: Sequence[FlowItem], context: TypesetContext, space: Length
) -> FlowItem:
    """The row, above which `heads` are set again at the head of a page, unless they take too much.

    Each of them tells those above it, so that all are known for what they are. Lines with which a
    row goes on stand `space` below them, as its first ones do.
    """
    if add_up(head.height for head in heads) > context.tallest * MOST_REPEATED:
        return row
    repeats: tuple[FlowItem, ...] = ()
    for head in heads:
        repeats = (*repeats, replace(head, repeats=repeats))
    apart = (*repeats[:-1], *(replace(head, space_after=space) for head in repeats[-1:]))
    parts = tuple(
        replace(strip, repeats=apart if at else repeats) for at, strip in enumerate(row.parts)
    )
    return replace(row, repeats=repeats, parts=parts)
