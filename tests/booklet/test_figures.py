"""Figures on the page: how wide they are, and how many stand on one."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, strategies as st
from PIL import Image

from booklet.making import make, read_files
from octavo.pdf.usage import list_usage
from octavo.typeset.figures import fit_picture

PUBLICATION = b"""title: A small meeting
language: en-GB
event: {name: Autumn meeting, start: 2026-10-03}
imprint: {publisher: The Society}
sections: [01-one.md]
outputs: [booklet]
"""
FRONT = "---\nid: one\ntitle: The first section\nkind: chapter\n---\n\nText before the figures.\n\n"


def build(blocks: str, size: tuple[int, int] = (90, 60)) -> list[list[float]]:
    """The widths of the pictures on each page of a booklet."""
    kept = BytesIO()
    Image.new("RGB", size, (31, 95, 168)).save(kept, "PNG")
    files = {"publication.yaml": PUBLICATION, "a.png": kept.getvalue()}
    made = make(*read_files({**files, "01-one.md": (FRONT + blocks).encode()}))
    with pikepdf.open(BytesIO(made.data)) as pdf:
        return [[picture.width for picture in page.pictures] for page in list_usage(pdf)]


def figure(number: int, more: str = "") -> str:
    """A figure with a picture."""
    return (
        f"```figure\nid: fig-{number}\npicture: a.png\ncaption: Number {number}\n"
        f"alternative: Blue.\n{more}```\n\n"
    )


def test_a_width_is_part_of_the_measure() -> None:
    (whole,) = filter(None, build(figure(1)))
    (half,) = filter(None, build(figure(1, "width: 0.5\n")))

    assert half == [pytest.approx(whole[0] / 2, abs=0.1)]


def test_figures_in_a_row_stand_two_on_a_page() -> None:
    pages = list(filter(None, build("".join(map(figure, range(12))))))

    assert [len(page) for page in pages] == [1, 2, 2, 2, 2, 2, 1]


def test_an_upright_picture_leaves_room_for_its_caption() -> None:
    (page,) = filter(None, build(figure(1), (60, 180)))

    assert len(page) == 1


@given(
    size=st.tuples(st.integers(1, 9000), st.integers(1, 9000)),
    measure=st.floats(60, 500),
    tallest=st.floats(300, 700),
)
def test_a_picture_in_a_row_is_smaller_within_limits(
    size: tuple[int, int], measure: float, tallest: float
) -> None:
    alone, beside = (fit_picture(size, measure, tallest, row) for row in (False, True))

    assert 0.7 * alone - 1e-9 <= beside <= alone <= measure
    assert alone * size[1] / size[0] <= tallest * 0.62 + 1e-6
