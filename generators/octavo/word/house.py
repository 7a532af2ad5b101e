"""The Word version in a house's own template: its page, its styles, its heads and feet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from octavo.document import Publication
from octavo.docx.house.package import open_house
from octavo.docx.house.page import (
    COVER,
    HouseHeaderFooter,
    read_layout,
    read_setup,
    write_headers_footers,
)
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
from octavo.word.headers_footers import REFERENCES, write_cover_foot
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


def take_rooms(
    file: str, publication: Publication, theme: Theme, choice: TemplateChoice, library: Library
) -> ChosenTemplate:
    """What the template called `file` gives. Raises `SourceError` when it cannot be used."""
    house = open_house(file, library)
    layout = read_layout(house, theme, load_layout(library))
    setup = read_setup(house)
    heads = None if setup is None else setup.even
    extended = extend_template(house, theme, layout, choice, heads, library)
    if setup is None:
        return ChosenTemplate(extended.data, layout, extended.definitions, art=False)
    told = {
        "title": publication.title,
        "subject": publication.subtitle,
        "author": publication.imprint.publisher,
    }
    marking = write_marking(publication)
    folio = paragraph("Footer", field("PAGE", "1", Marks(style="PageNumber")))
    parts = write_headers_footers(house, setup, extended.ids, told, marking, folio)
    headers_footers = (*_hang(parts), *write_cover_foot(publication))
    return ChosenTemplate(
        extended.data, layout, extended.definitions, headers_footers, setup.first, art=False
    )


def _hang(
    parts: Mapping[tuple[HeaderFooterKind, str], HouseHeaderFooter],
) -> tuple[HeaderFooter, ...]:
    """The heads and feet where sections name them, that of the cover first."""
    hung: list[tuple[HeaderFooterKind, str, str]] = [("header", COVER, COVER_HEADER), *REFERENCES]
    return tuple(
        HeaderFooter(kind, id, part.content, part.media, part.links)
        for kind, page, id in hung
        for part in (parts[kind, page],)
    )
