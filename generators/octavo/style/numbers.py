"""Numbers as a language writes them."""

from __future__ import annotations

from functools import lru_cache

from octavo.style.dates import find_locale
from octavo.style.words import Conventions

LARGEST, SMALLEST = 1e15, 1e-6
"""From where on, and below what, numbers are written with a power of ten: nobody counts more than
fifteen digits, nor zeros after the decimal mark beyond the sixth."""
MINUS, NO_BREAK, NARROW = "\u2212", "\u00a0", "\u202f"

ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
"""Numerals by what they are worth, largest first, with the subtracted ones."""


def write_roman(number: int) -> str:
    """A number from 1 in small roman numerals: `xiv`."""
    written = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


@lru_cache(1024)
def format_number(value: float, conventions: Conventions) -> str:
    """`value` with the decimal mark, the groups and the minus of the language: `1,234.5`."""
    from babel.numbers import format_decimal, get_group_symbol

    if value and not SMALLEST <= abs(value) < LARGEST:
        return f"{value:g}".replace("-", MINUS)
    locale = find_locale(conventions.locale)
    whole = abs(value) < 10 ** (conventions.grouped_from - 1)
    text = format_decimal(value, "0.######" if whole else "#,##0.######", locale=locale)
    marks: dict[str, str | int | None] = {"-": MINUS, NO_BREAK: NARROW}
    if conventions.thousands:
        marks[get_group_symbol(locale)] = conventions.thousands
    marks[_find_usual_mark(conventions)] = find_decimal_symbol(conventions)
    return text.translate(str.maketrans(marks))


@lru_cache(64)
def find_decimal_symbol(conventions: Conventions) -> str:
    """What stands between units and tenths: `.` or `,`."""
    return conventions.decimal or _find_usual_mark(conventions)


def _find_usual_mark(conventions: Conventions) -> str:
    from babel.numbers import get_decimal_symbol

    return get_decimal_symbol(find_locale(conventions.locale))
