"""Pictures in the formats that Octavo places: PNG and JPEG."""

from __future__ import annotations

from io import BytesIO

MOST_PIXELS = 60_000_000
"""Pixels of a picture that is converted: an A3 page at 450 dots per inch. A picture of a few kB can
unpack to gigabytes."""
_SIGNS = {b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg"}
_SUFFIXES = {".jpg": (".jpg", ".jpeg"), ".png": (".png",)}
_CONVERTED = ("GIF", "BMP", "TIFF", "WEBP")
_MODES = frozenset({"1", "L", "P", "RGB", "RGBA"})


def settle_format(name: str, data: bytes) -> tuple[str, bytes] | None:
    """The name and data of a picture as PNG or JPEG; `None` when it is in no format known here."""
    suffix = next((one for sign, one in _SIGNS.items() if data.startswith(sign)), "")
    if suffix:
        known = name.casefold().endswith(_SUFFIXES[suffix])
        return (name if known else _rename(name, suffix)), data
    converted = _convert(data)
    return (_rename(name, ".png"), converted) if converted else None


def _rename(name: str, suffix: str) -> str:
    return (name.rpartition(".")[0] or name) + suffix


def _convert(data: bytes) -> bytes:
    """The first frame of a picture as PNG; empty when it cannot be read."""
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=_CONVERTED) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return b""
            written = BytesIO()
            plain = opened if opened.mode in _MODES else opened.convert("RGB")
            plain.save(written, "PNG")
            return written.getvalue()
    except (OSError, ValueError, SyntaxError):
        return b""
