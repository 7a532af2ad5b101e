"""Facts shown large."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from drawn import collisions, paths, read, small, strays, words
from octavo.artwork.drawings import draw
from octavo.artwork.faults import DoesNotFitError
from octavo.artwork.numbers import draw_statistics
from octavo.document import Statistic, Statistics
from octavo.document.drawing import Close, Drawing, Label
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

PARTICIPANTS = Statistic("participants", "300", "participants", approximate=True)
COUNTRIES = Statistic("countries", "29", "countries", units=29)
SPONSORS = Statistic("sponsors", "22", "sponsors", units=22)
ALL = Statistics((PARTICIPANTS, COUNTRIES, SPONSORS))


def count_marks(drawing: Drawing, faces: Faces) -> int:
    """How many marks the unit charts of the drawing have."""
    marks = [path for path in paths(drawing, faces) if path.fill == "signal"]
    return sum(isinstance(step, Close) for path in marks for step in path.steps)


@settings(max_examples=40, deadline=None)
@given(units=st.integers(0, 400))
def test_a_unit_chart_has_exactly_as_many_marks(units: int, theme: Theme, faces: Faces) -> None:
    item = Statistic("countries", "29", "countries", units=units)
    drawing = draw_statistics(Statistics((item,)), 323, theme, faces)
    assert count_marks(drawing, faces) == units
    assert strays(drawing, faces) == []


def test_each_fact_has_its_own_marks(theme: Theme, faces: Faces) -> None:
    assert count_marks(draw_statistics(ALL, 323, theme, faces), faces) == 29 + 22


def test_a_value_that_is_not_exact_says_so(theme: Theme, faces: Faces) -> None:
    drawing = draw_statistics(Statistics((PARTICIPANTS,)), 323, theme, faces)
    assert read(drawing, faces) == "about 300 participants"


def test_another_language_has_another_word_for_it(theme: Theme, faces: Faces) -> None:
    drawing = draw_statistics(Statistics((PARTICIPANTS,)), 323, theme, faces, "environ")
    assert read(drawing, faces) == "environ 300 participants"


def test_an_exact_value_stands_alone(theme: Theme, faces: Faces) -> None:
    drawing = draw_statistics(Statistics((COUNTRIES,)), 323, theme, faces)
    assert read(drawing, faces) == "29 countries"


def test_numerals_are_large_and_lining(theme: Theme, faces: Faces) -> None:
    shapes = [drawn.shape for drawn in words(draw_statistics(ALL, 323, theme, faces), faces)]
    numerals = [s for s in shapes if isinstance(s, Label) and s.text in {"300", "29", "22"}]
    assert [(label.size, label.features) for label in numerals] == [(64, ("lnum",))] * 3


@pytest.mark.parametrize("width", [240.0, 323.0, 480.0])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_facts_stay_inside_and_apart(width: float, count: int, theme: Theme, faces: Faces) -> None:
    items = (*ALL.items, Statistic("dates", "28 to 30 April 2025", "dates of the Conference"))
    drawing = draw_statistics(Statistics(items[:count]), width, theme, faces)
    assert strays(drawing, faces) == []
    assert collisions(drawing, faces) == []
    assert small(drawing, faces) == []


@pytest.mark.slow
@given(
    texts=st.lists(st.text("abcdemno ", max_size=60), min_size=1, max_size=12),
    values=st.lists(st.text("0123456789 ,.", min_size=1, max_size=24), min_size=1),
    units=st.integers(0, 400),
    width=st.sampled_from([150.0, 210.0, 323.0, 480.0]),
)
@settings(max_examples=100, deadline=None)
def test_any_facts_fit_their_page_or_are_refused(
    texts: list[str], values: list[str], units: int, width: float, theme: Theme, faces: Faces
) -> None:
    items = tuple(
        Statistic("fact", values[at % len(values)], text, bool(at % 2), units if at == 0 else 0)
        for at, text in enumerate(texts)
    )
    try:
        drawing = draw(Statistics(items), width, theme, faces, 430)
    except DoesNotFitError:
        return
    assert drawing.height <= 430
    assert strays(drawing, faces) == []
    assert collisions(drawing, faces) == []


def test_a_value_too_wide_is_set_smaller_and_refused_before_it_is_divided(
    theme: Theme, faces: Faces
) -> None:
    wide = Statistics((Statistic("f", "1,234,567,890,123", "units"),))

    assert "1,234,567,890,123" in read(draw(wide, 200, theme, faces, 400), faces)
    with pytest.raises(DoesNotFitError, match=r"`1,234,567,890,123` is wider than its place"):
        draw(wide, 100, theme, faces, 400)


def test_many_facts_have_smaller_numerals(theme: Theme, faces: Faces) -> None:
    items = tuple(Statistic("fact", str(n), "participants") for n in range(12))

    assert draw(Statistics(items), 323, theme, faces, 480).height <= 480


@pytest.mark.parametrize(("width", "rules"), [(323.0, "level"), (480.0, "upright")])
def test_hairlines_stand_between_the_facts(
    width: float, rules: str, theme: Theme, faces: Faces
) -> None:
    drawing = draw_statistics(ALL, width, theme, faces)
    hairlines = [path.steps for path in paths(drawing, faces) if path.stroke == "line"]
    ends = [(steps[0], steps[-1]) for steps in hairlines]
    level = [
        a for a, b in ends if not isinstance(a, Close) and not isinstance(b, Close) if a.y == b.y
    ]
    assert len(hairlines) == 2
    assert len(level) == (2 if rules == "level" else 0)


def test_no_facts_are_refused(theme: Theme, faces: Faces) -> None:
    with pytest.raises(ValueError, match="at least one"):
        draw_statistics(Statistics(()), 323, theme, faces)
