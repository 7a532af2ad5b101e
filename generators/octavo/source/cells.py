"""Cells of tables: where they stand in a line, and the marks of those that go over others."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

from octavo.document import Table
from octavo.document.grid import list_covered

_SPANS = re.compile(r"\s*\{((?:\s*(?:colspan|rowspan)=[1-9][0-9]?)+)\s*\}\s*$")
"""What stands at the end of a cell that goes over others: `{colspan=2 rowspan=3}`."""


_BAR = re.compile(r"(?<!\\)\|")


def find_cells(line: str) -> list[tuple[int, int]]:
    """Where in a row of a table the words of each cell begin and end; twice the same where it has
    none."""
    bars = [found.start() for found in _BAR.finditer(line)]
    edges = [-1, *bars, len(line)]
    found = [_trim(line, start + 1, end) for start, end in pairwise(edges)]
    if bars and not line[: bars[0]].strip(" \t>"):
        del found[0]
    if bars and len(found) > 1 and not line[bars[-1] + 1 :].strip():
        del found[-1]
    return found


def _trim(line: str, start: int, end: int) -> tuple[int, int]:
    words = line[start:end]
    first = start + len(words) - len(words.lstrip())
    return (first, start + len(words.rstrip())) if words.strip() else (end, end)


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
