"""What the one page says: the parts of a briefing, not yet set in type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from octavo.briefing.plan.repeats import find_repeats
from octavo.document import (
    Abbreviation,
    Ask,
    Audience,
    Break,
    Document,
    Fact,
    Inline,
    Inlines,
    Mention,
    Note,
    Paragraph,
    Place,
    Point,
    Publication,
    Reference,
    Section,
    Text,
)
from octavo.document.marking import Banner
from octavo.document.walk import query, rewrite_inlines, text_of
from octavo.style.dates import format_dates
from octavo.style.phrases import Given, Phrase, Phrases, say

PLAIN = frozenset({Text, Mention, Abbreviation})
"""Inlines that can stand anywhere, and that most points have nothing but."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where something that a briefing says comes from."""

    section: str
    """The id of a section."""
    paragraph: str
    """The id of a paragraph of it."""
    page: str
    """The folio in the booklet; empty when no booklet was made before."""
    label: str
    """As printed: "§ 4, p. 12"."""
    address: str = ""
    """Where to read it on the web; empty when there is nowhere."""


@dataclass(frozen=True, slots=True)
class LeadFact:
    """A lead fact."""

    fact: str
    """The id of the fact."""
    value: str
    before: str
    """The word for "about" when the value is approximate, else empty."""
    label: str


@dataclass(frozen=True, slots=True)
class KeyMessage:
    """A point that may go on the page."""

    id: str
    section: str
    weight: int
    required: bool
    wordings: tuple[Inlines, ...]
    """The longest first."""
    source: Source
    repeats: str = ""
    """The id of a better point that says the same; empty when there is none."""


@dataclass(frozen=True, slots=True)
class PlannedAsk:
    """What the reader is asked to do."""

    what: str
    who: str
    by: str
    source: Source | None


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a briefing may say."""

    language: str
    title: str
    """Of the document, for its properties."""
    marking: str
    banner: Banner
    head: str
    """The words before the audience: "Briefing for"."""
    audience: str
    purpose: str
    """As words: "For decision"."""
    kicker: str
    """Kind and title of the publication."""
    date: str
    question: str
    bottom_line: Inlines
    bottom_line_source: Source | None
    numerals: tuple[LeadFact, ...]
    messages: tuple[KeyMessage, ...]
    """In the order of the source."""
    total: int
    """How many points there are for this reader."""
    meaning: tuple[Inlines, ...]
    meaning_sources: tuple[Source | None, ...]
    """Of each paragraph of `meaning`."""
    tasks: tuple[PlannedAsk, ...]
    timing: str
    contact: str
    address: str
    """Of the full text."""
    handling: str
    foot: tuple[str, ...]
    """Source, attribution, what references mean: sentences."""
    running: str
    """At the head of pages after the first."""


@dataclass(frozen=True, slots=True)
class SourceLookup:
    """Where the sources of a briefing are looked up."""

    document: Document
    pages: Mapping[str, str]
    """Folios by id."""
    wording: Phrases


def compose(document: Document, audience: Audience, wording: Phrases, locale: str) -> Plan:
    """The parts of the briefing on `document` for `audience`, in the words of a format, and days as
    `locale` writes them.

    Raises `SourceError` when a phrase of the format cannot be said.
    """
    publication = document.publication
    given = _give(publication, audience, locale)
    sources = SourceLookup(document, index_pages(document.places), wording)
    messages = _find_messages(sources)
    missing = ("",) * (len(audience.so_what) - len(audience.so_what_rests_on))
    grounds = (*audience.so_what_rests_on, *missing)
    return Plan(
        publication.language,
        say(wording, "title", given),
        publication.marking,
        publication.banner,
        say(wording, "head", given),
        audience.name,
        say(wording, f"purposes.{audience.purpose}", given),
        say(wording, "kicker", given),
        format_dates(publication.event, locale),
        audience.question,
        simplify(audience.bottom_line, wording),
        _find_ground(sources, audience.bottom_line_rests_on),
        _find_numerals(document, audience, wording),
        messages,
        len(messages),
        tuple(simplify(text, wording) for text in audience.so_what),
        tuple(_find_ground(sources, id) for id in grounds),
        tuple(_make_task(sources, ask) for ask in audience.asks),
        audience.timing,
        ", ".join(publication.imprint.contact.splitlines()),
        publication.imprint.address,
        say(wording, "handling", given) if audience.handling else "",
        _write_foot(document, wording, given),
        say(wording, "running", given),
    )


def simplify(inlines: Inlines, wording: Phrases) -> Inlines:
    """`inlines` as they can stand on one page: no notes, no pointers to figures elsewhere."""
    if PLAIN.issuperset(map(type, inlines)):
        return inlines

    def change(inline: Inline) -> Inlines:
        match inline:
            case Note():
                return ()
            case Break():
                return (Text(" "),)
            case Reference():
                kind = say(wording, f"kinds.{inline.kind}", {})
                return inline.children or (Text(f"{kind}\u00a0{inline.number}".strip()),)
            case _:
                return (inline,)

    return rewrite_inlines(inlines, change)


def _give(publication: Publication, audience: Audience, locale: str) -> dict[str, Given]:
    """What every phrase may speak of."""
    event = publication.event
    dates = format_dates(event, locale)
    return {
        "publication": {
            "title": publication.title,
            "subtitle": publication.subtitle,
            "kind": publication.kind,
            "publisher": publication.imprint.publisher,
            "year": publication.imprint.year,
        },
        "event": {"name": event.name, "place": event.place, "dates": dates},
        "audience": {
            "name": audience.name,
            "question": audience.question,
            "timing": audience.timing,
            "handling": audience.handling,
        },
    }


def _write_foot(document: Document, wording: Phrases, given: dict[str, Given]) -> tuple[str, ...]:
    numbers = any(section.number for section in document.sections)
    rule = f"rules.{document.publication.attribution}"
    sentences = (
        say(wording, "source", given),
        say(wording, rule, given),
        say(wording, "legend", {"pages": bool(document.places), "numbers": numbers}),
    )
    return tuple(sentence for sentence in sentences if sentence)


def _find_numerals(
    document: Document, audience: Audience, wording: Phrases
) -> tuple[LeadFact, ...]:
    facts = {fact.id: fact for fact in document.facts}
    found = [facts[id] for id in audience.lead_facts if id in facts]
    return tuple(_make_numeral(fact, wording) for fact in found)


def _make_numeral(fact: Fact, wording: Phrases) -> LeadFact:
    before = say(wording, "about", {}) if fact.approximate else ""
    return LeadFact(fact.id, fact.value, before, fact.label)


def _find_messages(sources: SourceLookup) -> tuple[KeyMessage, ...]:
    found = [(section, point) for section in sources.document.sections for point in section.points]
    repeats = find_repeats(
        tuple((p.id, text_of(p.children), p.weight, p.required) for _, p in found)
    )
    return tuple(
        _make_message(sources, section, point, repeats.get(point.id, ""))
        for section, point in found
    )


def _make_message(
    sources: SourceLookup, section: Section, point: Point, repeats: str
) -> KeyMessage:
    texts = (point.children, *point.variants)
    return KeyMessage(
        point.id,
        section.id,
        point.weight,
        point.required,
        tuple([simplify(text, sources.wording) for text in texts]),
        find_source(sources, section, point.rests_on),
        repeats,
    )


def _make_task(sources: SourceLookup, ask: Ask) -> PlannedAsk:
    return PlannedAsk(ask.what, ask.who, ask.by, _find_ground(sources, ask.rests_on))


def _find_ground(sources: SourceLookup, paragraph: str) -> Source | None:
    """Where a paragraph stands, whatever its section; `None` without one."""
    home = _find_home(sources.document, paragraph)
    return find_source(sources, home, paragraph) if home else None


def _find_home(document: Document, paragraph: str) -> Section | None:
    """The section that holds `paragraph`: one of its own, else one inside a list or quotation."""
    if not paragraph:
        return None
    for section in document.sections:
        if any(isinstance(b, Paragraph) and b.id == paragraph for b in section.blocks):
            return section
    for section in document.sections:
        if any(block.id == paragraph for block in query(section.blocks, Paragraph)):
            return section
    return None


def find_source(sources: SourceLookup, section: Section, paragraph: str) -> Source:
    """Where `paragraph` of `section` stands, as far as is known."""
    page = find_page(sources.pages, paragraph, section.id)
    title = section.label or section.short_title or section.title
    label = _refer(sources.wording.get("reference"), section.number, section.label, title, page)
    address = lead_to(sources.document.publication.imprint.address, paragraph)
    return Source(section.id, paragraph, page, label, address)


@lru_cache(4096)
def _refer(phrase: Phrase | None, number: int, label: str, title: str, page: str) -> str:
    """How a paragraph is pointed to; points of all readers rest on the same ones."""
    given: dict[str, Given] = {"number": number, "label": label, "title": title, "page": page}
    return say({"reference": phrase}, "reference", given) if phrase else ""


def lead_to(address: str, id: str) -> str:
    """Where to read what is called `id`: its place in a booklet, else just `address`."""
    return f"{address}#{id}" if id and address.endswith(".pdf") else address


def find_page(pages: Mapping[str, str], paragraph: str, section: str) -> str:
    """The folio of the paragraph, else of its section; empty when neither is known."""
    return pages.get(paragraph) or pages.get(section, "")


def index_pages(places: tuple[Place, ...]) -> dict[str, str]:
    """The folios by id."""
    return {place.id: place.page for place in places}
