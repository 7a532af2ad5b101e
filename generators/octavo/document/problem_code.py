"""What is known of a kind of problem before there is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from octavo.document.problem import Severity

ExamplePlace: TypeAlias = Literal[
    "text",
    "front matter",
    "section",
    "publication.yaml",
    "people.yaml",
    "photos.yaml",
    "templates/theme.yaml",
]
"""Where an example stands. `text` is the text of a section, below its front matter; `section` is a
whole file, `front matter` some lines of it. Of `publication.yaml`, too, only those lines are shown
that matter."""


@dataclass(frozen=True, slots=True)
class ProblemCode:
    """A kind of problem."""

    code: str
    """Three letters for the group, and a number. A code keeps its meaning for ever."""
    severities: tuple[Severity, ...]
    """How bad such a problem can be: mostly one."""
    meaning: str
    """What is wrong, in one line."""
    example: str = ""
    """A source, or part of one, that has the problem. Empty for what takes pictures, templates or
    other programs, and for what is found in finished files, where only a fault of a generator or a
    later change leads to it."""
    place: ExamplePlace = "text"
    """Where the example stands."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """What is said of a kind of problem to somebody who asks."""

    why: str
    """Why it matters, in a sentence or two."""
    advice: str
    """What to do about it, in the imperative."""


ERROR = (Severity.ERROR,)
WARNING = (Severity.WARNING,)
NOTE = (Severity.NOTE,)
ANY = (*ERROR, *WARNING, *NOTE)
