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
@click.option(
    "--verbose", "-v", is_flag=True, help="Print every problem, also of many that are alike."
)
def command(publication: Path | None, verbose: bool) -> None:
    """Report what is wrong with PUBLICATION.

    Errors stop a build; warnings and notes do not. Exit status 1 means that there are errors.
    """
    from octavo.build.steps import review

    get_session().verbose = verbose
    _, problems = review(find_publication(publication))
    conclude(problems, nothing="nothing to mend")
