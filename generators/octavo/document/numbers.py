"""Numbers in text: what of it must not be divided, and where its figures are aligned."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST_NUMBER = 24
"""Characters of the longest number: `1 234 567 890,12 EUR` has 21, a time with its day 16. What is
longer is an address or a code that happens to be of figures, and may be divided."""

_NUMBER = re.compile(
    r"[^\w\s]*(?:[^\W\d_]{1,3}[^\w\s]?[\u00a0\u202f]?)?"  # marks before it, a currency
    r"\d(?:[\d\u00a0\u202f]|[^\w\s](?=\d))*"  # figures, and marks between them
    r"(?:[\u00a0\u202f]?[^\W\d_]{1,4})?[^\w\s]*[²³\u00a0\u202f%‰°]*[^\w\s]*"  # a unit, marks
)
_ALIGNED = re.compile(
    r"\W*?(?:[A-Z]{1,3}\W+?)?"  # marks before it, a currency
    r"(?P<whole>\d(?:\d|[ \u00a0\u2009\u202f](?=\d{3}(?!\d))|[.,'’](?=\d))*)"
    r"\W*?(?:(?![A-Z][a-z]{2})[^\W\d_]{1,4}[²³]?)?\W*"  # a unit, marks; no month
)
_NOTHING = re.compile(r"[^\w\s]{0,3}|n/?a|[xX]|")


def is_number(word: str) -> bool:
    """Whether a word is a number, a date or a time, with its sign and unit: never to be divided."""
    return len(word) <= LONGEST_NUMBER and bool(_NUMBER.fullmatch(word))


def find_decimal_mark(text: str, mark: str) -> int | None:
    """How many characters of a cell stand before its decimal mark, or up to its units without any.

    `None` when the text is no number. `mark` is that of the language: `.` or `,`.
    """
    found = _ALIGNED.fullmatch(text)
    if found is None:
        return None
    place = found["whole"].find(mark)
    single = place >= 0 and found["whole"].count(mark) == 1
    return found.start("whole") + place if single else found.end("whole")


_SIGN = re.compile(r"(?<![\w-])-(?=(?:[^\w\s-]|[A-Z]{1,3})?[ \u00a0\u202f]?\d)")
"""A hyphen before a number or its currency; not one in `AB-12`, `5-7` or `2026-10-03`."""


def find_minus(text: str) -> int | None:
    """Where a number that stands alone has a hyphen for its minus; `None` when it has none."""
    sign = _SIGN.search(text)
    is_alone = sign is not None and _ALIGNED.fullmatch(text.strip()) is not None
    return sign.start() if sign and is_alone else None


def says_nothing(text: str) -> bool:
    """Whether a cell stands for a number that there is not: empty, a dash, `n/a`."""
    return bool(_NOTHING.fullmatch(text.strip()))


def find_number_columns(rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """The columns of `rows` that hold numbers and nothing else.

    Cells that stand for a number that there is not are no hindrance. The first column names rows,
    by years or numbers as well, unless it has decimals.
    """
    columns = list(zip(*rows, strict=True))
    found = {place for place, cells in enumerate(columns) if _are_numbers(cells)}
    if 0 in found and not any(_DECIMALS.search(cell) for cell in columns[0]):
        found.remove(0)
    return frozenset(found)


_DECIMALS = re.compile(r"\d[.,]\d")


def _are_numbers(cells: Sequence[str]) -> bool:
    told = [cell.strip() for cell in cells if not says_nothing(cell)]
    return bool(told) and all(find_decimal_mark(cell, ".") is not None for cell in told)
