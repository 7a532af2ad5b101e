"""The pages of a book before they are drawn: what stands on each, and how it is numbered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from octavo.booklet.template import Template
from octavo.document import Document, Text
from octavo.document.length import Length
from octavo.pdf.tags import Element
from octavo.typeset.context import Desk, Slot
from octavo.typeset.flow import Column, Frame, Row, collect_entries, fill, paint_column
from octavo.typeset.painting import paint_line, paint_on_ground
from octavo.typeset.paragraphs import set_text
from octavo.typeset.text import TABLE_FIGURES, Style, set_words


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page, ready to be drawn on a recto or a verso."""

    paint: Callable[[bool], None]
    """Draws the page; told whether it is a recto."""
    ids: tuple[str, ...] = ()
    """Of what begins on it."""
    entries: tuple[str, ...] = ()
    """Of the index, that lead to it."""
    running_head: str = ""
    """What a recto's running head says; empty for a page without running head."""
    folio: bool = True
    """Whether its number is printed."""
    dark: tuple[bool, bool] = (False, False)
    """Whether its head and its foot are of ink."""
    late: bool = False
    """Whether it is drawn after all others, since it tells where they are."""
    label: str = ""
    """Its number as printed; empty until it is known how many pages come before."""


def find_pages(leaves: Iterable[Leaf]) -> dict[str, str]:
    """The printed page of everything that has an id, in reading order."""
    return {name: leaf.label for leaf in leaves for name in leaf.ids}


@dataclass(frozen=True, slots=True)
class Book:
    """What all parts of the booklet are made with."""

    document: Document
    template: Template
    desk: Desk

    def say(self, name: str) -> str:
        """A word of the template that waits for nothing."""
        return self.template.words[name].text


Columns = tuple[Column, ...]
"""Side by side on one page, left to right."""
GUTTER = 16.0
"""Between two columns, in points."""


def fill_pages(rows: Sequence[Row], frame: Frame) -> tuple[Columns, ...]:
    """The pages that the rows make, the columns of the last of them equally high."""
    columns, count = fill(rows, frame), frame.columns
    pages = [columns[i : i + count] for i in range(0, len(columns), count)]
    if count > 1 and pages:
        pages[-1] = _even_out(pages[-1], frame)
    return tuple(pages)


def _even_out(columns: Columns, frame: Frame) -> Columns:
    """The rows of the columns over as many columns, as short as they can be."""
    rows = [placed.row for column in columns for placed in column.rows]
    heights = [row.height for row in rows if row.height]
    highest = max(_measure_with_notes(column, frame) for column in columns)
    height = max(heights)
    while height < highest:
        even = fill(rows, Frame(height, note_gap=frame.note_gap))
        if len(even) <= frame.columns:
            return even
        height += min(heights)
    return columns


def _measure_with_notes(column: Column, frame: Frame) -> Length:
    notes = sum(note.height for note in column.notes)
    return column.height + notes + (frame.note_gap if notes else 0.0)


def make_text_leaf(columns: Columns, head: str, book: Book, top: Length = 0.0) -> Leaf:
    """A page of text; its columns begin `top` below the head of the text area."""
    placed = [placed for column in columns for placed in column.rows]
    ids = tuple(name for one in placed for name in one.row.ids)
    entries = list_entries(columns)

    def paint(recto: bool) -> None:
        paint_columns(columns, recto, book, top)

    return Leaf(paint, ids, entries, head or " ")


def list_entries(columns: Columns) -> tuple[str, ...]:
    """The entries of the index that lead to the text or the notes of the columns."""
    rows = [placed.row for column in columns for placed in column.rows]
    notes = [note for column in columns for note in column.notes]
    return collect_entries((*rows, *notes))


def measure_columns(count: int, book: Book) -> Length:
    """How wide each of `count` columns is."""
    return (book.template.shape.measure - GUTTER * (count - 1)) / count


def paint_columns(columns: Columns, recto: bool, book: Book, top: Length = 0.0) -> None:
    """The rows and notes of the columns on the current page."""
    shape = book.template.shape
    left = shape.left(recto)
    step = measure_columns(len(columns), book) + GUTTER if columns else 0.0
    for index, column in enumerate(columns):
        paint_column(column, left + index * step, shape.top - top)
        _paint_notes(column, left + index * step, book)


def _paint_notes(column: Column, left: Length, book: Book) -> None:
    if not column.notes:
        return
    shape, canvas = book.template.shape, book.desk.canvas
    foot = shape.top - shape.column + sum(note.height for note in column.notes)
    with canvas.artifact("Layout"):
        canvas.rule(left, foot + 4, left + 60, foot + 4, 0.4, "line")
    for note in column.notes:
        note.paint(left, foot)
        foot -= note.height


def paint_furniture(leaf: Leaf, recto: bool, book: Book) -> None:
    """The running head and the folio, which are no part of the text."""
    shape, desk = book.template.shape, book.desk
    scale = desk.setting.theme.scale
    canvas = desk.canvas
    style = Style(
        scale.small,
        11.0,
        "sans",
        "quiet",
        "right" if recto else "left",
        hyphenate=False,
        features=("lnum",),
    )
    left = shape.left(recto)
    if leaf.running_head:
        text = leaf.running_head.strip() if recto else book.document.publication.title
        lines = set_words(text, style, shape.measure, desk.setting)
        if lines:
            with canvas.artifact("Pagination", "Header"):
                paint_line(canvas, lines[0], left, shape.height - shape.running_head, None)
    if leaf.folio:
        bold = Style(
            scale.small,
            11.0,
            "sans-bold",
            "ink",
            style.align,
            hyphenate=False,
            features=("lnum", "tnum"),
        )
        lines = set_words(leaf.label, bold, shape.measure, desk.setting)
        with canvas.artifact("Pagination", "Footer"):
            paint_line(canvas, lines[0], left, shape.folio, None)


MARKING = (17.0, 14.0)
"""Of the marking's baselines from the upper and the lower edge of the page, in points."""


BESIDE = 28.0
"""From the marking to the edges at its sides, at least, in points."""


def paint_marking(leaf: Leaf, book: Book) -> None:
    """The marking at head and foot, where the publication has one."""
    shape, desk = book.template.shape, book.desk
    publication = book.document.publication
    banner, measure = publication.banner, shape.width - 2 * BESIDE
    if not publication.marking:
        return
    for dark, y in zip(leaf.dark, (shape.height - MARKING[0], MARKING[1]), strict=True):
        colour = banner.colour or ("paper" if dark else "ink")
        style = Style(
            banner.size, banner.size * 1.2, "sans-bold", colour, banner.align, False, TABLE_FIGURES
        )
        with desk.canvas.artifact("Pagination", "Header" if y > shape.folio else "Footer"):
            for line in set_words(publication.marking, style, measure, desk.setting)[:1]:
                paint_on_ground(desk.canvas, line, banner.ground, BESIDE, y)


def set_words_in(element: Element, text: str, style: Style, book: Book) -> tuple[Row, ...]:
    """The rows of a plain string across the measure, as content of `element`."""
    slot = Slot(book.template.shape.measure, element)
    return set_text((Text(text),), style, element, book.desk, slot)


def make_title(title: str, name: str, element: Element, book: Book) -> tuple[Row, ...]:
    """The title of a part, as quiet as the heads of the front matter."""
    scale, shape = book.desk.setting.theme.scale, book.template.shape
    style = Style(scale.opener, 33, "display", "ink", "left", False, ("lnum",))
    canvas = book.desk.canvas
    row = set_words_in(element.add("H1"), title, style, book)[0]

    def paint(x: Length, top: Length) -> None:
        canvas.destination(name, shape.height)
        with canvas.artifact("Layout"):
            canvas.rectangle(x, top - 2, shape.leading * 3, 2, "gold")
        row.paint(x, top - 14)

    return (Row(shape.leading * 5, paint, holds=True, ids=(name,)),)
