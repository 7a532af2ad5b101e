"""A house's own Word template: opened with suspicion, and its parts told apart.

What comes from outside may be anything. It is refused, with the name of the part, when it is no
Word file, is locked, runs programs, fetches something from elsewhere, or lacks what it must have.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import BadZipFile, ZipFile, ZipInfo

from octavo.document.problem import Problem, Severity, SourceError, Span
from octavo.docx.elements import XmlElement, children, name_of, parse
from octavo.files.library import Library

TYPES = "[Content_Types].xml"
MOST_PARTS = 1000
"""Files in a template. Word's own have some twenty, with pictures and heads some sixty; each costs
a read, however empty, and an archive can list millions."""
LARGEST_PART = 32 * 1024 * 1024
"""Bytes of one part, unpacked: 32 MiB, a picture of a page at 300 dots per inch without
compression. An archive of a few kB can unpack to gigabytes (deflate packs zeros 1,000 to 1);
reading stops here."""
LARGEST_TEMPLATE = 64 * 1024 * 1024
"""Bytes of all parts together, unpacked: as much as any file of a publication may have
(`files.library.LARGEST_FILE`), for a thousand parts could each be just below their own bound."""
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files begin that are no archives: those of before 2007, and those with a password."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_STRICT = "http://purl.oclc.org/ooxml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN = (f"{_WORD}document.main+xml", f"{_WORD}template.main+xml")
_REFUSED = {
    "attachedTemplate": "a template of its own, which may lie anywhere",
    "aFChunk": "text in another format, which Word would take in",
    "subDocument": "a part of a longer document, which lies elsewhere",
    "vbaProject": "a program (macros)",
    "wordVbaData": "a program (macros)",
}
"""Relationships that are not taken, by the end of their type: what they lead to."""


@dataclass(frozen=True, slots=True)
class Relation:
    """How one part names another, or an address."""

    id: str
    kind: str
    """The end of its type, such as `styles`."""
    target: str
    """The name of a part, or an address."""
    outside: bool


@dataclass(frozen=True, slots=True)
class HousePackage:
    """A template that may be used."""

    file: str
    """Its name in the publication's folder."""
    parts: Mapping[str, bytes] = field(repr=False)
    main: str
    """The name of the part with the text."""


def open_house(file: str, library: Library) -> HousePackage:
    """The template called `file`. Raises `SourceError` with all that forbids its use."""
    parts = _unpack(file, _read(file, library))
    main = _find_main(file, parts)
    house = HousePackage(file, parts, main)
    problems = tuple(_refuse_parts(house))
    if problems:
        raise SourceError(problems)
    find_part(house, main, "styles", needed=True)
    return house


def fault(file: str, message: str, hint: str) -> Problem:
    """An error in the template called `file`."""
    told = f"the Word template cannot be used: {message}"
    return Problem(Severity.ERROR, "WRD010", told, Span(file, 0), hint)


def relations(house: HousePackage, part: str) -> Iterator[Relation]:
    """The relationships of `part`; of the package itself when it is empty."""
    name = join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels")
    if name not in house.parts:
        return
    for element in children(read_root(house, name), "rel:Relationship"):
        outside = element.get("TargetMode") == "External"
        target = str(element.get("Target", ""))
        if not outside:
            target = normpath(join("/", dirname(part), target)).lstrip("/")
        kind = str(element.get("Type", "")).rpartition("/")[2]
        yield Relation(str(element.get("Id", "")), kind, target, outside)


def find_part(house: HousePackage, part: str, kind: str, needed: bool = False) -> str:
    """The name of the part of some `kind` that `part` names; empty without.

    Raises `SourceError` when it is named and not there, or not even named and `needed`.
    """
    found = next((one.target for one in relations(house, part) if one.kind == kind), "")
    if found in house.parts or not (found or needed):
        return found
    missing = f"`{found}`" if found else f"a part for {kind}"
    raise SourceError((fault(house.file, f"it lacks {missing}", _SAVE),))


def read_root(house: HousePackage, part: str) -> XmlElement:
    """The root element of `part`. Raises `SourceError` when it is no XML."""
    try:
        return parse(house.parts[part])
    except ValueError as reason:
        raise SourceError((fault(house.file, f"`{part}`: {reason}", _SAVE),)) from None


_SAVE = "open it in Word and save it as a Word template (.dotx)"


def _read(file: str, library: Library) -> bytes:
    try:
        return library.read(file)
    except (OSError, ValueError) as reason:
        missing = isinstance(reason, FileNotFoundError)
        message = f"there is no `{file}`" if missing else str(reason)
        hint = "put it in the publication's folder, and write `template: templates/our.docx`"
        raise SourceError((replace(fault(file, message, hint), span=None),)) from None


def _unpack(file: str, data: bytes) -> dict[str, bytes]:
    """The parts of the archive `data`, none of which is larger than it may be."""
    if data.startswith(_COMPOUND):
        locked = _LOCKED in data
        message = "it is locked with a password" if locked else "it is in the format of before 2007"
        raise SourceError((fault(file, message, _SAVE),))
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _read_entries(archive)
    except (BadZipFile, EOFError, zlib.error):
        message = "it is not a Word file, for it is no whole zip archive"
        raise SourceError((fault(file, message, _SAVE),)) from None
    except (ValueError, RuntimeError, NotImplementedError) as reason:
        raise SourceError((fault(file, str(reason), _SAVE),)) from None


def _read_entries(archive: ZipFile) -> dict[str, bytes]:
    """The parts of `archive`. Raises `ValueError` for one that may not be there."""
    parts: dict[str, bytes] = {}
    for entry in archive.infolist():
        _judge_entry(entry, parts)
        with archive.open(entry) as opened:
            parts[entry.filename] = opened.read(LARGEST_PART + 1)
        _judge_size(entry, parts)
    return {name: part for name, part in parts.items() if not name.endswith("/")}


def _judge_entry(entry: ZipInfo, parts: Mapping[str, bytes]) -> None:
    """Raises `ValueError` when `entry` has no name that a part can have."""
    name = entry.filename
    if len(parts) >= MOST_PARTS:
        raise ValueError(f"it has more than {MOST_PARTS} parts")
    if name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name:
        raise ValueError(f"`{name}` leads out of the file")
    if name.casefold() in {other.casefold() for other in parts}:
        raise ValueError(f"it has two parts called `{name}`")
    if entry.flag_bits & 1:
        raise ValueError(f"`{name}` is locked with a password")


def _judge_size(entry: ZipInfo, parts: Mapping[str, bytes]) -> None:
    """Raises `ValueError` when `entry`, or all of `parts`, have turned out too large."""
    if len(parts[entry.filename]) > LARGEST_PART:
        raise ValueError(f"`{entry.filename}` is larger than {LARGEST_PART // 2**20} MiB")
    if sum(map(len, parts.values())) > LARGEST_TEMPLATE:
        raise ValueError(f"it is larger than {LARGEST_TEMPLATE // 2**20} MiB when unpacked")


def _find_main(file: str, parts: Mapping[str, bytes]) -> str:
    """The part with the text, which must be a document of Word's or a template."""
    outer = HousePackage(file, parts, "")
    for needed in (TYPES, "_rels/.rels"):
        if needed not in parts:
            message = f"it is not a Word file, for it lacks `{needed}`"
            raise SourceError((fault(file, message, _SAVE),))
    main = find_part(outer, "", "officeDocument", needed=True)
    kinds = {
        str(one.get("PartName", "")).lstrip("/").casefold(): str(one.get("ContentType", ""))
        for one in children(read_root(outer, TYPES), "type:Override")
    }
    kind = kinds.get(main.casefold(), "")
    if "macroEnabled" in kind:
        message = f"`{main}` is of a kind that may run a program (macros)"
        raise SourceError((fault(file, message, _SAVE),))
    if kind not in _MAIN:
        message = f"it is not a Word file, for `{main}` is none of Word's documents"
        raise SourceError((fault(file, message, _SAVE),))
    if _STRICT.encode() in parts[main]:
        message = f"`{main}` is Strict Open XML, which few programs read"
        raise SourceError((fault(file, message, _SAVE),))
    if read_root(outer, main).tag != name_of("w:document"):
        raise SourceError((fault(file, f"`{main}` is no document", _SAVE),))
    return main


def _refuse_parts(house: HousePackage) -> Iterator[Problem]:
    """What a template may not have: programs, and whatever would be fetched from elsewhere."""
    for name in sorted(house.parts):
        if "vba" in name.casefold():
            yield fault(house.file, f"`{name}` is a program (macros)", _SAVE)
        if not name.endswith(".rels"):
            continue
        folder, _, file = name.rpartition("/")
        part = join(dirname(folder), file.removesuffix(".rels"))
        for relation in relations(house, part):
            what = _REFUSED.get(relation.kind)
            if relation.outside and relation.kind != "hyperlink":
                what = what or "something that lies elsewhere"
            if what and "vba" not in relation.target.casefold():
                shown = f"`{part or 'the package'}` has {what}: `{relation.target}`"
                yield fault(house.file, shown, "take it out in Word, and save the template again")
    if any(True for _ in read_root(house, house.main).iter(name_of("w:altChunk"))):
        shown = f"`{house.main}` takes in text in another format (altChunk)"
        yield fault(house.file, shown, "take it out in Word, and save the template again")
