"""The index at the back: entries in alphabetical order with the pages they lead to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from octavo.booklet.columns import fill_pages
from octavo.booklet.pages import (
    BookContext,
    BookPage,
    make_text_page,
    make_title,
    measure_columns,
)
from octavo.document import Inline, Reference, Text
from octavo.document.collation import group_entries
from octavo.pdf.tags import StructureElement, numbering
from octavo.typeset.context import Region
from octavo.typeset.flow import FlowItem, PageGeometry, shift
from octavo.typeset.paragraphs import set_text
from octavo.typeset.text import TextStyle

HANGING = 9.0
"""How far the further lines of an entry are set in, in points: one em, as books have it, so that
the eye runs down the entries. At half it is taken for uneven setting in a column this narrow."""
BETWEEN_INITIALS = 6.0
"""Space where a new initial begins, in points: half a line, enough to be seen without headings. At
a whole line columns of short groups seem full of holes."""
Pages = Mapping[str, tuple[str, ...]]
"""Entries to the printed numbers of the pages they lead to, in order."""


def collect_pages(book_pages: Iterable[BookPage]) -> Pages:
    """Where each entry of the index leads."""
    pages: dict[str, tuple[str, ...]] = {}
    for book_page in book_pages:
        for entry in book_page.entries:
            pages[entry] = (*pages.get(entry, ()), book_page.label)
    return pages


def join_pages(labels: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """The page numbers, runs of neighbours drawn together as first and last."""
    runs: list[list[str]] = []
    for label in labels:
        follows = runs and label.isdigit() and runs[-1][-1].isdigit()
        if follows and int(label) == int(runs[-1][-1]) + 1:
            runs[-1].append(label)
        else:
            runs.append([label])
    return tuple((run[0],) if len(run) == 1 else (run[0], run[-1]) for run in runs)


def make_index(book: BookContext, pages: Pages) -> tuple[BookPage, ...]:
    """The pages of the index in two columns; none when nothing leads anywhere."""
    if not pages:
        return ()
    element = book.typeset.canvas.root.add("Sect")
    title = make_title(book.say("index"), "part-index", element, book)[0]
    listing = element.add("Index").add("L", attributes=numbering("None"))
    rows = _set_entries(pages, listing, book)
    shape = book.template.shape
    frame = PageGeometry(shape.column, shape.column - title.height, 2)
    first, *others = fill_pages(rows, frame)
    opening = make_text_page(first, "", book, title.height)
    following = (make_text_page(page, book.say("index"), book) for page in others)
    return (_add_title(opening, title, book), *following)


def _add_title(book_page: BookPage, title: FlowItem, book: BookContext) -> BookPage:
    shape = book.template.shape

    def paint(recto: bool) -> None:
        left = shape.left(recto)
        frame = (left, shape.top - title.height, left + shape.measure, shape.top)
        book.typeset.canvas.add_frame(frame)
        title.paint(left, shape.top)
        book_page.paint(recto)

    return replace(book_page, paint=paint, ids=title.ids, running_head="")


def _set_entries(pages: Pages, element: StructureElement, book: BookContext) -> list[FlowItem]:
    """The entries, a blank line between two initials."""
    rows: list[FlowItem] = []
    for group in group_entries(pages, book.typeset.text.language.alphabet):
        made = [row for entry in group for row in _set_entry(entry, pages[entry], element, book)]
        rows.append(replace(made[0], space_before=BETWEEN_INITIALS if rows else 0.0))
        rows += made[1:]
    return rows


def _set_entry(
    entry: str, labels: Sequence[str], element: StructureElement, book: BookContext
) -> tuple[FlowItem, ...]:
    style = TextStyle(8.6, 11.4, "sans", "text", "left", False, ("lnum",))
    paragraph = element.add("LI").add("LBody")
    region = Region(measure_columns(2, book) - HANGING, paragraph, HANGING)
    said: list[Inline] = [Text(entry)]
    for run in join_pages(labels):
        pages = "–".join(run)
        named = entry + book.typeset.text.names.on_page.format(page=pages)
        said += [Text(", "), Reference(f"page-{run[0]}", (Text(pages),), number=named)]
    rows = set_text(tuple(said), style, paragraph, book.typeset, region)
    rows = (replace(rows[0], paint=shift(rows[0].paint, -HANGING)), *rows[1:])
    return tuple(replace(row, keep_with_next=True) for row in rows[:-1]) + rows[-1:]
