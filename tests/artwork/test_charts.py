"""Charts: values that can be compared."""

from __future__ import annotations

from typing import Literal, TypeAlias

import pytest
from hypothesis import given, settings, strategies as st

from drawn import collisions, paths, read, small, strays, take_apart, words
from octavo.artwork.charts import draw_chart
from octavo.artwork.faults import DoesNotFitError
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
LETTERS = "abcdefghimnorstuä"
WORDS = st.text(LETTERS, min_size=1, max_size=60)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(lambda words: " ".join(words)[:60].strip())
NUMBERS = st.one_of(
    st.integers(-999, 9999).map(float),
    st.floats(-1e300, 1e300),
    st.sampled_from([0.0, 1e-300, 0.001, 1e6, -1e308, 1e308]),
)
WIDTHS = st.sampled_from([150.0, 210.0, 323.0, 480.0])
"""A column of A5 and of A4, and the measures of both."""
ROOM = 430.0
"""What a page of A5 has for a chart with a caption of two lines."""


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Charts of 1 to 60 labels, each with as many values as there are series."""
    kind = draw(st.sampled_from(KINDS))
    count = draw(st.integers(2, 8) | st.integers(2 if kind == "line" else 1, 60))
    series = () if kind == "share" else tuple(draw(st.lists(TEXTS, max_size=5)))
    numbers = st.floats(0.01, 1e300) if kind == "share" else NUMBERS
    found: list[Bar] = []
    labels = draw(st.lists(TEXTS | st.text("abcd", min_size=1, max_size=6), min_size=1))
    for at in range(count):
        for place in range(max(1, len(series))):
            value = draw(numbers)
            label = "" if place else labels[at % len(labels)]
            found.append(Bar(label, value, f"{value:.4g}"))
    return Chart(kind, tuple(found), draw(TEXTS | st.just("")), series)


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
@given(chart=charts(), width=WIDTHS)
@settings(max_examples=300, deadline=None)
def test_a_chart_fits_its_page_or_is_refused(
    chart: Chart, width: float, theme: Theme, faces: Faces
) -> None:
    try:
        drawing = draw_chart(chart, width, theme, faces, ROOM)
    except DoesNotFitError:
        return
    assert drawing.width == width
    assert drawing.height <= ROOM
    assert strays(drawing, faces) == []
    assert small(drawing, faces) == []
    assert collisions(drawing, faces) == []
    said = [*chart.series, chart.unit, *(group[0].label for group in chart.groups)]
    letters = read(drawing, faces).replace(" ", "").replace("-", "")
    assert [text for text in said if text.replace(" ", "") not in letters] == []
    printed = read(drawing, faces)
    assert [bar.text for bar in chart.bars if bar.text not in printed] == []


def test_what_has_no_room_is_refused_with_how_much_has(theme: Theme, faces: Faces) -> None:
    many = tuple(Bar(f"Label {n}", n, str(n)) for n in range(60))

    with pytest.raises(DoesNotFitError, match=r"\d\d of its 60 values fit"):
        draw_chart(Chart("bar", many), 150, theme, faces, ROOM)


@pytest.mark.parametrize("count", [20, 44, 60])
def test_many_bars_stand_beside_their_labels(count: int, theme: Theme, faces: Faces) -> None:
    many = tuple(Bar(f"Label {n}", n, f"{n}.5") for n in range(count))

    drawing = draw_chart(Chart("bar", many), 323, theme, faces, ROOM)

    assert drawing.height <= ROOM
    assert len(words(drawing, faces)) == 2 * count


def test_columns_become_bars_where_words_have_no_room(theme: Theme, faces: Faces) -> None:
    long = tuple(Bar("Telecommunications", n, str(n)) for n in range(1, 7))

    drawing = draw_chart(Chart("column", long), 150, theme, faces)

    assert drawing == draw_chart(Chart("bar", long), 150, theme, faces)
    assert read(drawing, faces).count("Telecommunications") == 6


def test_values_below_zero_lie_on_the_other_side(theme: Theme, faces: Faces) -> None:
    chart = Chart("bar", (Bar("Plus", 3, "3"), Bar("Minus", -4, "minus 4"), Bar("None", 0, "0")))
    drawing = draw_chart(chart, 323, theme, faces)
    (left, _, zero, _), *_ = sorted(
        drawn.box
        for drawn in take_apart(drawing, faces)
        if isinstance(drawn.shape, Path) and drawn.shape.fill == "signal"
    )
    plus = next(drawn.box for drawn in take_apart(drawing, faces) if drawn.box[0] == zero)

    assert (plus[2] - zero) / (zero - left) == pytest.approx(3 / 4, abs=0.01)
    assert collisions(drawing, faces) == []


@pytest.mark.parametrize("kind", ["bar", "column", "line"])
def test_series_are_told_apart_without_colour(kind: Kind, theme: Theme, faces: Faces) -> None:
    both = tuple(Bar(year, n, str(n)) for year in ("2019", "2020", "2021") for n in (3, 5))
    drawing = draw_chart(Chart(kind, both, "", ("Army", "Navy")), 323, theme, faces)
    looks = {
        (shape.fill, shape.opacity, shape.dash)
        for shape in paths(drawing, faces)
        if (shape.dash or shape.stroke == "signal" if kind == "line" else shape.fill)
    }

    assert read(drawing, faces).split()[:2] == ["Army", "Navy"]
    assert len(looks) >= 2


@pytest.mark.parametrize("kind", KINDS)
def test_labels_stand_apart(kind: Kind, theme: Theme, faces: Faces) -> None:
    drawing = draw_chart(Chart(kind, BARS, "of all"), 323, theme, faces)
    assert collisions(drawing, faces) == []


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
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
