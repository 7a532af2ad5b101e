"""`octavo theme`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import take_publication
from octavo.commands.exit_status import conclude
from octavo.commands.folders import find_publication, show_path
from octavo.commands.tables import show_table

if TYPE_CHECKING:
    from pathlib import Path


@click.command("theme")
@take_publication
@click.option(
    "--list", "listed", is_flag=True, help="Print the values in force, and write nothing."
)
def command(publication: Path | None, listed: bool) -> None:
    """Write the built-in theme into PUBLICATION, to be changed.

    `templates/theme.yaml` then has each colour, face and size with what it is for. Keep the lines
    you change and delete the others: these follow the built-in theme.
    """
    folder = find_publication(publication)
    if listed:
        _list_values(folder)
        return
    from octavo.build.source_writing import create_file
    from octavo.files.library import read_builtin
    from octavo.style.theme import FILE

    file = folder / FILE
    create_file(file, read_builtin(FILE))
    click.echo(show_path(file))


def _list_values(folder: Path) -> None:
    """Print the theme of the publication, and where its text does not stand out."""
    from octavo.files.library import Folder
    from octavo.style.contrast import list_weak_pairs
    from octavo.style.theme import list_values, load_theme

    theme = load_theme(Folder(folder))
    show_table(("key", "value"), list_values(theme))
    conclude(tuple(list_weak_pairs(theme)), nothing="every text stands out from its ground")
