"""`octavo audit`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import ANY_PATH, EXISTING_FILE
from octavo.commands.completion import complete_audiences
from octavo.commands.exit_status import conclude
from octavo.commands.folders import find_publication

if TYPE_CHECKING:
    from pathlib import Path


@click.command("audit")
@click.argument("files", nargs=-1, required=True, type=EXISTING_FILE)
@click.option("--publication", type=ANY_PATH, help="The publication they were made from.")
@click.option(
    "--audience",
    metavar="ID",
    help="The audience they are for. [default: everyone]",
    shell_complete=complete_audiences,
)
def command(files: Sequence[Path], publication: Path | None, audience: str | None) -> None:
    """Search FILES for leaks and for missing text.

    FILES are finished files, such as a PDF or a Word version. Nothing may be in them that their
    readers may not see, and what they should say must be there.
    """
    from octavo.build.steps import inspect

    problems = inspect(find_publication(publication), files, audience)
    conclude(problems, nothing="nothing found")
