"""Sections to pages."""

from __future__ import annotations

from dataclasses import replace

from octavo.booklet.leaves import Book, Leaf, make_text_leaf, paint_rows
from octavo.booklet.openers import BAND_KINDS, LEAST_LINES, Opener, make_opener
from octavo.booklet.posters import make_poster
from octavo.document import Section
from octavo.typeset.blocks import set_blocks
from octavo.typeset.desk import Slot
from octavo.typeset.flow import Column, Frame, Row, fill


def make_section(section: Section, book: Book) -> tuple[Leaf, ...]:
    """The pages of one section, the opener first."""
    element = book.desk.canvas.root.add("Sect")
    if section.kind == "theme":
        return make_poster(section, element, book)
    opener = make_opener(section, element, book)
    shape = book.template.shape
    rows = set_blocks(section.blocks, book.desk, Slot(shape.measure, element))
    columns = _fill_best(_balance(rows), opener, section.kind in BAND_KINDS, book)
    head = section.short_title or section.title
    leaves = [_make_opening(section, opener, columns[0], book)]
    leaves += [make_text_leaf(column, head, book) for column in columns[1:]]
    return tuple(leaves)


THIN = 0.4
"""Part of a column below which a section's last page looks forgotten."""


def _fill_best(
    rows: tuple[Row, ...], opener: Opener, banded: bool, book: Book
) -> tuple[Column, ...]:
    """The columns after the opener, the first of them below it: empty when the text begins on the
    next page. That is so when there is little room, or under a band when sharing the page would
    leave a thin last one without saving any."""
    shape = book.template.shape
    room = shape.column - opener.height
    apart = (Column(()), *fill(rows, Frame(shape.column, None, shape.leading)))
    if room < LEAST_LINES * shape.leading:
        return apart
    shared = fill(rows, Frame(shape.column, room, shape.leading)) or (Column(()),)
    thin = banded and len(shared) > 1 and shared[-1].height < THIN * shape.column
    return apart if thin and len(apart) == len(shared) else shared


def _balance(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows, the last of which do not stand alone on a page."""
    if len(rows) < 4:
        return rows
    tail = len(rows) - 3
    return (*rows[:tail], *(replace(row, holds=True) for row in rows[tail:-1]), rows[-1])


def _make_opening(section: Section, opener: Opener, column: Column, book: Book) -> Leaf:
    shape, canvas = book.template.shape, book.desk.canvas
    ids = (section.id, *(name for placed in column.rows for name in placed.row.ids))

    def paint(recto: bool) -> None:
        canvas.destination(section.id, shape.height)
        left = shape.left(recto)
        at = shape.top - opener.top
        for index, row in enumerate(opener.rows):
            at -= row.above if index else 0.0
            row.paint(left, at)
            at -= row.height
        paint_rows(column, recto, book, opener.height)

    return Leaf(paint, ids)
