"""Pictures in a Word file: in the line, or behind the text of a whole page."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from math import inf
from typing import TYPE_CHECKING

from octavo.document.length import Length
from octavo.document.problem import Problem, Severity, SourceError, Span
from octavo.docx.layout import emu
from octavo.docx.markup import escape
from octavo.docx.part_state import Media, PartState, count_drawing, media_relationship
from octavo.files.library import read_builtin
from octavo.files.pixels import SCREEN_PROFILE, clear_transparent, fit_inside

if TYPE_CHECKING:
    from PIL.Image import Image

RESOLUTION = 300
"""Dots per inch of what is shown: what printers ask for, half as fine as an office printer. With
150 the proceedings' file is 21 % shorter and photographs are soft on paper; with 600 it is 43 %
longer, for what only a glass shows."""
LARGEST_PICTURE = 120_000_000
"""Pixels; a picture with more is refused before it is decoded, since it takes four bytes for each:
480 MB. `checks.images.MOST_PIXELS` refuses those of authors sooner; this is for those of templates,
and stops a few kB of PNG that unpack to gigabytes."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A picture ready to be placed."""

    width: Length
    height: Length
    raster: bytes
    suffix: str = ".png"
    """Of the raster: `.png` or `.jpg`."""
    vector: bytes = b""
    """The same as SVG; empty when there is none."""


@dataclass(frozen=True, slots=True)
class AltText:
    """What a picture says to those who cannot see it."""

    name: str
    alternative: str = ""
    """Empty when the picture only decorates."""


_MEDIA_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".svg": "image/svg+xml"}
DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'val="1"/></a:ext></a:extLst>'
)
_LOCKS = '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'


def read_picture(
    data: bytes,
    file: str,
    width: Length,
    span: Span | None = None,
    tallest: Length = inf,
) -> Rendering:
    """The picture in `data` at `width`, upright, in sRGB, at most 300 dpi, without its metadata.

    It is narrower where it would be higher than `tallest`.

    Raises `SourceError` when it is not a picture, or too large to be decoded.
    """
    from PIL import ImageOps

    picture, photograph = _decode(data, file, span)
    width = min(width, tallest * picture.width / picture.height)
    height = width * picture.height / picture.width
    most = round(width / 72 * RESOLUTION)
    if picture.width > most:
        size = most, max(1, round(most * picture.height / picture.width))
        picture = ImageOps.fit(picture, size)
    suffix = ".jpg" if photograph else ".png"
    return Rendering(width, height, _encode(picture, photograph), suffix)


def clean_picture(data: bytes, file: str) -> Media:
    """The picture in `data` without its metadata, still without a name in a Word file.

    Raises `SourceError` when it is not a picture, or too large to be decoded.
    """
    picture, photograph = _decode(data, file, None)
    suffix = ".jpg" if photograph else ".png"
    return Media(suffix, _MEDIA_TYPES[suffix], _encode(picture, photograph))


@dataclass(frozen=True, slots=True)
class Veil:
    """A colour that lies over the head and the foot of a picture, where words stand on it."""

    upper: float
    """How much of the height is covered from above."""
    lower: float
    """The same from below."""
    colour: tuple[int, int, int]
    opacity: float


@dataclass(frozen=True, slots=True)
class Plate:
    """What a logo stands on."""

    edge: Length
    """From the logo to the edge of the plate."""
    colour: tuple[int, int, int]


def crop_picture(data: bytes, file: str, shape: float, veil: Veil) -> bytes:
    """The middle of the picture in `data`, `shape` times as wide as it is high, under a veil.

    Raises `SourceError` when it is not a picture, or too large to be decoded.
    """
    from PIL import ImageOps

    picture, photograph = _decode(data, file, None)
    width = min(picture.width, round(picture.height * shape))
    cut = ImageOps.fit(picture, (width, round(width / shape)))
    return _encode(_cover(cut, veil), photograph)


def set_on_plate(data: bytes, file: str, room: tuple[Length, Length], plate: Plate) -> Rendering:
    """The picture in `data` as large as the room allows, on a plate of one colour.

    Raises `SourceError` when it is not a picture, or too large to be decoded.
    """
    from PIL import Image, ImageOps

    picture, _ = _decode(data, file, None)
    width, height = fit_inside(picture.size, *room)
    most = max(1, round(width / 72 * RESOLUTION))
    if picture.width > most:
        picture = ImageOps.fit(picture, (most, max(1, round(most * height / width))))
    edge = round(plate.edge * picture.width / width)
    size = picture.width + 2 * edge, picture.height + 2 * edge
    whole = Image.new("RGB", size, plate.colour)
    mask = picture.getchannel("A") if picture.mode == "RGBA" else None
    whole.paste(picture.convert("RGB"), (edge, edge), mask)
    return Rendering(width + 2 * plate.edge, height + 2 * plate.edge, _encode(whole, False))


def _cover(picture: Image, veil: Veil) -> Image:
    from PIL import Image

    plain = picture.convert("RGB")
    if picture.mode == "RGBA":
        plain = Image.new("RGB", picture.size, (255, 255, 255))
        plain.paste(picture, mask=picture.getchannel("A"))
    width, height = plain.size
    upper, lower = round(height * veil.upper), height - round(height * veil.lower)
    for top, bottom in ((0, min(upper, height)), (max(upper, lower, 0), height)):
        if bottom > top:
            box = 0, top, width, bottom
            part = plain.crop(box)
            plain.paste(
                Image.blend(part, Image.new("RGB", part.size, veil.colour), veil.opacity), box
            )
    return plain


def open_picture(data: bytes, file: str, span: Span | None = None) -> Image:
    """The picture in `data`, with all its pixels.

    Raises `SourceError` when it is not a picture, or too large to be decoded.
    """
    from PIL import Image, UnidentifiedImageError

    unreadable = (UnidentifiedImageError, OSError, ValueError, SyntaxError)
    try:
        with Image.open(BytesIO(data)) as opened:
            if opened.width * opened.height > LARGEST_PICTURE:
                raise ValueError("it has too many pixels")
            opened.load()
            return opened
    except (*unreadable, Image.DecompressionBombError) as reason:
        raise _refuse(file, reason, span) from None


def _decode(data: bytes, file: str, span: Span | None) -> tuple[Image, bool]:
    """The picture, upright, and whether it is a photograph."""
    from PIL import ImageCms, ImageOps

    opened = open_picture(data, file, span)
    try:
        opaque = not opened.has_transparency_data
        upright = _make_plain(ImageOps.exif_transpose(opened))
        return upright.convert("RGB" if opaque else "RGBA"), opened.format == "JPEG"
    except (OSError, ValueError, ImageCms.PyCMSError) as reason:
        raise _refuse(file, reason, span) from None


def _refuse(file: str, reason: Exception, span: Span | None) -> SourceError:
    message = f"`{file}` cannot be read as a picture: {reason}"
    return SourceError(
        (Problem(Severity.ERROR, "WRD003", message, span, "save it as PNG or JPEG"),)
    )


def _make_plain(picture: Image) -> Image:
    """The picture in the colours of sRGB, when a profile says that its own are others."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if not isinstance(profile, bytes) or picture.mode not in {"RGB", "RGBA", "CMYK"}:
        return picture
    own = ImageCms.ImageCmsProfile(BytesIO(profile))
    plain = ImageCms.ImageCmsProfile(BytesIO(read_builtin(SCREEN_PROFILE)))
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    converted = ImageCms.profileToProfile(picture, own, plain, outputMode=mode)
    return converted or picture


def _encode(picture: Image, photograph: bool) -> bytes:
    """The picture as a file without metadata, but with the profile of its colours."""
    saved = BytesIO()
    picture.info = {}
    profile = read_builtin(SCREEN_PROFILE)
    if photograph:
        picture.convert("RGB").save(saved, "JPEG", quality=90, icc_profile=profile)
    else:
        clear_transparent(picture).save(saved, "PNG", icc_profile=profile)
    return saved.getvalue()


def place_rendering(rendering: Rendering, alt_text: AltText, state: PartState) -> str:
    """The run with `rendering` in the line of text."""
    number = count_drawing(state)
    raster, vector = _relationships(rendering, state)
    size = _extent(rendering)
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'{size}<wp:effectExtent l="0" t="0" r="0" b="0"/>{_properties(number, alt_text)}{_LOCKS}'
        f"{_graphic(number, alt_text.name, rendering, raster, vector)}"
        "</wp:inline></w:drawing></w:r>"
    )


def place_behind(rendering: Rendering, alt_text: AltText, state: PartState) -> str:
    """The run with `rendering` behind the text, from the upper left corner of the page."""
    return _anchor(rendering, alt_text, state, (0, 0), 'relativeHeight="1" behindDoc="1"')


def place_at(
    rendering: Rendering, alt_text: AltText, state: PartState, corner: tuple[Length, Length]
) -> str:
    """The run with `rendering` over what is behind the text, its upper left corner so far from
    that of the page."""
    return _anchor(rendering, alt_text, state, corner, 'relativeHeight="2" behindDoc="0"')


def _anchor(
    rendering: Rendering,
    alt_text: AltText,
    state: PartState,
    corner: tuple[Length, Length],
    depth: str,
) -> str:
    number = count_drawing(state)
    raster, vector = _relationships(rendering, state)
    x, y = map(emu, corner)
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'{depth} locked="1" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
        f'{_extent(rendering)}<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f"{_properties(number, alt_text)}{_LOCKS}"
        f"{_graphic(number, alt_text.name, rendering, raster, vector)}"
        "</wp:anchor></w:drawing></w:r>"
    )


def _relationships(rendering: Rendering, state: PartState) -> tuple[str, str]:
    def keep(data: bytes, suffix: str) -> str:
        return media_relationship(state, data, suffix, _MEDIA_TYPES[suffix])

    vector = keep(rendering.vector, ".svg") if rendering.vector else ""
    return keep(rendering.raster, rendering.suffix), vector


def _extent(rendering: Rendering) -> str:
    return f'<wp:extent cx="{emu(rendering.width)}" cy="{emu(rendering.height)}"/>'


def _properties(number: int, alt_text: AltText) -> str:
    start = f'<wp:docPr id="{number}" name="{escape(alt_text.name)}"'
    if alt_text.alternative:
        return f'{start} descr="{escape(alt_text.alternative)}"/>'
    return f"{start}>{DECORATIVE}</wp:docPr>"


def _graphic(number: int, name: str, rendering: Rendering, raster: str, vector: str) -> str:
    scalable = (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
        'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
        f'r:embed="{vector}"/></a:ext></a:extLst>'
        if vector
        else ""
    )
    return (
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{escape(name)}"/>'
        '<pic:cNvPicPr><a:picLocks noChangeAspect="1"/></pic:cNvPicPr></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{raster}">{scalable}</a:blip>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu(rendering.width)}" '
        f'cy="{emu(rendering.height)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic>"
    )
