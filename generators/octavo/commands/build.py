"""`octavo build`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import click

from octavo.commands.arguments import FOLDER, take_publication
from octavo.commands.exit_status import BAD_COMMAND
from octavo.commands.folders import find_home, find_publication, show_path
from octavo.commands.problem_list import show_problems
from octavo.commands.progress import choose_teller
from octavo.commands.session import get_session

if TYPE_CHECKING:
    from pathlib import Path

    from octavo.build.steps import Result


@click.command("build")
@take_publication
@click.option(
    "--only", multiple=True, metavar="GENERATOR", help="Make only this kind of file; repeatable."
)
@click.option(
    "--audience", multiple=True, metavar="ID", help="Make files for this audience only; repeatable."
)
@click.option(
    "--output",
    type=FOLDER,
    help="Where the folder with the files goes. [default: build]",
)
@click.option(
    "--overwrite",
    "edited",
    flag_value="overwrite",
    help="Replace files that were changed since they were made.",
)
@click.option(
    "--keep-edited",
    "edited",
    flag_value="keep",
    help="Keep such files beside the new ones, as NAME.edited.docx.",
)
@click.option("--verbose", "-v", is_flag=True, help="Print each step and every problem.")
def command(
    publication: Path | None,
    only: Sequence[str],
    audience: Sequence[str],
    output: Path | None,
    edited: Literal["overwrite", "keep"] | None,
    verbose: bool,
) -> None:
    """Make the files of PUBLICATION.

    All of them are made, or none: after an error, the files of the last build stay as they were.
    """
    from octavo.build.steps import publish

    session = get_session()
    session.verbose = verbose
    folder = find_publication(publication)
    target = output or find_home(folder) / "build"
    teller = choose_teller(verbose)
    result = publish(folder, target, only, audience, teller, edited or "refuse")
    worth_showing = [p for p in result.problems if verbose or p.severity.value != "note"]
    show_problems(worth_showing, session)
    _list_files(result)


def _list_files(result: Result) -> None:
    """Print what was made. Raises `SystemExit` when it cannot be printed."""
    try:
        for file in result.files:
            pages = f"  {file.pages} page{'s' if file.pages != 1 else ''}" if file.pages else ""
            click.echo(f"{show_path(result.folder / file.name)}{pages}")
    except BrokenPipeError:
        raise
    except OSError as fault:
        reason = f"the files are written, but their names cannot be printed: {fault.strerror}"
        click.echo(f"Error: {reason}", err=True)
        raise SystemExit(BAD_COMMAND) from fault
