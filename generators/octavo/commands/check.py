"""`octavo check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from octavo.commands.arguments import take_format, take_publication
from octavo.commands.caching import open_cache, take_no_cache
from octavo.commands.exit_status import conclude
from octavo.commands.folders import find_publication, show_source
from octavo.commands.progress import choose_teller
from octavo.commands.session import get_session

if TYPE_CHECKING:
    from pathlib import Path


@click.command("check")
@take_publication
@take_format
@click.option("--strict", is_flag=True, help="Leave with status 1 for warnings too.")
@click.option("--fix", "fixing", is_flag=True, help="First mend what can only be meant in one way.")
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
@click.option(
    "--verbose", "-v", is_flag=True, help="Print every problem, also of many that are alike."
)
@take_no_cache
def command(
    publication: Path | None,
    format: str,
    strict: bool,
    fixing: bool,
    quiet: bool,
    verbose: bool,
    no_cache: bool,
) -> None:
    """Report what is wrong with PUBLICATION.

    Errors stop a build; warnings and notes do not. Exit status 1 means that there are errors.
    `octavo explain CODE` says what a code means.
    """
    from octavo.build.unchanged import review

    session = get_session()
    session.verbose, session.quiet, session.format = verbose, quiet, format
    folder = find_publication(publication)
    if fixing:
        _fix(folder)
    problems = review(folder, open_cache(folder, no_cache), choose_teller(session))
    conclude(problems, nothing="nothing to mend", strict=strict)


def _fix(folder: Path) -> None:
    """Mend what can be mended in the files of `folder`, and tell what was."""
    from octavo.build.fixing import fix_source
    from octavo.build.source_writing import replace_file
    from octavo.files.library import Folder

    done = fix_source(Folder(folder), folder.resolve().name)
    for name, data in done.files.items():
        replace_file(folder / name, data)
    if get_session().quiet:
        return
    for problem in done.mended:
        place = problem.fixes[0].span
        where = f"{show_source(place.file, folder)}:{place.line}:{place.column}"
        click.echo(f"{where}: mended: {problem.message} [{problem.code}]", err=True)
