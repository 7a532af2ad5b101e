"""Tables to rows: caption, head, rows and source, in the layout that was chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from typing import TypeAlias

from octavo.document import Cell, Row, Table, Text
from octavo.document.grid import list_covered
from octavo.document.length import Length, add_up
from octavo.pdf.tags import Attribute, StructureElement, scope
from octavo.pdf.visibility import HANG
from octavo.typeset.captions import set_caption
from octavo.typeset.context import Region, TypesetContext
from octavo.typeset.flow import (
    Column,
    FlowItem,
    ItemPainter,
    PageGeometry,
    collect_entries,
    collect_notes,
    fill,
    hold_together,
    paint_all,
    paint_column,
    part,
    stack_rows,
    whole_lines,
)
from octavo.typeset.paragraphs import set_text
from octavo.typeset.table_layout import (
    SPARE,
    UNBROKEN,
    DecimalColumn,
    TableLayout,
    choose_layout,
    choose_style,
    find_mark,
    leave_unbroken,
    tell_excess,
)
from octavo.typeset.table_repeats import repeat, set_label_again
from octavo.typeset.text import TextStyle, set_inlines

MOST_OF_PAGE = 0.62
"""Part of a page's height up to which a table is not cut: on A5 thirteen lines are left for its
caption and for text. At half both tables of the proceedings may be cut."""
BELOW_TABLE = 0.6
"""Space at least below a table, in lines; its height is then rounded up to whole lines."""
GROUP_SPACE = 0.6
"""Above the name of a group of rows, in lines of a cell: with nothing days of a programme run into
each other, with a whole line a list of many initials is a fifth longer."""
SOURCE_SPACE = 3.2
"""Between the last row and the source below it, in points: as between a rule and the words of a
cell, so that the line is seen to belong to the table. At nothing it touches the rule."""


def set_table(table: Table, context: TypesetContext, region: Region) -> tuple[FlowItem, ...]:
    """A row for the head and one for each row; the head is set again on each further page."""
    layout = choose_layout(table, context, region)
    if not layout.widths:
        context.faults.append(tell_excess(table, layout))
        return ()
    own = replace(context, tallest=layout.region.full) if layout.turned else context
    rows = _set_rows(table, own, layout)
    if layout.turned:
        return _turn(rows, context, layout.region)
    spans = layout.region.measure > region.measure
    grid = context.styles.text.leading
    total = add_up(row.height for row in rows)
    total += add_up(part(upper, lower) for upper, lower in pairwise(rows))
    rows[0] = replace(rows[0], space_before=grid, sequence="table")
    if total <= context.tallest * MOST_OF_PAGE:
        stacked = stack_rows(rows, whole_lines(total + grid * BELOW_TABLE, grid), grid)
        floats = bool(table.number)
        return (replace(stacked, spans=spans, floats=floats, sequence="table"),)
    rows[-1] = replace(rows[-1], space_after=grid + whole_lines(total, grid) - total)
    return tuple(replace(row, spans=spans) for row in rows)


def _turn(
    rows: Sequence[FlowItem], context: TypesetContext, region: Region
) -> tuple[FlowItem, ...]:
    """The rows on pages of their own, the heads of which are at the left edges of the book's."""
    gap = context.styles.text.leading
    pages = fill(rows, PageGeometry(region.full, note_gap=gap))
    return tuple(_turn_page(page, context, region) for page in pages)


def _turn_page(page: Column, context: TypesetContext, region: Region) -> FlowItem:
    rows = [placed.item for placed in page.items]
    height = add_up(note.height for note in page.notes)

    def paint(x: Length, top: Length) -> None:
        foot = top - context.tallest  # where lines begin, over which words may hang
        context.canvas.add_frame((x, foot - HANG, x + region.full, top + HANG))
        with context.canvas.turned(x, foot, top):
            paint_column(page, 0.0, 0.0)
            at = height - region.full
            if page.notes:
                with context.canvas.artifact("Layout"):
                    context.canvas.rule(0.0, at + 4, 60.0, at + 4, 0.4, "line")
            for note in page.notes:
                note.paint(0.0, at)
                at -= note.height

    return FlowItem(
        context.tallest,
        paint,
        floats=not page.notes,
        sequence="table",
        spans=True,
        ids=tuple(id for row in rows for id in row.ids),
        entries=collect_entries((*rows, *page.notes)),
    )


# ---------------------------------------------------------------------------------- rows


def _set_rows(table: Table, context: TypesetContext, layout: TableLayout) -> list[FlowItem]:
    """The caption, the head, the rows and the source, one under the other."""
    region = layout.region
    element = region.parent.add("Table")
    rows: list[FlowItem] = []
    again: tuple[FlowItem, ...] = ()
    if table.caption:
        label = f"{context.names['table']} {table.number}" if table.number else ""
        rows += set_caption(label, table.caption, "", context, region, element)
        again = set_label_again(label, table, context, region)
    repeating = context.measure_only()
    head = _make_head(table, layout, context, element.add("THead"))
    heads = (*again, _make_head(table, layout, repeating, None))
    body = element.add("TBody")
    rows = [replace(row, keep_with_next=True) for row in (*rows, head)]
    cells = [
        _set_cells(table, row, layout, context, body.add("TR"))
        for row in range(len(table.heads), len(table.all_rows))
    ]
    above = add_up(row.height for row in rows)
    room = min(context.tallest * MOST_OF_PAGE, context.tallest - above)
    made = _make_rows(cells, table, layout, context, room)
    groups = _repeat_groups(table, layout, repeating)
    for row, group in zip(made, groups, strict=True):
        rows.append(repeat(row, (*heads, *group), context, layout.styles.space))
    if len(made) > 1:
        rows[-2] = replace(rows[-2], keep_with_next=True)
    return [*rows[:-1], *_add_source(rows[-1], table, context, region)]


def _add_source(
    last: FlowItem, table: Table, context: TypesetContext, region: Region
) -> tuple[FlowItem, ...]:
    """The last row, and below it where the contents of the table come from."""
    if not table.source:
        return (last,)
    style = context.styles.caption
    lines = set_text(table.source, style, region.parent.add("P"), context, region)
    return hold_together((last, _add_space(lines[0], SOURCE_SPACE, 0.0), *lines[1:]))


def _repeat_groups(
    table: Table, layout: TableLayout, context: TypesetContext
) -> Iterator[tuple[FlowItem, ...]]:
    """What names the group of each row where it is set again: nothing above the name itself."""
    again: tuple[FlowItem, ...] = ()
    for row in table.rows:
        if row.group:
            yield ()
            again = (_set_again(row, table, layout, context),)
        else:
            yield again


def _set_again(row: Row, table: Table, layout: TableLayout, context: TypesetContext) -> FlowItem:
    """The name of a group with the words that say that it goes on."""
    first, *others = row.cells
    said = (*first.children, Text(f"\N{NO-BREAK SPACE}{table.continued}"))
    named = replace(row, cells=(replace(first, children=said), *others))
    alone = Table(table.header, (named,), stub=table.stub)
    covered = frozenset(list_covered(alone))
    cells = _set_cells(alone, 1, replace(layout, covered=covered), context, None)
    style = layout.styles.cell
    (height,) = _measure_heights([cells], style, layout.styles.space)
    rule = RowRule(((0.0, layout.region.measure),), colour="ink")
    return _make_row(cells, layout, context, style, height, rule, repeated=True)


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell with its lines."""

    lines: tuple[FlowItem, ...]
    x: Length
    """From the left edge of the table."""
    width: Length
    columns: int = 1
    """How many it goes over."""
    rows: int = 1
    """How many it goes over."""

    @property
    def height(self) -> Length:
        """Of its lines."""
        return add_up(line.height for line in self.lines)


SetRow: TypeAlias = Sequence[SetCell]
"""The cells that begin in a row."""


def _set_cells(
    table: Table,
    number: int,
    layout: TableLayout,
    context: TypesetContext,
    parent: StructureElement | None,
) -> list[SetCell]:
    """The cells of a row, counted from the first of the head, without those others go over."""
    row, head = table.all_rows[number], number < len(table.heads)
    style = choose_style(table, number, layout.styles)
    made: list[SetCell] = []
    for place, cell in enumerate(row.cells):
        if (number, place) in layout.covered:
            continue
        x = add_up(layout.widths[:place]) + layout.styles.gap * place
        width = add_up(layout.widths[place : place + cell.columns])
        width += layout.styles.gap * (cell.columns - 1)
        decimal = layout.decimals[place] if cell.columns == 1 else None
        stub = place == 0 and (row.group or layout.names_rows)
        element = _make_cell(parent, cell, head, stub)
        if element:
            element.span = cell.span or row.span
        inner = layout.region.narrow(width, element or layout.region.parent, x)
        if decimal and not head:
            lines = _set_number(cell, decimal, style, element, context, inner)
        else:
            side = "right" if decimal else "centre" if cell.columns > 1 and place else cell.align
            aligned: TextStyle = replace(style, align=side)
            lines = set_text(cell.children, aligned, element, context, inner)
        made.append(SetCell(lines, x, width, cell.columns, cell.rows))
    return made


# ---------------------------------------------------------------------------------- heights


def _measure_heights(rows: Sequence[SetRow], style: TextStyle, space: Length) -> list[Length]:
    """How high each row is, the last that a cell joins high enough for what is left of it."""
    own = [max((cell.height for cell in row if cell.rows == 1), default=0.0) for row in rows]
    heights = [max(height, style.leading) + 2 * space for height in own]
    for number, row in enumerate(rows):
        for cell in row:
            end = number + cell.rows
            lacks = cell.height + 2 * space - add_up(heights[number:end])
            heights[end - 1] += max(0.0, lacks) if cell.rows > 1 else 0.0
    return heights


def _list_going_on(rows: Sequence[SetRow]) -> list[SetRow]:
    """For each row the cells that go on below it."""
    return [
        [
            cell
            for above, row in enumerate(rows[: number + 1])
            for cell in row
            if above + cell.rows > number + 1
        ]
        for number in range(len(rows))
    ]


def _list_joined(going_on: Sequence[SetRow]) -> Iterator[range]:
    """The rows that cells join, each run of them; a row by itself is none."""
    start = 0
    for number, cells in enumerate(going_on):
        if not cells:
            if number > start:
                yield range(start, number + 1)
            start = number + 1


def _share_out(rows: Sequence[SetRow]) -> list[SetRow]:
    """The rows, the lines of each cell that joins several shared out among these."""
    counts = [max((len(c.lines) for c in row if c.rows == 1), default=0) for row in rows]
    shared: list[list[SetCell]] = [[] for _ in rows]
    for number, row in enumerate(rows):
        for cell in row:
            lines, last = cell.lines, number + cell.rows - 1
            for at in range(number, last):
                count = max(counts[at], 1)
                shared[at].append(replace(cell, lines=lines[:count], rows=1))
                lines = lines[count:]
            shared[last].append(replace(cell, lines=lines, rows=1))
    return [*shared]


# ---------------------------------------------------------------------------------- strips


@dataclass(frozen=True, slots=True)
class RowRule:
    """The rule at the foot of a row."""

    stretches: tuple[tuple[Length, Length], ...]
    """From where to where it goes, from the left edge of the table."""
    weight: Length = 0.4
    colour: str = "line"


def _make_head(
    table: Table, layout: TableLayout, context: TypesetContext, parent: StructureElement | None
) -> FlowItem:
    """The rows of the head as one; without a `parent` they are only seen, and not read again.

    Below the first of several a rule joins the columns that one cell names.
    """
    style, space = layout.styles.head, layout.styles.space
    rows: list[SetRow] = [
        _set_cells(table, number, layout, context, parent.add("TR") if parent else None)
        for number in range(len(table.heads))
    ]
    if add_up(_measure_heights(rows, style, space)) > context.tallest * MOST_OF_PAGE:
        rows = _share_out(rows)
    heights = _measure_heights(rows, style, space)
    made: list[FlowItem] = []
    for number, row in enumerate(rows):
        lowered = [_stand_on_rule(cell, heights[number:], layout) for cell in row]
        over = [(c.x, c.x + c.width) for c in row if c.columns > 1 and c.rows == 1 and c.lines]
        rule = RowRule(tuple(over), 0.4, "ink")
        if number == len(rows) - 1:
            rule = RowRule(((0.0, layout.region.measure),), 0.8, "ink")
        made.append(_make_row(lowered, layout, context, style, heights[number], rule, not parent))
    if len(made) == 1:
        return made[0]
    return replace(stack_rows(hold_together(made), add_up(heights), 0.0), floats=False)


def _stand_on_rule(cell: SetCell, heights: Sequence[Length], layout: TableLayout) -> SetCell:
    """The cell of a head with its last line over the rule; `heights` are of its row and below."""
    leading, room = layout.styles.head.leading, add_up(heights[: cell.rows])
    free = room - 2 * layout.styles.space - cell.height
    count = int((free + SPARE) // leading)
    blank = [FlowItem(free - count * leading), *[FlowItem(leading)] * count]
    return replace(cell, lines=(*blank[1 if blank[0].height < SPARE else 0 :], *cell.lines))


def _make_rows(
    rows: Sequence[SetRow],
    table: Table,
    layout: TableLayout,
    context: TypesetContext,
    room: Length,
) -> list[FlowItem]:
    """The rows of the body. Those that a cell joins stay together if they are not over `room`."""
    style, space = layout.styles.cell, layout.styles.space
    going_on = _list_going_on(rows)
    cells, together = list(rows), set[int]()
    heights = _measure_heights(rows, style, space)
    for joined in _list_joined(going_on):
        found = cells[joined.start : joined.stop]
        notes = [note for row in found for cell in row for note in collect_notes(cell.lines)]
        height = add_up([*heights[joined.start : joined.stop], *(n.height for n in notes)])
        if height > room:
            cells[joined.start : joined.stop] = _share_out(found)
        else:
            together.update(joined)
    heights = _measure_heights(cells, style, space)
    made: list[FlowItem] = []
    for number, row in enumerate(cells):
        stretches = _list_stretches(going_on[number], layout.region.measure)
        group = table.rows[number].group
        strong = group or (table.total and number == len(rows) - 2)
        rule = RowRule(stretches, colour="ink" if strong else "line")
        one = _make_row(row, layout, context, style, heights[number], rule)
        holds = group or (number in together and bool(going_on[number]))
        above = GROUP_SPACE * style.leading if group and number else 0.0
        parts = () if number in together else one.parts
        made.append(replace(one, keep_with_next=holds, space_before=above, parts=parts))
    return made


def _make_row(
    cells: SetRow,
    layout: TableLayout,
    context: TypesetContext,
    style: TextStyle,
    height: Length,
    rule: RowRule,
    repeated: bool = False,
) -> FlowItem:
    """One row over its rule. A `repeated` one is only seen, and not read again."""
    region, space = layout.region, layout.styles.space

    def draw_rule(x: Length, foot: Length) -> None:
        for start, end in rule.stretches:
            left = x + region.indent
            context.canvas.rule(left + start, foot, left + end, foot, rule.weight, rule.colour)

    def paint_cells(x: Length, top: Length) -> None:
        for cell in cells:
            at = top - space
            for row in cell.lines:
                row.paint(x, at)
                at -= row.height

    def paint(x: Length, top: Length) -> None:
        with context.canvas.artifact("Layout"):
            draw_rule(x, top - height)
            if repeated:
                paint_cells(x, top)
        if not repeated:
            paint_cells(x, top)

    def paint_rule(x: Length, top: Length) -> None:
        with context.canvas.artifact("Layout"):
            draw_rule(x, top - style.leading - space)

    lines = [row for cell in cells for row in cell.lines]
    beside = [cell.lines for cell in cells]
    parts = () if repeated else _list_strips(beside, paint_rule, style, space)
    return FlowItem(
        height, paint, entries=collect_entries(lines), notes=collect_notes(lines), parts=parts
    )


def _list_stretches(going_on: SetRow, measure: Length) -> tuple[tuple[Length, Length], ...]:
    """From where to where a rule goes that leaves out some cells."""
    stretches: list[tuple[Length, Length]] = []
    start = 0.0
    for cell in sorted(going_on, key=lambda cell: cell.x):
        stretches += [(start, cell.x)] if cell.x > start else []
        start = cell.x + cell.width
    return (*stretches, *([(start, measure)] if start < measure - SPARE else []))


def _set_number(
    cell: Cell,
    decimal: DecimalColumn,
    style: TextStyle,
    element: StructureElement | None,
    context: TypesetContext,
    region: Region,
) -> tuple[FlowItem, ...]:
    """A number, its decimal mark below those of the others, which end with the column."""
    note = context.notes.take(0)
    lines = set_inlines(cell.children, leave_unbroken(style), UNBROKEN, context.text, note)
    if not lines:
        return ()
    inset = region.measure - decimal.width + decimal.before - find_mark(lines[0], context)
    inner = region.narrow(region.measure - inset + SPARE, element or region.parent, inset)
    return set_text(cell.children, leave_unbroken(style), element, context, inner)


def _list_strips(
    cells: Sequence[Sequence[FlowItem]], paint_rule: ItemPainter, style: TextStyle, space: Length
) -> tuple[FlowItem, ...]:
    """The lines of the cells of a row, those that stand side by side as one strip.

    Two lines at least stay together at its head and at its foot.
    """
    beside = list(zip_longest(*cells))
    last = len(beside) - 1
    strips: list[FlowItem] = []
    for at, found in enumerate(beside):
        lines = [line for line in found if line is not None]
        paint = paint_all(*(line.paint for line in lines))
        strips.append(
            FlowItem(
                style.leading,
                paint_all(paint, paint_rule) if at == last else paint,
                keep_with_next=at in (0, last - 1) and at != last,
                entries=collect_entries(lines),
                notes=collect_notes(lines),
            )
        )
    if not strips:
        return ()
    strips[0] = _add_space(strips[0], space, 0.0)
    strips[-1] = _add_space(strips[-1], 0.0, space)
    return tuple(strips)


def _add_space(row: FlowItem, above: Length, below: Length) -> FlowItem:
    """The row made higher."""

    def paint(x: Length, top: Length) -> None:
        row.paint(x, top - above)

    return replace(row, height=row.height + above + below, paint=paint)


def _make_cell(
    parent: StructureElement | None, cell: Cell, head: bool, stub: bool
) -> StructureElement | None:
    """The cell's element; none for a head that is only set again."""
    if parent is None:
        return None
    spans = (("ColSpan", cell.columns), ("RowSpan", cell.rows))
    over = tuple(Attribute("Table", name, float(count)) for name, count in spans if count > 1)
    if head or stub:
        return parent.add("TH", attributes=(*scope("Column" if head else "Row"), *over))
    return parent.add("TD", attributes=over)
