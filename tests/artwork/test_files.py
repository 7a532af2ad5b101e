"""Drawings as files, and how their colours stand out."""

from __future__ import annotations

from io import BytesIO

import pytest
from lxml import etree
from PIL import Image

from octavo.artwork.drawings import Drawable, draw
from octavo.artwork.raster import rasterise
from octavo.artwork.svg import write_svg
from octavo.document import (
    Bar,
    Chart,
    Diagram,
    DiagramPart,
    Orbits,
    Statistic,
    Statistics,
    WorldMap,
)
from octavo.document.drawing import Drawing, Group, Label, Move, Path, Straight
from octavo.fonts.faces import Faces
from octavo.style.contrast import measure_contrast, opacity_for
from octavo.style.theme import Theme

ARTWORK: tuple[Drawable, ...] = (
    Orbits(),
    WorldMap(("250",)),
    Diagram("pillars", (DiagramPart("One"), DiagramPart("Two")), "Both"),
    Chart("column", (Bar("One", 1, "1"), Bar("Two", 2, "2"))),
    Statistics((Statistic("countries", "29", "countries", units=29),)),
)
SQUARE = Path((Move(0, 0), Straight(9, 0), Straight(9, 9), Straight(0, 9)), fill="signal")


@pytest.mark.parametrize("artwork", ARTWORK, ids=lambda artwork: type(artwork).__name__)
def test_any_artwork_becomes_an_svg_file(artwork: Drawable, theme: Theme, faces: Faces) -> None:
    drawing = draw(artwork, 323, theme, faces)
    root = etree.fromstring(write_svg(drawing, theme, faces))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert float(root.get("viewBox", "").split()[3]) == pytest.approx(drawing.height, abs=0.01)


@pytest.mark.parametrize("artwork", ARTWORK, ids=lambda artwork: type(artwork).__name__)
def test_any_artwork_becomes_a_png_file(artwork: Drawable, theme: Theme, faces: Faces) -> None:
    drawing = draw(artwork, 323, theme, faces)
    image = Image.open(BytesIO(rasterise(drawing, theme, faces, dpi=72)))
    assert image.width == 323
    assert image.height == pytest.approx(drawing.height, abs=1)
    assert len(set(image.convert("L").tobytes())) > 1  # something is on it


def test_an_svg_file_needs_no_font(theme: Theme, faces: Faces) -> None:
    drawing = Drawing(100, 20, (Label("Space", 0, 5, 9.6),))
    data = write_svg(drawing, theme, faces)
    assert b"<text" not in data
    assert data.count(b"<path") == 1


def test_an_svg_file_stands_upright(theme: Theme, faces: Faces) -> None:
    data = write_svg(Drawing(20, 40, (SQUARE,)), theme, faces)
    assert b"matrix(1 0 0 -1 0 40)" in data
    assert b'd="M0 0L9 0L9 9L0 9" fill="#1F5FA8"' in data


def test_a_clip_has_a_name_of_its_own(theme: Theme, faces: Faces) -> None:
    clipped = Group((SQUARE,), clip=(0, 0, 5, 5))
    data = write_svg(Drawing(20, 20, (clipped, clipped)), theme, faces)
    assert data.count(b'clip-path="url(#clip1)"') == 1
    assert data.count(b'clip-path="url(#clip2)"') == 1


def test_files_are_always_the_same(theme: Theme, faces: Faces) -> None:
    drawing = draw(ARTWORK[2], 323, theme, faces)
    assert write_svg(drawing, theme, faces) == write_svg(drawing, theme, faces)
    assert rasterise(drawing, theme, faces, 90) == rasterise(drawing, theme, faces, 90)


def test_pixels_have_the_colours_of_the_palette(theme: Theme, faces: Faces) -> None:
    image = Image.open(BytesIO(rasterise(Drawing(18, 9, (SQUARE,)), theme, faces, dpi=72)))
    assert (image.getpixel((4, 4)), image.getpixel((14, 4))) == ((31, 95, 168), (255, 255, 255))


def test_a_clip_hides_what_is_outside(theme: Theme, faces: Faces) -> None:
    drawing = Drawing(9, 9, (Group((SQUARE,), clip=(0, 0, 4, 9)),))
    image = Image.open(BytesIO(rasterise(drawing, theme, faces, dpi=72)))
    assert (image.getpixel((2, 4)), image.getpixel((7, 4))) == ((31, 95, 168), (255, 255, 255))


def test_a_transparent_ground_stays_transparent(theme: Theme, faces: Faces) -> None:
    data = rasterise(Drawing(18, 9, (SQUARE,)), theme, faces, dpi=72, paper=False)
    image = Image.open(BytesIO(data))
    assert (image.mode, image.getpixel((14, 4))) == ("RGBA", (255, 255, 255, 0))


def test_a_drawing_without_a_pixel_is_refused(theme: Theme, faces: Faces) -> None:
    with pytest.raises(ValueError, match="smaller than a pixel"):
        rasterise(Drawing(0, 9, ()), theme, faces)


def test_black_on_white_has_the_highest_contrast_there_is(theme: Theme) -> None:
    assert measure_contrast(theme, "ink", "paper") == pytest.approx(17.2, abs=0.3)
    assert measure_contrast(theme, "paper", "paper") == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("front", "ground"),
    [
        ("ink", "paper"),
        ("text", "mist"),
        ("ink", "mist"),
        ("quiet", "paper"),
        ("signal", "paper"),
        ("paper", "ink"),
        ("ink", "line"),
    ],
)
def test_words_in_drawings_can_be_read(front: str, ground: str, theme: Theme) -> None:
    assert measure_contrast(theme, front, ground) >= 4.5


def test_countries_brought_out_stand_apart_from_others(theme: Theme) -> None:
    assert measure_contrast(theme, "signal", "line") >= 3.0


def test_an_opacity_gives_the_contrast_asked_for(theme: Theme) -> None:
    opacity = opacity_for(theme, "paper", "ink", 7)
    assert measure_contrast(theme, "paper", "ink", opacity) == pytest.approx(7, abs=0.2)
    assert opacity_for(theme, "ink", "paper", 21) == 1.0
