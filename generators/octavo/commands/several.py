"""Several publications in one run: which they are, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from octavo.commands.exit_status import explain_exception
from octavo.commands.folders import find_publication
from octavo.commands.session import Session


def find_publications(named: Sequence[Path], inside: Path | None) -> tuple[Path, ...]:
    """The folders of the publications that are `named` or stand `inside` a folder, each once.

    Without either, the one that is found from the current folder. Raises `click.UsageError`, also
    when the files of two would stand in one folder.
    """
    if inside and named:
        raise click.UsageError("name publications, or the folder of all with --all, not both")
    if inside:
        folders = [file.parent for file in sorted(inside.glob("*/publication.yaml"))]
        if not folders:
            raise click.UsageError(f"there is no publication in `{inside}`")
    else:
        folders = [find_publication(one) for one in named] or [find_publication(None)]
    once = {folder.resolve(): folder for folder in reversed(folders)}
    found = tuple(reversed(once.values()))
    _refuse_alike(found)
    return found


def _refuse_alike(folders: Sequence[Path]) -> None:
    seen: dict[str, Path] = {}
    for folder in folders:
        other = seen.setdefault(folder.resolve().name.casefold(), folder)
        if other is not folder:
            hint = "build one of them with --output elsewhere"
            said = f"the files of `{other}` and `{folder}` would stand in one folder"
            raise click.UsageError(f"{said}; {hint}")


def build_each(folders: Sequence[Path], build: Callable[[Path], None], session: Session) -> int:
    """The worst exit status among those of the publications, each built whole or not at all.

    What is wrong with one is told and stops no other; Ctrl-C stops all. At the end stands how many
    were built, and which not.
    """
    statuses: dict[Path, int] = {}
    for folder in folders:
        session.folder = folder
        statuses[folder] = _try(folder, build, session)
    failed = {folder: status for folder, status in statuses.items() if status}
    if failed or not session.quiet:
        click.echo(summarise(len(folders), failed), err=True)
    return max(statuses.values())


def _try(folder: Path, build: Callable[[Path], None], session: Session) -> int:
    try:
        build(folder)
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else 1
    except (click.Abort, BrokenPipeError):
        raise  # nobody waits for the others any more
    except Exception as fault:
        return explain_exception(fault, session)
    return 0


def summarise(count: int, failed: Mapping[Path, int]) -> str:
    """How many of so many publications were built, and which not, with their exit status."""
    built = f"{count - len(failed)} of {count} publications built"
    names = ", ".join(f"`{folder.name}` (status {status})" for folder, status in failed.items())
    return f"{built}; not {names}" if failed else built
