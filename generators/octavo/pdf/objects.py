"""ReportLab's PDF objects, with types: the one place where they are made."""

# ReportLab's types leave much open.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Protocol, TypeAlias, cast

from reportlab.pdfbase import pdfdoc

PdfValue: TypeAlias = "pdfdoc.PDFObject | str | float"
"""What may stand in a dictionary or an array. A bare `str` is written as it is."""


LONGEST_STRING = 32_767
"""Bytes of a string: what ISO 32000-1 (annex C) and ISO 19005-2 (6.1.13) allow. What is longer
raises an error here, rather than a file that no archive takes."""


class Registry(Protocol):
    """What is needed of `pdfdoc.PDFDocument`, whose own types say little."""

    idToObject: dict[str, pdfdoc.PDFObject]  # noqa: N815  ReportLab calls it so
    numberToId: dict[int, str]  # noqa: N815  ReportLab calls it so
    idToObjectNumberAndVersion: dict[str, tuple[int, int]]  # noqa: N815  ReportLab calls it so
    Pages: pdfdoc.PDFPages
    Outlines: pdfdoc.PDFOutlines

    def Reference(  # noqa: N802  ReportLab calls it so
        self, obj: pdfdoc.PDFObject, name: str | None = None
    ) -> pdfdoc.PDFObjectReference:
        """A reference to `obj`, which is registered unless it is already."""
        ...

    def annotationName(self, externalname: str) -> str:  # noqa: N802  ReportLab calls it so
        """The name under which an annotation is registered."""
        ...


class Stream(pdfdoc.PDFObject):
    """Bytes with a dictionary, packed unless they have a filter of their own or must stay bare."""

    __RefOnly__ = 1
    """Tells ReportLab to write a reference wherever the stream is named."""

    def __init__(
        self,
        data: bytes,
        entries: Mapping[str, PdfValue] | None = None,
        *,
        packed: bool = True,
        shared: bool = False,
    ) -> None:
        """A stream of `data`. One that is `shared` is in many files, and packed once for all."""
        self.entries = dict(entries or {})
        self.packed = packed and "Filter" not in self.entries
        pack = _pack_once if shared else _pack
        self._body = pack(data) if self.packed else data

    @property
    def data(self) -> bytes:
        """The bytes as they were given; they are kept packed, since a book has many."""
        return zlib.decompress(self._body) if self.packed else self._body

    def format(self, document: Registry) -> bytes:
        """The stream as it stands in the file."""
        entries = self.entries | {"Length": len(self._body)}
        if self.packed:
            entries["Filter"] = name("FlateDecode")
        head = write_object(dictionary(entries), document)
        return b"".join((head, b"\nstream\n", self._body, b"\nendstream"))


_PACKED, _PACKED_ONCE = 5, 9
"""How hard zlib works on a stream, of 9. On one of a page 6 takes half as long again as 5, to save
one byte in a hundred; what many files share is packed once, and may take its time."""


MOST_KEPT = 1024
"""How many packed streams are kept for the next file that has the same: the pages of a long book,
some megabytes. A book that is made again after a small change packs a page or two."""
_packed: OrderedDict[bytes, bytes] = OrderedDict()


def _pack(data: bytes) -> bytes:
    key = sha256(data).digest()
    packed = _packed.get(key)
    if packed is None:
        packed = _packed[key] = zlib.compress(data, _PACKED)
        if len(_packed) > MOST_KEPT:
            _packed.popitem(last=False)
    return packed


@lru_cache(128)
def _pack_once(data: bytes) -> bytes:
    return zlib.compress(data, _PACKED_ONCE)


@lru_cache(1024)
def name(text: str) -> str:
    """`text` as a PDF name, in UTF-8."""
    return pdfdoc.PDFName(text.encode().decode("latin-1"))


def string(text: str) -> pdfdoc.PDFString:
    """`text` as a PDF text string. Raises `ValueError` for one that PDF/A finds too long."""
    if len(text) > LONGEST_STRING // 4 and len(text.encode("utf-16")) > LONGEST_STRING:
        raise ValueError(f"a string of {len(text)} characters, which begins with {text[:40]!r}")
    return pdfdoc.PDFString(text)


class _Dictionary(pdfdoc.PDFDictionary):
    """A dictionary that is written in a third of the time that ReportLab's takes."""

    def format(self, document: Registry, IND: bytes = b"") -> bytes:  # noqa: N803  its name there
        """The dictionary as it stands in the file."""
        return self.write(document).encode("latin-1")

    def write(self, document: Registry) -> str:
        """The same, as text."""
        entries = sorted(self.dict.items())
        said = [f"{name(key)} {write_value(value, document)}" for key, value in entries]
        return f"<< {' '.join(said)} >>"


class _Array(pdfdoc.PDFArray):
    """An array that is written in a third of the time that ReportLab's takes."""

    def format(self, document: Registry, IND: bytes = b"") -> bytes:  # noqa: N803  its name there
        """The array as it stands in the file."""
        return self.write(document).encode("latin-1")

    def write(self, document: Registry) -> str:
        """The same, as text."""
        said = [write_value(value, document) for value in self.sequence]
        return f"[{' '.join(said)}]"


def dictionary(entries: Mapping[str, PdfValue] | None = None) -> pdfdoc.PDFDictionary:
    """A PDF dictionary."""
    return _Dictionary(dict(entries or {}))


def array(values: Iterable[PdfValue]) -> pdfdoc.PDFArray:
    """A PDF array."""
    return _Array(values)


def write_object(thing: pdfdoc.PDFObject, document: Registry) -> bytes:
    """`thing` as it stands in the file."""
    return cast("bytes", pdfdoc.format(thing, document, toplevel=1))


def write_value(value: PdfValue, document: Registry) -> str:
    """`value` as it stands in the file."""
    match value:
        case str():
            return value
        case int():
            return str(value)
        case pdfdoc.PDFObjectReference():
            at, version = document.idToObjectNumberAndVersion[value.name]
            return f"{at} {version} R"
        case _Dictionary() | _Array():
            return value.write(document)
        case _:
            return cast("bytes", pdfdoc.format(value, document)).decode("latin-1")


def number(value: float, digits: int = 2) -> str:
    """`value` to a hundredth, or to so many digits, as short as can be."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
