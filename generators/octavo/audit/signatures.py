"""The one form that a PDF may have: the field of a signature that covers the whole file.

Whether the signature holds is for `octavo verify`; here it only has to be nothing but a signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from octavo.audit.encodings import find_texts
from octavo.audit.extracts import Extract

FIELD = "Signature1"
_FORM = {"/Fields", "/SigFlags"}
_WIDGET = {"/Type", "/Subtype", "/FT", "/T", "/V", "/P", "/F", "/Rect"}
_VALUE = {"/Type", "/Filter", "/SubFilter", "/ByteRange", "/Contents"}
_TIME = re.compile(r"D:\d{14}Z")
_LONG = b"\x30\x82"
"""How a structure in DER begins whose length takes two bytes, as that of every signature does."""


def read_signature(pdf: Pdf, data: bytes) -> tuple[tuple[Extract, ...], frozenset[int]]:
    """What the signature of `pdf` says, and the numbers of the objects that are only for it.

    None when there is no signature, or anything besides: then whatever is there is found as what
    it is.
    """
    form: Any = pdf.Root.get("/AcroForm")
    fields = form.get("/Fields") if isinstance(form, Dictionary) else None
    if not isinstance(fields, Array) or len(fields) != 1 or not isinstance(fields[0], Dictionary):
        return (), frozenset()
    field, value = fields[0], fields[0].get("/V")
    if not isinstance(value, Dictionary) or not _is_sound(form, field, value, data):
        return (), frozenset()
    where = f"object {value.objgen[0]}, signature"
    numbers = frozenset(thing.objgen[0] for thing in (form, field, value))
    return tuple(_list_texts(bytes(value.Contents), where)), numbers


def _is_sound(form: Any, field: Any, value: Any, data: bytes) -> bool:
    """Whether the three objects have what they need, and nothing that could say anything."""
    rectangle = [float(edge) for edge in field.get("/Rect", Array([0, 0, 1, 1])).as_list()]
    return (
        all(thing.is_indirect for thing in (form, field, value))
        and set(form.keys()) == _FORM
        and set(field.keys()) == _WIDGET
        and set(value.keys()) - {"/M"} == _VALUE
        and str(field.T) == FIELD
        and (field.Type, field.Subtype, field.FT) == (Name.Annot, Name.Widget, Name.Sig)
        and rectangle[:2] == rectangle[2:]
        and (value.Type, value.Filter) == (Name.Sig, Name("/Adobe.PPKLite"))
        and value.SubFilter == Name("/ETSI.CAdES.detached")
        and _TIME.fullmatch(str(value.get("/M", "D:00000000000000Z"))) is not None
        and _covers_all(value, data)
    )


def _covers_all(value: Any, data: bytes) -> bool:
    """Whether the signature is over all bytes but its own, and is nothing but a signature."""
    numbers = [int(number) for number in value.ByteRange.as_list()]
    if len(numbers) != 4 or numbers[0] or numbers[2] + numbers[3] != len(data):
        return False
    contents = bytes(value.Contents)
    length = 4 + int.from_bytes(contents[2:4], "big")
    written = data[numbers[1] : numbers[2]]
    padded = contents.startswith(_LONG) and not contents[length:].strip(b"\0")
    return padded and written == b"<" + contents.hex().encode() + b">"


def _list_texts(contents: bytes, where: str) -> Iterator[Extract]:
    """Whatever the certificates in it say: that of the signer names the signer."""
    yield from find_texts(contents.rstrip(b"\0"), where)
