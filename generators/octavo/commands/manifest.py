"""`octavo manifest`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import take_folder

if TYPE_CHECKING:
    from pathlib import Path


@click.command("manifest")
@take_folder
@click.option("--audience", metavar="ID", default="", help="Whose files; left out, everyone's.")
def command(folder: Path, audience: str) -> None:
    """Print what goes with the files of one audience in FOLDER, to be kept as manifest.json.

    The manifest in FOLDER names every audience and every source, and is for those who publish.
    """
    from octavo.build.manifest import extract

    click.echo(extract(folder, audience), nl=False)
