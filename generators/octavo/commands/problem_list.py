"""Problems as lines on the terminal, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from octavo.commands.progress import clear_progress

if TYPE_CHECKING:
    from octavo.document.problem import Problem


def show_problems(problems: Sequence[Problem], verbose: bool = True) -> None:
    """Print problems to the error stream; notes only when asked for."""
    clear_progress()
    for problem in problems:
        if verbose or problem.severity.value != "note":
            click.echo(format_problem(problem), err=True)


def format_problem(problem: Problem, width: int = 100) -> str:
    """The problem as it is printed; of a long source line, what stands around the caret."""
    from dataclasses import replace

    head = str(replace(problem, excerpt="", hint=""))
    lines = [head]
    column = problem.span.column if problem.span else 0
    if problem.excerpt and column:
        start = max(0, min(column - width // 2, len(problem.excerpt) - width))
        piece = problem.excerpt[start : start + width]
        before = "… " if start else ""
        after = " …" if start + width < len(problem.excerpt) else ""
        lines.append(f"  | {before}{piece}{after}")
        lines.append(f"  | {' ' * (len(before) + column - 1 - start)}^")
    if problem.hint:
        lines.append(f"  hint: {problem.hint}")
    return "\n".join(lines)


def count_problems(problems: Sequence[Problem], nothing: str = "nothing to mend") -> str:
    """How many problems of each severity there are; `nothing` if there are none."""
    counts = [
        (sum(problem.severity.value == kind for problem in problems), kind)
        for kind in ("error", "warning", "note")
    ]
    said = [f"{count} {kind}{'s' if count > 1 else ''}" for count, kind in counts if count]
    return ", ".join(said) or nothing
