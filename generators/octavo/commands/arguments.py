"""The arguments that several commands take, and the kinds of paths they take."""

from __future__ import annotations

from pathlib import Path

import click

ANY_PATH = click.Path(path_type=Path)
EXISTING_PATH = click.Path(path_type=Path, exists=True)
FILE = click.Path(path_type=Path, dir_okay=False)
EXISTING_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
FOLDER = click.Path(path_type=Path, file_okay=False)
EXISTING_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)

FORMATS = ("full", "concise", "json", "github", "sarif")
"""How problems can be printed: for people in several lines or in one, or for other programs."""

take_publication = click.argument("publication", required=False, type=ANY_PATH)
take_format = click.option(
    "--format",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
    help="How problems are printed.",
)
take_folder = click.argument("folder", type=EXISTING_FOLDER)
