"""What becomes of pictures on their way in: the colours they get, and what nobody sees of them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

SCREEN_PROFILE = "assets/colour/sRGB-v2-magic.icc"
"""The colours of screens (sRGB), into which pictures in other colours are turned."""


ORIENTATION, TURNED = 0x0112, frozenset({5, 6, 7, 8})
"""The EXIF tag that says how a camera was held, and its values for a picture on its side."""


def read_size(data: bytes) -> tuple[int, int]:
    """How many pixels a picture has, across and down, once it stands upright."""
    from PIL import Image

    with Image.open(BytesIO(data)) as image:
        across, down = image.size
        return (down, across) if image.getexif().get(ORIENTATION) in TURNED else (across, down)


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
