"""Lists of several columns, for people and for other programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click


def show_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under a head: a table on a terminal, tab-separated lines elsewhere."""
    if not sys.stdout.isatty():
        for row in (head, *rows):
            click.echo("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*head, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    Console().print(table)
