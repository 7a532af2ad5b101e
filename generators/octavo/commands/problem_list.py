"""Problems as lines on the terminal, and how many there are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from octavo.commands.folders import show_path
from octavo.commands.progress import clear_progress

if TYPE_CHECKING:
    from octavo.commands.session import Session
    from octavo.document.problem import Problem, Span

MOST_ALIKE = 10
"""Problems of one code in one file that are shown: enough to see what they have in common, and few
enough that the others are not scrolled away."""
WIDTH = 100
"""Characters of a source line that are shown around its fault: what a terminal has in one line,
with room for the number before it."""
LONGEST_QUOTATION = 80
"""Characters of what a message quotes: a name or an address is shown whole, a paragraph is not."""
LONGEST_MESSAGE = 600
"""Characters of a message or a hint, which may quote much, or what a library says."""

_QUOTED = re.compile(rf"`([^`\n]{{{LONGEST_QUOTATION + 1},}})`")


def show_problems(problems: Sequence[Problem], session: Session) -> None:
    """Print problems to the error stream."""
    clear_progress()
    for text in format_problems(problems, session):
        click.echo(text, err=True)


def format_problems(problems: Sequence[Problem], session: Session) -> Iterator[str]:
    """Each problem as it is printed; of many alike the first, and how many more there are."""
    kinds = Counter(map(_name_kind, problems))
    shown: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        kind = _name_kind(problem)
        shown[kind] += 1
        if session.verbose or shown[kind] <= MOST_ALIKE:
            yield format_problem(problem, session)
        elif shown[kind] == kinds[kind]:
            more = kinds[kind] - MOST_ALIKE
            where = f"{_show_file(problem.span, session)}: " if problem.span else ""
            yield f"{where}{more} more of [{problem.code}]; `--verbose` shows them all"


def _name_kind(problem: Problem) -> tuple[str, str]:
    return problem.code, problem.span.file if problem.span else ""


def format_problem(problem: Problem, session: Session) -> str:
    """The problem with its place, the source line and what to do."""
    lines = [f"{_show_place(problem.span, session)}{_say(problem)}"]
    column = problem.span.column if problem.span else 0
    if problem.excerpt and column:
        lines += _point_out(problem.excerpt, column)
    if problem.hint:
        lines.append(f"  hint: {_shorten(problem.hint)}")
    return "\n".join(lines)


def _say(problem: Problem) -> str:
    return f"{problem.severity.value}: {_shorten(problem.message)} [{problem.code}]"


def _shorten(text: str) -> str:
    """`text` with what is quoted, and then the whole, cut to a length that can be read."""
    text = _QUOTED.sub(lambda found: f"`{found[1][:LONGEST_QUOTATION]}…`", text)
    return text if len(text) <= LONGEST_MESSAGE else f"{text[:LONGEST_MESSAGE]}…"


def _point_out(line: str, column: int) -> Iterator[str]:
    """What stands around `column` of a source line, and a caret below it."""
    start = max(0, min(column - WIDTH // 2, len(line) - WIDTH))
    before = "… " if start else ""
    after = " …" if start + WIDTH < len(line) else ""
    yield f"  | {before}{line[start : start + WIDTH]}{after}"
    yield f"  | {' ' * (len(before) + column - 1 - start)}^"


def _show_place(span: Span | None, session: Session) -> str:
    if span is None:
        return ""
    numbers = [str(number) for number in (span.line, span.column) if number]
    return ":".join([_show_file(span, session), *numbers]) + ": "


def _show_file(span: Span, session: Session) -> str:
    """The file as a terminal or an editor finds it from the current folder.

    As it stands when it is not in the publication's folder, such as a built-in template.
    """
    path = session.folder / span.file if session.folder else None
    return show_path(path) if path and path.exists() else span.file


def count_problems(problems: Sequence[Problem], nothing: str) -> str:
    """How many problems of each severity there are; `nothing` if there are none."""
    counts = [
        (sum(problem.severity.value == kind for problem in problems), kind)
        for kind in ("error", "warning", "note")
    ]
    said = [f"{count} {kind}{'s' if count > 1 else ''}" for count, kind in counts if count]
    return ", ".join(said) or nothing
