"""Everything that a PDF says, seen or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from octavo.audit.attachments import read_attached
from octavo.audit.content import Decoder, Shown, decode_string, make_decoder, read_content
from octavo.audit.extracts import READING_ORDER, Find, Kind, Unreadable, find_strings
from octavo.audit.pictures import inspect_picture

INLINE = frozenset(
    {"Span", "Link", "Reference", "Em", "Strong", "Quote", "Code", "Annot", "BibEntry"}
)
"""Roles that stand in a line; all others begin on a new one."""
LINKS = frozenset({"/Link", "/Popup"})
"""The annotations that a publication has."""
FOUL = {
    "/EmbeddedFiles": "an attachment",
    "/EmbeddedFile": "an attachment",
    "/AF": "an attachment",
    "/JavaScript": "a script",
    "/JS": "a script",
    "/Launch": "a program to start",
    "/PieceInfo": "data of another program",
    "/Thumb": "a thumbnail",
    "/OCProperties": "layers that can be hidden",
    "/AcroForm": "a form",
    "/Collection": "a collection of files",
}
ATTACHED = frozenset({"/EmbeddedFiles", "/EmbeddedFile", "/AF"})
"""What tells of the document in a PDF."""
INFO = frozenset(
    {"/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/Trapped"}
    | {"/CreationDate", "/ModDate"}
)
"""What a file may say of itself."""
XMP = {
    "http://purl.org/dc/elements/1.1/": "title creator description language format rights subject",
    "http://ns.adobe.com/pdf/1.3/": "Keywords Producer Trapped",
    "http://ns.adobe.com/xap/1.0/": "CreatorTool CreateDate ModifyDate MetadataDate",
    "http://ns.adobe.com/xap/1.0/mm/": "DocumentID RenditionClass VersionID",
    "http://www.aiim.org/pdfa/ns/id/": "part conformance rev",
    "http://www.aiim.org/pdfua/ns/id/": "part rev",
    "http://www.npes.org/pdfx/ns/id/": "GTS_PDFXVersion",
    "http://www.aiim.org/pdfa/ns/extension/": "schemas",
}
"""The same in XMP, by schema."""
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_FONTS = frozenset({"/Registry", "/Ordering", "/CharSet", "/Panose", "/FontFamily", "/CIDSet"})
_TECHNICAL = (
    "http://www.aiim.org/",
    "http://www.npes.org/",
    "http://ns.adobe.com/pdfx/",
    "http://ns.adobe.com/xap/1.0/mm/",
)
"""How the names begin of the XMP schemas that tell of a file's standards."""
_LABELS = frozenset(
    {"/Names", "/Dest", "/D", "/ID", "/Limits", "/URI", "/F", "/UF", "/Lang", "/NS"}
)


@dataclass(slots=True)
class _Gathering:
    """What has been found in a PDF so far."""

    finds: list[Find] = field(default_factory=list[Find])
    names: set[str] = field(default_factory=set[str])
    shown: dict[tuple[int, int], Shown] = field(default_factory=dict[tuple[int, int], Shown])
    """By page object: what its content shows."""
    decoders: dict[tuple[int, int], Decoder] = field(
        default_factory=dict[tuple[int, int], "Decoder"]
    )
    allowed: frozenset[str] = frozenset()
    """What of `FOUL` there may be."""


def unpack_pdf(data: bytes) -> tuple[Find, ...]:
    """What is found in the PDF `data`: every object and stream, referred to or not.

    Raises `Unreadable` when it is broken or locked.
    """
    try:
        with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
            attached = read_attached(pdf)
            gathering = _Gathering([*attached], allowed=ATTACHED if attached else frozenset())
            _read_pages(pdf, gathering)
            gathering.finds += _read_structure(pdf, gathering)
            _read_objects(pdf, gathering)
            gathering.finds += _inspect_file(data, pdf)
            names = "\n".join(sorted(gathering.names))
            return (*gathering.finds, Find("names", names, "name"))
    except (pikepdf.PdfError, pikepdf.PasswordError) as fault:
        raise Unreadable(str(fault)) from fault


# ------------------------------------------------------------------------------ pages


def _read_pages(pdf: Pdf, gathering: _Gathering) -> None:
    for number, page in enumerate(pdf.pages, 1):
        data = _join_content(page.obj.get("/Contents"))
        shown = read_content(data, _list_fonts(page.obj.get("/Resources"), gathering))
        gathering.shown[page.obj.objgen] = shown
        gathering.finds += _tell(shown, f"page {number}")


def _tell(shown: Shown, where: str) -> Iterator[Find]:
    loose = "".join(shown.loose).strip()
    if loose:
        yield Find(f"{where}, outside the text", loose, "margin")
    if shown.replacements:
        yield Find(f"{where}, marked content", "\n".join(shown.replacements), "hidden")


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


def _read_structure(pdf: Pdf, gathering: _Gathering) -> Iterator[Find]:
    """The text in reading order, a line for each block; without structure, in order of pages."""
    root = pdf.Root.get("/StructTreeRoot")
    used: set[tuple[tuple[int, int], int]] = set()
    if root is not None:
        text = "".join(_walk(root, None, gathering, used))
        yield Find(READING_ORDER, re.sub(r"\n{2,}", "\n", text), "page")
    for at, (page, shown) in enumerate(gathering.shown.items(), 1):
        left = [text for mark, text in shown.marked.items() if (page, mark) not in used]
        if left:
            yield Find(f"page {at}, outside the structure", "\n".join(left), "page")


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
            end = "" if str(node.get("/S"))[1:] in INLINE else "\n"
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


# ------------------------------------------------------------------------------ objects


def _read_objects(pdf: Pdf, gathering: _Gathering) -> None:
    """Strings, names and streams of every object in the file."""
    pages = {id for page in pdf.pages for id in _list_content_ids(page.obj)}
    for thing in pdf.objects:
        where = f"object {thing.objgen[0]}"
        _read_values(thing, where, "", gathering, 0)
        if isinstance(thing, Stream) and thing.objgen not in pages:
            _read_stream(thing, where, gathering)
    info = pdf.trailer.get("/Info")
    _read_values(info, "Info", "", gathering, 0)
    for key in () if info is None else sorted(set(info.keys()) - INFO):
        gathering.finds.append(Find(f"Info, {key}", "a property of its own", "foul"))


def _list_content_ids(page: Object) -> Iterator[tuple[int, int]]:
    content = page.get("/Contents")
    if isinstance(content, Array):
        yield from (part.objgen for part in content.as_list())
    elif content is not None:
        yield content.objgen


def _read_values(thing: Any, where: str, key: str, gathering: _Gathering, depth: int) -> None:
    if isinstance(thing, String):
        gathering.finds.append(Find(f"{where}, {key}", decode_string(bytes(thing)), _rank(key)))
    elif isinstance(thing, Name):
        gathering.names.add(_spell(str(thing)))
    elif isinstance(thing, Array):
        for part in thing.as_list():
            if depth == 0 or not getattr(part, "is_indirect", False):
                _read_values(part, where, key, gathering, depth + 1)
    elif isinstance(thing, Dictionary | Stream):
        _read_entries(thing, where, gathering, depth)


def _rank(key: str) -> Kind:
    if key in _FONTS:
        return "name"
    return "label" if key in _LABELS else "hidden"


def _read_entries(thing: Any, where: str, gathering: _Gathering, depth: int) -> None:
    keys = tuple(thing.keys())
    _look_for_foul(thing, keys, where, gathering)
    for key in keys:
        gathering.names.add(_spell(key))
        value = thing.get(key)
        rank = "/D" if "/OutputConditionIdentifier" in keys else key
        if not getattr(value, "is_indirect", False):
            _read_values(value, where, rank, gathering, depth + 1)


def _spell(name: str) -> str:
    """A name with its escapes resolved: `/A#20B` is `A B`."""
    return re.sub("#([0-9A-Fa-f]{2})", lambda found: chr(int(found[1], 16)), name[1:])


def _look_for_foul(thing: Any, keys: tuple[str, ...], where: str, gathering: _Gathering) -> None:
    kinds = {str(thing.get(key)) for key in ("/S", "/Type") if key in keys}
    for key in sorted(FOUL.keys() & {*keys, *kinds} - gathering.allowed):
        gathering.finds.append(Find(f"{where}, {key}", FOUL[key], "foul"))
    if "/Annot" in kinds and str(thing.get("/Subtype")) not in LINKS:
        kind = str(thing.get("/Subtype"))[1:]
        gathering.finds.append(Find(where, f"an annotation ({kind})", "foul"))


def _read_stream(stream: Any, where: str, gathering: _Gathering) -> None:
    kind = str(stream.get("/Subtype"))
    if kind == "/Image":
        gathering.finds += inspect_picture(stream.read_raw_bytes(), where)
        return
    data = stream.read_bytes()
    if kind == "/Form":
        shown = read_content(data, _list_fonts(stream.get("/Resources"), gathering))
        gathering.finds += _tell(shown, where)
        words = "\n".join(shown.marked.values())
        if words:
            gathering.finds.append(Find(f"{where}, marked content", words, "margin"))
    elif kind == "/XML":
        gathering.finds += _read_xml(data, where)
    else:
        gathering.finds += find_strings(data, where)


def _read_xml(data: bytes, where: str) -> Iterator[Find]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(data, parser)
    for node in root.iter():
        text = (node.text or "").strip()
        if text:
            tag = str(node.tag) if isinstance(node.tag, str) else "comment"
            kind: Kind = "label" if tag[1:].startswith(_TECHNICAL) else "hidden"
            yield Find(f"{where}, XMP {tag.rsplit('}')[-1]}", text, kind)
    for node in root.iterfind(f".//{_RDF}Description/*"):
        name = etree.QName(node)
        if name.localname not in XMP.get(name.namespace or "", "").split():
            yield Find(f"{where}, XMP {name.localname}", "a property of its own", "foul")
    values = {value for node in root.iter(etree.Element) for value in node.attrib.values()}
    yield Find(f"{where}, XMP", "\n".join(sorted(map(str, values))), "name")


# ------------------------------------------------------------------------------ the file


def _inspect_file(data: bytes, pdf: Pdf) -> Iterator[Find]:
    """What the bytes hold beside the objects in use."""
    if data.count(b"startxref") > 1:
        yield Find("file", "an earlier version of itself", "foul")
    end = data.rfind(b"%%EOF")
    if data[end + 5 :].strip():
        yield Find("file", "something behind its end", "foul")
        yield from find_strings(data[end + 5 :], "behind the end")
    listed = {thing.objgen[0] for thing in pdf.objects}
    written = {int(found) for found in re.findall(rb"(?:^|[\r\n])(\d+) \d+ obj\b", data)}
    for number in sorted(written - listed):
        yield Find(f"object {number}", "an object that its table does not list", "foul")
    for number in sorted(listed - _reach(pdf)):
        thing = pdf.get_object(number, 0)
        if str(thing.get("/Type") if hasattr(thing, "get") else "") not in {"/ObjStm", "/XRef"}:
            yield Find(f"object {number}", "an object that nothing refers to", "foul")


def _reach(pdf: Pdf) -> set[int]:
    """The numbers of all objects that the trailer leads to."""
    reached: set[int] = set()
    waiting: list[Any] = [pdf.trailer]
    while waiting:
        thing = waiting.pop()
        number = thing.objgen[0] if getattr(thing, "is_indirect", False) else 0
        if number in reached:
            continue
        if number:
            reached.add(number)
        waiting += _list_inside(thing)
    return reached


def _list_inside(thing: Any) -> list[Any]:
    if isinstance(thing, Array):
        return list(thing.as_list())
    if isinstance(thing, Dictionary | Stream):
        return [thing.get(key) for key in thing.keys()]  # noqa: SIM118  a stream has only keys
    return []
