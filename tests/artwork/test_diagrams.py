"""Diagrams drawn from words."""

from __future__ import annotations

from math import dist
from typing import Literal, TypeAlias

import pytest
from hypothesis import given, settings, strategies as st

from drawn import collisions, paths, read, sizes_in_use, small, strays, take_apart, words
from octavo.artwork.diagrams import draw_diagram
from octavo.artwork.imperatives import BAR
from octavo.artwork.timeline import draw_timeline
from octavo.document import Diagram, DiagramPart
from octavo.document.drawing import Curve, Label, Move, Path
from octavo.document.length import Length
from octavo.files.library import Memory
from octavo.fonts.faces import Faces, load_faces
from octavo.style.theme import Theme, load_theme

Kind: TypeAlias = Literal["pillars", "imperatives", "architecture", "sequence"]
KINDS: tuple[Kind, ...] = ("pillars", "imperatives", "architecture", "sequence")
WIDTHS = (323.0, 480.0)
NARROW = (150.0, 210.0)
"""A column of A5 and of A4."""

PARTS = (
    DiagramPart("Concept Development and Experimentation", "New ideas, tested early."),
    DiagramPart("Doctrine and Standardization", "Rules that forces share."),
    DiagramPart("Education and Training"),
    DiagramPart("Analysis and Lessons Learned", "What operations teach."),
)

WORDS = st.lists(
    st.text("abcdeghilmnoprstuyABCM-", min_size=1, max_size=24) | st.text("abcdemno", max_size=60),
    max_size=12,
)
TEXTS = WORDS.map(" ".join)
DIAGRAMS = st.builds(
    Diagram,
    st.sampled_from(KINDS),
    st.lists(st.builds(DiagramPart, TEXTS, TEXTS), min_size=2, max_size=6).map(tuple),
    TEXTS,
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("count", [2, 3, 4])
def test_everything_stays_inside(
    kind: Kind, width: Length, count: int, theme: Theme, faces: Faces
) -> None:
    drawing = draw_diagram(Diagram(kind, PARTS[:count], "Every Centre"), width, theme, faces)
    assert strays(drawing, faces) == []
    assert drawing.width == width


@pytest.mark.slow
@given(diagram=DIAGRAMS, width=st.sampled_from((*NARROW, *WIDTHS)))
@settings(max_examples=60, deadline=None)
def test_words_stay_inside_and_apart(diagram: Diagram, width: Length) -> None:
    theme = load_theme(Memory({}))
    faces = load_faces(theme)
    drawing = draw_diagram(diagram, width, theme, faces)
    assert strays(drawing, faces) == []
    assert collisions(drawing, faces) == []
    assert small(drawing, faces) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [*NARROW, *WIDTHS])
def test_everyday_words_are_not_broken(
    kind: Kind, width: Length, theme: Theme, faces: Faces
) -> None:
    parts = tuple(DiagramPart("Interoperability", "Common standards") for _ in range(6))
    drawing = draw_diagram(Diagram(kind, parts, "Cooperation"), width, theme, faces)
    assert {word for word in read(drawing, faces).split() if word.endswith("-")} == set()


@given(diagram=DIAGRAMS)
@settings(max_examples=40, deadline=None)
def test_no_words_are_lost(diagram: Diagram) -> None:
    theme = load_theme(Memory({}))
    faces = load_faces(theme)
    drawing = draw_diagram(diagram, 323, theme, faces)
    asked = [diagram.title, *(part.title + part.text for part in diagram.parts)]
    drawn = _letters(read(drawing, faces))
    assert sorted(_letters("".join(asked))) == sorted(drawn)


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalpha())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_words_lie_on_others(kind: Kind, width: Length, theme: Theme, faces: Faces) -> None:
    drawing = draw_diagram(Diagram(kind, PARTS, "Every Centre"), width, theme, faces)
    assert collisions(drawing, faces) == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_type_is_too_small(kind: Kind, theme: Theme, faces: Faces) -> None:
    parts = (*PARTS, DiagramPart("Internationalisation of everything", "At length."), PARTS[2])
    drawing = draw_diagram(Diagram(kind, parts, "A title that is rather long"), 323, theme, faces)
    assert small(drawing, faces) == []


@pytest.mark.parametrize("kind", KINDS)
def test_only_sizes_of_the_scale_are_used(kind: Kind, theme: Theme, faces: Faces) -> None:
    drawing = draw_diagram(Diagram(kind, PARTS, "Every Centre"), 323, theme, faces)
    used = {drawn.shape.size for drawn in words(drawing, faces) if isinstance(drawn.shape, Label)}
    assert used <= sizes_in_use(theme)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_diagram_is_drawn_the_same(kind: Kind, theme: Theme, faces: Faces) -> None:
    diagram = Diagram(kind, PARTS, "Every Centre")
    once = draw_diagram(diagram, 323, theme, faces)
    assert once == draw_diagram(diagram, 323, theme, faces)


@pytest.mark.parametrize("kind", KINDS)
def test_more_words_make_a_diagram_higher(kind: Kind, theme: Theme, faces: Faces) -> None:
    short = draw_diagram(Diagram(kind, (PARTS[2], PARTS[2]), ""), 323, theme, faces)
    long_part = DiagramPart(
        "Education and Training", "Ten words are said here, and then some. " * 8
    )
    long = draw_diagram(Diagram(kind, (long_part, long_part), ""), 323, theme, faces)
    assert long.height > short.height


def test_each_part_has_its_pillar(theme: Theme, faces: Faces) -> None:
    drawing = draw_diagram(Diagram("pillars", PARTS, "Every Centre"), 323, theme, faces)
    shafts = [path for path in paths(drawing, faces) if path.fill == "mist"]
    assert len(shafts) == 4


@pytest.mark.parametrize("count", [2, 3, 4])
def test_each_part_has_its_ring(count: int, theme: Theme, faces: Faces) -> None:
    diagram = Diagram("architecture", PARTS[:count], "All")
    drawing = draw_diagram(diagram, 323, theme, faces)
    rings = [path for path in paths(drawing, faces) if path.stroke == "signal"]
    assert len(rings) == count


def list_bars(count: int, theme: Theme, faces: Faces) -> list[Path]:
    drawing = draw_diagram(Diagram("imperatives", PARTS[:count], "All"), 323, theme, faces)
    return [path for path in paths(drawing, faces) if path.fill == "signal"]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_bars_run_together_in_one_beam(count: int, theme: Theme, faces: Faces) -> None:
    bars = list_bars(count, theme, faces)
    ends = [(step.x, step.y) for bar in bars for step in bar.steps if isinstance(step, Curve)]
    right = max(x for x, _ in ends)
    edges = sorted({y for x, y in ends if x == right})

    assert len(bars) == count
    assert edges[-1] - edges[0] == pytest.approx((count - 1) * BAR, abs=0.1)
    assert len({bar.opacity for bar in bars[:3]}) == min(count, 3)


def test_dates_stand_to_scale(theme: Theme, faces: Faces) -> None:
    steps = tuple(DiagramPart(str(year), "What was") for year in (2000, 2010, 2015))
    drawing = draw_diagram(Diagram("sequence", steps, "Done by 2040"), 400, theme, faces)
    marks = [
        path.steps[0] for path in paths(drawing, faces) if path.stroke == "signal" and path.fill
    ]
    first, second, third = (step.x for step in marks if isinstance(step, Move))

    assert (second - first) / (third - second) == pytest.approx(2, abs=0.01)
    assert third - first < 0.5 * 400


@pytest.mark.parametrize(
    "titles", [("2015", "2010"), ("2015", "Later"), ("2015", "2015"), ("2010", "2015 to 2020")]
)
def test_what_is_no_row_of_years_is_not_to_scale(
    titles: tuple[str, ...], theme: Theme, faces: Faces
) -> None:
    diagram = Diagram("sequence", tuple(DiagramPart(title, "What was") for title in titles), "2040")

    assert draw_timeline(diagram, 400, theme, faces) is None


@pytest.mark.parametrize("kind", KINDS)
def test_all_stands_on_its_ground(kind: Kind, theme: Theme, faces: Faces) -> None:
    bare = draw_diagram(Diagram(kind, PARTS[:3], "All"), 323, theme, faces)
    drawing = draw_diagram(Diagram(kind, PARTS[:3], "All", "Trust"), 323, theme, faces)

    assert drawing.height > bare.height
    assert strays(drawing, faces) == []
    assert collisions(drawing, faces) == []
    assert read(drawing, faces).endswith("Trust")


def test_steps_are_numbered(theme: Theme, faces: Faces) -> None:
    steps = (DiagramPart("Sense"), DiagramPart("Decide"), DiagramPart("Act"))
    text = read(draw_diagram(Diagram("sequence", steps), 323, theme, faces), faces)
    assert text == "1 Sense 2 Decide 3 Act"


def test_dates_are_not_numbered_as_well(theme: Theme, faces: Faces) -> None:
    steps = (DiagramPart("2019", "A domain"), DiagramPart("April 2025", "Toulouse"))
    text = read(draw_diagram(Diagram("sequence", steps), 200, theme, faces), faces)
    assert text == "2019 A domain April 2025 Toulouse"


def test_a_diagram_without_parts_is_refused(theme: Theme, faces: Faces) -> None:
    with pytest.raises(ValueError, match="at least one part"):
        draw_diagram(Diagram("pillars", ()), 323, theme, faces)


@given(count=st.integers(2, 6), title=st.text("abc defg hijklm nopq", min_size=1, max_size=60))
@settings(deadline=None, max_examples=60)
def test_a_title_lies_in_all_rings_or_below_them(count: int, title: str) -> None:
    parts = tuple(DiagramPart(f"Part {at}") for at in range(count))
    theme = load_theme(Memory({}))
    faces = load_faces(theme)
    drawing = draw_diagram(Diagram("architecture", parts, title), 315, theme, faces)
    shapes = take_apart(drawing, faces)
    drawn = [one.box for one in shapes if isinstance(one.shape, Path)]
    rings = {box for box in drawn if box[2] - box[0] > 60 and box[3] - box[1] > 60}
    lines = [
        one.box for one in shapes if isinstance(one.shape, Label) and one.shape.role == "display"
    ]
    lowest = min(ring[1] for ring in rings)

    for left, bottom, right, top in lines:
        corners = [(x, y) for x in (left, right) for y in (bottom, top)]
        assert top < lowest or all(
            dist(corner, ((ring[0] + ring[2]) / 2, (ring[1] + ring[3]) / 2))
            <= (ring[2] - ring[0]) / 2 + 1
            for corner in corners
            for ring in rings
        )
