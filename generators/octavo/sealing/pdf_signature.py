"""The signature in a PDF: one that covers all bytes of the file but itself.

The file is written anew, in one piece, with a place for the signature, which is filled then. So
nothing is behind an end, and whatever is added later is outside of what is signed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, PdfError, String
from pyhanko.sign.signers import SimpleSigner

from octavo.sealing.cms import sign_pades

_RANGE = (0, 9_999_999_999, 9_999_999_998, 9_999_999_997)
"""Numbers as wide as those of any file, to be written over: PDF allows ten digits."""
_AWAY = 10
"""Points below and left of the page at which the field of the signature lies, without a size: it
shows nothing, and what is outside of the page need not be tagged (ISO 14289-1, 7.18.1)."""
FIELD = "Signature1"
"""The name of the field, as most programs choose it."""
_SPARE = 16
"""Bytes by which a second signature over other bytes may be longer: ECDSA writes two numbers with
no leading zeros, each of which may have a byte more."""


class Unsigned(ValueError):  # noqa: N818  it says what the file is
    """There is no signature in the PDF, or none that covers it whole."""


def sign_pdf(data: bytes, signer: SimpleSigner, time: datetime | None) -> bytes:
    """The PDF with a signature as PAdES has it; `time` is what it claims, `None` for no time.

    A signature that it has already gives way. Raises `PdfError` for what is no PDF.
    """
    room = len(sign_pades(b"", signer)) + _SPARE
    blank = _prepare(data, room, time)
    before, after = _find_room(blank, room)
    filled = _fill_range(blank, before, after)
    made = sign_pades(filled[:before] + filled[after:], signer).ljust(room, b"\0")
    return filled[:before] + b"<" + made.hex().encode() + b">" + filled[after:]


def read_signature(data: bytes) -> tuple[bytes, bytes]:
    """What is signed of the PDF, and the signature in DER. Raises `Unsigned`."""
    try:
        with Pdf.open(BytesIO(data)) as pdf:
            fields = list(_list_signatures(pdf))
            if len(fields) != 1:
                raise Unsigned("it has no signature" if not fields else "it has several signatures")
            value = fields[0].V
            covered = [int(number) for number in value.ByteRange.as_list()]
            contents = bytes(value.Contents)
    except (PdfError, AttributeError, ValueError, TypeError) as fault:
        raise fault if isinstance(fault, Unsigned) else Unsigned(str(fault)) from fault
    return _take_signed(data, covered, contents)


def _take_signed(data: bytes, covered: list[int], contents: bytes) -> tuple[bytes, bytes]:
    begin, before, after, rest = covered if len(covered) == 4 else (1, 0, 0, 0)
    if begin or not 0 < before < after or after + rest != len(data):
        raise Unsigned("its signature does not cover it whole")
    if data[before:after] != b"<" + contents.hex().encode() + b">":
        raise Unsigned("there is more in the place of its signature than that")
    signature = _cut_padding(contents)
    return data[:before] + data[after:], signature


def _cut_padding(contents: bytes) -> bytes:
    """The signature without the zeros behind it, by the length that it gives itself."""
    if contents[:1] != b"\x30" or len(contents) < 4 or contents[1] != 0x82:
        raise Unsigned("what stands in the place of its signature is none")
    length = 4 + int.from_bytes(contents[2:4], "big")
    if contents[length:].strip(b"\0"):
        raise Unsigned("something stands behind its signature")
    return contents[:length]


def _list_signatures(pdf: Pdf) -> Iterator[Object]:
    form = pdf.Root.get("/AcroForm", Dictionary())
    for field in form.get("/Fields", Array()).as_list():
        if field.get("/FT") == Name.Sig and "/V" in field:
            yield field


# ------------------------------------------------------------------------------ the place for it


def _prepare(data: bytes, room: int, time: datetime | None) -> bytes:
    """The PDF with a field whose signature is all zeros, and its range of numbers to be filled."""
    with Pdf.open(BytesIO(data)) as pdf:
        _remove_old(pdf)
        value = Dictionary(
            Type=Name.Sig,
            Filter=Name("/Adobe.PPKLite"),
            SubFilter=Name("/ETSI.CAdES.detached"),
            ByteRange=Array(list(_RANGE)),
            Contents=String(bytes(room)),
        )
        if time is not None:
            value.M = String(f"D:{time.astimezone(UTC):%Y%m%d%H%M%S}Z")
        page = pdf.pages[0].obj
        left, bottom = (float(edge) - _AWAY for edge in list(pdf.pages[0].mediabox)[:2])
        field = pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Sig,
                T=String(FIELD),
                V=pdf.make_indirect(value),
                P=page,
                F=132,  # printed and locked, as PDF/A wants it of every annotation
                Rect=Array([left, bottom, left, bottom]),
            )
        )
        page.Annots = Array([*page.get("/Annots", Array()).as_list(), field])
        page.Tabs = page.get("/Tabs", Name.S)
        pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=Array([field]), SigFlags=3))
        made = BytesIO()
        pdf.save(
            made,
            object_stream_mode=ObjectStreamMode.preserve,
            deterministic_id=True,
            fix_metadata_version=False,
        )
        return made.getvalue()


def _remove_old(pdf: Pdf) -> None:
    """Take away the field of an earlier signature, and nothing else."""
    old = {field.objgen for field in _list_signatures(pdf)}
    if not old:
        return
    for page in pdf.pages:
        left = [
            note for note in page.obj.get("/Annots", Array()).as_list() if note.objgen not in old
        ]
        if left:
            page.obj.Annots = Array(left)
        elif "/Annots" in page.obj:
            del page.obj["/Annots"]
    del pdf.Root["/AcroForm"]


def _find_room(data: bytes, room: int) -> tuple[int, int]:
    """Where the zeros begin and end, brackets included."""
    before = data.index(b"<" + b"00" * room + b">")
    return before, before + 2 * room + 2


def _fill_range(data: bytes, before: int, after: int) -> bytes:
    """The file with the numbers of what is signed, in as many bytes as stood there."""
    pattern = rb"\s+".join(str(number).encode() for number in _RANGE)
    found = re.search(rb"\[\s*" + pattern + rb"\s*\]", data)
    assert found is not None, "it was written into the file"
    numbers = f"[0 {before} {after} {len(data) - after}".encode()
    return data[: found.start()] + numbers.ljust(len(found[0]) - 1) + b"]" + data[found.end() :]
