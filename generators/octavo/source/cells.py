"""Cells that go over others: the marks that say so, and whether there is room for them."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from octavo.document import Table
from octavo.document.grid import list_covered

_SPANS = re.compile(r"\s*\{((?:\s*(?:colspan|rowspan)=[1-9][0-9]?)+)\s*\}\s*$")
"""What stands at the end of a cell that goes over others: `{colspan=2 rowspan=3}`."""


def take_spans(element: ElementTree.Element) -> dict[str, int]:
    """How many columns and rows a cell goes over; the mark that says so is taken away."""
    holder = element
    while len(holder) and holder[-1].tag == "words" and not holder[-1].tail:
        holder = holder[-1]
    last = holder[-1] if len(holder) else None
    text = (holder.text if last is None else last.tail) or ""
    found = _SPANS.search(text)
    if not found:
        return {}
    if last is None:
        holder.text = text[: found.start()]
    else:
        last.tail = text[: found.start()]
    element.set("typed", _SPANS.sub("", element.get("typed", "")))
    pairs = (pair.split("=") for pair in found[1].split())
    return {name: int(count) for name, count in pairs}


def find_clash(table: Table) -> str:
    """What a cell of a table goes over that it may not; empty when that is nothing."""
    rows = table.all_rows
    seen: set[tuple[int, int]] = set()
    for row, place in list_covered(table):
        if row >= len(rows) or place >= len(rows[0].cells):
            return "the edge of the table"
        cell = rows[row].cells[place]
        if (row, place) in seen or cell.children or (cell.columns, cell.rows) != (1, 1):
            return "another one"
        seen.add((row, place))
    return ""
