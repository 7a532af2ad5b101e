"""`octavo new`."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import FOLDER
from octavo.commands.folders import show_path

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("conference", "report", "briefing")
"""What a new publication can be: the folders of `templates/new/`."""
SCHEMA = "publication"
"""Whose schema an editor of the new files needs; `octavo schema --output` writes the others."""


@click.command("new")
@click.argument("folder", type=FOLDER)
@click.option(
    "--kind", type=click.Choice(KINDS), default=KINDS[0], show_default=True, help="What it will be."
)
def command(folder: Path, kind: str) -> None:
    """Begin a publication in the new FOLDER.

    It is small and complete, and can be built at once: proceedings of a conference, a report, or a
    briefing of one page. Its comments say what to change. FOLDER may exist if it is empty.
    """
    from octavo.build.source_writing import create_folder
    from octavo.files.library import read_folder
    from octavo.source.json_schema import name_file, write_schema

    files = dict(read_folder(f"templates/new/{kind}"))
    files[f".octavo/{name_file(SCHEMA)}"] = write_schema(SCHEMA).encode()
    create_folder(folder, files)
    for name in files:
        click.echo(show_path(folder / name))
    click.echo(f"\nNext:\n{_tell_next(folder)}", err=True)


def _tell_next(folder: Path) -> str:
    """The commands that make something of the new files."""
    path = show_path(folder)
    enter = () if path == "." else (f"  cd {shlex.quote(path)}",)
    return "\n".join(
        (
            *enter,
            "  octavo build    makes the documents, in build/",
            "  octavo check    tells what to mend, whenever you have changed something",
        )
    )
