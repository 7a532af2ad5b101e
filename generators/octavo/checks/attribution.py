"""The rule under which something was said, and what may be printed of it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Self, TypeAlias, get_args

from pydantic import Field, model_validator

from octavo.checks.images import list_files
from octavo.checks.metadata import read_metadata
from octavo.checks.passages import Passage, list_passages
from octavo.checks.plain import PlainText, flatten, flatten_name, simplify
from octavo.checks.voices import (
    FOLDER,
    AttributionDetector,
    AttributionKind,
    AttributionMatch,
    find_attributions,
    find_file,
    load_detector,
)
from octavo.document import Draft, Person, Section, Table, Waiver
from octavo.document.attribution import Attribution
from octavo.document.problem import Problem, Severity
from octavo.document.walk import query
from octavo.files.library import Library
from octavo.files.models import StrictModel
from octavo.files.source_file import error, find_in_file, find_words, note, warning
from octavo.style.phrases import load_style

RULES_FILE = f"{FOLDER}/rules.yaml"
Forbidden: TypeAlias = AttributionKind | Literal["anything"]


class AttributionRule(StrictModel):
    """One of `rules`: what may not be found, and how bad it is."""

    forbids: dict[Forbidden, Severity] = Field(default={})
    answers: dict[Forbidden, Severity] = Field(default={})
    """What is forbidden besides where questions are answered."""


_NO_RULE = AttributionRule()
"""What holds where the author names no rule."""


class AttributionRules(StrictModel):
    """The file of rules."""

    rules: dict[str, AttributionRule]

    @model_validator(mode="after")
    def _has_all(self) -> Self:
        missing = sorted(set(get_args(Attribution)) - self.rules.keys())
        if missing:
            raise ValueError(f"`{missing[0]}` is missing, and nothing may be allowed by silence")
        return self


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that a rule forbids."""

    code: str
    severity: Severity
    words: str
    """As they stand in the text."""
    message: str
    hint: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Waived:
    """A waiver, as it may be told to others: without the words."""

    code: str
    rule: str
    section: str
    reason: str
    times: int
    """How many findings it covers."""


@dataclass(frozen=True, slots=True)
class _Charge:
    """How a kind of finding is told."""

    code: str
    message: str
    hint: str


_TELLING = frozenset({"identity", "post"})
_CHARGES: dict[AttributionKind, _Charge] = {
    "identity": _Charge("ATT003", "names a person", "say it without the name"),
    "post": _Charge("ATT004", "is the post of a person", "say it without the post"),
    "affiliation": _Charge(
        "ATT005", "tells where a participant comes from", "leave out the nation or organisation"
    ),
    "attribution": _Charge(
        "ATT006", "tells who said something", "say what was said, or `one participant said`"
    ),
    "descriptor": _Charge("ATT007", "fits one person only", "describe nobody so closely"),
    "caption": _Charge("ATT008", "ties a face to a view", "say what the picture shows, not a view"),
    "quotation": _Charge("ATT001", "is what somebody said", "see that nobody can be told from it"),
    "marks": _Charge("ATT001", "is quoted", "say it in words of your own"),
}


def find_forbidden_words(draft: Draft, library: Library) -> Iterator[Problem]:
    """What the rules of attribution forbid, unless it is waived; and waivers for nothing."""
    findings = list_findings(draft, library)
    used: set[Waiver] = set()
    for finding in findings:
        waivers = [waiver for waiver in draft.waivers if _covers(waiver, finding)]
        used.update(waivers)
        if not waivers:
            span = find_words(library, finding.passage.span, finding.words)
            yield Problem(finding.severity, finding.code, finding.message, span, finding.hint)
    for waiver in draft.waivers:
        if waiver not in used:
            message = f"this waiver is not needed: there is no {waiver.code} “{waiver.words}” here"
            yield warning("ATT009", message, waiver.span, "delete the waiver")


def find_unknown_language(draft: Draft, library: Library) -> Iterator[Problem]:
    """A language in which only the register can be looked for, where a rule is to be kept."""
    language = draft.publication.language
    if _has_rule(draft) and not find_file(library, language):
        message = f"there are no attribution rules for the language `{language}`"
        hint = (
            f"only names in the register are found; write `{FOLDER}/{language.split('-')[0]}.yaml`"
        )
        yield note("ATT012", message, find_in_file(library, "publication.yaml", "language:"), hint)


def find_idle_register(draft: Draft, library: Library) -> Iterator[Problem]:
    """A register of people that protects nobody, since no rule of attribution is named."""
    if draft.people and not _has_rule(draft):
        message = "the register of people protects nobody: no rule of attribution is named"
        hint = "name one, such as `attribution: chatham-house`, here or in a section"
        yield warning("ATT013", message, find_in_file(library, "publication.yaml", "people:"), hint)


def _has_rule(draft: Draft) -> bool:
    """Whether anything of the draft was said under a rule."""
    sections = (section.attribution for section in draft.sections)
    return bool(draft.publication.attribution) or any(sections)


def find_revealing_reasons(draft: Draft, library: Library) -> Iterator[Problem]:
    """Reasons that tell what they should help to hide: the manifest lists them."""
    detector = load_detector(library, draft.publication.language, draft.people)
    for waiver in draft.waivers:
        for match in find_attributions(flatten(waiver.reason), detector, _TELLING):
            message = f"the reason for a waiver says “{match.words}”, and the manifest prints it"
            yield error("ATT010", message, waiver.span, "give the reason without these words")


def find_off_record(draft: Draft, library: Library) -> Iterator[Problem]:
    """Sections that were said off the record: nothing of them may be printed."""
    rules = load_style(library, RULES_FILE, AttributionRules).rules
    for section in draft.sections:
        forbids = rules.get(section.attribution, _NO_RULE).forbids
        if "anything" in forbids:
            message = f"the section `{section.id}` was said off the record"
            hint = "leave it out of `sections`, or correct its `attribution`"
            yield Problem(forbids["anything"], "ATT002", message, section.span, hint)


def list_waived(draft: Draft, library: Library) -> tuple[Waived, ...]:
    """What is waived, in the order of the source."""
    findings = list_findings(draft, library, {waiver.section for waiver in draft.waivers})
    rules = {section.id: section.attribution for section in draft.sections}
    rules[""] = draft.publication.attribution
    return tuple(
        Waived(
            waiver.code,
            rules[waiver.section],
            waiver.section,
            waiver.reason,
            sum(_covers(waiver, finding) for finding in findings),
        )
        for waiver in draft.waivers
    )


def _covers(waiver: Waiver, finding: Finding) -> bool:
    return (
        waiver.code == finding.code
        and waiver.section == finding.passage.section
        and simplify(waiver.words) == simplify(finding.words)
    )


# ------------------------------------------------------------------------------ findings


def list_findings(
    draft: Draft, library: Library, sections: Container[str] | None = None
) -> tuple[Finding, ...]:
    """Everything that a rule of attribution forbids, waived or not.

    With `sections`, only what stands in these; the empty id is for what stands in none.
    """
    rules = load_style(library, RULES_FILE, AttributionRules).rules
    language = draft.publication.language
    detector = load_detector(library, language, draft.people)
    signed = load_detector(library, language, (*draft.people, *_list_authors(draft)))
    said = (
        finding
        for passage in list_passages(draft, detector.questions)
        if sections is None or passage.section in sections
        for finding in _judge(passage, rules, signed if passage.section else detector)
    )
    lists = (
        finding
        for section in draft.sections
        if sections is None or section.id in sections
        for finding in _list_people(section, rules.get(section.attribution, _NO_RULE))
    )
    outside = sections is None or "" in sections
    return (*said, *lists, *(_list_metadata(draft, library, detector) if outside else ()))


def _list_people(section: Section, rule: AttributionRule) -> Iterator[Finding]:
    """Programmes that name speakers and lists of participants, where nobody may be named.

    A register need not have them: whoever stands there took part.
    """
    severity = rule.forbids.get("identity")
    for table in query(section.blocks, Table):
        if table.people and severity:
            message = f"under `{section.attribution}`: `{table.id}` names people who took part"
            hint = "leave it out, give it a section on the record, or waive it with a reason"
            passage = Passage("", section.attribution, section.id, span=table.span)
            yield Finding("ATT014", severity, table.id, message, hint, passage)


def _list_authors(draft: Draft) -> tuple[Person, ...]:
    """Who signs a section. In the sections they are people like those of the register: whoever
    signs what others said under a rule may be taken for the one who said it.
    """
    names = [author.name for section in draft.sections for author in section.authors]
    return tuple(Person(name) for name in dict.fromkeys(names))


def _list_metadata(
    draft: Draft, library: Library, detector: AttributionDetector
) -> Iterator[Finding]:
    """People of the register in the metadata of pictures, whatever the rule.

    No output has them, but whoever gets the source.
    """
    for file, span in dict(list_files(draft, library)).items() if draft.people else ():
        passage = Passage("", draft.publication.attribution, span=span)
        texts = [flatten(text) for text in read_metadata(library, file)]
        matches = (match for text in texts for match in find_attributions(text, detector, _TELLING))
        for words in dict.fromkeys(match.words for match in matches):
            message = f"the metadata of `{file}` say “{words}”"
            hint = "delete them before you pass the source on, or waive it with a reason"
            yield Finding("ATT011", Severity.WARNING, words, message, hint, passage)


def _judge(
    passage: Passage, rules: dict[str, AttributionRule], detector: AttributionDetector
) -> Iterator[Finding]:
    rule = rules.get(passage.rule, _NO_RULE)
    plain = flatten_name(passage.text) if passage.place == "name" else flatten(passage.text)
    forbids = {**rule.forbids}
    if rule.answers and (passage.answers or detector.answering.search(plain.text)):
        forbids |= rule.answers
    if not forbids:
        return
    told: set[str] = set()
    for match in _hear(passage, plain, detector, frozenset(forbids)):
        if match.kind != "marks" or match.words not in told:
            yield _charge(match, forbids[match.kind], passage)
        if match.kind == "quotation":
            told.add(match.words)


def _hear(
    passage: Passage, plain: PlainText, detector: AttributionDetector, kinds: frozenset[str]
) -> Iterator[AttributionMatch]:
    """The ties of some kinds that can be in a passage of its place."""
    if passage.place == "name":
        kinds &= _TELLING
    elif passage.place == "text":
        kinds -= {"caption"}
    if passage.quoted and passage.place == "text":
        if "quotation" in kinds:
            yield AttributionMatch("quotation", passage.text)
        kinds -= {"quotation", "marks"}
    yield from find_attributions(plain, detector, kinds)


def _charge(match: AttributionMatch, severity: Severity, passage: Passage) -> Finding:
    charge = _CHARGES[match.kind]
    where = f", in {passage.what}" if passage.what else ""
    message = f"under `{passage.rule}`: “{match.words}” {charge.message}{where}"
    hint = f"{charge.hint}, or waive it with a reason"
    return Finding(charge.code, severity, match.words, message, hint, passage)


RULES: tuple[Callable[[Draft, Library], Iterable[Problem]], ...] = (
    find_forbidden_words,
    find_unknown_language,
    find_idle_register,
    find_revealing_reasons,
    find_off_record,
)
