"""`octavo manifest`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import take_folder

if TYPE_CHECKING:
    from pathlib import Path


@click.command("manifest")
@take_folder
@click.option("--audience", metavar="ID", default="", help="The audience. [default: everyone]")
def command(folder: Path, audience: str) -> None:
    """Print the manifest for one audience's files.

    Keep it beside these files as manifest.json. The manifest in FOLDER itself names every audience
    and every source file: it is for those who publish, not for readers.
    """
    from octavo.build.manifest import extract

    click.echo(extract(folder, audience), nl=False)
