"""The exact choice of points."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from briefing.brute_force import best_by_trying_all
from octavo.briefing.choice.candidates import Candidate, ChoiceRules
from octavo.briefing.choice.fit import Selection, choose, least_height, next_gain

PLAIN = ChoiceRules(least=0, most=7, shares=(100,), shorter=10)


def point(
    id: str, weight: int, *heights: int, section: str = "", required: bool = False
) -> Candidate:
    return Candidate(id, section or id, weight, heights, required)


def ids(selection: Selection) -> list[str]:
    return [chosen.id for chosen in selection.chosen]


def test_the_heaviest_points_that_fit_are_chosen() -> None:
    points = (point("a", 5, 300), point("b", 6, 300), point("c", 4, 300))
    assert ids(choose(points, 600, PLAIN)) == ["a", "b"]


def test_two_light_points_can_outweigh_one_heavy_one() -> None:
    points = (point("a", 7, 600), point("b", 4, 300), point("c", 4, 300))
    assert ids(choose(points, 600, PLAIN)) == ["b", "c"]


def test_a_shorter_wording_makes_room_for_another_point() -> None:
    points = (point("a", 8, 400, 200), point("b", 8, 300))
    selection = choose(points, 500, PLAIN)
    assert [(chosen.id, chosen.wording) for chosen in selection.chosen] == [("a", 1), ("b", 0)]


def test_a_full_wording_is_kept_where_there_is_room() -> None:
    selection = choose((point("a", 8, 400, 200),), 500, PLAIN)
    assert [chosen.wording for chosen in selection.chosen] == [0]


def test_a_required_point_goes_before_a_heavier_one() -> None:
    points = (point("a", 9, 300), point("b", 1, 300, required=True))
    assert ids(choose(points, 500, PLAIN)) == ["b"]


def test_required_points_that_do_not_fit_are_an_error() -> None:
    with pytest.raises(ValueError, match="required points do not fit"):
        choose((point("a", 9, 300, required=True),), 299, PLAIN)


def test_the_least_height_is_that_of_the_lowest_wordings_of_required_points() -> None:
    points = (point("a", 9, 300, 200, required=True), point("b", 9, 100))
    assert least_height(points) == 200


def test_an_id_that_stands_twice_is_an_error() -> None:
    with pytest.raises(ValueError, match="stands twice"):
        choose((point("a", 9, 300), point("a", 9, 300)), 299, PLAIN)


def test_a_page_has_no_more_points_than_the_rules_allow() -> None:
    points = tuple(point(id, 5, 10) for id in "abcdefghij")
    assert len(choose(points, 10_000, PLAIN).chosen) == 7


def test_required_points_may_be_more_than_the_rules_allow() -> None:
    points = tuple(point(id, 5, 10, required=True) for id in "abcdefghij")
    assert len(choose(points, 10_000, PLAIN).chosen) == 10


def test_the_least_number_of_points_goes_before_their_weight() -> None:
    points = (point("a", 9, 300), point("b", 1, 100), point("c", 1, 100), point("d", 1, 100))
    assert ids(choose(points, 300, ChoiceRules(least=3))) == ["b", "c", "d"]


def test_a_second_point_of_a_section_gives_way_to_another_section() -> None:
    points = (point("a", 9, 100, section="x"), point("b", 8, 100, section="x"), point("c", 7, 100))
    rules = ChoiceRules(least=0, shares=(100, 80))
    assert ids(choose(points, 200, rules)) == ["a", "c"]


def test_a_much_heavier_second_point_does_not_give_way() -> None:
    points = (point("a", 9, 100, section="x"), point("b", 8, 100, section="x"), point("c", 6, 100))
    rules = ChoiceRules(least=0, shares=(100, 80))
    assert ids(choose(points, 200, rules)) == ["a", "b"]


def test_of_equal_choices_the_one_with_the_smallest_ids_is_taken() -> None:
    points = (point("c", 5, 100), point("a", 5, 100), point("b", 5, 100))
    assert ids(choose(points, 200, PLAIN)) == ["a", "b"]


def test_of_equally_heavy_choices_the_lower_one_is_taken() -> None:
    points = (point("a", 5, 120), point("b", 5, 100))
    assert ids(choose(points, 120, PLAIN)) == ["b"]


def test_what_is_chosen_keeps_the_order_of_the_source() -> None:
    points = (point("z", 1, 100), point("a", 9, 100), point("m", 5, 100))
    assert ids(choose(points, 300, PLAIN)) == ["z", "a", "m"]


def test_what_is_left_out_is_named_with_weight_and_lowest_height() -> None:
    points = (point("a", 9, 300), point("b", 4, 300, 200))
    (left,) = choose(points, 300, PLAIN).left_out
    assert (left.id, left.weight, left.height) == ("b", 4, 200)


def test_a_full_page_goes_before_a_better_one_when_floors_are_given() -> None:
    points = (point("a", 9, 100), point("b", 5, 280))
    assert ids(choose(points, 300, PLAIN)) == ["a"]
    assert ids(choose(points, 300, PLAIN, floors=(250, 250, 250))) == ["b"]


def test_the_first_point_of_a_section_takes_more_height() -> None:
    points = (point("a", 9, 100), point("b", 5, 100, section="a"), point("c", 6, 100))
    rules = ChoiceRules(least=0, shares=(100,), opening=50)
    assert ids(choose(points, 250, rules)) == ["a", "b"]


def test_the_least_height_counts_a_heading_for_each_section_with_required_points() -> None:
    points = tuple(point(id, 5, 100, section=id[0], required=True) for id in ("aa", "ab", "b"))
    assert least_height(points, opening=50) == 400


def test_more_height_buys_the_point_that_was_left_out() -> None:
    points = (point("a", 9, 300, 250), point("b", 4, 300))
    gain = next_gain(points, 500, PLAIN, 50)
    assert (gain.added, gain.shortened) == (("b",), ("a",))


def test_more_height_that_buys_nothing_says_so() -> None:
    assert next_gain((point("a", 9, 300),), 300, PLAIN, 1200).value == 0


# --- against brute force

rules = st.builds(
    ChoiceRules,
    least=st.integers(0, 4),
    most=st.integers(1, 6),
    shares=st.sampled_from([(100,), (100, 80, 65, 50), (100, 50), (100, 90, 1)]),
    shorter=st.sampled_from([0, 4, 10, 30]),
    opening=st.sampled_from([0, 0, 7, 30]),
)


@st.composite
def instances(draw: st.DrawFn) -> tuple[tuple[Candidate, ...], int]:
    names = draw(st.permutations([f"p{n}" for n in range(draw(st.integers(0, 8)))]))
    points = tuple(
        Candidate(
            name,
            draw(st.sampled_from("xyz")),
            draw(st.integers(1, 10)),
            tuple(draw(st.lists(st.integers(1, 40), min_size=1, max_size=3))),
            draw(st.integers(0, 7)) == 0,
        )
        for name in names
    )
    return points, least_height(points, 30) + draw(st.integers(0, 120))


@st.composite
def large_instances(draw: st.DrawFn) -> tuple[tuple[Candidate, ...], int]:
    """Twelve points of one or two wordings."""
    points = tuple(
        Candidate(
            f"p{draw(st.integers(0, 9))}{n}",
            draw(st.sampled_from("xyz")),
            draw(st.integers(1, 10)),
            tuple(draw(st.lists(st.integers(1, 40), min_size=1, max_size=1 + n % 2))),
        )
        for n in range(12)
    )
    return points, draw(st.integers(0, 160))


def is_the_best(
    points: tuple[Candidate, ...], height: int, rules: ChoiceRules, *floors: int
) -> bool:
    found = choose(points, height, rules, floors)
    assert found.most == choose(points, 10**6, rules).value
    chosen = [(taken.id, taken.wording) for taken in found.chosen]
    expected = best_by_trying_all(points, height, rules, floors)
    return (chosen, found.height, found.value) == expected


@settings(deadline=None, max_examples=150, derandomize=True, database=None)
@given(instances(), rules)
def test_the_choice_is_the_best_of_all(
    instance: tuple[tuple[Candidate, ...], int], rules: ChoiceRules
) -> None:
    assert is_the_best(*instance, rules)


@settings(deadline=None, max_examples=80, derandomize=True, database=None)
@given(instances(), rules, st.integers(0, 120))
def test_the_choice_with_a_floor_is_the_best_of_all(
    instance: tuple[tuple[Candidate, ...], int], rules: ChoiceRules, floor: int
) -> None:
    assert is_the_best(*instance, rules, *([floor] * 6))


@settings(deadline=None, max_examples=12, derandomize=True, database=None)
@given(large_instances(), rules)
def test_the_choice_among_twelve_points_is_the_best_of_all(
    instance: tuple[tuple[Candidate, ...], int], rules: ChoiceRules
) -> None:
    assert is_the_best(*instance, rules)
