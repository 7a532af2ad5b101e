"""Headings inside sections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from octavo.document import Draft, Heading
from octavo.library import Library
from octavo.page import error, warning
from octavo.problem import Problem
from octavo.walk import query


def find_skipped_levels(draft: Draft, library: Library) -> Iterator[Problem]:
    """Headings that are more than one level below the one before."""
    for section in draft.sections:
        level = 1
        for heading in query(section.blocks, Heading):
            if heading.level > level + 1:
                message = f"a heading of level {heading.level} follows one of level {level}"
                hint = f"write it with {level + 1} signs `#`; screen readers count the levels"
                yield error("TXT010", message, heading.span, hint)
            level = heading.level


def find_headings_without_text(draft: Draft, library: Library) -> Iterator[Problem]:
    """Headings with nothing below them."""
    for section in draft.sections:
        open_heading: Heading | None = None
        for block in section.blocks:
            heading = block if isinstance(block, Heading) else None
            if heading and open_heading and heading.level <= open_heading.level:
                yield _say_bare(open_heading)
            open_heading = heading
        if open_heading:
            yield _say_bare(open_heading)


def _say_bare(heading: Heading) -> Problem:
    return warning("TXT011", "a heading with nothing below it", heading.span)


def find_empty_sections(draft: Draft, library: Library) -> Iterator[Problem]:
    """Sections without any text."""
    for section in draft.sections:
        if not section.blocks:
            yield warning("TXT012", f"the section `{section.id}` is empty", section.span)


RULES: tuple[Callable[[Draft, Library], Iterable[Problem]], ...] = (
    find_skipped_levels,
    find_headings_without_text,
    find_empty_sections,
)
