"""The pictures of a template without what they tell of their making, pixel by pixel as they are."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from octavo.docx.house.metafiles import clean_metafile, is_metafile
from octavo.docx.part_state import Media
from octavo.docx.pictures import clean_picture, open_picture
from octavo.files.jpeg import strip_jpeg
from octavo.files.pixels import ORIENTATION

if TYPE_CHECKING:
    from PIL.Image import Image

_SIGN = b"\x89PNG\r\n\x1a\n"
_NEEDED = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
"""Chunks of a PNG that its pixels are made of; all others tell of something else, or of colours as
this screen has them anyway (PNG, third edition, 11.2 and 11.3)."""
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of each pixel of a PNG, by its kind of colour (PNG, third edition, table 8)."""


def clean_media(data: bytes, file: str) -> Media:
    """The picture called `file` without its metadata, still without a name in a Word file.

    Its pixels are packed anew only where they must be: turned, in other colours, or with something
    under what is transparent. Raises `SourceError` when it is no picture, and `ValueError` when it
    is a metafile that is damaged.
    """
    if is_metafile(data):
        return clean_metafile(data)
    picture = open_picture(data, file)
    if picture.info.get("icc_profile") or picture.getexif().get(ORIENTATION, 1) != 1:
        return clean_picture(data, file)
    if picture.format == "JPEG" and picture.mode in {"L", "RGB"}:
        return Media(".jpg", "image/jpeg", strip_jpeg(data))
    if picture.format == "PNG" and _shows_all(picture):
        stripped = strip_png(data)
        if stripped:
            return Media(".png", "image/png", stripped)
    if picture.mode == "P":
        return Media(".png", "image/png", _pack_palette(picture))
    return clean_picture(data, file)


def _shows_all(picture: Image) -> bool:
    """Whether there is one colour at most under what is transparent."""
    if picture.mode not in {"LA", "RGBA"}:
        return isinstance(picture.info.get("transparency", 0), int)
    *colours, alpha = picture.split()
    unseen = alpha.point([255] + [0] * 255)  # pyright: ignore[reportUnknownMemberType]  untyped
    return all(len([n for n in one.histogram(unseen) if n]) <= 1 for one in colours)


def _pack_palette(picture: Image) -> bytes:
    """A picture with a palette, such as a GIF, as a PNG with one."""
    clear = picture.info.get("transparency")
    picture.info = {} if clear is None else {"transparency": clear}
    saved = BytesIO()
    picture.save(saved, "PNG")
    return saved.getvalue()


def strip_png(data: bytes) -> bytes:
    """The PNG with nothing but its pixels; empty when they are to be packed anew.

    That is where its packed data hold more than pixels, and where they are interlaced: a reader
    stops at the last pixel, and never sees what is behind it.
    """
    kept = [(name, body) for name, body in _list_chunks(data) if name in _NEEDED]
    header = next((body for name, body in kept if name == b"IHDR"), b"")
    packed = b"".join(body for name, body in kept if name == b"IDAT")
    unpacker = zlib.decompressobj()
    size = _count_bytes(header)
    try:
        pixels = unpacker.decompress(packed, size + 1)
    except zlib.error:
        return b""
    if len(pixels) != size or not unpacker.eof or unpacker.unused_data or header[12]:
        return b""
    return _SIGN + b"".join(_write_chunk(name, body) for name, body in kept)


def _list_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk of a PNG, as far as its end."""
    at, name = len(_SIGN), b""
    while at + 12 <= len(data) and name != b"IEND":
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        yield name, data[at + 8 : at + 8 + length]
        at += 12 + length


def _write_chunk(name: bytes, body: bytes) -> bytes:
    check = zlib.crc32(name + body)
    return len(body).to_bytes(4, "big") + name + body + check.to_bytes(4, "big")


def _count_bytes(header: bytes) -> int:
    """How many bytes the pixels of a PNG take, each row with the byte that names its filter."""
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    depth, kind = header[8], header[9]
    return height * (1 + (width * depth * _CHANNELS[kind] + 7) // 8)
