"""Which points go on the page, and in which wording: an exact choice, proved against brute force.

The measure of a choice. A point is worth its weight, a little less for each step to a shorter
wording. The second point of a section counts for a share of its worth only, the third for a smaller
share, and so on, counted from the heaviest point of the section: that is how a page comes to cover
the whole publication. Among choices of the same measure the lower one wins, then the one with the
smallest ids.

The method. A price on height (`bounds`) rules out most points beforehand. The others are taken
section by section, in each the heaviest first, and every number of points so far (on the page, and
of the section) keeps its Pareto front of height against measure; what cannot come up to a choice
already met is dropped on the way. Heights are whole hundredths of a point, measures whole numbers,
so nothing is rounded and nothing is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from octavo.briefing.choice.bounds import (
    FINE,
    ReducedValues,
    find_multiplier,
    find_upper_bounds,
    list_wordings,
    measure_gain,
    reduce,
    relax,
)
from octavo.briefing.choice.candidates import Candidate, ChoiceRules, Hundredths


@dataclass(frozen=True, slots=True)
class Chosen:
    """A point on the page."""

    id: str
    wording: int
    """0 for the author's full wording, 1 for the first shorter one …"""
    height: Hundredths
    weight: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A point that is not on the page."""

    id: str
    weight: int
    height: Hundredths
    """Of its lowest wording."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What more height would buy."""

    height: Hundredths
    """How much more there would be."""
    value: int
    """By how much the measure would grow; 0 when it would buy nothing."""
    added: tuple[str, ...] = ()
    """Ids of points that would come in."""
    dropped: tuple[str, ...] = ()
    """Ids of points that would go for them."""
    lengthened: tuple[str, ...] = ()
    """Ids of points that would be said at greater length."""
    shortened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """The best choice."""

    chosen: tuple[Chosen, ...]
    """In the order of the candidates."""
    left_out: tuple[LeftOut, ...]
    """In the order of the candidates."""
    height: Hundredths
    """Of all that is chosen."""
    value: int
    """The measure: weights in ten-thousandths."""
    most: int
    """The measure of the best choice, if height did not matter."""


State: TypeAlias = tuple[Hundredths, int, int]
"""Height; measure, negative; and the number that names the choice, negative: so that the natural
order of states puts the lower, the better, the one with the smaller ids first."""
Fronts: TypeAlias = dict[tuple[int, int], list[State]]
"""States by how many points they have, on the page and of the section at hand."""


def least_height(candidates: Iterable[Candidate], opening: Hundredths = 0) -> Hundredths:
    """The height that the required points take in their lowest wordings."""
    required = [candidate for candidate in candidates if candidate.required]
    sections = {candidate.section for candidate in required}
    return sum(min(candidate.heights) for candidate in required) + opening * len(sections)


def choose(
    candidates: tuple[Candidate, ...],
    height: Hundredths,
    rules: ChoiceRules,
    floors: tuple[Hundredths, ...] = (),
) -> Selection:
    """The best choice that is no higher than `height`.

    `floors` gives for each number of points, from 0, the height from which a page counts as full;
    a full page then goes before a better one.

    Raises `ValueError` when the required points do not fit, or an id stands twice.
    """
    if least_height(candidates, rules.opening) > height:
        raise ValueError("the required points do not fit")
    if len({candidate.id for candidate in candidates}) < len(candidates):
        raise ValueError("a point stands twice")
    sections = _sections(candidates)
    task = _make_task(sections, height, rules, bool(floors))
    places = _places(candidates)
    fronts: Fronts = {(0, 0): [(0, 0, 0)]}
    for section, upper_bounds in zip(sections, task.upper_bounds[1:], strict=True):
        offered = [candidate for candidate in section if candidate.id in task.wordings]
        for candidate in offered:
            fronts = _offer(fronts, candidate, places[candidate.id], task)
            fronts = {counts: _prune(states, task) for counts, states in fronts.items()}
        if offered:
            fronts = _close(fronts, upper_bounds, task)
    return _decode(_best(fronts, rules.least, floors), candidates, places, task.best)


def next_gain(
    candidates: tuple[Candidate, ...], height: Hundredths, rules: ChoiceRules, more: Hundredths
) -> Gain:
    """What `more` height on top of `height` would buy."""
    now = choose(candidates, height, rules)
    then = choose(candidates, height + more, rules)
    before = {chosen.id: chosen.wording for chosen in now.chosen}
    after = {chosen.id: chosen.wording for chosen in then.chosen}
    both = [id for id in after if id in before]
    return Gain(
        more,
        then.value - now.value,
        tuple(id for id in after if id not in before),
        tuple(id for id in before if id not in after),
        tuple(id for id in both if after[id] < before[id]),
        tuple(id for id in both if after[id] > before[id]),
    )


def _count_most(candidates: Iterable[Candidate], rules: ChoiceRules) -> int:
    return max(rules.most, sum(1 for candidate in candidates if candidate.required))


def worth(candidate: Candidate, wording: int, rank: int, rules: ChoiceRules) -> int:
    """What `candidate` adds to the measure as the section's point number `rank`, from 0."""
    share = rules.shares[min(rank, len(rules.shares) - 1)]
    return candidate.weight * max(1, 100 - rules.shorter * wording) * share


def _places(candidates: tuple[Candidate, ...]) -> dict[str, int]:
    """What one step of each point's wording adds to the number that names a choice.

    Read as a number in base `base`, the smallest id has the highest digit; 0 stands for left out,
    and the longer a wording the larger its digit.
    """
    base = 1 + max((len(candidate.heights) for candidate in candidates), default=0)
    ids = sorted((candidate.id for candidate in candidates), reverse=True)
    return {id: base**place for place, id in enumerate(ids)}


def _sections(candidates: tuple[Candidate, ...]) -> list[list[Candidate]]:
    """The candidates of each section, the heaviest first."""
    sections: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        sections[candidate.section].append(candidate)
    return [sorted(section, key=lambda c: (-c.weight, c.id)) for section in sections.values()]


@dataclass(frozen=True, slots=True)
class _Task:
    """What holds while points are chosen."""

    height: Hundredths
    most: int
    rules: ChoiceRules
    every: bool
    """Whether the best of each height is wanted, not only what no lower one betters."""
    best: int
    """The measure of the best choice, if height did not matter."""
    wordings: dict[str, tuple[int, ...]]
    """Of each candidate that may be part of the best choice, those that may."""
    upper_bounds: list[ReducedValues]
    """Before each section and after the last, the most that so many points may still gain."""
    multiplier: int
    """Of a hundredth of height, in fine parts of the measure."""
    floor: int
    """A gain, of fine parts over the price of height, that the best choice has."""
    counts: int
    """From how many points on it no longer matters how many there are."""
    ranks: int
    """From how many points of a section on it no longer matters how many there are."""


def _make_task(
    sections: list[list[Candidate]], height: Hundredths, rules: ChoiceRules, every: bool
) -> _Task:
    """The task, with the points ruled out that cannot be part of the best choice."""
    points = [[reduce(candidate, rules) for candidate in section] for section in sections]
    most = _count_most((candidate for section in sections for candidate in section), rules)
    free = relax(points, 0, most)
    counts = most if every or most < sum(map(len, sections)) else min(most, rules.least)
    numbers = counts, max(1, len(rules.shares) - 1)
    if every:
        wordings = {point.id: tuple(range(len(point.heights))) for s in points for point in s}
        upper_bounds = [list[int]()] * (len(points) + 1)
        return _Task(height, most, rules, True, free.value, wordings, upper_bounds, 0, 0, *numbers)
    priced, found, left = find_multiplier(points, free, height, most, rules)
    wordings = list_wordings(left, priced, height, most, found)
    upper_bounds = find_upper_bounds(priced.sections, most)
    bounds = priced.multiplier, FINE * found - priced.multiplier * height
    return _Task(height, most, rules, False, free.value, wordings, upper_bounds, *bounds, *numbers)


def _offer(fronts: Fronts, candidate: Candidate, place: int, task: _Task) -> Fronts:
    """The states after `candidate` was taken in each of the wordings that may be, or left out."""
    grown: defaultdict[tuple[int, int], list[State]] = defaultdict(list)
    by_rank = {rank: _list_steps(candidate, rank, place, task) for _, rank in fronts}
    for (count, rank), states in fronts.items():
        if not candidate.required:
            grown[count, rank] += states
        if count == task.most:
            continue
        taken = grown[min(count + 1, task.counts), min(rank + 1, task.ranks)]
        for added, value, order_key in by_rank[rank]:
            room = task.height - added
            taken += [(h + added, v - value, k - order_key) for h, v, k in states if h <= room]
    return grown


def _list_steps(candidate: Candidate, rank: int, place: int, task: _Task) -> list[State]:
    """What each wording that may be adds to a state as the section's point number `rank`."""
    opening, size = 0 if rank else task.rules.opening, len(candidate.heights)
    return [
        (
            candidate.heights[wording] + opening,
            worth(candidate, wording, rank, task.rules),
            (size - wording) * place,
        )
        for wording in task.wordings[candidate.id]
    ]


def _close(fronts: Fronts, upper_bounds: ReducedValues, task: _Task) -> Fronts:
    """The fronts at the end of a section, where its number of points no longer matters, without
    the states that cannot become the best any more."""
    closed: defaultdict[tuple[int, int], list[State]] = defaultdict(list)
    for (count, _), states in fronts.items():
        if not task.every:
            floor = task.floor - measure_gain(upper_bounds[task.most - count])
            states = [s for s in states if -FINE * s[1] - task.multiplier * s[0] >= floor]
        closed[count, 0] += states
    return {counts: _prune(states, task) for counts, states in closed.items()}


def _prune(states: list[State], task: _Task) -> list[State]:
    """The states that no other is better than; if every height is wanted, the best of each."""
    if len(states) < 2:
        return states
    kept: list[State] = []
    best, last = 1, -1
    for state in sorted(states):
        if state[1] < best or (task.every and state[0] != last):
            kept.append(state)
            best, last = min(best, state[1]), state[0]
    return kept


def _best(fronts: Fronts, least: int, floors: tuple[Hundredths, ...]) -> State:
    """The best state of all."""

    def order(found: tuple[int, State]) -> tuple[int, bool, int, Hundredths, int]:
        count, (height, value, key) = found
        full = count < len(floors) and height >= floors[count]
        return (-min(count, least), not full, value, height, key)

    found = ((c, state) for (c, _), states in fronts.items() for state in states)
    return min(found, key=order)[1]


def _decode(
    state: State, candidates: tuple[Candidate, ...], places: dict[str, int], most: int
) -> Selection:
    """The choice that a state's number names."""
    height, value, key = state
    base = 1 + max((len(candidate.heights) for candidate in candidates), default=0)
    chosen: list[Chosen] = []
    left_out: list[LeftOut] = []
    for candidate in candidates:
        order_key = -key // places[candidate.id] % base
        if order_key:
            wording = len(candidate.heights) - order_key
            taken = candidate.heights[wording]
            chosen.append(Chosen(candidate.id, wording, taken, candidate.weight))
        else:
            lowest = min(candidate.heights)
            left_out.append(LeftOut(candidate.id, candidate.weight, lowest))
    return Selection(tuple(chosen), tuple(left_out), height, -value, most)
