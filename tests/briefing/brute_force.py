"""The best choice of points, found by trying every one: slow, and written down as directly as can
be."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import TypeAlias

from octavo.briefing.choice.candidates import Candidate, ChoiceRules

Taken: TypeAlias = dict[str, int]
"""The wording of each point that is taken, by its id."""
Order: TypeAlias = tuple[int, bool, int, int, tuple[int, ...]]


def count_choices(points: tuple[Candidate, ...]) -> int:
    """How many ways there are to take or leave each point in each wording."""
    return prod(len(point.heights) + (not point.required) for point in points)


def best_by_trying_all(
    points: tuple[Candidate, ...], height: int, rules: ChoiceRules, floors: tuple[int, ...]
) -> tuple[list[tuple[str, int]], int, int]:
    """The best choice, its height and its measure."""
    most = max(rules.most, sum(point.required for point in points))
    by_id = tuple(sorted(points, key=lambda p: p.id))
    best: tuple[Order, Taken, int] | None = None
    for taken, used in list_choices(by_id, height, most):
        used += rules.opening * len({p.section for p in points if p.id in taken})
        if used > height:
            continue
        value = measure(points, taken, rules)
        full = len(taken) < len(floors) and used >= floors[len(taken)]
        names = tuple(len(p.heights) - taken[p.id] if p.id in taken else 0 for p in by_id)
        order = (min(len(taken), rules.least), full, value, -used, names)
        if best is None or order > best[0]:
            best = (order, taken, value)
    assert best is not None
    order, taken, value = best
    return [(p.id, taken[p.id]) for p in points if p.id in taken], -order[3], value


def list_choices(
    points: tuple[Candidate, ...], height: int, most: int
) -> Iterator[tuple[Taken, int]]:
    """Every choice of at most so many points that is no higher than `height`, and its height."""
    if not points:
        yield {}, 0
        return
    *others, point = points
    for taken, used in list_choices(tuple(others), height, most):
        if not point.required:
            yield taken, used
        if len(taken) == most:
            continue
        for wording, own in enumerate(point.heights):
            if used + own <= height:
                yield {**taken, point.id: wording}, used + own


def measure(points: tuple[Candidate, ...], taken: Taken, rules: ChoiceRules) -> int:
    """What a choice is worth."""
    value = 0
    for section in {p.section for p in points}:
        ranked = [p for p in points if p.section == section and p.id in taken]
        for rank, p in enumerate(sorted(ranked, key=lambda p: (-p.weight, p.id))):
            share = rules.shares[min(rank, len(rules.shares) - 1)]
            value += p.weight * (100 - rules.shorter * taken[p.id]) * share
    return value
