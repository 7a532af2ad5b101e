"""A publication's folder as a draft: publication.yaml, the photo register and the sections."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from octavo.document import Draft, OutputRequest, Person, Photo, Recipient, Section
from octavo.document.problem import Problem, Severity, SourceError, Span
from octavo.files.library import Folder, Library
from octavo.files.source_file import SourceFile, add_excerpts, error, open_source
from octavo.files.validation import complete_tree
from octavo.source import schema
from octavo.source.consequences import Losses, is_consequence, list_losses
from octavo.source.context import FileContext, ReadContext
from octavo.source.grounds import find_grounds, list_moving_references
from octavo.source.kept_sections import KeptSections, NotedFacts, list_grounds, read_bytes
from octavo.source.publication import (
    check_audiences,
    make_audiences,
    make_context,
    make_outputs,
    make_people,
    make_photos,
    make_publication,
)
from octavo.source.recipients import ListGrounds, read_recipients
from octavo.source.sections import SectionFile, read_section
from octavo.source.yaml_cursor import YamlCursor, read_waivers, report_unread, span_of, validate
from octavo.source.yaml_files import YamlFile, move_problem, parse_file, read_list

FILE = "publication.yaml"
"""The file that makes a folder a publication."""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What reading a source brought to light."""

    draft: Draft | None
    """With stand-ins for what is wrong, if there are errors among the problems; `None` when not
    even publication.yaml could be read."""
    problems: tuple[Problem, ...]
    """In order of file and line, without those that only follow from others."""
    files: tuple[str, ...]
    """The text files that were read, in order."""
    losses: Losses
    """What was not read, and makes some problems of the draft doubtful."""
    given: frozenset[str] = frozenset()
    """The ids of blocks that stand in the source."""


def read(source: Library | Path | str, name: str = "") -> Draft:
    """The draft of the publication in `source`, a library or a folder.

    `name` is used in file names; left out, it is the folder's. Raises `SourceError` with every
    problem found.
    """
    found = read_source(source, name)
    wrong = tuple(p for p in found.problems if p.severity is Severity.ERROR)
    if wrong or found.draft is None:
        raise SourceError(wrong)
    return found.draft


def read_source(
    source: Library | Path | str, name: str = "", kept: KeptSections | None = None
) -> ReadResult:
    """The draft of the publication in `source`, as far as it can be read, with its problems.

    What `kept` holds of an earlier reading is not read again where nothing has changed.
    """
    library = Folder(Path(source)) if isinstance(source, str | Path) else source
    folder = Path(source).resolve().name if isinstance(source, str | Path) else "publication"
    state = _ReadState(library, [], [], set(), kept or KeptSections())
    opened = _open_yaml(state, FILE)
    draft = _read_publication(state, opened, name or folder) if opened else None
    losses = list_losses(state.problems, FILE, opened.tree if opened else None)
    real = (problem for problem in state.problems if not is_consequence(problem, losses))
    problems, files = add_excerpts(real, library), tuple(state.files)
    return ReadResult(draft, problems, files, losses, frozenset(state.given))


@dataclass(frozen=True, slots=True)
class _ReadState:
    """Where a source is read: what it is read from, and what has been noted so far."""

    library: Library
    problems: list[Problem]
    files: list[str]
    given: set[str]
    kept: KeptSections


def _open(state: _ReadState, file: str) -> SourceFile | None:
    source = open_source(state.library, file, state.problems)
    if source:
        state.files.append(file)
    return source


def _open_yaml(state: _ReadState, file: str) -> YamlFile | None:
    return parse_file(_open(state, file))


def _read_publication(state: _ReadState, opened: YamlFile, name: str) -> Draft | None:
    found = complete_tree(opened.source, opened.tree, schema.Publication)
    if found is None:
        return None
    shared = make_context(state.library, found, opened.source, opened.tree, opened.covered)
    cursor = YamlCursor(FileContext(opened.source, shared, opened.covered.expressions), opened.tree)
    publication = make_publication(found, cursor, name)
    audiences = make_audiences(found, cursor)
    outputs = make_outputs(found, cursor)
    report_unread(cursor)
    photos = _read_photos(state, found.photos, cursor)
    people = _read_people(state, found.people, cursor)
    files = _read_sections(state, found, cursor)
    state.files.extend(dict.fromkeys(shared.files))
    sections = tuple(file.section for file in files)
    waivers = read_waivers(cursor, found.waivers)
    waivers += tuple(waiver for file in files for waiver in file.waivers)
    for file in files:
        state.given.update(file.given)
    given = frozenset(state.given)
    outputs = _read_lists(state, outputs, found.language, cursor, sections)
    check_audiences(found, cursor, find_grounds(sections, given))
    state.problems.extend(list_moving_references(sections, audiences, given))
    facts = tuple(shared.facts.values())
    terms, scheme, level = shared.terms, shared.scheme, found.marking.level
    said = publication, sections, facts, photos, terms, audiences, outputs
    names, house = shared.words.names, tuple(found.house_style)
    return Draft(*said, people, waivers, scheme, level, names, house)


def _read_photos(state: _ReadState, file: str, listed: YamlCursor) -> tuple[Photo, ...]:
    """The photo register; empty without one, or when it cannot be understood."""
    cursor = _open_list(state, "photos", file, listed) if file else None
    found = validate(cursor, schema.Photos) if cursor else None
    if cursor is None or found is None:
        return ()
    photos = make_photos(found, cursor)
    report_unread(cursor)
    return photos


def _read_people(state: _ReadState, file: str, listed: YamlCursor) -> tuple[Person, ...]:
    """The register of people; empty without one, or when it cannot be understood."""
    cursor = _open_list(state, "people", file, listed) if file else None
    found = validate(cursor, schema.People) if cursor else None
    if cursor is None or found is None:
        return ()
    report_unread(cursor)
    return make_people(found, cursor)


def _read_lists(
    state: _ReadState,
    outputs: tuple[OutputRequest, ...],
    language: str,
    cursor: YamlCursor,
    sections: tuple[Section, ...],
) -> tuple[OutputRequest, ...]:
    """The outputs, those that name a list of readers with the readers in it."""
    points = frozenset(point.id for section in sections for point in section.points)
    grounds = ListGrounds(cursor.context.shared.audiences, points, language)
    lists = {
        output.readers: span_of(cursor, "outputs", at, "audiences")
        for at, output in enumerate(outputs)
        if output.readers
    }
    found = {file: _read_readers(state, file, span, grounds) for file, span in lists.items()}
    return tuple(replace(output, recipients=found.get(output.readers, ())) for output in outputs)


def _read_readers(
    state: _ReadState, file: str, span: Span | None, grounds: ListGrounds
) -> tuple[Recipient, ...]:
    before = len(state.problems)
    found = read_recipients(state.library, file, state.problems, grounds)
    if state.problems[before:]:
        move_problem(state.library, state.problems, file, span)
    state.files.append(file)
    return found


def _open_list(state: _ReadState, key: str, file: str, listed: YamlCursor) -> YamlCursor | None:
    """The list in `file`, which publication.yaml names under `key`, as the value of that key."""
    opened = _open_yaml(state, file)
    if opened is None:
        move_problem(state.library, state.problems, file, span_of(listed, key))
        return None
    return read_list(opened, key, listed.context.shared)


def _read_sections(
    state: _ReadState, found: schema.Publication, cursor: YamlCursor
) -> tuple[SectionFile, ...]:
    """The files of the sections, as far as there are any."""
    sections: dict[str, SectionFile | None] = {}
    rule = found.attribution or ""
    for i, file in enumerate(found.sections):
        span = span_of(cursor, "sections", i)
        if file in sections:
            message = f"the section `{file}` is listed twice"
            state.problems.append(error("SRC005", message, span, "delete one of the two"))
            continue
        sections[file] = _read_section(state, file, span, cursor.context.shared, rule)
    return tuple(section for section in sections.values() if section)


def _read_section(
    state: _ReadState, file: str, span: Span | None, shared: ReadContext, attribution: str
) -> SectionFile | None:
    against, data_files = list_grounds(shared, attribution), len(shared.files)
    data = read_bytes(state.library, file)
    found = state.kept.find(file, data, against, shared.facts)
    if found is not None:
        state.files.append(file)
        state.problems.extend(found[1])
        return found[0]
    before = len(state.problems)
    source = _open(state, file)
    if source is None:
        move_problem(state.library, state.problems, file, span)
        return None
    facts = NotedFacts(shared.facts)
    section = read_section(source, replace(shared, facts=facts), attribution)
    if len(shared.files) == data_files:
        problems = tuple(state.problems[before:])
        state.kept.keep(file, data, against, facts.asked, section, problems)
    return section
