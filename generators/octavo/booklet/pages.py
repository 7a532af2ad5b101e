"""The pages of a book before they are drawn: what stands on each, and how it is numbered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import ceil

from octavo.booklet.template import Template
from octavo.document import Document, Text
from octavo.document.length import Length, add_up
from octavo.document.problem import Problem
from octavo.files.source_file import error
from octavo.pdf.tags import StructureElement
from octavo.style.contrast import VEIL, veil_opacity
from octavo.typeset.context import Region, TypesetContext
from octavo.typeset.display import set_on_one_line
from octavo.typeset.flow import Column, FlowItem, collect_entries, paint_column
from octavo.typeset.marking import set_marking
from octavo.typeset.painting import PageEnd, paint_line, paint_marking_line
from octavo.typeset.paragraphs import set_text
from octavo.typeset.pieces import Lines
from octavo.typeset.reversed_text import reverse_out
from octavo.typeset.text import TABLE_FIGURES, TextStyle, set_words


@dataclass(frozen=True, slots=True)
class BookPage:
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
    excess: Length = 0.0
    """By how much what stands on it is too high, in points: nothing can make it fit."""
    label: str = ""
    """Its number as printed; empty until it is known how many pages come before."""
    section: str = ""
    """Id of the section whose text stands on it; empty where there is none."""
    feet: tuple[Length, ...] = ()
    """How far below the head of the text area each column ends, notes with it."""
    noted: bool = False
    """Whether notes stand at its foot, which is then that of the text area."""


def find_pages(book_pages: Iterable[BookPage]) -> dict[str, str]:
    """The printed page of everything that has an id, in reading order."""
    return {name: book_page.label for book_page in book_pages for name in book_page.ids}


@dataclass(frozen=True, slots=True)
class BookContext:
    """What all parts of the booklet are made with."""

    document: Document
    template: Template
    typeset: TypesetContext
    marking: StructureElement
    """What the first marking that is drawn is content of, before all else that is read aloud."""

    def set_across(self) -> BookContext:
        """The book for pages that take the outer margin too where one column leaves it."""
        shape = self.template.shape.across
        edges = replace(self.typeset.page, inner=shape.inner, outer=shape.outer)
        template = replace(self.template, shape=shape)
        return replace(self, template=template, typeset=replace(self.typeset, page=edges))

    def set_columns(self, count: int) -> BookContext:
        """The book for a section of so many columns."""
        return self.set_across() if count > 1 else self

    def say(self, name: str) -> str:
        """A word of the template that waits for nothing."""
        return self.template.words[name].text


Columns = tuple[Column, ...]
"""Side by side on one page, left to right."""
GUTTER = 16.0
"""Between two columns, in points: seven usual spaces, so that nobody reads across it, and no rule
is needed. At the double lines lose two letters each, and the proceedings in two columns take 48
pages instead of 44; at half no page changes, but the gutter is as narrow as the widest spaces of
justified lines."""


def make_text_page(columns: Columns, head: str, book: BookContext, top: Length = 0.0) -> BookPage:
    """A page of text; its columns begin `top` below the head of the text area."""
    placed = [placed for column in columns for placed in column.items]
    ids = tuple(name for one in placed for name in one.item.ids)
    entries = list_entries(columns)

    bleeds = any(one.item.plate for one in placed)

    def paint(recto: bool) -> None:
        paint_columns(columns, recto, book, top)
        if bleeds and book.document.publication.marking:
            _veil_ends(book)

    if bleeds:
        return BookPage(paint, ids, entries, folio=False, dark=(True, True))
    return BookPage(paint, ids, entries, head or " ")


def _veil_ends(book: BookContext) -> None:
    """Under the marking at head and foot of a picture that fills the page."""
    shape, canvas = book.template.shape, book.typeset.canvas
    over, opacity = canvas.bleed, veil_opacity(book.typeset.text.theme)
    head, foot = (room + CLEAR / 2 for room in list_rooms(book))
    with canvas.artifact("Background"):
        for bottom, high in ((shape.height - head, head + over), (-over, foot + over)):
            canvas.rectangle(-over, bottom, shape.width + 2 * over, high, VEIL, opacity)


def list_entries(columns: Columns) -> tuple[str, ...]:
    """The entries of the index that lead to the text or the notes of the columns."""
    rows = [placed.item for column in columns for placed in column.items]
    notes = [note for column in columns for note in column.notes]
    return collect_entries((*rows, *notes))


def measure_columns(count: int, book: BookContext) -> Length:
    """How wide each of `count` columns is."""
    return (book.template.shape.measure - GUTTER * (count - 1)) / count


def paint_columns(columns: Columns, recto: bool, book: BookContext, top: Length = 0.0) -> None:
    """The rows and notes of the columns on the current page."""
    shape = book.template.shape
    left = shape.left(recto)
    step = measure_columns(len(columns), book) + GUTTER if columns else 0.0
    width = measure_columns(len(columns), book) if columns else 0.0
    for index, column in enumerate(columns):
        at = left + index * step
        spans = any(placed.item.spans for placed in column.items)
        right = left + shape.measure if spans else at + width
        if len(columns) == 1 and spans:
            right += shape.spare
        aside = 0.0 if recto or len(columns) > 1 else shape.spare
        frame = (at - aside * spans, shape.top - shape.column, right - aside * spans, shape.top)
        book.typeset.canvas.add_frame(frame)
        paint_column(column, at, shape.top - top, aside)
        _paint_notes(column, left + index * step, book)


def _paint_notes(column: Column, left: Length, book: BookContext) -> None:
    if not column.notes:
        return
    shape, canvas = book.template.shape, book.typeset.canvas
    foot = shape.top - shape.column + add_up(note.height for note in column.notes)
    with canvas.artifact("Layout"):
        canvas.rule(left, foot + 4, left + 60, foot + 4, 0.4, "line")
    for note in column.notes:
        note.paint(left, foot)
        foot -= note.height


def paint_header_footer(book_page: BookPage, recto: bool, book: BookContext) -> None:
    """The running head and the folio, which are no part of the text."""
    shape, context = book.template.shape.across, book.typeset
    scale = context.text.theme.scale
    canvas = context.canvas
    style = TextStyle(
        scale.small,
        11.0,
        "sans",
        "quiet",
        "right" if recto else "left",
        hyphenate=False,
        features=("lnum",),
    )
    left = shape.left(recto)
    if book_page.running_head:
        text = book_page.running_head.strip() if recto else book.document.publication.title
        line = set_on_one_line(text, style, shape.measure, context.text)
        if line:
            with canvas.artifact("Pagination", "Header"):
                paint_line(canvas, line, left, shape.height - shape.running_head, None)
    if book_page.folio:
        bold = TextStyle(
            scale.small,
            11.0,
            "sans-bold",
            "ink",
            style.align,
            hyphenate=False,
            features=("lnum", "tnum"),
        )
        lines = set_words(book_page.label, bold, shape.measure, context.text)
        with canvas.artifact("Pagination", "Footer"):
            paint_line(canvas, lines[0], left, shape.folio, None)


MARKING = (17.0, 14.0)
"""Of the marking's baselines from the upper and the lower edge of the page, in points: capitals of
9 pt are 6 high, so that both stand 11 to 14 from the edge (4 to 5 mm), within what office printers
print and outside what a reader takes for text."""


BESIDE = 28.0
"""From the marking to the edges at its sides, at least, in points: 10 mm, which all office printers
can print on. A longer marking breaks rather than run nearer to them."""
CLEAR = 17.0
"""From the baseline of a running head or a folio to where a marking must end, and from the edge of
the page to where it begins, together, in points: capitals, and a little more than a descender."""


def set_banner(dark: bool, room: Length, book: BookContext) -> tuple[TextStyle, Lines]:
    """The lines of the marking on a light or a dark end of a page, and their style."""
    publication = book.document.publication
    banner = publication.banner
    colour = banner.colour or ("paper" if dark else "ink")
    style = TextStyle(
        banner.size, banner.size * 1.2, "sans-bold", colour, banner.align, False, TABLE_FIGURES
    )
    style = reverse_out(style, dark)
    measure = book.template.shape.width - 2 * BESIDE
    return set_marking(publication.marking, style, measure, room, book.typeset.text)


def paint_marking(book_page: BookPage, book: BookContext) -> None:
    """The marking at head and foot, where the publication has one.

    The first of them is content, so that it is read aloud; all others are repetitions.
    """
    shape, canvas = book.template.shape, book.typeset.canvas
    ground = book.document.publication.banner.ground
    if not book.document.publication.marking:
        return
    ends: tuple[PageEnd, PageEnd] = ("Header", "Footer")
    for end, dark, room in zip(ends, book_page.dark, list_rooms(book), strict=True):
        style, lines = set_banner(dark, room, book)
        height = style.leading * len(lines)
        above = (len(lines) - 1) * style.leading
        y = shape.height - MARKING[0] if end == "Header" else MARKING[1] + above
        read = book.marking if lines and book.marking.is_empty() else end
        canvas.add_frame((BESIDE, y - height, shape.width - BESIDE, y + style.leading))
        for line in lines:
            paint_marking_line(canvas, line, ground, (BESIDE, y), read)
            y -= style.leading


def judge_marking(book: BookContext) -> tuple[Problem, ...]:
    """That the marking has no room at the head or the foot of a page, where it has none."""
    rooms = list_rooms(book)
    set_in = [(set_banner(False, room, book), room) for room in rooms]
    if all(style.leading * len(lines) <= room for (style, lines), room in set_in):
        return ()
    counts = [(len(lines), int(room / style.leading)) for (style, lines), room in set_in]
    lines, most = min(counts, key=lambda count: count[1])
    message = (
        f"the marking takes {lines} lines, and the head and foot of a page have room for {most}"
    )
    return (error("OUT009", message, None, "shorten it, or choose a larger page"),)


def list_rooms(book: BookContext) -> tuple[Length, Length]:
    """How high a marking may be at the head and at the foot of a page."""
    shape = book.template.shape
    return shape.running_head - CLEAR, shape.folio - CLEAR / 2


def set_words_in(
    element: StructureElement, text: str, style: TextStyle, book: BookContext
) -> tuple[FlowItem, ...]:
    """The rows of a plain string across the measure, as content of `element`."""
    region = Region(book.template.shape.measure, element)
    return set_text((Text(text),), style, element, book.typeset, region)


def make_title(
    title: str, name: str, element: StructureElement, book: BookContext
) -> tuple[FlowItem, ...]:
    """The title of a part, as quiet as the heads of the front matter: one row, with all its lines.

    Five lines of the grid are for one line of it, and each further one takes whole lines too.
    """
    scale, shape = book.typeset.text.theme.scale, book.template.shape
    style = TextStyle(scale.opener, 33, "display", "ink", "left", False, ("lnum",))
    canvas = book.typeset.canvas
    rows = set_words_in(element.add("H1"), title, style, book)
    further = add_up(row.height for row in rows[1:])
    height = shape.leading * (5 + ceil(further / shape.leading))

    def paint(x: Length, top: Length) -> None:
        canvas.destination(name, shape.height)
        with canvas.artifact("Layout"):
            canvas.rectangle(x, top - 2, shape.leading * 3, 2, "gold")
        place = top - 14
        for row in rows:
            row.paint(x, place)
            place -= row.height

    return (FlowItem(height, paint, keep_with_next=True, ids=(name,)),)
