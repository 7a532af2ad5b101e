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
    Strong,
    Text,
)
from octavo.document.marking import Banner
from octavo.document.walk import query, rewrite_inlines, text_of
from octavo.style.dates import format_dates
from octavo.style.phrases import Given, Phrase, Phrases, say

STOPS = ".!?…:"
"""Marks that end words before a point: after them no full stop is set."""
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
    """The id of a better point that says the same, or which field of the audience does; empty when
    there is none."""


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
    decides: bool
    """Whether these readers decide."""
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
    numbered: bool = True
    """Whether sections are named by their numbers."""


def compose(
    document: Document, audience: Audience, wording: Phrases, locale: str, numbered: bool = True
) -> Plan:
    """The parts of the briefing on `document` for `audience`, in the words of a format, and days as
    `locale` writes them; sections are named by their numbers unless they are not `numbered`.

    Raises `SourceError` when a phrase of the format cannot be said.
    """
    publication = document.publication
    given = _give(publication, audience, locale)
    sources = SourceLookup(document, index_pages(document.places), wording, numbered)
    messages = _find_messages(sources, list_said(document, audience))
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
        audience.purpose == "decide",
        say(wording, "kicker", given),
        audience.date or _date_event(publication, locale),
        audience.question,
        simplify(audience.bottom_line, wording),
        _find_ground(sources, audience.bottom_line_rests_on),
        _find_numerals(document, audience, wording),
        messages,
        len(messages),
        tuple(simplify(text, wording) for text in audience.so_what),
        tuple(_find_ground(sources, id) for id in grounds),
        _make_tasks(sources, audience.asks),
        audience.timing,
        ", ".join(publication.imprint.contact.splitlines()),
        publication.imprint.address,
        say(wording, "handling", given) if audience.handling else "",
        _write_foot(document, sources, given),
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


def _date_event(publication: Publication, locale: str) -> str:
    """When and where the event was: what stands in the place of a date, and is not taken for it."""
    event = publication.event
    return ", ".join(said for said in (event.place, format_dates(event, locale)) if said)


def list_said(document: Document, audience: Audience) -> tuple[tuple[str, str], ...]:
    """What the page says to `audience` beside the points, each text with the field it stands in."""
    asks = (("asks", ask.what) for ask in audience.asks)
    so_what = (("so_what", text_of(text)) for text in audience.so_what)
    facts = (fact for fact in document.facts if fact.id in audience.lead_facts)
    leads = (("lead_facts", f"{fact.value} {fact.label}") for fact in facts)
    return (("bottom_line", text_of(audience.bottom_line)), *asks, *so_what, *leads)


def _write_foot(
    document: Document, sources: SourceLookup, given: dict[str, Given]
) -> tuple[str, ...]:
    wording = sources.wording
    numbers = sources.numbered and any(section.number for section in document.sections)
    rule = f"rules.{document.publication.attribution}"
    sentences = (
        say(wording, "source", given),
        say(wording, rule, given),
        document.audience.clearance if document.audience else "",
        say(wording, "legend", {"pages": bool(document.places), "numbers": numbers}),
        ". ".join(line.rstrip(".") for line in document.publication.designation),
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


def _find_messages(
    sources: SourceLookup, said: tuple[tuple[str, str], ...]
) -> tuple[KeyMessage, ...]:
    found = [(section, point) for section in sources.document.sections for point in section.points]
    repeats = find_repeats(
        tuple((p.id, _say_unmarked(p), p.weight, p.required) for _, p in found), said
    )
    return tuple(
        _make_message(sources, section, point, repeats.get(point.id, ""))
        for section, point in found
    )


def _say_unmarked(point: Point) -> str:
    """The point without its mark, which others have too: it would make them seem alike."""
    return text_of(point.children).removeprefix(point.mark)


def _make_message(
    sources: SourceLookup, section: Section, point: Point, repeats: str
) -> KeyMessage:
    texts = tuple(_put_lead(point, text) for text in (point.children, *point.variants))
    return KeyMessage(
        point.id,
        section.id,
        point.weight,
        point.required,
        tuple([simplify(text, sources.wording) for text in texts]),
        find_source(sources, section, point.rests_on),
        repeats,
    )


def _put_lead(point: Point, text: Inlines) -> Inlines:
    """A wording of the point with its lead, which stands behind the mark of the point."""
    marked = bool(point.mark)
    return (*text[:marked], *lead_in(point), *text[marked:])


def lead_in(point: Point) -> Inlines:
    """The words that stand before a point in bold, as a sentence of their own; none without any."""
    if not point.lead:
        return ()
    stop = "" if text_of(point.lead)[-1:] in STOPS else "."
    return (Strong((*point.lead, *((Text(stop),) if stop else ()))), Text(" "))


def has_lead(point: Point) -> bool:
    """Whether a point begins in bold: by its `lead`, or by words of its own."""
    first = next(iter(point.children[bool(point.mark) :]), None)
    return bool(point.lead) or isinstance(first, Strong)


def _make_tasks(sources: SourceLookup, asks: tuple[Ask, ...]) -> tuple[PlannedAsk, ...]:
    """The asks; what only some of them say is "not stated" of the others, never blank."""
    unknown = say(sources.wording, "not_stated", {})
    who, by = (
        unknown if any(stated) else ""
        for stated in ([ask.who for ask in asks], [ask.by for ask in asks])
    )
    return tuple(
        PlannedAsk(ask.what, ask.who or who, ask.by or by, _find_ground(sources, ask.rests_on))
        for ask in asks
    )


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
    number = section.number if sources.numbered else 0
    label = _refer(sources.wording.get("reference"), number, section.label, title, page)
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
