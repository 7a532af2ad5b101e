"""What a package has beside its parts: bytes before, between and behind them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZipInfo

from octavo.audit.encodings import find_texts
from octavo.audit.extracts import Extract

_LOCAL, _DIRECTORY, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_LOCAL_SIZE, _DIRECTORY_SIZE, _END_SIZE = 30, 46, 22
"""Bytes before the name of a part, in its own head and in the directory, and of the end record."""
_DESCRIBED = 8
"""The flag of a part whose sizes stand behind its data."""


def inspect_structure(entries: list[ZipInfo], data: bytes, where: str) -> Iterator[Extract]:
    """Each run of bytes that belongs to no part, or to one without being its data."""
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        yield from _tell(data[at : entry.header_offset], where)
        begin, note = _read_head(entry, data)
        yield from _tell(note, where)
        end = begin + entry.compress_size
        yield from _tell(_find_surplus(entry, data[begin:end]), where)
        at = end + _measure_descriptor(entry, data, end)
    end = data.rfind(_END)
    at += sum(_measure_entry(entry) for entry in entries) if data[at : at + 4] == _DIRECTORY else 0
    yield from _tell(data[at:end], where)
    comment = int.from_bytes(data[end + 20 : end + 22], "little")
    yield from _tell(data[end + _END_SIZE + comment :], where)


def _tell(data: bytes, where: str) -> Iterator[Extract]:
    if data:
        yield Extract(where, "bytes that belong to no part", "foul")
        yield from find_texts(data, where)


def _read_head(entry: ZipInfo, data: bytes) -> tuple[int, bytes]:
    """Where the data of a part begin, and what its own head says that the directory does not."""
    start = entry.header_offset
    name = start + _LOCAL_SIZE
    extra = name + int.from_bytes(data[start + 26 : start + 28], "little")
    begin = extra + int.from_bytes(data[start + 28 : start + 30], "little")
    own = data[name:extra] if data[name:extra] != entry.orig_filename.encode() else b""
    return begin, own + data[extra:begin]


def _find_surplus(entry: ZipInfo, packed: bytes) -> bytes:
    """What stands among the data of a part behind their end."""
    if entry.compress_type != ZIP_DEFLATED:
        return b""
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    while packed and not unpacker.eof:
        unpacker.decompress(packed, _AT_ONCE)
        packed = unpacker.unconsumed_tail
    return unpacker.unused_data


_AT_ONCE = 16 * 1024 * 1024
"""Bytes that are unpacked at a time: a part of a few kB may unpack to gigabytes."""


def _measure_descriptor(entry: ZipInfo, data: bytes, at: int) -> int:
    if not entry.flag_bits & _DESCRIBED:
        return 0
    return 16 if data[at : at + 4] == b"PK\x07\x08" else 12


def _measure_entry(entry: ZipInfo) -> int:
    """Bytes of a part's entry in the directory."""
    return (
        _DIRECTORY_SIZE + len(entry.orig_filename.encode()) + len(entry.extra) + len(entry.comment)
    )
