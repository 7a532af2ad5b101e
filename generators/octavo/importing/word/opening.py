"""A Word file that is read in: opened with suspicion, and its parts by what they are to each other.

What comes from outside may be anything. A file that is not Word's, is locked, damaged or larger
than any document is refused, with what its owner can do.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import dirname, join, normpath
from zipfile import BadZipFile, ZipFile

from octavo.document.problem import Problem, Severity, SourceError, Span
from octavo.docx.elements import XmlElement, children, name_of, parse
from octavo.docx.house.package import OTHER_FILES, Relation, UnfitPart, read_entries
from octavo.docx.house.strict import make_transitional

MOST_ELEMENTS = 1_500_000
"""Elements of one part. A page of text has some 500, so that this is a book of 3,000 pages; a file
of a few hundred kB can unpack to tens of millions, each of which costs a step."""
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files begin that are no archives: those of before 2007, and those with a password."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_UNLOCK = (
    "in Word, choose File, Info, Protect Document, Encrypt with Password, empty the field, and "
    "save the document again"
)
_SAVE = "open it in Word, choose Save As, and save it as a Word document (.docx)"
_REPAIR = (
    "get it once more from where it came; or in Word choose File, Open, Browse, Open and Repair, "
    "and save it as a Word document (.docx)"
)
_FIND = "look for the Word document itself (.docx), or import that other file under its own name"
_SHRINK = (
    "in Word, choose Picture Format, Compress Pictures, and save the document again, or divide it; "
    "if it is not that large, do not open it: ask where it comes from"
)


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file that may be read."""

    name: str
    """Of the file, without folders."""
    parts: Mapping[str, bytes] = field(repr=False)
    main: str
    """The name of the part with the text."""


def open_word(data: bytes, name: str) -> WordFile:
    """The Word file `data`, in Transitional Open XML. Raises `SourceError` when it is none."""
    parts = make_transitional(_unpack(data, name))
    outer = WordFile(name, parts, "")
    kind = "officeDocument"
    main = next((one.target for one in relations(outer, "").values() if one.kind == kind), "")
    main = main or "word/document.xml"
    if main not in parts:
        raise _refuse(name, "IMF010", f"it is not a Word file, for it lacks `{main}`", _FIND)
    opened = WordFile(name, parts, main)
    if read_part(opened, main).tag != name_of("w:document"):
        raise _refuse(name, "IMF010", f"it is not a Word file, for `{main}` is no text", _FIND)
    return opened


def relations(file: WordFile, part: str) -> dict[str, Relation]:
    """The relationships of `part` by their ids; of the package itself when it is empty."""
    name = join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels")
    found: dict[str, Relation] = {}
    if name not in file.parts:
        return found
    for element in children(read_part(file, name), "rel:Relationship"):
        outside = element.get("TargetMode") == "External"
        target = str(element.get("Target", ""))
        if not outside:
            target = normpath(join("/", dirname(part), target.partition("#")[0])).lstrip("/")
        kind = str(element.get("Type", "")).rpartition("/")[2]
        id = str(element.get("Id", ""))
        found[id] = Relation(id, kind, target, outside)
    return found


def find_parts(file: WordFile, part: str, kind: str) -> list[str]:
    """The names of the parts of some `kind` that `part` leads to, each once, as far as they are
    there."""
    found = (one for one in relations(file, part).values() if one.kind == kind and not one.outside)
    return list(dict.fromkeys(one.target for one in found if one.target in file.parts))


def read_first(file: WordFile, part: str, kind: str) -> XmlElement | None:
    """The root of the part of some `kind` that `part` leads to; `None` without."""
    names = find_parts(file, part, kind)
    return read_part(file, names[0]) if names else None


def read_part(file: WordFile, part: str) -> XmlElement:
    """The root element of `part`. Raises `SourceError` when it is no XML, or too large."""
    data = file.parts[part]
    if data.count(b"<") > 2 * MOST_ELEMENTS:
        message = f"`{part}` has more than {MOST_ELEMENTS:,} elements"
        raise _refuse(file.name, "IMF014", message, _SHRINK)
    try:
        return parse(data)
    except ValueError as reason:
        raise _refuse(file.name, "IMF013", f"`{part}`: {reason}", _REPAIR) from None


def refuse_depth(name: str) -> SourceError:
    """The error for a document whose parts stand too deep inside one another."""
    message = "it has tables or boxes inside one another without end"
    return _refuse(name, "IMF014", message, _SAVE)


def _refuse(name: str, code: str, message: str, hint: str) -> SourceError:
    told = f"this file cannot be imported: {message}"
    return SourceError((Problem(Severity.ERROR, code, told, Span(name, 0), hint),))


def _unpack(data: bytes, name: str) -> dict[str, bytes]:
    """The parts of the archive `data`, none of which is larger than it may be."""
    if not data.strip(b"\0\r\n\t "):
        raise _refuse(name, "IMF010", "it is empty", _FIND)
    if data.startswith(_COMPOUND):
        raise _refuse_compound(data, name)
    if other := next((what for sign, what in OTHER_FILES.items() if data.startswith(sign)), ""):
        raise _refuse(name, "IMF010", f"it is {other}, whatever its name says", _FIND)
    try:
        with ZipFile(BytesIO(data)) as archive:
            return read_entries(archive)
    except UnfitPart as unfit:
        raise _refuse(name, "IMF014", str(unfit), _SHRINK if _is_size(unfit) else _SAVE) from None
    except (BadZipFile, EOFError, zlib.error, ValueError, RuntimeError, NotImplementedError):
        message = "it is not a Word file, for it is no whole zip archive"
        raise _refuse(name, "IMF013", message, _REPAIR) from None


def _is_size(unfit: UnfitPart) -> bool:
    return bool(re.search(r"larger than|more than", str(unfit)))


def _refuse_compound(data: bytes, name: str) -> SourceError:
    if _LOCKED in data:
        return _refuse(name, "IMF012", "it is locked with a password", _UNLOCK)
    return _refuse(name, "IMF011", "it is in the format of before 2007 (.doc)", _SAVE)
