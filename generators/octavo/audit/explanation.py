"""Which lines of a file are explained by what may be in it, and which are not."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from octavo.audit.extracts import Extract, Kind
from octavo.audit.letters import is_number, squeeze
from octavo.audit.pieces import (
    Advance,
    Pieces,
    Rest,
    advance_text,
    begin,
    cover_text,
    cover_words,
    list_units,
)

MOST_OPEN = 24
"""Lines that are remembered as broken off, each waiting for the one in which its piece goes on.
Between the two may stand what is at the foot of one page and the head of the next."""
LEAST_BEGUN = 2
"""Letters of a text at the end of a line by which it counts as begun some lines before it goes on:
an article or an "and". With one the lines before would begin half of all texts."""
LONG_PROPERTY = 200
"""Letters from which on a property may be cut short: Word takes 255 characters."""
WORD_PROPERTY = range(252, 256)
"""Letters of a property that Word's bound of 255 may have ended, without a comma and a space."""
LONG_HEAD = 24
"""Letters of a text from which on a running head may cut it short without a sign: shorter ones
fit."""
MOST_BEFORE = 16
"""Lines, each a piece of its own, among which a longer piece may begin all the same: a sentence
that begins with two abbreviations, then the notes at the foot of the page, and its number.
"""


@dataclass(frozen=True, slots=True)
class Gap:
    """Words in a row that nothing explains."""

    where: str
    text: str


@dataclass(slots=True)
class Explanation:
    """How far the lines of a file are explained."""

    gaps: list[Gap] = field(default_factory=list[Gap])
    used: Counter[str] = field(default_factory=Counter[str])
    """The letters of each piece, with how often it can stand in the file."""
    cut_short: bool = False
    """Whether a property is."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, and where it stands."""

    where: str
    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines that break off inside a piece, and what may come next."""

    lines: tuple[_Line, ...]
    """Those that nothing explains unless the piece goes on."""
    rests: frozenset[Rest]


@dataclass(slots=True)
class _ExplainState:
    """What is known when some of the lines have been read."""

    pieces: Pieces
    explanation: Explanation
    divided: bool = True
    """Whether the words of a line may be divided; else no line ends inside one."""
    parts: list[_Part] = field(default_factory=list[_Part])
    lost: list[_Line] = field(default_factory=list[_Line])
    """Lines that no piece explains, so far."""
    before: deque[str] = field(default_factory=lambda: deque[str](maxlen=MOST_BEFORE))
    """The last lines that are explained by themselves, the last one last."""


def explain(extracts: Iterable[Extract], pieces: Pieces, divided: bool = True) -> Explanation:
    """How far `pieces` explain the lines of `extracts`, in which words may be `divided`.

    A line that is not explained may break off inside a piece that goes on in a later one.
    """
    cover = cover_text if divided else cover_words
    reading = _ExplainState(pieces, Explanation(), divided)
    lines = (_Line(one.where, text, one.kind) for one in extracts for text in _split(one.text))
    for line in lines:
        found = cover(pieces, line.text)
        reading.explanation.used.update(found.used)
        _read_line(line, found.whole, reading)
    for line in (*reading.lost, *(line for part in reading.parts for line in part.lines)):
        _list_gaps(line, reading)
    return reading.explanation


def _split(text: str) -> Iterator[str]:
    return (line for line in text.split("\n") if squeeze(line))


def _read_line(line: _Line, whole: bool, reading: _ExplainState) -> None:
    if whole:
        reading.explanation.cut_short |= _may_break_off(line)
        _pass_by(line, reading)
        reading.before.append(line.text)
    elif not _is_cut_short(line, reading) and not _go_on(line, reading):
        reading.lost.append(line)


def _may_break_off(line: _Line) -> bool:
    """Whether it is a property as long as Word takes, which may break off where a piece ends."""
    return line.kind == "property" and len(line.text.rstrip(", ")) in WORD_PROPERTY


def _is_cut_short(line: _Line, reading: _ExplainState) -> bool:
    """Whether it is a long property, or a running head, that breaks off inside a piece."""
    if line.kind == "margin" and len(squeeze(line.text)) >= LONG_HEAD and _is_start(line, reading):
        rests = begin(reading.pieces, line.text).rests
        reading.parts.append(_Part((), rests))  # a marking may go on in the next line
        return True
    if line.kind != "property" or len(line.text) < LONG_PROPERTY:
        return False
    found = begin(reading.pieces, line.text)
    reading.explanation.used.update(found.used)
    reading.explanation.cut_short |= bool(found.rests)
    return bool(found.rests)


def _is_start(line: _Line, reading: _ExplainState) -> bool:
    """Whether a piece begins in the line and takes most of it: a few words may stand before it."""
    return any(len(rest) >= LONG_HEAD for rest in begin(reading.pieces, line.text).rests)


def _pass_by(line: _Line, reading: _ExplainState) -> None:
    """A line that is explained by itself may belong to a piece that waits all the same: to the one
    right before it, or to one beside that, as in cells of a row whose lines come by turns.
    """
    for place, part in enumerate(reading.parts):
        found = advance_text(reading.pieces, line.text, part.rests)
        if found.ends:
            reading.explanation.used.update(found.used)
            part = _Part((), part.rests)
        if found.ends or found.rests:
            reading.parts[place] = _Part(part.lines, part.rests | found.rests)


def _go_on(line: _Line, reading: _ExplainState) -> bool:
    """Whether the line ends, continues or begins a piece of several lines."""
    ways: list[tuple[Advance, _Part | None]] = [
        (advance_text(reading.pieces, line.text, part.rests), part)
        for part in reversed(reading.parts)
    ]
    begun = _begin(line, reading)
    ways.append((begun, None))
    found, part = max(ways, key=_rate)
    if not (found.ends or found.rests):
        return False
    shared = _share(ways, part, reading)
    if part:
        reading.parts.remove(part)
        unread = part.rests if shared else frozenset[Rest]()
        found = replace(found, rests=found.rests | begun.rests | unread)
    _take(line, found, part.lines if part else (), reading)
    return True


def _share(
    ways: Iterable[tuple[Advance, _Part | None]], chosen: _Part | None, reading: _ExplainState
) -> bool:
    """Whether other pieces that wait go on with the line as well; each of them may have had it."""
    shared = False
    for found, part in ways:
        if part and part is not chosen and (found.carries or found.ends):
            lines = () if found.ends else part.lines
            reading.parts[reading.parts.index(part)] = _Part(lines, part.rests | found.rests)
            shared = True
    return shared


def _rate(way: tuple[Advance, _Part | None]) -> tuple[int, bool, bool]:
    """How likely it is what the line is: the more of its letters belong to a piece of several
    lines, the better; then what earlier lines wait for; then what need not go on.
    """
    found, part = way
    return found.strength, bool(part and part.lines), found.ends


def _begin(line: _Line, reading: _ExplainState) -> Advance:
    """How the line begins, or goes on with what earlier ones may have begun: it may be either."""
    found = begin(reading.pieces, line.text)
    found = found if reading.divided else replace(found, ends=False)
    rests = _find_rests(reading.pieces, tuple(reading.before))
    return found.join(advance_text(reading.pieces, line.text, rests)) if rests else found


@lru_cache(1000)
def _find_rests(pieces: Pieces, texts: tuple[str, ...]) -> frozenset[Rest]:
    """The pieces that `texts` may have begun, with whatever else between their lines. Kept: many
    lines come after the same ones.
    """
    rests: frozenset[Rest] = frozenset()
    for text in texts[:-1]:
        rests |= _advance(pieces, text, rests) | frozenset(_list_begun(pieces, text))
    for text in texts[-1:]:
        rests |= _advance(pieces, text, rests) | begin(pieces, text).rests
    return rests


def _advance(pieces: Pieces, text: str, rests: frozenset[Rest]) -> frozenset[Rest]:
    """The pieces among `rests` with which `text` goes on."""
    return advance_text(pieces, text, rests).rests if rests else rests


def _list_begun(pieces: Pieces, text: str) -> Iterator[Rest]:
    """The pieces that `text` may begin, some lines before they go on; not those of which it has but
    a letter or two at its end, for these are many.
    """
    size = len(squeeze(text))
    for rest in begin(pieces, text).rests:
        if len(rest) == size or len(rest) >= LEAST_BEGUN:
            yield rest


def _take(line: _Line, found: Advance, lines: tuple[_Line, ...], reading: _ExplainState) -> None:
    """Wait for what comes next, unless the line need not break off."""
    reading.explanation.used.update(found.used)
    own = (*lines, line) if found.carries else (line,)
    if found.rests:
        reading.parts.append(_Part(() if found.ends else own, found.rests))
    if len(reading.parts) > MOST_OPEN:
        settled = (at for at, part in enumerate(reading.parts) if not part.lines)
        reading.lost += reading.parts.pop(next(settled, 0)).lines


# ------------------------------------------------------------------------------ gaps


def _list_gaps(line: _Line, reading: _ExplainState) -> None:
    """Take down the words of the line that no whole piece covers, and the pieces between them."""
    pieces, explanation = reading.pieces, reading.explanation
    words = [word for word in _WORDS.findall(line.text) if squeeze(word)]
    ends = _find_cheapest(words, pieces)
    loose: list[str] = []
    at = 0
    while at < len(words):
        unit = "".join(map(squeeze, words[at : ends[at]]))
        if unit in pieces.units or is_number(words[at]):
            explanation.used[unit] += 1
            explanation.gaps += [Gap(line.where, " ".join(loose))] if loose else []
            loose = []
        else:
            loose += words[at : ends[at]]
        at = ends[at]
    explanation.gaps += [Gap(line.where, " ".join(loose))] if loose else []


_WORDS = re.compile(r"\S+")


def _find_cheapest(words: list[str], pieces: Pieces) -> list[int]:
    """For each word, where the piece or the single word ends that begins with it, such that as few
    words as can be are in no piece.
    """
    size = len(words)
    cost = [0] * (size + 1)
    ends = [size] * (size + 1)
    for at in range(size - 1, -1, -1):
        cost[at], ends[at] = cost[at + 1] + (not is_number(words[at])), at + 1
        for end in _list_ends(words, at, pieces):
            if cost[end] < cost[at]:
                cost[at], ends[at] = cost[end], end
    return ends


def _list_ends(words: list[str], at: int, pieces: Pieces) -> Iterator[int]:
    """Where pieces end that begin with one word and end with another."""
    rest = [squeeze(word) for word in words[at:]]
    letters = "".join(rest)
    bounds: dict[int, int] = {}
    reached = 0
    for count, word in enumerate(rest, 1):
        reached += len(word)
        bounds[reached] = at + count
    for unit in list_units(pieces, letters):
        if len(unit) in bounds:
            yield bounds[len(unit)]
