"""Sheets folded and stitched are read as pages 1 to n."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest
from pikepdf import Array, Name, Object, Page, Pdf
from PIL.Image import Image

from octavo.document.length import mm
from octavo.pdf.bleed import FINE, find_missing_bleed
from octavo.pdf.imposition import Side, arrange, measure_creep
from octavo.pdf.metadata import UNKNOWN, write_xmp
from octavo.pdf.placement import render_pages
from octavo.pdf.standards import IMPOSED
from pdf.pressed import PAGE, PRESS, change, on_sheets, print_pages
from pdf.reading import open_pdf
from pdf.sample import METADATA

MM = 72 / 25.4
PACKET = write_xmp(METADATA, IMPOSED)


@dataclass(frozen=True)
class Sheet:
    """One sheet of paper, by what is printed on its four halves."""

    front: Side
    back: Side


def fold(sides: tuple[Side, ...]) -> list[int | None]:
    """What a reader meets who turns the pages: the first half of each sheet, then back out."""
    sheets = [Sheet(*sides[at : at + 2]) for at in range(0, len(sides), 2)]
    way_in = [page for sheet in sheets for page in (sheet.front[1], sheet.back[0])]
    way_out = [page for sheet in reversed(sheets) for page in (sheet.back[1], sheet.front[0])]
    return [*way_in, *way_out]


def count(pages: int) -> tuple[str, ...]:
    """The words on each of so many pages."""
    return tuple(f"page{number}" for number in range(1, pages + 1))


def test_eight_pages_are_two_sheets() -> None:
    assert arrange(8) == ((7, 0), (1, 6), (5, 2), (3, 4))


def test_the_innermost_pages_move_by_the_thickness_of_the_sheets_around_them() -> None:
    assert [measure_creep(pages, mm(0.1)) / mm(1) for pages in (0, 4, 8, 48)] == pytest.approx(
        [0, 0, 0.1, 1.1]
    )


@pytest.mark.parametrize("pages", [4, 8, 12, 44, 100])
def test_sheets_without_blanks_are_read_in_order(pages: int) -> None:
    assert fold(arrange(pages)) == list(range(pages))


@pytest.mark.parametrize(
    ("pages", "read"),
    [
        (1, [None, None, None, 0]),
        (2, [0, None, None, 1]),
        (5, [0, 1, 2, 3, None, None, None, 4]),
        (6, [0, 1, 2, 3, 4, None, None, 5]),
        (7, [0, 1, 2, 3, 4, 5, None, 6]),
    ],
)
def test_blanks_stand_before_the_back_cover(pages: int, read: list[int | None]) -> None:
    assert fold(arrange(pages)) == read


def test_blanks_stand_at_the_end_where_there_is_no_back_cover() -> None:
    assert fold(arrange(6, cover_last=False)) == [0, 1, 2, 3, 4, 5, None, None]


def test_nothing_takes_no_sheet() -> None:
    assert arrange(0) == ()


@pytest.mark.parametrize("pages", [4, 6, 11, 16])
def test_the_words_on_folded_sheets_are_read_in_order(pages: int) -> None:
    sheets = on_sheets(print_pages(count(pages)))
    read = [page for page in fold(_read_sides(sheets.data)) if page is not None]
    assert read == list(range(1, pages + 1))
    assert (sheets.sides, sheets.blanks) == ((pages + 3) // 4 * 2, -pages % 4)


def _read_sides(data: bytes) -> tuple[Side, ...]:
    """The number that stands on each half of each side."""
    from pypdfium2 import PdfDocument

    pdf = PdfDocument(data)
    middle = PRESS.slug + PAGE[0]
    sides: list[Side] = []
    for page in pdf:
        text = page.get_textpage()
        halves = ((0.0, middle), (middle, 2 * middle))
        found = [text.get_text_bounded(left=left, right=right).split() for left, right in halves]
        numbers = [[int(word[4:]) for word in words if "page" in word] for words in found]
        left, right = (half[0] if half else None for half in numbers)
        sides.append((left, right))
    pdf.close()
    return tuple(sides)


def test_a_sheet_is_as_wide_as_two_pages_with_marks_around_them() -> None:
    with open_pdf(on_sheets(print_pages(count(4))).data) as pdf:
        boxes = {key: [float(v) for v in list(pdf.pages[0].obj[key])] for key in BOXES}
    width, height = 2 * PAGE[0], PAGE[1]
    assert boxes["/TrimBox"] == pytest.approx(
        [12 * MM, 12 * MM, 12 * MM + width, 12 * MM + height], abs=0.02
    )
    assert boxes["/BleedBox"] == pytest.approx(
        [9 * MM, 9 * MM, 15 * MM + width, 15 * MM + height], abs=0.02
    )
    assert boxes["/MediaBox"] == pytest.approx([0, 0, 24 * MM + width, 24 * MM + height], abs=0.02)


BOXES = ("/MediaBox", "/BleedBox", "/TrimBox")


def test_art_ends_at_the_fold() -> None:
    """The left page has no art on the right one, though both run over their edges."""
    with open_pdf(on_sheets(print_pages(count(4))).data) as pdf:
        code = pdf.pages[0].obj.Contents[0].read_bytes().decode().splitlines()
    fold_at, top = PRESS.slug + PAGE[0], PAGE[1] + 2 * PRESS.bleed
    start = PRESS.slug - PRESS.bleed
    left, right = (list(map(float, line.split()[1:5])) for line in code[:2])
    assert left == pytest.approx([start, start, fold_at - start, top], abs=0.02)
    assert right == pytest.approx([fold_at, start, fold_at - start, top], abs=0.02)


@pytest.mark.parametrize("pages", [4, 12, 48])
def test_art_that_reaches_the_edge_fills_the_bleed_of_every_sheet(pages: int) -> None:
    """Also where pages were moved towards the fold, and none of their own marks is seen there."""
    press = replace(PRESS, reserve=measure_creep(pages, PRESS.thickness))
    sheets = on_sheets(print_pages(count(pages), press=press), press).data
    assert list(find_missing_bleed(sheets)) == []
    assert all(_is_bare_below(page) for _, page, _, _ in render_pages(sheets, FINE / MM))


def test_sheets_whose_pages_end_at_their_trim_are_refused() -> None:
    def cut(pdf: Pdf) -> None:
        for form in pdf.pages[0].resources.XObject.values():
            form.BBox = Array([12 * MM, 12 * MM, 12 * MM + PAGE[0], 12 * MM + PAGE[1]])

    found = list(find_missing_bleed(change(on_sheets(print_pages(count(4))).data, cut)))
    assert [problem.message for problem in found] == [
        "art on page 1 reaches the edge (left, right, upper) and has no bleed there"
    ]


def _is_bare_below(picture: Image) -> bool:
    """Whether nothing is seen in the bleed of the lower half, where no page has art."""
    width, height = picture.size
    slug, bleed = round(12 * FINE), round(3 * FINE)
    lower = (slug - bleed, height // 2, width - slug + bleed, height - slug + bleed)
    strip = picture.crop(lower)
    edges = (
        strip.crop((0, 0, bleed, strip.height)),
        strip.crop((strip.width - bleed, 0, *strip.size)),
    )
    return all(edge.getextrema() == (255, 255) for edge in edges)


def test_inner_sheets_move_towards_the_fold() -> None:
    with open_pdf(on_sheets(print_pages(count(12))).data) as pdf:
        moved = [_read_moves(page.obj.Contents[0].read_bytes().decode()) for page in pdf.pages]
    outer, inner = moved[0], moved[4]
    assert inner[0] - outer[0] == pytest.approx(0.2 * MM, abs=0.02)
    assert outer[1] - inner[1] == pytest.approx(0.2 * MM, abs=0.02)


def _read_moves(code: str) -> tuple[float, float]:
    """How far the left and the right page are moved from the corner of the sheet."""
    left, right = (float(line.split()[12]) for line in code.splitlines()[:2])
    return left, right


def test_every_page_is_in_the_file_once() -> None:
    with open_pdf(on_sheets(print_pages(count(8))).data) as pdf:
        forms = [form.objgen for page in pdf.pages for form in page.resources.XObject.values()]
        fonts = {font.objgen for page in pdf.pages for font in _list_fonts(page)}
    assert len(set(forms)) == len(forms) == 8
    assert len(fonts) == 2


def _list_fonts(page: Page) -> list[Object]:
    forms = page.resources.XObject.values()
    return [font for form in forms for font in form.Resources.Font.values()]


def test_the_same_sheets_are_the_same_bytes() -> None:
    pages = print_pages(count(6))
    assert on_sheets(pages).data == on_sheets(pages).data


def test_sheets_are_pdf_x_and_no_archive() -> None:
    with open_pdf(on_sheets(print_pages(count(4))).data) as pdf:
        assert [str(intent.S) for intent in list(pdf.Root.OutputIntents)] == ["/GTS_PDFX"]
        packet = pdf.Root.Metadata.read_bytes()
        assert (
            re.sub(rb"(InstanceID>uuid:)[^<]+", rb"\g<1>" + str(UNKNOWN).encode(), packet) == PACKET
        )
        assert packet != PACKET
        assert pdf.docinfo.Trapped == Name("/False")
        assert pdf.pdf_version == "1.6"
    assert b"pdfaid:part" not in PACKET
