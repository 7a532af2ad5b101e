"""`octavo check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import take_publication
from octavo.commands.exit_status import conclude
from octavo.commands.folders import find_publication
from octavo.commands.session import get_session

if TYPE_CHECKING:
    from pathlib import Path


@click.command("check")
@take_publication
@click.option("--verbose", "-v", is_flag=True, help="Show every problem, however many are alike.")
def command(publication: Path | None, verbose: bool) -> None:
    """Say what is wrong with PUBLICATION, or could be better."""
    from octavo.build.steps import review

    get_session().verbose = verbose
    _, problems = review(find_publication(publication))
    conclude(problems, nothing="nothing to mend")
