"""A PDF file out of the objects that ReportLab collected.

Small objects are packed together, streams end as PDF/A wants it, and the file's identifier is
taken from its content: the same objects give the same bytes.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from itertools import accumulate

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

from octavo.pdf.objects import PdfValue, Registry, Stream, dictionary, write_object

PACK = 200
"""How many small objects are packed into one stream (ISO 32000-1 sets no bound). The proceedings
have 606 kB with 1, 409 with 50, 405 with 200 and 403 with all in one; but a reader unpacks a whole
stream for one object of it, and 200 objects are some 20 kB."""

_SETTINGS = {"invariant": 1, "pdfComments": 0, "pdfMultiLine": 0, "useA85": 0}
"""ReportLab's settings that change what it writes: no date and no random number (`invariant`), no
comments, no line breaks, binary streams rather than ones a quarter longer."""


def write_file(
    document: Registry, root: pdfdoc.PDFObject, information: Mapping[str, PdfValue], version: str
) -> bytes:
    """The PDF file of all objects registered in `document`, with `root` as its catalogue.

    `information` is empty for a file that keeps its properties in XMP alone.
    """
    trailer: dict[str, PdfValue] = {"Root": document.Reference(root)}
    if information:
        trailer["Info"] = document.Reference(dictionary(information))
    with _settled():
        file = _File(document, version)
        for is_stream, body in _write_bodies(document):
            file.add(is_stream, body)
        return file.close(trailer)


@contextmanager
def _settled() -> Generator[None]:
    """ReportLab as it is delivered, whatever the user's own settings say."""
    before: dict[str, object] = {name: getattr(rl_config, name) for name in _SETTINGS}
    for name, value in _SETTINGS.items():
        setattr(rl_config, name, value)
    try:
        yield
    finally:
        for name, own in before.items():
            setattr(rl_config, name, own)


def _write_bodies(document: Registry) -> Iterator[tuple[bool, bytes]]:
    """Each object, in order of its number, and whether it is a stream.

    Writing one object may register others, which then come after it.
    """
    number = 1
    while number in document.numberToId:
        thing = document.idToObject[document.numberToId[number]]
        yield isinstance(thing, Stream), write_object(thing, document).strip()
        number += 1


class _File:
    """A file while it is written: streams stand in it at once, small objects wait in packs."""

    def __init__(self, document: Registry, version: str) -> None:
        self._document = document
        self._out = bytearray(b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n" % version.encode())
        self._digest = hashlib.sha256()
        self._places = [(0, 0, 65535)]
        """Of each object, by its number: its kind, where it is, and its place there."""
        self._packs: list[bytes] = []
        self._open: list[tuple[int, bytes]] = []
        """The pack that is not full yet: objects with their numbers."""

    def add(self, is_stream: bool, body: bytes) -> None:
        """Write the next object."""
        self._digest.update(body)
        self._digest.update(b"\n")
        if is_stream:
            self._write(body)
            return
        self._open.append((len(self._places), body))
        self._places.append((2, len(self._packs), len(self._open) - 1))
        if len(self._open) == PACK:
            self._pack()

    def close(self, trailer: Mapping[str, PdfValue]) -> bytes:
        """The whole file."""
        if self._open:
            self._pack()
        first = len(self._places)
        for pack in self._packs:
            self._write(pack)
        start = len(self._out)
        self._places.append((1, start, 0))
        table = b"".join(_write_place(place, first) for place in self._places)
        half = f"<{self._digest.hexdigest()[:32]}>"
        own: dict[str, PdfValue] = {"Type": "/XRef", "Size": len(self._places), "W": "[1 4 2]"}
        entries = {**own, **trailer, "ID": f"[{half}{half}]"}
        body = Stream(table, entries).format(self._document)
        self._out += b"%d 0 obj\n%s\nendobj\n" % (len(self._places) - 1, body)
        return bytes(self._out + b"startxref\n%d\n%%%%EOF\n" % start)

    def _write(self, body: bytes) -> None:
        number = len(self._places)
        self._places.append((1, len(self._out), 0))
        self._out += b"%d 0 obj\n%s\nendobj\n" % (number, body)

    def _pack(self) -> None:
        starts = accumulate((len(body) + 1 for _, body in self._open), initial=0)
        numbered = zip(self._open, starts, strict=False)
        head = b"".join(b"%d %d " % (number, start) for (number, _), start in numbered)
        bodies = b"".join(body + b"\n" for _, body in self._open)
        entries: dict[str, PdfValue] = {"Type": "/ObjStm", "N": len(self._open), "First": len(head)}
        self._packs.append(Stream(head + bodies, entries).format(self._document))
        self._open.clear()


def _write_place(place: tuple[int, int, int], first_pack: int) -> bytes:
    kind, where, index = place
    where += first_pack if kind == 2 else 0
    return struct.pack(">BIH", kind, where, index)
