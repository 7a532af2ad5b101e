"""Tables, figures and statistics to rows: what stands in the column besides running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import pairwise, zip_longest

from octavo.artwork.drawings import Drawable, draw
from octavo.artwork.faults import CannotDrawError
from octavo.artwork.figure_data import tell
from octavo.document import (
    Blocks,
    Cell,
    Figure,
    Inlines,
    Note,
    Picture,
    Statistics,
    Strong,
    Table,
    Text,
)
from octavo.document.drawing import Drawing
from octavo.document.length import Length, add_up
from octavo.document.problem import SourceError
from octavo.document.walk import query, text_of
from octavo.pdf.tags import StructureElement, scope
from octavo.typeset.context import NoteNumbers, Region, TypesetContext
from octavo.typeset.flow import (
    FlowItem,
    ItemPainter,
    collect_entries,
    collect_notes,
    paint_all,
    stack_rows,
    whole_lines,
)
from octavo.typeset.paragraphs import set_text
from octavo.typeset.text import TextStyle, measure_words, set_inlines

ABOVE_CAPTION, BELOW_FIGURE, BELOW_TABLE = 0.5, 0.55, 0.6
"""Space above a caption, and at least below a figure and below a table, in lines: what is above is
less than what is below, so that one sees what the caption is of. Heights are then rounded up to
whole lines."""
MOST_OF_PAGE = 0.62
"""Part of a page's height that a picture may take, and up to which a table is not cut: on A5
thirteen lines are left for its caption and for text. At half both tables of the proceedings may be
cut; at 0.9 nothing changes there, but a tall photograph would leave three lines."""


IN_A_ROW, LEAST_OF_WIDTH = 0.41, 0.7
"""Part of a page's height that a picture may take beside another figure, so that two stand on it
with captions of three lines; and the part of its width below which it is not made smaller for that:
with less, what a reader should see in it is lost."""


def list_in_rows(blocks: Blocks) -> frozenset[str]:
    """The ids of the figures that stand next to another, with no text between."""
    pairs = [
        (one.id, other.id)
        for one, other in pairwise(blocks)
        if isinstance(one, Figure) and isinstance(other, Figure)
    ]
    return frozenset(id for pair in pairs for id in pair)


def set_figure(
    figure: Figure, context: TypesetContext, region: Region, in_a_row: bool = False
) -> tuple[FlowItem, ...]:
    """One strip: the artwork, its caption and its credit. It may float to the next page.

    In a row of figures a picture is made so much smaller that two stand on a page.
    """
    group = region.parent.add("Aside")
    element = group.add("Figure", alternative=figure.alternative)
    label = f"{context.names['figure']} {figure.number}" if figure.number else ""
    caption = _set_caption(label, figure.caption, figure.credit, context, region, group)
    if isinstance(figure.artwork, Picture):
        paint, height = _prepare_picture(figure, in_a_row, context, region, element)
    else:
        measure = region.measure * figure.width
        drawing = _draw(figure.artwork, figure, caption, context, measure)
        paint, height = _prepare_drawing(drawing, context, region, element)
    return (_stack(paint, height, caption, context),)


def set_statistics(
    statistics: Statistics, context: TypesetContext, region: Region
) -> tuple[FlowItem, ...]:
    """One strip: the facts shown large, with caption and credit when there are any."""
    group = region.parent.add("Aside" if statistics.caption or statistics.credit else "Div")
    said = "; ".join(_say_fact(s.value, s.label, s.approximate, context) for s in statistics.items)
    element = group.add("Figure", alternative=said)
    label = f"{context.names['figure']} {statistics.number}" if statistics.number else ""
    caption = _set_caption(label, statistics.caption, statistics.credit, context, region, group)
    drawing = _draw(statistics, statistics, caption, context, region.measure)
    paint, height = _prepare_drawing(drawing, context, region, element)
    return (_stack(paint, height, caption, context),)


def _draw(
    artwork: Drawable,
    block: Figure | Statistics,
    caption: Sequence[FlowItem],
    context: TypesetContext,
    measure: Length,
) -> Drawing:
    """The drawing, no higher than a page with its caption. Raises `SourceError` if it is all the
    same."""
    grid, setting = context.styles.text.leading, context.text
    beside = add_up(row.height for row in caption) + grid * (ABOVE_CAPTION + BELOW_FIGURE)
    room = max(context.tallest - beside, context.tallest * MOST_OF_PAGE)
    about = context.names["about"]
    try:
        return draw(artwork, measure, setting.theme, setting.faces, room, about)
    except CannotDrawError as fault:
        problem = tell(f"the figure `{block.id}`", fault, block.span)
        raise SourceError((problem,)) from None


def _say_fact(value: str, label: str, approximate: bool, context: TypesetContext) -> str:
    before = f"{context.names['about']} " if approximate else ""
    return f"{before}{value} {label}".strip()


def _prepare_drawing(
    drawing: Drawing, context: TypesetContext, region: Region, element: StructureElement
) -> tuple[ItemPainter, Length]:
    def paint(x: Length, top: Length) -> None:
        left, bottom = x + region.indent, top - drawing.height
        element.cover((left, bottom, drawing.width, drawing.height))
        with context.canvas.marked(element):
            context.canvas.paint(drawing, left, bottom)

    return paint, drawing.height


def _prepare_picture(
    figure: Figure,
    in_a_row: bool,
    context: TypesetContext,
    region: Region,
    element: StructureElement,
) -> tuple[ItemPainter, Length]:
    assert isinstance(figure.artwork, Picture)
    data = context.library.read(figure.artwork.file)
    size = read_size(data)
    width = fit_picture(size, region.measure * figure.width, context.tallest, in_a_row)
    height = width * size[1] / size[0]

    def paint(x: Length, top: Length) -> None:
        left, bottom = x + region.indent, top - height
        element.cover((left, bottom, width, height))
        with context.canvas.marked(element):
            context.canvas.picture(data, left, bottom, width, height)

    return paint, height


def read_size(data: bytes) -> tuple[int, int]:
    """How many pixels a picture has, across and down."""
    from PIL import Image

    with Image.open(BytesIO(data)) as image:
        return image.size


def fit_picture(
    size: tuple[int, int], measure: Length, tallest: Length, in_a_row: bool = False
) -> Length:
    """How wide a picture of so many pixels is set: across the measure, if it is not too high then.

    `tallest` is the height of a page's text.
    """
    alone = min(measure, tallest * MOST_OF_PAGE * size[0] / size[1])
    if not in_a_row:
        return alone
    return min(alone, max(tallest * IN_A_ROW * size[0] / size[1], alone * LEAST_OF_WIDTH))


def _set_caption(
    label: str,
    caption: Inlines,
    credit: str,
    context: TypesetContext,
    region: Region,
    parent: StructureElement,
) -> tuple[FlowItem, ...]:
    words: list[Inlines] = []
    if label:
        words.append((Strong((Text(f"{label}  "),)),))
    words.append(caption)
    if credit:
        stop = "" if text_of(caption).rstrip().endswith((".", "!", "?")) or not caption else "."
        words.append((Text(f"{stop} {credit}."),))
    joined = tuple(inline for part in words for inline in part)
    if not text_of(joined).strip():
        return ()
    return set_text(joined, context.styles.caption, parent.add("Caption"), context, region)


def _stack(
    paint: ItemPainter, height: Length, caption: Sequence[FlowItem], context: TypesetContext
) -> FlowItem:
    """The artwork with its caption below it, as one strip of whole lines."""
    grid = context.styles.text.leading
    gap = grid * ABOVE_CAPTION if caption else 0.0
    text = add_up(row.height for row in caption)
    total = whole_lines(height + gap + text + grid * BELOW_FIGURE, grid)
    artwork = FlowItem(height + gap, paint, keep_with_next=bool(caption))
    return stack_rows((artwork, *caption), total, grid)


# ---------------------------------------------------------------------------------- tables


def set_table(table: Table, context: TypesetContext, region: Region) -> tuple[FlowItem, ...]:
    """A row for the head and one for each row; the head is set again on each further page."""
    element = region.parent.add("Table")
    rows: list[FlowItem] = []
    if table.caption:
        label = f"{context.names['table']} {table.number}" if table.number else ""
        rows += _set_caption(label, table.caption, "", context, region, element)
    widths = _share_widths(table, context, region)
    numbers = NoteNumbers(context.notes.take(0))
    head = _set_row(
        table.header.cells, widths, context, region, element.add("THead").add("TR"), True
    )
    repeating = replace(context, notes=numbers)
    again = _set_row(table.header.cells, widths, repeating, region, None, True)
    body = element.add("TBody")
    rows = [replace(row, keep_with_next=True) for row in (*rows, head)]
    for row in table.rows:
        made = _set_row(row.cells, widths, context, region, body.add("TR"), False)
        rows.append(_repeat(made, again, context))
    if len(rows) > 2:
        rows[-2] = replace(rows[-2], keep_with_next=True)
    grid = context.styles.text.leading
    total = add_up(row.height for row in rows)
    rows[0] = replace(rows[0], space_before=grid)
    if total <= context.tallest * MOST_OF_PAGE:
        return (stack_rows(rows, whole_lines(total + grid * BELOW_TABLE, grid), grid),)
    rows[-1] = replace(rows[-1], space_after=grid + whole_lines(total, grid) - total)
    return tuple(rows)


MOST_REPEATED = 0.3
"""Part of a page that a head may take to be set again on each further page of its table: a higher
one would leave the table few lines of each page, and is seen once."""


def _repeat(row: FlowItem, head: FlowItem, context: TypesetContext) -> FlowItem:
    """The row, above which `head` is set again at the head of a page, unless it takes too much."""
    if head.height > context.tallest * MOST_REPEATED:
        return row
    parts = tuple(replace(part, repeats=(head,)) for part in row.parts)
    return replace(row, repeats=(head,), parts=parts)


LONG_CELL, OF_LONGER = 90.0, 0.35
"""How wide a column would like to be whose longest cell is wider than the first, in points: that,
and this part of the rest. With nothing of the rest one table of the proceedings is a quarter
higher, at half the first one line; at the double all long columns ask for the same."""
CELL_GAP = 8.0
"""Between columns, in points: a little more than the widest space of a justified line, so that no
two cells are read as one. At half nothing is saved, at the double one table of the proceedings is a
line higher."""
CELL_SPACE = 3.2
"""Above and below the words of a cell, in points: a row of one line is 17.2 high, a line and a
third of text. At half rules touch descenders, at the double the tables of the proceedings are three
tenths higher."""


def _share_widths(table: Table, context: TypesetContext, region: Region) -> tuple[Length, ...]:
    """A width for each column: its widest word, then what its cells want, as far as there is room.

    Where there is no room for the widest words, the widest columns give way.
    """
    count = len(table.header.cells)
    room = region.measure - CELL_GAP * (count - 1)
    words = [_measure_column(table, column, context) for column in range(count)]
    least = _cap([word for word, _ in words], room)
    spare = room - add_up(least)
    more = [max(0.0, want - low) for (_, want), low in zip(words, least, strict=True)]
    total = add_up(more)
    return tuple(
        low + (spare * extra / total if total else spare / count)
        for low, extra in zip(least, more, strict=True)
    )


def _cap(widths: Sequence[Length], room: Length) -> list[Length]:
    """The widths, the largest of them cut to one that all fit with."""
    rest = room
    for place, width in enumerate(sorted(widths)):
        even = rest / (len(widths) - place)
        if width > even:
            return [min(other, even) for other in widths]
        rest -= width
    return list(widths)


UNBROKEN = 1e6
"""A measure in points that no cell fills: 350 metres, more than any source may hold. Infinity would
make the stretch of its line no number."""
SPARE = 0.1
"""How much wider than its words a column is, in points, so that sums of widths, reckoned in another
order, never break a cell that has just its own room; a 30th of a millimetre is not seen."""


def _measure_column(table: Table, column: int, context: TypesetContext) -> tuple[Length, Length]:
    """How wide the widest word of a column is, and how wide the column would like to be.

    The numbers of notes count, and of a cell that is wider than `LONG_CELL` only a part of the
    rest.
    """
    word = longest = 0.0
    note = context.notes.take(0) + sum(1 for _ in query(table, Note))
    for row in (table.header, *table.rows):
        style = context.styles.cell_head if row is table.header else context.styles.cell
        unbroken = replace(style, align="left", hyphenate=False)
        inlines = row.cells[column].children
        word = max(word, measure_words(inlines, unbroken, context.text, note) + SPARE)
        for line in set_inlines(inlines, unbroken, UNBROKEN, context.text, note):
            longest = max(longest, line.width + SPARE)
    return word, min(longest, LONG_CELL + longest * OF_LONGER)


def _set_row(
    cells: Sequence[Cell],
    widths: Sequence[Length],
    context: TypesetContext,
    region: Region,
    parent: StructureElement | None,
    head: bool,
) -> FlowItem:
    style = context.styles.cell_head if head else context.styles.cell
    made: list[tuple[FlowItem, ...]] = []
    x = 0.0
    for cell, width in zip(cells, widths, strict=True):
        element = _make_cell(parent, head)
        inner = region.narrow(width, element or region.parent, x)
        aligned: TextStyle = replace(style, align=cell.align)
        made.append(set_text(cell.children, aligned, element, context, inner))
        x += width + CELL_GAP
    height = max(add_up(row.height for row in rows) for rows in made) + 2 * CELL_SPACE

    def rule(x: Length, foot: Length) -> None:
        left, (colour, weight) = x + region.indent, ("ink", 0.8) if head else ("line", 0.4)
        context.canvas.rule(left, foot, left + region.measure, foot, weight, colour)

    def paint_cells(x: Length, top: Length) -> None:
        for rows in made:
            at = top - CELL_SPACE
            for row in rows:
                row.paint(x, at)
                at -= row.height

    def paint(x: Length, top: Length) -> None:
        with context.canvas.artifact("Layout"):
            rule(x, top - height)
            if parent is None:
                paint_cells(x, top)
        if parent is not None:
            paint_cells(x, top)

    def paint_rule(x: Length, top: Length) -> None:
        with context.canvas.artifact("Layout"):
            rule(x, top - style.leading - CELL_SPACE)

    lines = [row for rows in made for row in rows]
    parts = _list_strips(made, paint_rule, style) if parent is not None else ()
    return FlowItem(
        height, paint, entries=collect_entries(lines), notes=collect_notes(lines), parts=parts
    )


def _list_strips(
    cells: Sequence[Sequence[FlowItem]], paint_rule: ItemPainter, style: TextStyle
) -> tuple[FlowItem, ...]:
    """The lines of the cells of a row, those that stand side by side as one strip.

    Two lines at least stay together at its head and at its foot; empty cells have none.
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
    if strips:
        strips[0] = _add_space(strips[0], CELL_SPACE, 0.0)
        strips[-1] = _add_space(strips[-1], 0.0, CELL_SPACE)
    return tuple(strips)


def _add_space(row: FlowItem, above: Length, below: Length) -> FlowItem:
    """The row made higher."""

    def paint(x: Length, top: Length) -> None:
        row.paint(x, top - above)

    return replace(row, height=row.height + above + below, paint=paint)


def _make_cell(parent: StructureElement | None, head: bool) -> StructureElement | None:
    """The cell's element; none for a head that is only set again."""
    if parent is None:
        return None
    return parent.add("TH", attributes=scope()) if head else parent.add("TD")
