"""What a command ends with: the status, and what is said about an exception."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from octavo.commands.problem_list import count_problems, show_problems
from octavo.commands.progress import clear_progress
from octavo.commands.session import Session, get_session

if TYPE_CHECKING:
    from octavo.document.problem import Problem

BAD_SOURCE = 1
"""The source has errors: what scripts test for, as compilers and linters have it."""
BAD_COMMAND = 2
"""The command itself is wrong: what Click and the shells end with for wrong usage."""
NO_FIT = 3
"""Nothing is wrong, but the text takes more pages than it may: a status of its own, so that a
script can tell what is for the author to shorten from what is to be mended."""
OUR_FAULT = 101
"""A fault of Octavo, not of its user: what Rust's programs end with when they panic, and below the
126 from which on shells have meanings of their own."""
INTERRUPTED = 130
"""What a shell reports of a program that was stopped with Ctrl-C."""
TERMINATED = 143
"""What a shell reports of a program that was told to end, with SIGTERM."""


class Stopped(click.Abort):
    """A command was stopped with Ctrl-C, and says what it left."""


def conclude(problems: Sequence[Problem], nothing: str, strict: bool = False) -> None:
    """Print what was found, or `nothing`, and leave with the status for it.

    Raises `SystemExit` when there is an error among the problems; a warning is one when `strict`.
    """
    session = get_session()
    bad = {"error", "warning"} if strict else {"error"}
    shown = [p for p in problems if not session.quiet or p.severity.value in bad]
    show_problems(shown, session, on_stderr=False)
    if not session.quiet:
        click.echo(f"{count_problems(problems, nothing)}{_count_fixes(problems)}", err=True)
    if any(problem.severity.value in bad for problem in problems):
        raise SystemExit(BAD_SOURCE)


def _count_fixes(problems: Sequence[Problem]) -> str:
    """How many of the problems the program can mend itself; empty for none."""
    count = sum(bool(problem.fixes) for problem in problems)
    return f"; `octavo check --fix` mends {count}" if count else ""


def explain_exception(fault: Exception, session: Session) -> int:
    """The exit status for `fault`, after what went wrong is printed."""
    from octavo.build.memory import is_out_of_memory

    if is_out_of_memory(fault):  # before anything else is loaded, for which there is none
        clear_progress(session)
        click.echo("Error: there is not enough memory; end other programs first", err=True)
        return BAD_COMMAND
    from octavo.build.steps import AuditFailure
    from octavo.build.writing import NotWritten
    from octavo.document.problem import SourceError

    match fault:
        case AuditFailure():
            show_problems(fault.problems, session)
            click.echo(f"Error: {fault}", err=True)
            return OUR_FAULT
        case SourceError():
            show_problems(fault.problems, session)
            if session.format in ("full", "concise"):
                click.echo(count_problems(fault.problems, ""), err=True)
            errors = [p for p in fault.problems if p.severity.value == "error"]
            return NO_FIT if any(p.code.startswith("FIT") for p in errors) else BAD_SOURCE
        case LookupError() if type(fault) is LookupError:
            click.echo(f"Error: {fault.args[0]}", err=True)
            return BAD_COMMAND
        case BrokenPipeError():
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        case OSError() if not fault.filename:
            clear_progress(session)
            click.echo(f"Error: nothing can be printed: {fault.strerror or fault}", err=True)
            return BAD_COMMAND
        case OSError() | NotWritten():
            clear_progress(session)
            click.echo(f"Error: {fault}", err=True)
            return BAD_COMMAND
        case _:
            return _report(fault, session)


def _report(fault: Exception, session: Session) -> int:
    import traceback
    from importlib.metadata import version

    clear_progress(session)
    cause = fault.__cause__ or fault
    click.echo("".join(traceback.format_exception(cause)), err=True, nl=False)
    click.echo(f"Error: {fault}", err=True)
    click.echo(
        f"This is a fault of Octavo {version('octavo')} or of a generator, not yours. "
        "Please report the lines above, with the command and the source that led to them.",
        err=True,
    )
    return OUR_FAULT
