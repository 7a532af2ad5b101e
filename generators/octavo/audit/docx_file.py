"""Everything that a Word file says, seen or not; and the workbooks inside it."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from octavo.audit.docx_blocks import hash_blocks
from octavo.audit.encodings import find_texts
from octavo.audit.extracts import FIELD, PART, Extract, Kind, Unreadable
from octavo.audit.pictures import inspect_picture, is_picture
from octavo.audit.typefaces import find_surplus, list_keys
from octavo.audit.zip_structure import inspect_structure

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]  no other name

LARGEST = 256 * 1024 * 1024
"""Bytes of all parts together; a package that says it is larger is not opened."""
DEEPEST = 4
"""Packages one in the other: a workbook in a Word file in an archive of another, and one more."""
HASH = "{urn:octavo:manifest:1}block@words"
"""The key of the hash of a block."""
TOLD = frozenset({"descr", "title", "author", "initials", "tooltip", "alt", "tblCaption"})
"""Attributes in which people write words, and elements whose value they write."""
FOUL = {
    "ins": "a tracked insertion",
    "del": "a tracked deletion",
    "moveFrom": "a tracked move",
    "vanish": "hidden text",
    "docVar": "a document variable",
    "rsid": "an editing session",
    "attachedTemplate": "the path of a template",
}
PARTS = {
    "docProps/custom.xml": "properties of its own",
    "docProps/thumbnail": "a thumbnail",
    "word/people": "people",
    "word/vbaProject": "a program",
    "word/glossary": "building blocks",
}

PROPERTIES = {
    "docProps/core.xml": frozenset(
        {"title", "creator", "language", "subject", "category", "keywords", "description"}
        | {"contentStatus", "created", "modified"}
    ),
    "docProps/app.xml": frozenset({"Application", "AppVersion", "Company"}),
}
"""What a file may say of itself."""


def unpack_package(data: bytes, above: str = "") -> tuple[Extract, ...]:
    """What is found in the Word file `data`: every part, and what the package says of them.

    Raises `Unreadable` when it is broken, locked, or too large or deep to be looked through.
    """
    if above.count(_INSIDE) >= DEEPEST:
        raise Unreadable(f"{above} more than {DEEPEST} packages stand one in the other")
    try:
        with ZipFile(BytesIO(data)) as package:
            found = [*_inspect_package(package, data, above)]
            parts = [(entry, _unpack_part(package, entry)) for entry in package.infolist()]
            keys = list_keys(b"".join(part for entry, part in parts if entry.filename == FONTS))
            for entry, part in parts:
                found += _read_part(entry, part, above)
                found += _inspect_face(entry, part, keys, above)
            hashes = hash_blocks(part for _, part in parts)
            return tuple(one for one in found if one.key != HASH or one.text not in hashes)
    except (BadZipFile, RuntimeError, EOFError, NotImplementedError, zlib.error) as fault:
        raise Unreadable(str(fault)) from fault


_INSIDE = ": "
"""What follows the name of a package in the places of its parts."""


def _unpack_part(package: ZipFile, entry: ZipInfo) -> bytes:
    """The bytes of a part, and never more of them than it says that it has."""
    with package.open(entry) as part:
        return part.read(entry.file_size)


def _inspect_package(package: ZipFile, data: bytes, above: str) -> Iterator[Extract]:
    if package.comment:
        yield Extract(f"{above}package", "a comment", "foul")
        yield Extract(
            f"{above}package", package.comment.decode("utf-8", errors="replace"), "hidden"
        )
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    for name in names:
        yield Extract(f"{above}names of parts", name, "name", PART)
    if len(set(names)) < len(names):
        yield Extract(f"{above}package", "two parts with one name", "foul")
    if sum(entry.file_size for entry in entries) > LARGEST:
        raise Unreadable(f"{above}its parts unpack to more than {LARGEST // 2**20} MiB")
    yield from inspect_structure(entries, data, f"{above}package")
    for entry in entries:
        yield from _inspect_entry(entry, above)


def _inspect_entry(entry: ZipInfo, above: str) -> Iterator[Extract]:
    where = f"{above}{entry.filename}"
    if entry.comment or entry.extra:
        yield Extract(where, "a note of the packer", "foul")
        yield from find_texts(entry.comment + b"\n" + entry.extra, where)
    for start, what in PARTS.items():
        if entry.filename.startswith(start):
            yield Extract(where, what, "foul")
    if entry.filename.startswith("word/comments"):
        yield Extract(where, "comments", "comment")


def _read_part(entry: ZipInfo, data: bytes, above: str) -> Iterator[Extract]:
    where = f"{above}{entry.filename}"
    if data.startswith(b"PK\x03\x04"):
        yield from unpack_package(data, f"{where}{_INSIDE}")
    elif not entry.filename.endswith(FACE) and _is_xml(data):
        yield from _read_xml(data, where)
    else:
        yield from inspect_picture(data, where)
        if not is_picture(data):
            yield from find_texts(data, where)


def _inspect_face(
    entry: ZipInfo, data: bytes, keys: tuple[bytes, ...], above: str
) -> Iterator[Extract]:
    if entry.filename.endswith(FACE) and find_surplus(data, keys):
        where = f"{above}{entry.filename}"
        yield Extract(where, "bytes that belong to no table of a typeface", "foul")


def _is_xml(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")


def _read_xml(data: bytes, where: str) -> Iterator[Extract]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise Unreadable(f"{where}: {fault}") from fault
    if where.endswith(".svg"):
        yield from inspect_picture(data, where)
    yield from _tell(_sort_text(root), where)
    yield from _look_for_foul(root, where)
    for node in root if where in PROPERTIES else ():
        name = etree.QName(node).localname
        if name not in PROPERTIES[where]:
            yield Extract(f"{where}, {name}", "a property of its own", "foul")


def _is_text(where: str) -> bool:
    return where.startswith(("word/document", "word/footnotes", "word/endnotes", "word/charts"))


FONTS = "word/fontTable.xml"
"""Where a Word file lists its typefaces, with the key by which each is scrambled."""
FACE = ".odttf"
"""How the names of typefaces end. Their first bytes are scrambled with a number of the file, and
one in 256 begins as XML does; they are read as data, in every encoding."""


@dataclass(slots=True)
class _Said:
    """What a part says."""

    lines: list[str] = field(default_factory=list[str])
    """A line for each paragraph."""
    remarks: list[str] = field(default_factory=list[str])
    """What stands in comments of the XML."""
    fields: list[str] = field(default_factory=list[str])
    names: Counter[tuple[str, str, str]] = field(default_factory=Counter[tuple[str, str, str]])
    """Elements, attributes and their values, with how often each is there."""
    open: list[list[str]] = field(default_factory=list[list[str]])
    """The paragraphs that have begun, one inside the other, as text boxes are."""
    codes: list[str] = field(default_factory=list[str])
    """Of the field that has begun."""


def _tell(said: _Said, where: str) -> Iterator[Extract]:
    kind: Kind = "page" if _is_text(where) else "hidden"
    kind = "property" if where in PROPERTIES else kind
    yield Extract(where, "\n".join(said.lines), kind)
    if said.remarks:
        yield Extract(f"{where}, comments", "\n".join(said.remarks), "hidden")
    for code in sorted(set(said.fields)):
        yield Extract(f"{where}, fields", code, "label", FIELD)
    for (element, attribute, value), count in sorted(said.names.items()):
        key = f"{element}@{attribute}" if attribute else element
        place = f"{where}, attributes"
        told = _local(attribute) in TOLD or _local(element) in TOLD
        if told and value:
            yield from [Extract(place, value, "hidden", key)] * count
        else:
            yield Extract(place, value, "name", key)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _sort_text(root: Element) -> _Said:
    from lxml import etree

    said = _Said()
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            _begin(node, said)
        elif event == "end":
            _end(node, said)
        else:
            said.remarks.append(str(node.text or ""))
    return said


_BLOCKS = frozenset({"p", "si", "is"})
"""Elements whose text is one line."""
_CODES = frozenset({"instrText", "delInstrText"})
_FORMULAS = frozenset({"f", "formatCode"})
_MEASURES = frozenset({"align", "posOffset", "pctWidth", "pctHeight"})
"""Elements whose text says where a drawing stands, and how large it is: no word of a paragraph."""


def _begin(node: Element, said: _Said) -> None:
    tag = str(node.tag)
    name = _local(tag)
    said.names[tag, "", ""] += 1
    for key, value in node.attrib.items():
        said.names[tag, str(key), str(value)] += 1
    if name in _BLOCKS:
        said.open.append([])
    elif name == "fldChar":
        said.fields += ["".join(said.codes)] if said.codes else []
        said.codes = []
    if name in _CODES:
        said.codes.append(node.text or "")
    elif name in _FORMULAS or name in _MEASURES:
        said.names[tag, "", node.text or ""] += 1
    else:
        _take_text(name, node.text or "", said)


def _end(node: Element, said: _Said) -> None:
    if _local(str(node.tag)) in _BLOCKS and said.open:
        said.lines.append("".join(said.open.pop()))
    if node.tail and node.tail.strip():
        said.lines.append(node.tail)


def _take_text(name: str, text: str, said: _Said) -> None:
    """Text as part of its paragraph, or as a line of its own."""
    words = _SPACES.get(name, text)
    if said.open:
        said.open[-1].append(words)
    elif words.strip():
        said.lines.append(words)


_SPACES = {
    "tab": " ",
    "br": " ",
    "cr": " ",
    "footnoteReference": " ",
    "endnoteReference": " ",
    "noBreakHyphen": "-",
    "softHyphen": "\N{SOFT HYPHEN}",
}
"""Elements that stand for characters."""


def _look_for_foul(root: Element, where: str) -> Iterator[Extract]:
    from lxml import etree

    if "wordprocessingml" not in (etree.QName(root).namespace or ""):
        return
    for node in root.iter(etree.Element):
        name = etree.QName(node).localname
        if name in FOUL and (name != "vanish" or _hides_text(node)):
            yield Extract(f"{where}, {name}", FOUL[name], "foul")
        if name == "comment":
            yield Extract(f"{where}, {name}", "a comment", "comment")
        if any("rsid" in str(key) for key in node.attrib):
            yield Extract(where, FOUL["rsid"], "foul")


def _hides_text(mark: Element) -> bool:
    """Whether what the mark hides has words; the codes of fields are always hidden."""
    properties = mark.getparent()
    run = properties.getparent() if properties is not None else None
    return run is None or any(str(one.tag).endswith("}t") for one in run)
