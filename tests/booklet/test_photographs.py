"""Photographs in a column, on pages of their own, over two pages, and several on a page."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations

import pytest
from hypothesis import given, strategies as st
from PIL import Image, ImageOps

from booklet.expected import expect_photos
from booklet.making import make, read_files
from booklet.reading import find_part, list_said
from octavo.artwork.photo_page import LEAST_KEPT, arrange_photographs
from octavo.booklet.spreads import face_spreads
from octavo.document.problem import SourceError
from octavo.files.pixels import crop_picture, place_crop
from octavo.pdf.placement import PlacedPage, read_placement
from octavo.typeset.flow import BleedPlate, Column, FlowItem, PlacedItem
from octavo.typeset.pictures import BESIDE, LEAST_BESIDE, frame_picture

PUBLICATION = b"""
title: A day in pictures
event: {name: A day}
imprint: {publisher: Institute of Samples}
attribution: on-record
sections: [01-one.md]
outputs: [booklet]
"""
FRONT = "---\nid: one\ntitle: The section\nkind: chapter\n---\n\n"
WORDS = "Those who came stood in the yard and saw the moons of another planet. " * 40


def draw(across: int, down: int) -> bytes:
    """A picture that is dark at the left and light at the right."""
    kept = BytesIO()
    level = Image.linear_gradient("L").rotate(90)
    ImageOps.fit(level, (across, down)).convert("RGB").save(kept, "PNG")
    return kept.getvalue()


def figure(file: str, more: str = "", caption: str = "The yard at dusk") -> str:
    return (
        f"```figure\nid: fig-one\npicture: {file}\ncaption: {caption}\n"
        f"credit: Photograph by the Institute\nalternative: A gradient.\n{more}```\n\n"
    )


def build(text: str, size: tuple[int, int]) -> bytes:
    files = {"publication.yaml": PUBLICATION, "a.png": draw(*size)}
    return make(*read_files({**files, "01-one.md": (FRONT + text).encode()})).data


def find_pictures(data: bytes) -> list[tuple[int, PlacedPage, tuple[float, float, float, float]]]:
    """Each picture: on which page it stands, the page, and where on it."""
    return [
        (number, page, item.box)
        for number, page in enumerate(read_placement(data))
        for item in page.objects
        if item.kind == "picture"
    ]


@pytest.mark.parametrize("size", [(300, 200), (200, 200), (200, 300), (200, 600)], ids=str)
@pytest.mark.parametrize("place", ["column", "page", "bleed", "spread"])
def test_a_picture_of_any_shape_has_its_place(size: tuple[int, int], place: str) -> None:
    data = build(f"{WORDS}\n\n" + figure("a.png", f"place: {place}\n") + WORDS, size)
    found = find_pictures(data)

    assert len(found) == (2 if place == "spread" else 1)
    for _, page, box in found:
        left, bottom, right, top = page.trim
        if place in {"bleed", "spread"}:
            assert box == pytest.approx((left, bottom, right, top), abs=0.1)
        else:
            assert left < box[0] < box[2] < right
            assert bottom < box[1] < box[3] < top
    assert [number - found[0][0] for number, _, _ in found] == list(range(len(found)))


def test_a_spread_begins_on_a_verso() -> None:
    for count in range(4):
        text = f"{WORDS}\n\n" * count + figure("a.png", "place: spread\n") + f"{WORDS}\n\n" * 3
        first, second = find_pictures(build(text, (600, 200)))

        assert (first[0] % 2, second[0]) == (1, first[0] + 1)


def test_a_picture_that_bleeds_has_no_folio_and_its_caption() -> None:
    data = build(f"{WORDS}\n\n" + figure("a.png", "place: bleed\n"), (200, 300))
    ((number, page, _),) = find_pictures(data)
    texts = [item for item in page.objects if item.kind == "text"]

    assert number > 0
    assert texts
    assert all(item.number >= 0 for item in texts)


def test_only_pictures_have_a_place() -> None:
    chart = (
        "```figure\nid: fig-one\nchart: bar\nplace: page\ncaption: A\nalternative: B\n"
        "bars: [{label: C, value: 1}]\n```\n"
    )
    with pytest.raises(SourceError) as raised:
        build(chart, (20, 20))

    assert [problem.code for problem in raised.value.problems] == ["SRC008"]


# ------------------------------------------------------------------------- captions


@given(measure=st.floats(120, 600), part=st.floats(0.1, 1.0), chosen=st.booleans())
def test_a_picture_fills_its_measure_or_has_room_for_its_caption(
    measure: float, part: float, chosen: bool
) -> None:
    frame = frame_picture(measure * part, measure, chosen)

    assert frame.width <= measure * part + 1e-9
    if frame.beside:
        assert frame.beside >= LEAST_BESIDE - 1e-9
        assert frame.width + BESIDE + frame.beside == pytest.approx(measure)
    elif not chosen and measure / 2 >= BESIDE + LEAST_BESIDE:
        assert part >= 1 - 1e-3


# ------------------------------------------------------------------------- crops


@given(
    size=st.tuples(st.integers(1, 4000), st.integers(1, 4000)),
    kept=st.tuples(st.floats(0.05, 1), st.floats(0.05, 1)),
    focus=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_the_focus_is_in_what_is_kept(
    size: tuple[int, int], kept: tuple[float, float], focus: tuple[float, float]
) -> None:
    crop = (max(1, int(size[0] * kept[0])), max(1, int(size[1] * kept[1])))
    for at, whole, own, wanted in zip(
        place_crop(size, crop, focus), size, crop, focus, strict=True
    ):
        start = at * (whole - own)

        assert 0 <= at <= 1
        assert start - 1e-6 <= wanted * whole <= start + own + 1e-6


@pytest.mark.parametrize(("focus", "light"), [(0.0, False), (1.0, True)])
def test_a_crop_goes_to_its_focus(focus: float, light: bool) -> None:
    data = crop_picture(draw(400, 100), (10, 20), 300, (focus, 0.5))
    with Image.open(BytesIO(data)) as image:
        left = image.convert("L").tobytes()[0]

    assert (left > 128) is light


# ------------------------------------------------------------------------- many on a page

SHAPES = st.lists(st.floats(0.4, 2.6), min_size=2, max_size=6)


@given(shapes=SHAPES, width=st.floats(200, 560), ratio=st.floats(0.9, 1.6))
def test_photographs_stand_apart_inside_their_page(
    shapes: list[float], width: float, ratio: float
) -> None:
    height, gap = width * ratio, 5.0
    boxes = arrange_photographs(shapes, width, height, gap)

    assert len(boxes) == len(shapes)
    for box, shape in zip(boxes, shapes, strict=True):
        assert box.left >= -1e-6
        assert box.top >= -1e-6
        assert box.left + box.width <= width + 1e-6
        crop = box.width / box.height / shape
        assert LEAST_KEPT - 1e-6 <= crop <= 1 / LEAST_KEPT + 1e-6
    for one, other in combinations(boxes, 2):
        across = max(one.left, other.left) - min(one.left + one.width, other.left + other.width)
        down = max(one.top, other.top) - min(one.top + one.height, other.top + other.height)
        assert max(across, down) >= gap * 0.9


def test_many_photographs_fill_a_page_with_their_captions() -> None:
    parts = "".join(
        f"  - {{picture: a.png, caption: View {n}, alternative: A}}\n" for n in range(5)
    )
    text = f"```figure\nid: fig-all\nplace: page\ncaption: All\nparts:\n{parts}```\n"
    found = find_pictures(build(text, (300, 200)))

    assert len({number for number, _, _ in found}) == 1
    assert len(found) == 5


# ------------------------------------------------------------------------- register


def test_the_register_shows_what_is_supplied() -> None:
    photos = "- {number: 1, caption: The yard, credit: The owner, file: a.png}\n"
    photos += "- {number: 2, caption: The dome, credit: The owner}\n"
    files = {
        "publication.yaml": PUBLICATION + b"photos: photos.yaml\n",
        "photos.yaml": photos.encode(),
        "a.png": draw(600, 400),
        "01-one.md": (FRONT + "Text.\n").encode(),
    }
    made = make(*read_files(files))
    (found,) = find_pictures(made.data)
    said = list_said(find_part(made.data, "Photographs"))

    assert str(found[0] + 1) == made.labels["part-photos"]
    assert [one for one in said if one[0] != "Figure"] == expect_photos(made.document)
    assert ("Figure", "The yard") in said


# ------------------------------------------------------------------------- spreads


def _page(side: str) -> tuple[Column, ...]:
    plates = {"left": BleedPlate("left", _leave), "right": BleedPlate("right", _leave)}
    item = FlowItem(10.0, plate=plates.get(side))
    return (Column((PlacedItem(item, 0.0),)),)


def _leave(x: float, top: float) -> None:
    """Paint nothing."""


@given(
    texts=st.lists(st.integers(0, 2), min_size=1, max_size=3),
    place=st.integers(0, 1),
)
def test_halves_of_a_spread_face_one_another(texts: list[int], place: int) -> None:
    pages = [_page("opener")]
    for count in texts:
        pages += [_page("text")] * count + [_page("left"), _page("right")]
    sides = [
        one.items[0].item.plate.side if one.items[0].item.plate else ""
        for (one,) in face_spreads(pages, place)
    ]

    assert sides[0] == ""
    for at, side in enumerate(sides):
        if side == "left":
            assert (place + at) % 2 == 1
            assert sides[at + 1] == "right"
    assert sides.count("left") == sides.count("right")
    assert sides.count("left") + sides.count("whole") == len(texts)
