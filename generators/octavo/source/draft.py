"""A publication's folder as a draft: publication.yaml, the photo register and the sections."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from octavo.document import Draft, Paragraph, Person, Photo
from octavo.document.problem import Problem, Severity, SourceError, Span
from octavo.document.walk import query
from octavo.files.library import Folder, Library
from octavo.files.source_file import Page, add_excerpts, error, open_page
from octavo.files.validation import validate
from octavo.files.yaml_tree import Tree, parse_yaml
from octavo.source import schema
from octavo.source.context import Reading, Setting
from octavo.source.expressions import Covered, cover
from octavo.source.publication import (
    check_grounds,
    make_audiences,
    make_outputs,
    make_people,
    make_photos,
    make_publication,
    make_setting,
)
from octavo.source.sections import SectionFile, read_section
from octavo.source.yaml_cursor import Sheet, read_waivers, report_unread, span_of, understand

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
    desk = _Desk(library, [], [])
    draft = _read_publication(desk, name or folder)
    return Survey(draft, add_excerpts(desk.problems, library), tuple(desk.files))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where a source is read: what it is read from, and what has been noted so far."""

    library: Library
    problems: list[Problem]
    files: list[str]


@dataclass(frozen=True, slots=True)
class _Opened:
    """A YAML file, parsed."""

    page: Page
    covered: Covered
    tree: Tree


def _open(desk: _Desk, file: str) -> Page | None:
    page = open_page(desk.library, file, desk.problems)
    if page:
        desk.files.append(file)
    return page


def _open_yaml(desk: _Desk, file: str) -> _Opened | None:
    page = _open(desk, file)
    if page is None:
        return None
    covered = cover(page)
    tree = parse_yaml(page, covered.text)
    return _Opened(page, covered, tree) if tree else None


def _read_publication(desk: _Desk, name: str) -> Draft | None:
    opened = _open_yaml(desk, FILE)
    found = validate(opened.page, opened.tree, schema.Publication) if opened else None
    if opened is None or found is None:
        return None
    setting = make_setting(desk.library, found, opened.page, opened.tree, opened.covered)
    sheet = Sheet(Reading(opened.page, setting, opened.covered.expressions), opened.tree)
    publication = make_publication(found, sheet, name)
    audiences = make_audiences(found, sheet)
    outputs = make_outputs(found, sheet)
    report_unread(sheet)
    photos = _read_photos(desk, found.photos, sheet)
    people = _read_people(desk, found.people, sheet)
    files = _read_sections(desk, found, sheet)
    if publication is None or photos is None or people is None or files is None:
        return None
    sections = tuple(file.section for file in files)
    waivers = read_waivers(sheet, found.waivers)
    waivers += tuple(waiver for file in files for waiver in file.waivers)
    check_grounds(found, sheet, [p.id for p in query(sections, Paragraph) if p.id])
    facts = tuple(setting.facts.values())
    terms, scheme, level = setting.terms, setting.scheme, found.marking.level
    said = publication, sections, facts, photos, terms, audiences, outputs
    return Draft(*said, people, waivers, scheme, level)


def _read_photos(desk: _Desk, file: str, listed: Sheet) -> tuple[Photo, ...] | None:
    """The photo register; empty without one, `None` when it cannot be understood."""
    sheet = _open_list(desk, "photos", file, listed) if file else None
    found = understand(sheet, schema.Photos) if sheet else None
    if sheet is None or found is None:
        return None if file else ()
    photos = make_photos(found, sheet)
    report_unread(sheet)
    return photos


def _read_people(desk: _Desk, file: str, listed: Sheet) -> tuple[Person, ...] | None:
    """The register of people; empty without one, `None` when it cannot be understood."""
    sheet = _open_list(desk, "people", file, listed) if file else None
    found = understand(sheet, schema.People) if sheet else None
    if sheet is None or found is None:
        return None if file else ()
    report_unread(sheet)
    return make_people(found, sheet)


def _open_list(desk: _Desk, key: str, file: str, listed: Sheet) -> Sheet | None:
    """The list in `file`, which publication.yaml names under `key`, as the value of that key."""
    opened = _open_yaml(desk, file)
    if opened is None:
        _move_to_list(desk, file, span_of(listed, key))
        return None
    reading = Reading(opened.page, listed.reading.setting, opened.covered.expressions)
    return Sheet(reading, _put_under(key, opened.tree))


def _put_under(key: str, tree: Tree) -> Tree:
    """The tree as the value of one key, for a file that holds a list."""
    return Tree(
        {key: tree.value},
        {(key, *path): span for path, span in tree.values.items()},
        {(key, *path): span for path, span in tree.keys.items()},
    )


def _read_sections(
    desk: _Desk, found: schema.Publication, sheet: Sheet
) -> tuple[SectionFile, ...] | None:
    """The files of the sections; `None` when one of them could not be understood."""
    sections: list[SectionFile | None] = []
    for i, file in enumerate(found.sections):
        span = span_of(sheet, "sections", i)
        if file in found.sections[:i]:
            desk.problems.append(error("SRC005", f"the section `{file}` is listed twice", span))
            continue
        sections.append(_read_section(desk, file, span, sheet.reading.setting, found.attribution))
    good = tuple(section for section in sections if section)
    return good if len(good) == len(sections) else None


def _read_section(
    desk: _Desk, file: str, span: Span | None, setting: Setting, attribution: str
) -> SectionFile | None:
    page = _open(desk, file)
    if page is None:
        _move_to_list(desk, file, span)
        return None
    return read_section(page, setting, attribution)


def _move_to_list(desk: _Desk, file: str, span: Span | None) -> None:
    """Have the last problem, when it is about a whole file, point to where the file is listed."""
    last = desk.problems[-1]
    if last.span == Span(file, 0):
        desk.problems[-1] = replace(last, span=span)
