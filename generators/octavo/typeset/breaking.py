"""Total-fit line breaking: the breaks that make a whole paragraph best, not each line.

D. E. Knuth and M. F. Plass, "Breaking paragraphs into lines", Software: Practice and Experience 11
(1981). Widths are prefix sums, so that a line's width is one subtraction; starts that have become
too far away are never looked at again. Lines fall into four classes from tight to loose; for each
place the best way to it is kept for every class of its last line.
"""

from __future__ import annotations

from dataclasses import dataclass

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

_TIGHT, _FAIR, _LOOSE, _OPEN = range(4)
_CLASSES = (_TIGHT, _FAIR, _LOOSE, _OPEN)


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


def break_lines(
    chances: Chances, measure: Length, first: Length, manner: Manner, tolerance: float
) -> tuple[int, ...]:
    """The places that end the lines, the last place always among them; empty when none will do.

    `first` is the measure of the first line. No line is stretched by more than `tolerance`, and
    none is wider than its measure.
    """
    ends, starts, hyphens = chances.ends, chances.starts, chances.hyphens
    before, after = chances.spaces_before, chances.spaces_after
    stretch, shrink = manner.stretch, manner.shrink
    line_stretch, line_shrink = manner.line_stretch, manner.line_shrink
    last = len(ends) - 1
    ways = _Ways(last + 1)
    carried = ways.carried
    low = 0
    for b in range(1, last + 1):
        end, spaces, hyphen = ends[b], before[b], hyphens[b]
        room = (measure if low else first) + line_shrink + 1e-6
        while low < b and end - starts[low] - (spaces - after[low]) * shrink > room:
            low += 1
            room = measure + line_shrink + 1e-6
        costs = [INFINITE] * 4
        links = [(0, 0)] * 4
        for a in range(low, b):
            costs_so_far = carried[a]
            if costs_so_far is None:
                continue
            gap = (measure if a else first) - (end - starts[a])
            if gap < 0:
                give = (spaces - after[a]) * shrink + line_shrink
                ratio = gap / give if give else 0.0
            elif b == last:
                ratio = 0.0
            else:
                give = (spaces - after[a]) * stretch + line_stretch
                ratio = gap / give if give * LOOSEST > gap else LOOSEST if gap > 1e-9 else 0.0
                if ratio > tolerance:
                    break
            demerits = 10 + 100 * abs(ratio) ** 3 + hyphen
            demerits *= demerits
            if hyphens[a]:
                demerits += TWO_HYPHENS if hyphen else LAST_HYPHEN if b == last else 0.0
            if b == last and a and measure - gap < manner.shortest_last:
                demerits += RUNT
            kind = _OPEN if ratio > 1 else _LOOSE if ratio > 0.5 else _FAIR
            kind = _TIGHT if ratio < -0.5 else kind
            demerits += costs_so_far[kind]
            if demerits < costs[kind]:
                costs[kind] = demerits
                links[kind] = a, ways.origins[a][kind]
        ways.settle(b, costs, links)
    return ways.trace(last)


class _Ways:
    """The best ways to each place, by the class of the line that ends there."""

    def __init__(self, count: int) -> None:
        fair = (0.0, 0.0, 0.0, 0.0)
        self.carried: list[tuple[float, ...] | None] = [fair, *[None] * (count - 1)]
        """By class of the line to come: the demerits on the way; `None` when there is no way."""
        self.origins: list[tuple[int, ...]] = [(_FAIR,) * 4] * count
        """By class of the line to come: the class of the line before."""
        self._links: list[list[tuple[int, int]]] = [[]] * count
        self._costs: list[list[float]] = [[]] * count

    def settle(self, place: int, costs: list[float], links: list[tuple[int, int]]) -> None:
        """Take down what it costs to end a line of each class at `place`."""
        if min(costs) == INFINITE:
            return
        self._links[place], self._costs[place] = links, costs
        carried: list[float] = []
        origins: list[int] = []
        for kind in _CLASSES:
            best = kind
            for other in _CLASSES:
                if _join(costs[other], other, kind) < _join(costs[best], best, kind):
                    best = other
            carried.append(_join(costs[best], best, kind))
            origins.append(best)
        self.carried[place], self.origins[place] = tuple(carried), tuple(origins)

    def trace(self, last: int) -> tuple[int, ...]:
        """The ends of the lines on the best way to the place `last`; empty when there is none."""
        if self.carried[last] is None:
            return ()
        costs = self._costs[last]
        at, kind = last, costs.index(min(costs))
        places: list[int] = []
        while at:
            places.append(at)
            at, kind = self._links[at][kind]
        return tuple(reversed(places))


def _join(cost: float, kind: int, other: int) -> float:
    """The cost of a line of class `kind` with a line of class `other` after it."""
    return cost + MISFIT if abs(kind - other) > 1 else cost


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
