"""What data could say that is no text by itself: every encoding that a text may hide in."""

from __future__ import annotations

import binascii
import html
import quopri
import re
import unicodedata
from base64 import a85decode, b32decode, b64decode, b85decode
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from urllib.parse import unquote

from octavo.audit.extracts import Extract
from octavo.audit.unpacking import Room, starts_packed, unpack

DEEPEST = 3
"""How many encodings are undone one inside the other: an archive of a packed file in base64."""
LARGEST = 4_000_000
"""Bytes that are searched for hexadecimal digits and base64; pictures may have many more."""
READABLE = 0.9
"""The share of letters and marks among bytes, from which on they are taken for a text."""
ALPHABETS = 0x0700
"""Below this, in Unicode, stand the letters of Europe, the Caucasus and the Near East."""

_NARROW = re.compile(rb"[\t\n\r\x20-\x7e\xc2-\xf4\x80-\xbf]{6,}")
_WIDE = re.compile(
    rb"(?:[\t\n\r\x20-\x7e\xa0-\xff]\x00){6,}|(?:\x00[\t\n\r\x20-\x7e\xa0-\xff]){6,}"
)
_WIDEST = re.compile(
    rb"(?:[\t\n\r\x20-\x7e\xa0-\xff]\x00{3}){6,}|(?:\x00{3}[\t\n\r\x20-\x7e\xa0-\xff]){6,}"
)
_MARKUP = re.compile(r"<!--.*?-->|<[^<>]*>", re.S)
_ESCAPED = re.compile(
    r"\\u\{([0-9a-fA-F]{1,6})\}|\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\x([0-9a-fA-F]{2})"
    r"|\\'([0-9a-fA-F]{2})"
)
"""Escapes of JSON, JavaScript, Python and RTF, in hexadecimal digits."""
_STYLED = re.compile(r"\\([0-9a-fA-F]{1,6})[ \t\n]?")
"""Escapes of CSS."""
_DECIMAL = re.compile(r"\\u(-?\d{1,5})(?:\\'..|\?| )?")
"""Those of RTF, whose numbers above 32,767 are written as negative ones."""
_ACCENT = re.compile("[\u0300-\u036f]+")
_ACCENTED = re.compile("[\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff]")
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_ENTITY = re.compile(r"&(?:#[0-9xX]|[A-Za-z]{2})")
_QUOTED = re.compile(r"=(?:[0-9A-Fa-f]{2}|[ \t]*\r?\n)")
"""Where an escape of MIME or a line that goes on may be: most equals signs are neither."""
_OCTAL = re.compile(r"\\([0-3][0-7]{2})")


def find_texts(data: bytes, where: str) -> Iterator[Extract]:
    """What looks like text in `data`, read in each way in which it can be read.

    Raises `Unreadable` when more is packed in it than can be looked through.
    """
    yield from (Extract(where, text, "raw") for text in _read_all(data))


@lru_cache(64)
def _read_all(data: bytes) -> tuple[str, ...]:
    """Each text once. Kept: many files have the same typefaces and profiles."""
    texts = (text for decoded in _decode(data, 0, Room()) for text in _read(decoded))
    return tuple(dict.fromkeys(text for text in texts if text.strip()))


# ------------------------------------------------------------------------------ bytes to bytes


def _decode(data: bytes, depth: int, room: Room) -> Iterator[bytes]:
    """The data, and whatever is packed or spelled out in it."""
    yield data
    if depth < DEEPEST:
        for inner in unpack(data, room):
            yield from _decode(inner, depth + 1, room)
        if len(data) < LARGEST:
            for inner in _spell_out(data):
                room.take(len(inner))
                yield from _decode(inner, depth + 1, room)


def _spell_out(data: bytes) -> Iterator[bytes]:
    """What the data spells in letters and digits, where that is a text or packed."""
    for pattern, decode in _CODES:
        for found in pattern.finditer(data):
            try:
                inner = decode(found[0])
            except (ValueError, OverflowError):
                continue
            if starts_packed(inner) or _is_readable(inner):
                yield inner


def _from_base64(digits: bytes, skipped: int = 0) -> bytes:
    plain = re.sub(rb"[\s=]", b"", digits).translate(bytes.maketrans(b"-_", b"+/"))[skipped:]
    return b64decode(plain[: len(plain) - (len(plain) % 4 == 1)] + b"==")


def _from_base32(digits: bytes) -> bytes:
    plain = digits.rstrip(b"=")
    return b32decode(plain + b"=" * (-len(plain) % 8), casefold=True)


def _from_ascii85(digits: bytes) -> bytes:
    return a85decode(digits.removeprefix(b"<~").removesuffix(b"~>"))


def _from_hex(digits: bytes) -> bytes:
    return bytes.fromhex(re.sub(rb"0x|\\[x']|[%=\s,:;-]", b"", digits).decode("ascii"))


def _from_binary(digits: bytes) -> bytes:
    plain = re.sub(rb"\s", b"", digits)
    return bytes(int(plain[at : at + 8], 2) for at in range(0, len(plain) - 7, 8))


def _from_decimal(digits: bytes) -> bytes:
    return "".join(chr(int(number)) for number in re.findall(rb"\d+", digits)).encode()


def _from_uuencode(lines: bytes) -> bytes:
    return b"".join(binascii.a2b_uu(line) for line in lines.splitlines() if line.strip())


_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}={0,2}")
"""Where it begins is not known: letters of other things may stand before it, as in UTF-7."""

_CODES: tuple[tuple[re.Pattern[bytes], Callable[[bytes], bytes]], ...] = (
    *((_BASE64, partial(_from_base64, skipped=skipped)) for skipped in range(4)),
    (re.compile(rb"(?:[A-Za-z0-9+/_-]{40,}\r?\n[ \t]*)+[A-Za-z0-9+/_-]*={0,2}"), _from_base64),
    (re.compile(rb"[A-Z2-7]{24,}={0,6}|[a-z2-7]{24,}={0,6}"), _from_base32),
    (re.compile(rb"<~[!-uz\s]{16,}~>|[!-uz]{24,}"), _from_ascii85),
    (re.compile(rb"[0-9A-Za-z!#$%&()*+;<=>?@^_`{|}~-]{24,}"), b85decode),
    (re.compile(rb"(?:(?:0x|\\[x']|%|=)?[0-9A-Fa-f]{2}[\s,:;-]{0,2}){8,}"), _from_hex),
    (re.compile(rb"(?:[01]{8}\s?){12,}"), _from_binary),
    (re.compile(rb"(?:\d{2,4}[\s,;]{1,2}){12,}\d{0,4}"), _from_decimal),
    (re.compile(rb"(?:^[!-M][!-`]{8,60}\r?\n)+", re.M), _from_uuencode),
)
"""How letters and digits look that spell bytes, and what gives these. Each pattern goes on in one
way only, so that none takes longer than the data are long."""


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
    for encoding in _guess_encodings(data):
        yield from read_escapes(data.decode(encoding, errors="ignore"))


def _guess_encodings(data: bytes) -> Iterator[str]:
    """In which encodings that have no sign of their own the data could be a text."""
    if not data or len(data) > LARGEST:
        return
    most = READABLE * len(data)
    for name, high in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        foreign = high.translate(None, bytes(range(ALPHABETS >> 8)))
        if 2 * (len(high) - len(foreign)) > most and high.strip(b"\0"):
            yield name
    for name, letters in _LETTERS.items():
        if len(data) - len(data.translate(None, letters)) > most and not data.isascii():
            yield name


_WORDED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;:'-\n"
_LETTERS = {
    "cp500": _WORDED.encode("cp500"),
    "latin-1": _WORDED.encode() + "àâäéèêëîïôöùûüçñßåæø".encode("latin-1"),
}
"""Encodings of one byte for each letter, with the letters that texts in them have."""


def read_escapes(text: str) -> Iterator[str]:
    """`text`, and what it says with its entities, escapes or mark-up resolved, where it has any:
    also when one is inside the other."""
    seen = {text: None}
    latest = [text]
    for _ in range(DEEPEST):
        latest = [new for one in latest for new in _resolve(one) if new not in seen]
        seen |= dict.fromkeys(latest)
    yield from seen


def _resolve(text: str) -> Iterator[str]:
    if _ACCENTED.search(text):
        yield _ACCENT.sub("", unicodedata.normalize("NFD", text))
    if _ENTITY.search(text):
        yield html.unescape(text)
    if "<" in text:
        yield html.unescape(_MARKUP.sub("", text))
    if _PERCENT.search(text):
        yield _PERCENT.sub(lambda found: unquote(found[0], errors="ignore"), text)
    if _QUOTED.search(text):
        yield quopri.decodestring(text.encode()).decode("utf-8", errors="ignore")
    if "\\" in text:
        yield _ESCAPED.sub(lambda found: _letter("".join(filter(None, found.groups())), 16), text)
        yield _STYLED.sub(lambda found: _letter(found[1], 16), text)
        yield _DECIMAL.sub(lambda found: _letter(found[1], 10), text)
        yield _OCTAL.sub(lambda found: _letter(found[1], 8), text)


def _letter(digits: str, base: int) -> str:
    """The letter of that number; nothing where there is none, or half of one."""
    number = int(digits, base) % (0x10000 if digits.startswith("-") else 0x7FFFFFFF)
    return chr(number) if number < 0xD800 or 0xE000 <= number < 0x110000 else ""
