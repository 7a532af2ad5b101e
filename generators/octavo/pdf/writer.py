"""A PDF file out of the objects that ReportLab collected.

Small objects are packed together, streams end as PDF/A wants it, and the file's identifier is
taken from its content: the same objects give the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc

from octavo.pdf.objects import Registry, Stream, Value, dictionary, write_object

PACK = 200
"""How many small objects are packed into one stream."""

_SETTINGS = {"invariant": 1, "pdfComments": 0, "pdfMultiLine": 0, "useA85": 0}
"""ReportLab's settings that change what it writes."""


def write_file(
    document: Registry, root: pdfdoc.PDFObject, information: Mapping[str, Value], version: str
) -> bytes:
    """The PDF file of all objects registered in `document`, with `root` as its catalogue.

    `information` is empty for a file that keeps its properties in XMP alone.
    """
    trailer: dict[str, Value] = {"Root": document.Reference(root)}
    if information:
        trailer["Info"] = document.Reference(dictionary(information))
    with _settled():
        bodies = list(_write_bodies(document))
        return _assemble(bodies, trailer | {"ID": _identify(bodies)}, document, version)


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


def _identify(bodies: list[tuple[bool, bytes]]) -> str:
    digest = hashlib.sha256()
    for _, body in bodies:
        digest.update(body + b"\n")
    half = f"<{digest.hexdigest()[:32]}>"
    return f"[{half}{half}]"


def _assemble(
    bodies: list[tuple[bool, bytes]], trailer: dict[str, Value], document: Registry, version: str
) -> bytes:
    out = bytearray(b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n" % version.encode())
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    small: list[tuple[int, bytes]] = []
    for number, (is_stream, body) in enumerate(bodies, 1):
        if is_stream:
            places[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        else:
            small.append((number, body))
    following = len(bodies) + 1
    for start in range(0, len(small), PACK):
        pack = small[start : start + PACK]
        places[following] = (1, len(out), 0)
        places.update((number, (2, following, at)) for at, (number, _) in enumerate(pack))
        out += _write_pack(following, [*pack], document)
        following += 1
    start = len(out)
    places[following] = (1, start, 0)
    table = b"".join(_write_place(places[number]) for number in range(following + 1))
    entries: dict[str, Value] = {"Type": "/XRef", "Size": following + 1, "W": "[1 4 2]"}
    reference = Stream(table, entries | trailer).format(document)
    out += b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (following, reference, start)
    return bytes(out)


def _write_place(place: tuple[int, int, int]) -> bytes:
    kind, where, index = place
    return kind.to_bytes(1, "big") + where.to_bytes(4, "big") + index.to_bytes(2, "big")


def _write_pack(number: int, pack: list[tuple[int, bytes]], document: Registry) -> bytes:
    head, body = b"", b""
    for own, content in pack:
        head += b"%d %d " % (own, len(body))
        body += content + b"\n"
    entries: dict[str, Value] = {"Type": "/ObjStm", "N": len(pack), "First": len(head)}
    stream = Stream(head + body, entries).format(document)
    return b"%d 0 obj\n%s\nendobj\n" % (number, stream)
