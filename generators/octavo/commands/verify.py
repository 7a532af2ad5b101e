"""`octavo verify`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import EXISTING_FILE, EXISTING_PATH
from octavo.commands.clock import tell_time
from octavo.commands.exit_status import conclude

if TYPE_CHECKING:
    from pathlib import Path


@click.command("verify")
@click.argument("path", metavar="FOLDER", type=EXISTING_PATH)
@click.option(
    "--certificate",
    "certificates",
    multiple=True,
    type=EXISTING_FILE,
    help="A certificate that you trust, as PEM; repeatable.",
)
def command(path: Path, certificates: Sequence[Path]) -> None:
    """Compare the files in FOLDER with its manifest.

    FOLDER is a finished publication, or one signed PDF. A manifest that is not signed shows what
    was changed by accident; whoever changes a file on purpose can change the manifest with it.
    Signatures show that too, once --certificate says whose they have to be.
    """
    from octavo.sealing.verification import verify_folder, verify_pdf

    trusted = [file.read_bytes() for file in certificates]
    judge = verify_folder if path.is_dir() else verify_pdf
    conclude(judge(path, trusted, tell_time()), nothing="nothing found")
