"""What no choice of points can exceed: height is given a price, and whatever is worth it is taken.

With a price on height nothing hangs together but the points of one section, and the best of all
choices, whatever its height, is found in one pass. At any price it bounds what fits; at the price
at which its height is about right it bounds it closely. So most points are ruled out beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate
from operator import add, sub
from typing import TypeAlias

from octavo.briefing.choice.candidates import Candidate, ChoiceRules, Hundredths

FINE = 64
"""Into how many parts the measure is divided, so that prices are whole numbers. It changes no
choice, only how many points are ruled out beforehand: 24 choices among 80 random points take 0.55
s; with 1 part, where prices are coarse, 3.2 s; with 8 parts 1.0 s; from 64 on nothing is gained."""
SHIFT = 28
"""Bits below a gain that hold a height: of equal gains the lower choice is the greater number. They
hold 2.6 million points of height, that of three thousand pages."""
MASK = (1 << SHIFT) - 1
"""The bits that hold a height, all set: what is taken off a gain to leave the height alone."""
NEVER = -(1 << 100)
"""The gain of what may not be: far below any that there is, which is 1.4e17 at most for eighty
points of the greatest weight, and so is a sum of several."""
ROUNDS = 12
"""How many prices are tried at most. It changes no choice: 24 choices among 80 random points take
0.55 s, with 6 rounds 1.1 s, with 3 4.7 s, as so many more points must be looked at; with 24 no
less, since `NEAR` ends it before."""
NEAR = 1.002
"""Near enough: so many times what was met, what is promised need not come nearer. It changes no
choice: the same 24 take 0.55 s; at 1.02 1.6 s and at 1.1 5.0 s, with points that could have been
ruled out; at 1.0 no less."""

ReducedValue: TypeAlias = int
"""What a choice is worth more than its height costs; shifted, with the height taken off."""
ReducedValues: TypeAlias = list[ReducedValue]
"""The greatest by number of points, from none."""


@dataclass(frozen=True, slots=True)
class ReducedCandidate:
    """A candidate as far as it matters here."""

    id: str
    values: tuple[tuple[ReducedValue, ...], ...]
    """What each wording is worth at each share, shifted."""
    heights: tuple[Hundredths, ...]
    required: bool
    opening: Hundredths
    """What it takes more as the first of its section."""


Sections: TypeAlias = "Sequence[Sequence[ReducedCandidate]]"
"""The points of each section, the heaviest first."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The best choice at one price of height."""

    multiplier: int
    sections: tuple[ReducedValues, ...]
    total: ReducedValues
    value: int
    """The measure of the choice, as `worth` counts it."""
    height: Hundredths
    count: int


def reduce(candidate: Candidate, rules: ChoiceRules) -> ReducedCandidate:
    """What matters of `candidate`."""
    shares = (*rules.shares, rules.shares[-1]) if rules.opening else rules.shares
    values = _value(candidate.weight, rules.shorter, shares, len(candidate.heights))
    return ReducedCandidate(
        candidate.id, values, candidate.heights, candidate.required, rules.opening
    )


@lru_cache(1024)
def _value(
    weight: int, shorter: int, shares: tuple[int, ...], wordings: int
) -> tuple[tuple[ReducedValue, ...], ...]:
    worths = [FINE * weight * max(1, 100 - shorter * wording) for wording in range(wordings)]
    return tuple(tuple(share * worth << SHIFT for worth in worths) for share in shares)


def find_multiplier(
    sections: Sections,
    free: Relaxation,
    height: Hundredths,
    most: int,
    rules: ChoiceRules,
) -> tuple[Relaxation, int, Sections]:
    """The choice at the price at which as little as possible is promised; the greatest measure of
    a choice that fits and has the least number of points, as far as one was met, else 0; and the
    points that may be part of such a choice of that measure or more.

    `free` is the choice when height costs nothing.
    """
    high = free
    if high.height <= height:
        return high, high.value if high.count >= rules.least else 0, sections
    found, low_value, low_height = 0, 0, 0
    best = high
    for _ in range(ROUNDS):
        multiplier = FINE * max(0, high.value - low_value) // max(1, high.height - low_height)
        tried = relax(sections, multiplier, most)
        if promise(tried, height) < promise(best, height):
            best = tried
        if tried.height > height:
            if tried.height == high.height:
                break
            high = tried
        else:
            found = max(found, tried.value if tried.count >= rules.least else 0)
            if tried.height == low_height:
                break
            low_value, low_height = tried.value, tried.height
        if found:
            sections = sift(sections, best, height, most, found)
        if promise(best, height) <= FINE * found * NEAR:
            break
    return best, found, sections


def promise(priced: Relaxation, height: Hundredths) -> int:
    """A measure that no choice of `height` exceeds, in fine parts."""
    return FINE * priced.value + priced.multiplier * (height - priced.height)


def sift(
    sections: Sections, priced: Relaxation, height: Hundredths, most: int, least: int
) -> Sections:
    """The points that may be part of a choice that fits and has a measure of `least` or more."""
    needed = _find_need(priced, height, most, least)
    return [
        [
            point
            for point in section
            if point.required or max(_gain_alone(point, priced.multiplier)) >= needed
        ]
        for section in sections
    ]


def list_wordings(
    sections: Sections, priced: Relaxation, height: Hundredths, most: int, least: int
) -> dict[str, tuple[int, ...]]:
    """The same by id, each with the wordings in which it may be part of such a choice."""
    needed = _find_need(priced, height, most, least)
    return {
        point.id: tuple(
            wording
            for wording, gain in enumerate(_gain_alone(point, priced.multiplier))
            if point.required or gain >= needed
        )
        for section in sift(sections, priced, height, most, least)
        for point in section
    }


def _find_need(priced: Relaxation, height: Hundredths, most: int, least: int) -> ReducedValue:
    """What a point must gain alone: at most `most - 1` others go with it, and they are worth no
    less without it, so that they gain no more than the best of all."""
    floor = FINE * least - priced.multiplier * height
    return (floor << SHIFT) - MASK - _no_fewer(priced.total, most)[most - 1]


def _gain_alone(point: ReducedCandidate, multiplier: int) -> ReducedValues:
    """What a point adds at most, in each wording: the first of its section, when another pays what
    that costs."""
    factor = (multiplier << SHIFT) + 1
    return [*map(sub, point.values[0], [factor * height for height in point.heights])]


def relax(sections: Sections, multiplier: int, most: int) -> Relaxation:
    """The best choice at `multiplier`, for fine parts of the measure, of a hundredth of height."""
    gains = tuple([_choose_in(section, multiplier, most) for section in sections])
    total: ReducedValues = [0]
    for section in gains:
        total = merge(total, section, most)
    gain = max(total)
    height = -gain & MASK
    value = ((gain + height >> SHIFT) + multiplier * height) // FINE
    return Relaxation(multiplier, gains, total, value, height, total.index(gain))


def _choose_in(section: Sequence[ReducedCandidate], multiplier: int, most: int) -> ReducedValues:
    """The gains of one section, whose points come with the heaviest first."""
    best: ReducedValues = [0]
    for point in section:
        grown = [NEVER, *map(add, best, _gain(point, multiplier, len(best)))]
        kept = [NEVER] * len(best) if point.required else best
        best = [*map(max, kept, grown), grown[-1]][: most + 1]
    return best


def _gain(point: ReducedCandidate, multiplier: int, ranks: int) -> ReducedValues:
    """What a point adds in each rank, in the wording that is best there."""
    factor = (multiplier << SHIFT) + 1
    costs = [factor * height for height in point.heights]
    different = [max(map(sub, values, costs)) for values in point.values[:ranks]]
    if point.opening:
        different[:1] = [gain - factor * point.opening for gain in different[:1]]
    return different + different[-1:] * (ranks - len(different))


def find_upper_bounds(sections: Sequence[ReducedValues], most: int) -> list[ReducedValues]:
    """Before each section, and after the last, the most that up to so many points still bring."""
    found = [*accumulate(reversed(sections), partial(merge, most=most), initial=[0])]
    return [_no_fewer(gains, most) for gains in reversed(found)]


def _no_fewer(gains: ReducedValues, most: int) -> ReducedValues:
    """The greatest gain of up to so many points."""
    return [*accumulate(gains + [NEVER] * (most + 1 - len(gains)), max)]


def measure_gain(gain: ReducedValue) -> int:
    """The gain in fine parts, without what is below it."""
    return gain + MASK >> SHIFT


def merge(one: ReducedValues, other: ReducedValues, most: int) -> ReducedValues:
    """The gains of two parts together."""
    if len(other) > len(one):
        one, other = other, one
    size = min(most + 1, len(one) + len(other) - 1)
    merged = [gain + other[0] for gain in one[:size]] + [NEVER] * (size - len(one))
    for at, more in enumerate(other[1:size], 1):
        shifted = [more + gain for gain in one[: size - at]]
        merged[at : at + len(shifted)] = map(max, merged[at:], shifted)
    return merged
