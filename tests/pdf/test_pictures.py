"""Pictures keep what is to be seen and lose what is not."""

from __future__ import annotations

from io import BytesIO
from time import process_time
from typing import cast

import pytest
from PIL import Image, ImageOps

from octavo.files.jpeg import strip_jpeg
from octavo.files.library import read_builtin
from octavo.files.pixels import SCREEN_PROFILE
from octavo.pdf.objects import Stream
from octavo.pdf.pictures import read_picture
from pdf.reading import open_pdf
from pdf.sample import close, new_canvas

RED = (200, 30, 30)


def _jpeg(picture: Image.Image, *, exif: Image.Exif | None = None, profile: bytes = b"") -> bytes:
    """A JPEG with a secret in its comment."""
    buffer = BytesIO()
    exif = exif or Image.Exif()
    told = {"icc_profile": profile, "exif": exif, "comment": b"Secret place"}
    picture.save(buffer, "JPEG", quality=95, progressive=True, **told)
    return buffer.getvalue()


def _png(picture: Image.Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def _exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "Secret camera"
    exif[0x0112] = orientation
    return exif


def _two_halves() -> Image.Image:
    """Red on the left, blue on the right; wider than high."""
    picture = Image.new("RGB", (64, 32), RED)
    picture.paste((20, 20, 220), (32, 0, 64, 32))
    return picture


def _entry(stream: Stream, key: str) -> object:
    return stream.entries[key]


def test_a_jpeg_loses_its_metadata_and_nothing_else() -> None:
    picture = _two_halves()
    data = _jpeg(picture, exif=_exif())
    stripped = strip_jpeg(data)
    assert b"Secret" in data
    assert b"Secret" not in stripped
    assert Image.open(BytesIO(stripped)).tobytes() == Image.open(BytesIO(data)).tobytes()


def test_what_follows_the_end_of_a_jpeg_is_dropped() -> None:
    assert strip_jpeg(_jpeg(_two_halves()) + b"Secret thumbnail").endswith(b"\xff\xd9")


def test_a_thumbnail_in_a_jpeg_is_dropped() -> None:
    body = b"JFXX\0\x13" + b"Secret thumbnail"
    segment = b"\xff\xe0" + (len(body) + 2).to_bytes(2, "big") + body
    data = _jpeg(_two_halves())
    with_one = data[:20] + segment + data[20:]

    assert Image.open(BytesIO(with_one)).size == (64, 32)
    assert strip_jpeg(with_one) == strip_jpeg(data)


def test_an_upright_jpeg_is_not_packed_again() -> None:
    data = _jpeg(_two_halves())
    image = read_picture(data).image
    assert image.data == strip_jpeg(data)
    assert _entry(image, "Filter") == "/DCTDecode"


def test_a_jpeg_that_lies_on_its_side_is_put_upright() -> None:
    image = read_picture(_jpeg(_two_halves(), exif=_exif(orientation=6))).image
    assert (_entry(image, "Width"), _entry(image, "Height")) == (32, 64)
    upright = Image.open(BytesIO(image.data))
    assert upright.size == (32, 64)
    assert b"Secret" not in image.data


def test_a_cmyk_jpeg_becomes_rgb() -> None:
    image = read_picture(_jpeg(Image.new("CMYK", (8, 8), (0, 255, 255, 0)))).image
    assert _entry(image, "ColorSpace") == "/DeviceRGB"


def test_colours_of_another_profile_are_converted() -> None:
    swapped = read_builtin(SCREEN_PROFILE).replace(b"sRGB", b"odd ")
    for one, other in ((b"rXYZ", b"____"), (b"gXYZ", b"rXYZ"), (b"____", b"gXYZ")):
        swapped = swapped.replace(one, other, 1)
    data = _jpeg(Image.new("RGB", (8, 8), RED), profile=swapped)
    image = read_picture(data).image
    red, green, _ = cast("tuple[int, int, int]", Image.open(BytesIO(image.data)).getpixel((4, 4)))
    assert green > 150 > red


def test_a_grey_jpeg_stays_grey() -> None:
    assert (
        _entry(read_picture(_jpeg(Image.new("L", (8, 8), 99))).image, "ColorSpace") == "/DeviceGray"
    )


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_a_png_without_alpha_has_no_mask(mode: str) -> None:
    assert read_picture(_png(Image.new(mode, (9, 5)))).mask is None


@pytest.mark.parametrize("mode", ["LA", "RGBA"])
def test_a_png_with_alpha_has_a_mask(mode: str) -> None:
    found = read_picture(_png(Image.new(mode, (9, 5))))
    assert found.mask is not None
    assert _entry(found.mask, "ColorSpace") == "/DeviceGray"


def test_a_png_whose_alpha_hides_nothing_has_no_mask() -> None:
    assert read_picture(_png(Image.new("RGBA", (9, 5), (*RED, 255)))).mask is None


def test_greys_of_sixteen_bits_keep_their_height() -> None:
    found = read_picture(_png(Image.new("I;16", (4, 4), 32896)))
    assert _pixel(found.image) == 128


def test_a_png_looks_as_it_did() -> None:
    found = read_picture(_png(_two_halves()))
    assert _pixel(found.image) == RED


def _pixel(image: Stream) -> object:
    """The first pixel, as a reader of the PDF sees it."""
    import pikepdf

    with pikepdf.new() as pdf:
        entries = {key: value for key, value in image.entries.items() if isinstance(value, int)}
        stream = pikepdf.Stream(pdf, image.data)
        for key, value in entries.items():
            stream[f"/{key}"] = value
        stream.Subtype = pikepdf.Name("/Image")
        stream.ColorSpace = pikepdf.Name(str(image.entries["ColorSpace"]))
        stream.Filter = pikepdf.Name("/FlateDecode")
        colours = 1 if image.entries["ColorSpace"] == "/DeviceGray" else 3
        parameters = {"/Predictor": 15, "/Colors": colours, "/Columns": entries["Width"]}
        stream.DecodeParms = pikepdf.Dictionary(parameters)
        return pikepdf.PdfImage(stream).as_pil_image().getpixel((0, 0))


def test_a_dithered_picture_is_packed_in_good_time() -> None:
    """At the highest level of deflate this one takes 2 to 5 s, and a whole cover 25 s."""
    slope = ImageOps.fit(Image.linear_gradient("L"), (1000, 1400))
    across = ImageOps.fit(slope.rotate(90), slope.size)
    dithered = Image.merge("RGB", (slope, across, slope)).convert("P")
    before = process_time()
    read_picture(_png(dithered))

    assert process_time() - before < 1.2


def test_a_picture_shown_twice_is_in_the_file_once() -> None:
    canvas = new_canvas()
    with canvas.marked(canvas.root.add("Figure", alternative="Two colours")):
        canvas.picture(_jpeg(_two_halves()), 10, 10, 64, 32)
        canvas.picture(_jpeg(_two_halves()), 10, 60, 64, 32)
    with open_pdf(close(canvas)) as pdf:
        assert list(pdf.pages[0].obj.Resources.XObject.keys()) == ["/FormXob.Picture1"]


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff", b"<svg/>", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture_is_an_error(data: bytes) -> None:
    with pytest.raises(ValueError, match="this picture cannot be read"):
        read_picture(data)
