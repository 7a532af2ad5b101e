"""The pages of a section when each of them is as full as the rules allow."""

from __future__ import annotations

from dataclasses import replace

from octavo.booklet.columns import fill_pages
from octavo.booklet.openers import LEAST_LINES, Opener
from octavo.booklet.pages import BookContext, Columns
from octavo.document import Section
from octavo.document.length import Length
from octavo.typeset.flow import SLIP, FlowItem, PageGeometry


def fill_greedily(
    rows: tuple[FlowItem, ...], opener: Opener, section: Section, book: BookContext
) -> tuple[Columns, ...]:
    """The pages, each as full as the rules allow."""
    rows = _balance(rows, book.template.shape.leading)
    if opener.rest:
        return _fill_after(opener.rest, rows, section, book)
    return _fill_below(rows, opener, section, book)


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
