"""The text of a PDF's content stream, read from its operators alone."""

from __future__ import annotations

import re
from binascii import unhexlify
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from struct import unpack
from typing import TypeAlias

Decoder: TypeAlias = Callable[[bytes], str]
"""From the codes of a font to characters."""

_TOKEN = re.compile(
    rb"(?P<drawing>(?:(?:[-+.\d]+\s+)*(?:[mlcvyhSsnFfBbWwJjMigGkK]|re|f\*|B\*|b\*|W\*|rg|RG|cm)\s+)+)"
    rb"|(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?=[\s()<>\[\]{}/%]|$))"
    rb"|(?P<hex><[0-9A-Fa-f\s]*>)|(?P<string>\()|(?P<name>/[^\s()<>\[\]{}/%]*)|(?P<mark><<|>>|[\[\]])"
    rb"|(?P<comment>%[^\r\n]*)|(?P<word>[^\s()<>\[\]{}/%]+)"
)
_INSIDE = re.compile(rb"\\[0-7]{1,3}|\\\r\n|\\.|[()]", re.S)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b""}
_MCID = re.compile(rb"/MCID\s+(\d+)")
_WORDS = rb"""
b b* B B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K
k l m M MP n q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w
W W* y ' " true false null
"""
_OPERATORS = frozenset(_WORDS.split())
"""All that there are in ISO 32000-2, and the words that are values."""

SOFT_HYPHEN, HYPHENS = "\N{SOFT HYPHEN}", frozenset("-\u2010")
"""A hyphen that stands for U+00AD divides a word: the next line goes on with it."""


@dataclass(slots=True)
class Shown:
    """The text that a content stream shows."""

    marked: dict[int, str] = field(default_factory=dict[int, str])
    """By number of the marked content."""
    loose: list[str] = field(default_factory=list[str])
    """What belongs to no marked content, or to an artefact; one entry for each such piece."""
    replacements: list[str] = field(default_factory=list[str])
    """Strings that stand in the stream and are not painted."""
    names: set[str] = field(default_factory=set[str])
    """Of marks, resources, and operators that PDF does not know."""
    remarks: list[bytes] = field(default_factory=list[bytes])
    """Comments."""


@dataclass(slots=True)
class _State:
    font: Decoder
    kept: list[Decoder] = field(default_factory=list["Decoder"])
    open: list[int | None] = field(default_factory=list["int | None"])
    """The numbers of the marked content that is open; `None` for one without."""
    divided: int = 0
    """How much of that was open when a hyphen began that stands for U+00AD; 0 outside of one."""


def read_content(data: bytes, fonts: Mapping[str, Decoder]) -> Shown:
    """What the content stream `data` shows, with its `fonts` by name."""
    shown = Shown()
    state = _State(_decode_simple)
    operands: list[tuple[str, bytes]] = []
    for kind, token in _list_tokens(data):
        if kind == "word":
            _apply(token, operands, state, fonts, shown)
            operands = []
        elif kind == "remark":
            shown.remarks.append(token)
        else:
            operands.append((kind, token))
            if kind == "name":
                shown.names.add(token[1:].decode("latin-1"))
    shown.replacements += [decode_string(token) for kind, token in operands if kind == "codes"]
    return shown


def _decode_simple(codes: bytes) -> str:
    return codes.decode("cp1252", errors="replace")


def _list_tokens(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The tokens of a content stream but for those that only draw, each with its kind."""
    at = 0
    while found := _TOKEN.search(data, at):
        kind = found.lastgroup or ""
        at = found.end()
        if kind == "string":
            text, at = _read_string(data, at)
            yield "codes", text
        elif kind == "hex":
            yield "codes", _read_hex(found[0])
        elif kind == "word" and found[0] == b"ID":
            end = _find_image_end(data, at)
            yield "remark", data[at:end]
            at = end
        elif kind == "comment":
            yield "remark", found[0]
        elif kind != "drawing":
            yield kind, found[0]


def _read_hex(token: bytes) -> bytes:
    digits = b"".join(token[1:-1].split()) if len(token) % 2 or b" " in token else token[1:-1]
    return unhexlify(digits + b"0" * (len(digits) % 2))


def _find_image_end(data: bytes, at: int) -> int:
    end = re.compile(rb"\sEI(?=\s|$)").search(data, at)
    return end.end() if end else len(data)


def _read_string(data: bytes, at: int) -> tuple[bytes, int]:
    """The characters of the string whose `(` ended at `at`, and where it ends."""
    parts: list[bytes] = []
    depth = 1
    while found := _INSIDE.search(data, at):
        parts.append(data[at : found.start()])
        token = found[0]
        at = found.end()
        depth += (token == b"(") - (token == b")")
        if depth == 0:
            break
        parts.append(_unescape(token))
    return b"".join(parts), at


def _unescape(token: bytes) -> bytes:
    if token[:1] != b"\\":
        return token
    if token[1:2].isdigit():
        return bytes([int(token[1:], 8) & 255])
    return _ESCAPES.get(token[1:2], token[1:2])


def _apply(
    operator: bytes,
    operands: list[tuple[str, bytes]],
    state: _State,
    fonts: Mapping[str, Decoder],
    shown: Shown,
) -> None:
    match operator:
        case b"Tf":
            names = [token[1:].decode("latin-1") for kind, token in operands if kind == "name"]
            state.font = fonts.get(names[-1] if names else "", _decode_simple)
        case b"q":
            state.kept.append(state.font)
        case b"Q":
            state.font = state.kept.pop() if state.kept else state.font
        case b"BMC" | b"BDC":
            _open(operands, state, shown)
        case b"EMC":
            if state.open:
                state.open.pop()
            if not state.divided:
                shown.loose.append("\n")
            elif len(state.open) < state.divided:
                state.divided = 0
        case b"Tj" | b"TJ" | b"'" | b'"':
            codes = b"".join(token for kind, token in operands if kind == "codes")
            text = state.font(codes)
            _show(SOFT_HYPHEN if state.divided and text in HYPHENS else text, state, shown)
        case b"ET" | b"Td" | b"TD" | b"T*" | b"Tm":
            if not _mark(state):
                shown.loose.append("\n" if operator == b"ET" else " ")
        case _:
            if operator not in _OPERATORS:
                shown.names.add(operator.decode("latin-1"))
            strings = [token for kind, token in operands if kind == "codes"]
            shown.replacements += [decode_string(text) for text in strings]


def _mark(state: _State) -> int | None:
    """The number of the innermost marked content that has one."""
    return next((mark + 1 for mark in reversed(state.open) if mark is not None), None)


def _open(operands: list[tuple[str, bytes]], state: _State, shown: Shown) -> None:
    written = b" ".join(token for _, token in operands)
    found = _MCID.search(written)
    state.open.append(int(found[1]) if found else None)
    strings = [decode_string(token) for kind, token in operands if kind == "codes"]
    if strings == [SOFT_HYPHEN] and not state.divided:
        state.divided = len(state.open)
    else:
        shown.replacements += strings


def _show(text: str, state: _State, shown: Shown) -> None:
    mark = _mark(state)
    if mark is None:
        shown.loose.append(text)
    else:
        shown.marked[mark - 1] = shown.marked.get(mark - 1, "") + text


def decode_string(data: bytes) -> str:
    """A PDF text string as characters: UTF-16 or UTF-8 with its mark, else one byte each."""
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", errors="replace")
    if data.startswith(b"\xff\xfe"):
        return data[2:].decode("utf-16-le", errors="replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", errors="replace")
    if data.isascii() and (text := data.decode("ascii")).isprintable():
        return text
    from pikepdf import String

    return str(String(data))


# ------------------------------------------------------------------------------ ToUnicode


def make_decoder(mapping: bytes, wide: bool) -> Decoder:
    """A decoder that follows a ToUnicode CMap; codes have two bytes when `wide`."""
    characters = dict(_read_map(mapping))

    def decode(codes: bytes) -> str:
        numbers = unpack(f">{len(codes) // 2}H", codes[: len(codes) & ~1]) if wide else codes
        return "".join([characters.get(number, "") for number in numbers])

    return decode


def _read_map(data: bytes) -> Iterator[tuple[int, str]]:
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.S):
        for code, text in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>", block):
            yield int(code, 16), _decode_hex(text)
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.S):
        yield from _read_ranges(block)


def _read_ranges(block: bytes) -> Iterator[tuple[int, str]]:
    pattern = rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[(.*?)\])"
    for first, last, start, listed in re.findall(pattern, block, re.S):
        low, high = int(first, 16), min(int(last, 16), int(first, 16) + 65535)
        if start:
            text = _decode_hex(start)
            yield from (
                (low + n, text[:-1] + chr(ord(text[-1]) + n)) for n in range(high - low + 1)
            )
        else:
            texts = re.findall(rb"<([0-9A-Fa-f]*)>", listed)
            yield from ((low + n, _decode_hex(text)) for n, text in enumerate(texts))


def _decode_hex(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", errors="replace")
