"""`octavo schema`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import FOLDER
from octavo.commands.folders import show_path

if TYPE_CHECKING:
    from pathlib import Path

NAMES = (
    "publication",
    "section",
    "photos",
    "people",
    "programme",
    "participants",
    "figure",
    "statistics",
    "aside",
    "marking",
    "theme",
    "words",
)
"""Of the schemas there are: read from here, since the schemas themselves take time to load."""


@click.command("schema")
@click.argument("name", required=False, type=click.Choice(NAMES), metavar="[NAME]")
@click.option("--output", type=FOLDER, help="Write NAME.schema.json here; else all.")
def command(name: str | None, output: Path | None) -> None:
    """Print the JSON Schema of one kind of file, for editors.

    NAME is publication (left out, that), section, photos, people, programme, participants, figure,
    statistics, aside, marking, theme or words. An editor completes and checks publication.yaml when
    its first line is `# yaml-language-server: $schema=` with the address or path of the schema.
    """
    from octavo.source.json_schema import SCHEMAS, name_file, write_schema

    if output is None:
        click.echo(write_schema(name or "publication"), nl=False)
        return
    from octavo.build.source_writing import write_file

    for one in [name] if name else SCHEMAS:
        file = output / name_file(one)
        write_file(file, write_schema(one).encode())
        click.echo(show_path(file))
