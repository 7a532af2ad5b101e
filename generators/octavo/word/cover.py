"""The cover and the imprint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from octavo.docx.artwork import render_page
from octavo.docx.layout import twips
from octavo.docx.ledger import Ledger, Writing, name_block
from octavo.docx.markup import Marks, bound_title, outer_link, paragraph, run, spacing_before
from octavo.docx.ledger import link_relationship
from octavo.docx.package import Furniture
from octavo.docx.pictures import Telling, place_behind
from octavo.docx.words import format_dates
from octavo.document import Identifier, Publication
from octavo.length import mm

COVER_HEADER = "rIdCoverHeader"
"""The relationship of the head of the cover, which holds the art."""
_FIRST_DRAWING = 900_000
"""Where the numbers of drawings in heads begin, out of the way of those in the text."""


def write_cover(publication: Publication, writing: Writing) -> list[str]:
    """The words of the cover: what it is, title, subtitle, event, place and dates, publisher."""
    height = twips(writing.layout.height)
    low = spacing_before(height * 3 // 10)
    event = publication.event
    dates = format_dates(event, publication.language)
    when = ", ".join(part for part in (event.place, dates) if part)
    title = name_block(writing.ledger, "publication.title", bound_title(publication.title, 1))
    kind = [publication.kind] if publication.kind else []
    subtitle = [publication.subtitle] if publication.subtitle else []
    lines = [line for line in (event.name, when) if line]
    return [
        *(paragraph("CoverKind", run(line)) for line in kind),
        paragraph("Title", title, low),
        *(paragraph("Subtitle", run(line)) for line in subtitle),
        *(
            paragraph("CoverText", run(line), spacing_before(height // 20) if not place else "")
            for place, line in enumerate(lines)
        ),
        paragraph("CoverText", run(publication.imprint.publisher), spacing_before(height // 30)),
    ]


def cover_header(publication: Publication, writing: Writing) -> Furniture:
    """The head of the cover: the art, behind the words, as large as the page."""
    ledger = Ledger(drawings=_FIRST_DRAWING, stem="cover")
    rendering = render_page(publication.cover, replace(writing, ledger=ledger))
    art = place_behind(rendering, Telling("Cover"), ledger)
    return Furniture("header", COVER_HEADER, paragraph("Header", art), ledger.media)


def write_imprint(publication: Publication, writing: Writing) -> list[str]:
    """The imprint: who publishes, when and on what terms, low on its page."""
    lines = list(_imprint_lines(publication, writing))
    space = twips(writing.layout.height) * 9 // 20 - 180 * max(0, len(lines) - 9)
    title = publication.title
    if publication.subtitle:
        title = f"{title}: {publication.subtitle}"
    head = paragraph("ImprintTitle", run(title), spacing_before(max(0, space)))
    return [head, *(paragraph("Imprint", line) for line in lines)]


def _imprint_lines(publication: Publication, writing: Writing) -> Iterator[str]:
    imprint, words = publication.imprint, writing.words
    event = publication.event
    dates = format_dates(event, publication.language)
    yield from _joined(publication.kind, event.name, event.place, dates)
    yield from _joined(imprint.edition, imprint.publisher, imprint.place, imprint.year)
    yield from (run(_isbn(identifier, writing)) for identifier in imprint.identifiers)
    if imprint.doi:
        yield run(f"{words.doi} ") + _address(f"https://doi.org/{imprint.doi}", imprint.doi, writing)
    if imprint.address:
        yield _address(imprint.address, imprint.address, writing)
    further = (imprint.copyright, imprint.licence, imprint.disclaimer, imprint.contact)
    yield from (run(line) for line in (*further, *imprint.notes) if line)


def _joined(*parts: str) -> Iterator[str]:
    line = ", ".join(part for part in parts if part)
    if line:
        yield run(line)


def _isbn(identifier: Identifier, writing: Writing) -> str:
    formats = dict(writing.words.isbn_formats)
    name = formats.get(identifier.format, identifier.format)
    return f"{writing.words.isbn} {identifier.isbn} ({name})"


def _address(target: str, words: str, writing: Writing) -> str:
    relationship = link_relationship(writing.ledger, target)
    return outer_link(relationship, target, run(words, Marks(style="Hyperlink")))


COVER_HEIGHT = mm(297)
