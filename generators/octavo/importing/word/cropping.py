"""Pictures of which a Word file shows a part: what it cuts off is meant for nobody."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from octavo.docx.elements import XmlElement, name_of
from octavo.importing.word.picture_formats import MOST_PIXELS

_QUALITY = 95
"""Of a JPEG that is written anew: the highest at which it does not grow, as Pillow advises."""
_SIDES = ("l", "t", "r", "b")
_VML_SIDES = ("cropleft", "croptop", "cropright", "cropbottom")
_WHOLE = 100_000
"""What the sides of a crop are measured in, of the width or height (ECMA-376, 20.1.10.41)."""
_VML_WHOLE = 65_536
"""The same in VML, where such a number ends in `f`."""


@dataclass(frozen=True, slots=True)
class Crop:
    """How much of the width and height is cut off at each side: 0.25 is a quarter."""

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0

    def __bool__(self) -> bool:
        """Whether anything is cut off."""
        return any((self.left, self.top, self.right, self.bottom))


def read_crop(shown: XmlElement) -> Crop:
    """The crop of `a:blip` or `v:imagedata`."""
    if shown.tag != name_of("a:blip"):
        return Crop(*(_read_side(shown.get(side), _VML_WHOLE) for side in _VML_SIDES))
    parent = shown.getparent()
    source = None if parent is None else parent.find(name_of("a:srcRect"))
    stretch = None if parent is None else parent.find(f"{name_of('a:stretch')}/{_FILL}")
    sides = [None if source is None else source.get(one) for one in _SIDES]
    cut = [_read_side(side, _WHOLE) for side in sides]
    if stretch is not None:
        cut = _overflow(cut, [_read_side(stretch.get(one), _WHOLE, -1) for one in _SIDES])
    return Crop(*cut)


_FILL = name_of("a:fillRect")


def _overflow(cut: list[float], over: list[float]) -> list[float]:
    """`cut` and what lies outside of a shape that the rest of the picture is larger than."""
    left, top, right, bottom = over
    width, height = 1 + left + right, 1 + top + bottom
    across, down = (1 - cut[0] - cut[2]) / width, (1 - cut[1] - cut[3]) / height
    more = (left * across, top * down, right * across, bottom * down)
    return [one + other for one, other in zip(cut, more, strict=True)]


def _read_side(value: str | None, whole: int, sign: int = 1) -> float:
    """A side as a fraction; 0 for none, for what is no number and for room beside the picture."""
    text = (value or "0").strip()
    try:
        if text.endswith("%"):
            fraction = float(text[:-1]) / 100
        elif whole == _VML_WHOLE and not text.endswith("f"):
            fraction = float(text)
        else:
            fraction = float(text.rstrip("f")) / whole
    except ValueError:
        return 0
    return max(0, sign * fraction)


def crop_picture(data: bytes, crop: Crop) -> bytes:
    """The part of a PNG or JPEG that is shown, without anything of the rest.

    Empty when nothing is left of it, or it cannot be read.
    """
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as opened:
            width, height = opened.size
            if width * height > MOST_PIXELS:
                return b""
            box = (
                round(width * crop.left),
                round(height * crop.top),
                round(width * (1 - crop.right)),
                round(height * (1 - crop.bottom)),
            )
            if box[0] >= box[2] or box[1] >= box[3]:
                return b""
            written = BytesIO()
            kept = opened.crop(box)
            kept.info = {k: v for k, v in opened.info.items() if k in {"transparency", "dpi"}}
            profile = opened.info.get("icc_profile")
            kept.save(written, opened.format or "PNG", quality=_QUALITY, icc_profile=profile)
            return written.getvalue()
    except (OSError, ValueError, SyntaxError):
        return b""
