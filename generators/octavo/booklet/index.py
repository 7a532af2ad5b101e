"""The index at the back: entries in alphabetical order with the pages they lead to, or with the
entry to see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from octavo.booklet.columns import fill_pages
from octavo.booklet.pages import (
    BookContext,
    BookPage,
    make_text_page,
    make_title,
    measure_columns,
)
from octavo.document import Emphasis, Inline, Inlines, Reference, Text
from octavo.document.collation import group_entries, name_initial
from octavo.document.length import Length
from octavo.pdf.tags import StructureElement, numbering
from octavo.typeset.context import Region
from octavo.typeset.flow import FlowItem, PageGeometry, shift
from octavo.typeset.paragraphs import set_text
from octavo.typeset.text import TextStyle

HANGING = 9.0
"""How far the further lines of an entry are set in, in points: one em, as books have it, so that
the eye runs down the entries. At half it is taken for uneven setting in a column this narrow."""
LEADING = 1.33
"""Of entries, in type sizes: what small type has elsewhere."""
BETWEEN_LETTERS = 3.0
"""Space above a letter, in points: letters part the groups themselves."""
LETTERED = 24
"""Entries of an index that has letters above its groups: as many as one looks over at a glance in
two columns. Below it letters are more than what stands under them."""
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


def list_short_forms(entries: Iterable[str], book: BookContext) -> dict[str, str]:
    """The short forms that the entries of the index explain, each with its entry to see: of
    `Multi-Domain Operations (MDO)` one looks up `MDO`; none in a language without words for it."""
    if not book.template.words["see"].text:
        return {}
    known = list(entries)
    starts = tuple(entry.casefold() for entry in known)
    return {
        term.short: entry
        for term in book.document.abbreviations
        for entry in known
        if entry.endswith(f"({term.short})")
        and not any(start.startswith(term.short.casefold()) for start in starts)
    }


def make_index(book: BookContext, pages: Pages) -> tuple[BookPage, ...]:
    """The pages of the index in two columns; none when nothing leads anywhere."""
    if not pages:
        return ()
    book = book.set_across()
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
    """The entries, those of each letter below it where there are many."""
    alphabet = book.typeset.text.language.alphabet
    short = list_short_forms(pages, book)
    groups = group_entries((*pages, *short), alphabet)
    groups = tuple(tuple(_leave_out_next(group, short)) for group in groups)
    lettered = sum(map(len, groups)) >= LETTERED
    between = BETWEEN_LETTERS if lettered else BETWEEN_INITIALS
    rows: list[FlowItem] = []
    for group in groups:
        initial = name_initial(group[0], alphabet) if lettered else ""
        made = list(_set_initial(initial, element, book)) if initial else []
        for entry in group:
            said = _lead(entry, pages[entry], book) if entry in pages else _see(short[entry], book)
            made += _set_entry((Text(f"{entry}, "), *said), element, book)
        rows.append(replace(made[0], space_before=between if rows else 0.0))
        rows += made[1:]
    return rows


def _leave_out_next(group: Sequence[str], short: Mapping[str, str]) -> Iterator[str]:
    """The entries without short forms that stand right beside the entry to see."""
    for place, entry in enumerate(group):
        around = (*group[max(place - 1, 0) : place], *group[place + 1 : place + 2])
        if short.get(entry) not in around:
            yield entry


def _choose_style(book: BookContext) -> TextStyle:
    size = book.typeset.text.theme.scale.small
    return TextStyle(size, LEADING * size, "sans", "text", "left", False, ("lnum",))


def _set_initial(
    initial: str, element: StructureElement, book: BookContext
) -> tuple[FlowItem, ...]:
    """The letter above its entries, which say it themselves: it is for the eye."""
    style = replace(_choose_style(book), role="sans-bold", colour="signal")
    region = Region(measure_columns(2, book), element)
    rows = set_text((Text(initial),), style, None, book.typeset, region)
    return tuple(replace(_hide(row, book), keep_with_next=True) for row in rows)


def _hide(row: FlowItem, book: BookContext) -> FlowItem:
    def paint(x: Length, top: Length) -> None:
        with book.typeset.canvas.artifact("Layout"):
            row.paint(x, top)

    return replace(row, paint=paint)


def _lead(entry: str, labels: Sequence[str], book: BookContext) -> Iterator[Inline]:
    """The pages that an entry leads to, each link named by the page where it ends."""
    for place, run in enumerate(join_pages(labels)):
        named = entry + book.typeset.text.names.on_page.format(page=run[0])
        yield from (Text(", "),) if place else ()
        yield Reference(f"page-{run[0]}", (Text("–".join(run)),), number=named)


def _see(entry: str, book: BookContext) -> Iterator[Inline]:
    """The entry to see."""
    yield Emphasis((Text(book.say("see")),))
    yield Text(f" {entry}")


def _set_entry(said: Inlines, element: StructureElement, book: BookContext) -> tuple[FlowItem, ...]:
    paragraph = element.add("LI").add("LBody")
    region = Region(measure_columns(2, book) - HANGING, paragraph, HANGING)
    rows = set_text(said, _choose_style(book), paragraph, book.typeset, region)
    rows = (replace(rows[0], paint=shift(rows[0].paint, -HANGING)), *rows[1:])
    return tuple(replace(row, keep_with_next=True) for row in rows[:-1]) + rows[-1:]
