"""Everything that a PDF says, seen or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf, Stream

from octavo.audit.attachments import read_attached
from octavo.audit.encodings import find_texts
from octavo.audit.extracts import CONTENT, READING_ORDER, Extract, Unreadable
from octavo.audit.pdf_content import Decoder, Shown, make_decoder, read_content
from octavo.audit.pdf_objects import ATTACHED, SIGNED, Objects, read_objects
from octavo.audit.pdf_streams import inspect_data, inspect_file
from octavo.audit.signatures import read_signature
from octavo.audit.xmp import read_xmp

INLINE = frozenset(
    {"Span", "Link", "Reference", "Em", "Strong", "Quote", "Code", "Annot", "BibEntry"}
)
"""Roles that stand in a line; all others begin on a new one."""
APART = frozenset({"Reference"})
"""Roles that are a word of their own: the marks of notes in a row are no number of many digits."""


@dataclass(slots=True)
class _Gathering:
    """What has been found in a PDF so far."""

    extracts: list[Extract] = field(default_factory=list[Extract])
    names: dict[str, str] = field(default_factory=dict[str, str])
    """Those in the contents of pages and drawings: the first place of each."""
    shown: dict[tuple[int, int], Shown] = field(default_factory=dict[tuple[int, int], Shown])
    """By page object: what its content shows."""
    decoders: dict[tuple[int, int], Decoder] = field(
        default_factory=dict[tuple[int, int], "Decoder"]
    )
    read: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    """Streams that were read as what they are."""


def unpack_pdf(data: bytes) -> tuple[Extract, ...]:
    """What is found in the PDF `data`: every object and stream, referred to or not.

    Raises `Unreadable` when it is broken or locked.
    """
    try:
        with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
            attached, read = read_attached(pdf)
            gathering = _Gathering([*attached], read={read} if attached else set())
            signature, signing = read_signature(pdf, data)
            gathering.extracts += signature
            allowed = ATTACHED if attached else frozenset[str]()
            objects = read_objects(
                pdf, allowed | (SIGNED if signing else frozenset[str]()), signing
            )
            _read_pages(pdf, gathering)
            gathering.extracts += _read_structure(pdf, gathering)
            _read_streams(pdf, gathering, objects)
            gathering.extracts += objects.extracts
            gathering.extracts += inspect_file(data, pdf, objects.reached)
            return (*gathering.extracts, *_list_names(gathering, objects))
    except (pikepdf.PdfError, pikepdf.PasswordError) as fault:
        raise Unreadable(str(fault)) from fault


def _list_names(gathering: _Gathering, objects: Objects) -> Iterator[Extract]:
    for (key, name), where in objects.names.items():
        yield Extract(where, name, "label" if key == "/Dests" else "name", key)
    for name, where in gathering.names.items():
        yield Extract(where, name, "name", CONTENT)


# ------------------------------------------------------------------------------ pages


def _read_pages(pdf: Pdf, gathering: _Gathering) -> None:
    for number, page in enumerate(pdf.pages, 1):
        data = _join_content(page.obj.get("/Contents"))
        shown = read_content(data, _list_fonts(page.obj.get("/Resources"), gathering))
        gathering.shown[page.obj.objgen] = shown
        gathering.extracts += _tell(shown, f"page {number}", gathering)


def read_marked(pdf: Pdf) -> dict[tuple[tuple[int, int], int], str]:
    """The words of each piece of marked content, by page object and number."""
    gathering = _Gathering()
    _read_pages(pdf, gathering)
    shown = gathering.shown.items()
    return {(page, mark): text for page, one in shown for mark, text in one.marked.items()}


def _tell(shown: Shown, where: str, gathering: _Gathering) -> Iterator[Extract]:
    for name in shown.names:
        gathering.names.setdefault(name, where)
    loose = "".join(shown.loose).strip()
    if loose:
        yield Extract(f"{where}, outside the text", loose, "margin")
    if shown.replacements:
        yield Extract(f"{where}, marked content", "\n".join(shown.replacements), "hidden")
    for remark in shown.remarks:
        yield from find_texts(remark, f"{where}, comment")


def _join_content(content: Any) -> bytes:
    if isinstance(content, Stream):
        return content.read_bytes()
    if isinstance(content, Array):
        return b"\n".join(_join_content(part) for part in content.as_list())
    return b""


def _list_fonts(resources: Any, gathering: _Gathering) -> dict[str, Decoder]:
    fonts: dict[str, Decoder] = {}
    found = resources.get("/Font") if isinstance(resources, Dictionary) else None
    for name, font in found.items() if isinstance(found, Dictionary) else ():
        key = font.objgen
        if key == (0, 0) or key not in gathering.decoders:
            gathering.decoders[key] = _make_decoder(font)
        fonts[name[1:]] = gathering.decoders[key]
    return fonts


def _make_decoder(font: Object) -> Decoder:
    mapping = font.get("/ToUnicode")
    if mapping is None:
        return lambda codes: codes.decode("cp1252", errors="replace")
    return make_decoder(mapping.read_bytes(), str(font.get("/Subtype")) == "/Type0")


# ------------------------------------------------------------------------------ structure


def _read_structure(pdf: Pdf, gathering: _Gathering) -> Iterator[Extract]:
    """The text in reading order, a line for each block; without structure, in order of pages."""
    root = pdf.Root.get("/StructTreeRoot")
    used: set[tuple[tuple[int, int], int]] = set()
    if root is not None:
        text = "".join(_walk(root, None, gathering, used))
        yield Extract(READING_ORDER, re.sub(r"\n{2,}", "\n", text), "page")
    for at, (page, shown) in enumerate(gathering.shown.items(), 1):
        left = [text for mark, text in shown.marked.items() if (page, mark) not in used]
        if left:
            yield Extract(f"page {at}, outside the structure", "\n".join(left), "page")


def _walk(
    node: Any,
    page: Any,
    gathering: _Gathering,
    used: set[tuple[tuple[int, int], int]],
) -> Iterator[str]:
    if isinstance(node, Array):
        for kid in node.as_list():
            yield from _walk(kid, page, gathering, used)
    elif isinstance(node, Dictionary):
        page = node.get("/Pg", page)
        if "/MCID" in node:
            yield _show(int(node.MCID), page, gathering, used)
        elif str(node.get("/Type")) != "/OBJR":
            role = str(node.get("/S"))[1:]
            end = " " if role in APART else "" if role in INLINE else "\n"
            yield end
            yield from _walk(node.get("/K"), page, gathering, used)
            yield end
    elif node is not None:
        yield _show(int(node), page, gathering, used)


def _show(
    mark: int, page: Any, gathering: _Gathering, used: set[tuple[tuple[int, int], int]]
) -> str:
    if page is None or page.objgen not in gathering.shown:
        return ""
    used.add((page.objgen, mark))
    return gathering.shown[page.objgen].marked.get(mark, "")


# ------------------------------------------------------------------------------ streams


def _read_streams(pdf: Pdf, gathering: _Gathering, objects: Objects) -> None:
    """What all streams say but the contents of pages."""
    pages = {id for page in pdf.pages for id in _list_content_ids(page.obj)}
    order = {id: place for place, id in enumerate(_unfold(pdf))}
    streams = sorted(objects.streams, key=lambda one: (order.get(one.objgen, -1), one.objgen))
    for stream in streams:
        where = f"object {stream.objgen[0]}"
        gathering.extracts += inspect_data(stream, where)
        if stream.objgen not in pages:
            _read_stream(stream, where, gathering)


def _unfold(pdf: Pdf) -> Iterator[tuple[int, int]]:
    """The pages on sheets for a press, in the order in which they are read once these are folded.

    Each side of a sheet has one at its left and one at its right. The first half of a booklet is on
    the inside of the fold, from the outermost sheet to the innermost, the second half is the way
    back.
    """
    sides: list[Any] = [
        page.obj.get("/Resources", Dictionary()).get("/XObject") for page in pdf.pages
    ]
    there = [(side, "/Left" if at % 2 else "/Right") for at, side in enumerate(sides)]
    back = [(side, "/Right" if at % 2 else "/Left") for at, side in enumerate(sides)]
    for side, key in (*there, *reversed(back)):
        if side is not None and key in side:
            yield side[key].objgen


def _list_content_ids(page: Object) -> Iterator[tuple[int, int]]:
    content = page.get("/Contents")
    if isinstance(content, Array):
        yield from (part.objgen for part in content.as_list())
    elif content is not None:
        yield content.objgen


def _read_stream(stream: Any, where: str, gathering: _Gathering) -> None:
    kind = str(stream.get("/Subtype"))
    if kind == "/Image":
        return
    data = stream.read_bytes()
    if kind == "/Form":
        shown = read_content(data, _list_fonts(stream.get("/Resources"), gathering))
        gathering.extracts += _tell(shown, where, gathering)
        words = "\n".join(shown.marked.values())
        if words:
            gathering.extracts.append(Extract(f"{where}, marked content", words, "page"))
    elif kind == "/XML":
        gathering.extracts += read_xmp(data, where)
    elif stream.objgen not in gathering.read:
        gathering.extracts += find_texts(data, where)
