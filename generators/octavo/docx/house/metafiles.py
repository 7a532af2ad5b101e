"""Windows metafiles (EMF and WMF), in which many houses have their logos.

They are drawings that no library here can write anew. So they are kept as they are, record by
record, but for what is no drawing: the description, comments, and what stands behind the end.
"""

from __future__ import annotations

from octavo.docx.part_state import Media

_EMF_SIGN = b" EMF"
_HEADER, _END, _COMMENT = 1, 14, 70
"""Records of an EMF: EMR_HEADER, EMR_EOF and EMR_COMMENT ([MS-EMF] 2.1.1)."""
_PLUS = b"EMF+"
"""How a comment begins that is a drawing itself, by GDI+ ([MS-EMFPLUS])."""
_DESCRIPTION = 60
"""Where the header of an EMF says how long its description is, and then where it stands."""
_PLACEABLE = b"\xd7\xcd\xc6\x9a"
_ESCAPE, _REMARK = 0x0626, 15
"""META_ESCAPE and its MFCOMMENT, which holds anything ([MS-WMF] 2.3.6)."""


def is_metafile(data: bytes) -> bool:
    """Whether `data` begins as an EMF or a WMF does."""
    return data[40:44] == _EMF_SIGN or data.startswith((_PLACEABLE, b"\1\0\x09\0", b"\2\0\x09\0"))


def clean_metafile(data: bytes) -> Media:
    """The metafile without descriptions and comments, still without a name in a Word file.

    Raises `ValueError` when its records do not fit into one another.
    """
    if data[40:44] == _EMF_SIGN:
        return Media(".emf", "image/x-emf", _clean_emf(bytearray(data)))
    return Media(".wmf", "image/x-wmf", _clean_wmf(bytearray(data)))


def _clean_emf(data: bytearray) -> bytes:
    at = 0
    while at + 8 <= len(data):
        kind, length = _number(data, at, 4), _number(data, at + 4, 4)
        if length < 8 or length % 4 or at + length > len(data) or (at == 0) != (kind == _HEADER):
            break
        if kind == _HEADER:
            _clear_description(data, length)
        if kind == _COMMENT and not data.startswith(_PLUS, at + 12):
            data[at + 12 : at + length] = bytes(max(0, length - 12))
        at += length
        if kind == _END:
            data[48:52] = at.to_bytes(4, "little")
            return bytes(data[:at])
    raise ValueError("it is damaged")


def _clear_description(data: bytearray, header: int) -> None:
    """Who made the picture with what, which stands at the end of the header."""
    length, start = 2 * _number(data, _DESCRIPTION, 4), _number(data, _DESCRIPTION + 4, 4)
    if length and start + length > header:
        raise ValueError("it is damaged")
    data[start : start + length] = bytes(length)
    data[_DESCRIPTION : _DESCRIPTION + 8] = bytes(8)


def _clean_wmf(data: bytearray) -> bytes:
    start = 22 if data.startswith(_PLACEABLE) else 0
    at = start + 2 * _number(data, start + 2, 2)
    while at + 6 <= len(data):
        length, kind = 2 * _number(data, at, 4), _number(data, at + 4, 2)
        if length < 6 or at + length > len(data):
            break
        if kind == _ESCAPE and _number(data, at + 6, 2) == _REMARK:
            data[at + 10 : at + length] = bytes(max(0, length - 10))
        at += length
        if kind == 0:
            data[start + 6 : start + 10] = ((at - start) // 2).to_bytes(4, "little")
            return bytes(data[:at])
    raise ValueError("it is damaged")


def _number(data: bytearray, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "little")
