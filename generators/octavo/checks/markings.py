"""Markings: levels that Octavo is not for, and marks on what everyone may read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from octavo.document import Draft
from octavo.document.problem import Problem, Span
from octavo.files.library import Library
from octavo.files.source_file import error, find_in_file, warning
from octavo.selection.audience import find_level
from octavo.selection.portions import list_marks

FILE = "publication.yaml"


def find_levels_above_the_ceiling(draft: Draft, library: Library) -> Iterator[Problem]:
    """Marks higher than what the scheme lets Octavo be used for."""
    if draft.scheme is None:
        return
    order = [level.id for level in draft.scheme.levels]
    highest = order.index(draft.scheme.ceiling)
    marks = list_marks((draft.sections, draft.photos, draft.facts, draft.audiences))
    for mark, span in ((draft.level, find_in_file(library, FILE, "marking:")), *marks):
        if order.index(mark) > highest:
            message = f"`{mark}` is above `{draft.scheme.ceiling}`, the ceiling of the scheme"
            hint = "Octavo is not accredited for this level; use a system that is"
            yield error("MRK003", message, span, hint)


def find_marked_for_the_public(draft: Draft, library: Library) -> Iterator[Problem]:
    """Public audiences who would be given something that is not for everyone."""
    for audience in draft.audiences:
        level = find_level(draft, audience.id) if audience.public else None
        if level is not None and not level.open:
            name = level.text or level.id
            message = f"`{audience.id}` is public, but what it would read is marked {name}"
            hint = "keep the marked parts from it with `audiences`, or mark them lower"
            yield error("MRK004", message, audience.span, hint)
        if audience.public and draft.publication.marking:
            yield from _warn_of_plain_marking(draft, audience.id, audience.span)


def _warn_of_plain_marking(draft: Draft, id: str, span: Span | None) -> Iterator[Problem]:
    message = f"`{id}` is public, and the publication is marked “{draft.publication.marking}”"
    yield error("MRK004", message, span, "name a scheme and a level that is for everyone")


def find_what_cannot_stand(draft: Draft, library: Library) -> Iterator[Problem]:
    """Words beside a level that some reader's level cannot have, and lines that are wanting."""
    place = find_in_file(library, FILE, "marking:")
    levels = {find_level(draft, id) for id in (None, *(one.id for one in draft.audiences))}
    ordered = [one for one in (draft.scheme.levels if draft.scheme else ()) if one in levels]
    hint = "write it as the scheme wants it: `octavo docs markings`"
    for refused in dict.fromkeys(text for level in ordered for text in level.refused):
        yield error("MRK006", refused, place, hint)
    for lacking in dict.fromkeys(text for level in ordered for text in level.lacking):
        yield warning("MRK007", lacking, place, hint)


RULES: tuple[Callable[[Draft, Library], Iterable[Problem]], ...] = (
    find_levels_above_the_ceiling,
    find_marked_for_the_public,
    find_what_cannot_stand,
)
