"""The text of a PDF's content stream, read from its operators alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Decoder: TypeAlias = Callable[[bytes], str]
"""From the codes of a font to characters."""

_TOKEN = re.compile(
    rb"(?P<drawing>(?:(?:[-+.\d]+\s+)*(?:[mlcvyhSsnFfBbWwJjMigGkK]|re|f\*|B\*|b\*|W\*|rg|RG|cm)\s+)+)"
    rb"|(?P<hex><[0-9A-Fa-f\s]*>)|(?P<string>\()|(?P<name>/[^\s()<>\[\]{}/%]*)|(?P<mark><<|>>|[\[\]])"
    rb"|(?P<comment>%[^\r\n]*)|(?P<word>[^\s()<>\[\]{}/%]+)"
)
_INSIDE = re.compile(rb"\\[0-7]{1,3}|\\\r\n|\\.|[()]", re.S)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b""}
_MCID = re.compile(rb"/MCID\s+(\d+)")


@dataclass(slots=True)
class Shown:
    """The text that a content stream shows."""

    marked: dict[int, str] = field(default_factory=dict[int, str])
    """By number of the marked content."""
    loose: list[str] = field(default_factory=list[str])
    """What belongs to no marked content, or to an artefact; one entry for each such piece."""
    replacements: list[str] = field(default_factory=list[str])
    """Dictionaries that stand in the stream, as they are written."""


@dataclass(slots=True)
class _State:
    font: Decoder
    kept: list[Decoder] = field(default_factory=list["Decoder"])
    open: list[int | None] = field(default_factory=list["int | None"])


def read_content(data: bytes, fonts: Mapping[str, Decoder]) -> Shown:
    """What the content stream `data` shows, with its `fonts` by name."""
    shown = Shown()
    state = _State(_decode_simple)
    operands: list[tuple[str, bytes]] = []
    for kind, token in _tokens(data):
        if kind != "word" or _is_number(token):
            operands.append((kind, token))
            continue
        _apply(token, operands, state, fonts, shown)
        operands = []
    return shown


def _is_number(token: bytes) -> bool:
    return token[:1] in b"+-.0123456789" and token[:1] != b""


def _decode_simple(codes: bytes) -> str:
    return codes.decode("cp1252", errors="replace")


def _tokens(data: bytes) -> Iterator[tuple[str, bytes]]:
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
            at = _skip_image(data, at)
        elif kind not in {"comment", "drawing"}:
            yield kind, found[0]


def _read_hex(token: bytes) -> bytes:
    digits = b"".join(token[1:-1].split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _skip_image(data: bytes, at: int) -> int:
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
            shown.loose.append("\n")
        case b"Tj" | b"TJ" | b"'" | b'"':
            codes = b"".join(token for kind, token in operands if kind == "codes")
            _show(state.font(codes), state, shown)
        case b"ET" | b"Td" | b"TD" | b"T*" | b"Tm" if not _mark(state):
            shown.loose.append("\n" if operator == b"ET" else " ")
        case _:
            pass


def _mark(state: _State) -> int | None:
    """The number of the innermost marked content that has one."""
    return next((mark + 1 for mark in reversed(state.open) if mark is not None), None)


def _open(operands: list[tuple[str, bytes]], state: _State, shown: Shown) -> None:
    written = b" ".join(token for _, token in operands)
    found = _MCID.search(written)
    state.open.append(int(found[1]) if found else None)
    strings = [token for kind, token in operands if kind == "codes"]
    shown.replacements += [decode_string(text) for text in strings]


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
    size = 2 if wide else 1

    def decode(codes: bytes) -> str:
        pieces = (codes[at : at + size] for at in range(0, len(codes), size))
        return "".join(characters.get(int.from_bytes(piece, "big"), "") for piece in pieces)

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
