"""Days and spans of days as a language writes them."""

from __future__ import annotations

from functools import lru_cache

from octavo.document import Event


@lru_cache(64)
def format_dates(event: Event, language: str) -> str:
    """When `event` takes place, such as `28–30 April 2025`; empty when it has no date."""
    from babel import Locale
    from babel.dates import format_date

    first, last = event.start or event.end, event.end or event.start
    if first is None or last is None:
        return ""
    locale = Locale.parse(language, sep="-")
    whole = str(locale.date_formats["long"].pattern)
    if first == last:
        return format_date(first, whole, locale)
    if (first.year, first.month) == (last.year, last.month):
        days = whole.replace("d", f"'{first.day}–{last.day}'")
        return format_date(last, days, locale)
    short = whole.replace(" y", "") if first.year == last.year else whole
    return f"{format_date(first, short, locale)} – {format_date(last, whole, locale)}"
