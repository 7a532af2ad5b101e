"""What publication.yaml and photos.yaml say, as the values of a draft."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.document import (
    AUDIENCE_TEXTS,
    Ask,
    Audience,
    CoverArt,
    Event,
    Fact,
    Identifier,
    Imprint,
    Logo,
    Motif,
    OutputRequest,
    Person,
    Photo,
    Picture,
    Publication,
    Term,
)
from octavo.document.collation import sort_entries
from octavo.files.library import Library
from octavo.files.source_file import SourceFile, error
from octavo.files.validation import find_key, find_value, fits
from octavo.files.yaml_tree import YamlTree
from octavo.source import schema
from octavo.source.context import ReadContext
from octavo.source.expressions import Covered, uncover
from octavo.source.figures import read_artwork
from octavo.source.grounds import Grounds, check_ground
from octavo.source.markdown import make_engine
from octavo.source.marking_schemes import read_level, read_scheme, take_level
from octavo.source.typography import polish_text
from octavo.source.yaml_cursor import (
    YamlCursor,
    inside,
    key_of,
    read_audiences,
    read_inlines,
    read_text,
    refuse_unknown,
    report,
    span_of,
)
from octavo.style.language_file import find_emptied, list_lacking, suggest_words
from octavo.style.phrase_names import list_unfillable
from octavo.style.words import PLAIN_WORDS, LanguageWords, load_conventions, load_words


def make_context(
    library: Library,
    found: schema.Publication,
    source: SourceFile,
    tree: YamlTree,
    covered: Covered,
) -> ReadContext:
    """What all text of the publication is read against."""
    words = _load_words(library, found.language, source, tree)
    conventions = load_conventions(library, found.language)
    scheme = read_scheme(library, found, source, tree)
    facts = {
        id: Fact(
            id=id,
            value=polish_text(uncover(fact.value, covered.expressions), words),
            label=polish_text(fact.label, words),
            approximate=fact.approximate,
            as_of=polish_text(fact.as_of, words),
            marking=take_level(
                fact.marking, scheme, find_value(tree, ("facts", id, "marking")), source.problems
            ),
            span=find_key(tree, ("facts", id)),
        )
        for id, fact in found.facts.items()
    }
    terms = tuple(
        Term(short, polish_text(found.abbreviations[short], words))
        for short in sort_entries(found.abbreviations, conventions.alphabet, by_words=True)
    )
    return ReadContext(
        facts,
        terms,
        tuple(found.audiences),
        words,
        make_engine(),
        conventions,
        library,
        scheme,
    )


def _load_words(
    library: Library, language: str, source: SourceFile, tree: YamlTree
) -> LanguageWords:
    """The words of `language`; what is wanting is reported, and plain ones serve."""
    words = load_words(library, language, source.problems)
    source.problems.extend(list_unfillable(library, language))
    if list_lacking(library, language):
        message = f"words for the language `{language}` are missing"
        hint = suggest_words(library, language)
        span = find_emptied(library, language) or find_value(tree, ("language",))
        source.problems.append(error("SRC008", message, span, hint))
    return words or PLAIN_WORDS


def make_publication(found: schema.Publication, cursor: YamlCursor, name: str) -> Publication:
    """What the title page and imprint say. A bad cover is reported, and the usual one serves."""
    return Publication(
        name=name,
        title=read_text(cursor, found.title, "title"),
        event=_make_event(found.event, inside(cursor, "event")),
        imprint=_make_imprint(found.imprint, inside(cursor, "imprint")),
        subtitle=read_text(cursor, found.subtitle, "subtitle"),
        language=found.language,
        kind=read_text(cursor, found.kind, "kind"),
        description=read_text(cursor, found.description, "description"),
        keywords=tuple(found.keywords),
        marking=found.marking.text,
        attribution=found.attribution or "",
        cover=_read_cover(found, cursor),
        openers=tuple(found.openers.items()),
        logo=_read_logo(found, cursor),
        span=span_of(cursor, "title"),
    )


def _read_cover(found: schema.Publication, cursor: YamlCursor) -> CoverArt | None:
    """What the cover shows; `None` for nothing. One that is wrong is reported."""
    value = cursor.tree.value
    written = value.get("cover") if isinstance(value, dict) else None
    wrong = isinstance(written, dict) and not fits(written, schema.CoverArtwork)
    if wrong or written == schema.NO_COVER:
        return None
    chosen = found.cover.model_fields_set
    alone = chosen <= {"motif", "seed"} if "motif" in chosen else "seed" not in chosen
    if not alone:
        message = "`motif` stands alone or with its `seed`, and a `seed` with its `motif`"
        report(cursor, "SRC008", message, "cover", hint="delete what does not belong to it")
        return None
    if found.cover.motif:
        return Motif(found.cover.motif, found.cover.seed)
    return read_artwork(found.cover, inside(cursor, "cover"))


def _read_logo(found: schema.Publication, cursor: YamlCursor) -> Logo | None:
    if found.logo is None:
        return None
    said = read_text(inside(cursor, "logo"), found.logo.alternative, "alternative")
    publisher = read_text(cursor, found.imprint.publisher, "imprint")
    return Logo(Picture(found.logo.picture), said or publisher)


def _make_event(found: schema.Event, cursor: YamlCursor) -> Event:
    if found.start and found.end and found.end < found.start:
        hint = f"write {found.start.isoformat()} or a later day, or correct `start`"
        report(cursor, "SRC008", "the event ends before it starts", "end", hint=hint)
    name, place = read_text(cursor, found.name, "name"), read_text(cursor, found.place, "place")
    return Event(name, place, found.start, found.end)


def _make_imprint(found: schema.Imprint, cursor: YamlCursor) -> Imprint:
    identifiers = (Identifier(entry.format, entry.isbn) for entry in found.identifiers)
    notes = (read_text(cursor, note, "notes", i) for i, note in enumerate(found.notes))
    contact = (read_text(cursor, line, "contact") for line in found.contact.splitlines())
    return Imprint(
        publisher=read_text(cursor, found.publisher, "publisher"),
        place=read_text(cursor, found.place, "place"),
        year=found.year,
        edition=read_text(cursor, found.edition, "edition"),
        identifiers=tuple(identifiers),
        doi=found.doi,
        copyright=read_text(cursor, found.copyright, "copyright"),
        licence=read_text(cursor, found.licence, "licence"),
        disclaimer=read_text(cursor, found.disclaimer, "disclaimer"),
        contact="\n".join(contact),
        address=found.address,
        notes=tuple(notes),
    )


def make_audiences(found: schema.Publication, cursor: YamlCursor) -> tuple[Audience, ...]:
    """The audiences, in the order of the source."""
    return tuple(
        _make_audience(id, entry, inside(cursor, "audiences", id))
        for id, entry in found.audiences.items()
    )


def _make_audience(id: str, entry: schema.Audience, cursor: YamlCursor) -> Audience:
    known = cursor.context.shared.facts
    refuse_unknown(cursor, "FCT001", "fact", entry.lead_facts, known, "lead_facts")
    if len(entry.so_what_rests_on) > len(entry.so_what):
        message = "there are more ids here than paragraphs in `so_what`"
        report(cursor, "SRC008", message, "so_what_rests_on", hint="delete those without one")
    so_what = (read_inlines(cursor, text, "so_what", i) for i, text in enumerate(entry.so_what))
    asks = (_make_ask(ask, inside(cursor, "asks", i)) for i, ask in enumerate(entry.asks))
    return Audience(
        id=id,
        name=read_text(cursor, entry.name, "name"),
        question=read_text(cursor, entry.question, "question"),
        purpose=entry.purpose,
        bottom_line=read_inlines(cursor, entry.bottom_line, "bottom_line"),
        so_what=tuple(so_what),
        asks=tuple(asks),
        lead_facts=tuple(entry.lead_facts),
        timing=read_text(cursor, entry.timing, "timing"),
        handling=read_text(cursor, entry.handling, "handling"),
        date=read_text(cursor, entry.date, "date"),
        clearance=read_text(cursor, entry.clearance, "clearance"),
        bottom_line_rests_on=entry.bottom_line_rests_on,
        so_what_rests_on=tuple(entry.so_what_rests_on),
        bottom_line_marking=read_level(cursor, entry.bottom_line_marking, "bottom_line_marking"),
        so_what_marking=read_level(cursor, entry.so_what_marking, "so_what_marking"),
        public=entry.public,
        span=key_of(cursor),
        spans=(
            *(span_of(cursor, part) for part in AUDIENCE_TEXTS),
            *(span_of(cursor, "so_what", i) for i in range(len(entry.so_what))),
        ),
    )


def _make_ask(ask: schema.Ask, cursor: YamlCursor) -> Ask:
    return Ask(
        what=read_text(cursor, ask.what, "what"),
        who=read_text(cursor, ask.who, "who"),
        by=read_text(cursor, ask.by, "by"),
        rests_on=ask.rests_on,
        marking=read_level(cursor, ask.marking, "marking"),
        span=span_of(cursor),
    )


def check_audiences(found: schema.Publication, cursor: YamlCursor, grounds: Grounds) -> None:
    """Report whatever of an audience rests on a paragraph there is not, or on a running number."""
    for id, audience in found.audiences.items():
        for place, target in _list_grounds(audience):
            if target:
                check_ground(target, grounds, cursor, "audiences", id, *place)


def _list_grounds(audience: schema.Audience) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where an audience names paragraphs, and which."""
    yield ("bottom_line_rests_on",), audience.bottom_line_rests_on
    for i, target in enumerate(audience.so_what_rests_on):
        yield ("so_what_rests_on", i), target
    for i, ask in enumerate(audience.asks):
        yield ("asks", i, "rests_on"), ask.rests_on


def make_outputs(found: schema.Publication, cursor: YamlCursor) -> tuple[OutputRequest, ...]:
    """The outputs asked for, in the order of the source."""
    return tuple(
        _make_output(entry, inside(cursor, "outputs", i)) for i, entry in enumerate(found.outputs)
    )


def _make_output(entry: schema.OutputRequest, cursor: YamlCursor) -> OutputRequest:
    options, span = tuple(entry.options.items()), span_of(cursor)
    if isinstance(entry.audiences, str):
        return OutputRequest(entry.generator, (), options, entry.audiences, span=span)
    read_audiences(cursor, entry.audiences, "audiences")
    return OutputRequest(entry.generator, tuple(entry.audiences), options, span=span)


def make_people(found: schema.People, cursor: YamlCursor) -> tuple[Person, ...]:
    """The register of people, in the order of the source."""
    return tuple(
        Person(
            entry.name,
            tuple(entry.posts),
            tuple(entry.organisations),
            tuple(entry.aliases),
            span_of(cursor, "people", i),
        )
        for i, entry in enumerate(found.people)
    )


def make_photos(found: schema.Photos, cursor: YamlCursor) -> tuple[Photo, ...]:
    """The photo register, in the order of the source."""
    return tuple(
        _make_photo(entry, inside(cursor, "photos", i)) for i, entry in enumerate(found.photos)
    )


def _make_photo(entry: schema.Photo, cursor: YamlCursor) -> Photo:
    return Photo(
        number=entry.number,
        caption=read_text(cursor, entry.caption, "caption"),
        credit=read_text(cursor, entry.credit, "credit"),
        file=entry.file,
        marking=read_level(cursor, entry.marking, "marking"),
        audiences=read_audiences(cursor, entry.audiences, "audiences"),
        span=span_of(cursor),
    )
