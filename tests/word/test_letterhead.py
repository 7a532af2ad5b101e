"""A logo that hangs from the head into the text: the text begins below it."""

from __future__ import annotations

import pytest

from octavo.docx.house.letterhead import clear_letterhead
from octavo.docx.house.sections import read_layout, read_sections, read_setup
from octavo.docx.layout import Layout, load_layout
from octavo.style.theme import load_theme
from word.house_shapes import open_shape, paragraph, section, shape
from word.sample import LIBRARY

EMU = 12700
TOP, HEAD, LEFT = 72.0, 36.0, 72.0


def hang(
    down: str, across: str = "column:300", high: int = 70, wrap: str = "wrapNone", page: str = ""
) -> Layout:
    """The page of a template whose head has a picture at a place, such as `paragraph:-10`."""
    places = ""
    for axis, place in (("H", across), ("V", down)):
        base, _, at = place.partition(":")
        side = at.isalpha()
        inner = (
            f"<wp:align>{at}</wp:align>"
            if side
            else f"<wp:posOffset>{int(at) * EMU}</wp:posOffset>"
        )
        places += f'<wp:position{axis} relativeFrom="{base}">{inner}</wp:position{axis}>'
    drawing = (
        '<w:r><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        f'wordprocessingDrawing">{places}<wp:extent cx="{140 * EMU}" cy="{high * EMU}"/>'
        f'<wp:{wrap}/><wp:docPr id="1" name="Logo"/></wp:anchor></w:drawing></w:r>'
    )
    house = open_shape(shape(section(f"{page}header1"), {"header1": paragraph(drawing)}))
    sections = read_sections(house)
    layout = read_layout(house, sections, load_theme(LIBRARY), load_layout(LIBRARY))
    assert (layout.top, layout.header, layout.left) == (TOP, HEAD, LEFT)
    return clear_letterhead(layout, house, read_setup(house, sections))


@pytest.mark.parametrize(
    "down", ["paragraph:20", "page:56", "line:20", "topMargin:56", "margin:-16"]
)
@pytest.mark.parametrize("across", ["column:300", "page:200", "margin:right", "page:center"])
def test_the_text_begins_below_it(down: str, across: str) -> None:
    assert hang(down, across).top == HEAD + 20 + 70 + 6


@pytest.mark.parametrize(
    ("down", "across", "high", "wrap", "page"),
    [
        pytest.param("page:10", "column:0", 50, "wrapNone", "", id="above the text"),
        pytest.param("page:30", "page:right", 700, "wrapNone", "", id="behind a whole page"),
        pytest.param("page:100", "page:left", 50, "wrapNone", "", id="a watermark"),
        pytest.param("page:30", "column:-150", 90, "wrapNone", "", id="in the margin"),
        pytest.param("page:30", "column:0", 90, "wrapTopAndBottom", "", id="makes room itself"),
        pytest.param("page:30", "column:0", 90, "wrapNone", "first:", id="on no ordinary page"),
        pytest.param("bottomMargin:30", "column:0", 90, "wrapNone", "", id="at an unknown place"),
    ],
)
def test_the_text_stays_where_it_is(
    down: str, across: str, high: int, wrap: str, page: str
) -> None:
    assert hang(down, across, high, wrap, page).top == TOP
