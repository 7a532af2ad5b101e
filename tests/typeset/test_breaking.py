"""Total fit: the breaks that make the whole paragraph best."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings, strategies as st

from octavo.typeset import breaking
from octavo.typeset.breaking import (
    INFINITE,
    Breakpoints,
    Justification,
    break_greedily,
    break_lines,
)

JUSTIFIED = Justification(stretch=2.0, shrink=1.0)


def cut(*widths: float, space: float = 4.0) -> Breakpoints:
    """Words of these widths with a space between each two."""
    ends, starts = [0.0], [0.0]
    x = 0.0
    for width in widths:
        x += width
        ends.append(x)
        x += space
        starts.append(x)
    count = len(widths)
    before = (0, *range(count))
    return Breakpoints(
        tuple(ends), tuple(starts), before, tuple(range(count + 1)), (0.0,) * len(ends)
    )


def test_words_that_fit_one_line_are_one_line() -> None:
    assert break_lines(cut(10, 10, 10), 100, 100, JUSTIFIED, 1.0) == (3,)


def test_lines_that_fill_the_measure_are_found() -> None:
    assert break_lines(cut(10, 10, 10, 10, 5), 24, 24, JUSTIFIED, 0.5) == (2, 4, 5)


def test_a_line_is_shrunk_when_that_is_better() -> None:
    assert break_lines(cut(10, 10.5, 10, 10.5, 5), 24, 24, JUSTIFIED, 0.5) == (2, 4, 5)


def test_a_line_is_never_shrunk_beyond_its_spaces() -> None:
    assert break_lines(cut(10, 12, 10, 12), 24, 24, JUSTIFIED, 1.0) == ()


def test_a_tolerance_keeps_lines_from_being_stretched_too_far() -> None:
    places = cut(10, 7, 10, 7, 10)
    assert break_lines(places, 24, 24, JUSTIFIED, 1.0) == ()
    assert break_lines(places, 24, 24, JUSTIFIED, 2.0) == (2, 4, 5)


def test_with_infinite_tolerance_there_is_always_a_way() -> None:
    assert break_lines(cut(20, 20, 20), 24, 24, JUSTIFIED, INFINITE) == (1, 2, 3)


def test_the_first_line_may_be_shorter() -> None:
    assert break_lines(cut(10, 10, 10, 10), 24, 10, JUSTIFIED, 1.0) == (1, 3, 4)


def test_a_last_line_that_is_too_short_is_avoided() -> None:
    places = cut(10, 10, 10, 2)
    assert break_lines(places, 38, 38, Justification(14.0, 1.0), 1.0) == (3, 4)
    assert break_lines(places, 38, 38, Justification(14.0, 1.0, shortest_last=6), 1.0) == (
        2,
        4,
    )


def test_two_hyphens_in_a_row_are_avoided() -> None:
    plain = cut(6, 6, 6, 6, 6, 6, 6, 6, 6)
    hyphens = (0.0, 0.0, 0.0, 50.0, 0.0, 0.0, 50.0, 0.0, 0.0, 0.0)
    places = Breakpoints(plain.ends, plain.starts, plain.spaces_before, plain.spaces_after, hyphens)
    assert break_lines(plain, 26, 26, Justification(10.0, 1.0), 1.0) == (3, 6, 9)
    assert break_lines(places, 26, 26, Justification(10.0, 1.0), 1.0) == (2, 5, 8, 9)


def test_a_greedy_line_takes_as_much_as_it_can() -> None:
    assert break_greedily(cut(10, 10, 10, 10), 24, 24, JUSTIFIED) == (2, 4)


def test_a_word_wider_than_the_measure_stands_alone() -> None:
    assert break_greedily(cut(10, 50, 10), 24, 24, JUSTIFIED) == (1, 2, 3)


# ------------------------------------------------------------------------------ against all others


def weigh(
    places: Breakpoints, ends: tuple[int, ...], measure: float, manner: Justification
) -> float:
    """The demerits of a way to break, as the paper defines them; infinite when it is no way."""
    total, above, hyphen_above = 0.0, 1, False
    last = len(places.ends) - 1
    for a, b in pairwise((0, *ends)):
        gap = measure - (places.ends[b] - places.starts[a])
        spaces = places.spaces_before[b] - places.spaces_after[a]
        give = spaces * (manner.stretch if gap >= 0 else manner.shrink)
        ratio = 0.0 if gap == 0 or (b == last and gap > 0) else INFINITE if gap > 0 else -INFINITE
        if give and ratio:
            ratio = gap / give
        if ratio < -1 - 1e-9:
            return INFINITE
        ratio = min(ratio, breaking.LOOSEST)
        total += (10 + 100 * abs(ratio) ** 3 + places.hyphens[b]) ** 2
        if hyphen_above:
            total += breaking.TWO_HYPHENS if places.hyphens[b] else 0
            total += breaking.LAST_HYPHEN if b == last else 0
            total += breaking.SCRAP if b == last and not spaces else 0
        kind = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3
        total += breaking.MISFIT if abs(kind - above) > 1 and a else 0
        above, hyphen_above = kind, bool(places.hyphens[b])
    return total


@st.composite
def paragraphs(draw: st.DrawFn) -> Breakpoints:
    """Up to nine words, after some of which a hyphen would be set."""
    widths = draw(st.lists(st.integers(2, 12), min_size=1, max_size=9))
    count = len(widths) - 1
    marks = draw(st.lists(st.sampled_from([0.0, 0.0, 50.0]), min_size=count, max_size=count))
    return replace(cut(*map(float, widths)), hyphens=(0.0, *marks, 0.0))


def find_ways(places: Breakpoints) -> list[tuple[int, ...]]:
    """Every way to break a paragraph."""
    last = len(places.ends) - 1
    inner = range(1, last)
    return [(*way, last) for count in range(last) for way in combinations(inner, count)]


def has_three_hyphens(places: Breakpoints, ends: tuple[int, ...]) -> bool:
    marks = "".join("-" if places.hyphens[end] else " " for end in ends)
    return "---" in marks


@given(paragraphs())
@settings(max_examples=150)
def test_no_other_way_to_break_costs_less(places: Breakpoints) -> None:
    ways = find_ways(places)
    costs = [weigh(places, way, 30.0, JUSTIFIED) for way in ways]
    best = min(zip(costs, ways, strict=True))
    found = break_lines(places, 30.0, 30.0, JUSTIFIED, INFINITE)
    if not has_three_hyphens(places, best[1]):
        assert weigh(places, found, 30.0, JUSTIFIED) == pytest.approx(best[0])


@given(paragraphs())
@settings(max_examples=150)
def test_three_hyphens_in_a_row_are_taken_only_when_nothing_else_will_do(
    places: Breakpoints,
) -> None:
    fit = [way for way in find_ways(places) if weigh(places, way, 30.0, JUSTIFIED) < INFINITE]
    if not all(has_three_hyphens(places, way) for way in fit):
        found = break_lines(places, 30.0, 30.0, JUSTIFIED, INFINITE)
        assert not has_three_hyphens(places, found)


@given(paragraphs(), st.sampled_from((0.5, 1.0, 2.0)))
def test_within_the_strict_tolerance_there_are_never_three(
    places: Breakpoints, tolerance: float
) -> None:
    assert not has_three_hyphens(places, break_lines(places, 30.0, 30.0, JUSTIFIED, tolerance))


@given(paragraphs(), st.sampled_from((0.5, 1.0, 2.0, INFINITE)), st.sampled_from((15.0, 30.0)))
def test_what_is_found_fits(places: Breakpoints, tolerance: float, first: float) -> None:
    ends = break_lines(places, 30.0, first, JUSTIFIED, tolerance)
    for a, b in pairwise((0, *ends)):
        width = places.ends[b] - places.starts[a]
        spaces = places.spaces_before[b] - places.spaces_after[a]
        room = 30.0 if a else first
        assert width - spaces * JUSTIFIED.shrink <= room + 0.01
        if tolerance < INFINITE and b != len(places.ends) - 1:
            assert room - width <= tolerance * spaces * JUSTIFIED.stretch + 0.01


@given(paragraphs(), st.sampled_from((0.5, 1.0, INFINITE)))
def test_the_same_words_are_broken_alike(places: Breakpoints, tolerance: float) -> None:
    once = break_lines(places, 30.0, 25.0, JUSTIFIED, tolerance)
    assert break_lines(replace(places), 30.0, 25.0, JUSTIFIED, tolerance) == once


@given(paragraphs(), st.sampled_from((10.0, 30.0, 50.0)))
def test_breaking_greedily_always_ends(places: Breakpoints, measure: float) -> None:
    ends = break_greedily(places, measure, measure, JUSTIFIED)
    assert list(ends) == sorted(set(ends))
    assert ends[-1] == len(places.ends) - 1


# ------------------------------------------------------------------------------ scraps


def test_the_end_of_a_word_is_no_last_line() -> None:
    three_words = Breakpoints(
        ends=(0.0, 6.0, 16.0, 25.0, 30.0),
        starts=(0.0, 10.0, 20.0, 24.0, 34.0),
        spaces_before=(0, 0, 1, 2, 2),
        spaces_after=(0, 1, 2, 2, 3),
        hyphens=(0.0, 0.0, 0.0, 50.0, 0.0),
    )
    assert break_lines(three_words, 26.0, 26.0, Justification(9.0, 0.5), 2.0) == (2, 4)


def test_a_scrap_is_better_than_nothing() -> None:
    places = Breakpoints((0.0, 9.0, 14.0), (0.0, 8.0, 14.0), (0, 0, 0), (0, 0, 1), (0.0, 50.0, 0.0))
    assert break_lines(places, 10.0, 10.0, JUSTIFIED, INFINITE) == (1, 2)
    assert break_lines(places, 10.0, 10.0, JUSTIFIED, breaking.STRICT) == ()


def test_a_last_line_shorter_than_the_least_is_a_scrap() -> None:
    places = cut(10, 10, 10, 2)
    assert break_lines(places, 38, 38, Justification(14.0, 1.0, least_last=3), 1.0) == (2, 4)
    assert break_lines(places, 38, 38, Justification(2.0, 1.0, least_last=3), 2.0) == ()
