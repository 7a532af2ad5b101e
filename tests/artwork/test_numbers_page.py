"""Facts as large as a page allows."""

from __future__ import annotations

from hypothesis import given, settings, strategies as st

from drawn import collisions, read, strays
from octavo.artwork.numbers_page import draw_statistics_page
from octavo.document import Statistic, Statistics
from octavo.document.drawing import Label
from octavo.files.library import Memory
from octavo.fonts.faces import load_faces
from octavo.style.theme import load_theme

ITEMS = st.lists(
    st.builds(
        Statistic,
        st.just("fact"),
        st.integers(1, 99_999).map(str),
        st.sampled_from(["participants", "countries", "million euros of common funds in one year"]),
        st.booleans(),
        st.integers(0, 400),
    ),
    min_size=1,
    max_size=12,
)


@given(items=ITEMS, width=st.sampled_from((313.0, 480.0)), ratio=st.floats(1.2, 1.6))
@settings(max_examples=25, deadline=None)
def test_facts_fill_their_page_or_are_not_drawn(
    items: list[Statistic], width: float, ratio: float
) -> None:
    theme = load_theme(Memory({}))
    faces, statistics = load_faces(theme), Statistics(tuple(items))
    drawing = draw_statistics_page(statistics, width, width * ratio, theme, faces, "about")
    if drawing is None:
        assert len(items) > 3
        return

    assert drawing.height <= width * ratio + 0.01
    assert strays(drawing, faces, 4.0) == []
    assert collisions(drawing, faces) == []
    for item in items:
        assert item.value in read(drawing, faces)


def test_a_single_number_is_as_large_as_can_be() -> None:
    theme = load_theme(Memory({}))
    faces, statistics = load_faces(theme), Statistics((Statistic("all", "300", "participants"),))
    drawing = draw_statistics_page(statistics, 313, 450, theme, faces, "about")

    assert drawing
    sizes = [
        label.size
        for group in drawing.shapes
        for label in getattr(group, "shapes", ())
        if isinstance(label, Label)
    ]
    assert max(sizes) == theme.scale.numeral * 2.4
