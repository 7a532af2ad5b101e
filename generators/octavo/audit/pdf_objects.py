"""The strings and names of a PDF's objects, each with the key that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from octavo.audit.encodings import find_texts
from octavo.audit.extracts import KEY, Extract, Kind
from octavo.audit.pdf_content import decode_string

INFO = frozenset(
    {"/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/Trapped"}
    | {"/CreationDate", "/ModDate"}
)
"""What a file may say of itself."""
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
SIGNED = frozenset({"/AcroForm"})
"""What tells of the signature of a PDF."""
FREE = frozenset(
    {"/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/Properties"}
    | {"/Dests", "/RoleMap", "/ClassMap", "/Colorants", "/CharProcs", "/Private"}
)
"""Keys whose dictionaries have keys of the writer's own choice."""
DESTINATIONS = "/Dests"

_TREE = frozenset({"/Names", "/Kids", "/Limits"})
"""The keys of a tree of names, which stands where older files have a dictionary."""
_FONTS = frozenset({"/Registry", "/Ordering", "/CharSet", "/Panose", "/FontFamily", "/CIDSet"})
_LABELS = frozenset(
    {"/Names", "/Dest", "/D", "/ID", "/Limits", "/URI", "/F", "/UF", "/Lang", "/NS"}
)
_TECHNICAL = frozenset({"/OutputConditionIdentifier", "/OutputCondition", "/RegistryName", "/Info"})
_TABLES = frozenset({"/XRef", "/ObjStm"})
"""Streams that hold the objects themselves, or tell where they are."""


@dataclass(slots=True)
class Objects:
    """What the objects of a PDF say."""

    extracts: list[Extract] = field(default_factory=list[Extract])
    names: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    """By key and name: the first place."""
    reached: set[int] = field(default_factory=set[int])
    """The numbers of those that the trailer leads to."""
    streams: list[Any] = field(default_factory=list[Any])


@dataclass(slots=True)
class _Waiting:
    """Objects that are still to be read, each with the key and the place it is referred from."""

    things: list[tuple[Any, str, str]]


def read_objects(pdf: Pdf, allowed: frozenset[str], known: frozenset[int] = frozenset()) -> Objects:
    """What all objects of `pdf` say, reached or not, but for those numbered `known`.

    `allowed` is what of `FOUL` there may be.
    """
    objects = Objects(reached=set(known))
    for key, value in pdf.trailer.items():
        if key == "/ID":
            objects.extracts += [
                one for half in value.as_list() for one in find_texts(bytes(half), "trailer, /ID")
            ]
        else:
            objects.names[KEY, key[1:]] = "trailer"
            _read_all(value, key, "Info" if key == "/Info" else "trailer", objects, allowed)
    reached = frozenset(objects.reached)
    for thing in pdf.objects:
        if thing.objgen[0] not in reached and _name_type(thing) not in _TABLES:
            _read_all(thing, "", f"object {thing.objgen[0]}", objects, allowed)
    objects.reached = set(reached)
    return objects


def _name_type(thing: Any) -> str:
    return str(thing.get("/Type")) if isinstance(thing, Dictionary | Stream) else ""


def _read_all(root: Any, key: str, where: str, objects: Objects, allowed: frozenset[str]) -> None:
    waiting = _Waiting([(root, key, where)])
    while waiting.things:
        thing, under, place = waiting.things.pop()
        number = thing.objgen[0] if getattr(thing, "is_indirect", False) else 0
        if number in objects.reached:
            continue
        if number:
            objects.reached.add(number)
            place = f"object {number}" if place != "Info" else place
        _read_one(thing, under, place, objects, waiting, allowed)


def _read_one(
    thing: Any,
    key: str,
    where: str,
    objects: Objects,
    waiting: _Waiting,
    allowed: frozenset[str],
) -> None:
    if isinstance(thing, String):
        objects.extracts.append(
            Extract(f"{where}, {key}", decode_string(bytes(thing)), _rank(key, where), key)
        )
    elif isinstance(thing, Name):
        objects.names.setdefault((key, spell_name(str(thing))), where)
    elif isinstance(thing, Array):
        waiting.things += [(part, key, where) for part in reversed(thing.as_list())]
    elif isinstance(thing, Dictionary | Stream):
        _read_entries(thing, key, where, objects, waiting, allowed)


def _rank(key: str, where: str) -> Kind:
    if key in _FONTS or key in _TECHNICAL:
        return "name"
    if where == "Info":
        return "property"
    return "label" if key in _LABELS else "hidden"


def _read_entries(
    thing: Any,
    under: str,
    where: str,
    objects: Objects,
    waiting: _Waiting,
    allowed: frozenset[str],
) -> None:
    if isinstance(thing, Stream):
        objects.streams.append(thing)
    entries: dict[str, Any] = dict(thing.items())
    objects.extracts += _look_for_foul(entries, where, allowed)
    free = under in FREE and _TREE.isdisjoint(entries)
    for key, value in entries.items():
        objects.names.setdefault((under if free else KEY, spell_name(key)), where)
        waiting.things.append((value, "" if free else key, where))


@lru_cache(20_000)
def spell_name(name: str) -> str:
    """A name with its escapes resolved: `/A#20B` is `A B`. Kept: a format has few names."""
    return re.sub("#([0-9A-Fa-f]{2})", lambda found: chr(int(found[1], 16)), name[1:])


def _look_for_foul(
    entries: dict[str, Any], where: str, allowed: frozenset[str]
) -> Iterator[Extract]:
    kinds = {str(entries.get(key)) for key in ("/S", "/Type")}
    for key in sorted(FOUL.keys() & {*entries, *kinds} - allowed):
        yield Extract(f"{where}, {key}", FOUL[key], "foul")
    if "/Annot" in kinds and str(entries.get("/Subtype")) not in LINKS:
        kind = str(entries.get("/Subtype"))[1:]
        yield Extract(where, f"an annotation ({kind})", "foul")
    for key in sorted(entries.keys() - INFO) if where == "Info" else ():
        yield Extract(f"Info, {key}", "a property of its own", "foul")
