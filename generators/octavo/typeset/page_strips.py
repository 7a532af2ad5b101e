"""What total-fit page breaking decides about: rows by their heights, and the room they have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from octavo.document.length import Length
from octavo.typeset.flow import Hold, Numbered


class Strip(NamedTuple):
    """What pages need to know of a row."""

    height: Length
    above: Length = 0.0
    """Distance to the row above; the larger of the two that meet counts."""
    below: Length = 0.0
    notes: Length = 0.0
    """How high the notes are that it calls."""
    holds: Hold = Hold.FREE
    """How freely a column may end below it."""
    floats: bool = False
    breaks: bool = False
    """Whether it must stand at the head of a page."""
    sequence: Numbered = ""
    """With what it is numbered: it never stands before an earlier one of these that waits."""
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
    wider: int = 0
    """How many lines more are left above them."""
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
    air: int = 0
    """Lines that are left below the opener beside those that always are."""
    tail: float = 0.0
    """What the last page costs that is thin."""


def suits(breaks: PageBreaks, strips: Sequence[Strip]) -> bool:
    """Whether rows can stand as others were meant to: they are as high, and none that holds is
    parted from the next."""
    if [one._replace(holds=Hold.FREE) for one in breaks.strips] != [
        one._replace(holds=Hold.FREE) for one in strips
    ]:
        return False
    ends = [column[-1].end - 1 for column in breaks.columns if column]
    return all(strips[end].holds in (Hold.FREE, breaks.strips[end].holds) for end in ends[:-1])


def measure_chunks(units: Sequence[PageUnit]) -> Iterator[Length]:
    """Of each unit: how high the rows are from its first to the next after which a page may end."""
    strips = [(place, strip) for place, unit in enumerate(units) for strip in unit.variants[0][0]]
    heights: list[Length] = [0.0] * len(units)
    height = below = 0.0
    for place, strip in reversed(strips):
        gap = max(strip.below, below) if strip.holds else 0.0
        height = strip.height + strip.notes + (height + gap if strip.holds else 0.0)
        below = strip.above
        heights[place] = height + strip.above
    yield from heights
