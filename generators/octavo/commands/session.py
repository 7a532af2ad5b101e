"""What the commands of one run of the program share: which publication it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(slots=True)
class Session:
    """Filled in by the command as it finds out, and read when problems are shown."""

    folder: Path | None = None
    """The publication's folder, which the files in problems are relative to."""
    verbose: bool = False
    """Whether every problem is shown, however many there are of a kind."""
    quiet: bool = False
    """Whether only errors are printed, and no progress."""
    stop_progress: Callable[[], None] | None = None
    """Takes the progress line off the terminal, while there is one."""
    format: str = "full"
    """How problems are printed: one of `arguments.FORMATS`."""


def get_session() -> Session:
    """The session of the command that runs now; a new one outside any."""
    context = click.get_current_context(silent=True)
    session = context.find_object(Session) if context else None
    return session or Session()
