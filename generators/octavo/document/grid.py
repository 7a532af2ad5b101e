"""Cells of tables that go over others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from octavo.document.tree import Row


def list_covered(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Row and column of each place that another cell goes over, counted from 0.

    A head is never joined with what is below it: the edge of the first row is that of a table.
    """
    for at, row in enumerate(rows):
        end = len(rows) if at else 1
        for place, cell in enumerate(row.cells):
            for below, beside in islice(product(range(cell.rows), range(cell.columns)), 1, None):
                yield at + below if at + below < end else len(rows), place + beside
