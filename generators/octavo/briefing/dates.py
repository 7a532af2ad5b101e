"""Days and spans of days as a language writes them."""

from __future__ import annotations

from datetime import date

from octavo.briefing.template import Given, Wording, say


def write_dates(start: date | None, end: date | None, language: str, wording: Wording) -> str:
    """The span from `start` to `end`, in words; empty without a `start`."""
    if start is None:
        return ""
    last = end or start
    if last == start:
        kind = "day"
    elif last.year != start.year:
        kind = "years"
    else:
        kind = "days" if last.month == start.month else "months"
    given = {"first": _describe(start, language), "last": _describe(last, language)}
    return say(wording, f"dates.{kind}", given)


def _describe(day: date, language: str) -> dict[str, Given]:
    from babel.dates import format_date

    month = format_date(day, "MMMM", locale=language.replace("-", "_"))
    return {"day": str(day.day), "month": month, "year": str(day.year)}
