"""Numbers as a language writes them."""

from __future__ import annotations

from functools import lru_cache

from octavo.style.dates import find_locale

LARGEST, SMALLEST = 1e15, 1e-6
"""From where on, and below what, numbers are written with a power of ten: nobody counts more than
fifteen digits, nor zeros after the decimal mark beyond the sixth."""
FIVE_DIGITS = frozenset({"es", "pl", "pt"})
"""Languages that part thousands from five digits on, by Unicode's data: `1234`, but `12.345`."""
MINUS = "\u2212"


@lru_cache(1024)
def format_number(value: float, language: str) -> str:
    """`value` with the decimal mark, the groups and the minus of `language`: `1,234.5`."""
    from babel.numbers import format_decimal

    if value and not SMALLEST <= abs(value) < LARGEST:
        return f"{value:g}".replace("-", MINUS)
    few = language.split("-")[0] in FIVE_DIGITS and abs(value) < 10_000
    pattern = "0.######" if few else "#,##0.######"
    text = format_decimal(value, pattern, locale=find_locale(language))
    return text.replace("-", MINUS).replace("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")
