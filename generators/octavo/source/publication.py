"""What publication.yaml and photos.yaml say, as the values of a draft."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.document import (
    Ask,
    Audience,
    Event,
    Fact,
    Identifier,
    Imprint,
    OutputRequest,
    Person,
    Photo,
    Publication,
    Term,
)
from octavo.files.library import Library
from octavo.files.source_file import Page, error, suggest
from octavo.files.validation import find_key, find_value
from octavo.files.yaml_tree import Tree
from octavo.source import schema
from octavo.source.context import Setting
from octavo.source.expressions import Covered, uncover
from octavo.source.figures import read_artwork
from octavo.source.markdown import make_engine
from octavo.source.schemes import read_scheme
from octavo.source.typography import polish_text
from octavo.source.yaml_cursor import (
    Sheet,
    complain,
    inside,
    key_of,
    phrase,
    read_audiences,
    refuse_unknown,
    say,
    span_of,
)
from octavo.style.words import Words, load_words


def make_setting(
    library: Library, found: schema.Publication, page: Page, tree: Tree, covered: Covered
) -> Setting:
    """What all text of the publication is read against."""
    words = _load_words(library, found.language, page, tree)
    facts = {
        id: Fact(
            id=id,
            value=uncover(fact.value, covered.expressions),
            label=polish_text(fact.label, words),
            approximate=fact.approximate,
            as_of=fact.as_of,
            span=find_key(tree, ("facts", id)),
        )
        for id, fact in found.facts.items()
    }
    terms = tuple(
        Term(short, polish_text(expansion, words))
        for short, expansion in found.abbreviations.items()
    )
    scheme = read_scheme(library, found, page, tree)
    return Setting(facts, terms, tuple(found.audiences), words, make_engine(), scheme)


def _load_words(library: Library, language: str, page: Page, tree: Tree) -> Words:
    """The words of `language`; when there are none, that is reported and English ones serve."""
    before = len(page.problems)
    words = load_words(library, language, page.problems)
    if words is None and len(page.problems) == before:
        message = f"there are no words for the language `{language}`"
        hint = f"supply `templates/words/{language}.yaml`, or choose another language"
        span = find_value(tree, ("language",))
        page.problems.append(error("SRC008", message, span, hint))
    return words or Words("about {value}", ('"', '"'), ("'", "'"), "'", "")


def make_publication(found: schema.Publication, sheet: Sheet, name: str) -> Publication | None:
    """What the title page and imprint say; `None`, with the reason reported, for a bad cover."""
    cover = read_artwork(found.cover, inside(sheet, "cover"))
    if cover is None:
        return None
    return Publication(
        name=name,
        title=say(sheet, found.title, "title"),
        event=_make_event(found.event, inside(sheet, "event")),
        imprint=_make_imprint(found.imprint, inside(sheet, "imprint")),
        subtitle=say(sheet, found.subtitle, "subtitle"),
        language=found.language,
        kind=say(sheet, found.kind, "kind"),
        description=say(sheet, found.description, "description"),
        keywords=tuple(found.keywords),
        marking=found.marking.text,
        attribution=found.attribution,
        cover=cover,
    )


def _make_event(found: schema.Event, sheet: Sheet) -> Event:
    if found.start and found.end and found.end < found.start:
        complain(sheet, "SRC008", "the event ends before it starts", "end")
    name, place = say(sheet, found.name, "name"), say(sheet, found.place, "place")
    return Event(name, place, found.start, found.end)


def _make_imprint(found: schema.Imprint, sheet: Sheet) -> Imprint:
    identifiers = (Identifier(entry.format, entry.isbn) for entry in found.identifiers)
    notes = (say(sheet, note, "notes", i) for i, note in enumerate(found.notes))
    return Imprint(
        publisher=say(sheet, found.publisher, "publisher"),
        place=say(sheet, found.place, "place"),
        year=found.year,
        edition=say(sheet, found.edition, "edition"),
        identifiers=tuple(identifiers),
        doi=found.doi,
        copyright=say(sheet, found.copyright, "copyright"),
        licence=say(sheet, found.licence, "licence"),
        disclaimer=say(sheet, found.disclaimer, "disclaimer"),
        contact=say(sheet, found.contact, "contact"),
        address=found.address,
        notes=tuple(notes),
    )


def make_audiences(found: schema.Publication, sheet: Sheet) -> tuple[Audience, ...]:
    """The audiences, in the order of the source."""
    return tuple(
        _make_audience(id, entry, inside(sheet, "audiences", id))
        for id, entry in found.audiences.items()
    )


def _make_audience(id: str, entry: schema.Audience, sheet: Sheet) -> Audience:
    known = sheet.reading.setting.facts
    refuse_unknown(sheet, "FCT001", "fact", entry.lead_facts, known, "lead_facts")
    if len(entry.so_what_rests_on) > len(entry.so_what):
        complain(sheet, "SRC008", "there are more ids than paragraphs", "so_what_rests_on")
    so_what = (phrase(sheet, text, "so_what", i) for i, text in enumerate(entry.so_what))
    asks = (_make_ask(ask, inside(sheet, "asks", i)) for i, ask in enumerate(entry.asks))
    return Audience(
        id=id,
        name=say(sheet, entry.name, "name"),
        question=say(sheet, entry.question, "question"),
        purpose=entry.purpose,
        bottom_line=phrase(sheet, entry.bottom_line, "bottom_line"),
        so_what=tuple(so_what),
        asks=tuple(asks),
        lead_facts=tuple(entry.lead_facts),
        timing=say(sheet, entry.timing, "timing"),
        handling=say(sheet, entry.handling, "handling"),
        bottom_line_rests_on=entry.bottom_line_rests_on,
        so_what_rests_on=tuple(entry.so_what_rests_on),
        public=entry.public,
        span=key_of(sheet),
    )


def _make_ask(ask: schema.Ask, sheet: Sheet) -> Ask:
    return Ask(
        what=say(sheet, ask.what, "what"),
        who=say(sheet, ask.who, "who"),
        by=say(sheet, ask.by, "by"),
        rests_on=ask.rests_on,
    )


def check_grounds(found: schema.Publication, sheet: Sheet, paragraphs: list[str]) -> None:
    """Report whatever of an audience rests on a paragraph there is not."""
    for id, audience in found.audiences.items():
        for place, target in _list_grounds(audience):
            if target and target not in paragraphs:
                message = f"there is no paragraph `{target}`"
                hint = suggest(target, paragraphs)
                complain(sheet, "REF003", message, "audiences", id, *place, hint=hint)


def _list_grounds(audience: schema.Audience) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where an audience names paragraphs, and which."""
    yield ("bottom_line_rests_on",), audience.bottom_line_rests_on
    for i, target in enumerate(audience.so_what_rests_on):
        yield ("so_what_rests_on", i), target
    for i, ask in enumerate(audience.asks):
        yield ("asks", i, "rests_on"), ask.rests_on


def make_outputs(found: schema.Publication, sheet: Sheet) -> tuple[OutputRequest, ...]:
    """The outputs asked for, in the order of the source."""
    return tuple(
        _make_output(entry, inside(sheet, "outputs", i)) for i, entry in enumerate(found.outputs)
    )


def _make_output(entry: schema.Output, sheet: Sheet) -> OutputRequest:
    read_audiences(sheet, entry.audiences, "audiences")
    options = tuple(entry.options.items())
    return OutputRequest(entry.generator, tuple(entry.audiences), options, span_of(sheet))


def make_people(found: schema.People, sheet: Sheet) -> tuple[Person, ...]:
    """The register of people, in the order of the source."""
    return tuple(
        Person(
            entry.name,
            tuple(entry.posts),
            tuple(entry.organisations),
            tuple(entry.aliases),
            span_of(sheet, "people", i),
        )
        for i, entry in enumerate(found.people)
    )


def make_photos(found: schema.Photos, sheet: Sheet) -> tuple[Photo, ...]:
    """The photo register, in the order of the source."""
    return tuple(
        _make_photo(entry, inside(sheet, "photos", i)) for i, entry in enumerate(found.photos)
    )


def _make_photo(entry: schema.Photo, sheet: Sheet) -> Photo:
    return Photo(
        number=entry.number,
        caption=say(sheet, entry.caption, "caption"),
        credit=say(sheet, entry.credit, "credit"),
        file=entry.file,
        audiences=read_audiences(sheet, entry.audiences, "audiences"),
        span=span_of(sheet),
    )
