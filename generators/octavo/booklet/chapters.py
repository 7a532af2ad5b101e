"""Sections to pages."""

from __future__ import annotations

from dataclasses import replace

from octavo.booklet.columns import fill_pages
from octavo.booklet.full_bleed import make_theme_page
from octavo.booklet.openers import BAND_KINDS, LEAST_LINES, Opener, make_opener
from octavo.booklet.pages import (
    BookContext,
    BookPage,
    Columns,
    list_entries,
    make_text_page,
    measure_columns,
    paint_columns,
)
from octavo.document import Section
from octavo.document.length import Length
from octavo.typeset.blocks import set_blocks
from octavo.typeset.context import Region
from octavo.typeset.flow import SLIP, FlowItem, PageGeometry


def make_section(section: Section, book: BookContext) -> tuple[BookPage, ...]:
    """The pages of one section, the opener first."""
    element = book.typeset.canvas.root.add("Sect")
    element.span = section.span
    if section.kind == "theme":
        return make_theme_page(section, element, book)
    opener = make_opener(section, element, book)
    measure = book.template.shape.measure
    region = Region(measure_columns(section.columns, book), element, full=measure)
    rows = _balance(set_blocks(section.blocks, book.typeset, region), book.template.shape.leading)
    if opener.rest:
        pages = _fill_after(opener.rest, rows, section, book)
    else:
        pages = _fill_below(rows, opener, section, book)
    head = section.short_title or section.title
    book_pages = [_make_opening(section, opener, pages[0], book)]
    book_pages += [make_text_page(page, head, book) for page in pages[1:]]
    return tuple(book_pages)


def _fill_below(
    rows: tuple[FlowItem, ...], opener: Opener, section: Section, book: BookContext
) -> tuple[Columns, ...]:
    """The pages, the first of them below the opener: empty when the text begins on the next page.

    That is so when there is little room, or when all text has room but a figure would stand alone
    on a second page, which the text can share.
    """
    shape = book.template.shape
    room = shape.column - opener.height
    frame = PageGeometry(shape.column, room, section.columns, shape.leading)
    apart = ((), *fill_pages(rows, replace(frame, first=None)))
    if room < LEAST_LINES * shape.leading:
        return apart
    shared = fill_pages(rows, frame) or ((),)
    parted = len(shared) == 2 and _has_no_text(shared[1])
    return apart if parted and len(apart) == 2 else shared


def _fill_after(
    rest: tuple[FlowItem, ...], rows: tuple[FlowItem, ...], section: Section, book: BookContext
) -> tuple[Columns, ...]:
    """The pages when an opener goes on after its first: that one empty, then its rest, then the
    text, below it where both are of one column."""
    shape = book.template.shape
    frame = PageGeometry(shape.column, note_gap=shape.leading)
    if section.columns == 1:
        below = [replace(row, space_before=shape.leading) for row in rows[:1]]
        return ((), *fill_pages((*rest, *below, *rows[1:]), frame))
    text = fill_pages(rows, replace(frame, columns=section.columns))
    return ((), *fill_pages(rest, frame), *text)


def _has_no_text(columns: Columns) -> bool:
    """Whether all that stands on a page floats."""
    return all(placed.item.floats for column in columns for placed in column.items)


LAST_LINES = 6
"""Lines that a section's last page has at least, when it has as many in all: half a dozen lines
are seen as text, two look like a mistake. With 1 or 3 the last page of the proceedings' keynotes
is filled by 0.11 instead of 0.17, with 12 by 0.37, for which the pages before it lose as many
lines."""


def _balance(rows: tuple[FlowItem, ...], leading: Length) -> tuple[FlowItem, ...]:
    """The rows, the last of which do not stand alone on a page if they are not high enough.

    What floats is not held: it fills its page by itself.
    """
    held = list(rows)
    height = 0.0
    for place in range(len(rows) - 1, 0, -1):
        height += rows[place].height
        if height + SLIP >= LAST_LINES * leading:
            break
        if not held[place - 1].floats:
            held[place - 1] = replace(held[place - 1], keep_with_next=True)
    return tuple(held)


def _make_opening(
    section: Section, opener: Opener, columns: Columns, book: BookContext
) -> BookPage:
    shape, canvas = book.template.shape, book.typeset.canvas
    rows = [placed.item for column in columns for placed in column.items]
    ids = (section.id, *(name for row in rows for name in row.ids))

    def paint(recto: bool) -> None:
        canvas.destination(section.id, shape.height)
        left = shape.left(recto)
        at = shape.top - opener.top
        foot = shape.top - min(opener.height, shape.column)
        canvas.add_frame((left, foot, left + shape.measure, shape.height))
        for index, row in enumerate(opener.rows):
            at -= row.space_before if index else 0.0
            row.paint(left, at)
            at -= row.height
        paint_columns(columns, recto, book, opener.height)

    banded = section.kind in BAND_KINDS
    return BookPage(paint, ids, list_entries(columns), dark=(banded, False))
