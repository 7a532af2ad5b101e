"""Cells of tables that go over others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from octavo.document.blocks import Table


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
