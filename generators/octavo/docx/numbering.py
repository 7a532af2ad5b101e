"""The numbers that Word draws before headings, worked out as it does, so that we can write them.

A heading's number stands in no text: Word counts the paragraphs of a list and draws what the level
of the list says. What the contents and the references show has to be the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from octavo.style.numbers import write_roman

Follow = Literal["tab", "space", "nothing"]
"""What stands between a number and its heading."""
LEVELS = 9
"""How many a list has: Word and its format (ECMA-376, 17.9.6) know nine, however few are used."""
_PLACE = re.compile("%([1-9])")
"""Where the number of a level stands in a label: `%1`."""


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list counts."""

    format: str
    """A name of ECMA-376, 17.18.59, such as `decimal`."""
    text: str
    """The label, with `%1` for the number of the first level."""
    start: int = 1
    follow: Follow = "tab"
    restart: int | None = None
    """The level, from 1, whose next item lets it begin anew: any above it without; 0 for none."""
    legal: bool = False
    """Whether the numbers of all levels in the label are plain figures."""


@dataclass(frozen=True, slots=True)
class HeadingNumbers:
    """How a template counts headings."""

    ranks: tuple[int | None, ...] = (0, None, None, None)
    """The level, from 0, of `heading 1` to `heading 4` in their list; `None` for no number."""
    levels: tuple[ListLevel, ...] = (ListLevel("decimal", "%1"),)

    def level(self, heading: int) -> ListLevel | None:
        """How headings of a level, from 1, count; `None` when they do not."""
        rank = self.ranks[heading - 1]
        return None if rank is None else self.levels[rank]


@dataclass(frozen=True, slots=True)
class HeadingLabel:
    """What is drawn before one heading."""

    text: str = ""
    follow: Follow = "tab"


def count_heading(
    counts: list[int], numbers: HeadingNumbers, heading: int, number: int = 0
) -> HeadingLabel:
    """The label of the next heading of a level, from 1; `counts` then has it.

    With a `number`, the list begins anew with that.
    """
    rank = numbers.ranks[heading - 1]
    if rank is None:
        return HeadingLabel()
    level = numbers.levels[rank]
    counts[rank] = number or _go_on(counts[rank], level)
    for lower in range(rank + 1, len(numbers.levels)):
        after = numbers.levels[lower].restart
        if after is None or 0 < rank + 1 <= after:
            counts[lower] = 0
    return HeadingLabel(write_label(counts, numbers.levels, rank), level.follow)


def next_number(counts: Sequence[int], numbers: HeadingNumbers) -> int:
    """What the next heading of the first level counts as when nothing is said about it."""
    rank = numbers.ranks[0] or 0
    return _go_on(counts[rank], numbers.levels[rank])


def _go_on(count: int, level: ListLevel) -> int:
    return count + 1 if count else level.start


def write_label(counts: Sequence[int], levels: Sequence[ListLevel], rank: int) -> str:
    """The label of an item of the level `rank`, with `counts` in it."""

    def show(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        level = levels[place]
        written = "decimal" if levels[rank].legal else level.format
        return write_number(counts[place] or level.start, written)

    return _PLACE.sub(show, levels[rank].text)


def reference_number(numbers: HeadingNumbers, number: int) -> tuple[str, bool]:
    """What a reference shows of a heading 1 that counts as `number`, and whether a field can.

    A field shows the whole label but for full stops at its end, so it cannot where the label has
    words: LibreOffice 7.4 does not know the switch of Word's that leaves them out.
    """
    level = numbers.level(1)
    if level is None:
        return str(number), False
    own = write_number(number, level.format)
    if any(letter.isalpha() for letter in _PLACE.sub("", level.text)):
        return own, False
    return _PLACE.sub(own, level.text).strip().rstrip("."), True


def can_write(levels: Sequence[ListLevel], rank: int) -> bool:
    """Whether items of the level `rank` have a number, and one that we can write."""
    places = [int(place) - 1 for place in _PLACE.findall(levels[rank].text)]
    known = all(place <= rank and levels[place].format in _WRITTEN for place in places)
    return known and rank in places


def write_number(number: int, written: str) -> str:
    """`number` in a format that `can_write` allows."""
    return _WRITTEN[written](number)


_WRITTEN: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerRoman": write_roman,
    "upperRoman": lambda number: write_roman(number).upper(),
}
"""Formats of ECMA-376, 17.18.59, that are written in the same way in every language, and that the
audit knows for numbers: a letter could be a piece of any word."""
