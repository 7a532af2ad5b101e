"""`octavo check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import take_publication
from octavo.commands.exit_status import conclude
from octavo.commands.folders import find_publication

if TYPE_CHECKING:
    from pathlib import Path


@click.command("check")
@take_publication
def command(publication: Path | None) -> None:
    """Say what is wrong with PUBLICATION, or could be better."""
    from octavo.build.steps import review

    _, problems = review(find_publication(publication))
    conclude(problems, nothing="nothing to mend")
