"""How wide the columns of a table are: by what stands in them, as in automatic layout of CSS.

CSS 2.1, 17.5.2.2, has two widths for each column, that of its widest word and that of its longest
line. Here is a third: that of the widest piece when words are divided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from octavo.document.length import Length, add_up

LONG_CELL, OF_LONGER = 90.0, 0.35
"""How wide a column would like to be whose longest cell is wider than the first, in points: that,
and this part of the rest. With nothing of the rest one table of the proceedings is a quarter
higher, at half the first one line; at the double all long columns ask for the same."""
HALVINGS = 40
"""How often the interval is halved in which the width is sought that the widest columns get: a
metre becomes a billionth of a point then. With 10 a column is up to a point too narrow."""


@dataclass(frozen=True, slots=True)
class ColumnNeeds:
    """How wide a column has to be and would like to be."""

    piece: Length
    """For its widest piece of a word; numbers are never divided."""
    cell: Length
    """For the widest word below its head, where a short cell counts as one word."""
    word: Length
    """The same with the words of its head."""
    line: Length
    """For its longest line."""

    @property
    def wish(self) -> Length:
        """What it takes of a room that is not enough for all."""
        return max(self.word, min(self.line, LONG_CELL + self.line * OF_LONGER))


def share_room(columns: Sequence[ColumnNeeds], room: Length) -> tuple[Length, ...]:
    """A width for each column, together `room`; none when there is no room for the widest pieces.

    The words of heads are divided first, which stand once on a page, then those of cells; the
    widest give way. What room is left goes to columns with long lines.
    """
    pieces = [column.piece for column in columns]
    words = [column.word for column in columns]
    cells = [max(column.piece, column.cell) for column in columns]
    if add_up(pieces) > room:
        return ()
    if add_up(words) > room:
        fits = add_up(cells) <= room
        return _give_way(cells, words, room) if fits else _give_way(pieces, cells, room)
    spare = room - add_up(words)
    more = [column.wish - column.word for column in columns]
    total = add_up(more)
    return tuple(
        low + (spare * extra / total if total else spare / len(columns))
        for low, extra in zip(words, more, strict=True)
    )


WholeParts: TypeAlias = Literal["words", "cells", "pieces"]
"""What is not divided: any word, words below heads, or only numbers and syllables."""


def has_room(columns: Sequence[ColumnNeeds], room: Length, whole: WholeParts) -> bool:
    """Whether nothing is divided that is to stay whole."""
    match whole:
        case "words":
            return add_up(column.word for column in columns) <= room
        case "cells":
            return add_up(max(column.piece, column.cell) for column in columns) <= room
        case "pieces":
            return add_up(column.piece for column in columns) <= room


def _give_way(
    least: Sequence[Length], wanted: Sequence[Length], room: Length
) -> tuple[Length, ...]:
    """The widths wanted, the largest cut to one that all fit with, none to less than `least`."""
    low, high = 0.0, max(wanted)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        cut = [max(one, min(other, middle)) for one, other in zip(least, wanted, strict=True)]
        low, high = (middle, high) if add_up(cut) <= room else (low, middle)
    cut = [max(one, min(other, low)) for one, other in zip(least, wanted, strict=True)]
    spare = (room - add_up(cut)) / len(cut)
    return tuple(width + spare for width in cut)
