"""`octavo preview`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import take_publication
from octavo.commands.folders import find_publication

if TYPE_CHECKING:
    from pathlib import Path


@click.command("preview")
@take_publication
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="[default: any free one]")
@click.option("--no-open", is_flag=True, help="Print the address, and open no browser.")
def command(publication: Path | None, port: int, no_open: bool) -> None:
    """Show PUBLICATION in the browser while it is written.

    Pages change as soon as a file is saved. Only this machine can see it, and only
    with the address that is printed. Ctrl-C ends it.
    """
    from octavo.preview.running import PortTaken, run

    try:
        run(find_publication(publication), port, not no_open, click.echo)
    except PortTaken as fault:
        raise click.UsageError(str(fault)) from fault
