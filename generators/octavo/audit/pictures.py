"""What the file of a picture says besides the picture."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.audit.extracts import Extract

_PNG_TELLS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"dSIG"}
_PLAIN_JPEG = {0xE0, 0xE2, 0xEE}
"""JFIF, the colour profile, and Adobe's note on how colours are kept."""


def inspect_picture(data: bytes, where: str) -> Iterator[Extract]:
    """Each part of a JPEG, PNG, GIF, TIFF or SVG file that tells of where the picture is from."""
    if data.startswith(b"\xff\xd8"):
        yield from _inspect_jpeg(data, where)
    elif data.startswith(b"\x89PNG"):
        yield from _inspect_png(data, where)
    elif re.search(rb"<(?:[\w-]+:)?(?:metadata|desc|title)\b", data[:200_000]):
        yield Extract(where, "a picture with a description of its own", "foul")
    for sign in (b"http://ns.adobe.com/xap/", b"Photoshop 3.0", b"Exif\0\0"):
        if sign in data:
            yield Extract(where, "a picture with metadata", "foul")


def _inspect_jpeg(data: bytes, where: str) -> Iterator[Extract]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        mark, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : at + 2 + length]
        if body.startswith(b"JFXX\0"):
            yield Extract(where, "a picture with a thumbnail", "foul")
        if mark == 0xFE or (0xE0 <= mark <= 0xEF and mark not in _PLAIN_JPEG):
            what = "a comment" if mark == 0xFE else f"metadata (APP{mark - 0xE0})"
            yield Extract(where, f"a picture with {what}", "foul")
            yield Extract(where, body.decode("latin-1"), "raw")
        at += 2 + length
    end = data.rfind(b"\xff\xd9")
    if 0 <= end < len(data) - 2:
        yield Extract(where, "a picture with something behind its end", "foul")


def _inspect_png(data: bytes, where: str) -> Iterator[Extract]:
    at = 8
    while at + 8 <= len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if name in _PNG_TELLS:
            kind = name.decode("latin-1")
            yield Extract(where, f"a picture with metadata ({kind})", "foul")
            yield Extract(where, data[at + 8 : at + 8 + length].decode("latin-1"), "raw")
        at += 12 + length
        if name == b"IEND" and at < len(data):
            yield Extract(where, "a picture with something behind its end", "foul")
            return
