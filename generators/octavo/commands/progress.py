"""What is told while a command works: every step, one line that changes, or nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click


def choose_teller(verbose: bool, quiet: bool = False) -> Callable[[str], None]:
    """What to call with the name of each step.

    When `verbose`, each is a line; on a terminal, each takes the place of the one before; elsewhere
    nothing is printed, and nowhere when `quiet`.
    """
    if quiet:
        return lambda message: None
    if verbose:
        return lambda message: click.echo(message, err=True)
    if sys.stderr.isatty():
        return lambda message: click.echo(f"\r\x1b[K{message}", nl=False, err=True)
    return lambda message: None


def clear_progress() -> None:
    """Take the progress line off the terminal, if there is one."""
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
