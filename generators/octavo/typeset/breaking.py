"""Total-fit line breaking: the breaks that make a whole paragraph best, not each line.

D. E. Knuth and M. F. Plass, "Breaking paragraphs into lines", Software: Practice and Experience 11
(1981). Widths are prefix sums, so that a line's width is one subtraction; starts that have become
too far away are never looked at again. Lines fall into four classes from tight to loose; for each
place the best way to it is kept for every class of its last line.

The reasons below count lines of the proceedings: of 375 on A5, 44 end in a hyphen, 16 are loose
(their spaces are over 1.4 times as wide as they are drawn) and 29 tight (below 0.8). Of 878 in two
columns there, called narrow, 169 end in a hyphen and 360 are loose. `tests/bench/reasons.py` counts
them with any other value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from octavo.document.length import Length

INFINITE = float("inf")
SLIP, NOTHING = 1e-6, 1e-9
"""Points by which a line may be too wide, and by which it is not too short: what sums of a hundred
widths are off by is 1e-11 or so, and what is written to a file is rounded to 1e-2. With 0 a line
that just fits would break or not by the order of adding."""
LOOSEST = 60.0
"""Stretch of a line that cannot be stretched, as a ratio: bad, but better than none. It must lie
above every tolerance that is tried but the last, and its demerits (5e14) below `THREE_HYPHENS`:
with 6,000 three hyphens would go before one long word. At half and at the double no line
changes."""
LINE = 10
"""Badness of any line, whatever its spaces: a paragraph of fewer lines is the better one. TeX's. At
nothing and at the double no line changes on A5, since few paragraphs can do with a line less."""
BADNESS = 100
"""Of a line that is stretched or shrunk just as far as is bearable; it grows with the cube. TeX's.
At half 40 lines end in a hyphen and 18 are loose; at the double 49 and 16, and seven paragraphs
have a hyphen before their last line instead of three."""
HYPHEN = 50.0
"""Penalty of a line that ends in a hyphen: TeX's. Without it 62 lines do, three of them in a row,
and eight times three in narrow columns. At half 45, at the double 39, four times it 34, with 18
loose lines."""
LEANS = 200.0
"""Penalty of a line that ends with a number whose noun is on the next: as many demerits as those of
a last line that is too short. At 50 hardly a line changes, at 800 others become loose."""
LEANS_IN_TITLE = 2000.0
"""The same of a line of a title that ends with an article: as much as that of a line that lacks two
fifths of the measure, which in a title is seen less than an article that hangs alone."""
TWO_HYPHENS = 16_000.0
"""Demerits of two such lines in a row: those of one line that is stretched a twentieth further than
is bearable, which people would rather see. TeX has 10,000. Without them there are three such pairs,
as it is two, at half as well, at the double one."""
MISFIT = 4_000.0
"""Demerits of a tight line beside a loose one. TeX has 10,000. Without them 31 lines are unlike the
one above, at half 29, as it is 27, at the double 25. With ten times as many 20 are, but 49 end in a
hyphen, and six paragraphs have one before their last line instead of three."""
RUNT = 40_000.0
"""Demerits of a last line that is too short: a line stretched a quarter further than is bearable is
rather seen. Without them eight paragraphs end in one, at half five, as it is four. At the double no
line changes: there is no other break for these."""
LAST_HYPHEN = 15_000.0
"""Demerits of a hyphen in the last line but one, which leaves part of a word alone or nearly so.
TeX has 5,000. Without them nine paragraphs have one, at half four, as it is three; at the double
two, for one short last line more."""
SCRAP = 1_000_000.0
"""Demerits of a last line that is only the end of a word, or hardly longer than a syllable: more
than those of a line stretched twice as far as is bearable. It counts above `STRICT` only. Without
it, and at half, two more paragraphs of narrow columns have a hyphen before their last line; at the
double no line changes."""
THREE_HYPHENS = 1e16
"""Demerits of three such lines in a row: more than of anything else. With a million, narrow
columns have seven of them. Much more would swallow the demerits of other lines: a sum has
sixteen digits."""
STRICT = 2.0
"""Up to this tolerance there are never three hyphens in a row, and no scraps: there is nearly
always another break then. At 1 narrow columns have two threes; at 4 two hyphens less, and six more
lines whose spaces are twice as wide as they are drawn."""

_TIGHT, _FAIR, _LOOSE, _OPEN = range(4)


@dataclass(frozen=True, slots=True)
class Breakpoints:
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
    leaning: tuple[float, ...] = ()
    """The penalty of a word that belongs to the next; all 0 when left out."""

    def penalise(self, place: int) -> float:
        """The penalty of a line that ends at a place."""
        return self.hyphens[place] + (self.leaning[place] if self.leaning else 0.0)


@dataclass(frozen=True, slots=True)
class Justification:
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
    breakpoints: Breakpoints, measure: Length, first: Length, style: Justification, tolerance: float
) -> tuple[int, ...]:
    """The places that end the lines, the last place always among them; empty when none will do.

    `first` is the measure of the first line, no larger than `measure`. No line is wider than its
    measure, and none is stretched by more than `tolerance`. Three hyphens in a row and a last line
    that is but a scrap will not do, unless `tolerance` is above `STRICT` and there is nothing else.
    """
    ends, starts = breakpoints.ends, breakpoints.starts
    before, after = breakpoints.spaces_before, breakpoints.spaces_after
    shrink, line_shrink = style.shrink, style.line_shrink + SLIP
    three_hyphens = THREE_HYPHENS if tolerance > STRICT else INFINITE
    terms = _BreakRules(breakpoints, measure, first, style, tolerance, three_hyphens)
    ways = {0: _start(three_hyphens)}
    reached = [0]
    for b in range(1, len(ends)):
        end, spaces = ends[b], before[b]
        while reached:
            a = reached[0]
            room = (measure if a else first) + line_shrink
            if end - starts[a] - (spaces - after[a]) * shrink <= room:
                break
            del reached[0]
        else:
            return ()
        way = _arrive(b, reached, ways, terms)
        if way is not None:
            ways[b] = way
            reached.append(b)
    return _trace(ways, breakpoints.hyphens, three_hyphens) if len(ends) - 1 in ways else ()


class _BreakRules(NamedTuple):
    """What the lines must meet."""

    breakpoints: Breakpoints
    measure: Length
    first: Length
    justification: Justification
    tolerance: float
    three_hyphens: float


def _arrive(
    b: int, reached: list[int], ways: dict[int, _BestBreaks], terms: _BreakRules
) -> _BestBreaks | None:
    """The best ways to `b` with a last line from one of the places `reached`; `None` without any.

    Longer than other functions: it looks at hundreds of lines for each paragraph, and a call for
    each of them would be felt.
    """
    breakpoints, measure, first, style, tolerance, three_hyphens = terms
    starts, after, hyphens = breakpoints.starts, breakpoints.spaces_after, breakpoints.hyphens
    end, spaces, hyphen = breakpoints.ends[b], breakpoints.spaces_before[b], hyphens[b]
    penalty = breakpoints.penalise(b)
    is_last = b == len(starts) - 1
    found: _BestBreaks | None = None
    for a in reached:
        gap = (measure if a else first) - end + starts[a]
        if gap < 0:
            give = (spaces - after[a]) * style.shrink + style.line_shrink
            ratio = gap / give if give else 0.0
        else:
            give = (spaces - after[a]) * style.stretch + style.line_stretch
            ratio = gap / give if give * LOOSEST > gap else LOOSEST if gap > NOTHING else 0.0
        if is_last and ratio > 0:
            ratio = 0.0
        if ratio > tolerance:
            break
        demerits = LINE + BADNESS * abs(ratio) ** 3 + penalty
        demerits *= demerits
        if is_last and a:
            demerits += judge_last(breakpoints, a, style, tolerance)
        kind = _TIGHT if ratio < -0.5 else _FAIR if ratio <= 0.5 else _LOOSE
        kind = _OPEN if ratio > 1 else kind
        way = ways[a]
        if hyphen and hyphens[a]:
            demerits += TWO_HYPHENS + way.carried_to_hyphen[kind]
            kind += 4
        else:
            demerits += way.carried[kind]
        if found is None:
            found = _BestBreaks([INFINITE] * 8, [0] * 8)
        if demerits < found.costs[kind]:
            found.costs[kind] = demerits
            found.origins[kind] = a
    if found is None or min(found.costs) == INFINITE:
        return None
    found.carry(three_hyphens)
    return found


class _BestBreaks:
    """The best ways to a place, in eight states: by the class of the line that ends there, first
    for lines that end in no hyphen or in the first of a row, then for those in a later one."""

    __slots__ = ("carried", "carried_to_hyphen", "costs", "origins")

    def __init__(self, costs: list[float], origins: list[int]) -> None:
        self.costs = costs
        self.origins = origins
        """Where that line starts."""
        self.carried = (INFINITE,) * 4
        """By the class of the line that follows: the cost of the best way with it."""
        self.carried_to_hyphen = self.carried
        """The same, when that line ends in a hyphen and so does the one before."""

    def carry(self, three_hyphens: float) -> None:
        """Work out what the ways cost with a line to follow."""
        costs = self.costs
        firsts = self.carried = self.carried_to_hyphen = _carry(*costs[:4])
        if min(costs[4:]) < INFINITE:
            laters = _carry(*costs[4:])
            self.carried = _cheaper(firsts, laters, 0.0)
            self.carried_to_hyphen = _cheaper(firsts, laters, three_hyphens)


Four: TypeAlias = tuple[float, float, float, float]


def _start(three_hyphens: float) -> _BestBreaks:
    """The way to the beginning: any class of line may follow it."""
    way = _BestBreaks([INFINITE] * 8, [0] * 8)
    way.costs[:4] = [0.0] * 4
    way.carry(three_hyphens)
    return way


def _cheaper(one: Four, other: Four, more: float) -> Four:
    """The smaller of each two, the latter raised by `more`."""
    a, b, c, d = one
    e, f, g, h = other
    return min(a, e + more), min(b, f + more), min(c, g + more), min(d, h + more)


def classify(ratio: float) -> int:
    """The class of a line that is stretched or shrunk so far, from tight to open."""
    if ratio > 1:
        return _OPEN
    return _TIGHT if ratio < -0.5 else _FAIR if ratio <= 0.5 else _LOOSE


def judge_last(breakpoints: Breakpoints, a: int, style: Justification, tolerance: float) -> float:
    """The demerits of a last line, starting at `a`, for being short or following a hyphen."""
    width = breakpoints.ends[-1] - breakpoints.starts[a]
    hyphen = breakpoints.hyphens[a]
    demerits = LAST_HYPHEN if hyphen else 0.0
    if width < style.shortest_last:
        demerits += RUNT
    alone = breakpoints.spaces_before[-1] == breakpoints.spaces_after[a]
    if width < style.least_last or (hyphen and alone):
        demerits += SCRAP if tolerance > STRICT else INFINITE
    return demerits


def _carry(tight: float, fair: float, loose: float, open_: float) -> Four:
    """The least cost with a line of each class to follow: classes far apart do not fit."""
    least = min(tight, fair, loose, open_) + MISFIT
    return (
        min(tight, fair, least),
        min(tight, fair, loose, least),
        min(fair, loose, open_, least),
        min(loose, open_, least),
    )


def _trace(
    ways: dict[int, _BestBreaks], hyphens: tuple[float, ...], three_hyphens: float
) -> tuple[int, ...]:
    """The ends of the lines on the best way to the last place."""
    at = len(hyphens) - 1
    state = _find_least(ways[at].costs)
    places: list[int] = []
    while at:
        places.append(at)
        hyphen = bool(hyphens[at])
        at = ways[at].origins[state]
        more = three_hyphens if hyphen and hyphens[at] else 0.0
        state = _find_least(
            [
                cost + (MISFIT if abs(own % 4 - state % 4) > 1 else 0.0) + (more if own > 3 else 0)
                for own, cost in enumerate(ways[at].costs)
            ]
        )
    return tuple(reversed(places))


def _find_least(costs: list[float]) -> int:
    return costs.index(min(costs))


def break_greedily(
    breakpoints: Breakpoints, measure: Length, first: Length, style: Justification
) -> tuple[int, ...]:
    """The places that end the lines when each takes as much as it can; never empty."""
    places: list[int] = []
    start = 0
    last = len(breakpoints.ends) - 1
    while start < last:
        room = first if start == 0 else measure
        end = start + 1
        while end < last and _shrunk(breakpoints, start, end + 1, style) <= room + SLIP:
            end += 1
        places.append(end)
        start = end
    return tuple(places)


def _shrunk(breakpoints: Breakpoints, a: int, b: int, style: Justification) -> Length:
    spaces = breakpoints.spaces_before[b] - breakpoints.spaces_after[a]
    return breakpoints.ends[b] - breakpoints.starts[a] - spaces * style.shrink - style.line_shrink
