"""Problems as they are kept: without the lines of the source that they are shown with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, cast

from octavo.cache.answers import Cache, JsonValue
from octavo.document.problem import Fix, Problem, Severity, Span
from octavo.files.library import Library, Recording


def write_problems(problems: Sequence[Problem]) -> JsonValue:
    """The problems as JSON, in their order, but for their excerpts."""
    return [
        [
            problem.severity.value,
            problem.code,
            problem.message,
            _write_span(problem.span),
            problem.hint,
            problem.sought,
            [[_write_span(fix.span), fix.text] for fix in problem.fixes],
        ]
        for problem in problems
    ]


def read_problems(kept: JsonValue) -> tuple[Problem, ...]:
    """The same problems again."""
    return tuple(map(_read_problem, cast("list[Any]", kept)))


def recall_problems(
    cache: Cache,
    question: tuple[str, ...],
    library: Library,
    work_out: Callable[[Library], tuple[Problem, ...]],
    finish: Callable[[Iterable[Problem], Library], tuple[Problem, ...]] = lambda found, _: (
        *found,
    ),
) -> tuple[Problem, ...]:
    """The problems that `work_out` finds in `library`, or found when that answered as it does now.

    `finish` puts back what is not kept, the excerpts; problems with which it fails to do that are
    not kept.
    """
    kept = cache.find(question, library)
    if kept is not None:
        return finish(read_problems(kept), library)
    recording = Recording(library)
    found = work_out(recording)
    plain = (replace(problem, excerpt="") for problem in found)
    if finish(plain, recording) == found:
        cache.keep(question, recording, write_problems(found))
    return found


def _read_problem(row: list[Any]) -> Problem:
    severity, code, message, span, hint, sought, fixes = row
    place = Span(*span) if span else None
    changes = tuple(Fix(Span(*at), text) for at, text in fixes)
    return Problem(Severity(severity), code, message, place, hint, "", sought, changes)


def _write_span(span: Span | None) -> JsonValue:
    if span is None:
        return None
    return [span.file, span.line, span.column, span.end_line, span.end_column]
