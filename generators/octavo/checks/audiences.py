"""Audiences, and the points that their briefings choose among."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from octavo.document import Draft
from octavo.library import Library
from octavo.page import note, warning
from octavo.problem import Problem
from octavo.walk import text_of

LONGEST_BOTTOM_LINE = 30
"""Words."""
FEWEST_POINTS = 5
"""For one briefing."""
MOST_KEY_POINTS = 5
"""Shown together at a section's opening."""


def find_long_bottom_lines(draft: Draft, library: Library) -> Iterator[Problem]:
    """Bottom lines that are more than a breath long."""
    for audience in draft.audiences:
        count = len(text_of(audience.bottom_line).split())
        if count > LONGEST_BOTTOM_LINE:
            message = f"the bottom line for `{audience.id}` has {count} words"
            hint = f"say it in at most {LONGEST_BOTTOM_LINE}"
            yield warning("AUD002", message, audience.span, hint)


def find_few_points(draft: Draft, library: Library) -> Iterator[Problem]:
    """Audiences with hardly any points to choose among."""
    for audience in draft.audiences:
        points = [
            point
            for section in draft.sections
            if not section.audiences or audience.id in section.audiences
            for point in section.points
            if not point.audiences or audience.id in point.audiences
        ]
        if len(points) < FEWEST_POINTS:
            message = f"`{audience.id}` may read only {len(points)} points"
            yield warning("AUD003", message, audience.span, "give the sections more `points`")


def find_undated_decisions(draft: Draft, library: Library) -> Iterator[Problem]:
    """Briefings for a decision that ask for nothing."""
    for audience in draft.audiences:
        if audience.purpose == "decide" and not audience.asks:
            message = f"`{audience.id}` is to decide, but there are no `asks`"
            yield warning("AUD004", message, audience.span, "say what is asked, of whom, by when")


def find_many_key_points(draft: Draft, library: Library) -> Iterator[Problem]:
    """Sections whose opening would list too many key messages."""
    for section in draft.sections:
        count = sum(point.key for point in section.points)
        if count > MOST_KEY_POINTS:
            message = f"the section `{section.id}` has {count} key messages"
            hint = "three to five are read; mark the others with `key: false`"
            yield note("AUD005", message, section.span, hint)


def find_never_read(draft: Draft, library: Library) -> Iterator[Problem]:
    """What is marked for audiences that cannot read the section it stands in."""
    for section in draft.sections:
        inner = [*section.blocks, *section.points]
        for part in inner if section.audiences else ():
            if part.audiences and not part.audiences & section.audiences:
                message = f"nobody may read `{part.id}`: it is for others than its section"
                yield warning("AUD006", message, part.span, "correct the audiences of one of them")


RULES: tuple[Callable[[Draft, Library], Iterable[Problem]], ...] = (
    find_long_bottom_lines,
    find_few_points,
    find_undated_decisions,
    find_many_key_points,
    find_never_read,
)
