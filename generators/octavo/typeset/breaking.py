"""Total-fit line breaking: the breaks that make a whole paragraph best, not each line.

D. E. Knuth and M. F. Plass, "Breaking paragraphs into lines", Software: Practice and Experience 11
(1981). Widths are prefix sums, so that a line's width is one subtraction; starts that have become
too far away are never looked at again.
"""

from __future__ import annotations

from dataclasses import dataclass

from octavo.length import Length

INFINITE = float("inf")
HYPHEN = 30.0
"""Penalty of a line that ends in a hyphen."""
TWO_HYPHENS = 9_000.0
"""Demerits of two such lines in a row."""
MISFIT = 3_000.0
"""Demerits of a tight line beside a loose one."""
RUNT = 12_000.0
"""Demerits of a last line that is too short."""
LAST_HYPHEN = 6_000.0
"""Demerits of a hyphen in the last line but one."""


@dataclass(frozen=True, slots=True)
class Chances:
    """The places where a paragraph may be broken, from its beginning (0) to its end.

    All four have one entry for each place. A line from place `a` to place `b` is as wide as
    `ends[b] - starts[a]` and has `spaces_before[b] - spaces_after[a]` spaces in it.
    """

    ends: tuple[Length, ...]
    """Where a line ends that is broken here."""
    starts: tuple[Length, ...]
    """Where the next one begins."""
    spaces_before: tuple[int, ...]
    spaces_after: tuple[int, ...]
    hyphens: tuple[bool, ...]
    """Whether a hyphen is set."""


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

    `first` is the measure of the first line. No line is stretched by more than `tolerance`.
    """
    ends, starts = chances.ends, chances.starts
    before, after, hyphens = chances.spaces_before, chances.spaces_after, chances.hyphens
    stretch, shrink = manner.stretch, manner.shrink
    last = len(ends) - 1
    best = [INFINITE] * (last + 1)
    best[0] = 0.0
    previous = [0] * (last + 1)
    ratios = [0.0] * (last + 1)
    low = 0
    for b in range(1, last + 1):
        end, spaces_b = ends[b], before[b]
        while low < b:
            room = (first if low == 0 else measure) + manner.line_shrink
            if end - starts[low] - (spaces_b - after[low]) * shrink <= room + 1e-6:
                break
            low += 1
        for a in range(low, b):
            so_far = best[a]
            if so_far == INFINITE:
                continue
            gap = (first if a == 0 else measure) - (end - starts[a])
            spaces = spaces_b - after[a]
            ratio = _fit(gap, spaces, stretch, shrink, manner)
            if b == last and ratio > 0:
                ratio = 0.0
            if ratio > tolerance:
                break
            if ratio < -1.0:
                continue
            demerits = _judge(ratio, ratios[a], hyphens[b], hyphens[a], b == last)
            if b == last and end - starts[a] < manner.shortest_last and a:
                demerits += RUNT
            if so_far + demerits < best[b]:
                best[b], previous[b], ratios[b] = so_far + demerits, a, ratio
    return _trace(previous, last) if best[last] < INFINITE else ()


def _fit(gap: Length, spaces: int, stretch: Length, shrink: Length, manner: Manner) -> float:
    """How far a line is stretched (to 1: bearable) or shrunk (to -1: at most)."""
    give = spaces * stretch + manner.line_stretch if gap >= 0 else spaces * shrink
    if gap < 0:
        give += manner.line_shrink
    if give > 1e-9:
        return gap / give
    if abs(gap) < 1e-6:
        return 0.0
    return INFINITE if gap > 0 else -INFINITE


def _judge(ratio: float, above: float, hyphen: bool, hyphen_above: bool, last: bool) -> float:
    demerits = 10 + 100 * abs(ratio) ** 3 + (HYPHEN if hyphen else 0)
    demerits *= demerits
    if hyphen and hyphen_above:
        demerits += TWO_HYPHENS
    if last and hyphen_above:
        demerits += LAST_HYPHEN
    if abs(ratio - above) > 1:
        demerits += MISFIT
    return demerits


def _trace(previous: list[int], last: int) -> tuple[int, ...]:
    places: list[int] = []
    at = last
    while at:
        places.append(at)
        at = previous[at]
    return tuple(reversed(places))


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
