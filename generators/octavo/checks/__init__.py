"""What an author should mend: rules as small functions, one module for each subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from octavo.document import Draft
from octavo.document.problem import Problem
from octavo.files.library import Library

if TYPE_CHECKING:
    from octavo.checks.attribution import Waived

Rule = Callable[[Draft, Library], Iterable[Problem]]


def check(draft: Draft, library: Library) -> tuple[Problem, ...]:
    """Everything in `draft` that an author should mend: errors, warnings and notes."""
    from octavo.checks import (
        attribution,
        audiences,
        colours,
        facts,
        headings,
        images,
        imprint,
        markings,
        points,
        queries,
        references,
        scripts,
    )

    rules: tuple[Rule, ...] = (
        *imprint.RULES,
        *references.RULES,
        *headings.RULES,
        *attribution.RULES,
        *images.RULES,
        *audiences.RULES,
        *facts.RULES,
        *points.RULES,
        *queries.RULES,
        *colours.RULES,
        *markings.RULES,
        *scripts.RULES,
    )
    if draft.house_style:
        from octavo.checks import house_style

        rules += house_style.RULES
    return tuple(problem for rule in rules for problem in rule(draft, library))


def list_waived(draft: Draft, library: Library) -> tuple[Waived, ...]:
    """What the rules of attribution forbid and the author lets stand, as others may be told."""
    from octavo.checks import attribution

    return attribution.list_waived(draft, library)
