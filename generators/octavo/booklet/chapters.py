"""Sections to pages."""

from __future__ import annotations

from dataclasses import replace

from octavo.booklet.columns import measure_with_notes
from octavo.booklet.full_bleed import make_theme_page
from octavo.booklet.greedy_pages import fill_greedily
from octavo.booklet.openers import Opener, make_opener
from octavo.booklet.page_plan import SectionPlan, fill_as_planned, set_section
from octavo.booklet.pages import (
    BookContext,
    BookPage,
    Columns,
    list_entries,
    make_text_page,
    paint_columns,
)
from octavo.booklet.spreads import face_spreads
from octavo.document import Section
from octavo.document.length import Length


def make_section(
    section: Section, book: BookContext, place: int = 0, plan: SectionPlan | None = None
) -> tuple[BookPage, ...]:
    """The pages of one section, the opener first; each as full as it can be without a plan.

    The first of them has so many pages before it.
    """
    element = book.typeset.canvas.root.add("Sect")
    element.span = section.span
    if section.kind == "theme":
        return make_theme_page(section, element, book)
    book = book.set_columns(section.columns)
    opener = make_opener(section, element, book)
    if plan:
        book = replace(book, typeset=replace(book.typeset, choice=plan.choice))
    rows = set_section(section, element, book)
    planned = fill_as_planned(plan, opener, rows, section, book) if plan else None
    pages, air = planned or (fill_greedily(rows, opener, section, book), 0.0)
    opener = replace(opener, height=opener.height + air)
    pages = face_spreads(pages, place)
    head = name_running_head(section)
    book_pages = [_make_opening(section, opener, pages[0], book)]
    book_pages += [make_text_page(page, head, book) for page in pages[1:]]
    tops = (opener.height, *(0.0 for _ in pages[1:]))
    return tuple(
        replace(
            one,
            section=section.id,
            feet=_list_feet(page, top, book),
            noted=any(column.notes for column in page),
        )
        for one, page, top in zip(book_pages, pages, tops, strict=True)
    )


def name_running_head(section: Section) -> str:
    """What stands above the pages of a section: its short title, or its title where the short one
    is but the label, which does not say what it is about."""
    short = section.short_title
    return short if short and short != section.label else section.title


def _list_feet(columns: Columns, top: Length, book: BookContext) -> tuple[Length, ...]:
    """How far down the columns go that begin `top` below the head of the text area."""
    gap = book.template.shape.leading
    return tuple(top + measure_with_notes(column, gap) for column in columns)


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
        foot = 0.0 if opener.kind == "page" else shape.top - min(opener.height, shape.column)
        canvas.add_frame((left, foot, left + shape.measure, shape.height))
        for index, row in enumerate(opener.rows):
            at -= row.space_before if index else 0.0
            row.paint(left, at)
            at -= row.height
        paint_columns(columns, recto, book, opener.height)

    dark = opener.kind != "quiet", opener.kind == "page"
    return BookPage(paint, ids, list_entries(columns), folio=not dark[1], dark=dark)
