"""What data could say that is no text by itself: every encoding that a text may hide in."""

from __future__ import annotations

import binascii
import gzip
import html
import re
import zlib
from base64 import b64decode
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from octavo.audit.extracts import Extract

DEEPEST = 3
"""How many encodings are undone one inside the other: an archive of a packed file in base64."""
LARGEST = 4_000_000
"""Bytes that are searched for hexadecimal digits and base64; pictures may have many more."""
READABLE = 0.9
"""The share of letters and marks among bytes, from which on they are taken for a text."""

_NARROW = re.compile(rb"[\t\n\r\x20-\x7e\xc2-\xf4\x80-\xbf]{6,}")
_WIDE = re.compile(
    rb"(?:[\t\n\r\x20-\x7e\xa0-\xff]\x00){6,}|(?:\x00[\t\n\r\x20-\x7e\xa0-\xff]){6,}"
)
_WIDEST = re.compile(
    rb"(?:[\t\n\r\x20-\x7e\xa0-\xff]\x00{3}){6,}|(?:\x00{3}[\t\n\r\x20-\x7e\xa0-\xff]){6,}"
)
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}[\s,:]?){8,}")
_MARKUP = re.compile(r"<!--.*?-->|<[^<>]*>", re.S)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\'([0-9a-fA-F]{2})")


def find_texts(data: bytes, where: str) -> Iterator[Extract]:
    """What looks like text in `data`, read in each way in which it can be read."""
    yield from (Extract(where, text, "raw") for text in _read_all(data))


@lru_cache(64)
def _read_all(data: bytes) -> tuple[str, ...]:
    """Each text once. Kept: many files have the same typefaces and profiles."""
    texts = (text for decoded in _decode(data, 0) for text in _read(decoded))
    return tuple(dict.fromkeys(text for text in texts if text.strip()))


# ------------------------------------------------------------------------------ bytes to bytes


def _decode(data: bytes, depth: int) -> Iterator[bytes]:
    """The data, and whatever is packed or spelled out in it."""
    yield data
    if depth < DEEPEST:
        for inner in _unpack(data):
            yield from _decode(inner, depth + 1)
        if len(data) < LARGEST:
            for inner in _spell_out(data):
                yield from _decode(inner, depth + 1)


def _unpack(data: bytes) -> Iterator[bytes]:
    try:
        if data.startswith(b"\x1f\x8b"):
            yield gzip.decompress(data)
        elif data[:1] == b"\x78" and data[1:2] in (b"\x01", b"\x5e", b"\x9c", b"\xda"):
            yield zlib.decompress(data)
        elif data.startswith(b"PK\x03\x04"):
            with ZipFile(BytesIO(data)) as package:
                yield "\n".join(package.namelist()).encode()
                yield from (package.read(name) for name in package.namelist())
    except (OSError, EOFError, zlib.error, BadZipFile, RuntimeError, NotImplementedError):
        return


def _spell_out(data: bytes) -> Iterator[bytes]:
    """What the data spells in base64 or in hexadecimal digits, where that is a text or packed."""
    for found in _BASE64.finditer(data):
        digits = found[0].rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
        try:
            inner = b64decode(digits[: len(digits) - (len(digits) % 4 == 1)] + b"==")
        except binascii.Error:
            continue
        if _is_packed(inner) or _is_readable(inner):
            yield inner
    for found in _HEX.finditer(data):
        inner = bytes.fromhex(re.sub(rb"[\s,:]", b"", found[0]).decode("ascii"))
        if _is_packed(inner) or _is_readable(inner):
            yield inner


def _is_packed(data: bytes) -> bool:
    return data.startswith((b"\x1f\x8b", b"\x78\x9c", b"\x78\xda", b"\x78\x01", b"PK\x03\x04"))


def _is_readable(data: bytes) -> bool:
    plain = data.translate(None, bytes(range(32, 127)) + b"\0\t\n\r")
    return len(data) - len(plain) > READABLE * len(data)


# ------------------------------------------------------------------------------ bytes to texts


def _read(data: bytes) -> Iterator[str]:
    narrow = b"\n".join(_NARROW.findall(data)).decode("utf-8", errors="replace")
    yield from read_escapes(narrow)
    if data.count(0) > len("secret"):
        yield "\n".join(run.replace(b"\0", b"").decode("latin-1") for run in _WIDE.findall(data))
        yield "\n".join(run.replace(b"\0", b"").decode("latin-1") for run in _WIDEST.findall(data))


def read_escapes(text: str) -> Iterator[str]:
    """`text`, and what it says with its entities, escapes or mark-up resolved, where it has any."""
    yield text
    if "&" in text:
        yield html.unescape(text)
    if "<" in text:
        yield html.unescape(_MARKUP.sub("", text))
    if "%" in text:
        yield unquote(text, errors="ignore")
    if "\\" in text:
        yield _ESCAPED.sub(lambda found: chr(int(found[1] or found[2] or found[3], 16)), text)
