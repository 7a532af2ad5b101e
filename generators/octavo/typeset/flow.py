"""Rows to pages: where a column may be broken, what floats, and how much room notes take.

A row is a strip across the measure that is never cut. Everything that is set becomes rows: each
line of a paragraph is one, a figure is one, a table is one for its head and one for each row. Rows
know where a break is bad; `fill` knows how high a page is. All heights of text are whole lines, so
that baselines of facing pages meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from octavo.length import Length


class Paint(Protocol):
    """How a row is drawn, once its place is known."""

    def __call__(self, x: Length, top: Length) -> None:
        """Draw with the row's upper left corner at `(x, top)` on the current page."""
        ...


def paint_nothing(x: Length, top: Length) -> None:
    """Leave the place empty."""


@dataclass(frozen=True, slots=True)
class Row:
    """A strip that is never cut."""

    height: Length
    paint: Paint = paint_nothing
    holds: bool = False
    """Whether no page may end after this row: a heading, the first line of a paragraph, the last
    but one, or a line that ends in a hyphen."""
    above: Length = 0.0
    """Distance to the row above; the larger of the two that meet counts, none at a page head."""
    below: Length = 0.0
    """Distance to the row below; none at a page foot."""
    floats: bool = False
    """Whether it may move to the head of the next page, the text closing up behind it."""
    starts_page: bool = False
    """Whether it must stand at the head of a page."""
    ids: tuple[str, ...] = ()
    """Ids of what begins with this row."""
    entries: tuple[str, ...] = ()
    """Entries of the index that lead here."""
    notes: tuple[Row, ...] = ()
    """What stands at the foot of the page because of this row."""
    repeats: tuple[Row, ...] = ()
    """Rows set again above this one when it comes to stand at the head of a page: table heads."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A row in its place."""

    row: Row
    top: Length
    """Distance of its upper edge from the upper edge of the column."""


@dataclass(frozen=True, slots=True)
class Column:
    """The rows of one page."""

    rows: tuple[Placed, ...]
    notes: tuple[Row, ...] = ()
    """At the foot, first to last."""
    height: Length = 0.0
    """How much of the column the rows take, without notes."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How much room the pages give."""

    height: Length
    """Of a full page."""
    first: Length | None = None
    """Of the first page, where an opener takes some of it; `None` when it is a full one."""
    columns: int = 1
    """Side by side on a page, one filled after the other."""
    note_gap: Length = 0.0
    """Distance between text and notes."""


def fill(rows: Sequence[Row], frame: Frame) -> tuple[Column, ...]:
    """The pages that `rows` make, each as full as the rules allow; none when there are no rows.

    Rows that hold stay with what follows; a floating row that does not fit goes to the head of the
    next page. A row higher than a page stands alone and runs over: the caller must not make any.
    """
    waiting: tuple[Row, ...] = ()
    rest = tuple(rows)
    columns: list[Column] = []
    while rest or waiting:
        opening = frame.first is not None and len(columns) < frame.columns
        height = frame.first if opening and frame.first is not None else frame.height
        repeats = rest[0].repeats if columns and rest and not waiting else ()
        page = _take((*waiting, *repeats), rest, height, frame.note_gap)
        rest, waiting = page.rest, page.waiting
        columns.append(_place(page.taken))
    return tuple(columns)


@dataclass(frozen=True, slots=True)
class _Page:
    """What one page takes, what is left for later, and what floats to the next page."""

    taken: tuple[Row, ...]
    rest: tuple[Row, ...]
    waiting: tuple[Row, ...]


def _take(opening: tuple[Row, ...], rest: tuple[Row, ...], height: Length, gap: Length) -> _Page:
    taken = list(opening)
    waiting: list[Row] = []
    best = _Page(opening, rest, ()) if opening else None
    for index, row in enumerate(rest):
        if row.starts_page and taken:
            return _Page(tuple(taken), rest[index:], tuple(waiting))
        if taken and _height([*taken, row], gap) > height + 0.01:
            if not row.floats:
                return best or _Page(tuple(taken), rest[index:], tuple(waiting))
            waiting.append(row)
            continue
        taken.append(row)
        if not row.holds:
            best = _Page(tuple(taken), rest[index + 1 :], tuple(waiting))
    return _Page(tuple(taken), (), tuple(waiting))


def part(upper: Row, lower: Row) -> Length:
    """How far apart two rows stand, one under the other."""
    return max(upper.below, lower.above)


def _height(rows: Sequence[Row], note_gap: Length) -> Length:
    """Of rows and of the notes they call."""
    text = sum(row.height for row in rows)
    between = sum(part(a, b) for a, b in pairwise(rows))
    notes = sum(note.height for row in rows for note in row.notes)
    return text + between + notes + (note_gap if notes else 0)


def _place(rows: Sequence[Row]) -> Column:
    placed: list[Placed] = []
    top = 0.0
    for index, row in enumerate(rows):
        top += part(rows[index - 1], row) if index else 0
        placed.append(Placed(row, top))
        top += row.height
    return Column(tuple(placed), collect_notes(rows), top)


def collect_notes(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The notes that any of `rows` calls, in order."""
    return tuple(note for row in rows for note in row.notes)


def collect_entries(rows: Iterable[Row]) -> tuple[str, ...]:
    """The entries of the index that lead to any of `rows`, each once, in order."""
    return tuple(dict.fromkeys(entry for row in rows for entry in row.entries))


def hold_together(rows: Sequence[Row]) -> tuple[Row, ...]:
    """`rows`, none of which may be parted from the next."""
    return tuple(replace(row, holds=True) for row in rows[:-1]) + tuple(rows[-1:])


def whole_lines(height: Length, leading: Length) -> Length:
    """The least multiple of `leading` that is no smaller than `height`."""
    count = -int(-(height - 0.01) // leading)
    return count * leading


def paint_column(column: Column, x: Length, top: Length) -> None:
    """Draw the rows of `column`, its upper left corner at `(x, top)`; not its notes."""
    for placed in column.rows:
        placed.row.paint(x, top - placed.top)


def shift(paint: Paint, distance: Length) -> Paint:
    """`paint`, moved to the right."""

    def moved(x: Length, top: Length) -> None:
        paint(x + distance, top)

    return moved
