"""Charts: values that can be compared."""

from __future__ import annotations

from typing import Literal, TypeAlias

import pytest
from hypothesis import given, settings, strategies as st

from drawn import collisions, read, small, strays, take_apart
from octavo.artwork.charts import draw_chart
from octavo.document import Bar, Chart
from octavo.document.drawing import Drawing, Path
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

Kind: TypeAlias = Literal["bar", "column", "line", "share"]
KINDS: tuple[Kind, ...] = ("bar", "column", "line", "share")
BARS = (
    Bar("Institutional representatives", 48, "48 %"),
    Bar("Industry", 24, "24 %"),
    Bar("Academia", 12, "12 %"),
    Bar("Press", 0, "none"),
)
VALUES = st.floats(0, 1e6) | st.just(0.0)
TEXTS = st.lists(st.text("abcdeimnorst", min_size=1, max_size=20), max_size=5).map(" ".join)
CHARTS = st.builds(
    Chart,
    st.sampled_from(KINDS),
    st.lists(
        st.builds(Bar, TEXTS, VALUES, st.integers(0, 10**7).map(str)), min_size=2, max_size=8
    ).map(tuple),
    TEXTS,
)


def bars(drawing: Drawing, faces: Faces) -> list[tuple[float, float]]:
    """Width and height of every filled rectangle in signal blue."""
    return [
        (round(drawn.box[2] - drawn.box[0], 1), round(drawn.box[3] - drawn.box[1], 1))
        for drawn in take_apart(drawing, faces)
        if isinstance(drawn.shape, Path) and drawn.shape.fill == "signal"
    ]


def test_a_bar_of_half_the_value_is_half_as_long(theme: Theme, faces: Faces) -> None:
    (first, _), (second, _), (third, _), (none, _) = bars(
        draw_chart(Chart("bar", BARS), 323, theme, faces), faces
    )
    assert (second / first, third / first, none) == pytest.approx((0.5, 0.25, 0), abs=0.01)


def test_a_column_of_half_the_value_is_half_as_high(theme: Theme, faces: Faces) -> None:
    (_, first), (_, second), (_, third), (_, none) = bars(
        draw_chart(Chart("column", BARS), 323, theme, faces), faces
    )
    assert (second / first, third / first, none) == pytest.approx((0.5, 0.25, 0), abs=0.01)


def test_the_parts_of_a_whole_add_up(theme: Theme, faces: Faces) -> None:
    drawing = draw_chart(Chart("share", BARS), 323, theme, faces)
    shares = [
        drawn.box
        for drawn in take_apart(drawing, faces)
        if isinstance(drawn.shape, Path) and drawn.shape.fill
    ]
    widths = [right - left for left, _, right, _ in shares]
    assert [width / sum(widths) for width in widths] == pytest.approx(
        [48 / 84, 24 / 84, 12 / 84, 0], abs=0.001
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_and_label_is_printed(kind: Kind, theme: Theme, faces: Faces) -> None:
    text = read(draw_chart(Chart(kind, BARS, "of all"), 480, theme, faces), faces)
    for word in ("48 %", "24 %", "12 %", "none", "Industry", "Academia", "Press", "of all"):
        assert word in text


@pytest.mark.slow
@given(chart=CHARTS, width=st.sampled_from([323.0, 480.0]))
@settings(max_examples=80, deadline=None)
def test_charts_stay_inside(chart: Chart, width: float, theme: Theme, faces: Faces) -> None:
    if chart.kind == "share" and not any(bar.value for bar in chart.bars):
        return
    drawing = draw_chart(chart, width, theme, faces)
    assert strays(drawing, faces) == []
    assert small(drawing, faces) == []


@pytest.mark.parametrize("kind", KINDS)
def test_labels_stand_apart(kind: Kind, theme: Theme, faces: Faces) -> None:
    drawing = draw_chart(Chart(kind, BARS, "of all"), 323, theme, faces)
    assert collisions(drawing, faces) == []


@pytest.mark.parametrize("value", [-1.0, float("nan"), float("inf")])
def test_values_that_cannot_be_drawn_are_named(value: float, theme: Theme, faces: Faces) -> None:
    with pytest.raises(ValueError, match="`Debt`"):
        draw_chart(Chart("bar", (Bar("Debt", value, "?"),)), 323, theme, faces)


def test_an_empty_chart_is_refused(theme: Theme, faces: Faces) -> None:
    with pytest.raises(ValueError, match="at least one value"):
        draw_chart(Chart("column", ()), 323, theme, faces)


def test_a_line_needs_two_values(theme: Theme, faces: Faces) -> None:
    with pytest.raises(ValueError, match="at least two"):
        draw_chart(Chart("line", BARS[:1]), 323, theme, faces)


def test_a_share_of_nothing_is_refused(theme: Theme, faces: Faces) -> None:
    with pytest.raises(ValueError, match="above zero"):
        draw_chart(Chart("share", BARS[3:]), 323, theme, faces)
