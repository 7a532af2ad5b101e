"""A house's own Word template: opened with suspicion, and its parts told apart.

What comes from outside may be anything. Programs, and the template that it hangs on itself, are
left behind. It is refused, with the name of the part and what to do in Word, when it is no Word
file, is locked, fetches something from elsewhere, or lacks what it must have.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import BadZipFile, ZipFile, ZipInfo

from octavo.document.problem import Problem, Severity, SourceError, Span
from octavo.docx.elements import XmlElement, attribute, children, name_of, parse, value
from octavo.docx.house.strict import is_strict, make_transitional
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
MOST_STYLES = 4079
"""Styles in a template: as many as Word can have in one document, by Microsoft's list of its
limits. A file with more comes from converters that made one for each paragraph."""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MACROS = "application/vnd.ms-word."
_MAIN = (
    f"{_WORD}document.main+xml",
    f"{_WORD}template.main+xml",
    f"{_MACROS}document.macroEnabled.main+xml",
    f"{_MACROS}template.macroEnabledTemplate.main+xml",
)
_REFUSED = {
    "aFChunk": "text in another format, which Word would take in",
    "subDocument": "a part of a longer document, which lies elsewhere",
}
"""Relationships that are not taken, by the end of their type: what they lead to."""
_LEFT = {
    "attachedTemplate": "the template that it was made with",
    "vbaProject": "macros",
    "wordVbaData": "macros",
    "keyMapCustomizations": "keys and toolbars",
    "attachedToolbars": "keys and toolbars",
    "extensibility": "buttons in the ribbon",
    "glossaryDocument": "building blocks",
    "comments": "comments",
    "customXml": "data of its own",
    "thumbnail": "a small picture of its first page",
    "core-properties": "title, author and other properties",
    "custom-properties": "properties of its own",
    "people": "names of those who edited it",
}
"""Relationships to what is left behind, by the end of their type: what that is."""
MACROS = frozenset({"vbaProject", "wordVbaData"})


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
class LeftBehind:
    """A part, or what a part leads to, that goes into no file."""

    part: str
    kind: str
    """The end of the type of its relationship, such as `vbaProject`."""
    what: str


@dataclass(frozen=True, slots=True)
class HousePackage:
    """A template that may be used."""

    file: str
    """Its name in the publication's folder."""
    parts: Mapping[str, bytes] = field(repr=False)
    main: str
    """The name of the part with the text."""
    left: tuple[LeftBehind, ...] = ()
    """What of it goes into no file."""
    strict: bool = False
    """Whether it is in Strict Open XML."""


def open_house(file: str, library: Library) -> HousePackage:
    """The template called `file`. Raises `SourceError` with all that forbids its use."""
    unpacked = _unpack(file, _read(file, library))
    parts = make_transitional(unpacked)
    main = _find_main(file, parts)
    strict = is_strict(unpacked[main])
    whole = HousePackage(file, parts, main)
    left = tuple(_leave_behind(whole))
    dropped = {one.part for one in left if one.kind in MACROS}
    kept = {name: part for name, part in parts.items() if name not in dropped}
    house = HousePackage(file, kept, main, left, strict)
    problems = (*_refuse_parts(house), *_refuse_styles(house))
    if problems:
        raise SourceError(problems)
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
_UNLOCK = (
    "in Word, choose File, Info, Protect Document, Encrypt with Password, empty the field, and "
    "save the template again"
)
_REPAIR = (
    "get it once more from where it came; or in Word choose File, Open, Browse, Open and Repair, "
    "and save it as a Word template (.dotx)"
)
_SHRINK = (
    "in Word, choose Picture Format, Compress Pictures, and save the template again; if no picture "
    "is that large, do not open it: ask where it comes from"
)
_WORD_FILE = "ask those who made it for the Word template itself (.dotx or .docx)"
OTHER_FILES = {
    b"%PDF-": "a PDF file",
    b"{\\rtf": "a Rich Text file",
    b"<": "a file of XML or HTML",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
"""How other files begin that are sent under the name of a Word file."""


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
        raise SourceError((fault(file, message, _UNLOCK if locked else _SAVE),))
    if other := next((name for sign, name in OTHER_FILES.items() if data.startswith(sign)), ""):
        message = f"it is {other}, whatever its name says"
        raise SourceError((fault(file, message, _WORD_FILE),))
    try:
        with ZipFile(BytesIO(data)) as archive:
            return read_entries(archive)
    except (BadZipFile, EOFError, zlib.error):
        message = "it is not a Word file, for it is no whole zip archive"
        raise SourceError((fault(file, message, _REPAIR),)) from None
    except UnfitPart as unfit:
        raise SourceError((fault(file, str(unfit), unfit.hint),)) from None
    except (ValueError, RuntimeError, NotImplementedError) as reason:
        raise SourceError((fault(file, str(reason), _SAVE),)) from None


class UnfitPart(Exception):  # noqa: N818  it is a reason for an error, told as one
    """A part that may not be in a template: what is wrong, and what its owner can do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def read_entries(archive: ZipFile) -> dict[str, bytes]:
    """The parts of `archive`. Raises `UnfitPart` for one that may not be there, or is damaged."""
    parts: dict[str, bytes] = {}
    for entry in archive.infolist():
        _judge_entry(entry, parts)
        try:
            with archive.open(entry) as opened:
                parts[entry.filename] = opened.read(LARGEST_PART + 1)
        except (BadZipFile, EOFError, zlib.error):
            raise UnfitPart(f"`{entry.filename}` is damaged", _REPAIR) from None
        _judge_size(entry, parts)
    return {name: part for name, part in parts.items() if not name.endswith("/")}


def _judge_entry(entry: ZipInfo, parts: Mapping[str, bytes]) -> None:
    """Raises `UnfitPart` when `entry` has no name that a part can have."""
    name = entry.filename
    if len(parts) >= MOST_PARTS:
        raise UnfitPart(f"it has more than {MOST_PARTS} parts", _SAVE)
    if name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name:
        raise UnfitPart(f"`{name}` leads out of the file", _SAVE)
    if name.casefold() in {other.casefold() for other in parts}:
        raise UnfitPart(f"it has two parts called `{name}`", _SAVE)
    if entry.flag_bits & 1:
        raise UnfitPart(f"`{name}` is locked with a password", _UNLOCK)


def _judge_size(entry: ZipInfo, parts: Mapping[str, bytes]) -> None:
    """Raises `UnfitPart` when `entry`, or all of `parts`, have turned out too large."""
    if len(parts[entry.filename]) > LARGEST_PART:
        raise UnfitPart(f"`{entry.filename}` is larger than {LARGEST_PART // 2**20} MiB", _SHRINK)
    if sum(map(len, parts.values())) > LARGEST_TEMPLATE:
        message = f"it is larger than {LARGEST_TEMPLATE // 2**20} MiB when unpacked"
        raise UnfitPart(message, _SHRINK)


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
    if kinds.get(main.casefold(), "") not in _MAIN:
        message = f"it is not a Word file, for `{main}` is none of Word's documents"
        raise SourceError((fault(file, message, _SAVE),))
    if read_root(outer, main).tag != name_of("w:document"):
        raise SourceError((fault(file, f"`{main}` is no document", _SAVE),))
    return main


def _leave_behind(house: HousePackage) -> Iterator[LeftBehind]:
    """What the template has that no file made with it gets, each once."""
    found: dict[tuple[str, str], LeftBehind] = {}
    for part, relation in _list_relations(house):
        if what := _LEFT.get(relation.kind):
            name = part if relation.outside else relation.target
            found.setdefault((name, relation.kind), LeftBehind(name, relation.kind, what))
    named = {one.part for one in found.values()}
    for name in house.parts:
        if "vba" in name.casefold() and name not in named and not name.endswith(".rels"):
            found[name, "vbaProject"] = LeftBehind(name, "vbaProject", _LEFT["vbaProject"])
    yield from sorted(found.values(), key=lambda one: (one.what, one.part))


def _list_relations(house: HousePackage) -> Iterator[tuple[str, Relation]]:
    """Every relationship in the template, with the part that has it; the package has no name."""
    for name in sorted(house.parts):
        if name.endswith(".rels"):
            folder, _, file = name.rpartition("/")
            part = join(dirname(folder), file.removesuffix(".rels"))
            yield from ((part, relation) for relation in relations(house, part))


def _refuse_parts(house: HousePackage) -> Iterator[Problem]:
    """What a template may not have: whatever would be fetched from elsewhere."""
    for part, relation in _list_relations(house):
        what = _REFUSED.get(relation.kind)
        if relation.outside and relation.kind not in {"hyperlink", *_LEFT}:
            what = what or "something that lies elsewhere"
        if what:
            shown = f"`{part or 'the package'}` has {what}: `{relation.target}`"
            yield fault(house.file, shown, _TAKE_OUT.get(relation.kind, _TAKE_OUT[""]))
    written = b"altChunk" in house.parts[house.main]
    if written and any(True for _ in read_root(house, house.main).iter(name_of("w:altChunk"))):
        shown = f"`{house.main}` takes in text in another format (altChunk)"
        yield fault(house.file, shown, _TAKE_OUT["aFChunk"])


_TAKE_OUT = {
    "": "take it out in Word, and save the template again",
    "image": "in Word, choose File, Info, Edit Links to Files, and Break Link, which keeps the "
    "picture in the file; then save the template again",
    "aFChunk": "open the template in Word and save it once, which makes it Word's own text",
    "subDocument": "in Word, choose View, Outline, Show Document, and Unlink each part; then save "
    "the template again",
}
"""What to do in Word about what a template may not have, by the end of its type."""


def _refuse_styles(house: HousePackage) -> Iterator[Problem]:
    """What is wrong with the styles of a template: too many, or based on one another in a ring."""
    part = find_part(house, house.main, "styles", needed=True)
    styles = list(children(read_root(house, part), "w:style"))
    if len(styles) > MOST_STYLES:
        message = f"`{part}` has {len(styles)} styles, and Word can have {MOST_STYLES}"
        hint = (
            "in Word, copy the styles that you use into a new template (Developer, Document "
            "Template, Organizer), and use that"
        )
        yield fault(house.file, message, hint)
    based = {attribute(one, "w:styleId"): value(one, "w:basedOn") for one in styles}
    names = {attribute(one, "w:styleId"): value(one, "w:name") for one in styles}
    for ring in find_rings(based):
        told = [f"`{names[id] or id}`" for id in ring]
        message = f"`{part}` has styles that are based on each other in a ring: {', '.join(told)}"
        hint = (
            f"in Word, open the Styles pane, choose Modify for {told[0]}, and another style under "
            "“Style based on”"
        )
        yield fault(house.file, message, hint)


def find_rings(based: Mapping[str, str]) -> Iterator[list[str]]:
    """The ids of the styles of each ring, as they lead to one another.

    `based` says for each style on which one it is based.
    """
    seen: set[str] = set()
    for start in based:
        path: dict[str, None] = {}
        id = start
        while id in based and id not in seen:
            seen.add(id)
            path[id] = None
            id = based[id]
        if id in path:
            walked = list(path)
            yield walked[walked.index(id) :]
