"""What a publication's house style asks for, and its text does otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from octavo.checks.source_places import SourcePlaces
from octavo.checks.style_findings import StyleFinding
from octavo.checks.style_units import COVERED, Unit, list_units
from octavo.checks.style_usage import (
    find_date_forms,
    find_long_sentences,
    find_number_forms,
    find_title_capitals,
    find_unexplained,
    list_capitalised,
)
from octavo.checks.style_vocabulary import find_endings, find_words
from octavo.checks.style_words import cover, make_index
from octavo.document import Draft
from octavo.document.problem import Fix, Problem, SourceError, Span
from octavo.files.library import Library
from octavo.files.source_file import find_in_file, find_words as find_in_source, note
from octavo.style.house_style import NamedRule, StyleRules, load_style_rules

FILE = "publication.yaml"
_SAFE = re.compile(r"[\w -]+")
"""What may be written into YAML and Markdown alike without becoming mark-up."""


def find_style_problems(draft: Draft, library: Library) -> Iterator[Problem]:
    """All that the publication's house styles find, each with its exact place."""
    if not draft.house_style:
        return
    asked = find_in_file(library, FILE, "house_style:")
    try:
        loaded = load_style_rules(library, draft.house_style, draft.publication.language, asked)
    except SourceError as fault:
        yield from fault.problems
        return
    yield from _report_other_languages(draft, loaded, library, asked)
    if loaded.rules:
        units = cover_names(list_units(draft), draft, loaded)
        yield from report(list_findings(units, draft, loaded.rules), library)


def _report_other_languages(
    draft: Draft, loaded: StyleRules, library: Library, asked: Span
) -> Iterator[Problem]:
    """House styles that were written for another language, and ask nothing."""
    language = draft.publication.language
    for name, tag in loaded.languages:
        if tag != language.split("-")[0].lower():
            message = (
                f"the house style `{name}` is for `{tag}`, and this publication is in `{language}`"
            )
            span = find_in_source(library, asked, name)
            yield note(
                "STY011", message, span, "its rules are not looked at; name another, or none"
            )


def cover_names(units: Iterable[Unit], draft: Draft, loaded: StyleRules) -> list[Unit]:
    """The units, with the names of people, bodies and events covered."""
    index = make_index([*list_names(draft), *loaded.names])
    return [replace(unit, judged=cover(unit.judged, index, COVERED)) for unit in units]


def list_names(draft: Draft) -> Iterator[str]:
    """The names that the publication knows: its own, of its people, and what it writes out."""
    publication = draft.publication
    yield from filter(None, (publication.event.name, publication.imprint.publisher))
    for person in draft.people:
        yield from (person.name, *person.posts, *person.organisations, *person.aliases)
    for section in draft.sections:
        for author in section.authors:
            yield from filter(None, (author.name, author.affiliation))
    yield from (term.expansion for term in draft.abbreviations)


def list_findings(
    units: Sequence[Unit], draft: Draft, rules: Sequence[NamedRule]
) -> Iterator[StyleFinding]:
    """What the rules find in the units."""
    yield from find_words(units, rules)
    names = list_capitalised(units)
    listed = {term.short for term in draft.abbreviations}
    for named in rules:
        yield from find_endings(units, named)
        yield from find_long_sentences(units, named)
        yield from find_title_capitals(units, named, names)
        yield from find_unexplained(units, named, listed)
        yield from find_number_forms(units, named)
        yield from find_date_forms(units, named)


# ------------------------------------------------------------------------------ problems


def report(findings: Iterable[StyleFinding], library: Library) -> Iterator[Problem]:
    """The findings as problems, with their place in the source and how to mend them.

    Of two that share words only the first one is mended by itself.
    """
    places = SourcePlaces(library)
    mended: dict[int, int] = {}
    for finding in sorted(findings, key=lambda one: (one.start, -one.end)):
        found = places.locate(finding.unit, finding.start, finding.end)
        free = finding.start >= mended.get(id(finding.unit), 0)
        fixes: tuple[Fix, ...] = ()
        use = finding.use if finding.unit.key is not None else finding.use.replace(",", "")
        if finding.fix and found.exact and free and _SAFE.fullmatch(use):
            fixes = (Fix(found.span, finding.use),)
            mended[id(finding.unit)] = finding.end
        yield Problem(
            finding.severity,
            finding.code,
            _say(finding),
            found.span,
            finding.named.rule.hint or finding.hint,
            fixes=fixes,
        )


def _say(finding: StyleFinding) -> str:
    """What is said of the finding, with the rule and the house style that it breaks."""
    own = finding.named.rule.message
    said = own.replace("{found}", finding.found).replace("{use}", finding.use)
    return f"{said or finding.message} ({finding.named.style}: {finding.named.id})"


RULES: tuple[Callable[[Draft, Library], Iterable[Problem]], ...] = (find_style_problems,)
