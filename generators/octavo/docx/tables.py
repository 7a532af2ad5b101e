"""Tables of the source as tables of Word: how wide their columns are, and where they stand.

A table that is wider than the text goes onto pages across, then into smaller type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

from octavo.document import Cell, Code, Document, Inline, Inlines, Note, Row, Table, Text
from octavo.document.grid import list_covered
from octavo.document.length import Length, add_up, mm
from octavo.document.numbers import find_decimal_mark, find_number_columns, is_number
from octavo.document.problem import Problem, Span
from octavo.document.walk import list_blocks, query, rewrite_inlines
from octavo.docx.faces import families
from octavo.docx.inlines import spell, write_inlines
from octavo.docx.layout import turn, twips
from octavo.docx.markup import (
    Marks,
    TableCell,
    TableMarkup,
    alignment,
    paragraph,
    spacing_before,
    table as write_table,
)
from octavo.docx.metrics import FaceMetrics, find_face, load_metrics, measure_word
from octavo.docx.part_state import WriteContext, name_block
from octavo.docx.style_ids import ParagraphStyleId
from octavo.files.source_file import error
from octavo.style.column_widths import ColumnNeeds, WholeParts, has_room, share_room
from octavo.style.numbers import find_decimal_symbol

SMALLEST = 7.0
"""Points of `TableTextSmall`, the smallest type of a table: figures as high as in a timetable. A
page of A4 is held further away than a booklet, whose tables go down to 6.5."""
EDGE = 11.5
"""Points between the words of one column and the next: 8.5 of them are the right margin of a cell
in our style of tables, 3 are for another way of measuring. At half a column's longest word breaks;
at the double a table of six columns loses a sixth of its room."""
SMALL_EDGE, SMALL_MARGIN = 6.0, 80
"""The same in small type, and the margin in twips: 4 points, which is a figure's width and still
tells figures of two columns apart, and 2 for another way of measuring. With the usual edge a table
of 30 columns has no room on a page of A4 across."""
SHORT = 5.0
"""How long a cell is that is not broken into lines, in type sizes: a name and a number, a date."""
ADDRESS = 12.0
"""How much of an address has to stand in one line, in type sizes: two dozen letters, after which
Word breaks it where it must. With all of it one address in a list of people turns all its pages."""
LONGEST_PIECE = 5.0
"""Letters in a row that have to fit in a column at most, in type sizes: Word breaks longer ones
where it must. With 10 a single address turns the page."""
WIDER = 1.15
"""How much wider letters of faces that are not ours may be: DejaVu Sans, which is as wide as
Verdana and wider than most that offices use, takes 19 % more than our sans for the proceedings'
words. With 1.0 the longest words break in their columns."""
_ADDRESS = re.compile(r"https?://|www\.|[^@]@[^@]|\w/\w.*/\w")
"""What tells an address: of a page, of a post box, or of a file."""
GROUP_SPACE = 40
"""Twips above the name of a group right below the head, as above the words of every other row."""
RAISED = 0.4
"""How wide the number of a note is, in type sizes: a superscript of 0.65 sizes has figures of 0.36.
At nothing numbers with notes end up to two millimetres beyond the others."""


@dataclass(frozen=True, slots=True)
class WordTableLayout:
    """Where a table stands and how."""

    columns: tuple[Length, ...]
    """Widths; none when the table has no room."""
    style: ParagraphStyleId
    size: Length
    across: bool
    """Whether it stands on pages of its own that are wider than high."""
    excess: Length
    """By how much its numbers are too wide."""


def choose_layout(block: Table, turns: bool, writing: WriteContext) -> WordTableLayout:
    """The first pages and size that the table fits; `turns` says whether it may leave the page."""
    layout = None
    words = _spell_table(block, writing)
    measured: dict[Length, list[ColumnNeeds]] = {}
    for across, style, size, whole in _list_places(turns, writing):
        if size not in measured:
            measured[size] = _measure_columns(words, size)
        needs = measured[size]
        room = (turn(writing.layout) if across else writing.layout).measure
        widths = share_room(needs, room) if has_room(needs, room, whole) else ()
        excess = add_up(need.piece for need in needs) - room
        layout = WordTableLayout(widths, style, size, across, excess)
        if widths:
            break
    assert layout is not None, "a table has at least one place"
    return layout


def _list_places(
    turns: bool, writing: WriteContext
) -> Iterator[tuple[bool, ParagraphStyleId, Length, WholeParts]]:
    """Each place in the order of choice: across or not, style, size, what is not divided."""
    usual = writing.theme.scale.small * writing.layout.scale
    turned = turns and turn(writing.layout).measure > writing.layout.measure
    yield False, "TableText", usual, "words"
    if turned:
        yield True, "TableText", usual, "words"
    yield turned, "TableTextSmall", SMALLEST, "words"
    yield turned, "TableTextSmall", SMALLEST, "pieces"


def write_rows(block: Table, id: str, layout: WordTableLayout, writing: WriteContext) -> str:
    """The table, without its caption."""
    rows, heads = block.all_rows, len(block.heads)
    columns = tuple(map(twips, layout.columns))
    words = _spell_table(block, writing)
    insets = {place: _measure_insets(words, place, layout.size) for place in words.numbers}
    covered = set(list_covered(block))
    cells: list[list[TableCell]] = []
    for count, row in enumerate(rows):
        own = _choose_style(row, layout)
        marks = Marks(bold=count > 0 and words.bold[count] and own is layout)
        written: list[TableCell] = []
        for place, cell in enumerate(row.cells):
            above = _find_above(rows, count, place) if (count, place) in covered else None
            if above:
                edge = _rule_off(above, count, heads, writing)
                blank = paragraph(layout.style, "")
                written.append(TableCell(blank, f"<w:vMerge/>{edge}", above.columns))
            elif (count, place) not in covered:
                kept = _keep_row(block, count, own.style)
                aligned = insets.get(place, ())
                inset = aligned[count - heads] if aligned and count >= heads else 0.0
                properties = kept + _align(cell, place, bool(aligned), inset)
                named = _name_row(id, count, heads) if not place else ""
                made = _write_cell(cell, named, properties, own, marks, writing)
                edge = _rule_off(cell, count, heads, writing)
                written.append(replace(made, properties=made.properties + edge))
        cells.append(written)
    title = spell(block.caption, writing)
    markup = TableMarkup(
        "HouseTable",
        columns,
        heads,
        title=title,
        stub=block.stub,
        total=block.total,
        banded=writing.state.definitions.looks.banded,
        margin=0 if layout.size > SMALLEST else SMALL_MARGIN,
    )
    return write_table(markup, cells)


def _name_row(id: str, count: int, heads: int) -> str:
    """What a row is called, counted from the first of the head: `tab.0`, `tab/1`, then `tab.1`."""
    if 0 < count < heads:
        return f"{id}/{count}"
    return f"{id}.{count - heads + 1 if count else 0}"


def _keep_row(block: Table, count: int, style: ParagraphStyleId) -> str:
    """What holds a row to the next: the last to its source, the name of a group to its rows.

    Right below the head the name of a group has no more space than other rows.
    """
    if style == "TableGroup":
        return spacing_before(GROUP_SPACE) if count == len(block.heads) else ""
    last = block.source and count == len(block.all_rows) - 1
    return "<w:keepNext/>" if last or block.all_rows[count].group else ""


def _choose_style(row: Row, layout: WordTableLayout) -> WordTableLayout:
    """The layout for a row: what names a group has a style of its own, but in small type."""
    named = row.group and layout.style == "TableText"
    return replace(layout, style="TableGroup") if named else layout


def _find_above(rows: Sequence[Row], count: int, place: int) -> Cell | None:
    """The cell above that goes on at a place, if it begins in the same column."""
    for above in range(count - 1, -1, -1):
        cell = rows[above].cells[place]
        if cell.rows > count - above:
            return cell
    return None


def _write_cell(
    cell: Cell,
    id: str,
    properties: str,
    layout: WordTableLayout,
    marks: Marks,
    writing: WriteContext,
) -> TableCell:
    content = write_inlines(cell.children, writing, marks)
    named = name_block(writing.state, id, content) if id else content
    merged = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
    return TableCell(paragraph(layout.style, named, properties), merged, cell.columns)


def _rule_off(cell: Cell, count: int, heads: int, writing: WriteContext) -> str:
    """The edges of a cell in a head of several rows, of which Word's styles know the first only.

    Rows but the last have a rule below what joins several columns, and nowhere else.
    """
    if heads == 1 or count > heads:
        return ""
    ink = f'w:val="single" w:sz="4" w:space="0" w:color="{writing.theme.palette.ink.screen[1:]}"'
    if count == heads:
        return f"<w:tcBorders><w:top {ink}/></w:tcBorders>"
    drawn = count == heads - 1 or (cell.columns > 1 and cell.rows == 1 and cell.children)
    above = '<w:top w:val="nil"/>' if count else ""
    below = f"<w:bottom {ink}/>" if drawn else '<w:bottom w:val="nil"/>'
    return f'<w:tcBorders>{above}{below}</w:tcBorders><w:vAlign w:val="bottom"/>'


def _align(cell: Cell, place: int, aligned: bool, inset: Length) -> str:
    """The properties of a cell's paragraph; a number stands so far from the edge.

    Word aligns by a decimal tab, LibreOffice only behind a tab that is typed: both can indent.
    """
    if cell.columns > 1 and place:
        return alignment("centre")
    if not aligned:
        return alignment(cell.align)
    far = twips(inset)
    return (f'<w:ind w:right="{far}"/>' if far else "") + alignment("right")


# ---------------------------------------------------------------------------------- measures


@dataclass(frozen=True, slots=True)
class _CellWords:
    """What a cell says."""

    text: str
    notes: int
    """How many numbers of notes stand in it."""
    columns: int


@dataclass(frozen=True, slots=True)
class _TableWords:
    """What a table says, and what it is measured with; read once, as tables may have many cells."""

    rows: tuple[tuple[_CellWords, ...], ...]
    heads: int
    bold: tuple[bool, ...]
    """Of each row, whether it is set so."""
    numbers: frozenset[int]
    """The columns of numbers."""
    mark: str
    """Between units and tenths."""
    faces: tuple[FaceMetrics, FaceMetrics]
    """Regular and bold."""
    trust: float


def _spell_table(block: Table, writing: WriteContext) -> _TableWords:
    size = writing.theme.scale.text * writing.layout.scale
    metrics, family = load_metrics(writing.theme, size), families(writing.theme)[1]
    rows = tuple(
        tuple(
            _CellWords(_spell(cell.children, writing), _count_notes(cell), cell.columns)
            for cell in row.cells
        )
        for row in block.all_rows
    )
    heads = len(block.heads)
    told = [[cell.text if cell.columns == 1 else "" for cell in row] for row in rows[heads:]]
    found = find_number_columns(told)
    return _TableWords(
        rows,
        heads,
        tuple(_is_bold(block, number) for number in range(len(rows))),
        frozenset(place for place in found if block.header.cells[place].align != "centre"),
        find_decimal_symbol(writing.conventions),
        (find_face(metrics, family, False, False), find_face(metrics, family, True, False)),
        writing.layout.trust,
    )


def _measure_columns(words: _TableWords, size: Length) -> list[ColumnNeeds]:
    columns: list[ColumnNeeds] = []
    for place in range(len(words.rows[0])):
        measured = [
            _measure_cell(row[place], size, bold, words)
            for row, bold in zip(words.rows, words.bold, strict=True)
        ]
        heads, cells = measured[: words.heads], measured[words.heads :]
        width = 0.0
        if place in words.numbers:
            insets = _measure_insets(words, place, size)
            width = max(one.line + far for one, far in zip(cells, insets, strict=True))
        cell = max((one.cell for one in cells), default=0.0)
        edge = EDGE if size > SMALLEST else SMALL_EDGE
        edge *= 1 if words.trust == 1 else WIDER
        columns.append(
            ColumnNeeds(
                max(width, *(one.piece for one in measured)) + edge,
                max(width, cell) + edge,
                max(width, cell, *(one.word for one in heads)) + edge,
                max(width, *(one.line for one in measured)) + edge,
            )
        )
    return columns


def _is_bold(block: Table, number: int) -> bool:
    """Whether a row is set in bold, counted from the first of the head."""
    rows, heads = len(block.rows) + len(block.heads), len(block.heads)
    total = block.total and number == rows - 1
    return number < heads or total or block.rows[number - heads].group


def _measure_cell(cell: _CellWords, size: Length, bold: bool, table: _TableWords) -> ColumnNeeds:
    """How wide the words of a cell are; a cell over several columns asks each for its part."""
    notes = cell.notes * RAISED * size
    piece = widest = 0.0
    for word in cell.text.split(" "):
        width = _measure(word, size, bold, table) + notes
        widest = max(widest, min(width, ADDRESS * size) if _ADDRESS.search(word) else width)
        piece = max(piece, width if is_number(word) else min(width, LONGEST_PIECE * size))
    line = _measure(cell.text, size, bold, table) + notes
    if cell.columns > 1:
        part = widest / cell.columns
        return ColumnNeeds(piece / cell.columns, part, part, part)
    return ColumnNeeds(piece, line if line <= SHORT * size else widest, widest, line)


def _count_notes(cell: Cell) -> int:
    return sum(1 for _ in query(cell, Note))


def _measure_insets(words: _TableWords, place: int, size: Length) -> tuple[Length, ...]:
    """How far each number of a column ends before the longest rest behind a decimal mark."""
    ends: list[Length] = []
    for row, bold in zip(words.rows[words.heads :], words.bold[words.heads :], strict=True):
        text = row[place].text.strip()
        found = find_decimal_mark(text, words.mark)
        rest = _measure(text[found:], size, bold, words) if found is not None else 0.0
        ends.append(rest + row[place].notes * RAISED * size)
    longest = max(ends, default=0.0)
    return tuple(longest - end for end in ends)


def _measure(text: str, size: Length, bold: bool, words: _TableWords) -> Length:
    wider = 1.0 if words.trust == 1 else WIDER
    return measure_word(words.faces[bold], text) * size * wider


# ---------------------------------------------------------------------------------- check


def list_wide_tables(document: Document, writing: WriteContext) -> Iterator[Problem]:
    """Each table that no page has room for."""
    for section in document.sections:
        found = [block for block in list_blocks(section.blocks) if isinstance(block, Table)]
        chosen = [choose_layout(table, table in section.blocks, writing) for table in found]
        for table, layout in zip(found, chosen, strict=True):
            yield from [] if layout.columns else [_tell_excess(table, layout)]


def _tell_excess(block: Table, layout: WordTableLayout) -> Problem:
    excess = max(1, round(layout.excess / mm(1)))
    message = f"the table is {excess} mm too wide for Word, even in type of {SMALLEST:g} points"
    hint = "make two tables of it, shorten its words and numbers, or choose a larger page"
    return error("WRD008", message, block.span or Span("", 1), hint)


CODE_WIDER = 0.2
"""Part by which code is wider than words: its letters have 0.6 of the size each, those of our sans,
with figures and capitals as in tables, 0.5. With nothing it breaks in its cell."""


def _spell(inlines: Inlines, writing: WriteContext) -> str:
    """The words of a cell, with as many letters for its code as it is wide."""

    def widen(one: Inline) -> Inlines:
        if not isinstance(one, Code):
            return (one,)
        return (Text(one.text + "0" * ceil(CODE_WIDER * len(one.text))),)

    return spell(rewrite_inlines(inlines, widen), writing)
