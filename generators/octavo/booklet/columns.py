"""Rows to columns of pages: equally high ones on the last page, and rows that go over them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, takewhile

from octavo.booklet.pages import Columns
from octavo.document.length import Length, add_up
from octavo.typeset.flow import (
    SLIP,
    Column,
    FlowItem,
    PageGeometry,
    PlacedItem,
    fill,
    list_rows,
    part,
    waits_for,
)


def fill_pages(rows: Sequence[FlowItem], frame: PageGeometry) -> tuple[Columns, ...]:
    """The pages that the rows make, the columns of the last of them equally high."""
    count = frame.columns
    if count > 1 and any(row.spans for row in rows):
        return _fill_spanned(rows, frame)
    pages = part_pages(fill(rows, frame), count)
    if count > 1 and pages:
        pages[-1] = even_out(pages[-1], frame)
    return tuple(pages)


def part_pages(columns: Columns, count: int) -> list[Columns]:
    """The columns by pages of so many."""
    return [columns[start : start + count] for start in range(0, len(columns), count)]


def even_out(columns: Columns, frame: PageGeometry) -> Columns:
    """The rows of the columns over as many columns, as short as they can be."""
    rows = list_rows(columns)
    heights = [row.height for row in rows if row.height]
    if not heights:
        return columns
    highest = max(measure_with_notes(column, frame.note_gap) for column in columns)
    height = max(heights)
    while height < highest:
        even = fill(rows, PageGeometry(height, note_gap=frame.note_gap))
        if len(even) <= frame.columns:
            return even
        height += min(heights)
    return columns


def measure_with_notes(column: Column, gap: Length) -> Length:
    """How much of a column is used, the gap above its notes with it."""
    notes = add_up(note.height for note in column.notes)
    return column.height + notes + (gap if notes else 0.0)


def _fill_spanned(rows: Sequence[FlowItem], frame: PageGeometry) -> tuple[Columns, ...]:
    """The pages when some rows go over all columns.

    Above these the columns are equally high. If they have no room below, the text goes on, and they
    stand at the head of the next page; what is numbered as they are waits behind them.
    """
    pages = _Pages(frame)
    text: tuple[FlowItem, ...] = ()
    waiting: tuple[FlowItem, ...] = ()
    for spans, found in groupby(rows, key=lambda row: row.spans):
        group = tuple(found)
        if spans and (waiting or (_floats(group) and not pages.has_room(text, group))):
            text, waiting = pages.begin(text), waiting + group
        elif spans:
            pages.place_evenly(text)
            pages.place_across(group)
            text = ()
        else:
            text, waiting = _add_text(group, text, waiting, pages)
            while waiting and pages.is_filled_by(text):
                text, waiting = _release(pages.fill_one(text), waiting, pages)
    pages.place_all(text, waiting)
    return pages.finish()


def _add_text(
    rows: Sequence[FlowItem],
    text: tuple[FlowItem, ...],
    waiting: tuple[FlowItem, ...],
    pages: _Pages,
) -> tuple[tuple[FlowItem, ...], tuple[FlowItem, ...]]:
    """The text and what waits, with rows of one column: what has to stand behind what waits does
    so too, or if it cannot float, all that came before is placed."""
    for row in rows:
        if not waits_for(row, waiting):
            text += (row,)
        elif _floats((row,)) and not (text and text[-1].keep_with_next):
            waiting += (row,)
        else:
            text, held = _part_held(text)
            pages.place_all(text, waiting)
            text, waiting = (*held, row), ()
    return text, waiting


def _release(
    text: tuple[FlowItem, ...], waiting: tuple[FlowItem, ...], pages: _Pages
) -> tuple[tuple[FlowItem, ...], tuple[FlowItem, ...]]:
    """What is left of the text and of what waits, when as much of this as has room stands at the
    head of a page: nothing of it does while the text has something that comes before it."""
    across = tuple(takewhile(lambda row: row.spans, waiting))
    if any(waits_for(row, text) for row in across):
        return text, waiting
    placed = 0
    while placed < len(across):
        group = across[placed:][: _count_together(across[placed:])]
        if placed and _floats(group) and not pages.has_room((), group):
            break
        pages.place_across(group)
        placed += len(group)
    waiting = waiting[placed:]
    beside = tuple(takewhile(lambda row: not row.spans, waiting))
    return (*beside, *text), waiting[len(beside) :]


def _count_together(rows: Sequence[FlowItem]) -> int:
    """How many of the rows are placed at once: one that floats, or all up to the next that does."""
    return 1 + sum(1 for _ in takewhile(lambda row: not _floats((row,)), rows[1:]))


def _part_held(
    rows: tuple[FlowItem, ...],
) -> tuple[tuple[FlowItem, ...], tuple[FlowItem, ...]]:
    """The rows without the last that hold, and these."""
    held = tuple(takewhile(lambda row: row.keep_with_next, reversed(rows)))[::-1]
    return rows[: len(rows) - len(held)], held


def _floats(rows: Sequence[FlowItem]) -> bool:
    return all(row.floats and not row.notes for row in rows)


@dataclass(slots=True)
class _Pages:
    """Pages while they are filled."""

    frame: PageGeometry
    done: list[Columns] = field(default_factory=list[Columns])
    columns: Columns = ()
    """Of the page that is being filled; empty as long as nothing stands on it."""
    last: FlowItem | None = None
    """The row that stands lowest on it."""

    @property
    def used(self) -> Length:
        """How much of the page is filled, without notes."""
        return max((column.height for column in self.columns), default=0.0)

    @property
    def room(self) -> Length:
        """How much is left of it."""
        first = self.frame.first
        height = first if first is not None and not self.done else self.frame.height
        notes = [
            measure_with_notes(replace(c, height=0.0), self.frame.note_gap) for c in self.columns
        ]
        return height - self.used - max(notes, default=0.0)

    def _set(self, rows: Sequence[FlowItem], count: int) -> list[Columns]:
        """The pages that rows make from here on, in so many columns."""
        room = self.room - (part(self.last, rows[0]) if self.last and rows else 0.0)
        first = max(room, 0.0)
        geometry = replace(self.frame, first=first, columns=count)
        return part_pages(fill(rows, geometry), count)

    def _place(self, columns: Columns) -> None:
        """Put columns below what stands on the page already."""
        count = self.frame.columns
        blank = (Column(()),) * count
        rows = [column.items[0].item for column in columns if column.items]
        above = self.used + (part(self.last, rows[0]) if self.last and rows else 0.0)
        beside = (*columns, *blank)[:count]
        self.columns = tuple(
            _join(upper, lower, above)
            for upper, lower in zip(self.columns or blank, beside, strict=True)
        )
        ends = [column.items[-1].item for column in columns if column.items]
        self.last = max(ends, key=lambda row: row.space_after) if ends else self.last

    def _turn_over(self) -> None:
        """Begin a page."""
        blank = (Column(()),) * self.frame.columns
        self.done.append(self.columns or blank)
        self.columns, self.last = (), None

    def begin(self, text: Sequence[FlowItem]) -> tuple[FlowItem, ...]:
        """Fill all pages that text fills; the rows that are left for the last."""
        *whole, last = self._set(text, self.frame.columns) or [()]
        for columns in whole:
            self._place(columns)
            self._turn_over()
        return list_rows(last)

    def is_filled_by(self, text: Sequence[FlowItem]) -> bool:
        """Whether text goes on over the end of the page."""
        return len(self._set(text, self.frame.columns)) > 1

    def fill_one(self, text: Sequence[FlowItem]) -> tuple[FlowItem, ...]:
        """Fill this page with text; the rows that are left for the next one."""
        first, *others = self._set(text, self.frame.columns)
        self._place(first)
        self._turn_over()
        return tuple(row for columns in others for row in list_rows(columns))

    def has_room(self, text: Sequence[FlowItem], group: Sequence[FlowItem]) -> bool:
        """Whether rows that go over all columns stand on the page on which text ends."""
        after = _Pages(self.frame, list(self.done), self.columns, self.last)
        after.place_evenly(text)
        room = after.room - (part(after.last, group[0]) if after.last else 0.0)
        return add_up(row.height for row in group) <= room + SLIP

    def place_evenly(self, text: Sequence[FlowItem]) -> None:
        """Text to its end, the columns of the last page equally high."""
        rest = self.begin(text)
        if rest:
            self._place(even_out(self._set(rest, self.frame.columns)[0], self.frame))

    def place_across(self, group: Sequence[FlowItem]) -> None:
        """Rows over all columns."""
        for index, columns in enumerate(self._set(group, 1) if group else []):
            if index:
                self._turn_over()
            if columns[0].items:
                self._place(columns)

    def place_all(self, text: Sequence[FlowItem], waiting: Sequence[FlowItem]) -> None:
        """Text to its end, then all that waits."""
        self.place_evenly(text)
        for spans, found in groupby(waiting, key=lambda row: row.spans):
            if spans:
                self.place_across(tuple(found))
            else:
                self.place_evenly(tuple(found))

    def finish(self) -> tuple[Columns, ...]:
        """All pages."""
        return (*self.done, *([self.columns] if self.columns else []))


def _join(upper: Column, lower: Column, above: Length) -> Column:
    """Two columns, the second of which begins `above` below the head of the first."""
    if not lower.items:
        return replace(upper, height=max(upper.height, 0.0))
    moved = tuple(PlacedItem(placed.item, placed.top + above) for placed in lower.items)
    return Column((*upper.items, *moved), (*upper.notes, *lower.notes), above + lower.height)
