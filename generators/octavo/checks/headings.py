"""Headings inside sections, and what is left of sections when parts of them are for others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from octavo.document import Draft, Heading, Section
from octavo.document.problem import Problem
from octavo.document.walk import query
from octavo.files.library import Library
from octavo.files.source_file import error, warning
from octavo.selection.audience import keep_sections

Sections = tuple[Section, ...]


def find_skipped_levels(sections: Sections) -> Iterator[Problem]:
    """Headings that are more than one level below the one before."""
    for section in sections:
        level = 1
        for heading in query(section.blocks, Heading):
            if heading.level > level + 1:
                message = f"a heading of level {heading.level} follows one of level {level}"
                hint = f"write it with {level + 1} signs `#`; screen readers count the levels"
                yield error("TXT010", message, heading.span, hint)
            level = heading.level


def find_headings_without_text(sections: Sections) -> Iterator[Problem]:
    """Headings with nothing below them."""
    for section in sections:
        open_heading: Heading | None = None
        for block in section.blocks:
            heading = block if isinstance(block, Heading) else None
            if heading and open_heading and heading.level <= open_heading.level:
                yield _say_bare(open_heading)
            open_heading = heading
        if open_heading:
            yield _say_bare(open_heading)


def _say_bare(heading: Heading) -> Problem:
    return warning(
        "TXT011", "a heading with nothing below it", heading.span, "write its text, or delete it"
    )


def find_empty_sections(sections: Sections) -> Iterator[Problem]:
    """Sections without any text."""
    for section in sections:
        if not section.blocks:
            hint = "write its text, or take it out of `sections`"
            yield warning("TXT012", f"the section `{section.id}` is empty", section.span, hint)


_LABEL = re.compile(r"(.*?)(\d+)")


def find_label_gaps(sections: Sections) -> Iterator[Problem]:
    """Labels such as `Panel 3` where no section is called `Panel 2`."""
    series: dict[str, int] = {}
    for section in sections:
        found = _LABEL.fullmatch(section.label)
        if found:
            expected = series.get(found[1], 0) + 1
            if int(found[2]) != expected:
                message = f"`{section.label}` stands where `{found[1]}{expected}` is expected"
                hint = "number the sections in their order; readers would think that one is missing"
                yield warning("AUD007", message, section.span, hint)
            series[found[1]] = int(found[2])


LAWS: tuple[Callable[[Sections], Iterable[Problem]], ...] = (
    find_skipped_levels,
    find_headings_without_text,
    find_empty_sections,
    find_label_gaps,
)


def find_for_each(draft: Draft, library: Library) -> Iterator[Problem]:
    """What the laws of headings find in the whole draft, and in what is left for some readers."""
    found = {problem: "" for law in LAWS for problem in law(draft.sections)}
    whole = set(found)
    for audience in (None, *(audience.id for audience in draft.audiences)):
        sections = keep_sections(draft, audience)
        for problem in (problem for law in LAWS for problem in law(sections)):
            if problem not in whole:
                earlier = found.get(problem, "")
                reader = audience or "the general reader"
                found[problem] = f"{earlier}, {reader}" if earlier else f" for {reader}"
    for problem, readers in found.items():
        yield replace(problem, message=problem.message + readers)


RULES: tuple[Callable[[Draft, Library], Iterable[Problem]], ...] = (find_for_each,)
