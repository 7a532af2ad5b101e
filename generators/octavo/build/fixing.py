"""A source mended by the fixes of its problems, in memory, until nothing is left that has one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.build.steps import list_problems
from octavo.document.problem import Problem
from octavo.files.fixing import choose_fixes, fix_all
from octavo.files.library import Changed, Library

MOST_ROUNDS = 20
"""Times that a source is looked through. What overlaps, or stands where something else kept text
from being read, is mended in a later round; three were enough for all that was tried."""


@dataclass(frozen=True, slots=True)
class FixedSource:
    """What was mended of a source."""

    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    """The new bytes of each file that changed."""
    mended: tuple[Problem, ...] = ()
    """In the order in which they were mended, each where it stood then."""


def fix_source(library: Library, name: str) -> FixedSource:
    """The source called `name` with every problem mended that has fixes."""
    done = FixedSource()
    for _ in range(MOST_ROUNDS):
        current = Changed(library, done.files)
        chosen = choose_fixes(list_problems(current, name)[1])
        if not chosen:
            break
        named = {fix.span.file for problem in chosen for fix in problem.fixes}
        new = fix_all({file: current.read(file) for file in named}, chosen)
        done = FixedSource({**done.files, **new}, (*done.mended, *chosen))
    return done
