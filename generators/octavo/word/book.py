"""The whole book, in order."""

from __future__ import annotations

from dataclasses import replace

from octavo.artwork.figure_data import list_undrawable
from octavo.document import Document, Publication
from octavo.document.code import collect_code
from octavo.document.problem import Problem, SourceError
from octavo.document.texts import list_texts
from octavo.docx.artwork import list_high_drawings
from octavo.docx.charts import list_unfit_charts
from octavo.docx.faces import code_family, embed_faces, families
from octavo.docx.house.cover import HouseCover
from octavo.docx.identity import file_identity
from octavo.docx.inlines import list_lost_tooltips
from octavo.docx.layout import Layout, load_layout, turn
from octavo.docx.markup import close_field
from octavo.docx.package import (
    HeaderFooter,
    PackageContent,
    Properties,
    add_headers_footers,
    close_package,
    list_cuts,
    open_package,
)
from octavo.docx.pages.page_numbers import fill_pages, mark_entries, number_pages
from octavo.docx.part_state import PartState, SectionEnds, WriteContext
from octavo.docx.sections import HeaderFooterKind, end_section, section_properties
from octavo.docx.substitutes import name_families
from octavo.docx.tables import list_wide_tables
from octavo.docx.targets import find_targets
from octavo.docx.template import TemplateChoice, build_template
from octavo.docx.words import load_words
from octavo.files.library import Library
from octavo.generator import Output
from octavo.style.theme import Theme, load_theme
from octavo.style.words import load_conventions
from octavo.word.cover import (
    COVER_HEADER,
    ON_ART,
    choose_title_part,
    cover_header,
    write_bare_cover_head,
    write_cover,
    write_imprint,
)
from octavo.word.headers_footers import (
    COVER_FEET,
    REFERENCES,
    write_cover_foot,
    write_headers_footers,
)
from octavo.word.house import ChosenTemplate, take_rooms
from octavo.word.house_cover import cover_section, place_cover, take_cover
from octavo.word.libreoffice import find_pages, require_command
from octavo.word.options import WordOptions
from octavo.word.parts import (
    write_abbreviations,
    write_contents,
    write_index,
    write_photographs,
    write_section,
)

FOLDER = "templates/word"
"""Under which name the words of the Word version stand in the file of a language."""


def write_book(document: Document, options: WordOptions, library: Library) -> Output:
    """The Word file of `document`. Raises `SourceError` when it cannot be made from the source."""
    publication, theme = document.publication, load_theme(library)
    code = collect_code(document.sections)
    chosen = _choose_rooms(document, options, library, code)
    writing = _prepare(document, theme, chosen, options.review, library)
    if faults := _list_undrawable(document, chosen.layout, writing):
        raise SourceError(faults)
    house = _take_cover(document, options, chosen, library)
    body = _write_body(document, chosen, house, writing)
    if not options.template:
        body = name_families(body, theme)
        writing.state.notes[:] = [name_families(note, theme) for note in writing.state.notes]
    properties = _properties(publication)
    manuscript = PackageContent(body, writing.state, properties, writing.words.query)
    cover = _write_cover_headers_footers(publication, chosen.art, writing)
    package = open_package(chosen.template, manuscript, library)
    pages = number_pages(package, theme, theme.scale.text * chosen.layout.scale, bool(code))
    if options.page_numbers == "libreoffice":
        add_headers_footers(
            package, chosen.headers_footers or (*cover, *write_headers_footers(publication))
        )
        entries = mark_entries(package)
        places, pages = find_pages(close_package(package))
        package = open_package(chosen.template, manuscript, library)
        fill_pages(package, places, entries)
    own = write_headers_footers(publication, pages if options.review else 0)
    add_headers_footers(package, chosen.headers_footers or (*cover, *own))
    said = (*chosen.problems, *list_cuts(properties), *list_lost_tooltips(document))
    return Output(close_package(package, publication.label), problems=said)


def list_faults(document: Document, options: WordOptions, library: Library) -> tuple[Problem, ...]:
    """What keeps the Word version from being written. Raises `SourceError` for what is unusable."""
    theme = load_theme(library)
    chosen = _choose_rooms(document, options, library, collect_code(document.sections))
    writing = _prepare(document, theme, chosen, options.review, library)
    _take_cover(document, options, chosen, library)
    if options.page_numbers == "libreoffice":
        require_command()
    cut = *list_cuts(_properties(document.publication)), *list_lost_tooltips(document)
    return (*chosen.problems, *_list_undrawable(document, chosen.layout, writing), *cut)


def _list_undrawable(
    document: Document, layout: Layout, writing: WriteContext
) -> tuple[Problem, ...]:
    """The figures and tables that cannot be drawn, or that no page has room for."""
    if faults := list_undrawable(document):
        return faults
    return (
        *list_unfit_charts(document, writing),
        *list_high_drawings(document, writing),
        *list_wide_tables(document, writing),
    )


def _write_cover_headers_footers(
    publication: Publication, art: bool, writing: WriteContext
) -> tuple[HeaderFooter, ...]:
    """The head of the cover, and its foot when there is a marking."""
    head = cover_header(publication, writing) if art else write_bare_cover_head(publication)
    return (head, *write_cover_foot(publication, ON_ART if art else ""))


def _choose_rooms(
    document: Document, options: WordOptions, library: Library, code: str
) -> ChosenTemplate:
    """The house's own template, or ours; ours leaves the heads and feet to be written."""
    publication, theme, layout = document.publication, load_theme(library), load_layout(library)
    text = "".join(text for text, _, in_code in list_texts(document) if not in_code)
    size = theme.scale.text * layout.scale
    conventions = load_conventions(library, publication.language)
    choice = TemplateChoice(
        conventions,
        file_identity(publication.name, publication.title),
        families(theme),
        code_family(theme) if code else "",
        publication.imprint.publisher,
        options.review,
        embed_faces(theme, size, text=text, code=code) if options.embed_fonts else (),
    )
    if options.template:
        return take_rooms(options.template, document, theme, choice, library, options.cover)
    title = choose_title_part(publication, theme, layout, conventions.locale)
    choice = replace(choice, title=title)
    return ChosenTemplate(build_template(theme, layout, choice, library), layout)


def _take_cover(
    document: Document, options: WordOptions, chosen: ChosenTemplate, library: Library
) -> HouseCover | None:
    """The house's cover, where it is asked for."""
    if options.cover == "own":
        return None
    return take_cover(options.template, chosen.template, document.publication, library)


def _prepare(
    document: Document, theme: Theme, chosen: ChosenTemplate, review: bool, library: Library
) -> WriteContext:
    language = document.publication.language
    layout = chosen.layout
    ends = SectionEnds(
        section_properties(layout, opener=chosen.opener, numbered_lines=review),
        section_properties(layout, opener=False, numbered_lines=review),
        section_properties(turn(layout), opener=False, numbered_lines=review),
    )
    return WriteContext(
        theme,
        chosen.layout,
        load_words(library, FOLDER, language),
        library,
        language,
        load_conventions(library, language),
        find_targets(document.sections),
        PartState(definitions=chosen.definitions),
        ends,
    )


def _write_body(
    document: Document, chosen: ChosenTemplate, house: HouseCover | None, writing: WriteContext
) -> str:
    """Cover, imprint and contents, then the parts, each a section of Word's that starts a page."""
    layout = writing.layout
    parts = [part for part in _write_parts(document, writing) if part]
    front = write_imprint(document.publication, writing) + write_contents(writing)
    foot = COVER_FEET if document.publication.marking or chosen.has_cover_foot else ()
    heads: tuple[tuple[HeaderFooterKind, str, str], ...] = (
        ("header", "first", COVER_HEADER),
        *foot,
    )
    art = cover_section(house, layout, heads) if house else section_properties(layout, heads)
    opening = section_properties(layout, REFERENCES, chosen.opener)
    if house:
        written = end_section(place_cover(house, writing.state), art, apart=True)
    else:
        written = end_section(write_cover(document.publication, writing, chosen.art), art)
    written += end_section(front, opening if parts else "", apart=True)
    if not parts:
        return "".join(written) + opening
    *others, last = (_part_end(part, writing) for part in parts)
    for part, end in others:
        written += end_section(part, end)
    part, end = last
    return "".join(written + _close(part)) + end


def _part_end(part: list[str], writing: WriteContext) -> tuple[list[str], str]:
    """A part without what ends its last pages, and what ends them.

    Pages of it may have been ended before, for a table across, and such a table may be its last.
    """
    if writing.ends.across in part[-1]:
        return part[:-1], writing.ends.across
    turned = any("<w:sectPr>" in one for one in part)
    return part, writing.ends.later if turned else writing.ends.first


def _close(part: list[str]) -> list[str]:
    """The last part; a table, and an index, must have a paragraph after it, here as elsewhere."""
    last = part[-1]
    if last.startswith("<w:p>") and not last.endswith(f"{close_field()}</w:p>"):
        return part
    return end_section(part, "", apart=True)


def _write_parts(document: Document, writing: WriteContext) -> list[list[str]]:
    parts = [write_section(section, writing) for section in document.sections]
    parts.append(write_photographs(document.photos, writing))
    parts.append(write_abbreviations(document.abbreviations, writing))
    parts.append(write_index(writing))
    return parts


def _properties(publication: Publication) -> Properties:
    event = publication.event
    return Properties(
        publication.title,
        publication.imprint.publisher,
        publication.language,
        publication.subtitle,
        publication.keywords,
        publication.description,
        publication.kind,
        event.end or event.start,
    )
