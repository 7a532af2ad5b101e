"""A logo stands on both covers, in the head of briefings and on the cover in Word."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from hypothesis import given, strategies as st
from PIL import Image, ImageChops
from pypdfium2 import PdfDocument

from judges.verapdf import judge
from octavo import Draft, Memory, read, select
from octavo.booklet import BookletOptions, check as check_booklet, generate
from octavo.briefing import BriefingOptions, generator as briefing, word as word_briefing
from octavo.briefing.layout.page import TALLEST
from octavo.checks import check
from octavo.document import Logo, Picture
from octavo.files.library import read_builtin
from octavo.files.pixels import fit_inside
from octavo.word import WordOptions, generator as word

PUBLICATION = """\
title: T
event: {{name: E, start: 2027-05-12}}
imprint: {{publisher: Institute of Samples}}
cover: {cover}
logo: {logo}
audiences:
  board:
    name: The board
    question: What?
    purpose: note
    bottom_line: All is well.
    so_what: [Nothing has to be done.]
sections: [one.md]
"""
SECTION = """\
---
id: one
title: One
kind: chapter
points:
  - {id: a, text: The first point is made., rests_on: one-a}
  - {id: b, text: The second point is made., rests_on: one-a}
  - {id: c, text: The third point is made., rests_on: one-a}
---

Words. {#one-a}
"""
WIDE, TALL = (1200, 240), (400, 900)
SHAPES = pytest.mark.parametrize("size", [WIDE, TALL], ids=["wide", "tall"])


def paint(colour: tuple[int, int, int, int], size: tuple[int, int]) -> bytes:
    kept = BytesIO()
    Image.new("RGBA", size, colour).save(kept, "PNG")
    return kept.getvalue()


def make_source(
    size: tuple[int, int] = WIDE,
    logo: str = "logo.png",
    cover: str = "none",
    style: str = "",
) -> tuple[Draft, Memory]:
    files = {
        "publication.yaml": PUBLICATION.format(logo=logo, cover=cover).encode(),
        "one.md": SECTION.encode(),
        "logo.png": paint((255, 0, 255, 255), size),
        "cover.png": paint((0, 90, 0, 255), (900, 900)),
    }
    if style:
        usual = read_builtin("templates/booklet/style.yaml").decode()
        files["templates/booklet/style.yaml"] = usual.replace("page: A5", style).encode()
    library = Memory(files)
    return read(library, "t"), library


def find_logo(data: bytes, page: int) -> tuple[tuple[int, int], tuple[int, int, int, int]]:
    """The size of a page, and where the logo is on it, from the upper left corner."""
    opened = PdfDocument(data)
    shown = opened[page % len(opened)].render().to_pil().convert("RGB")
    red, green, blue = shown.split()
    vivid = ImageChops.darker(ImageChops.darker(red, blue), ImageChops.invert(green))
    bounds = ImageChops.subtract(vivid, Image.new("L", vivid.size, 200)).getbbox()
    assert bounds
    return shown.size, bounds


def find_alternatives(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        named = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
        return [str(one["/Alt"]) for one in named]


# ---------------------------------------------------------------------------- the source


@pytest.mark.parametrize(
    ("written", "alternative"),
    [
        ("logo.png", "Institute of Samples"),
        ("{picture: logo.png}", "Institute of Samples"),
        ("{picture: logo.png, alternative: A sundial}", "A sundial"),
    ],
)
def test_a_logo_is_called_as_its_publisher_unless_it_has_words(
    written: str, alternative: str
) -> None:
    draft, _ = make_source(logo=written)

    assert draft.publication.logo == Logo(Picture("logo.png"), alternative)


def test_a_logo_that_is_not_there_is_told_where_it_is_named() -> None:
    draft, library = make_source(logo="other.png")
    (problem,) = [one for one in check(draft, library) if one.code == "IMG001"]

    assert problem.span
    assert problem.span.line == 5


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_a_logo_keeps_its_shape_and_fills_its_room(across: int, down: int) -> None:
    width, height = fit_inside((across, down), 120, 50)

    assert width / height == pytest.approx(across / down)
    assert (width, height) <= (120.001, 50.001)
    assert width == pytest.approx(120) or height == pytest.approx(50)


# ---------------------------------------------------------------------------- the booklet


@pytest.mark.slow
@SHAPES
@pytest.mark.parametrize(
    ("cover", "style"),
    [("none", "page: A5"), ("orbits", "page: A4"), ("{picture: cover.png}", "page: A5")],
)
def test_a_logo_stands_low_on_both_covers(size: tuple[int, int], cover: str, style: str) -> None:
    draft, library = make_source(size, cover=cover, style=style)
    made = generate(select(draft), BookletOptions(), library).data

    for page in (0, -1):
        (width, height), (left, top, right, bottom) = find_logo(made, page)
        assert (right - left) / (bottom - top) == pytest.approx(size[0] / size[1], rel=0.12)
        assert width * 0.55 < left < right <= width - 36
        assert height * 0.8 < top < bottom <= height - 40
    assert find_alternatives(made) == ["Institute of Samples"] * 2


def test_a_logo_too_coarse_for_print_is_told_by_check() -> None:
    draft, library = make_source((60, 30))
    document, options = select(draft), BookletOptions(edition="print")

    assert [one.code for one in check_booklet(document, options, library)] == ["PRE009"]


# ---------------------------------------------------------------------------- Word and briefings


@SHAPES
def test_a_logo_stands_over_the_cover_in_word(size: tuple[int, int]) -> None:
    draft, library = make_source(size)
    made = word.generate(select(draft), WordOptions(embed_fonts=False), library).data
    with ZipFile(BytesIO(made)) as package:
        body = package.read("word/document.xml").decode()

    assert 'behindDoc="0"' in body
    assert 'descr="Institute of Samples"' in body


HIGHEST_HEAD = 62 + TALLEST
"""Points: the head of a briefing that says little is higher (`briefing.layout.page`)."""


@SHAPES
def test_a_logo_stands_in_the_head_of_a_briefing(size: tuple[int, int]) -> None:
    draft, library = make_source(size)
    document = select(draft, "board")
    made = briefing.generate(document, BriefingOptions(), library).data
    (width, _), (left, top, right, bottom) = find_logo(made, 0)

    assert width / 2 < left < right < width - 48
    assert 0 < top < bottom < HIGHEST_HEAD
    assert "Institute of Samples" in find_alternatives(made)
    page = word_briefing.generate(document, BriefingOptions(), library).data
    with ZipFile(BytesIO(page)) as package:
        heads = [package.read(n).decode() for n in package.namelist() if "header" in n]
    assert any('descr="Institute of Samples"' in head for head in heads)


@pytest.mark.slow
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_a_booklet_with_a_logo_conforms(verapdf: Path, tmp_path: Path, flavour: str) -> None:
    draft, library = make_source(TALL)
    file = tmp_path / "t.pdf"
    file.write_bytes(generate(select(draft), BookletOptions(), library).data)

    assert judge(verapdf, flavour, file).conforms
