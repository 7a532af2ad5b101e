"""What total-fit page breaking decides about: rows by their heights, the room, the costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from octavo.document.length import Length


class Strip(NamedTuple):
    """What pages need to know of a row."""

    height: Length
    above: Length = 0.0
    """Distance to the row above; the larger of the two that meet counts."""
    below: Length = 0.0
    notes: Length = 0.0
    """How high the notes are that it calls."""
    holds: bool = False
    """Whether no page may end after it."""
    floats: bool = False
    breaks: bool = False
    """Whether it must stand at the head of a page."""
    repeats: Length = 0.0
    """How much higher it is at the head of a column, where heads are set again above it."""


class UnitVariant(NamedTuple):
    """One way to set a unit."""

    strips: tuple[Strip, ...]
    cost: float = 0.0
    text: int = 0
    """Number of the text that gets a line more or less; 0 when none does."""
    more: int = 0


class PageUnit(NamedTuple):
    """Rows that follow each other."""

    variants: tuple[UnitVariant, ...]
    """As it is by itself first."""
    begins: bool = False
    """Whether a paragraph begins with it, before which what moves may stand."""
    moves: bool = False
    """Whether it may stand between other paragraphs: a pull quote."""


class PageCosts(NamedTuple):
    """What is worth how much: a page that is saved is worth `page`."""

    page: float = 30.0
    blank: float = 24.0
    sheet: float = 3.0
    foot: float = 4.0
    foot_more: float = 5.0
    facing: float = 2.0
    tail: float = 120.0
    tail_part: float = 0.45
    few_lines: float = 80.0
    lone: float = 60.0
    feather: float = 3.0
    looser: float = 2.0
    loose: float = 6.0
    float_late: float = 4.0
    move: float = 3.0
    move_unit: float = 0.4
    move_last: float = 8.0
    apart: float = 4.0
    least_lines: int = 4


class ColumnFrame(NamedTuple):
    """How much room the columns give."""

    height: Length
    leading: Length
    note_gap: Length
    opener: Length = 0.0
    """How much of the first page an opener takes."""
    columns: int = 1
    recto: bool = True
    """Whether the first page is a recto."""
    apart: bool = False
    """Whether nothing may stand on the first page but the opener."""


class RowRun(NamedTuple):
    """Rows of a section that stand in a column one under the other: from `first` to before `end`,
    counted with the variants that are chosen."""

    first: int
    end: int
    wider: bool = False
    """Whether a line more is left above them."""
    repeats: bool = False
    """Whether heads are set again above them."""


class PageBreaks(NamedTuple):
    """Which rows stand in which column."""

    cost: float
    columns: tuple[tuple[RowRun, ...], ...]
    variants: tuple[tuple[int, int], ...]
    """The texts that get lines more or less, and how many."""
    strips: tuple[Strip, ...]
    """The rows with these variants."""


def suits(breaks: PageBreaks, strips: Sequence[Strip]) -> bool:
    """Whether rows can stand as others were meant to: they are as high, and none that holds is
    parted from the next."""
    if [one._replace(holds=False) for one in breaks.strips] != [
        one._replace(holds=False) for one in strips
    ]:
        return False
    ends = [column[-1].end - 1 for column in breaks.columns if column]
    return not any(strips[end].holds for end in ends[:-1])
