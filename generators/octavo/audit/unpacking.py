"""Whatever is packed in data, unpacked within a limit: gzip, zlib, bzip2, xz, bare deflate, ZIP."""

from __future__ import annotations

import bz2
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Protocol
from zipfile import BadZipFile, ZipFile, ZipInfo

from octavo.audit.extracts import Unreadable

MOST_UNPACKED = 128 * 1024 * 1024
"""Bytes that all packed data of one stretch may unpack to, one in the other: four times the largest
picture of a booklet, and few enough to look through within a minute and a gigabyte of memory."""
MOST_STARTS = 4000
"""Places in one stretch of data at which something packed is tried: by chance, a megabyte has some
sixty that look like one, and each try takes ten microseconds."""
LEAST = 12
"""Bytes below which what was unpacked holds no three words in a row, and came about by chance."""

ZIP = b"PK\x03\x04"
GZIP, BZIP2, XZ = b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0"
_STARTS = re.compile(rb"\x1f\x8b\x08|BZh[1-9]1AY|\xfd7zXZ\x00|\x78[\x01\x5e\x9c\xda]|PK\x03\x04")
_ENCRYPTED = 1
"""The flag of a part of a ZIP that takes a password."""


@dataclass(slots=True)
class Room:
    """How much may still be unpacked."""

    left: int = MOST_UNPACKED

    def take(self, count: int) -> None:
        """Note that `count` bytes were unpacked. Raises `Unreadable` when there is no room left."""
        self.left -= count
        if self.left < 0:
            size = MOST_UNPACKED // 2**20
            raise Unreadable(f"what is packed in it unpacks to more than {size} MiB")


class _Unpacker(Protocol):
    """What the three libraries for packed data have in common; zlib says the rest differently."""

    @property
    def eof(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def starts_packed(data: bytes) -> bool:
    """Whether the data begin as something packed does."""
    return _STARTS.match(data) is not None


def unpack(data: bytes, room: Room) -> Iterator[bytes]:
    """What is packed in `data`, wherever it begins.

    Raises `Unreadable` when it is more than there is room for, or cannot be looked at without a
    password.
    """
    for number, found in enumerate(_STARTS.finditer(data)):
        if number == MOST_STARTS:
            return
        packed = memoryview(data)[found.start() :]
        yield from _unpack_zip(packed, room) if found[0] == ZIP else _unpack_one(packed, room)
    if data and not _STARTS.match(data):
        yield from _run(lambda: zlib.decompressobj(-zlib.MAX_WBITS), memoryview(data), room)


def _unpack_one(packed: memoryview, room: Room) -> Iterator[bytes]:
    """What stands packed at the beginning."""
    head = bytes(packed[:6])
    if head.startswith(BZIP2):
        yield from _run(bz2.BZ2Decompressor, packed, room)
    elif head == XZ:
        yield from _run(lambda: lzma.LZMADecompressor(memlimit=MOST_UNPACKED), packed, room)
    else:
        wide = zlib.MAX_WBITS + 16 * head.startswith(GZIP)
        yield from _run(lambda: zlib.decompressobj(wide), packed, room)


def _run(make: Callable[[], _Unpacker], packed: memoryview, room: Room) -> Iterator[bytes]:
    """What it unpacks to, as far as it can be: a broken end hides nothing of its beginning."""
    unpacker = make()
    try:
        # A short try first: most of what only looks packed breaks off at once.
        begun = unpacker.decompress(bytes(packed[:_TRIED]), room.left + 1)
        rest = b""
        if not unpacker.eof and len(packed) > _TRIED:
            tail = getattr(unpacker, "unconsumed_tail", b"")
            rest = unpacker.decompress(tail + bytes(packed[_TRIED:]), room.left + 1 - len(begun))
    except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError):
        return
    whole = begun + rest
    room.take(len(whole))
    if len(whole) >= LEAST:
        yield whole


_TRIED = 4096
"""Bytes of what seems packed that are unpacked first."""


def _unpack_zip(packed: memoryview, room: Room) -> Iterator[bytes]:
    try:
        with ZipFile(BytesIO(packed)) as package:
            yield "\n".join(package.namelist()).encode()
            yield package.comment
            yield from (_unpack_part(package, entry, room) for entry in package.infolist())
    except (OSError, EOFError, ValueError, zlib.error, BadZipFile, NotImplementedError):
        return


def _unpack_part(package: ZipFile, entry: ZipInfo, room: Room) -> bytes:
    if entry.flag_bits & _ENCRYPTED:
        raise Unreadable(f"`{entry.filename}` in it takes a password")
    with package.open(entry) as part:
        inner = part.read(room.left + 1)
    room.take(len(inner))
    return inner
