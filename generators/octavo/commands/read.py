"""`octavo read`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import EXISTING_FILE

if TYPE_CHECKING:
    from pathlib import Path


@click.command("read")
@click.argument("file", type=EXISTING_FILE)
def command(file: Path) -> None:
    """Print what a screen reader says of FILE, in its order.

    FILE is a tagged PDF, such as a booklet or a briefing. Headings, lists, tables and pictures are
    announced, links by their names; what a short form stands for is in brackets.
    """
    from octavo.build.reading_aloud import read_lines

    try:
        lines = read_lines(file.read_bytes())
    except ValueError as fault:
        raise click.ClickException(f"{file} cannot be read: {fault}") from fault
    for line in lines:
        click.echo(line)
