"""`octavo verify`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import take_folder
from octavo.commands.exit_status import conclude

if TYPE_CHECKING:
    from pathlib import Path


@click.command("verify")
@take_folder
def command(folder: Path) -> None:
    """Compare the files in FOLDER with its manifest."""
    from octavo.build.manifest import verify

    conclude(verify(folder), nothing="nothing found")
