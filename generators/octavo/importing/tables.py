"""Tables of a document as rows of Octavo's Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from octavo.importing.inline_writing import Scribe, write_inlines
from octavo.importing.tree import (
    ForeignCell,
    ForeignInlines,
    ForeignParagraph,
    ForeignRun,
    ForeignTable,
)

MOST_HEADS = 3
"""Rows that the head of a table has at most, by the marks `.heads-2` and `.heads-3`."""
MOST_SPANNED = 99
"""Columns or rows that a cell goes over at most: the mark has two figures."""
_SIDES = {"left": "---", "": "---", "center": ":---:", "right": "---:"}


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table without its caption."""

    lines: list[str]
    marks: list[str]
    """Such as `.heads-2`."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place of the grid."""

    cell: ForeignCell | None
    """The cell that begins there; `None` when another goes over it or nothing stands there."""


def write_rows(table: ForeignTable, scribe: Scribe) -> WrittenTable:
    """The rows of a table, two at least, each cell of one paragraph."""
    heads = min(table.heads, MOST_HEADS, len(table.rows) - 1)
    if table.heads == 0:
        scribe.tell("guessed", "tables without a head", reason="the first row is the head now")
    elif heads < table.heads:
        scribe.tell("guessed", "tables with a head of many rows", reason="the first rows are it")
    heads = max(heads, 1)
    grid = _lay_out(table, heads)
    lines = [_write_row(row, scribe) for row in grid]
    below = _list_sides(grid, heads)
    lines.insert(1, f"|{'|'.join(_SIDES[side] for side in below)}|")
    return WrittenTable(lines, [f".heads-{heads}"] if heads > 1 else [])


def _lay_out(table: ForeignTable, heads: int) -> list[list[_Slot]]:
    """The grid of the table; no cell goes over another one, or from the head into what follows."""
    count = len(table.rows)
    taken: set[tuple[int, int]] = set()
    placed: dict[tuple[int, int], ForeignCell] = {}
    for at, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            end = heads if at < heads else count
            rows = min(max(cell.rows, 1), end - at, MOST_SPANNED)
            columns = min(max(cell.columns, 1), MOST_SPANNED)
            free = 1
            while free < columns and (at, column + free) not in taken:
                free += 1
            placed[at, column] = replace(cell, rows=rows, columns=free)
            taken |= {(at + y, column + x) for y in range(rows) for x in range(free)}
            column += free
    width = max((column for _, column in taken), default=0) + 1
    return [[_Slot(placed.get((y, x))) for x in range(width)] for y in range(count)]


def _list_sides(grid: list[list[_Slot]], heads: int) -> Iterator[str]:
    """The side of each column: that of most of its cells."""
    for column in zip(*grid, strict=True):
        sides = [slot.cell.alignment for slot in column[heads:] if slot.cell and slot.cell.blocks]
        yield max(set(sides), key=lambda side: (sides.count(side), side)) if sides else ""


def _write_row(row: list[_Slot], scribe: Scribe) -> str:
    return f"| {' | '.join(_write_cell(slot.cell, scribe) for slot in row)} |"


def _write_cell(cell: ForeignCell | None, scribe: Scribe) -> str:
    if cell is None:
        return ""
    first = cell.blocks[0] if cell.blocks else None
    text = first.text if isinstance(first, ForeignParagraph) else ()
    words = write_inlines(_plain_bars(text), scribe, one_line=True)
    spans = [("colspan", cell.columns), ("rowspan", cell.rows)]
    mark = " ".join(f"{name}={count}" for name, count in spans if count > 1)
    return " ".join(filter(None, (words, f"{{{mark}}}" if mark else "")))


def _plain_bars(inlines: ForeignInlines) -> ForeignInlines:
    """`inlines` without code that has a bar in it, which would end its cell."""
    return tuple(
        replace(one, emphasis=one.emphasis - {"code"})
        if isinstance(one, ForeignRun) and "|" in one.text
        else one
        for one in inlines
    )
