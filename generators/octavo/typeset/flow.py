"""Rows to pages: where a column may be broken, what floats, and how much room notes take.

A row is a strip across the measure that is not cut as long as a column has room for it. Everything
that is set becomes rows: each line of a paragraph is one, a figure is one, a table is one for its
head and one for each row. Rows know where a break is bad; `fill` knows how high a page is. All
heights of text are whole lines, so that baselines of facing pages meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise
from typing import Literal, Protocol, TypeAlias

from octavo.document.length import Length, add_up

SLIP = 0.01
"""Points by which rows may be too high for a page, and heights for a whole number of lines: sums of
leadings are off by 1e-12 or so, and files are written to a hundredth. With 0 a page of 35 lines
would at times hold 34; a whole point would be seen at the foot.
"""


class Hold(IntEnum):
    """How freely a column may end below a row."""

    FREE = 0
    HELD = 1
    """Never."""
    DEAR = 2
    """At the cost of a pull quote at its foot."""
    HYPHEN = 3
    """At the cost of a word that is parted over the end of a page."""


class ItemPainter(Protocol):
    """How a row is drawn, once its place is known."""

    def __call__(self, x: Length, top: Length) -> None:
        """Draw with the row's upper left corner at `(x, top)` on the current page."""
        ...


def paint_nothing(x: Length, top: Length) -> None:
    """Leave the place empty."""


Numbered: TypeAlias = Literal["", "figure", "table"]
"""What has numbers of its own, in the order of which its kind stands; empty for all else."""


@dataclass(frozen=True, slots=True)
class BleedPlate:
    """A row that is a picture to the edges of its page."""

    side: Literal["whole", "left", "right"]
    """Which part of the picture: all of it, or that of one of two facing pages."""
    paint_whole: ItemPainter
    """Paints all of it on one page, where no two pages face one another."""


@dataclass(frozen=True, slots=True, eq=False)
class RowGroup:
    """Rows that stand apart from text above and below them, such as a list."""

    count: int
    lower: Length
    """By how much they are drawn lower where text is above and below them, amid the room that is
    below them; so what comes after them keeps its place, and a page has whole lines."""


@dataclass(frozen=True, slots=True)
class FlowItem:
    """A strip that is cut only where it is higher than a whole column, and then between `parts`."""

    height: Length
    paint: ItemPainter = paint_nothing
    keep_with_next: bool = False
    """Whether no page may end after this row: a heading, the first line of a paragraph, the last
    but one, or a line that ends in a hyphen."""
    hyphenated: bool = False
    """Whether it holds for no other reason than that it ends in a hyphen."""
    space_before: Length = 0.0
    """Distance to the row above; the larger of the two that meet counts, none at a page head."""
    space_after: Length = 0.0
    """Distance to the row below; none at a page foot."""
    floats: bool = False
    """Whether it may move to the head of the next page, the text closing up behind it. One that
    calls notes does not, or these would no longer stand in the order of their numbers; nor does one
    below a row that holds, such as a heading, which would stand without it."""
    sequence: Numbered = ""
    """With what it is numbered: it never stands before an earlier one of these that waits."""
    break_before: bool = False
    """Whether it must stand at the head of a page."""
    ids: tuple[str, ...] = ()
    """Ids of what begins with this row."""
    entries: tuple[str, ...] = ()
    """Entries of the index that lead here."""
    notes: tuple[FlowItem, ...] = ()
    """What stands at the foot of the page because of this row."""
    repeats: tuple[FlowItem, ...] = ()
    """Rows set again above this one when it comes to stand at the head of a page: table heads."""
    spans: bool = False
    """Whether it goes over all columns of the page."""
    parts: tuple[FlowItem, ...] = ()
    """The strips it is made of, one under the other; empty for what cannot be divided."""
    variants: tuple[RowVariant, ...] = ()
    """Of the text that begins with this row: how its rows could be otherwise."""
    begins: bool = False
    """Whether a paragraph across the whole column begins with this row: what moves may stand above
    it."""
    moves: bool = False
    """Whether it may stand between other paragraphs than where it was written: a pull quote."""
    plate: BleedPlate | None = None
    """For a picture that bleeds, alone on its page."""
    group: RowGroup | None = None
    """The list that it belongs to, if any."""


@dataclass(frozen=True, slots=True)
class RowVariant:
    """The rows of a text when it has a line more or less than it has by itself, or a picture that
    is lower by some lines."""

    text: int
    """The number of the text or picture, and how many rows it has by itself."""
    count: int
    more: int
    """How many lines more."""
    holds: tuple[Hold, ...] = ()
    """Of each row of a text: how freely a page may end after it; none for a picture."""
    notes: tuple[Length, ...] = ()
    """Of each row: how high the notes are that it calls."""
    demerits: float = 0.0
    tolerance: float = 0.0
    height: Length = 0.0
    """Of a picture."""


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """A row in its place."""

    item: FlowItem
    top: Length
    """Distance of its upper edge from the upper edge of the column."""


@dataclass(frozen=True, slots=True)
class Column:
    """The rows of one page."""

    items: tuple[PlacedItem, ...]
    notes: tuple[FlowItem, ...] = ()
    """At the foot, first to last."""
    height: Length = 0.0
    """How much of the column the rows take, without notes."""


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """How much room the pages give."""

    height: Length
    """Of a full page."""
    first: Length | None = None
    """Of the first page, where an opener takes some of it; `None` when it is a full one."""
    columns: int = 1
    """Side by side on a page, one filled after the other."""
    note_gap: Length = 0.0
    """Distance between text and notes."""


def fill(rows: Sequence[FlowItem], frame: PageGeometry) -> tuple[Column, ...]:
    """The pages that `rows` make, each as full as the rules allow; none when there are no rows.

    Rows that hold stay with what follows; a floating row that does not fit goes to the head of the
    next page, and those behind it wait their turn; one of its kind that cannot float begins below
    it. A row higher than a page is divided into its
    parts; without any it stands alone and runs over. What is higher than what is left of a first
    page stands on the next. Notes that no page has room for beside the row
    that calls them go on at the foot of the next.
    """
    rows = tuple(divide(rows, frame))
    start = 0
    waiting: tuple[FlowItem, ...] = ()
    columns: list[Column] = []
    while start < len(rows) or waiting:
        opening = frame.first is not None and len(columns) < frame.columns
        height = frame.first if opening and frame.first is not None else frame.height
        queue = _Queue(rows, start, waiting)
        page = _take(queue, height, frame.note_gap, height < frame.height - SLIP)
        start, waiting = page.start, page.waiting
        columns.append(place_rows(page.taken))
    return tuple(columns)


@dataclass(frozen=True, slots=True)
class _Queue:
    """The rows that are still to be placed."""

    items: Sequence[FlowItem]
    start: int
    """How many of `rows` stand on earlier pages, or wait."""
    waiting: tuple[FlowItem, ...]
    """Floats of earlier pages: they come first."""

    def __iter__(self) -> Iterator[tuple[FlowItem, int, tuple[FlowItem, ...]]]:
        """Each row with where the others begin, and which floats still wait, when it is placed."""
        for place, row in enumerate(self.waiting, 1):
            yield row, self.start, self.waiting[place:]
        for place in range(self.start, len(self.items)):
            yield self.items[place], place + 1, ()

    def repeat(self, place: int, height: Length, gap: Length) -> tuple[FlowItem, ...]:
        """What is set again above the row that ends at `place`, if it fits there at all."""
        if place != self.start + 1:
            return ()
        row = self.items[self.start]
        return row.repeats if _height([*row.repeats, row], gap) <= height else ()


@dataclass(frozen=True, slots=True)
class _PageFill:
    """What one page takes, where the rest begins, and what floats to the next page."""

    taken: tuple[FlowItem, ...]
    start: int
    waiting: tuple[FlowItem, ...]


def _take(queue: _Queue, height: Length, gap: Length, partial: bool) -> _PageFill:
    """What the next page takes; nothing at all if it is `partial` and has no room for anything."""
    taken: list[FlowItem] = []
    late: list[FlowItem] = []
    best: _PageFill | None = None
    begin, ahead = queue.start, queue.waiting
    used = 0.0, 0.0
    for row, end, behind in queue:
        floats = row.floats and not row.notes
        added = (row,) if behind else (*queue.repeat(end, height, gap), row)
        page = _PageFill(tuple(taken), begin, (*late, *ahead))
        if row.break_before and taken:
            return _close(page, best)
        if not floats and waits_for(row, late):
            return best or page
        more = _add(used, taken[-1:], added)
        full = (taken or partial) and _total(more, gap) > height + SLIP
        held = bool(taken) and taken[-1].keep_with_next
        if (full and not floats) or (held and (full or (floats and late))):
            return best or (_PageFill((), queue.start, queue.waiting) if partial else page)
        begin, ahead = end, behind
        if full or (floats and late):
            late.append(row)
            continue
        taken.extend(added)
        used = more
        if not row.keep_with_next:
            best = _PageFill(tuple(taken), begin, (*late, *ahead))
    return _close(_PageFill(tuple(taken), begin, tuple(late)), best)


def waits_for(row: FlowItem, others: Iterable[FlowItem]) -> bool:
    """Whether any of the others is numbered as the row is, and so has to stand before it."""
    return bool(row.sequence) and any(other.sequence == row.sequence for other in others)


def _close(page: _PageFill, best: _PageFill | None) -> _PageFill:
    """The last page before what must stand on another: no row is held for a float that waits."""
    held = page.taken and page.taken[-1].keep_with_next and page.waiting
    return best if held and best else page


def part(upper: FlowItem, lower: FlowItem) -> Length:
    """How far apart two rows stand, one under the other."""
    return max(upper.space_after, lower.space_before)


def _height(rows: Sequence[FlowItem], note_gap: Length) -> Length:
    """Of rows and of the notes they call."""
    return _total(_add((0.0, 0.0), (), rows), note_gap)


def _add(
    used: tuple[Length, Length], last: Sequence[FlowItem], rows: Sequence[FlowItem]
) -> tuple[Length, Length]:
    """What text and notes take when `rows` come after `last`, which is counted already."""
    text, notes = used
    text += add_up(row.height for row in rows)
    text += add_up(part(upper, lower) for upper, lower in pairwise((*last, *rows)))
    return text, notes + add_up(note.height for row in rows for note in row.notes)


def _total(used: tuple[Length, Length], note_gap: Length) -> Length:
    text, notes = used
    return text + notes + (note_gap if notes else 0.0)


def place_rows(rows: Sequence[FlowItem]) -> Column:
    """The column that has these rows, one under the other."""
    placed: list[PlacedItem] = []
    top = 0.0
    lower = _find_lower(rows)
    for index, row in enumerate(rows):
        top += part(rows[index - 1], row) if index else 0
        placed.append(PlacedItem(row, top + lower.get(index, 0.0)))
        top += row.height
    return Column(tuple(placed), collect_notes(rows), top)


def _find_lower(rows: Sequence[FlowItem]) -> dict[int, Length]:
    """How much lower the rows of whole groups stand that have others above and below them."""
    lower: dict[int, Length] = {}
    for first, row in enumerate(rows[:-1]):
        group = row.group
        if not first or group is None or rows[first - 1].group is group:
            continue
        end = first + group.count
        if end < len(rows) and all(one.group is group for one in rows[first:end]):
            lower |= dict.fromkeys(range(first, end), group.lower)
    return lower


def collect_notes(rows: Iterable[FlowItem]) -> tuple[FlowItem, ...]:
    """The notes that any of `rows` calls, in order."""
    return tuple(note for row in rows for note in row.notes)


def collect_entries(rows: Iterable[FlowItem]) -> tuple[str, ...]:
    """The entries of the index that lead to any of `rows`, each once, in order."""
    return tuple(dict.fromkeys(entry for row in rows for entry in row.entries))


def hold_together(rows: Sequence[FlowItem]) -> tuple[FlowItem, ...]:
    """`rows`, none of which may be parted from the next."""
    return tuple(replace(row, keep_with_next=True) for row in rows[:-1]) + tuple(rows[-1:])


def stack_rows(rows: Sequence[FlowItem], height: Length, above: Length) -> FlowItem:
    """The rows as one strip that may float, and is cut between them where it has to be.

    What its `height` has beyond theirs is room below them, and stays below the last when it is cut.
    """
    used = add_up(row.height for row in rows)
    used += add_up(part(upper, lower) for upper, lower in pairwise(rows))
    last = replace(rows[-1], space_after=max(rows[-1].space_after, height - used))

    def paint(x: Length, top: Length) -> None:
        at = top
        for place, row in enumerate(rows):
            at -= part(rows[place - 1], row) if place else 0.0
            row.paint(x, at)
            at -= row.height

    return FlowItem(
        height,
        paint,
        space_before=above,
        floats=True,
        ids=tuple(id for row in rows for id in row.ids),
        entries=collect_entries(rows),
        notes=collect_notes(rows),
        parts=(*rows[:-1], last),
    )


def list_rows(columns: Iterable[Column]) -> tuple[FlowItem, ...]:
    """The rows of the columns as they were before they were placed: without repeated heads."""
    rows = [placed.item for column in columns for placed in column.items]
    repeated = {
        id(row) for row, below in pairwise(rows) if any(row is head for head in below.repeats)
    }
    return tuple(row for row in rows if id(row) not in repeated)


def whole_lines(height: Length, leading: Length) -> Length:
    """The least multiple of `leading` that is no smaller than `height`."""
    count = -int(-(height - SLIP) // leading)
    return count * leading


def paint_column(column: Column, x: Length, top: Length, aside: Length = 0.0) -> None:
    """Draw the rows of `column`, its upper left corner at `(x, top)`; not its notes. What is wider
    begins so far beside it."""
    for placed in column.items:
        goes_over = placed.item.spans and not placed.item.plate
        placed.item.paint(x - aside if goes_over else x, top - placed.top)


LEAST_NOTE = 2
"""Lines of a note that stand on the page of its call at least, when it goes on on the next: a
single line looks like a note that ends there."""


def divide(rows: Iterable[FlowItem], frame: PageGeometry) -> Iterator[FlowItem]:
    """`rows`, each that is higher than a column in its parts, or with notes that go on later."""
    for row in rows:
        if _height([row], frame.note_gap) <= frame.height + SLIP:
            yield row
        elif row.parts:
            yield from divide(_list_parts(row), frame)
        elif len(row.notes) > LEAST_NOTE:
            yield from _spread_notes(row)
        else:
            yield row


def _spread_notes(row: FlowItem) -> Iterator[FlowItem]:
    """The row with the first lines of its notes, then each other line at the foot of a row that is
    not seen: that row goes to the next page when the line has no room on this one."""
    kept, others = row.notes[:LEAST_NOTE], row.notes[LEAST_NOTE:]
    yield replace(row, notes=kept, space_after=0.0, keep_with_next=False)
    for line in others[:-1]:
        yield FlowItem(0.0, notes=(line,), keep_with_next=line is others[-2])
    yield FlowItem(0.0, notes=others[-1:], space_after=row.space_after)


def _list_parts(row: FlowItem) -> tuple[FlowItem, ...]:
    """The parts of a row, as wide as it, with the distances and holds of the whole."""
    first, *others = (replace(part, spans=row.spans) for part in row.parts)
    parts = (replace(first, space_before=row.space_before, sequence=row.sequence), *others)
    held = row.keep_with_next or parts[-1].keep_with_next
    after = max(row.space_after, parts[-1].space_after)
    return (*parts[:-1], replace(parts[-1], keep_with_next=held, space_after=after))


def paint_before(row: FlowItem, paint: ItemPainter, *ids: str) -> FlowItem:
    """`row`, with `paint` drawn first and `ids` beginning there; divided, at its first part."""
    parts = (paint_before(row.parts[0], paint, *ids), *row.parts[1:]) if row.parts else ()
    return replace(row, paint=paint_all(paint, row.paint), ids=(*ids, *row.ids), parts=parts)


def paint_after(row: FlowItem, paint: ItemPainter) -> FlowItem:
    """`row`, with `paint` drawn last; divided, after its first part."""
    parts = (paint_after(row.parts[0], paint), *row.parts[1:]) if row.parts else ()
    return replace(row, paint=paint_all(row.paint, paint), parts=parts)


def paint_all(*paints: ItemPainter) -> ItemPainter:
    """Several drawings as one, in order."""

    def paint(x: Length, top: Length) -> None:
        for each in paints:
            each(x, top)

    return paint


def shift(paint: ItemPainter, distance: Length) -> ItemPainter:
    """`paint`, moved to the right."""

    def moved(x: Length, top: Length) -> None:
        paint(x + distance, top)

    return moved
