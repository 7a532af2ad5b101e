"""Sections to pages."""

from __future__ import annotations

from dataclasses import replace

from octavo.booklet.leaves import Book, Leaf, make_text_leaf, paint_rows
from octavo.booklet.openers import LEAST_LINES, Opener, make_opener
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
    room = shape.column - opener.height
    shares = room >= LEAST_LINES * shape.leading
    frame = Frame(shape.column, room if shares else shape.column, shape.leading)
    columns = fill(_balance(rows), frame)
    head = section.short_title or section.title
    first = columns[0] if shares and columns else Column(())
    leaves = [_make_opening(section, opener, first, book)]
    leaves += [make_text_leaf(column, head, book) for column in columns[1 if shares else 0 :]]
    return tuple(leaves)


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
