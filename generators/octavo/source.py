"""A publication's folder as a draft: publication.yaml, photos.yaml and the sections."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from octavo import schema
from octavo.blocks import read_blocks
from octavo.document import (
    Ask,
    Audience,
    Draft,
    Event,
    Fact,
    Identifier,
    Imprint,
    OutputRequest,
    Paragraph,
    Photo,
    Point,
    Publication,
    Section,
    Term,
    Weight,
)
from octavo.expressions import Covered, cover, uncover
from octavo.figures import at, read_artwork, read_audiences
from octavo.inlines import Where, read_phrase, read_string
from octavo.library import Folder, Library
from octavo.markdown import make_engine
from octavo.page import Page, add_excerpts, error, open_page, suggest
from octavo.problem import Problem, Severity, SourceError, Span
from octavo.setting import Reading, Setting
from octavo.validation import find_key, find_value, validate
from octavo.walk import query
from octavo.words import load_words
from octavo.yaml_tree import Path as Steps
from octavo.yaml_tree import Tree, parse_yaml

FILE = "publication.yaml"
"""The file that makes a folder a publication."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What reading a source brought to light."""

    draft: Draft | None
    """`None` when a file could not be understood at all."""
    problems: tuple[Problem, ...]
    """In order of file and line."""
    files: tuple[str, ...]
    """The text files that were read, in order."""


def read(source: Library | Path | str, name: str = "") -> Draft:
    """The draft of the publication in `source`, a library or a folder.

    `name` is used in file names; left out, it is the folder's. Raises `SourceError` with every
    problem found.
    """
    found = survey(source, name)
    wrong = tuple(p for p in found.problems if p.severity is Severity.ERROR)
    if wrong or found.draft is None:
        raise SourceError(wrong)
    return found.draft


def survey(source: Library | Path | str, name: str = "") -> Survey:
    """The draft of the publication in `source`, as far as it can be read, with its problems."""
    library = Folder(Path(source)) if isinstance(source, str | Path) else source
    folder = Path(source).resolve().name if isinstance(source, str | Path) else "publication"
    problems: list[Problem] = []
    files: list[str] = []
    draft = _read_publication(library, name or folder, problems, files)
    return Survey(draft, add_excerpts(problems, library), tuple(files))


@dataclass(frozen=True, slots=True)
class _Opened:
    """A YAML file, or the head of a Markdown file, ready to be understood."""

    page: Page
    tree: Tree
    covered: Covered


def _open_yaml(
    library: Library, file: str, problems: list[Problem], files: list[str]
) -> _Opened | None:
    page = open_page(library, file, problems)
    if page is None:
        return None
    files.append(file)
    covered = cover(page)
    tree = parse_yaml(page, covered.text)
    return _Opened(page, tree, covered) if tree else None


def _read_publication(
    library: Library, name: str, problems: list[Problem], files: list[str]
) -> Draft | None:
    opened = _open_yaml(library, FILE, problems, files)
    found = validate(opened.page, opened.tree, schema.Publication) if opened else None
    if opened is None or found is None:
        return None
    setting = _make_setting(library, found, opened)
    reading = Reading(opened.page, setting, opened.covered.expressions, {})
    publication = _make_publication(found, opened.tree, reading, name)
    audiences = _make_audiences(found, opened.tree, reading)
    outputs = _make_outputs(found, opened.tree, reading)
    photos = _read_photos(library, found, opened.tree, setting, problems, files)
    sections = [
        _read_section(library, file, found, setting, (opened.tree, i), problems, files)
        for i, file in enumerate(found.sections)
    ]
    complete = [section for section in sections if section]
    if publication is None or photos is None or len(complete) < len(sections):
        return None
    draft = Draft(
        publication,
        tuple(complete),
        tuple(setting.facts.values()),
        photos,
        setting.terms,
        audiences,
        outputs,
    )
    _check_asks(draft, found, opened)
    return draft


# ------------------------------------------------------------------------------ publication


def _make_setting(library: Library, found: schema.Publication, opened: _Opened) -> Setting:
    try:
        words = load_words(library, found.language)
    except LookupError as fault:
        span = find_value(opened.tree, ("language",))
        hint = f"supply `templates/words/{found.language}.yaml`, or choose another language"
        opened.page.problems.append(error("SRC008", str(fault), span, hint))
        words = load_words(library, "en")
    facts = {
        id: Fact(
            id,
            uncover(fact.value, opened.covered.expressions),
            fact.label,
            fact.approximate,
            fact.as_of,
            find_key(opened.tree, ("facts", id)),
        )
        for id, fact in found.facts.items()
    }
    terms = tuple(Term(short, long) for short, long in found.abbreviations.items())
    return Setting(facts, terms, tuple(found.audiences), words, make_engine())


def _make_publication(
    found: schema.Publication, tree: Tree, reading: Reading, name: str
) -> Publication | None:
    cover_art = read_artwork(found.cover, tree, ("cover",), reading)
    if cover_art is None:
        return None

    def say(text: str, *path: str | int) -> str:
        return read_string(text, at(tree, path, reading))

    return Publication(
        name,
        say(found.title, "title"),
        _make_event(found.event, tree, reading),
        _make_imprint(found.imprint, tree, reading),
        say(found.subtitle, "subtitle"),
        found.language,
        say(found.kind, "kind"),
        say(found.description, "description"),
        tuple(found.keywords),
        found.marking,
        found.attribution,
        cover_art,
    )


def _make_event(found: schema.Event, tree: Tree, reading: Reading) -> Event:
    where = at(tree, ("event",), reading)
    if found.start and found.end and found.end < found.start:
        message = "the event ends before it starts"
        span = find_value(tree, ("event", "end"))
        reading.page.problems.append(error("SRC008", message, span))
    name, place = read_string(found.name, where), read_string(found.place, where)
    return Event(name, place, found.start, found.end)


def _make_imprint(found: schema.Imprint, tree: Tree, reading: Reading) -> Imprint:
    def say(text: str, *path: str | int) -> str:
        return read_string(text, at(tree, ("imprint", *path), reading))

    return Imprint(
        say(found.publisher, "publisher"),
        say(found.place, "place"),
        found.year,
        say(found.edition, "edition"),
        tuple(Identifier(entry.format, entry.isbn) for entry in found.identifiers),
        found.doi,
        say(found.copyright, "copyright"),
        say(found.licence, "licence"),
        say(found.disclaimer, "disclaimer"),
        say(found.contact, "contact"),
        found.address,
        tuple(say(note, "notes", i) for i, note in enumerate(found.notes)),
    )


def _make_audiences(
    found: schema.Publication, tree: Tree, reading: Reading
) -> tuple[Audience, ...]:
    return tuple(_make_audience(id, entry, tree, reading) for id, entry in found.audiences.items())


def _make_audience(id: str, entry: schema.Audience, tree: Tree, reading: Reading) -> Audience:
    path: Steps = ("audiences", id)

    def where(*steps: str | int) -> Where:
        return at(tree, (*path, *steps), reading)

    _check_lead_facts(entry, path, tree, reading)
    return Audience(
        id,
        read_string(entry.name, where("name")),
        read_string(entry.question, where("question")),
        entry.purpose,
        read_phrase(entry.bottom_line, where("bottom_line")),
        tuple(read_phrase(text, where("so_what", i)) for i, text in enumerate(entry.so_what)),
        tuple(_make_ask(ask, where("asks", i)) for i, ask in enumerate(entry.asks)),
        tuple(entry.lead_facts),
        read_string(entry.timing, where("timing")),
        read_string(entry.handling, where("handling")),
        find_key(tree, path),
    )


def _make_ask(ask: schema.Ask, where: Where) -> Ask:
    what, who, by = (read_string(text, where) for text in (ask.what, ask.who, ask.by))
    return Ask(what, who, by, ask.rests_on)


def _check_lead_facts(entry: schema.Audience, path: Steps, tree: Tree, reading: Reading) -> None:
    known = reading.setting.facts
    for i, name in enumerate(entry.lead_facts):
        if name not in known:
            span = find_value(tree, (*path, "lead_facts", i))
            problem = error("FCT001", f"there is no fact `{name}`", span, suggest(name, known))
            reading.page.problems.append(problem)


def _make_outputs(
    found: schema.Publication, tree: Tree, reading: Reading
) -> tuple[OutputRequest, ...]:
    requests: list[OutputRequest] = []
    for i, entry in enumerate(found.outputs):
        read_audiences(entry.audiences, tree, ("outputs", i, "audiences"), reading)
        options = tuple(entry.options.items())
        span = find_value(tree, ("outputs", i))
        requests.append(OutputRequest(entry.generator, tuple(entry.audiences), options, span))
    return tuple(requests)


def _read_photos(
    library: Library,
    found: schema.Publication,
    tree: Tree,
    setting: Setting,
    problems: list[Problem],
    files: list[str],
) -> tuple[Photo, ...] | None:
    if not found.photos:
        return ()
    opened = _open_yaml(library, found.photos, problems, files)
    if opened is None:
        return None
    listed = Tree(
        {"photos": opened.tree.value},
        {("photos", *path): span for path, span in opened.tree.values.items()},
        {("photos", *path): span for path, span in opened.tree.keys.items()},
    )
    entries = validate(opened.page, listed, schema.Photos)
    if entries is None:
        return None
    reading = Reading(opened.page, setting, opened.covered.expressions, {})
    return tuple(
        _make_photo(entry, ("photos", i), listed, reading) for i, entry in enumerate(entries.photos)
    )


def _make_photo(entry: schema.Photo, path: Steps, tree: Tree, reading: Reading) -> Photo:
    return Photo(
        entry.number,
        read_string(entry.caption, at(tree, (*path, "caption"), reading)),
        read_string(entry.credit, at(tree, (*path, "credit"), reading)),
        entry.file,
        read_audiences(entry.audiences, tree, (*path, "audiences"), reading),
        find_value(tree, path),
    )


# ------------------------------------------------------------------------------ sections

_FENCE = re.compile(r"-{3,}[ \t]*")


def _read_section(
    library: Library,
    file: str,
    publication: schema.Publication,
    setting: Setting,
    listed: tuple[Tree, int],
    problems: list[Problem],
    files: list[str],
) -> Section | None:
    span = find_value(listed[0], ("sections", listed[1]))
    if publication.sections.index(file) != listed[1]:
        problems.append(error("SRC005", f"the section `{file}` is listed twice", span))
        return None
    before = len(problems)
    page = open_page(library, file, problems)
    if page is None:
        found = problems.pop() if len(problems) == before + 1 else None
        missing = found and found.span == Span(file, 0)
        problems.extend([replace(found, span=span) if missing else found] if found else [])
        return None
    files.append(file)
    covered = cover(page)
    head = _split_head(covered.text)
    if head is None:
        hint = "begin the file with `---`, the section's `id`, `title` and `kind`, and `---`"
        problems.append(error("SRC009", "there is no front matter", Span(file, 1, 1), hint))
        return None
    text, body, first = head
    tree = parse_yaml(page, text, 2)
    entry = validate(page, tree, schema.Section) if tree else None
    if tree is None or entry is None:
        return None
    reading = Reading(page, setting, covered.expressions, {})
    return _make_section(entry, tree, reading, (body, first), publication.attribution)


def _split_head(text: str) -> tuple[str, str, int] | None:
    """The front matter, the body and the body's first line; `None` without front matter."""
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        return None
    for i, line in enumerate(lines[1:], 1):
        if _FENCE.fullmatch(line):
            return "\n".join(lines[1:i]), "\n".join(lines[i + 1 :]), i + 2
    return None


def _make_section(
    entry: schema.Section,
    tree: Tree,
    reading: Reading,
    body: tuple[str, int],
    attribution: str,
) -> Section:
    def say(text: str, key: str) -> str:
        return read_string(text, at(tree, (key,), reading))

    blocks = read_blocks(reading, *body, entry.id)
    paragraphs = {paragraph.id for paragraph in query(blocks, Paragraph) if paragraph.id}
    points = tuple(
        _make_point(point, ("points", i), tree, reading, paragraphs)
        for i, point in enumerate(entry.points)
    )
    return Section(
        entry.id,
        say(entry.title, "title"),
        entry.kind,
        blocks,
        say(entry.label, "label"),
        0,
        say(entry.short_title, "short_title"),
        read_phrase(entry.standfirst, at(tree, ("standfirst",), reading)),
        entry.attribution or attribution,
        points,
        read_audiences(entry.audiences, tree, ("audiences",), reading),
        find_value(tree, ("id",)),
    )


def _make_point(
    point: schema.Point, path: Steps, tree: Tree, reading: Reading, paragraphs: Iterable[str]
) -> Point:
    if point.rests_on not in paragraphs:
        message = f"this section has no paragraph `{point.rests_on}`"
        span = find_value(tree, (*path, "rests_on"))
        hint = suggest(point.rests_on, paragraphs)
        reading.page.problems.append(error("REF003", message, span, hint))
    _check_names(point, path, tree, reading)
    return Point(
        point.id,
        read_phrase(point.text, at(tree, (*path, "text"), reading)),
        point.rests_on,
        tuple(
            read_phrase(text, at(tree, (*path, "variants", i), reading))
            for i, text in enumerate(point.variants)
        ),
        point.weight,
        _make_weights(point),
        False,
        point.key,
        frozenset(point.audiences),
        find_value(tree, path),
    )


def _make_weights(point: schema.Point) -> tuple[Weight, ...]:
    """The weight for each audience that has its own, or that must have the point."""
    named = dict.fromkeys([*point.weights, *point.required])
    return tuple(
        Weight(audience, point.weights.get(audience, point.weight), audience in point.required)
        for audience in named
    )


def _check_names(point: schema.Point, path: Steps, tree: Tree, reading: Reading) -> None:
    """Report each audience that the point names and the publication does not know."""
    read_audiences(point.audiences, tree, (*path, "audiences"), reading)
    read_audiences(point.required, tree, (*path, "required"), reading)
    for name in point.weights:
        if name not in reading.setting.audiences:
            span = find_key(tree, (*path, "weights", name))
            hint = suggest(name, reading.setting.audiences)
            problem = error("AUD001", f"there is no audience `{name}`", span, hint)
            reading.page.problems.append(problem)


def _check_asks(draft: Draft, found: schema.Publication, opened: _Opened) -> None:
    known = [paragraph.id for paragraph in query(draft.sections, Paragraph) if paragraph.id]
    for id, audience in found.audiences.items():
        for i, ask in enumerate(audience.asks):
            if ask.rests_on and ask.rests_on not in known:
                span = find_value(opened.tree, ("audiences", id, "asks", i, "rests_on"))
                message = f"there is no paragraph `{ask.rests_on}`"
                hint = suggest(ask.rests_on, known)
                opened.page.problems.append(error("REF003", message, span, hint))
