"""Pictures of a template: their pixels are as they were, and nothing else of them is left."""

from __future__ import annotations

import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings, strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from octavo.audit.pictures import inspect_picture
from octavo.document.problem import SourceError
from octavo.docx.house.pictures import clean_media, strip_png
from octavo.files.library import read_builtin
from octavo.files.pixels import SCREEN_PROFILE

TOLD = b"Traceable"


def draw(mode: str) -> Image.Image:
    """A picture of some colours, half of it transparent where it can be."""
    picture = Image.new("RGBA", (40, 20), (200, 30, 30, 255))
    picture.paste((10, 120, 200, 255), (5, 5, 25, 15))
    picture.paste((255, 255, 255, 0), (20, 0, 40, 20))
    return picture.convert(mode)


def save(picture: Image.Image, form: str, **more: object) -> bytes:
    """The file of a picture."""
    out = BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def told(mode: str) -> bytes:
    """A PNG that says who made it, and has something behind its end."""
    info = PngInfo()
    info.add_text("Author", TOLD.decode())
    return save(draw(mode), "PNG", pnginfo=info, dpi=(96, 96)) + TOLD


def exif(turned: int = 1) -> Image.Exif:
    """What a camera notes."""
    noted = Image.Exif()
    noted[0x010F], noted[0x0112] = TOLD.decode(), turned
    return noted


FILES = {
    **{f"png {mode}": told(mode) for mode in ("RGB", "RGBA", "L", "LA", "P", "1")},
    "gif": save(draw("P"), "GIF", comment=TOLD),
    "gif with a transparent colour": save(draw("P"), "GIF", transparency=3),
    "jpeg": save(draw("RGB"), "JPEG", exif=exif(), comment=TOLD) + TOLD,
    "bmp": save(draw("RGB"), "BMP"),
}


def show(data: bytes) -> bytes:
    """The colours of all pixels."""
    return Image.open(BytesIO(data)).convert("RGBA").tobytes()


@pytest.mark.parametrize("name", FILES)
def test_pixels_are_as_they_were_and_nothing_else_is_told(name: str) -> None:
    clean = clean_media(FILES[name], "logo").data

    assert show(clean) == show(FILES[name])
    assert TOLD not in clean
    assert list(inspect_picture(clean, "logo")) == []
    assert clean_media(clean, "logo").data == clean


def test_a_picture_that_tells_nothing_is_the_same_file() -> None:
    for data in (save(draw("RGB"), "PNG"), save(draw("RGBA"), "PNG")):
        assert clean_media(data, "logo").data == data


def test_a_picture_with_a_palette_keeps_it_and_is_small() -> None:
    wide = Image.new("P", (2000, 1000), 3)

    assert Image.open(BytesIO(clean_media(save(wide, "GIF"), "logo").data)).mode == "P"


def test_what_was_rubbed_out_is_not_kept() -> None:
    picture = draw("RGBA")
    picture.putpixel((30, 5), (1, 2, 3, 0))
    clean = clean_media(save(picture, "PNG"), "logo").data

    assert Image.open(BytesIO(clean)).getpixel((30, 5)) == (255, 255, 255, 0)


def test_a_picture_that_lies_on_its_side_is_set_upright() -> None:
    clean = clean_media(save(draw("RGB"), "JPEG", exif=exif(6)), "logo").data

    assert Image.open(BytesIO(clean)).size == (20, 40)


def test_a_picture_with_a_profile_has_ours() -> None:
    own = read_builtin(SCREEN_PROFILE)
    clean = clean_media(save(draw("RGB"), "PNG", icc_profile=own + TOLD), "logo").data

    assert TOLD not in clean


def test_more_data_than_pixels_is_not_kept() -> None:
    data = save(draw("RGB"), "PNG")
    start = data.index(b"IDAT") - 4
    length = int.from_bytes(data[start : start + 4], "big")
    pixels = zlib.decompress(data[start + 8 : start + 8 + length])
    more = zlib.compress(pixels + TOLD)
    body = b"IDAT" + more
    chunk = len(more).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    longer = data[:start] + chunk + data[start + 12 + length :]

    assert strip_png(longer) == b""
    assert list(inspect_picture(clean_media(longer, "logo").data, "logo")) == []


@settings(max_examples=100)
@given(st.sampled_from(sorted(FILES)), st.lists(st.tuples(st.integers(0), st.integers(0, 255))))
def test_a_spoilt_one_is_clean_or_refused_and_never_a_fault(
    name: str, changes: list[tuple[int, int]]
) -> None:
    spoilt = bytearray(FILES[name])
    for place, value in changes:
        spoilt[place % len(spoilt)] = value
    try:
        clean = clean_media(bytes(spoilt), "logo").data
    except (SourceError, ValueError):
        return
    assert list(inspect_picture(clean, "logo")) == []
