"""`octavo ids`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import take_publication
from octavo.commands.folders import find_publication, show_path

if TYPE_CHECKING:
    from pathlib import Path


@click.command("ids")
@take_publication
@click.option("--all", "every", is_flag=True, help="For every paragraph that can have one.")
def command(publication: Path | None, every: bool) -> None:
    """Write ids into the source for what is rested on.

    Each paragraph that something rests on and that has no id gets one. A running number such as
    `panel-1-3` moves when a paragraph comes before it. Points, asks, bottom lines and so-whats that
    named one name the new id.
    """
    from octavo.build.source_writing import replace_file
    from octavo.files.library import Folder
    from octavo.source.id_marks import add_ids

    folder = find_publication(publication)
    added = add_ids(Folder(folder), every)
    for name, data in added.files.items():
        replace_file(folder / name, data)
        ids = ", ".join(added.ids.get(name, ())) or "what rests on them"
        click.echo(f"{show_path(folder / name)}: {ids}")
    if not added.files:
        click.echo("every id is there")
