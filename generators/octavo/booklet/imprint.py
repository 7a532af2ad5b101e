"""The imprint: what the publication is, who publishes it, on what terms."""

from __future__ import annotations

from dataclasses import replace

from octavo.booklet.pages import BookContext, BookPage, make_text_page, set_words_in
from octavo.document.length import add_up
from octavo.style.dates import format_dates
from octavo.style.phrases import say
from octavo.typeset.flow import FlowItem, PageGeometry, fill
from octavo.typeset.text import TextStyle


def make_imprint(book: BookContext) -> tuple[BookPage, ...]:
    """The imprint, at the foot of its page: what this is, who publishes it, on what terms.

    One that is higher than a page goes on on the next.
    """
    element = book.typeset.canvas.root.add("Sect")
    element.span = book.document.publication.span
    scale = book.typeset.text.theme.scale
    style = TextStyle(scale.small, 11.4, "sans", "quiet", "left", False, ("lnum",))
    strong = replace(style, role="sans-bold", colour="ink")
    rows: list[FlowItem] = []
    for said, bold in _imprint_lines(book):
        look = strong if bold else style
        lines = said.splitlines()
        made = [row for one in lines for row in set_words_in(element.add("P"), one, look, book)]
        rows.extend((replace(made[0], space_before=5.4), *made[1:]))
    shape = book.template.shape
    height = add_up(row.height + row.space_before for row in rows)
    room = max(shape.column - height, 0.0)
    columns = fill(rows, PageGeometry(shape.column))
    book_pages = [make_text_page((column,), "", book, room) for column in columns]
    return tuple(replace(book_page, running_head="", folio=False) for book_page in book_pages)


def _imprint_lines(book: BookContext) -> list[tuple[str, bool]]:
    publication = book.document.publication
    imprint, event, words = publication.imprint, publication.event, book.template.words
    title = ": ".join(part for part in (publication.title, publication.subtitle) if part)
    when = format_dates(event, book.typeset.text.language.locale)
    held = ", ".join(part for part in (event.name, event.place, when) if part)
    given = {"publisher": imprint.publisher, "place": imprint.place, "year": imprint.year}
    numbers = [
        f"{say(words, 'kinds.isbn')} {one.isbn} ({one.format})" for one in imprint.identifiers
    ]
    said = [
        (title, True),
        (". ".join(part for part in (publication.kind, held) if part), False),
        (say(words, "published", given), False),
        (imprint.edition, False),
        (imprint.copyright, False),
        (imprint.licence, False),
        *((number, False) for number in numbers),
        (f"{say(words, 'kinds.doi')} {imprint.doi}" if imprint.doi else "", False),
        (imprint.disclaimer, False),
        *((note, False) for note in imprint.notes),
        (say(words, "contact", {"contact": imprint.contact}) if imprint.contact else "", False),
        (say(words, "address", {"address": imprint.address}) if imprint.address else "", False),
    ]
    return [(text, bold) for text, bold in said if text]
