"""Days and spans of days as a language writes them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from octavo.document import Event

if TYPE_CHECKING:
    from babel import Locale


_QUOTED = re.compile("('[^']*')")
"""Words in a pattern of Unicode's locale data: `'de'` of `d 'de' MMMM`."""
_DAY = re.compile(r"d+(\.?)")


@lru_cache(64)
def find_locale(language: str) -> Locale:
    """What is known of how `language` writes days and numbers.

    Of a BCP 47 tag as much from its beginning as is known: of `en-GB-x-house` that is `en-GB`, of a
    language that Unicode's data have nothing about the form of ISO 8601.
    """
    from babel import Locale, UnknownLocaleError

    parts = language.split("-")
    for count in range(len(parts), 0, -1):
        with suppress(ValueError, UnknownLocaleError):
            return Locale.parse("-".join(parts[:count]), sep="-")
    return Locale.parse("root")


@lru_cache(64)
def keep_days(dates: str) -> str:
    """`dates`, no line of which ends between a day and its month, or a month and its year."""
    return re.sub(
        r"(?<=\d) (?=[^\W\d])|(?<=\d[.]) (?=[^\W\d])|(?<=[^\W\d]) (?=\d)",
        "\N{NO-BREAK SPACE}",
        dates,
    )


@lru_cache(256)
def format_day(day: date, locale: str) -> str:
    """A day with that of the week, as a heading: `Monday 28 April 2025`, `Lundi 28 avril 2025`."""
    from babel.dates import format_date

    text = keep_days(format_date(day, "full", find_locale(locale)))
    return text[:1].upper() + text[1:]


@lru_cache(64)
def format_dates(event: Event, language: str) -> str:
    """When `event` takes place, such as `28–30 April 2025`; empty when it has no date."""
    from babel.dates import format_date, format_skeleton

    first, last = event.start or event.end, event.end or event.start
    if first is None or last is None:
        return ""
    locale = find_locale(language)
    whole = str(locale.date_formats["long"].pattern)
    if first == last:
        return format_date(first, whole, locale)
    if (first.year, first.month) == (last.year, last.month):
        return format_date(last, _join_days(whole, first.day, last.day), locale)
    start, end = format_date(first, whole, locale), format_date(last, whole, locale)
    if first.year == last.year and whole.startswith("y"):
        end = format_skeleton("MMMMd", last, locale=locale)
    elif first.year == last.year:
        start = format_skeleton("MMMMd", first, locale=locale)
    return f"{start} – {end}"


def _join_days(pattern: str, first: int, last: int) -> str:
    """The pattern of a day as one of two days of a month, which keep their stops: `28.–30.`."""
    parts = _QUOTED.split(pattern)
    joined = [
        part if place % 2 else _DAY.sub(rf"'{first}\1–{last}\1'", part)
        for place, part in enumerate(parts)
    ]
    return "".join(joined)
