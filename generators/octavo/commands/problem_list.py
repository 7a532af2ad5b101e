"""Problems as lines on the terminal, and how many there are."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from octavo.commands.colours import SEVERITIES, paint, wants_colour
from octavo.commands.folders import show_source
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


def show_problems(problems: Sequence[Problem], session: Session, on_stderr: bool = True) -> None:
    """Print problems, in the format of the session."""
    clear_progress(session)
    coloured = wants_colour(sys.stderr if on_stderr else sys.stdout)
    if session.format in ("full", "concise"):
        for text in format_problems(problems, session, coloured):
            click.echo(text, err=on_stderr, color=coloured)
        return
    from octavo.commands.problem_formats import FORMATS

    text = FORMATS[session.format](problems, session.folder)
    if text:
        click.echo(text, err=on_stderr)


def format_problems(
    problems: Sequence[Problem], session: Session, coloured: bool = False
) -> Iterator[str]:
    """Each problem as it is printed; of many alike the first, and how many more there are."""
    write = format_concisely if session.format == "concise" else format_problem
    kinds = Counter(map(_name_kind, problems))
    shown: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        kind = _name_kind(problem)
        shown[kind] += 1
        if session.verbose or session.format == "concise" or shown[kind] <= MOST_ALIKE:
            yield write(problem, session, coloured)
        elif shown[kind] == kinds[kind]:
            more = kinds[kind] - MOST_ALIKE
            where = f"{_show_file(problem.span, session)}: " if problem.span else ""
            yield f"{where}{more} more of [{problem.code}]; `--verbose` shows them all"


def _name_kind(problem: Problem) -> tuple[str, str]:
    return problem.code, problem.span.file if problem.span else ""


def format_problem(problem: Problem, session: Session, coloured: bool = False) -> str:
    """The problem with its place, the source line and what to do."""
    kind = problem.severity.value
    lines = [
        paint(_show_place(problem.span, session), coloured, bold=True)
        + paint(f"{kind}:", coloured, fg=SEVERITIES[kind], bold=True)
        + f" {_shorten(problem.message)} "
        + paint(f"[{problem.code}]", coloured, dim=True)
    ]
    if problem.excerpt and problem.span and problem.span.column:
        line, mark = _point_out(problem.excerpt, problem.span)
        lines.append(paint("  | ", coloured, dim=True) + line)
        lines.append(paint("  | ", coloured, dim=True) + paint(mark, coloured, fg=SEVERITIES[kind]))
    if problem.hint:
        lines.append(paint("  hint:", coloured, fg="green") + f" {_shorten(problem.hint)}")
    return "\n".join(lines)


def format_concisely(problem: Problem, session: Session, coloured: bool = False) -> str:
    """The problem in one line: its place, its code, and what is wrong."""
    kind = problem.severity.value
    code = paint(problem.code, coloured, fg=SEVERITIES[kind], bold=True)
    message = " ".join(_shorten(problem.message).split())
    return f"{_show_place(problem.span, session)}{code} {message}"


def _shorten(text: str) -> str:
    """`text` with what is quoted, and then the whole, cut to a length that can be read."""
    text = _QUOTED.sub(lambda found: f"`{found[1][:LONGEST_QUOTATION]}…`", text)
    return text if len(text) <= LONGEST_MESSAGE else f"{text[:LONGEST_MESSAGE]}…"


def _point_out(line: str, span: Span) -> tuple[str, str]:
    """What stands around `span` in its first line, and carets below it."""
    start = max(0, min(span.column - WIDTH // 2, len(line) - WIDTH))
    before = "… " if start else ""
    after = " …" if start + WIDTH < len(line) else ""
    last = min(_end_in_line(line, span), start + WIDTH + 1)
    carets = "^" * max(last - span.column, 1)
    shown = f"{before}{line[start : start + WIDTH]}{after}"
    return shown, f"{' ' * (len(before) + span.column - 1 - start)}{carets}"


def _end_in_line(line: str, span: Span) -> int:
    """The column after the last character of `span` that stands in its first line."""
    if span.end_line > span.line:
        return len(line.rstrip()) + 1
    return min(span.end_column, len(line) + 1)


def _show_place(span: Span | None, session: Session) -> str:
    if span is None:
        return ""
    numbers = [str(number) for number in (span.line, span.column) if number]
    return ":".join([_show_file(span, session), *numbers]) + ": "


def _show_file(span: Span, session: Session) -> str:
    return show_source(span.file, session.folder)


def count_problems(problems: Sequence[Problem], nothing: str) -> str:
    """How many problems of each severity there are; `nothing` if there are none."""
    counts = [
        (sum(problem.severity.value == kind for problem in problems), kind)
        for kind in ("error", "warning", "note")
    ]
    said = [f"{count} {kind}{'s' if count > 1 else ''}" for count, kind in counts if count]
    return ", ".join(said) or nothing
