"""Which points go on the page, and in which wording: an exact choice, proved against brute force.

The measure of a choice. A point is worth its weight, a little less for each step to a shorter
wording. The second point of a section counts for a share of its worth only, the third for a smaller
share, and so on, counted from the heaviest point of the section: that is how a page comes to cover
the whole publication. Among choices of the same measure the lower one wins, then the one with the
smallest ids.

The method. Points are taken section by section, in each the heaviest first, and every number of
points so far (on the page, and of the section) keeps its Pareto front of height against measure;
what cannot come up to a choice found by simple means is dropped on the way. Heights are whole
hundredths of a point, measures whole numbers, so nothing is rounded and nothing is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

Hundredths: TypeAlias = int
"""A height in hundredths of a point."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point that may go on the page."""

    id: str
    section: str
    weight: int
    """1 to 10, for the audience of the page."""
    heights: tuple[Hundredths, ...]
    """Of each wording, the longest first, with the space that stands above it."""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """What makes one choice better than another."""

    least: int = 3
    """How many points come before everything else, as far as they fit."""
    most: int = 7
    """How many points a page has at most; required ones come on top."""
    shares: tuple[int, ...] = (100, 80, 65, 50)
    """Per cent that the first, second … point of one section counts; the last goes for all later
    ones."""
    shorter: int = 8
    """Per cent of its weight that a point loses with each shorter wording."""


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


State: TypeAlias = tuple[Hundredths, int, int]
"""Height; measure, negative; and the number that names the choice, negative: so that the natural
order of states puts the lower, the better, the one with the smaller ids first."""
Fronts: TypeAlias = dict[tuple[int, int], list[State]]
"""States by how many points they have, on the page and of the section at hand."""


def least_height(candidates: Iterable[Candidate]) -> Hundredths:
    """The height that the required points take in their lowest wordings."""
    return sum(min(candidate.heights) for candidate in candidates if candidate.required)


def choose(
    candidates: tuple[Candidate, ...],
    height: Hundredths,
    rules: Rules,
    floors: tuple[Hundredths, ...] = (),
) -> Selection:
    """The best choice that is no higher than `height`.

    `floors` gives for each number of points, from 0, the height from which a page counts as full;
    a full page then goes before a better one.

    Raises `ValueError` when the required points do not fit, or an id stands twice.
    """
    if least_height(candidates) > height:
        raise ValueError("the required points do not fit")
    if len({candidate.id for candidate in candidates}) < len(candidates):
        raise ValueError("a point stands twice")
    most = max(rules.most, sum(candidate.required for candidate in candidates))
    task = _Task(height, most, rules, bool(floors))
    places = _places(candidates)
    sections = _sections(candidates)
    simple = 0 if floors else choose_simply(sections, task)
    sections = _narrow_down(sections, task, simple)
    sections.sort(key=lambda section: -sum(c.weight**3 for c in section))  # bounds sink sooner
    bounds = _bound(sections, task)
    fronts: Fronts = {(0, 0): [(0, 0, 0)]}
    for section in sections:
        for candidate in section:
            hopes = next(bounds)
            fronts = _offer(fronts, candidate, places[candidate.id], task)
            fronts = {
                counts: _prune(states, task.every, hopes[most - counts[0]] - simple)
                for counts, states in fronts.items()
            }
        fronts = _close(fronts, task.every)
    return _decode(_best(fronts, rules.least, floors), candidates, places)


def next_gain(
    candidates: tuple[Candidate, ...], height: Hundredths, rules: Rules, more: Hundredths
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


def bound(candidates: tuple[Candidate, ...], rules: Rules) -> int:
    """A measure that no choice can exceed, whatever the height."""
    most = max(rules.most, sum(candidate.required for candidate in candidates))
    ranked = (
        worth(candidate, 0, rank, rules)
        for section in _sections(candidates)
        for rank, candidate in enumerate(section)
    )
    return sum(sorted(ranked, reverse=True)[:most])


def worth(candidate: Candidate, wording: int, rank: int, rules: Rules) -> int:
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
    rules: Rules
    every: bool
    """Whether the best of each height is wanted, not only what no lower one betters."""


def choose_simply(sections: list[list[Candidate]], task: _Task) -> int:
    """The measure of a good choice, made without looking back; 0 when that shows too few points.

    Points are taken in turn as long as they fit: the heaviest first or those that give most for
    their height, in their longest wording that fits or their lowest one. The best of these counts.
    """
    offered = [candidate for section in sections for candidate in section]
    heaviest = sorted(offered, key=lambda c: (not c.required, -c.weight, min(c.heights)))
    densest = sorted(offered, key=lambda c: (not c.required, min(c.heights) / c.weight))
    return max(
        _add_up(sections, _take(order, task, lowest), task)
        for order in (heaviest, densest)
        for lowest in (False, True)
    )


def _take(order: list[Candidate], task: _Task, lowest: bool) -> dict[str, int]:
    """The wordings of those that fit, by id."""
    room = task.height - least_height(order)
    taken: dict[str, int] = {}
    for candidate in order:
        free = room + (min(candidate.heights) if candidate.required else 0)
        fitting = [at for at, height in enumerate(candidate.heights) if height <= free]
        if fitting and len(taken) < task.most:
            wording = min(fitting, key=candidate.heights.__getitem__) if lowest else fitting[0]
            taken[candidate.id] = wording
            room = free - candidate.heights[wording]
    return taken


def _add_up(sections: list[list[Candidate]], taken: dict[str, int], task: _Task) -> int:
    """The measure of a choice; 0 when it has fewer points than should come before all else."""
    if len(taken) < task.rules.least:
        return 0
    chosen = [[c for c in section if c.id in taken] for section in sections]
    return sum(
        worth(candidate, taken[candidate.id], rank, task.rules)
        for section in chosen
        for rank, candidate in enumerate(section)
    )


def _narrow_down(
    sections: list[list[Candidate]], task: _Task, simple: int
) -> list[list[Candidate]]:
    """The candidates that may be part of a choice as good as the simple one."""
    if not simple:
        return sections
    best = sorted(
        (worth(c, 0, rank, task.rules) for s in sections for rank, c in enumerate(s)), reverse=True
    )
    others = sum(best[: task.most - 1])
    return [
        [c for c in section if c.required or worth(c, 0, 0, task.rules) + others >= simple]
        for section in sections
    ]


def _bound(sections: list[list[Candidate]], task: _Task) -> Iterator[tuple[int, ...]]:
    """After each candidate, the most that so many more points could add, by their number."""
    found: list[tuple[int, ...]] = []
    best: list[int] = []
    for section in reversed(sections):
        for at in range(len(section), 0, -1):
            rest = [worth(c, 0, rank, task.rules) for rank, c in enumerate(section[at:])]
            sums = accumulate(sorted([*best, *rest], reverse=True)[: task.most], initial=0)
            hopes = tuple(sums)
            found.append(hopes + hopes[-1:] * (task.most + 1 - len(hopes)))
        full = [worth(c, 0, rank, task.rules) for rank, c in enumerate(section)]
        best = sorted([*best, *full], reverse=True)[: task.most]
    return reversed(found)


def _offer(fronts: Fronts, candidate: Candidate, place: int, task: _Task) -> Fronts:
    """The states after `candidate` was taken in each of its wordings, or left out."""
    grown: defaultdict[tuple[int, int], list[State]] = defaultdict(list)
    size = len(candidate.heights)
    for (count, rank), states in fronts.items():
        if not candidate.required:
            grown[count, rank] += states
        if count == task.most:
            continue
        for wording, added in enumerate(candidate.heights):
            value, digit = worth(candidate, wording, rank, task.rules), (size - wording) * place
            room = task.height - added
            grown[count + 1, rank + 1] += [
                (h + added, v - value, k - digit) for h, v, k in states if h <= room
            ]
    return grown


def _close(fronts: Fronts, every: bool) -> Fronts:
    """The fronts at the end of a section, where its number of points no longer matters."""
    closed: defaultdict[tuple[int, int], list[State]] = defaultdict(list)
    for (count, _), states in fronts.items():
        closed[count, 0] += states
    return {counts: _prune(states, every, 0) for counts, states in closed.items()}


def _prune(states: list[State], every: bool, most: int) -> list[State]:
    """The states that no other is better than; with `every`, the best of each height.

    A state whose measure, negative, is more than `most` cannot become the best any more.
    """
    kept: list[State] = []
    best, last = 1, -1
    for state in sorted(states):
        if state[1] > most:
            continue
        if state[1] < best or (every and state[0] != last):
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


def _decode(state: State, candidates: tuple[Candidate, ...], places: dict[str, int]) -> Selection:
    """The choice that a state's number names."""
    height, value, key = state
    base = 1 + max((len(candidate.heights) for candidate in candidates), default=0)
    chosen: list[Chosen] = []
    left_out: list[LeftOut] = []
    for candidate in candidates:
        digit = -key // places[candidate.id] % base
        if digit:
            wording = len(candidate.heights) - digit
            taken = candidate.heights[wording]
            chosen.append(Chosen(candidate.id, wording, taken, candidate.weight))
        else:
            lowest = min(candidate.heights)
            left_out.append(LeftOut(candidate.id, candidate.weight, lowest))
    return Selection(tuple(chosen), tuple(left_out), height, -value)
