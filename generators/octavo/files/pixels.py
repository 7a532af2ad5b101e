"""What becomes of pictures on their way in: the colours they get, and what nobody sees of them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from octavo.document.length import Length, mm

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

SCREEN_PROFILE = "assets/colour/sRGB-v2-magic.icc"
"""The colours of screens (sRGB), into which pictures in other colours are turned."""


QUALITY = 92
"""Of a photograph that is packed once more after it was cut: at 85 skies begin to show squares; at
97 the file is half as long again."""
ORIENTATION, TURNED = 0x0112, frozenset({5, 6, 7, 8})
"""The EXIF tag that says how a camera was held, and its values for a picture on its side."""


def read_size(data: bytes) -> tuple[int, int]:
    """How many pixels a picture has, across and down, once it stands upright."""
    from PIL import Image

    with Image.open(BytesIO(data)) as image:
        across, down = image.size
        return (down, across) if image.getexif().get(ORIENTATION) in TURNED else (across, down)


def fit_inside(size: tuple[int, int], width: Length, height: Length) -> tuple[Length, Length]:
    """How wide and high a picture of so many pixels is, as large as the room allows."""
    across, down = size
    scale = min(width / across, height / down)
    return across * scale, down * scale


def measure_crop(size: tuple[int, int], shape: tuple[float, float]) -> tuple[int, int]:
    """How many pixels across and down the middle of a picture has that is cut to a shape."""
    across, down = size
    ratio = shape[0] / shape[1]
    return min(across, max(1, round(down * ratio))), min(down, max(1, round(across / ratio)))


MIDDLE = (0.5, 0.5)
"""The middle of a picture, in parts of its width from the left and of its height from the top."""


def place_crop(
    size: tuple[int, int], crop: tuple[int, int], focus: tuple[float, float]
) -> tuple[float, float]:
    """How what is cut off is shared between left and right, top and bottom: 0 is all at the end.

    The focus stands in the middle of what is kept, or as near to it as the picture reaches.
    """
    across, down = (
        (min(max(at * whole - kept / 2, 0.0), whole - kept) / (whole - kept))
        if whole > kept
        else 0.5
        for at, whole, kept in zip(focus, size, crop, strict=True)
    )
    return across, down


def crop_picture(
    data: bytes,
    shape: tuple[Length, Length],
    resolution: int,
    focus: tuple[float, float] = MIDDLE,
    part: tuple[float, float] = (0.0, 1.0),
) -> bytes:
    """What is around the focus of the picture in `data`, upright, as wide and high as `shape`, and
    no finer.

    What is cut off is not in the file; what was transparent is white. `part` says from where to
    where of its width is kept in the end, as for one of two facing pages.
    """
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data)) as opened:
        profile, lossy = opened.info.get("icc_profile"), opened.format == "JPEG"
        upright = ImageOps.exif_transpose(opened)
    if upright.has_transparency_data:
        clear = upright.convert("RGBA")
        upright = Image.new("RGB", clear.size, (255, 255, 255))
        upright.paste(clear, mask=clear.getchannel("A"))
    most = round(shape[0] / mm(25.4) * resolution)
    across, down = measure_crop(upright.size, shape)
    size = (across, down) if across <= most else (most, max(1, round(most * shape[1] / shape[0])))
    centring = place_crop(upright.size, (across, down), focus)
    cut = ImageOps.fit(upright, size, centering=centring)
    if part != (0.0, 1.0):
        left, right = (round(end * size[0]) for end in part)
        cut = cut.crop((left, 0, right, size[1]))
    cut.info = {}
    saved = BytesIO()
    if lossy:
        cut.save(saved, "JPEG", quality=QUALITY, subsampling=0, icc_profile=profile)
    else:
        cut.save(saved, "PNG", icc_profile=profile)
    return saved.getvalue()


def tone_picture(
    data: bytes,
    shape: tuple[Length, Length],
    resolution: int,
    focus: tuple[float, float],
    near: float,
    tones: tuple[tuple[int, int, int], tuple[int, int, int]],
) -> bytes:
    """What is around the focus of a picture, in shades between two colours, the darker one first.

    It is a JPEG as wide and high as `shape` at so many pixels to the inch; `near` times as large as
    it would have to be to fill that, so that less of it is seen.
    """
    from PIL import Image, ImageOps

    with Image.open(BytesIO(data)) as opened:
        grey = ImageOps.exif_transpose(opened).convert("L")
    whole = measure_crop(grey.size, shape)
    crop = max(1, round(whole[0] / near)), max(1, round(whole[1] / near))
    at = place_crop(grey.size, crop, focus)
    left, top = round(at[0] * (grey.width - crop[0])), round(at[1] * (grey.height - crop[1]))
    near_by = grey.crop((left, top, left + crop[0], top + crop[1]))
    across, down = (max(1, round(side / mm(25.4) * resolution)) for side in shape)
    shown = ImageOps.autocontrast(ImageOps.fit(near_by, (across, down)))
    saved = BytesIO()
    ImageOps.colorize(shown, *tones).save(saved, "JPEG", quality=QUALITY, subsampling=0)
    return saved.getvalue()


def clear_transparent(picture: Picture) -> Picture:
    """The picture with white wherever it is wholly transparent; as it is when it has no alpha.

    Under its alpha a picture keeps what was there before somebody rubbed it out: whoever takes the
    alpha off sees it. White is what most programs leave there, and what shows no dark line where a
    viewer mixes a transparent pixel with the one beside it.
    """
    from PIL import Image, ImageChops

    if picture.mode not in {"LA", "RGBA"}:
        return picture
    alpha = picture.getchannel("A")
    if alpha.getextrema()[0] != 0:
        return picture
    white = Image.new(picture.mode, picture.size, (255,) * (len(picture.getbands()) - 1) + (0,))
    nearly = Image.new("L", picture.size, 254)
    unseen = ImageChops.subtract(ImageChops.invert(alpha), nearly, scale=0.001)  # 255 or 0
    return Image.composite(white, picture, unseen)
