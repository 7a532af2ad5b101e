"""Tables of a Word file: cells over several rows and columns, head rows, and tables that only
arrange things on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from octavo.docx.elements import (
    XmlElement,
    attribute,
    child,
    children,
    is_on,
    name_of,
    number,
    value,
)
from octavo.importing.tree import (
    ForeignAside,
    ForeignBlock,
    ForeignCell,
    ForeignFigure,
    ForeignHeading,
    ForeignParagraph,
    ForeignPicture,
    ForeignRun,
    ForeignTable,
)
from octavo.importing.word.paragraphs import drop_emphasis, plain_text
from octavo.importing.word.reading import Reading, report_unknown
from octavo.importing.word.wording import choose, words_of

CellAlignment: TypeAlias = Literal["", "left", "center", "right"]

WIDEST = 200
"""Columns of a table: three times as many as Word itself can make, which is 63."""
LONG = 300
"""Letters of a cell from which on it holds text rather than data: four lines of a page."""
_ALIGNMENTS: dict[str, CellAlignment] = {"center": "center", "right": "right", "end": "right"}
_DELETED_ROW = "somebody deleted this row and the deletion was accepted"
_COVERED = "they stand in a cell that another one covers, so that Word does not show them"
_HEAD = "the first row is bold, and was taken for the head of the table"
_LAYOUT = "the table only arranges its parts on the page; they follow one another instead"
_ROW, _CELL = name_of("w:tr"), name_of("w:tc")
_WRAPPERS = frozenset(
    map(name_of, ("w:customXml", "w:smartTag", "w:ins", "w:moveTo", "w:sdt", "w:sdtContent"))
)
_SILENT = frozenset(
    map(name_of, ("w:tblPr", "w:tblGrid", "w:trPr", "w:tcPr", "w:tblPrEx", "w:sdtPr", "w:sdtEndPr"))
)
_ALTERNATES = name_of("mc:AlternateContent")


@dataclass(slots=True)
class _OpenCell:
    """A cell as far as it was read."""

    column: int
    columns: int
    blocks: tuple[ForeignBlock, ...]
    alignment: CellAlignment
    rows: int = 1
    goes_on: bool = False
    """Whether it only continues the one above."""


@dataclass(slots=True)
class _WordRow:
    cells: list[_OpenCell] = field(default_factory=list[_OpenCell])
    head: bool = False


def read_table(table: XmlElement, reading: Reading) -> Iterator[ForeignBlock]:
    """What a `w:tbl` is: a table, or a box."""
    reading.counts["table"] += 1
    place = f"table {reading.counts['table']}"
    place = f"{reading.place}, {place}" if reading.place else place
    inside = reading.enter(place)
    inside.fields, inside.ranges = reading.fields, reading.ranges
    rows = [row for element in _list(table, _ROW, inside) if (row := _read_row(element, inside))]
    _join_rows(rows)
    bordered = _has_borders(table, reading)
    made = tuple(tuple(_make_cell(one) for one in row.cells if not one.goes_on) for row in rows)
    made = tuple(row for row in made if row)
    if not any(cell.blocks for row in made for cell in row):
        return
    if len(made) == 1 and len(made[0]) == 1 and bordered:
        yield ForeignAside(place=place, blocks=made[0][0].blocks)
        return
    layout = _is_layout(made, bordered)
    heads = 0 if layout else _count_heads(rows, made, inside)
    if layout:
        reading.report("guessed", "tables for layout", words_of(table), _LAYOUT, place)
    plain = tuple(_drop_bold(row) if at < heads else row for at, row in enumerate(made))
    yield ForeignTable(place=place, rows=plain, heads=heads, layout=layout)


def _list(holder: XmlElement, tag: str, reading: Reading) -> Iterator[XmlElement]:
    """The rows of a table or cells of a row, whatever wraps them."""
    for element in holder:
        if element.tag == tag:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _list(element, tag, reading)
        elif element.tag == _ALTERNATES:
            yield from (shown for shown in choose(element) if shown.tag == tag)
        elif len(element) and element.tag not in _SILENT:
            report_unknown(element, reading)


def _read_row(element: XmlElement, reading: Reading) -> _WordRow | None:
    """A row; `None` for one that was deleted."""
    properties = child(element, "w:trPr")
    if child(properties, "w:del") is not None:
        reading.report("not imported", "tracked deletions", words_of(element), _DELETED_ROW)
        return None
    if child(properties, "w:ins") is not None:
        reading.report("kept", "tracked insertions", words_of(element), _INSERTED_ROW)
    column = min(_whole(child(properties, "w:gridBefore")), WIDEST)
    row = _WordRow(head=bool(is_on(properties, "w:tblHeader")))
    if column:
        row.cells.append(_OpenCell(0, column, (), ""))
    for cell in _list(element, _CELL, reading):
        made = _read_cell(cell, column, reading)
        column += made.columns
        if child(child(cell, "w:tcPr"), "w:hMerge") is not None and _goes_on(cell, "w:hMerge"):
            _report_covered(cell, reading)
            if row.cells:
                row.cells[-1].columns += made.columns
            continue
        row.cells.append(made)
    return row


_INSERTED_ROW = "somebody added this row, which was accepted"


def _read_cell(cell: XmlElement, column: int, reading: Reading) -> _OpenCell:
    properties = child(cell, "w:tcPr")
    columns = min(max(_whole(child(properties, "w:gridSpan")), 1), WIDEST)
    goes_on = _goes_on(cell, "w:vMerge")
    if goes_on or _goes_on(cell, "w:hMerge"):
        if goes_on:
            _report_covered(cell, reading)
        return _OpenCell(column, columns, (), "", goes_on=goes_on)
    if child(properties, "w:cellDel") is not None:
        reading.report("not imported", "tracked deletions", words_of(cell), _DELETED_ROW)
        return _OpenCell(column, columns, (), "")
    inside = reading.enter(reading.place)
    inside.fields, inside.ranges = reading.fields, reading.ranges
    return _OpenCell(column, columns, reading.read_blocks(inside, cell), _alignment(cell))


def _goes_on(cell: XmlElement, tag: str) -> bool:
    merge = child(child(cell, "w:tcPr"), tag)
    return merge is not None and attribute(merge, "w:val", "continue") != "restart"


def _report_covered(cell: XmlElement, reading: Reading) -> None:
    if words := words_of(cell):
        reading.report("not imported", "words in covered cells", words, _COVERED)


def _whole(element: XmlElement | None) -> int:
    found = number(element, "w:val")
    return 0 if found is None else int(found)


def _alignment(cell: XmlElement) -> CellAlignment:
    """How all its paragraphs are set; empty when they differ, or as is usual."""
    found = {
        value(child(one, "w:pPr"), "w:jc")
        for one in children(cell, "w:p")
        if one.find(_RUN) is not None
    }
    return _ALIGNMENTS.get(found.pop(), "") if len(found) == 1 else ""


_RUN = name_of("w:r")


def _join_rows(rows: list[_WordRow]) -> None:
    """Count how many rows each cell goes over, and see that what continues nothing stands alone."""
    open_cells: dict[int, _OpenCell] = {}
    for row in rows:
        there: dict[int, _OpenCell] = {}
        for cell in row.cells:
            above = open_cells.get(cell.column)
            if cell.goes_on and above is not None and above.columns == cell.columns:
                above.rows += 1
                there[cell.column] = above
            else:
                cell.goes_on = False
                there[cell.column] = cell
        open_cells = there


def _make_cell(cell: _OpenCell) -> ForeignCell:
    return ForeignCell(
        blocks=cell.blocks, columns=cell.columns, rows=cell.rows, alignment=cell.alignment
    )


def _drop_bold(row: tuple[ForeignCell, ...]) -> tuple[ForeignCell, ...]:
    """A head row without the bold that heads have anyway."""
    return tuple(
        replace(
            cell,
            blocks=tuple(
                replace(block, text=drop_emphasis(block.text, "bold"))
                if isinstance(block, ForeignParagraph)
                else block
                for block in cell.blocks
            ),
        )
        for cell in row
    )


def _has_borders(table: XmlElement, reading: Reading) -> bool:
    """Whether the table or one of its cells has a line or a ground that a reader sees."""
    properties = child(table, "w:tblPr")
    own = child(properties, "w:tblBorders")
    if own is not None:
        drawn = _is_drawn(own)
    else:
        styles = reading.document.sheet.table(value(properties, "w:tblStyle"))
        beneath = (child(child(one, "w:tblPr"), "w:tblBorders") for one in styles)
        drawn = any(one is not None and _is_drawn(one) for one in beneath)
    return drawn or any(map(_cell_is_drawn, table.iter(_CELL)))


def _cell_is_drawn(cell: XmlElement) -> bool:
    properties = child(cell, "w:tcPr")
    borders = child(properties, "w:tcBorders")
    fill = attribute(child(properties, "w:shd"), "w:fill")
    return (borders is not None and _is_drawn(borders)) or fill not in {"", "auto", "FFFFFF"}


def _is_drawn(borders: XmlElement) -> bool:
    return any(attribute(edge, "w:val") not in {"", "nil", "none"} for edge in borders)


def _is_layout(rows: tuple[tuple[ForeignCell, ...], ...], bordered: bool) -> bool:
    """Whether a table only arranges things on the page.

    It has one cell; or no lines, and pictures, headings or long text in its cells; or one column.
    """
    cells = [cell for row in rows for cell in row]
    if len(cells) == 1:
        return True
    if bordered:
        return False
    if len(rows) == 1 or all(len(row) == 1 for row in rows):
        return True
    return any(_holds_text(cell) for cell in cells)


def _holds_text(cell: ForeignCell) -> bool:
    kinds = (ForeignHeading, ForeignFigure, ForeignTable)
    if any(isinstance(block, kinds) for block in cell.blocks):
        return True
    texts = (block.text for block in cell.blocks if isinstance(block, ForeignParagraph))
    return sum(len(plain_text(text)) for text in texts) > LONG


def _count_heads(
    rows: list[_WordRow], made: tuple[tuple[ForeignCell, ...], ...], reading: Reading
) -> int:
    """How many rows at the top are the head: those that say so, or the first if it looks so."""
    marked = 0
    for row in rows:
        if not row.head:
            break
        marked += 1
    if marked and marked < len(made):
        return marked
    if len(made) < 2 or not _is_bold(made[0]) or _is_bold(made[1]):
        return 0
    reading.report("guessed", "table heads", " ".join(map(_words, made[0])), _HEAD)
    return 1


def _words(cell: ForeignCell) -> str:
    return " ".join(
        plain_text(one.text) for one in cell.blocks if isinstance(one, ForeignParagraph)
    )


def _is_bold(row: tuple[ForeignCell, ...]) -> bool:
    """Whether every word in the row is bold, and there is one in every cell but one."""
    runs = [
        one
        for cell in row
        for block in cell.blocks
        if isinstance(block, ForeignParagraph)
        for one in block.text
        if isinstance(one, ForeignRun) and one.text.strip()
    ]
    filled = sum(1 for cell in row if _words(cell).strip())
    pictured = any(
        isinstance(one, ForeignPicture)
        for cell in row
        for block in cell.blocks
        if isinstance(block, ForeignParagraph)
        for one in block.text
    )
    plain = any("bold" not in one.emphasis for one in runs)
    return bool(runs) and not plain and not pictured and filled >= max(1, len(row) - 1)
