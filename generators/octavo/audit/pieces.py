"""What a file may say, as pieces, and whether they cover a line of it from end to end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from octavo.audit.letters import LetterLine, read_line, squeeze

KEY = 4
"""Letters by which the longer pieces are found. With three, ten times as many share one key in
English; with five, more pieces are too short to have one."""

Tile: TypeAlias = tuple[int, int, str]
"""From where to where a piece covers a line, and the piece; empty for a number or a cut."""


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Whole texts that may stand in a file, each as its letters."""

    units: frozenset[str]
    starts: Mapping[str, tuple[str, ...]]
    """Those of at least `KEY` letters, by their first."""
    ordered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """How a line is explained."""

    whole: bool
    """Whether pieces and small numbers cover it from end to end."""
    used: tuple[str, ...] = ()
    """Each piece at each place where it can stand in such a cover."""


def make_pieces(*texts: Iterable[str]) -> Pieces:
    """The pieces that `texts` are."""
    units = frozenset(letters for every in texts for text in every if (letters := squeeze(text)))
    starts: dict[str, list[str]] = {}
    for unit in units:
        if len(unit) >= KEY:
            starts.setdefault(unit[:KEY], []).append(unit)
    found = {key: tuple(listed) for key, listed in starts.items()}
    return Pieces(units, found, tuple(sorted(units)))


@lru_cache(100_000)
def cover_text(pieces: Pieces, text: str) -> Cover:
    """How `pieces` cover `text`. Kept: the files of one reader have most lines in common."""
    return cover_line(pieces, read_line(text))


@lru_cache(100_000)
def cover_words(pieces: Pieces, text: str) -> Cover:
    """How `pieces` cover `text` word by word: nothing divides the words of a name or a property.

    A capital begins a word too: `rIdFooterOdd` has four.
    """
    line = read_line(_CAPITAL.sub(" ", text))
    return _settle(line, [tile for tile in _lay(pieces, line, (0,)) if _is_bounded(tile, line)])


_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _is_bounded(tile: Tile, line: LetterLine) -> bool:
    return tile[0] in line.bounds and tile[1] in line.bounds


def cover_line(pieces: Pieces, line: LetterLine) -> Cover:
    """How `pieces` cover the line."""
    return _settle(line, _lay(pieces, line, (0,)))


def _settle(line: LetterLine, tiles: list[Tile]) -> Cover:
    """Whether the tiles lead from one end of the line to the other, and which of them do."""
    size = len(line.letters)
    fits = bytearray(size + 1)
    fits[size] = 1
    used: list[str] = []
    for start, end, unit in reversed(tiles):
        if fits[end]:
            fits[start] = 1
            if unit:
                used.append(unit)
    return Cover(bool(fits[0]), tuple(used) if fits[0] else ())


def _lay(pieces: Pieces, line: LetterLine, starts: Iterable[int]) -> list[Tile]:
    """Every tile that something from `starts` on leads to, in order of where it begins."""
    size = len(line.letters)
    reached = bytearray(size + 1)
    for start in starts:
        reached[start] = 1
    tiles: list[Tile] = []
    at = reached.find(1)
    while 0 <= at < size:
        for tile in _list_tiles(pieces, line, at):
            tiles.append(tile)
            reached[tile[1]] = 1
        at = reached.find(1, at + 1)
    return tiles


def _list_tiles(pieces: Pieces, line: LetterLine, at: int) -> Iterator[Tile]:
    """The tiles that can begin at one place."""
    letters = line.letters
    for unit in pieces.starts.get(letters[at : at + KEY], ()):
        if letters.startswith(unit, at):
            yield at, at + len(unit), unit
    for end in range(at + 1, min(at + KEY, len(letters) + 1)):
        if letters[at:end] in pieces.units:
            yield at, end, letters[at:end]
    for start, end in line.numbers:
        if start == at:
            yield at, end, ""
    for cut in line.cuts:
        if cut > at and _begins(pieces, letters[at:cut]):
            yield at, cut, ""


def list_units(pieces: Pieces, letters: str) -> Iterator[str]:
    """The pieces with which `letters` begin."""
    for start, end, unit in _list_tiles(pieces, LetterLine(letters), 0):
        if unit:
            yield letters[start:end]


def _begins(pieces: Pieces, letters: str) -> bool:
    """Whether some piece begins with `letters`."""
    at = bisect_left(pieces.ordered, letters)
    return at < len(pieces.ordered) and pieces.ordered[at].startswith(letters)


# ------------------------------------------------------------------------------ parts of pieces

Rest: TypeAlias = str
"""The letters that earlier lines had of a piece, which may be one of several that begin so."""


@dataclass(frozen=True, slots=True)
class Advance:
    """How a line goes on with pieces that earlier lines began, and begins others."""

    ends: bool
    """Whether it need not break off."""
    rests: frozenset[Rest]
    """The pieces inside which it may break off."""
    used: tuple[str, ...]
    """The pieces that it ends, or has whole."""
    carries: bool
    """Whether one of `rests` was begun by an earlier line."""
    strength: int
    """Letters of the line that are part of a piece of more than one line."""

    def join(self, other: Advance) -> Advance:
        """That the line may go on in either way."""
        used = Counter(self.used) | Counter(other.used)
        return Advance(
            self.ends or other.ends,
            self.rests | other.rests,
            tuple(used.elements()),
            self.carries or other.carries,
            max(self.strength, other.strength),
        )


@lru_cache(50_000)
def begin(pieces: Pieces, text: str) -> Advance:
    """How `text` begins pieces that go on in later lines. Kept, as its cover is."""
    return advance(pieces, read_line(text))


@lru_cache(20_000)
def advance_text(pieces: Pieces, text: str, rests: frozenset[Rest]) -> Advance:
    """How `text` goes on with one of `rests`. Kept: copies for many readers share their lines."""
    return advance(pieces, read_line(text), rests)


def advance(pieces: Pieces, line: LetterLine, rests: frozenset[Rest] = frozenset()) -> Advance:
    """How `line` goes on with one of `rests`; without any, how it begins."""
    size = len(line.letters)
    ended, carried = _go_on(pieces, line.letters, rests)
    starts = frozenset(ended) if rests else frozenset({0})
    tiles = _lay(pieces, line, starts)
    reached = starts | {end for _, end, _ in tiles}
    begun: set[Rest] = set()
    fits = bytearray(size + 1)
    for at in reached:
        if at < size and _goes_on(pieces, line.letters[at:]):
            begun.add(line.letters[at:])
        fits[at] = at == size or line.letters[at:] in begun
    used: list[str] = []
    for start, end, unit in reversed(tiles):
        if fits[end]:
            fits[start] = 1
            used += [unit] if unit else []
    ends = [at for at in ended if fits[at]]
    used += [unit for at in ends for unit in dict.fromkeys(ended[at])]
    strength = max((*ends, size * bool(carried), *map(len, begun)), default=0)
    rests_now = frozenset(begun | carried)
    return Advance(size in reached, rests_now, tuple(used), bool(carried), strength)


def _go_on(
    pieces: Pieces, letters: str, rests: Iterable[Rest]
) -> tuple[dict[int, list[str]], set[Rest]]:
    """Where in `letters` pieces end that were begun, and what they have of those that go on."""
    ended: dict[int, list[str]] = {}
    carried: set[Rest] = set()
    for rest in rests:
        for unit in _list_ended(pieces, rest, letters):
            ended.setdefault(len(unit) - len(rest), []).append(unit)
        if _goes_on(pieces, rest + letters):
            carried.add(rest + letters)
    return ended, carried


def _list_ended(pieces: Pieces, rest: str, letters: str) -> Iterator[str]:
    """The pieces with which `rest` and `letters` begin that are longer than `rest`."""
    whole, begun = rest + letters, len(rest)
    at = bisect_right(pieces.ordered, whole)
    while at and (unit := pieces.ordered[at - 1]).startswith(rest):
        shared = begun + _count_shared(unit[begun : begun + len(letters)], letters)
        if shared == begun:
            return
        if shared == len(unit):
            yield unit
            shared -= 1
        # what is shorter and a beginning of `whole` stands before all that share as much with it
        at = bisect_right(pieces.ordered, whole[:shared], 0, at)


def _count_shared(one: str, other: str) -> int:
    """How many letters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _goes_on(pieces: Pieces, letters: str) -> bool:
    """Whether some piece begins with `letters` and does not end there."""
    at = bisect_right(pieces.ordered, letters)
    return at < len(pieces.ordered) and pieces.ordered[at].startswith(letters)
