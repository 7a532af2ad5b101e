"""The Word version in a house's own template: its page, its styles, its heads and feet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from octavo.document import Document, Heading
from octavo.document.problem import Problem, Severity, Span
from octavo.document.walk import query
from octavo.docx.house.cover import count_cover_pictures
from octavo.docx.house.letterhead import clear_letterhead
from octavo.docx.house.package import MACROS, HousePackage, open_house
from octavo.docx.house.page import COVER, HouseHeaderFooter, write_headers_footers
from octavo.docx.house.sections import PageSetup, read_layout, read_sections, read_setup
from octavo.docx.house.template import extend_template
from octavo.docx.layout import Layout, load_layout
from octavo.docx.markup import Marks, field, paragraph
from octavo.docx.package import HeaderFooter
from octavo.docx.part_state import OWN_LISTS, ListDefinitions
from octavo.docx.sections import HeaderFooterKind
from octavo.docx.template import TemplateChoice
from octavo.files.library import Library
from octavo.style.theme import Theme
from octavo.word.cover import COVER_HEADER
from octavo.word.headers_footers import COVER_FOOTER, REFERENCES
from octavo.word.marking import write_marking


@dataclass(frozen=True, slots=True)
class ChosenTemplate:
    """What a template gives to the Word version."""

    template: bytes
    layout: Layout
    definitions: ListDefinitions = OWN_LISTS
    headers_footers: tuple[HeaderFooter, ...] = ()
    """All heads and feet, that of the cover first; empty for those that we write ourselves."""
    opener: bool = True
    """Whether the first page of a section has heads and feet of its own."""
    art: bool = True
    """Whether the cover has art."""
    problems: tuple[Problem, ...] = ()
    """What the owner of the template should know."""

    @property
    def has_cover_foot(self) -> bool:
        """Whether the cover has a foot among these."""
        return any(one.relationship == COVER_FOOTER for one in self.headers_footers)


def take_rooms(
    file: str,
    document: Document,
    theme: Theme,
    choice: TemplateChoice,
    library: Library,
    cover: Literal["own", "house"] = "own",
) -> ChosenTemplate:
    """What the template called `file` gives. Raises `SourceError` when it cannot be used."""
    publication = document.publication
    house = open_house(file, library)
    sections = read_sections(house)
    layout = read_layout(house, sections, theme, load_layout(library))
    setup = read_setup(house, sections)
    layout = clear_letterhead(layout, house, setup)
    heads = None if setup is None else setup.even
    extended = extend_template(house, theme, layout, choice, heads, library)
    notes = (*tell_of_macros(house), *(() if cover == "house" else tell_of_cover(house)))
    if setup is None:
        return ChosenTemplate(
            extended.data, layout, extended.definitions, art=False, problems=notes
        )
    told = {
        "title": publication.title,
        "subject": publication.subtitle,
        "author": publication.imprint.publisher,
    }
    marking = write_marking(publication)
    folio = paragraph("Footer", field("PAGE", "1", Marks(style="PageNumber")))
    used = _list_used_styles(document)
    pages = write_headers_footers(house, setup, extended.ids, told, marking, folio, used)
    headers_footers = _hang(pages.pieces, setup, bool(marking))
    return ChosenTemplate(
        extended.data,
        layout,
        extended.definitions,
        headers_footers,
        setup.first,
        art=False,
        problems=(*notes, *pages.problems),
    )


def _list_used_styles(document: Document) -> frozenset[str]:
    """Word's names, in small letters, of the styles of the text that a head may quote."""
    levels = {1, *(heading.level for heading in query(document.sections, Heading))}
    headings = {f"heading {level}" for level in levels if document.sections}
    subtitle = {"subtitle"} if document.publication.subtitle else set[str]()
    return frozenset({"title", *subtitle, *headings})


def tell_of_macros(house: HousePackage) -> tuple[Problem, ...]:
    """A note when the template has macros, which no file gets."""
    if not any(one.kind in MACROS for one in house.left):
        return ()
    message = (
        "the macros of the Word template stay behind; its styles, page, heads and feet are used"
    )
    hint = "to be rid of this note, save it in Word as a template without macros (.dotx)"
    return (Problem(Severity.NOTE, "WRD013", message, Span(house.file, 0), hint),)


def tell_of_cover(house: HousePackage) -> tuple[Problem, ...]:
    """A note when the template has pictures that only its own cover would show."""
    if not count_cover_pictures(house):
        return ()
    message = "the pictures before the first heading of the Word template stay behind"
    hint = (
        "to have them, write `cover: house` beside `template`; or put a logo that is to stand on "
        "all pages in the head of the template"
    )
    return (Problem(Severity.NOTE, "WRD017", message, Span(house.file, 0), hint),)


def _hang(
    parts: Mapping[tuple[HeaderFooterKind, str], HouseHeaderFooter],
    setup: PageSetup,
    marked: bool,
) -> tuple[HeaderFooter, ...]:
    """The heads and feet where sections name them, those of the cover first."""
    hung: list[tuple[HeaderFooterKind, str, str]] = [("header", COVER, COVER_HEADER), *REFERENCES]
    if marked or "footer" in setup.cover:
        hung.append(("footer", COVER, COVER_FOOTER))
    return tuple(
        HeaderFooter(kind, id, part.content, part.media, part.links)
        for kind, page, id in hung
        for part in (parts[kind, page],)
    )
