"""What a file may add to its source's words, worked out from the source alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING
from unicodedata import normalize

from octavo.audit.letters import LONGEST_NUMBER
from octavo.audit.wording import Statement
from octavo.document import Publication

if TYPE_CHECKING:
    from babel import Locale

FORMS = (
    "d MMMM y",
    "d MMM y",
    "EEEE d MMMM y",
    "EEEE d LLLL y",
    "EEEE, d MMMM y",
    "d MMMM",
    "MMMM y",
    "MMMM d, y",
    "d",
    "y",
)
"""The patterns in which days are written, but for the four that each language has of its own."""
DOI = "https://doi.org/"
_SENTENCE = re.compile(r"(.+?[.:;!?])\s", re.S)


def list_additions(publication: Publication, locale: str) -> Iterator[str]:
    """Days as they may be written, the address behind a DOI, and the language."""
    yield from write_days(publication, locale)
    yield publication.language
    if publication.imprint.doi:
        yield DOI + publication.imprint.doi


def write_days(publication: Publication, locale: str) -> Iterator[str]:
    """How the event's days may be written: as `locale` has them, and as properties of files do."""
    days = {publication.event.start, publication.event.end} - {None}
    for day in sorted(day for day in days if day):
        yield from (day.isoformat(), f"{day.isoformat()}T00:00:00Z")
        digits = day.isoformat().replace("-", "")
        yield from (f"D:{digits}000000Z", f"D:{digits}000000+00'00'")
        yield from _write_day(day, locale)


def _write_day(day: date, language: str) -> Iterator[str]:
    from babel.dates import format_date

    locale = _find_locale(language)
    long = str(locale.date_formats["long"].pattern)
    for form in (*FORMS, "long", "medium", "full", "short", long.replace(" y", "")):
        yield format_date(day, form, locale=locale)


def _find_locale(language: str) -> Locale:
    """What is known of the language, without the parts of its tag that nothing is known of."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        shorter = language.rpartition("-")[0]
        return _find_locale(shorter) if shorter else Locale.parse("root")


def list_first_sentences(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The first sentence of each caption, as lists of figures and tables have it."""
    for statement in statements:
        found = _SENTENCE.match(statement.parts[0] + " ")
        if statement.field == "caption" and len(statement.parts) == 1 and found:
            yield Statement((found[1],), statement.readers, "optional", "caption")


def list_initials(statements: Iterable[Statement]) -> Iterator[str]:
    """The letters above the groups of an index: those that entries or short forms begin with."""
    for one in statements:
        first = next(filter(str.isalpha, "".join(one.parts)), "")
        if first and one.field in {"entry", "short"}:
            yield from (normalize("NFD", first)[0].upper(), first.upper())


def number_notes(statements: Iterable[Statement]) -> Iterator[str]:
    """The numbers of notes that are too long to stand anywhere."""
    notes = sum(one.field == "note" for one in statements)
    yield from map(str, range(10**LONGEST_NUMBER, notes + 1))


def complete_languages(statements: Iterable[Statement]) -> Iterator[str]:
    """The languages with the region where each is spoken most, as programs have them."""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    for tag in dict.fromkeys(one.parts[0] for one in statements if one.field == "language"):
        language, _, region = str(likely.get(tag, "")).rpartition("_")
        if language:
            yield f"{tag}-{region}"
