"""What the browser is told: values, and how they are written as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from octavo.document.problem import Problem, Span
from octavo.generator import Choice, MoreRoom
from octavo.preview.page_images import ShownPage


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file that the publication asks for."""

    name: str
    generator: str
    audience: str
    """Id; empty for the general edition."""
    reader: str
    """Who it is for, in words; empty for everyone."""
    label: str
    """What it is called among the files of its reader."""
    kind: str
    """`pdf`, `office`, or `other` for what has no pages to show."""


@dataclass(frozen=True, slots=True)
class ShownState:
    """The publication as it was read last."""

    version: int
    """Counts up with every change of the source."""
    title: str
    files: tuple[ShownFile, ...]
    problems: tuple[Problem, ...]
    readable: bool
    """Whether pages are made of this version: not while the source has an error."""


@dataclass(frozen=True, slots=True)
class ShownPages:
    """The pages of one file."""

    name: str
    version: int
    """Of the source that it was made from."""
    pages: tuple[ShownPage, ...]
    problems: tuple[Problem, ...] = ()
    """Why it could not be made anew, if it could not: then `pages` are the last good ones."""
    wanting: str = ""
    """What is missing on this machine for its pages to be shown; else empty."""


@dataclass(frozen=True, slots=True)
class ShownHeading:
    """A line of a file's contents."""

    title: str
    level: int
    """1 for a section."""
    page: int
    """From 0."""


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """What became of a point, and where it is said."""

    choice: Choice
    span: Span
    key: bool
    """Whether it is shown among the key messages of its section."""


@dataclass(frozen=True, slots=True)
class ShownChoices:
    """What became of all points that a reader may see."""

    audience: str = ""
    """Id."""
    choices: tuple[ShownChoice, ...] = ()
    more: MoreRoom | None = None


def describe_choices(shown: ShownChoices) -> dict[str, object]:
    """What the browser needs to know of what was chosen."""
    return {
        "audience": shown.audience,
        "more": asdict(shown.more) if shown.more else None,
        "choices": [
            {**asdict(one.choice), **describe_place(one.span), "key": one.key}
            for one in shown.choices
        ],
    }


def describe_place(span: Span) -> dict[str, object]:
    """Where something stands in the source."""
    return {"file": span.file, "line": span.line, "column": span.column}


def describe_state(state: ShownState, folder: str) -> dict[str, object]:
    """What the browser needs to know of the state; `folder` stands before names of files."""
    return {
        "version": state.version,
        "title": state.title,
        "readable": state.readable,
        "files": [
            {
                "name": file.name,
                "generator": file.generator,
                "audience": file.audience,
                "reader": file.reader,
                "label": file.label,
                "kind": file.kind,
            }
            for file in state.files
        ],
        "problems": [describe_problem(problem, folder) for problem in state.problems],
    }


def describe_pages(shown: ShownPages, folder: str) -> dict[str, object]:
    """What the browser needs to know of the pages of a file."""
    return {
        "name": shown.name,
        "version": shown.version,
        "wanting": shown.wanting,
        "pages": [
            {"shows": page.digest, "width": page.width, "height": page.height}
            for page in shown.pages
        ],
        "problems": [describe_problem(problem, folder) for problem in shown.problems],
    }


def describe_problem(problem: Problem, folder: str) -> dict[str, object]:
    """A problem, with the absolute path of its file for an editor to open."""
    span = problem.span
    return {
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "excerpt": problem.excerpt,
        "file": span.file if span else "",
        "path": f"{folder}/{span.file}" if span else "",
        "line": span.line if span else 0,
        "column": span.column if span else 0,
    }
