"""Facts and abbreviations: defined for nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from octavo.document import Abbreviation, Draft, Mention, Statistic
from octavo.document.problem import Problem
from octavo.document.walk import query
from octavo.files.library import Library
from octavo.files.source_file import find_in_file, note


def find_unused_facts(draft: Draft, library: Library) -> Iterator[Problem]:
    """Facts that nothing mentions."""
    parts = (draft.sections, draft.audiences)
    used = {mention.fact for mention in query(parts, Mention)}
    used |= {statistic.fact for statistic in query(draft.sections, Statistic)}
    used |= {id for audience in draft.audiences for id in audience.lead_facts}
    for fact in draft.facts:
        if fact.id not in used:
            hint = f"mention it as `{{{{ facts.{fact.id} }}}}`, or delete it"
            yield note("FCT003", f"nothing mentions the fact `{fact.id}`", fact.span, hint)


def find_unused_terms(draft: Draft, library: Library) -> Iterator[Problem]:
    """Abbreviations that the text does not use."""
    used = {term.text for term in query((draft.sections, draft.audiences), Abbreviation)}
    for term in draft.abbreviations:
        if term.short not in used:
            message = f"the text never uses the abbreviation `{term.short}`"
            span = find_in_file(library, "publication.yaml", f"{term.short}:")
            yield note("ABB001", message, span, "it is not listed; delete it, or use it")


RULES: tuple[Callable[[Draft, Library], Iterable[Problem]], ...] = (
    find_unused_facts,
    find_unused_terms,
)
