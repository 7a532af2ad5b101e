"""Cells of tables that go over others."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace
from itertools import islice, product

from octavo.document.blocks import Cell, Table


def list_covered(table: Table) -> Iterator[tuple[int, int]]:
    """Row and column of each place that another cell goes over, counted from 0.

    A head is never joined with what is below it: the edge of the head is that of a table.
    """
    rows, heads = table.all_rows, len(table.heads)
    for at, row in enumerate(rows):
        end = heads if at < heads else len(rows)
        for place, cell in enumerate(row.cells):
            for below, beside in islice(product(range(cell.rows), range(cell.columns)), 1, None):
                yield at + below if at + below < end else len(rows), place + beside


def drop_covered_rows(table: Table) -> Table:
    """The table without rows that cells above go over whole, and those cells as much shorter.

    ISO 14289-1, 7.5, and 32000-1, 14.8.4.3.4: a row of a tagged table consists of cells, and such a
    row has none of its own.
    """
    covered = set(list_covered(table))
    gone = {
        number
        for number, row in enumerate(table.all_rows)
        if all((number, place) in covered for place in range(len(row.cells)))
    }
    if not gone:
        return table
    heads = len(table.heads)
    kept = [
        (number, replace(row, cells=tuple(_shorten(cell, number, gone) for cell in row.cells)))
        for number, row in enumerate(table.all_rows)
        if number not in gone
    ]
    header, *more = (row for number, row in kept if number < heads)
    rows = tuple(row for number, row in kept if number >= heads)
    return replace(table, header=header, more_heads=tuple(more), rows=rows)


def _shorten(cell: Cell, row: int, gone: Set[int]) -> Cell:
    """The cell of a row without those of its rows that are gone."""
    return replace(cell, rows=cell.rows - len(gone & {*range(row, row + cell.rows)}))
