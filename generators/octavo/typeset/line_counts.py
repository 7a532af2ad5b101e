"""The best breaks of a paragraph for each number of lines that it can have.

What `break_lines` judges is judged here alike: the best of all counts is what it finds. Pages are
made of paragraphs that are a line longer or shorter than that where nobody sees it.
"""

from __future__ import annotations

from typing import NamedTuple

from octavo.document.length import Length
from octavo.typeset.breaking import (
    BADNESS,
    INFINITE,
    LINE,
    LOOSEST,
    MISFIT,
    NOTHING,
    SLIP,
    THREE_HYPHENS,
    TWO_HYPHENS,
    Breakpoints,
    Justification,
    classify,
    judge_last,
)


class CountedBreaks(NamedTuple):
    """Breaks that make a certain number of lines."""

    demerits: float
    places: tuple[int, ...]
    """The places that end the lines."""


class _CountState(NamedTuple):
    """What the judgement of the next line depends on."""

    lines: int
    kind: int
    """The class of the last line, from tight to open."""
    hyphens: bool
    """Whether that line and the one before it both end in a hyphen."""


class _CountWay(NamedTuple):
    """The best way to a state."""

    cost: float
    origin: int
    before: _CountState


_NOWHERE = _CountState(0, -1, False)


def break_by_count(
    breakpoints: Breakpoints, measure: Length, first: Length, style: Justification, tolerance: float
) -> dict[int, CountedBreaks]:
    """The best breaks for each number of lines, no line stretched by more than `tolerance`.

    There are never three hyphens in a row, and no last line is but a scrap.
    """
    ends, starts = breakpoints.ends, breakpoints.starts
    before, after = breakpoints.spaces_before, breakpoints.spaces_after
    ways: dict[int, dict[_CountState, _CountWay]] = {0: {_NOWHERE: _CountWay(0.0, 0, _NOWHERE)}}
    reached = [0]
    for b in range(1, len(ends)):
        while reached:
            a = reached[0]
            room = (measure if a else first) + style.line_shrink + SLIP
            if ends[b] - starts[a] - (before[b] - after[a]) * style.shrink <= room:
                break
            del reached[0]
        else:
            return {}
        found: dict[_CountState, _CountWay] = {}
        for a in reached:
            gap = (measure if a else first) - ends[b] + starts[a]
            ratio = _find_ratio(gap, before[b] - after[a], style)
            if b == len(ends) - 1:
                ratio = min(ratio, 0.0)
            if ratio > tolerance:
                break
            _extend(found, ways[a], a, b, ratio, breakpoints, style, tolerance)
        if found:
            ways[b] = found
            reached.append(b)
    return _collect(ways, len(ends) - 1)


def _find_ratio(gap: Length, spaces: int, style: Justification) -> float:
    """How far a line is stretched or shrunk, against what is just bearable."""
    if gap < 0:
        give = spaces * style.shrink + style.line_shrink
        return gap / give if give else 0.0
    give = spaces * style.stretch + style.line_stretch
    return gap / give if give * LOOSEST > gap else LOOSEST if gap > NOTHING else 0.0


def _extend(
    found: dict[_CountState, _CountWay],
    ways: dict[_CountState, _CountWay],
    a: int,
    b: int,
    ratio: float,
    breakpoints: Breakpoints,
    style: Justification,
    tolerance: float,
) -> None:
    """Keep in `found` the ways to `b` with a last line from `a`, where they are the best."""
    hyphen = breakpoints.hyphens[b]
    demerits = (LINE + BADNESS * abs(ratio) ** 3 + breakpoints.penalise(b)) ** 2
    if b == len(breakpoints.ends) - 1 and a:
        demerits += judge_last(breakpoints, a, style, tolerance)
    if demerits == INFINITE:
        return
    kind, two = classify(ratio), bool(hyphen and breakpoints.hyphens[a])
    for state, way in ways.items():
        cost = way.cost + demerits + (TWO_HYPHENS if two else 0.0)
        cost += THREE_HYPHENS if two and state.hyphens else 0.0
        cost += MISFIT if a and abs(state.kind - kind) > 1 else 0.0
        reached = _CountState(state.lines + 1, kind, two)
        known = found.get(reached)
        if cost < THREE_HYPHENS and (known is None or cost < known.cost):
            found[reached] = _CountWay(cost, a, state)


def _collect(ways: dict[int, dict[_CountState, _CountWay]], last: int) -> dict[int, CountedBreaks]:
    """The best way to the last place for each number of lines."""
    best: dict[int, _CountState] = {}
    for state, way in ways.get(last, {}).items():
        known = best.get(state.lines)
        if known is None or way.cost < ways[last][known].cost:
            best[state.lines] = state
    return {
        count: CountedBreaks(ways[last][state].cost, _trace(ways, last, state))
        for count, state in best.items()
    }


def _trace(
    ways: dict[int, dict[_CountState, _CountWay]], at: int, state: _CountState
) -> tuple[int, ...]:
    places: list[int] = []
    while at:
        places.append(at)
        way = ways[at][state]
        at, state = way.origin, way.before
    return tuple(reversed(places))
