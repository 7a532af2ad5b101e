"""A picture that a document shows small stays small."""

from __future__ import annotations

import pytest

from booklet.making import draw_picture
from foreign_documents import PLACE
from importing.test_import_writing import write
from importing.test_markdown import read_one
from importing.word_files import p, word_file
from octavo.importing.tree import ForeignFigure, ForeignPicture
from octavo.importing.word import read_word

PAGE = '<w:sectPr><w:pgSz w:w="11339"/><w:pgMar w:left="850" w:right="850"/></w:sectPr>'
"""Text of 482 points, 170 mm."""
HALF = 3_060_000
"""85 mm in English Metric Units."""


def drawing(cx: object, frame: str = "inline") -> str:
    return (
        f'<w:r><w:drawing><wp:{frame}><wp:extent cx="{cx}" cy="1"/><a:blip r:embed="one.png"/>'
        f"</wp:{frame}></w:drawing></w:r>"
    )


def shape(style: str) -> str:
    data = '<v:imagedata r:id="one.png"/>'
    return f'<w:r><w:pict><v:shape style="{style}">{data}</v:shape></w:pict></w:r>'


def share_of(body: str, page: str = PAGE) -> float:
    document = word_file(p(body) + page, media={"one.png": draw_picture()})
    [figure] = read_word(document, "made.docx").blocks
    assert isinstance(figure, ForeignFigure)
    return round(figure.picture.share, 2)


@pytest.mark.parametrize(
    "body",
    [
        drawing(HALF),
        drawing(HALF, "anchor"),
        shape("width:241pt;height:3in"),
        shape("mso-width-percent:100; WIDTH: 8.5cm"),
    ],
)
def test_a_word_file_says_how_wide_it_shows_a_picture(body: str) -> None:
    assert share_of(body) == 0.5


@pytest.mark.parametrize("page", ["", "<w:sectPr/>", PAGE.replace("11339", "wide")])
def test_a_word_file_that_does_not_say_how_wide_its_text_is_leaves_it_open(page: str) -> None:
    assert share_of(drawing(HALF), page) == 0


@pytest.mark.parametrize("body", [drawing("wide"), shape("width:9furlong"), shape("")])
def test_a_picture_without_a_width_leaves_it_open(body: str) -> None:
    assert share_of(body) == 0


@pytest.mark.parametrize(
    "text",
    [
        '<img src="one.png" alt="a" width="40%">',
        '<img src="one.png" alt="a" style="height: 100%; width: 40%">',
        "![a](one.png){#fig-one width=40%}",
    ],
)
def test_markdown_gives_it_in_per_cent(text: str) -> None:
    block = read_one(text)

    assert isinstance(block, ForeignFigure)
    assert block.picture.share == 0.4


def test_pixels_of_a_screen_say_nothing_of_it() -> None:
    block = read_one('<img src="one.png" alt="a" width="40">')

    assert isinstance(block, ForeignFigure)
    assert block.picture.share == 0


@pytest.mark.parametrize(
    ("share", "written"),
    [(0.5, "width: 0.5"), (0.333333, "width: 0.33"), (0.05, "width: 0.2")],
)
def test_it_is_written_as_the_width_of_the_figure(share: float, written: str) -> None:
    picture = ForeignPicture("one.png", draw_picture(), "a", share)

    assert written in write((ForeignFigure(place=PLACE, picture=picture),)).split("\n")


@pytest.mark.parametrize("share", [0, 0.95, 1, 1.7])
def test_one_as_wide_as_the_text_needs_none(share: float) -> None:
    picture = ForeignPicture("one.png", draw_picture(), "a", share)

    assert "width" not in write((ForeignFigure(place=PLACE, picture=picture),))
