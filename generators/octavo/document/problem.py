"""What can be wrong with a source, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a source file."""

    file: str
    """Path relative to the publication's folder, with forward slashes."""
    line: int
    """First line, counted from 1; 0 when the whole file is meant."""
    column: int = 0
    """First character of the place in its line, counted from 1; 0 when the whole line is meant."""
    end_line: int = 0
    """Last line; 0 when the end is not known."""
    end_column: int = 0
    """The character after the last one, counted from 1; 0 when the end is not known."""

    def __str__(self) -> str:
        numbers = [str(n) for n in (self.line, self.column) if n]
        return ":".join([self.file, *numbers])


def stretch(span: Span, text: str) -> Span:
    """`span` with its end, where `text` begins at it."""
    lines = text.split("\n")
    column = (1 if lines[1:] else span.column) + len(lines[-1])
    return replace(span, end_line=span.line + len(lines) - 1, end_column=column)


class Severity(Enum):
    """How bad a problem is: an error stops the build, a warning or a note does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of the source that mends a problem, and that no reader can take amiss."""

    span: Span
    """What is replaced, with its end; nothing, where the end is the beginning."""
    text: str
    """What stands there then."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing an author should mend."""

    severity: Severity
    code: str
    """Stable and short, such as `SRC001`: the group (source, reference, image, …) and a number."""
    message: str
    """One sentence without a full stop that names the thing and quotes what was found."""
    span: Span | None = None
    hint: str = ""
    """What to do about it, in the imperative."""
    excerpt: str = ""
    """The source line the span points into, for the caret; empty when there is none to show."""
    sought: str = ""
    """Text that stands at the span or after it: its exact place is what is told. Empty where the
    span is exact already."""
    fixes: tuple[Fix, ...] = ()
    """What `octavo check --fix` changes, all of it or nothing; empty where an author has to."""

    def __str__(self) -> str:
        where = f"{self.span}: " if self.span else ""
        lines = [f"{where}{self.severity.value}: {self.message} [{self.code}]"]
        if self.excerpt and self.span and self.span.column:
            lines += [f"  | {self.excerpt}", f"  | {' ' * (self.span.column - 1)}^"]
        if self.hint:
            lines.append(f"  hint: {self.hint}")
        return "\n".join(lines)


def has_error(problems: Iterable[Problem]) -> bool:
    """Whether one of the problems stops a build."""
    return any(problem.severity is Severity.ERROR for problem in problems)


class SourceError(Exception):
    """The source cannot be used. Carries every problem found, not only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
