"""Where the characters of a text, as it is read, stand in its source.

Text and source are walked through together: mark-up is passed over, marks and spaces may be typed
in other ways than they are read. A place is given only where all of the text is found, from the
beginning of a value or a block to its end.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from octavo.checks.style_units import Segment, Unit
from octavo.document.problem import Span
from octavo.files.library import Library
from octavo.files.source_file import find_words

_ALIKE: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys("“”„«»″", ('"', "''")),
    **dict.fromkeys("‘’‚′", ("''", "\\'", "'")),  # noqa: RUF001  marks as they are typed and read
    "–": ("---", "--", "-"),
    "—": ("---", "--"),
    "…": ("...",),
}
"""What may be typed for a character that is read, the longest first."""
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SPACES = re.compile(r"(?:[^\S\n]|\\?\n(?:[ \t]*>)*)+")
_MARKUP = re.compile(
    r"\{>>(?:(?!<<\}).)*<<\}|\{==|==\}"  # queries
    r"|\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\]\[[^\]\n]*\]"  # where a link leads
    r"|\[\^[^\]\n]+\]"  # where a note is called
    r"|\]?\{[^{}\n]*\}|[*_`\[\]]|\\(?=[!-/:-@\[-`{-~]|\n)|<(?=[a-z]+:)|>",
    re.DOTALL,
)
_FACT = re.compile(r"\{\{[^{}\n]*\}\}")
_NEXT = re.compile(r"[^{}\\*_`\[\]\"'\n&]{1,16}")
_BLOCK = re.compile(
    r"(?:[\s>#]|[-*+](?=\s)|\d+[.)](?=\s)|:(?=\s)|Table:)*[*_`\[]*(?:\{==)?[*_`\[]*"
    r"|(?:[^\n]*[^\\\n])?\|[\s*_`\[]*(?:\{==)?[*_`\[]*"
)
"""What may stand before a text of Markdown in its line."""
_NOTE = re.compile(r"^[ \t>]*\[\^[^\]\n]+\]:[ \t]+", re.MULTILINE)
"""What stands before a note."""
_BLOCK_END = re.compile(r"(?:[\s]*\{[^{}\n]*\})*(?:[^\S\n]|[\\#])*(?:$|\n|\|)")
_VALUE = re.compile(r"(?:.*[\s,{\[])?(?P<key>[\w-]+|-)(?:\s*:)?\s+[\"']?|.*[\[,]\s*[\"']?")
_SCALAR = re.compile(r".*(?:[:-]|[|>][+\-0-9]*)\s*")
_VALUE_END = re.compile(r"[\"']?[ \t]*(?:$|\n|[,}\]]|#)")


MOST_TRIED = 2000
"""Places at which a text is looked for. It mostly stands at the first; where mark-up is such that
it cannot be followed at all, looking at every `the` of a long file would take seconds."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where words stand in the source."""

    span: Span
    exact: bool
    """Whether the span holds just these words, without mark-up between them."""


_Maps: TypeAlias = dict[int, tuple[Unit, list[int]]]
_Ends: TypeAlias = dict[tuple[Span, str, str | None], int]


@dataclass
class SourcePlaces:
    """Finds the places of texts in the files of a library."""

    library: Library
    _texts: dict[str, str] = field(default_factory=dict[str, str], repr=False)
    _maps: _Maps = field(default_factory=dict[int, "tuple[Unit, list[int]]"], repr=False)
    _last: _Ends = field(default_factory=dict["tuple[Span, str, str | None]", int], repr=False)

    def locate(self, unit: Unit, start: int, end: int) -> Location:
        """Where the characters of the unit from `start` to `end` stand.

        Where the text cannot be followed, the first place of these words after its beginning, or
        else its beginning.
        """
        text = self._read(unit.span.file)
        places = self._map(unit, text)
        if not places:
            near = find_words(self.library, unit.span, unit.text[start:end])
            return Location(near or unit.span, exact=False)
        first, last = places[start], places[end - 1]
        stop = last + _length(unit.text[end - 1], text, last)
        exact = all(place >= 0 for place in places[start:end]) and _is_same(
            unit.text[start:end], text[first:stop]
        )
        return Location(_make_span(unit.span.file, text, first, stop), exact)

    def _read(self, file: str) -> str:
        if file not in self._texts:
            try:
                data = self.library.read(file).decode("utf-8-sig", "replace")
            except (OSError, ValueError):
                data = ""
            self._texts[file] = data.replace("\r\n", "\n").replace("\r", "\n")
        return self._texts[file]

    def _map(self, unit: Unit, text: str) -> list[int]:
        """For each character of the unit, its place in `text`; empty when it is not found."""
        known = self._maps.get(id(unit))
        if known:
            return known[1]
        key = unit.span, unit.text, unit.key
        places = _find(unit, text, self._last.get(key, 0))
        if places and not unit.note:
            self._last[key] = max(places) + 1
        self._maps[id(unit)] = unit, places
        return places


def _find(unit: Unit, text: str, after: int) -> list[int]:
    starts = _line_starts(text)
    line = 0 if unit.note else min(max(unit.span.line - 1, 0), len(starts) - 1)
    begin = max(starts[line], after)
    for at in islice(_list_candidates(unit, text, begin), MOST_TRIED):
        if unit.note or _may_begin(unit, text, at, starts):
            places, stop = _align(unit.segments, text, at)
            if places and _may_end(unit, text, stop):
                return places
    return []


@lru_cache(8)
def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _list_candidates(unit: Unit, text: str, begin: int) -> Iterator[int]:
    """Where the unit might begin: where its first words stand, or a fact that it begins with."""
    if unit.note:
        return (found.end() for found in _NOTE.finditer(text))
    first = re.match(r"\s*(\w+)", unit.text)
    lead = next((one for one in unit.segments if one.text.strip()), None)
    if lead and lead.kind != "text":
        pattern = re.compile(r"\{\{|\[\]\(")
    elif first:
        pattern = re.compile(rf"(?<!\w){re.escape(first[1])}|\{{\{{")
    else:
        sign = unit.text.strip()[:1]
        ways = "|".join(map(re.escape, (sign, *_ALIKE.get(sign, ()))))
        pattern = re.compile(rf"{ways}|\\.|&")
    return (found.start() for found in pattern.finditer(text, begin))


def _may_begin(unit: Unit, text: str, at: int, starts: list[int]) -> bool:
    line = bisect_right(starts, at) - 1
    before = text[starts[line] : at]
    if unit.key is None:
        return bool(_BLOCK.fullmatch(before))
    if before.strip(" \t\"'"):
        found = _VALUE.fullmatch(before)
        if found is None:
            return False
        return not unit.key or found["key"] in (unit.key, "-", None)
    previous = text[starts[line - 1] : starts[line] - 1] if line else ""
    return bool(_SCALAR.fullmatch(previous))


def _may_end(unit: Unit, text: str, stop: int) -> bool:
    while True:
        found = _MARKUP.match(text, stop)
        if not found or (unit.key is not None and found[0] in ("]", ">")):
            break
        stop = found.end()
    pattern = _VALUE_END if unit.key is not None and not unit.note else _BLOCK_END
    return bool(pattern.match(text, stop) or _BLOCK_END.match(text, stop))


def _align(segments: tuple[Segment, ...], text: str, at: int) -> tuple[list[int], int]:
    """The place of each character of the segments, from `at` on, and where the last one ends.

    -1 for characters that are typed nowhere, such as those of a fact. No places when the segments
    do not stand there.
    """
    places: list[int] = []
    for segment in segments:
        if segment.kind == "reference":
            places.append(-1)
            continue
        if segment.kind == "mention":
            at = _pass_markup(text, at)
            found = _FACT.match(text, at)
            if not found:
                return [], at
            places.extend([-1] * len(segment.text))
            at = found.end()
            continue
        reached = _align_text(segment.text, text, at, places)
        if reached < 0:
            return [], at
        at = reached
    return places, at


def _pass_markup(text: str, at: int) -> int:
    found = _MARKUP.match(text, at)
    while found and not _FACT.match(text, at):
        at = found.end()
        found = _MARKUP.match(text, at)
    return at


def _align_text(said: str, text: str, at: int, places: list[int]) -> int:
    """Where the last character of `said` ends, whose places are added; -1 when it is not there."""
    i = 0
    while i < len(said):
        fact = _FACT.match(text, at)
        if fact:
            following = _NEXT.match(text, fact.end())
            to = said.find(following[0], i) if following else len(said)
            if to < 0:
                return -1
            places.extend([-1] * (to - i))
            i, at = to, fact.end()
            continue
        length, found = _length(said[i], text, at), _MARKUP.match(text, at)
        if length:
            places.append(at)
            i, at = i + 1, at + length
        elif said[i].isspace() and i and not said[i - 1].isspace() and _is_thin(said[i]):
            places.append(-1)
            i += 1
        elif found:
            at = found.end()
        else:
            return -1
    return at


def _is_thin(sign: str) -> bool:
    """Whether a space may have been set where none was typed, as French does."""
    return sign in "\u00a0\u202f\u2009"


def _length(sign: str, text: str, at: int) -> int:
    """How many characters from `at` on stand for `sign`; 0 when they stand for something else."""
    if text[at : at + 1] == "&":
        entity = _ENTITY.match(text, at)
        if entity and html.unescape(entity[0]) == sign:
            return len(entity[0])
    if sign.isspace():
        spaces = _SPACES.match(text, at)
        return len(spaces[0]) if spaces else 0
    for typed in _ALIKE.get(sign, ()):
        if text.startswith(typed, at):
            return len(typed)
    return 1 if text[at : at + 1] == sign else 0


def _is_same(said: str, typed: str) -> bool:
    """Whether `typed` is `said` and nothing else, but for spaces and ends of lines."""
    if "\\" in typed or ">" in typed:
        return False
    return said.split() == typed.split()


def _make_span(file: str, text: str, start: int, end: int) -> Span:
    starts = _line_starts(text)
    line, last = bisect_right(starts, start), bisect_right(starts, end)
    return Span(file, line, start - starts[line - 1] + 1, last, end - starts[last - 1] + 1)
