"""What the bytes of a PDF hold beside its objects, and its streams beside what they show."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import Any, cast

from pikepdf import Array, Name, Pdf

from octavo.audit.encodings import find_texts
from octavo.audit.extracts import Extract
from octavo.audit.pictures import inspect_picture
from octavo.audit.pixels import hides_masked

_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.S)
_STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.S)
_REMARK = re.compile(rb"%[^\r\n]*")
_OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b.*?\bendobj\b", re.S)
_TABLE = re.compile(
    rb"\bxref\s+(?:\d+ \d+\s+(?:\d{10} \d{5} [fn]\s+)*)*trailer\s*<<.*?>>\s*(?=startxref)", re.S
)
_END = re.compile(rb"startxref\s+\d+\s+%%EOF\s*\Z")
_SPACES = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4, "/CalGray": 1, "/CalRGB": 3}
"""Samples of each pixel, by space of colours."""


# ------------------------------------------------------------------------------ streams


def inspect_data(stream: Any, where: str) -> Iterator[Extract]:
    """What the data of a stream has besides what the stream is: behind its end, behind its pixels,
    and under the mask of a picture.
    """
    names = _list_filters(stream)
    raw = stream.read_raw_bytes() if names[-1:] in (["/FlateDecode"], ["/DCTDecode"]) else b""
    unpacked = b""
    if names[-1:] == ["/FlateDecode"]:
        unpacker = zlib.decompressobj()
        unpacked = unpacker.decompress(raw)
        if unpacker.unused_data.strip(b"\r\n"):
            yield Extract(where, "something behind the end of its data", "foul")
            yield from find_texts(unpacker.unused_data, where)
    if stream.get("/Subtype") != Name.Image:
        return
    if names[-1:] == ["/DCTDecode"]:
        yield from inspect_picture(raw, where)
    size = _count_bytes(stream)
    data = unpacked if len(names) == 1 else b""
    if names == ["/FlateDecode"] and size and len(data) > size:
        yield Extract(where, "a picture with more data than pixels", "foul")
        yield from find_texts(data[size:], where)
    if hides_masked(stream):
        yield Extract(where, "a picture with something under its transparent parts", "foul")


def _list_filters(stream: Any) -> list[str]:
    found = stream.get("/Filter")
    if found is None:
        return []
    return [str(one) for one in found.as_list()] if isinstance(found, Array) else [str(found)]


def _count_bytes(image: Any) -> int:
    """How many bytes its pixels take; 0 where nobody can tell."""
    width, height = int(image.get("/Width", 0)), int(image.get("/Height", 0))
    samples = 1 if image.get("/ImageMask") else _count_samples(image.get("/ColorSpace"))
    bits = samples * (1 if image.get("/ImageMask") else int(image.get("/BitsPerComponent", 0)))
    parameters = image.get("/DecodeParms")
    predictor = int(parameters.get("/Predictor", 1)) if hasattr(parameters, "get") else 1
    row = (width * bits + 7) // 8 + (predictor >= 10)
    return height * row if bits else 0


def _count_samples(space: Any) -> int:
    if isinstance(space, Array):
        match str(space[0]):
            case "/ICCBased":
                return int(space[1].get("/N", 0))
            case "/Indexed" | "/Separation":
                return 1
            case "/DeviceN":
                return len(space[1])
            case "/Lab" | "/CalRGB":
                return 3
            case _:
                return 0
    return _SPACES.get(str(space), 0)


# ------------------------------------------------------------------------------ the file


def inspect_file(data: bytes, pdf: Pdf, reached: set[int]) -> Iterator[Extract]:
    """What the bytes hold beside the objects in use."""
    if data.count(b"startxref") > 1:
        yield Extract("file", "an earlier version of itself", "foul")
    if not _END.search(data):
        yield Extract("file", "something behind its end", "foul")
        yield from find_texts(data[data.rfind(b"startxref") :], "behind the end")
    yield from _inspect_gaps(data)
    listed = {thing.objgen[0] for thing in pdf.objects}
    written = {int(found) for found in re.findall(rb"(?:^|[\r\n])(\d+) \d+ obj\b", data)}
    for number in sorted(written - listed):
        yield Extract(f"object {number}", "an object that its table does not list", "foul")
    for number in sorted(listed - reached):
        thing = pdf.get_object(number, 0)
        if str(thing.get("/Type") if hasattr(thing, "get") else "") not in {"/ObjStm", "/XRef"}:
            yield Extract(f"object {number}", "an object that nothing refers to", "foul")
    if any(cast("list[object]", pdf.get_warnings())):  # pyright: ignore[reportUnknownMemberType]  pikepdf leaves it open
        yield Extract("file", "a fault that programs pass over", "foul")


def _inspect_gaps(data: bytes) -> Iterator[Extract]:
    """What stands in comments, and what stands between the objects and is no comment."""
    outside = _STRING.sub(b"", _STREAM.sub(b"", data))
    yield from find_texts(b"\n".join(_REMARK.findall(outside)), "comments")
    between = _TABLE.sub(b"", _OBJECT.sub(b"", _REMARK.sub(b"", outside)))
    left = re.sub(rb"startxref\s+\d+\s*\Z", b"", between).strip()
    if left:
        yield Extract("file", "something between its objects", "foul")
        yield from find_texts(left, "between the objects")
