"""Everything that a Word file says, seen or not; and the workbooks inside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from octavo.audit.extracts import Find, Unreadable, find_strings
from octavo.audit.pictures import inspect_picture

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]  no other name

LARGEST = 256 * 1024 * 1024
"""Bytes; a part that says it is larger is not opened."""
TOLD = frozenset({"descr", "title", "author", "initials", "tooltip", "alt"})
"""Attributes in which people write words."""
BREAKS = frozenset({"tab", "br", "cr", "footnoteReference", "endnoteReference"})
"""Elements at which one word ends and another begins."""
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


def unpack_package(data: bytes, above: str = "") -> tuple[Find, ...]:
    """What is found in the Word file `data`: every part, and what the package says of them.

    Raises `Unreadable` when it is broken or locked.
    """
    try:
        with ZipFile(BytesIO(data)) as package:
            finds = [*_inspect_package(package, data, above)]
            for entry in package.infolist():
                finds += _read_part(entry, package.read(entry), above)
            return tuple(finds)
    except (BadZipFile, RuntimeError, EOFError, NotImplementedError) as fault:
        raise Unreadable(str(fault)) from fault


def _inspect_package(package: ZipFile, data: bytes, above: str) -> Iterator[Find]:
    if package.comment:
        yield Find(f"{above}package", "a comment", "foul")
        yield Find(f"{above}package", package.comment.decode("utf-8", errors="replace"), "hidden")
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    yield Find(f"{above}names of parts", "\n".join(names), "name")
    if len(set(names)) < len(names):
        yield Find(f"{above}package", "two parts with one name", "foul")
    if data.count(b"PK\x03\x04") < len(entries) or _has_gaps(entries, package, data):
        yield Find(f"{above}package", "bytes that belong to no part", "foul")
    for entry in entries:
        where = f"{above}{entry.filename}"
        if entry.comment or entry.extra:
            yield Find(where, "a note of the packer", "foul")
            yield from find_strings(entry.comment + b"\n" + entry.extra, where)
        for start, what in PARTS.items():
            if entry.filename.startswith(start):
                yield Find(where, what, "foul")
        if entry.filename.startswith("word/comments"):
            yield Find(where, "comments", "comment")
        if entry.file_size > LARGEST:
            raise Unreadable(f"{where} is too large")


def _has_gaps(entries: list[ZipInfo], package: ZipFile, data: bytes) -> bool:
    """Whether something stands between the parts, or before the first."""
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset != at:
            return True
        head = data[at : at + 30]
        lengths = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        at += 30 + lengths + entry.compress_size
        if entry.flag_bits & 8:
            at += 16 if data[at : at + 4] == b"PK\x07\x08" else 12
    return at != package.start_dir


def _read_part(entry: ZipInfo, data: bytes, above: str) -> Iterator[Find]:
    where = f"{above}{entry.filename}"
    if data.startswith(b"PK\x03\x04"):
        yield from unpack_package(data, f"{where}: ")
    elif data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        yield from _read_xml(data, where)
    else:
        yield from inspect_picture(data, where)
        if not entry.filename.endswith((".png", ".jpg", ".jpeg")):
            yield from find_strings(data, where)


def _read_xml(data: bytes, where: str) -> Iterator[Find]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise Unreadable(f"{where}: {fault}") from fault
    if where.endswith(".svg"):
        yield from inspect_picture(data, where)
    said = _sort_text(root)
    yield Find(where, "".join(said.text), "page" if _is_text(where) else "hidden")
    yield Find(f"{where}, attributes", "\n".join(said.told), "hidden")
    yield Find(f"{where}, labels", "\n".join(sorted(said.labels)), "label")
    yield Find(f"{where}, names", "\n".join(sorted(said.names)), "name")
    yield from _look_for_foul(root, where)
    for node in root if where in PROPERTIES else ():
        name = etree.QName(node).localname
        if name not in PROPERTIES[where]:
            yield Find(f"{where}, {name}", "a property of its own", "foul")


def _is_text(where: str) -> bool:
    return where.startswith(("word/document", "word/footnotes", "word/endnotes", "word/charts"))


@dataclass(slots=True)
class _Said:
    """What a part says."""

    text: list[str] = field(default_factory=list[str])
    """With a line for each paragraph."""
    told: list[str] = field(default_factory=list[str])
    """Words that are written in attributes."""
    labels: set[str] = field(default_factory=set[str])
    names: set[str] = field(default_factory=set[str])


def _sort_text(root: Element) -> _Said:
    from lxml import etree

    said = _Said()
    for node in root.iter():
        if not isinstance(node.tag, str):
            said.told.append(str(node.text or ""))
            continue
        name = etree.QName(node).localname
        said.text += _read_text(name, node)
        said.names.add(name)
        _sort_attributes(node, name, said)
    return said


def _read_text(name: str, node: Element) -> Iterator[str]:
    if name in _BLOCKS:
        yield "\n"
    elif name in BREAKS:
        yield " "
    elif name == "noBreakHyphen":
        yield "-"
    if node.text and name not in {"instrText", "f", "formatCode"}:
        yield node.text
    if name not in _TOGETHER and node.text:
        yield "\n"


_BLOCKS = frozenset({"p", "tc", "c", "v", "is", "si", "pt", "row"})
"""Elements that begin a line."""
_TOGETHER = frozenset({"t", "r", "p", "tab", "br"})


def _sort_attributes(node: Element, name: str, said: _Said) -> None:
    from lxml import etree

    if name in {"instrText", "f", "formatCode"}:
        said.labels.add(node.text or "")
    for key, value in node.attrib.items():
        own = etree.QName(key).localname
        if own in TOLD:
            said.told.append(str(value))
        elif name in _LABELLED or own == "anchor" or (own == "Target" and ":" in str(value)):
            said.labels.add(str(value))
        else:
            said.names.add(str(value))


_LABELLED = frozenset({"alias", "tag", "bookmarkStart", "docPr", "cNvPr", "block"})


def _look_for_foul(root: Element, where: str) -> Iterator[Find]:
    from lxml import etree

    if "wordprocessingml" not in (etree.QName(root).namespace or ""):
        return
    for node in root.iter(etree.Element):
        name = etree.QName(node).localname
        if name in FOUL and (name != "vanish" or _hides_text(node)):
            yield Find(f"{where}, {name}", FOUL[name], "foul")
        if name == "comment":
            yield Find(f"{where}, {name}", "a comment", "comment")
        if any("rsid" in str(key) for key in node.attrib):
            yield Find(where, FOUL["rsid"], "foul")


def _hides_text(mark: Element) -> bool:
    """Whether what the mark hides has words; the codes of fields are always hidden."""
    properties = mark.getparent()
    run = properties.getparent() if properties is not None else None
    return run is None or any(str(one.tag).endswith("}t") for one in run)
