"""JPEG files without what they tell of camera, place and maker; not a pixel changes."""

from __future__ import annotations

SIGN = b"\xff\xd8\xff"
_JFIF, _ADOBE = 0xE0, 0xEE
"""Application segments that say how to decode: JFIF, and Adobe's colour transform."""
_TOLD = set(range(0xE0, 0xF0)) | {0xFE}
"""Markers of application segments and comments (ISO/IEC 10918-1, table B.1: APP0 to APP15, COM)."""
_BARE = {0x01, *range(0xD0, 0xD9)}
"""Markers that no length follows (ISO/IEC 10918-1, table B.1: TEM, RST0 to RST7 and SOI)."""
_END, _SCAN = 0xD9, 0xDA
"""The markers EOI and SOS of ISO/IEC 10918-1, table B.1: after a scan come its data, without a
length."""
_PLAIN = 14
"""Bytes of a JFIF segment that only says how dense its pixels are; a thumbnail makes it longer
(JFIF 1.02, page 5)."""


def strip_jpeg(data: bytes) -> bytes:
    """The JPEG without metadata: no place, no camera, no colour profile, no thumbnail."""
    out = bytearray(data[:2])
    at = 2
    while at + 4 <= len(data):
        kind = data[at + 1]
        if data[at] != 0xFF or kind == 0xFF:
            at += 1
            continue
        if kind == _END:
            break
        end = at + 2 if kind in _BARE else at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if kind == _SCAN:
            end = _find_marker(data, end)
        if kind not in _TOLD or _says_how_to_decode(kind, data[at + 4 : end]):
            out += data[at:end]
        at = end
    return bytes(out + b"\xff\xd9")


def _says_how_to_decode(kind: int, body: bytes) -> bool:
    """Whether an application segment has to stay; a thumbnail shows what was cut off."""
    if kind == _JFIF:
        return body.startswith(b"JFIF\0") and len(body) == _PLAIN
    return kind == _ADOBE and body.startswith(b"Adobe")


def _find_marker(data: bytes, at: int) -> int:
    """Where the next marker after the packed data at `at` stands."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] not in {0x00, 0xFF} | set(range(0xD0, 0xD8)):
            return at
        at += 1 if data[at + 1] == 0xFF else 2
