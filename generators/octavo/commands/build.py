"""`octavo build`."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import cache, partial
from typing import TYPE_CHECKING, Literal, TypeAlias

import click

from octavo.commands.arguments import ANY_PATH, EXISTING_FOLDER, FOLDER, take_format
from octavo.commands.caching import open_cache, take_no_cache
from octavo.commands.completion import complete_audiences, complete_generators
from octavo.commands.exit_status import BAD_COMMAND, Stopped
from octavo.commands.folders import find_home, show_path
from octavo.commands.problem_list import show_problems
from octavo.commands.progress import choose_teller, clear_progress
from octavo.commands.session import get_session
from octavo.commands.several import build_each, find_publications

if TYPE_CHECKING:
    from pathlib import Path

    from octavo.build.manifest import Result
    from octavo.build.output_folder import EditedFiles
    from octavo.build.spreading import Workers
    from octavo.commands.session import Session

    Asked: TypeAlias = tuple[Sequence[str], Sequence[str], Callable[[str], None], EditedFiles]


@click.command("build")
@click.argument("publications", nargs=-1, type=ANY_PATH, metavar="[PUBLICATION]...")
@click.option(
    "--all",
    "inside",
    type=EXISTING_FOLDER,
    help="Make every publication in this folder, such as content/.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="GENERATOR",
    help="Make only this kind of file; repeatable.",
    shell_complete=complete_generators,
)
@click.option(
    "--audience",
    multiple=True,
    metavar="ID",
    help="Make files for this audience only; repeatable.",
    shell_complete=complete_audiences,
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
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    metavar="N",
    help="Make so many files side by side. [default: one for each processor]",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Have the workers of a Dask cluster make the files, such as tcp://10.0.0.1:8786.",
)
@click.option("--force", is_flag=True, help="Make the files again, even where nothing changed.")
@click.option(
    "--isolate",
    is_flag=True,
    help="Run generators of other packages in processes without the draft.",
)
@take_no_cache
@take_format
@click.option("--quiet", "-q", is_flag=True, help="Print errors only.")
@click.option("--verbose", "-v", is_flag=True, help="Print each step, problem and file.")
def command(
    publications: Sequence[Path],
    inside: Path | None,
    only: Sequence[str],
    audience: Sequence[str],
    output: Path | None,
    edited: Literal["overwrite", "keep"] | None,
    jobs: int | None,
    cluster: str | None,
    force: bool,
    isolate: bool,
    no_cache: bool,
    format: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make the files of each PUBLICATION.

    All files of one are made, or none: after an error, those of the last build stay as they were,
    and the other publications are made all the same. On a terminal the files are counted; elsewhere
    their names are printed, one on a line.
    """
    session = get_session()
    session.verbose, session.quiet, session.format = verbose, quiet, format
    folders = find_publications(publications, inside)
    if cluster and jobs:
        raise click.UsageError("take --jobs or --cluster, not both")
    if cluster and isolate:
        raise click.UsageError("take --isolate or --cluster, not both")
    with ExitStack() as stack:
        workers = cache(partial(_choose_workers, 1 if isolate else jobs, cluster, stack))
        if isolate:
            from octavo.build.isolation import isolate_generators

            stack.enter_context(isolate_generators())

        def build(folder: Path) -> None:
            target = output or find_home(folder) / "build"
            asked = only, audience, choose_teller(session), edited or "refuse"
            _build(folder, target, asked, no_cache, force, workers)

        if len(folders) == 1:
            build(folders[0])
        elif status := build_each(folders, build, session):
            raise SystemExit(status)


def _build(
    folder: Path,
    target: Path,
    asked: Asked,
    no_cache: bool,
    force: bool,
    workers: Callable[[], Workers | None],
) -> None:
    """Make the files of one publication, and tell what was made."""
    from octavo.build.manifest import MANIFEST
    from octavo.build.unchanged import publish

    begun, session = time.monotonic(), get_session()
    made = target / folder.resolve().name
    before = _stamp(made / MANIFEST)
    try:
        result = publish(folder, target, *asked, open_cache(folder, no_cache), force, workers)
    except KeyboardInterrupt as fault:
        written = _stamp(made / MANIFEST) != before
        what = f"the new files are in {show_path(made)}" if written else "nothing was written"
        raise Stopped(f"stopped; {what}") from fault
    clear_progress(session)
    kinds = _choose_severities(session)
    show_problems([p for p in result.problems if p.severity.value in kinds], session)
    if not session.quiet:
        _tell_result(result, time.monotonic() - begun, session)


def _choose_workers(jobs: int | None, cluster: str | None, stack: ExitStack) -> Workers | None:
    """Who makes the files side by side; `None` for this process alone."""
    if cluster:
        from octavo.build.cluster import open_cluster

        return stack.enter_context(open_cluster(cluster))
    from octavo.build.processes import count_cores
    from octavo.build.spreading import list_processes

    count = count_cores() if jobs is None else jobs
    return list_processes(count) if count > 1 else None


def _choose_severities(session: Session) -> set[str]:
    """How bad the problems are that are worth showing after a build, which had no error."""
    if session.quiet:
        return set()
    return {"warning", "note"} if session.verbose else {"warning"}


def _stamp(file: Path) -> tuple[int, int] | None:
    """What tells a file from another that takes its place; `None` when there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def _tell_result(result: Result, seconds: float, session: Session) -> None:
    """Print what was made. Raises `SystemExit` when it cannot be printed."""
    try:
        if session.verbose or not sys.stdout.isatty():
            _list_files(result)
        if result.unchanged or sys.stdout.isatty() or sys.stderr.isatty():
            click.echo(summarise(result, seconds), err=not sys.stdout.isatty())
    except BrokenPipeError:
        raise
    except OSError as fault:
        reason = f"the files are written, but their names cannot be printed: {fault.strerror}"
        click.echo(f"Error: {reason}", err=True)
        raise SystemExit(BAD_COMMAND) from fault


def _list_files(result: Result) -> None:
    for file in result.files:
        click.echo(show_path(result.folder / file.name) + ("  " + _say_pages(file.pages)).rstrip())


def summarise(result: Result, seconds: float) -> str:
    """How many files were made where, of which kinds, and how long it took."""
    count = len(result.files)
    where = f"{count} file{'s' * (count != 1)} in {show_path(result.folder)}"
    if result.unchanged:
        return f"nothing has changed, nothing is made: {where} (`--force` makes them again)"
    kinds = Counter(file.generator for file in result.files)
    listed = ", ".join(f"{kind} {number}" for kind, number in kinds.items())
    pages = _say_pages(sum(file.pages for file in result.files))
    parts = (f"{listed}" if len(kinds) > 1 else "", pages, f"{seconds:.1f} s")
    return f"{where}: {'; '.join(part for part in parts if part)}"


def _say_pages(count: int) -> str:
    """How many pages; empty for none."""
    return f"{count} page{'s' * (count != 1)}" if count else ""
