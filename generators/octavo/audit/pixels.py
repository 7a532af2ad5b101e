"""The pixels of a picture that nobody sees: those that its alpha or its mask makes transparent."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MOST_SPREAD = 3
"""How far apart the values of transparent pixels may be, of 255. One colour has none; what rounding
in changes of colour space leaves is 1 or 2, and nobody can read anything in it."""
UNREADABLE = (OSError, ValueError, SyntaxError, ArithmeticError, NotImplementedError)


def hides_pixels(data: bytes) -> bool:
    """Whether the fully transparent pixels of a picture's file are of more than one colour."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data)) as picture:
            if not picture.has_transparency_data:
                return False
            full = picture.convert("RGBA")
    except (*UNREADABLE, UnidentifiedImageError, Image.DecompressionBombError):
        return False  # no program shows it
    return _spreads(full.convert("RGB"), full.getchannel("A"))


def hides_masked(stream: Any) -> bool:
    """Whether what the mask of a PDF's image hides is of more than one colour.

    Where it cannot be decoded, nobody can tell, and it is taken to do so.
    """
    from pikepdf import Array, PdfError, PdfImage, UnsupportedImageTypeError
    from PIL import ImageChops

    soft, hard = stream.get("/SMask"), stream.get("/Mask")
    if soft is None and hard is None:
        return False
    if isinstance(hard, Array):
        return any(int(hard[at]) != int(hard[at + 1]) for at in range(0, len(hard) - 1, 2))
    try:
        picture = PdfImage(stream).as_pil_image()
        mask = PdfImage(soft if soft is not None else hard).as_pil_image().convert("L")
    except (*UNREADABLE, PdfError, UnsupportedImageTypeError):
        return True
    if soft is None:
        mask = ImageChops.invert(mask)
    return _spreads(picture, mask)


def _spreads(picture: Picture, alpha: Picture) -> bool:
    """Whether there is more than one colour where `alpha` is 0."""
    from PIL import Image, ImageChops

    if alpha.size != picture.size:
        corners = (0, 0, *alpha.size)
        alpha = alpha.transform(picture.size, Image.Transform.EXTENT, corners)
    nearly = Image.new("L", picture.size, 254)
    unseen = ImageChops.subtract(ImageChops.invert(alpha), nearly, scale=0.001)  # 255 or 0
    if unseen.getbbox() is None:
        return False
    colours = picture if picture.mode in {"L", "RGB", "CMYK"} else picture.convert("RGB")
    for band in colours.split():
        values = [value for value, count in enumerate(band.histogram(unseen)) if count]
        if values[-1] - values[0] > MOST_SPREAD:
            return True
    return False
