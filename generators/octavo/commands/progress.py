"""What is told while a command works: every step, one line that changes, or nothing."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from octavo.commands.session import Session

_STEP = re.compile(r"(?:\d )?(?P<what>.*?)(?: \((?P<done>\d+) of (?P<all>\d+)\))?")


def choose_teller(session: Session) -> Callable[[str], None]:
    """What to call with the name of each step, such as `4 generate one.pdf (2 of 5)`.

    When the session is verbose, each is a line; on a terminal, one line shows what is done, how far
    and how long; elsewhere, and when it is quiet, nothing is printed.
    """
    if session.quiet:
        return lambda message: None
    if session.verbose:
        return lambda message: click.echo(message, err=True)
    if not sys.stderr.isatty():
        return lambda message: None
    show = cache(partial(_show_line, session))  # begun with the first step: there may be none
    return lambda message: show()(message)


def _show_line(session: Session) -> Callable[[str], None]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(20),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
    )
    shown = Progress(*columns, console=Console(stderr=True), transient=True, refresh_per_second=4)
    task = shown.add_task("", total=None, count="")
    shown.start()
    session.stop_progress = shown.stop

    def tell(message: str) -> None:
        found = _STEP.fullmatch(message)
        what = found["what"] if found else message
        if not found or not found["all"]:
            shown.update(task, description=what, count="")
            return
        done, total = int(found["done"]), int(found["all"])
        count = f"{done} of {total}"
        shown.update(task, description=what, completed=done - 1, total=total, count=count)

    return tell


def clear_progress(session: Session) -> None:
    """Take the progress line off the terminal, if there is one."""
    if session.stop_progress:
        session.stop_progress()
        session.stop_progress = None
