"""Pictures as PDF images, with nothing told of camera, place or maker."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from octavo.files.jpeg import SIGN, strip_jpeg
from octavo.files.library import read_builtin
from octavo.files.pixels import SCREEN_PROFILE, clear_transparent
from octavo.pdf.objects import PdfValue, Stream, array, dictionary

if TYPE_CHECKING:
    from PIL.Image import Image

_QUALITY = 92
"""Of a JPEG that has to be written anew because its colours are changed, by Pillow's scale. Against
the original a photograph of a page is off by 4.5 of 255 on average (root of squares) with 75, 1.8
with 92 and 0.5 with 99, in 396, 669 and 1,339 kB. Below 85 hard edges grow fringes; above 92 bytes
double for what no press shows."""
_LEVEL = 6
"""How hard deflate tries. A dithered cover of 2.8 million pixels takes 1 s with 6 and 14 to 24 s
with 9, in 1.28 and 1.12 MB; photographs are as large with either to one part in a hundred."""
_SPACES = {"L": "/DeviceGray", "RGB": "/DeviceRGB", "CMYK": "/DeviceCMYK"}
"""By Pillow's name for the mode."""


@dataclass(frozen=True)
class Embedded:
    """An image, and the one that says how opaque it is."""

    image: Stream
    mask: Stream | None = None


def read_picture(data: bytes, press: bytes | None = None) -> Embedded:
    """The picture in `data`. Raises `ValueError` when it is none.

    A JPEG passes as it is, without its metadata, when its colours are sRGB or greys and it stands
    upright; anything else is decoded and packed again. With `press`, the ICC profile of a printing
    condition, colours become inks and greys stay greys.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        picture = Image.open(BytesIO(data))
        picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValueError(f"this picture cannot be read: {error}") from error
    is_jpeg = data.startswith(SIGN) and picture.format == "JPEG"
    if press is not None and not _is_plain_grey(picture):
        return _read_inks(picture, press, is_jpeg)
    return Embedded(_read_jpeg(data, picture)) if is_jpeg else _read_other(picture)


def _read_jpeg(data: bytes, picture: Image) -> Stream:
    upright = picture.getexif().get(0x0112, 1) == 1
    if not (upright and picture.mode in {"L", "RGB"} and _is_srgb(picture)):
        buffer = BytesIO()
        settled = _settle(picture)
        settled.save(buffer, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
        return _read_jpeg(buffer.getvalue(), settled)
    entries = _describe(picture) | {"Filter": "/DCTDecode"}
    return Stream(strip_jpeg(data), entries)


def _read_other(picture: Image) -> Embedded:
    settled = _settle(picture)
    if settled.mode not in {"LA", "RGBA"}:
        return Embedded(_pack(settled))
    alpha = settled.getchannel("A")
    opaque = alpha.getextrema() == (255, 255)
    colours = settled.convert("L" if settled.mode == "LA" else "RGB")
    return Embedded(_pack(colours), None if opaque else _pack(alpha))


def _read_inks(picture: Image, press: bytes, is_jpeg: bool) -> Embedded:
    """The picture as cyan, magenta, yellow and black; packed with loss only if it was before."""
    settled = _settle(picture)
    if settled.mode in {"L", "LA"}:
        return _read_other(settled)
    alpha = settled.getchannel("A") if settled.mode == "RGBA" else None
    opaque = alpha is None or alpha.getextrema() == (255, 255)
    inks = _mix_inks(settled.convert("RGB"), press)
    mask = None if opaque or alpha is None else _pack(alpha)
    if not is_jpeg:
        parameters = dictionary({"Predictor": 2, "Colors": 4, "Columns": inks.width})
        entries = _describe(inks) | {"DecodeParms": parameters, "Filter": "/FlateDecode"}
        return Embedded(Stream(zlib.compress(_subtract(inks), _LEVEL), entries), mask)
    buffer = BytesIO()
    inks.save(buffer, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    decode = array([1, 0] * 4)  # JPEG files keep inks the wrong way round, and always have
    entries = _describe(inks) | {"Decode": decode, "Filter": "/DCTDecode"}
    return Embedded(Stream(strip_jpeg(buffer.getvalue()), entries), mask)


def _mix_inks(picture: Image, press: bytes) -> Image:
    """The picture's sRGB colours in the inks of the profile: relative, with black as black."""
    from PIL import ImageCms

    screen = ImageCms.ImageCmsProfile(BytesIO(read_builtin(SCREEN_PROFILE)))
    paper = ImageCms.ImageCmsProfile(BytesIO(press))
    mixed = ImageCms.profileToProfile(
        picture,
        screen,
        paper,
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert mixed is not None, "a picture that is not changed in place comes back as another"
    mixed.info.clear()
    return mixed


def _subtract(picture: Image) -> bytes:
    """The rows of the picture, each pixel as its difference from the one to its left."""
    from PIL import ImageChops

    shifted = ImageChops.offset(picture, 1, 0)
    shifted.paste(0, (0, 0, 1, picture.height))
    return ImageChops.subtract_modulo(picture, shifted).tobytes()


def _is_plain_grey(picture: Image) -> bool:
    """Whether there is no colour in the picture's mode."""
    return picture.mode in {"1", "L", "LA", "I", "I;16"}


def _settle(picture: Image) -> Image:
    """The picture upright and in sRGB or greys, with alpha when it has any."""
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(picture)
    if upright.mode in {"I", "I;16"}:
        upright = _shorten(upright)
    grey = upright.mode in {"1", "L", "LA"}
    clear = upright.has_transparency_data
    if upright.mode in {"RGB", "CMYK"} and not _is_srgb(upright):
        upright = _convert(upright)
    mode = ("LA" if clear else "L") if grey else ("RGBA" if clear else "RGB")
    settled = clear_transparent(upright.convert(mode))
    settled.info.clear()
    return settled


def _shorten(picture: Image) -> Image:
    """Greys of sixteen bits in eight."""
    from PIL import ImageMath

    wide = picture.convert("I")
    short: Image = ImageMath.lambda_eval(lambda given: given["wide"] / 257, wide=wide)
    return short.convert("L")


def _convert(picture: Image) -> Image:
    """The picture in sRGB, by the profile that it brings along. Raises `ValueError`."""
    from PIL import ImageCms

    plain = ImageCms.ImageCmsProfile(BytesIO(read_builtin(SCREEN_PROFILE)))
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(picture.info["icc_profile"]))
        converted = ImageCms.profileToProfile(picture, own, plain, outputMode="RGB")
    except (OSError, ImageCms.PyCMSError) as error:
        raise ValueError(f"the colour profile of this picture cannot be read: {error}") from error
    return converted or picture


def _is_srgb(picture: Image) -> bool:
    """Whether the picture is grey, or its colours are sRGB by its profile's own description."""
    if picture.mode == "L":
        return True
    profile = picture.info.get("icc_profile")
    return not isinstance(profile, bytes) or b"sRGB" in profile.replace(b"\0", b"")


def _describe(picture: Image) -> dict[str, PdfValue]:
    return {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": picture.width,
        "Height": picture.height,
        "ColorSpace": _SPACES[picture.mode],
        "BitsPerComponent": 8,
    }


def _pack(picture: Image) -> Stream:
    """The picture deflated, row by row, as PNG does it and PDF understands it."""
    buffer = BytesIO()
    picture.save(buffer, "PNG", compress_level=_LEVEL)
    parameters: dict[str, PdfValue] = {
        "Predictor": 15,
        "Colors": len(picture.getbands()),
        "Columns": picture.width,
    }
    entries: dict[str, PdfValue] = {"Filter": "/FlateDecode", "DecodeParms": dictionary(parameters)}
    return Stream(_join_data(buffer.getvalue()), _describe(picture) | entries)


def _join_data(png: bytes) -> bytes:
    """The picture data of a PNG file."""
    parts: list[bytes] = []
    at = 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            parts.append(png[at + 8 : at + 8 + length])
        at += length + 12
    return b"".join(parts)
