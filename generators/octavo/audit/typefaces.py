"""What the typefaces in a Word file have beside their tables."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable

_KEY = re.compile(rb'fontKey="\{([0-9A-Fa-f-]{36})\}"')
_SCRAMBLED = 32
"""Bytes at the beginning of a typeface that are scrambled (ECMA-376-1, 17.8.1)."""
_SIGNATURES = (b"\0\1\0\0", b"OTTO", b"true", b"ttcf")
"""How a typeface begins (OpenType, "Organization of an OpenType font")."""
_HEAD, _RECORD = 12, 16
"""Bytes before the list of tables, and of each table in the list."""


def list_keys(font_table: bytes) -> tuple[bytes, ...]:
    """The keys by which the typefaces of a Word file are scrambled, from its font table."""
    digits = (found.replace(b"-", b"").decode() for found in _KEY.findall(font_table))
    return tuple(bytes.fromhex(one)[::-1] for one in digits)


def find_surplus(face: bytes, keys: Iterable[bytes]) -> bytes:
    """The bytes of a scrambled typeface that belong to none of its tables; zeros fill these up to
    four bytes and do not count. All of it where no key makes a typeface of it.
    """
    plain = next((one for key in keys if _is_face(one := _unscramble(face, key))), None)
    if plain is None or plain.startswith(b"ttcf"):
        return face
    count = int.from_bytes(plain[4:6], "big")
    begin = _HEAD + count * _RECORD
    surplus = b""
    for offset, size in sorted(_list_tables(plain, count)):
        surplus += plain[begin:offset]
        begin = max(begin, offset + size)
    return surplus + plain[begin:] if (surplus + plain[begin:]).strip(b"\0") else b""


def _unscramble(face: bytes, key: bytes) -> bytes:
    head = bytes(byte ^ key[at % len(key)] for at, byte in enumerate(face[:_SCRAMBLED]))
    return head + face[_SCRAMBLED:]


def _is_face(data: bytes) -> bool:
    return data.startswith(_SIGNATURES)


def _list_tables(face: bytes, count: int) -> list[tuple[int, int]]:
    """Where each table begins, and how many bytes it has."""
    ends = range(_HEAD + _RECORD, min(len(face), _HEAD + count * _RECORD) + 1, _RECORD)
    return [struct.unpack(">II", face[end - 8 : end]) for end in ends]
