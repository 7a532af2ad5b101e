"""Figures on the page: how wide they are, and how many stand on one."""

from __future__ import annotations

from io import BytesIO
from math import inf

import pikepdf
import pytest
from hypothesis import given, strategies as st
from PIL import Image
from pypdfium2 import PdfDocument

from booklet.faults import find_fault
from booklet.making import Made, make, read_files
from octavo.artwork.side_by_side import GUTTER
from octavo.booklet import BookletOptions, check
from octavo.files.pixels import read_size
from octavo.pdf.usage import list_usage
from octavo.typeset.pictures import fit_picture

PUBLICATION = b"""title: A small meeting
language: en-GB
event: {name: Autumn meeting, start: 2026-10-03}
imprint: {publisher: The Society}
sections: [01-one.md]
outputs: [booklet]
"""
FRONT = "---\nid: one\ntitle: The first section\nkind: chapter\n---\n\nText before the figures.\n\n"


def build(blocks: str, size: tuple[int, int] = (90, 60), front: str = FRONT) -> list[list[float]]:
    """The widths of the pictures on each page of a booklet."""
    with pikepdf.open(BytesIO(_make(blocks, size, front).data)) as pdf:
        return [[picture.width for picture in page.pictures] for page in list_usage(pdf)]


def _make(blocks: str, size: tuple[int, int] = (90, 60), front: str = FRONT) -> Made:
    kept = BytesIO()
    Image.new("RGB", size, (31, 95, 168)).save(kept, "PNG")
    files = {"publication.yaml": PUBLICATION, "a.png": kept.getvalue()}
    return make(*read_files({**files, "01-one.md": (front + blocks).encode()}))


def figure(number: int, more: str = "", words: int = 0) -> str:
    """A figure with a picture, and so many more words in its caption."""
    return (
        f"```figure\nid: fig-{number}\npicture: a.png\ncaption: Number {number}{' word' * words}\n"
        f"alternative: Blue.\n{more}```\n\n"
    )


def test_a_width_is_part_of_the_measure() -> None:
    (whole,) = filter(None, build(figure(1)))
    (half,) = filter(None, build(figure(1, "width: 0.5\n")))

    assert half == [pytest.approx(whole[0] / 2, abs=0.1)]


@pytest.mark.parametrize("width", ["1.0", "0.5"])
def test_notes_after_a_picture_that_calls_one_are_counted_on(width: str) -> None:
    calling = figure(1, f"width: {width}\n").replace("Number 1", "Number[^a] 1")
    notes = "Text.[^b]\n\n[^a]: First.\n\n[^b]: Second.\n"

    assert find_fault(_make(calling + notes)) is None


@pytest.mark.parametrize("size", [(90, 60), (60, 60), (60, 80), (60, 100)], ids=str)
@pytest.mark.parametrize("words", [0, 40])
def test_figures_in_a_row_stand_two_on_a_page(size: tuple[int, int], words: int) -> None:
    row = "".join(figure(number, words=words) for number in range(6))
    first, *inner, _ = filter(None, build(row, size))

    assert first
    assert min((len(page) for page in inner), default=2) >= 2


@pytest.mark.parametrize("text", range(1, 9))
def test_pictures_in_one_of_two_columns_are_alike(text: int) -> None:
    """However much text is around them, by which their pages could be fuller."""
    front = FRONT.replace("kind: chapter\n", "kind: chapter\ncolumns: 2\n")
    said = "The members agreed that the work should be measured by those who pay. " * 7
    blocks = f"{said}\n\n" * text
    blocks += "".join(figure(number, words=12 * number) for number in range(4))
    widths = [width for page in build(f"{blocks}{said}\n", front=front) for width in page]

    assert len(widths) == 4
    assert max(widths) - min(widths) < 0.1


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
    alone, beside = (fit_picture(size, measure, tallest, room) for room in (inf, tallest / 3))

    assert 0.55 * alone - 1e-9 <= beside <= alone <= measure
    assert alone * size[1] / size[0] <= tallest * 0.62 + 1e-6


def group(*parts: str, more: str = "") -> str:
    """A figure whose parts say this."""
    listed = "".join(f"  - {{picture: a.png, alternative: A, {part}}}\n" for part in parts)
    return f"```figure\nid: fig-all\ncaption: The whole\n{more}parts:\n{listed}```\n\n"


def in_two_columns(blocks: str) -> list[list[float]]:
    """The widths of the pictures on each page, in a section of two columns."""
    return build(blocks, front=FRONT.replace("chapter", "chapter\ncolumns: 2"))


@pytest.mark.parametrize("count", [4, 5, 6])
def test_many_parts_go_over_both_columns_when_one_has_no_room_side_by_side(count: int) -> None:
    (whole,) = filter(None, build(figure(1)))
    (page,) = filter(None, in_two_columns(group(*[f"caption: View {n}" for n in range(count)])))

    assert page[:2] == [pytest.approx((whole[0] - GUTTER) / 2, abs=0.1)] * 2
    assert len(page) == count


def test_two_parts_stay_one_above_the_other_in_their_column() -> None:
    (column,) = filter(None, in_two_columns(figure(1)))
    (page,) = filter(None, in_two_columns(group("caption: One", "caption: Two")))

    assert page == column * 2


def read_pages(blocks: str) -> str:
    """The text of a booklet with these blocks."""
    kept = BytesIO()
    Image.new("RGB", (90, 60), (31, 95, 168)).save(kept, "PNG")
    files = {"publication.yaml": PUBLICATION, "a.png": kept.getvalue()}
    made = make(*read_files({**files, "01-one.md": (FRONT + blocks).encode()}))
    pages = [page.get_textpage().get_text_bounded() for page in PdfDocument(made.data)]
    return " ".join(" ".join(pages).split())


def test_parts_stand_side_by_side() -> None:
    (whole,) = filter(None, build(figure(1)))
    (page,) = filter(None, build(group("caption: One", "caption: Two")))

    assert page == [pytest.approx((whole[0] - GUTTER) / 2, abs=0.1)] * 2


def test_a_reference_to_a_part_has_its_letter() -> None:
    said = read_pages(group("caption: One", "caption: Two, id: fig-b") + "See [](#fig-b) again.")

    assert "(a) One" in said
    assert "(b) Two" in said
    assert "Figure 1 The whole" in said
    assert "See Figure 1b again." in said


def test_a_figure_higher_than_its_page_goes_on_between_its_parts() -> None:
    drawn = "".join(
        f"  - {{orbits: {n}, alternative: A, caption: Part {n}}}\n" for n in range(1, 8)
    )
    said = read_pages(f"```figure\ncaption: The whole\nparts:\n{drawn}```\n")

    assert [said.count(f"Part {n}") for n in range(1, 8)] == [1] * 7


def test_a_photograph_taken_on_its_side_keeps_its_shape() -> None:
    kept = BytesIO()
    turned = Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (90, 60)).save(kept, "JPEG", exif=turned)

    assert read_size(kept.getvalue()) == (60, 90)


def test_a_number_too_wide_for_its_column_is_refused_at_its_figure() -> None:
    facts = b"facts: {grains: {value: '1,234,567,890,123.25', label: grains}}\n"
    front = FRONT.replace("chapter", "chapter\ncolumns: 2")
    body = "```statistics\nid: fig-grains\nitems: [{fact: grains}]\n```\n"
    files = {"publication.yaml": PUBLICATION + facts, "01-one.md": (front + body).encode()}
    document, library = read_files(files)

    (found,) = check(document, BookletOptions(), library)
    assert str(found.span) == "01-one.md:10:1"
    assert "the number `1,234,567,890,123.25` is wider than its place" in found.message
