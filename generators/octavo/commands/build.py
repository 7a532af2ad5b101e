"""`octavo build`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import FOLDER, take_publication
from octavo.commands.folders import find_home, find_publication, show_path
from octavo.commands.problem_list import show_problems
from octavo.commands.progress import choose_teller
from octavo.commands.session import get_session

if TYPE_CHECKING:
    from pathlib import Path


@click.command("build")
@take_publication
@click.option("--only", multiple=True, metavar="GENERATOR", help="Make only this; repeatable.")
@click.option("--audience", multiple=True, metavar="ID", help="Only for this audience; repeatable.")
@click.option(
    "--output",
    type=FOLDER,
    help="Folder for the publication's folder. [default: build]",
)
@click.option("--verbose", "-v", is_flag=True, help="Tell of each step, and show every problem.")
def command(
    publication: Path | None,
    only: Sequence[str],
    audience: Sequence[str],
    output: Path | None,
    verbose: bool,
) -> None:
    """Make the files of PUBLICATION, all of them or none."""
    from octavo.build.steps import publish

    session = get_session()
    session.verbose = verbose
    folder = find_publication(publication)
    target = output or find_home(folder) / "build"
    result = publish(folder, target, only, audience, choose_teller(verbose))
    worth_showing = [p for p in result.problems if verbose or p.severity.value != "note"]
    show_problems(worth_showing, session)
    for file in result.files:
        pages = f"  {file.pages} page{'s' if file.pages != 1 else ''}" if file.pages else ""
        click.echo(f"{show_path(result.folder / file.name)}{pages}")
