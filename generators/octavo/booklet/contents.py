"""The contents and the list of figures: titles, leaders and pages, each entry a link."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import starmap
from typing import TypeAlias

from octavo.booklet.openers import find_own_number
from octavo.booklet.pages import (
    BookContext,
    BookPage,
    make_text_page,
    make_title,
    paint_columns,
    set_words_in,
)
from octavo.document import Figure, FigureGroup, Indexed, Section, Statistics, Table
from octavo.document.length import Length, add_up
from octavo.document.walk import query, text_of
from octavo.pdf.tags import StructureElement
from octavo.typeset.display import balance_words
from octavo.typeset.flow import Column, FlowItem, ItemPainter, PageGeometry, fill
from octavo.typeset.painting import InnerElements, paint_line
from octavo.typeset.paragraphs import drop
from octavo.typeset.pieces import Line
from octavo.typeset.text import TextStyle, set_words

NumberedFigure: TypeAlias = Figure | FigureGroup | Statistics
NUMBER_WIDTH = 22.0
"""Of the column of numbers, in points, and by how much each level is set in: `100` takes 12 in 8.2
pt, and an em of gap follows. At half it overlaps the title; at the double lines of the second level
begin beyond a quarter of the measure."""
NUMBER_GAP = 5.0
"""Least space between a number in words, such as `Abbildung 12`, and the title after it, in points:
two spaces of 8.2 pt. With one they run together; with three English titles begin further in."""
PAGE_WIDTH, ROMAN_WIDTH = 26.0, 44.0
"""Of the column of page numbers, in points: `100` takes 16.8 in 10.2 pt, and the space that parts
it from the last dot is left. At half three figures run into the dots; at the double titles break
sooner. Where the front matter is numbered apart, `lxxxviii` takes 34."""
LEADER = 4.4
"""From one dot of a leader to the next, in points: a third of the line's height, loose enough to
be no line and close enough to lead the eye. Dots stand on one grid for all lines, from the right
edge."""


LONGEST_TARGET = 500
"""Characters of a title that a link says where it leads: half a minute of a screen reader. For a
caption of many pages, longer than a string of PDF/A may be, it says `Figure 3`."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents or of the list of figures."""

    id: str
    title: str
    number: str = ""
    label: str = ""
    """Set small above the title."""
    small: bool = False


def list_entries(book: BookContext) -> tuple[ContentsEntry, ...]:
    """What the contents list: every section and the registers."""
    document, parts = book.document, book.template.parts
    entries = [_make_entry(section) for section in document.sections]
    if "photos" in parts and document.photos:
        entries.append(ContentsEntry("part-photos", book.say("photos")))
    if "abbreviations" in parts and document.abbreviations:
        entries.append(ContentsEntry("part-abbreviations", book.say("abbreviations")))
    if "index" in parts and next(query(document.sections, Indexed), None):
        entries.append(ContentsEntry("part-index", book.say("index")))
    return tuple(entries)


def order_entries(
    entries: Sequence[ContentsEntry], pages: Mapping[str, str]
) -> list[ContentsEntry]:
    """The entries in the order of `pages`, as far as they are there."""
    places = {name: place for place, name in enumerate(pages)}
    return sorted(entries, key=lambda entry: places.get(entry.id, 0))


def _make_entry(section: Section) -> ContentsEntry:
    number = "" if section.number and find_own_number(section) else str(section.number or "")
    return ContentsEntry(section.id, section.title, number, section.label)


def list_figures(book: BookContext) -> tuple[ContentsEntry, ...]:
    """The figures, then the tables, that have a number."""
    listed = [list_section(section, book) for section in book.document.sections]
    figures = sorted((one for section in listed for one in section.figures), key=lambda one: one[0])
    return (
        *(entry for _, entry in figures),
        *(entry for section in listed for entry in section.tables),
    )


@dataclass(frozen=True, slots=True)
class ListedSection:
    """All that contents and registers list of a section."""

    entry: ContentsEntry
    figures: tuple[tuple[int, ContentsEntry], ...]
    """Each with its number."""
    tables: tuple[ContentsEntry, ...]
    indexed: bool
    """Whether an entry of the index leads to it."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Of what is listed."""
        figures = (entry.id for _, entry in self.figures)
        return (self.entry.id, *figures, *(entry.id for entry in self.tables))


def list_section(section: Section, book: BookContext) -> ListedSection:
    """What is listed of the section, figures as far as they have a number."""
    figures: list[NumberedFigure] = [
        *query(section, Figure),
        *query(section, FigureGroup),
        *query(section, Statistics),
    ]
    return ListedSection(
        _make_entry(section),
        tuple(
            (one.number, _make_figure_entry(one, book.say("figure")))
            for one in figures
            if one.number
        ),
        tuple(
            _make_figure_entry(one, book.say("table"))
            for one in query(section, Table)
            if one.number
        ),
        any(True for _ in query(section, Indexed)),
    )


def _make_figure_entry(figure: NumberedFigure | Table, kind: str) -> ContentsEntry:
    first = text_of(figure.caption).split(". ")[0].rstrip(".")
    return ContentsEntry(figure.id, first, f"{kind} {figure.number}", small=True)


def make_contents(book: BookContext, find: Callable[[], Mapping[str, str]]) -> tuple[BookPage, ...]:
    """The contents with the page of each entry, drawn when `find` knows all of them.

    They take the same number of pages whatever the numbers are.
    """
    element = book.typeset.canvas.root.add("Sect")
    columns = cache(lambda: _fill_contents(book, find(), element))

    def make_leaf(place: int, reserved: Column) -> BookPage:
        def paint(recto: bool) -> None:
            paint_columns((columns()[place],), recto, book)

        book_page = make_text_page((reserved,), book.say("contents") if place else "", book)
        return replace(book_page, paint=paint, late=True)

    return tuple(starmap(make_leaf, enumerate(_fill_contents(book, {}, StructureElement("Sect")))))


def _fill_contents(
    book: BookContext, pages: Mapping[str, str], element: StructureElement
) -> tuple[Column, ...]:
    rows = list(make_title(book.say("contents"), "part-contents", element, book))
    table = element.add("TOC")
    for entry in order_entries(list_entries(book), pages):
        rows += _set_entry(entry, pages.get(entry.id, "000"), table, book)
    figures = list_figures(book) if "figures" in book.template.parts else ()
    if figures:
        rows += _set_figures(figures, pages, element, book)
    frame = PageGeometry(book.template.shape.column)
    tried = [fill(_close_up(rows, part), frame) for part in CLOSER]
    return min(tried, key=len)


CLOSER = (1.0, 0.75, 0.5, 0.25)
"""Parts of the space between entries: the first that takes the fewest pages, so that a few figures
do not stand on a page of their own. Without any, titles of two lines run into each other."""


def _close_up(rows: Sequence[FlowItem], part: float) -> list[FlowItem]:
    """The rows with a part of the space above each but the title of the list of figures."""
    return [
        replace(row, space_before=row.space_before * part)
        if row.space_before <= ABOVE_ENTRY * row.height
        else row
        for row in rows
    ]


ABOVE_ENTRY = 0.6
"""Space above an entry at most, in heights of its line: half a line, and more above a head."""


def _set_figures(
    figures: Sequence[ContentsEntry],
    pages: Mapping[str, str],
    element: StructureElement,
    book: BookContext,
) -> list[FlowItem]:
    grid = book.template.shape.leading
    style = book.typeset.styles.heading[0]
    head = set_words_in(element.add("H2"), book.say("figures"), style, book)
    rows = [replace(row, keep_with_next=True) for row in head]
    rows[0] = replace(rows[0], space_before=grid * 1.5)
    rows[-1] = replace(rows[-1], height=grid * 2)
    table = element.add("TOC")
    inset = max(NUMBER_WIDTH * 2, _measure_numbers(figures, book) + NUMBER_GAP)
    made = [_set_entry(one, pages.get(one.id, "000"), table, book, inset) for one in figures]
    made[0] = [replace(row, keep_with_next=True) for row in made[0]]
    return rows + [row for entry in made for row in entry]


# ---------------------------------------------------------------------------------- entries


@dataclass(frozen=True, slots=True)
class _ContentsLine:
    """One line of an entry: what stands on it and how far in."""

    lines: tuple[tuple[Line, Length], ...]
    leading: Length
    end: Length = 0.0
    """Where the leader begins; 0 for none."""


def _set_entry(
    entry: ContentsEntry,
    page: str,
    table: StructureElement,
    book: BookContext,
    inset: Length = NUMBER_WIDTH,
) -> list[FlowItem]:
    """The lines of one entry; together they are a link."""
    shape = book.template.shape
    link = InnerElements(table.add("TOCI").add("Reference").add("Link"))
    strips = _arrange(entry, page, book, inset)
    rows = [
        FlowItem(
            strip.leading, _paint_strip(strip, link, book), keep_with_next=strip is not strips[-1]
        )
        for strip in strips
    ]
    height = add_up(row.height for row in rows)
    paint = _paint_link(rows[0].paint, entry, page, link, height, book)
    above = 2.2 if entry.small else shape.leading / 2
    return [replace(rows[0], paint=paint, space_before=above), *rows[1:]]


def _measure_numbers(entries: Sequence[ContentsEntry], book: BookContext) -> Length:
    """How wide the widest of the numbers is, such as `Abbildung 12`."""
    setting = book.typeset.text
    style = _style_number(setting.theme.scale.small, 0.0)
    face = setting.faces.face(style.role, style.size)
    return max(face.width(entry.number, style.size, style.features) for entry in entries)


def _style_number(size: Length, leading: Length) -> TextStyle:
    return TextStyle(size, leading, "sans-bold", "signal", "left", False, ("lnum",))


def _arrange(
    entry: ContentsEntry, page: str, book: BookContext, inset: Length
) -> list[_ContentsLine]:
    context, shape = book.typeset, book.template.shape
    scale = context.text.theme.scale
    if entry.small:
        style = TextStyle(scale.small, 10.8, "sans", "text", "left", False, ("lnum",))
    else:
        style = TextStyle(scale.text, shape.leading, "text", "text", "left", False, ("lnum",))
    accent = _style_number(scale.small, style.leading)
    small = replace(accent, size=scale.note)
    right = replace(style, role="sans", align="right", features=("lnum", "tnum"))
    number = [(line, 0.0) for line in set_words(entry.number, accent, inset, context.text)]
    label = [(line, inset) for line in set_words(entry.label, small, 240, context.text)]
    width = ROMAN_WIDTH if book.template.roman else PAGE_WIDTH
    measure = shape.measure - inset - width
    title = [(line, inset) for line in balance_words(entry.title, style, measure, context.text)]
    folio = set_words(page, right, width, context.text)[0]
    rows = [[line] for line in (*label, *title)]
    rows[0] = [*number, *rows[0]]
    rows[-1].append((folio, shape.measure - width))
    end = inset + title[-1][0].width
    return [
        _ContentsLine(tuple(row), style.leading, end if row is rows[-1] else 0.0) for row in rows
    ]


def _paint_strip(strip: _ContentsLine, link: InnerElements, book: BookContext) -> ItemPainter:
    canvas, measure = book.typeset.canvas, book.template.shape.measure
    base = strip.leading - drop(TextStyle(strip.leading, strip.leading))
    folio = strip.lines[-1][0].width if strip.end else 0.0

    def paint(x: Length, top: Length) -> None:
        for line, inset in strip.lines:
            paint_line(canvas, line, x + inset, top - base, link)
        if not strip.end:
            return
        dot = x + measure - folio - 6
        with canvas.artifact("Layout"):
            while dot > x + strip.end + 5:
                canvas.rectangle(dot, top - base, 0.8, 0.8, "quiet")
                dot -= LEADER

    return paint


def _paint_link(
    first: ItemPainter,
    entry: ContentsEntry,
    page: str,
    link: InnerElements,
    height: Length,
    book: BookContext,
) -> ItemPainter:
    canvas, measure = book.typeset.canvas, book.template.shape.measure
    called = entry.label or entry.number
    target = entry.title if len(entry.title) <= LONGEST_TARGET or not called else called
    names = book.typeset.text.names
    contents = names.leads_to.format(target=target + names.on_page.format(page=page))

    def paint(x: Length, top: Length) -> None:
        first(x, top)
        box = (x, top - height, x + measure, top)
        canvas.link(link.outer, box, f"#{entry.id}", contents)

    return paint
