"""Where a table is set, in which size, and how wide its columns are.

A table that is wider than its column goes over all columns of the page, then onto pages of its own
that are turned, then down to `SMALLEST`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from octavo.document import Cell, Note, Table
from octavo.document.grid import list_covered
from octavo.document.length import Length, add_up, mm
from octavo.document.numbers import find_decimal_mark, find_number_columns, is_number
from octavo.document.problem import Problem, Span
from octavo.document.walk import query, text_of
from octavo.files.source_file import error
from octavo.style.column_widths import ColumnNeeds, WholeParts, has_room, share_room
from octavo.style.numbers import find_decimal_symbol
from octavo.typeset.context import Region, TypesetContext
from octavo.typeset.pieces import Line, Piece
from octavo.typeset.text import TextStyle, measure_words, set_inlines

CELL_GAP, NARROW_GAP = 8.0, 5.0
"""Between columns, in points: a little more than the widest space of a justified line, so that no
two cells are read as one; and where there is no room for that, a figure's width, which still tells
figures of two columns apart. At half the first nothing is saved in the proceedings, at the double
one table is a line higher; at half the second 1 2 and 12 look alike."""
CELL_SPACE = 3.2
"""Above and below the words of a cell, in points: a row of one line is 17.2 high, a line and a
third of text. At half rules touch descenders, at the double the tables of the proceedings are three
tenths higher."""
LONGEST_NAME = 48
"""Characters of a cell that names its row: a screen reader says it before each other cell, and
eight words take it three seconds. At half the subjects of the proceedings' tables are left out; at
the double sentences are said again and again."""
SMALLEST = 6.5
"""The smallest type of a table, in points: figures of our sans are 4.6 high then, as those of
timetables and of statistical yearbooks are. At 5 they can no longer be read in print at arm's
length; at 7.5 a table of 14 columns of figures does not fit on a turned page of A5."""
STEP = 0.5
"""By how much type gets smaller until a table fits, in points: with 0.1 nothing is gained that is
seen, with 2 a table that nearly fits is set in the smallest size."""
SHORT = 5.0
"""How long a cell is that is not broken into lines as long as words have room, in type sizes: a
name and a number, a date. With 2 each row of `Region 12` has two lines for the sake of a head; with
10 phrases claim their whole length, and longer cells get what is left."""
SPARE = 0.1
"""How much wider than its words a column is, in points, so that sums of widths, reckoned in another
order, never break a cell that has just its own room; a 30th of a millimetre is not seen."""
KERNED = 0.5
"""The same for pieces of words, whose last letter is kerned with a hyphen or is not: the widest
such pair of our sans differs by 0.4 at 8.2 points."""
MOST_LINES = 4.0
"""Lines of a cell up to which a table stays in one of several columns: a name and its institution
have as many there. With 2 most tables of words go over the page and part its text; with 8 a
programme is set a word or two a line."""
UNBROKEN = 1e6
"""A measure in points that no cell fills: 350 metres, more than any source may hold. Infinity would
make the stretch of its line no number."""


@dataclass(frozen=True, slots=True)
class TableStyles:
    """How a table is set, in one of its sizes."""

    cell: TextStyle
    head: TextStyle
    gap: Length
    """Between columns."""
    space: Length
    """Above and below the words of a cell."""


@dataclass(frozen=True, slots=True)
class DecimalColumn:
    """A column of numbers, aligned on their decimal marks."""

    before: Length
    """How wide the widest number is in front of its mark, or up to its units without any."""
    width: Length
    """From the first figure of all to the end of the last."""


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Where a table is set and how."""

    region: Region
    styles: TableStyles
    widths: tuple[Length, ...]
    """Of its columns; empty when they have no room."""
    decimals: tuple[DecimalColumn | None, ...]
    excess: Length
    """By how much its numbers and pieces of words are too wide."""
    covered: frozenset[tuple[int, int]]
    """Row and column of what other cells go over."""
    names_rows: bool = False
    """Whether its first column says what each row is about."""
    turned: bool = False
    """Whether it stands on pages of its own, to be read from the right edge of the page."""


def names_rows(table: Table) -> bool:
    """Whether the first column says what each row is about, so that it is read before each cell.

    The author says so, or each of its cells is short, no number, and like no other.
    """
    if table.stub:
        return True
    firsts = [text_of(row.cells[0].children).strip() for row in table.rows if not row.group]
    short = all(0 < len(first) <= LONGEST_NAME and not is_number(first) for first in firsts)
    return len(table.header.cells) > 1 and short and len(set(firsts)) == len(firsts) > 1


def find_excess(table: Table, context: TypesetContext, region: Region) -> Problem | None:
    """That the table does not fit, if that is so."""
    layout = choose_layout(table, context, region)
    return None if layout.widths else tell_excess(table, layout)


def tell_excess(table: Table, layout: TableLayout) -> Problem:
    """By how much the table is too wide for the smallest type on the widest page it may have."""
    excess = max(1, round(layout.excess / mm(1)))
    message = f"the table is {excess} mm too wide, even in type of {SMALLEST:g} points"
    hint = "make two tables of it, shorten its words and numbers, or choose a larger page"
    return error("PRE023", message, table.span or Span("", 1), hint)


# ---------------------------------------------------------------------------------- the place


_ColumnMeasures: TypeAlias = tuple[list[ColumnNeeds], tuple[DecimalColumn | None, ...]]


def choose_layout(table: Table, context: TypesetContext, region: Region) -> TableLayout:
    """The first place and size that a table fits in; the last one, without widths, if none is."""
    measured: dict[tuple[Length, Length], _ColumnMeasures] = {}
    covered = frozenset(list_covered(table))
    layout = None
    for place, styles, whole, turned in _list_places(context, region):
        key = styles.cell.size, styles.gap if covered else 0.0
        if key not in measured:
            measured[key] = _measure_columns(table, styles, context)
        needs, decimals = measured[key]
        room = place.measure - styles.gap * (len(needs) - 1)
        widths = share_room(needs, room) if has_room(needs, room, whole) else ()
        if place.measure < place.full and _is_crowded(needs, widths):
            widths = ()
        excess = add_up(need.piece for need in needs) - room
        layout = TableLayout(
            place, styles, widths, decimals, excess, covered, names_rows(table), turned
        )
        if widths:
            break
    assert layout is not None, "a table has at least one place"
    return layout


def _is_crowded(needs: Sequence[ColumnNeeds], widths: Sequence[Length]) -> bool:
    """Whether cells side by side have more lines in a column of the page than one likes to read."""
    lines = [need.line / width for need, width in zip(needs, widths, strict=False)]
    return len(lines) > 1 and max(lines) > MOST_LINES


def _list_places(
    context: TypesetContext, region: Region
) -> Iterator[tuple[Region, TableStyles, WholeParts, bool]]:
    """Each place and size in the order of choice, with what is not divided there, and whether the
    table is turned."""
    usual, *smaller = _list_styles(context)
    narrow = replace(usual, gap=NARROW_GAP)
    ways: tuple[tuple[TableStyles, WholeParts], ...] = (
        (usual, "words"),
        (narrow, "words"),
        (narrow, "cells"),
    )
    if region.full > region.measure:
        yield region, usual, "words", False
        region = region.widen()
    upright: tuple[tuple[TableStyles, WholeParts], ...] = (*ways, (narrow, "pieces"))
    for styles, whole in upright:
        yield region, styles, whole, False
    turned = context.tallest > region.full > 0
    if turned:
        region = Region(context.tallest, region.parent, full=region.full)
        for styles, whole in ways:
            yield region, styles, whole, True
    for styles in smaller:
        yield region, styles, "cells", turned
    for styles in (narrow, *smaller):
        yield region, styles, "pieces", turned


def _list_styles(context: TypesetContext) -> Iterator[TableStyles]:
    """The styles of tables, from the usual size down to the smallest."""
    cell, head = context.styles.cell, context.styles.cell_head
    size, gap = cell.size, CELL_GAP
    while True:
        part = size / cell.size
        yield TableStyles(
            replace(cell, size=size, leading=cell.leading * part),
            replace(head, size=head.size * part, leading=head.leading * part),
            gap,
            CELL_SPACE * part,
        )
        if size <= SMALLEST:
            return
        size, gap = max(SMALLEST, size - STEP), NARROW_GAP


# ---------------------------------------------------------------------------------- columns


def _measure_columns(
    table: Table, styles: TableStyles, context: TypesetContext
) -> tuple[list[ColumnNeeds], tuple[DecimalColumn | None, ...]]:
    """How much room each column needs, the numbers of notes counted, and where its numbers are
    aligned."""
    note = context.notes.take(0) + sum(1 for _ in query(table, Note))
    count = len(table.header.cells)
    numbers = find_number_columns([[_say_one(cell) for cell in row.cells] for row in table.rows])
    needs: list[ColumnNeeds] = []
    decimals: list[DecimalColumn | None] = []
    rows = table.all_rows
    for column in range(count):
        heads, cells = (
            [
                (row.cells[column], choose_style(table, number, styles))
                for number, row in enumerate(rows)
                if row.cells[column].columns == 1 and (number < len(table.heads)) == head
            ]
            for head in (True, False)
        )
        aligned = column in numbers and table.header.cells[column].align != "centre"
        decimal = _align_numbers(cells, context, note) if aligned else None
        need, head = (_measure_cells(each, context, note) for each in (cells, heads))
        width = decimal.width if decimal else 0.0
        decimals.append(decimal)
        needs.append(
            ColumnNeeds(
                max(need.piece, head.piece, width) + SPARE,
                max(need.cell, width) + SPARE,
                max(need.cell, head.word, width) + SPARE,
                max(need.line, head.line, width) + SPARE,
            )
        )
    for number, row in enumerate(rows):
        style = choose_style(table, number, styles)
        for place, cell in enumerate(row.cells):
            if cell.columns > 1:
                need = _measure_cells([(cell, style)], context, note)
                _widen(needs, place, cell.columns, need, styles.gap)
    return needs, tuple(decimals)


def choose_style(table: Table, number: int, styles: TableStyles) -> TextStyle:
    """How the cells of a row are set, counted from the first of the head."""
    if number < len(table.heads):
        return styles.head
    strong = table.all_rows[number].group
    strong = strong or (table.total and number == len(table.all_rows) - 1)
    return replace(styles.cell, role="sans-bold", colour="ink") if strong else styles.cell


def _say_one(cell: Cell) -> str:
    """What a cell says in its column; nothing in one that goes over several."""
    return text_of(cell.children) if cell.columns == 1 else ""


def _widen(
    needs: list[ColumnNeeds], place: int, count: int, need: ColumnNeeds, gap: Length
) -> None:
    """Make the columns that a cell goes over wide enough for it, each by as much."""
    columns = needs[place : place + count]
    free = gap * (count - 1) - SPARE
    piece = max(0.0, need.piece - free - add_up(one.piece for one in columns)) / count
    cell = max(0.0, need.cell - free - add_up(one.cell for one in columns)) / count
    word = max(0.0, need.word - free - add_up(one.word for one in columns)) / count
    line = max(0.0, need.word - free - add_up(one.line for one in columns)) / count
    needs[place : place + count] = [
        ColumnNeeds(one.piece + piece, one.cell + cell, one.word + word, one.line + line)
        for one in columns
    ]


def _measure_cells(
    cells: Sequence[tuple[Cell, TextStyle]], context: TypesetContext, note: int
) -> ColumnNeeds:
    piece = whole = word = line = 0.0
    for cell, style in cells:
        found = measure_words(cell.children, style, context.text, note)
        piece = max(piece, found.piece if found.piece == found.word else found.piece + KERNED)
        word, line = max(word, found.word), max(line, found.line)
        whole = max(whole, found.line if found.line <= SHORT * style.size else found.word)
    return ColumnNeeds(min(piece, word), whole, word, line)


def _align_numbers(
    cells: Sequence[tuple[Cell, TextStyle]], context: TypesetContext, note: int
) -> DecimalColumn:
    before = after = 0.0
    for cell, style in cells:
        for line in set_inlines(cell.children, leave_unbroken(style), UNBROKEN, context.text, note):
            place = find_mark(line, context)
            before, after = max(before, place), max(after, line.width - place)
    return DecimalColumn(before, before + after)


def leave_unbroken(style: TextStyle) -> TextStyle:
    """The style for a line that ends nowhere but where the author ends it."""
    return replace(style, align="left", hyphenate=False)


def find_mark(line: Line, context: TypesetContext) -> Length:
    """How far into the line its decimal mark stands; the end of the line that has no number."""
    text, edges = "", [0.0]
    for piece in line.pieces:
        if piece.tag is None or piece.tag.kind != "note":
            for words, x in _list_edges(piece):
                text += words
                edges += [x] * len(words)
    lead = len(text) - len(text.lstrip())
    mark = find_decimal_mark(text.strip(), find_decimal_symbol(context.text.language))
    return edges[mark + lead] if mark is not None else line.width


def _list_edges(piece: Piece) -> Iterator[tuple[str, Length]]:
    """The characters of each glyph and space of a piece, and how far into the line they end."""
    x = piece.x
    for place, word in enumerate(piece.words):
        if place:
            x += piece.gap
            yield " ", x
        for glyph in word.glyphs:
            x += glyph.advance * piece.size / 1000 + piece.tracking
            yield glyph.text, x
    if piece.trailing_space:
        yield " ", x
