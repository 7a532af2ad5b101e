"""A house's own cover in the place of ours."""

from __future__ import annotations

from dataclasses import replace

from octavo.document import Publication
from octavo.document.problem import Problem, Severity, SourceError
from octavo.docx.archive import unpack
from octavo.docx.house.cover import HouseCover, read_cover
from octavo.docx.house.package import open_house
from octavo.docx.layout import Layout
from octavo.docx.part_state import PartState
from octavo.docx.sections import HeaderFooterKind, section_properties
from octavo.files.library import Library
from octavo.style.dates import format_dates
from octavo.style.words import load_conventions

STYLES = "word/styles.xml"


def take_cover(
    file: str, template: bytes, publication: Publication, library: Library
) -> HouseCover:
    """The cover of the template called `file`, filled; `template` is what became of its styles.

    Raises `SourceError` when there is none, or when it cannot be used.
    """
    if not file:
        message = "`cover: house` stands without a template, from which the cover would come"
        hint = "write `template: templates/our.docx` beside it, or leave out `cover`"
        raise SourceError((Problem(Severity.ERROR, "WRD014", message, hint=hint),))
    event, locale = publication.event, load_conventions(library, publication.language).locale
    told = {
        "title": publication.title,
        "subject": publication.subtitle,
        "author": publication.imprint.publisher,
        "date": format_dates(event, locale),
        "place": event.place,
        "event": event.name,
        "kind": publication.kind,
        "keywords": ", ".join(publication.keywords),
        "description": publication.description,
    }
    return read_cover(open_house(file, library), unpack(template)[STYLES], told)


def place_cover(cover: HouseCover, state: PartState) -> list[str]:
    """The paragraphs of a cover; its pictures and addresses are then among the file's."""
    blocks = list(cover.blocks)
    for address, id in cover.links.items():
        kept = state.links.setdefault(address, id)  # the text may lead there too
        blocks = [block.replace(f'"{id}"', f'"{kept}"') for block in blocks]
    state.media.update(cover.media)
    return blocks


def cover_section(
    cover: HouseCover, layout: Layout, heads: tuple[tuple[HeaderFooterKind, str, str], ...]
) -> str:
    """What ends the pages of a cover: its own margins, and its text where it stands in them."""
    ends = section_properties(replace(layout, **cover.margins), heads)
    upright = f'<w:vAlign w:val="{cover.upright}"/>' if cover.upright else ""
    return ends.replace("<w:titlePg/>", f"{upright}<w:titlePg/>")
