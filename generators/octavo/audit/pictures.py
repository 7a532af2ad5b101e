"""What the file of a picture says besides the picture."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache

from octavo.audit.extracts import Extract
from octavo.audit.pixels import hides_pixels

_PNG_PARTS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB"}
    | {b"bKGD", b"pHYs", b"hIST", b"cICP"}
)
"""Those that say how the picture looks; any other tells of something else."""
_PLAIN_JPEG = {0xE0, 0xE2, 0xEE}
"""JFIF, the colour profile, and Adobe's note on how colours are kept."""
_BARE = {0x01, *range(0xD0, 0xD8)}
"""Markers that no length follows (ISO/IEC 10918-1, table B.1: TEM and RST0 to RST7)."""
_END, _SCAN = 0xD9, 0xDA
"""The markers EOI and SOS of ISO/IEC 10918-1, table B.1."""
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Samples of each pixel of a PNG, by its kind of colour."""
_WEBP_PARTS = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"}
_SIGNS = b"\xff\xd8", b"\x89PNG", b"GIF87a", b"GIF89a"
BEHIND = "a picture with something behind its end"

Finding = tuple[str, bytes]
"""What must not be in a picture, and the data that it is, as far as these may say something."""


def inspect_picture(data: bytes, where: str) -> Iterator[Extract]:
    """Each part of a JPEG, PNG, GIF, WebP or SVG file that tells of something else than what is
    seen.
    """
    for text, body in _inspect(data):
        yield Extract(where, text, "foul")
        if body:
            yield Extract(where, body.decode("latin-1"), "raw")


def is_picture(data: bytes) -> bool:
    """Whether the data is a picture of which each part is looked at here."""
    return data.startswith(_SIGNS) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")


@lru_cache(64)
def _inspect(data: bytes) -> tuple[Finding, ...]:
    """Each finding. Kept: the same drawing is in the files of many readers."""
    return tuple(_list_findings(data))


def _list_findings(data: bytes) -> Iterator[Finding]:
    if data.startswith(b"\xff\xd8"):
        yield from _inspect_jpeg(data)
    elif data.startswith(b"\x89PNG"):
        yield from _inspect_png(data)
    elif data.startswith((b"GIF87a", b"GIF89a")):
        yield from _inspect_gif(data)
    elif data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        yield from _inspect_webp(data)
    elif re.search(rb"<(?:[\w-]+:)?(?:metadata|desc|title)\b", data[:200_000]):
        yield "a picture with a description of its own", b""
    if is_picture(data) and hides_pixels(data):
        yield "a picture with something under its transparent parts", b""
    for sign in (b"http://ns.adobe.com/xap/", b"Photoshop 3.0", b"Exif\0\0"):
        if sign in data:
            yield "a picture with metadata", b""


def _inspect_jpeg(data: bytes) -> Iterator[Finding]:
    at = 2
    while at >= 0 and at + 2 <= len(data):
        mark = data[at + 1]
        if mark == _END:
            if at + 2 < len(data):
                yield BEHIND, data[at + 2 :]
            return
        if data[at] != 0xFF or mark == 0xFF or mark in _BARE:
            at += 1 if data[at] != 0xFF or mark == 0xFF else 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : end]
        if body.startswith(b"JFXX\0"):
            yield "a picture with a thumbnail", b""
        if mark == 0xFE or (0xE0 <= mark <= 0xEF and mark not in _PLAIN_JPEG):
            yield f"a picture with {'a comment' if mark == 0xFE else _name_segment(mark)}", body
        at = _find_marker(data, end) if mark == _SCAN else end


def _name_segment(mark: int) -> str:
    return f"metadata (APP{mark - 0xE0})"


_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def _find_marker(data: bytes, at: int) -> int:
    """Where the first marker behind the packed data at `at` stands."""
    found = _MARKER.search(data, at)
    return found.start() if found else len(data)


def _inspect_png(data: bytes) -> Iterator[Finding]:
    at = 8
    packed: list[bytes] = []
    while at + 8 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + length]
        if name not in _PNG_PARTS:
            yield f"a picture with metadata ({name.decode('latin-1')})", body
        elif name == b"IDAT":
            packed.append(body)
        at += 12 + length
        if name == b"IEND":
            if at < len(data):
                yield BEHIND, data[at:]
            break
    left = _find_surplus(b"".join(packed), _count_bytes(data[16:29]))
    if left:
        yield "a picture with more data than pixels", left


def _count_bytes(header: bytes) -> int:
    """How many bytes the pixels of a PNG take, each row with the byte that names its filter."""
    width, height = int.from_bytes(header[:4], "big"), int.from_bytes(header[4:8], "big")
    depth, kind, interlaced = header[8], header[9], header[12]
    bits = depth * _CHANNELS.get(kind, 4)
    passes = _PASSES if interlaced else ((0, 0, 1, 1),)
    total = 0
    for left, top, across, down in passes:
        columns, rows = -(-(width - left) // across), -(-(height - top) // down)
        total += rows * (1 + (columns * bits + 7) // 8) if columns > 0 and rows > 0 else 0
    return total


_PASSES = (
    *((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4)),
    *((0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)),
)
"""Of an interlaced PNG: where each of the seven begins, and its steps across and down."""


def _find_surplus(packed: bytes, size: int) -> bytes:
    """What is in packed data besides the first `size` bytes."""
    unpacker = zlib.decompressobj()
    try:
        pixels = unpacker.decompress(packed, size + MOST_SURPLUS)
    except zlib.error:
        return b""  # no program shows it
    return pixels[size:] + unpacker.unused_data


MOST_SURPLUS = 1_000_000
"""Bytes behind the pixels that are unpacked: one is a finding, and a few kB may be gigabytes."""


def _inspect_gif(data: bytes) -> Iterator[Finding]:
    at = 13 + _count_colours(data[10])
    frames = 0
    while at < len(data):
        kind = data[at]
        if kind == 0x3B:
            if at + 1 < len(data):
                yield BEHIND, data[at + 1 :]
            return
        start = at
        if kind == 0x2C:
            frames += 1
            at += 11 + _count_colours(data[at + 9])
        else:
            at += 2
        while at < len(data) and data[at]:
            at += 1 + data[at]
        at += 1
        if kind == 0x21 and data[start + 1] != 0xF9:
            yield "a picture with a comment", data[start:at]
        if kind == 0x2C and frames == 2:
            yield "a picture that moves", b""


def _count_colours(flags: int) -> int:
    """Bytes of the table of colours that `flags` tells of."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _inspect_webp(data: bytes) -> Iterator[Finding]:
    end = 8 + int.from_bytes(data[4:8], "little")
    if end + end % 2 < len(data):
        yield BEHIND, data[end:]
    at = 12
    while at + 8 <= end:
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name not in _WEBP_PARTS:
            what = name.decode("latin-1").strip()
            yield f"a picture with metadata ({what})", data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
