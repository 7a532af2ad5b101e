"""What words tell of a part of a document, in the languages that Octavo has words for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from octavo.document.sections import SectionKind
from octavo.importing.word_lists import load_word_lists

_LISTS = load_word_lists()
FEWEST_WORDS = 8
"""Stop words of a language that a text has at least when it is said to be in it: with fewer, a few
quotations decide."""
FEWEST_OF_ALL = 0.08
"""Part of all words of a text that the stop words of its language are at least: they are a quarter
in prose, and a tenth in lists of names; in texts of other languages some of them are by chance."""


def guess_language(text: str) -> str:
    """The language of `text` as BCP 47; empty when none is certain."""
    words = Counter(re.findall(r"[^\W\d_]+", text[:200_000].lower()))
    scores = {
        name: sum(words[word] for word in language.stop_words.split())
        for name, language in _LISTS.languages.items()
    }
    best = max(scores, key=lambda language: scores[language])
    enough = max(FEWEST_WORDS, FEWEST_OF_ALL * words.total())
    return _LISTS.languages[best].tag if scores[best] >= enough else ""


# ------------------------------------------------------------------------------ kinds


def _match(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


_KINDS: dict[SectionKind, re.Pattern[str]] = {
    kind: _match(words) for kind, words in _LISTS.kinds.items()
}


def guess_kind(title: str) -> SectionKind:
    """The kind of a section that is called so."""
    for kind, pattern in _KINDS.items():
        if pattern.match(title):
            return kind
    return "chapter"


_LABEL = re.compile(
    rf"(?P<label>(?:{'|'.join(_LISTS.labels)})\s+(?:\d{{1,3}}|[IVXL]{{1,6}}|[A-Z]))\b"
    r"(?:\s*[:.–—\n-]\s*|\s*$)(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
LONGEST_LABEL = 24
"""Characters of a label such as `Panel 1`: longer ones are titles."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a section is called."""

    title: str
    label: str = ""


def split_label(heading: str) -> Named:
    """`heading` with what it counts apart: `Panel 1` and what the panel is about."""
    found = _LABEL.fullmatch(heading.strip())
    words = " ".join(heading.split())
    if not found or len(found["label"]) > LONGEST_LABEL:
        return Named(words)
    label = " ".join(found["label"].split())
    kind, number = label.rsplit(" ", 1)
    label = f"{kind.capitalize()} {number.upper()}"
    return Named(" ".join(found["title"].split()) or label, label if found["title"] else "")


def name_preamble(language: str, signed: bool) -> str:
    """What words before the first heading are called."""
    lists = _LISTS.languages
    found = lists.get(language.split("-")[0], next(iter(lists.values())))
    return found.foreword if signed else found.introduction


FOREWORD = _KINDS["foreword"]
EVENT = _match(_LISTS.events)
PHOTOS = _match(_LISTS.photographs)
ABBREVIATIONS = _match(_LISTS.abbreviations)
CONTENTS = _match(_LISTS.contents)


# ------------------------------------------------------------------------------ days

_NUMBERS = {
    name: number
    for language in _LISTS.languages.values()
    for number, name in enumerate(language.months.split(), 1)
}
_MONTH = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_BETWEEN = rf"\s*(?:–|—|-|{'|'.join(_LISTS.between)})\s*"
_DAYS = re.compile(
    rf"(?P<first>\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?:\s+(?:de\s+)?(?P<before>{_MONTH}))?"
    rf"(?:{_BETWEEN}(?P<last>\d{{1,2}})(?:st|nd|rd|th|er|\.)?)?\s+(?:of\s+|de\s+)?"
    rf"(?P<month>{_MONTH}),?\s+(?:de\s+)?(?P<year>\d{{4}})\b"
    rf"|(?P<us>{_MONTH})\s+(?P<us_first>\d{{1,2}})(?:{_BETWEEN}(?P<us_last>\d{{1,2}}))?,\s+"
    r"(?P<us_year>\d{4})\b|(?P<iso>\d{4}-\d{2}-\d{2})",
    re.IGNORECASE,
)
_NAME = r"[A-Z]\w+(?:[ -][A-Z]\w+)?"
_FROM = "|".join(_LISTS.after_places)
_PLACED = re.compile(
    rf"\b(?:{'|'.join(_LISTS.before_places)})\s+(?P<place>{_NAME}(?:,\s{_NAME})?),?(?:\s+(?:{_FROM}))?\s*$"
)


@dataclass(frozen=True, slots=True)
class Days:
    """When something took place."""

    start: date
    end: date | None = None
    place: str = ""


def find_days(text: str) -> Days | None:
    """The first days that `text` names with month and year, and where that was."""
    found = _DAYS.search(text)
    if not found:
        return None
    try:
        days = _make_days(found)
    except ValueError:
        return None
    before = _PLACED.search(text[max(0, found.start() - 120) : found.start()])
    return Days(days.start, days.end, before["place"] if before else "")


def _make_days(found: re.Match[str]) -> Days:
    if found["iso"]:
        return Days(date.fromisoformat(found["iso"]))
    name = (found["month"] or found["us"]).lower()
    year, month = int(found["year"] or found["us_year"]), _NUMBERS[name]
    first = int(found["first"] or found["us_first"])
    last = found["last"] or found["us_last"]
    begins = _NUMBERS[found["before"].lower()] if found["before"] else month
    start = date(year, begins, first)
    end = date(year, month, int(last)) if last else None
    return Days(start, end if end and end > start else None)
