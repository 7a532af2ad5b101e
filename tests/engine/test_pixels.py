"""What is under the alpha of a picture: nobody sees it, and no file of ours has it."""

from __future__ import annotations

from io import BytesIO
from typing import cast

import pikepdf
import pytest
from PIL import Image, ImageDraw

from octavo.audit.pixels import hides_masked, hides_pixels
from octavo.document.length import mm
from octavo.docx.pictures import read_picture as read_for_word
from octavo.files.library import read_builtin
from octavo.files.pixels import clear_transparent
from octavo.pdf.objects import Registry, write_value
from octavo.pdf.pictures import Embedded, read_picture as read_for_pdf

SIZE = 40, 30
NO_DOCUMENT = cast(Registry, None)
"""What refers to no other object needs none."""


def rub_out(mode: str = "RGBA") -> Image.Image:
    """A picture of which the right half was rubbed out, with a line of the old one under it."""
    picture = Image.new("RGBA", SIZE, (200, 30, 30, 255))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((20, 0, 40, 30), fill=(255, 255, 255, 0))
    pen.line((22, 5, 38, 25), fill=(0, 0, 0, 0), width=3)
    return picture.convert(mode)


def save(picture: Image.Image, form: str = "PNG") -> bytes:
    made = BytesIO()
    picture.save(made, form, **({"lossless": True, "exact": True} if form == "WEBP" else {}))
    return made.getvalue()


def embed(picture: Embedded) -> pikepdf.Object:
    """The image as an object of a PDF."""
    pdf = pikepdf.new()
    streams: list[pikepdf.Stream] = []
    for one in (picture.image, picture.mask):
        if one is not None:
            stream = pikepdf.Stream(pdf, one.data)
            for key, value in one.entries.items():
                stream[f"/{key}"] = pikepdf.Object.parse(write_value(value, NO_DOCUMENT).encode())
            streams.append(stream)
    if len(streams) == 2:
        streams[0].SMask = pdf.make_indirect(streams[1])
    return pdf.make_indirect(streams[0])


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_was_rubbed_out_is_white(mode: str) -> None:
    cleared = clear_transparent(rub_out(mode)).convert("RGBA")

    assert cleared.getpixel((30, 15)) == (255, 255, 255, 0)
    assert cleared.getpixel((5, 5)) == rub_out(mode).convert("RGBA").getpixel((5, 5))


def test_a_picture_with_nothing_transparent_stays_as_it_is() -> None:
    picture = Image.new("RGBA", SIZE, (1, 2, 3, 1))

    assert clear_transparent(picture) is picture


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_what_was_rubbed_out_is_not_in_a_word_file(mode: str) -> None:
    data = save(rub_out(mode))

    assert hides_pixels(data)
    for width in (mm(2), mm(100)):
        assert not hides_pixels(read_for_word(data, "logo.png", width).raster)


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
@pytest.mark.parametrize("press", [None, read_builtin("assets/colour/fogra39-derived.icc")])
def test_what_was_rubbed_out_is_not_in_a_pdf(mode: str, press: bytes | None) -> None:
    assert not hides_masked(embed(read_for_pdf(save(rub_out(mode)), press)))


def test_a_colour_that_a_picture_calls_transparent_is_so_in_word_too() -> None:
    made = BytesIO()
    Image.new("RGB", SIZE, (9, 9, 9)).save(made, "PNG", transparency=(9, 9, 9))
    raster = Image.open(BytesIO(read_for_word(made.getvalue(), "logo.png", mm(100)).raster))

    assert raster.convert("RGBA").getpixel((5, 5)) == (255, 255, 255, 0)


# ------------------------------------------------------------------------------ what the audit sees


@pytest.mark.parametrize("form", ["PNG", "WEBP", "TIFF"])
def test_what_is_under_the_alpha_of_a_file_is_seen(form: str) -> None:
    assert hides_pixels(save(rub_out(), form))
    assert not hides_pixels(save(clear_transparent(rub_out()), form))


def write_image(pdf: pikepdf.Pdf, side: int, data: bytes, **entries: object) -> pikepdf.Object:
    """A grey image of a PDF, or one of black and white alone."""
    stream = pikepdf.Stream(pdf, data)
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width = stream.Height = side
    stream.BitsPerComponent = 1 if entries.get("ImageMask") else 8
    if not entries.get("ImageMask"):
        stream.ColorSpace = pikepdf.Name.DeviceGray
    for key, value in entries.items():
        stream[f"/{key}"] = value
    return pdf.make_indirect(stream)


GREYS = bytes(range(0, 200, 2))


def test_what_is_under_a_mask_of_another_size_is_seen() -> None:
    pdf = pikepdf.new()
    mask = write_image(pdf, 2, bytes([255, 0, 255, 0]))

    assert hides_masked(write_image(pdf, 10, GREYS, SMask=mask))


def test_what_a_range_of_colours_hides_is_seen() -> None:
    pdf = pikepdf.new()

    assert hides_masked(write_image(pdf, 10, GREYS, Mask=pikepdf.Array([0, 90])))
    assert not hides_masked(write_image(pdf, 10, GREYS, Mask=pikepdf.Array([4, 4])))
    assert not hides_masked(write_image(pdf, 10, GREYS))


def test_what_a_stencil_hides_is_seen() -> None:
    pdf = pikepdf.new()
    half = bytes([0xFF, 0xC0] * 5 + [0, 0] * 5)
    stencil = write_image(pdf, 10, half, ImageMask=True)

    assert hides_masked(write_image(pdf, 10, GREYS, Mask=stencil))
    assert not hides_masked(write_image(pdf, 10, bytes(100), Mask=stencil))
