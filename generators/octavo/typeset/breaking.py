"""Total-fit line breaking: the breaks that make a whole paragraph best, not each line.

D. E. Knuth and M. F. Plass, "Breaking paragraphs into lines", Software: Practice and Experience 11
(1981). Widths are prefix sums, so that a line's width is one subtraction; starts that have become
too far away are never looked at again. Lines fall into four classes from tight to loose; for each
place the best way to it is kept for every class of its last line.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from octavo.length import Length

INFINITE = float("inf")
LOOSEST = 60.0
"""Stretch of a line that cannot be stretched, as a ratio: bad, but better than none."""
HYPHEN = 50.0
"""Penalty of a line that ends in a hyphen."""
TWO_HYPHENS = 16_000.0
"""Demerits of two such lines in a row."""
MISFIT = 4_000.0
"""Demerits of a tight line beside a loose one."""
RUNT = 40_000.0
"""Demerits of a last line that is too short."""
LAST_HYPHEN = 15_000.0
"""Demerits of a hyphen in the last line but one."""
SCRAP = 1_000_000.0
"""Demerits of a last line that is only the end of a word, or hardly longer than a syllable."""
STRICT = 2.0
"""Up to this tolerance there are never three hyphens in a row, and no scraps."""

_TIGHT, _FAIR, _LOOSE, _OPEN = range(4)


@dataclass(frozen=True, slots=True)
class Chances:
    """The places where a paragraph may be broken, from its beginning (0) to its end.

    All have one entry for each place. A line from place `a` to place `b` is as wide as
    `ends[b] - starts[a]` and has `spaces_before[b] - spaces_after[a]` spaces in it. Both `ends` and
    `starts` grow from place to place.
    """

    ends: tuple[Length, ...]
    """Where a line ends that is broken here."""
    starts: tuple[Length, ...]
    """Where the next one begins."""
    spaces_before: tuple[int, ...]
    spaces_after: tuple[int, ...]
    hyphens: tuple[float, ...]
    """The penalty of the hyphen that is set; 0 when none is."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How lines may be stretched and shrunk."""

    stretch: Length
    """Of one space, for a line that is just bearable."""
    shrink: Length
    """Of one space, at most."""
    line_stretch: Length = 0.0
    """Of a line besides its spaces."""
    line_shrink: Length = 0.0
    shortest_last: Length = 0.0
    """A shorter last line is a runt."""
    least_last: Length = 0.0
    """A last line shorter than this is but a scrap."""


def break_lines(
    chances: Chances, measure: Length, first: Length, manner: Manner, tolerance: float
) -> tuple[int, ...]:
    """The places that end the lines, the last place always among them; empty when none will do.

    `first` is the measure of the first line, no larger than `measure`. No line is wider than its
    measure, and none is stretched by more than `tolerance`. Three hyphens in a row and a last line
    that is but a scrap will not do, unless `tolerance` is above `STRICT`.
    """
    room = _Room(measure, first, manner, tolerance)
    _, found = _search(chances, room)
    while row := _find_three_hyphens(found, chances):
        without = [_forbid(chances, place) for place in row]
        tries = [_search(each, room) for each in without]
        best = min(range(3), key=lambda index: tries[index][0])
        if not tries[best][1]:
            return found if tolerance > STRICT else ()
        chances, found = without[best], tries[best][1]
    return found


def _find_three_hyphens(found: tuple[int, ...], chances: Chances) -> tuple[int, ...]:
    """The places of the first three hyphens in a row; empty when there are none."""
    for at in range(len(found) - 2):
        row = found[at : at + 3]
        if all(chances.hyphens[place] for place in row):
            return row
    return ()


def _forbid(chances: Chances, place: int) -> Chances:
    """The same without the hyphen at `place`."""
    hyphens = chances.hyphens
    return replace(chances, hyphens=(*hyphens[:place], INFINITE, *hyphens[place + 1 :]))


@dataclass(frozen=True, slots=True)
class _Room:
    """What the lines must fit."""

    measure: Length
    first: Length
    manner: Manner
    tolerance: float


@dataclass(slots=True)
class _Ways:
    """The best ways to a place, by the class of the line that ends there."""

    costs: list[float]
    origins: list[int]
    """Where that line starts."""
    carried: tuple[float, float, float, float]
    """By the class of the line that follows: the cost of the best way with it."""


def _search(chances: Chances, room: _Room) -> tuple[float, tuple[int, ...]]:
    """The least demerits and the ends of the lines with them; infinite and empty without a way.

    Longer than other functions: its inner loop runs hundreds of times for each paragraph, so that
    every call in it would be felt.
    """
    ends, starts, hyphens = chances.ends, chances.starts, chances.hyphens
    before, after = chances.spaces_before, chances.spaces_after
    manner, tolerance = room.manner, room.tolerance
    stretch, shrink = manner.stretch, manner.shrink
    line_stretch, line_shrink = manner.line_stretch, manner.line_shrink
    last = len(ends) - 1
    ways = {0: _Ways([INFINITE, 0.0, INFINITE, INFINITE], [0] * 4, (0.0, 0.0, 0.0, 0.0))}
    reached = [0]
    for b in range(1, last + 1):
        end, spaces, hyphen, is_last = ends[b], before[b], hyphens[b], b == last
        while reached:
            a = reached[0]
            widest = (room.measure if a else room.first) + line_shrink + 1e-6
            if end - starts[a] - (spaces - after[a]) * shrink <= widest:
                break
            del reached[0]
        costs = [INFINITE] * 4
        origins = [0] * 4
        for a in reached:
            gap = (room.measure if a else room.first) - end + starts[a]
            if gap < 0:
                give = (spaces - after[a]) * shrink + line_shrink
                ratio = gap / give if give else 0.0
            elif is_last:
                ratio = 0.0
            else:
                give = (spaces - after[a]) * stretch + line_stretch
                ratio = gap / give if give * LOOSEST > gap else LOOSEST if gap > 1e-9 else 0.0
                if ratio > tolerance:
                    break
            demerits = 10 + 100 * abs(ratio) ** 3 + hyphen
            demerits *= demerits
            if hyphen and hyphens[a]:
                demerits += TWO_HYPHENS
            if is_last and a:
                demerits += _judge_last(chances, a, manner, tolerance)
            kind = _TIGHT if ratio < -0.5 else _FAIR if ratio <= 0.5 else _LOOSE
            if ratio > 1:
                kind = _OPEN
            demerits += ways[a].carried[kind]
            if demerits < costs[kind]:
                costs[kind] = demerits
                origins[kind] = a
        if min(costs) < INFINITE:
            ways[b] = _Ways(costs, origins, _carry(*costs))
            reached.append(b)
        elif not reached:
            return INFINITE, ()
    return (min(ways[last].costs), _trace(ways, last)) if last in ways else (INFINITE, ())


def _judge_last(chances: Chances, a: int, manner: Manner, tolerance: float) -> float:
    """The demerits of a last line, starting at `a`, for being short or following a hyphen."""
    width = chances.ends[-1] - chances.starts[a]
    hyphen = chances.hyphens[a]
    demerits = LAST_HYPHEN if hyphen else 0.0
    if width < manner.shortest_last:
        demerits += RUNT
    alone = chances.spaces_before[-1] == chances.spaces_after[a]
    if width < manner.least_last or (hyphen and alone):
        demerits += SCRAP if tolerance > STRICT else INFINITE
    return demerits


def _carry(
    tight: float, fair: float, loose: float, open_: float
) -> tuple[float, float, float, float]:
    """The least cost with a line of each class to follow: classes far apart do not fit."""
    least = min(tight, fair, loose, open_) + MISFIT
    return (
        min(tight, fair, least),
        min(tight, fair, loose, least),
        min(fair, loose, open_, least),
        min(loose, open_, least),
    )


def _trace(ways: dict[int, _Ways], last: int) -> tuple[int, ...]:
    """The ends of the lines on the best way to the place `last`."""
    costs = ways[last].costs
    at, kind = last, costs.index(min(costs))
    places: list[int] = []
    while at:
        places.append(at)
        at = ways[at].origins[kind]
        joined = [_join(cost, other, kind) for other, cost in enumerate(ways[at].costs)]
        kind = joined.index(min(joined))
    return tuple(reversed(places))


def _join(cost: float, kind: int, following: int) -> float:
    """The cost of a line of class `kind` with a line of class `following` after it."""
    return cost + MISFIT if abs(kind - following) > 1 else cost


def break_greedily(
    chances: Chances, measure: Length, first: Length, manner: Manner
) -> tuple[int, ...]:
    """The places that end the lines when each takes as much as it can; never empty."""
    places: list[int] = []
    start = 0
    last = len(chances.ends) - 1
    while start < last:
        room = first if start == 0 else measure
        end = start + 1
        while end < last and _shrunk(chances, start, end + 1, manner) <= room + 1e-6:
            end += 1
        places.append(end)
        start = end
    return tuple(places)


def _shrunk(chances: Chances, a: int, b: int, manner: Manner) -> Length:
    spaces = chances.spaces_before[b] - chances.spaces_after[a]
    return chances.ends[b] - chances.starts[a] - spaces * manner.shrink - manner.line_shrink
