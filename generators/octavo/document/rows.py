"""Rows of tables that only some may read, as those of a programme."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from octavo.document.blocks import EVERYONE, Table


def join_readers(readers: Iterable[frozenset[str]]) -> frozenset[str]:
    """Who may read any of several things: everyone as soon as everyone may read one of them."""
    found = tuple(readers)
    return frozenset[str]().union(*found) if all(found) else EVERYONE


def find_row_readers(table: Table) -> frozenset[str]:
    """Who may read any row of the table; everyone when it has none."""
    return join_readers(row.audiences for row in table.rows) if table.rows else EVERYONE


def keep_rows(table: Table, may_read: Callable[[frozenset[str]], bool]) -> Table:
    """The table with the rows whose audiences will do; the same one when all of them do."""
    rows = tuple(row for row in table.rows if may_read(row.audiences))
    return table if len(rows) == len(table.rows) else replace(table, rows=rows)
