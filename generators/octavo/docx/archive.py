"""Zip archives that are the same each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_STORED = (".png", ".jpg", ".jpeg", ".xlsx")
"""Endings of files that are packed already."""
_FIRST = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date that all parts have: the earliest that a ZIP archive can state. The day of the build
would make two builds of the same source differ."""


def pack(parts: Mapping[str, bytes]) -> bytes:
    """An archive of `parts`, without date or machine; what Office looks for first stands first."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name in _order(parts):
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_STORED if name.endswith(_STORED) else ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, parts[name], compresslevel=6)
    return out.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of an archive by name. Raises `BadZipFile` when it is none."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _order(names: Iterable[str]) -> list[str]:
    there = set(names)
    return [*(name for name in _FIRST if name in there), *sorted(there - set(_FIRST))]
