"""How wide the columns of a table are."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.document.length import add_up
from octavo.docx.layout import Layout

LETTER = 100
"""Twips that a letter of ours takes, on average: 5 points. Running text of the sans takes 0.45 em,
4.2 points at 9.4; tables have more figures, capitals and bold heads. With 60 the longest word of a
column has less room than it needs; with 140 narrow columns take room from the others."""
EDGE = 230
"""Twips between the words of one column and the next: 170 of them are the right margin of a cell in
our style of tables, 60 are for another way of measuring. At half a column's longest word is too
wide for its cell and breaks; at the double a table of six columns loses a sixth of its room."""
SHORT = 12
"""Letters up to which a cell is not broken into lines: `12 May 2024`, `€ 1,200,000`. With 6 dates
break after the day; with 24 phrases claim their whole length, and longer cells get what is left."""


def share_width(rows: Sequence[Sequence[str]], width: int, letter: int = LETTER) -> tuple[int, ...]:
    """`width` shared among the columns of `rows` by how much their words need, `letter` by letter.

    Each column gets what its longest word needs first, as far as there is room; the rest is shared
    by how long its longest cell is, tempered so that a long text does not starve a number.
    """
    columns = list(zip(*rows, strict=True))
    longest_words = [max(_longest_word(cell) for cell in column) for column in columns]
    longest_cells = [max(len(cell) for cell in column) for column in columns]
    least = [word * letter + EDGE for word in longest_words]
    if sum(least) > width:
        return _split(width, least)
    spare = [
        max(0, cell * letter + EDGE - least[place]) ** _TEMPER
        for place, cell in enumerate(longest_cells)
    ]
    room = width - sum(least)
    extra = _split(room, spare) if any(spare) else _split(room, [1] * len(columns))
    return tuple(one + more for one, more in zip(least, extra, strict=True))


def letter_width(layout: Layout) -> int:
    """Twips that a letter in a table takes; faces that are not ours may be wider."""
    return LETTER if layout.trust == 1 else round(LETTER * layout.scale * _WIDER)


_TEMPER = 0.75
"""To which power what a column wants beyond its longest word counts. With 1 a cell of 300 letters
takes ten times as much of the spare room as one of 30, and the latter breaks into three lines; at
0.5 it takes three times as much, and the row gets higher than it need be."""
_WIDER = 1.15
"""How much wider letters of faces that are not ours may be: DejaVu Sans, which is as wide as
Verdana and wider than most that offices use, takes 19 % more than our sans for the proceedings'
words. With 1.0 the longest words break in their columns."""


def _split(width: int, weights: Sequence[float]) -> tuple[int, ...]:
    """`width` in whole parts like `weights`, the last taking what rounding leaves."""
    total = add_up(weights) or 1
    parts = [int(width * weight / total) for weight in weights[:-1]]
    return (*parts, width - sum(parts))


def _longest_word(text: str) -> int:
    if len(text) <= SHORT:
        return len(text)
    return max((len(word) for word in text.split()), default=0)
