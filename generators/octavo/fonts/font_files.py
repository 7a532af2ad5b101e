"""The font files of a theme: found among the installed ones, and fit to go into a publication."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb

from octavo.document.problem import SourceError, Span
from octavo.files.source_file import error
from octavo.style.theme import FILE

_LICENCE, _RESTRICTED, _WHOLE, _BITMAPS = 0x000F, 0x0002, 0x0100, 0x0200
"""Bits of `fsType` in the table OS/2: may not be embedded, only whole, only as bitmaps."""


@lru_cache(16)
def read_font(family: str, italic: bool) -> bytes:
    """The installed file of a font family. Raises as `find_font` does."""
    return find_font(family, italic).read_bytes()


@lru_cache(16)
def find_font(family: str, italic: bool) -> Path:
    """Where the installed file of a font family is.

    Raises `SourceError` when the family is not installed, or may not or cannot go into a file.
    """
    import fontpkg

    try:
        path = fontpkg.path(family, style="italic" if italic else "normal")
    except fontpkg.FontpkgError as fault:
        raise _refuse(f"the font `{family}` is not installed") from fault
    objection = find_objection(path.read_bytes())
    if objection:
        raise _refuse(f"the font `{family}` {objection}")
    return path


def find_objection(data: bytes) -> str:
    """Why a font file may not or cannot be put into a publication; empty when it can."""
    face = hb.Face(data)
    if "glyf" not in face.table_tags:
        return "has no TrueType outlines; those of PostScript cannot be put into a PDF here"
    terms = int.from_bytes(face.reference_table("OS/2").data[8:10], "big")
    if terms & _LICENCE == _RESTRICTED:
        return "says of itself that it may not be embedded (fsType)"
    if terms & (_WHOLE | _BITMAPS):
        return "says of itself that it may not be cut down to the letters in use (fsType)"
    return ""


def _refuse(message: str) -> SourceError:
    hint = "name another family under `faces`, or install one as a package `fontpkg-…`"
    return SourceError((error("THM003", message, Span(FILE, 0), hint),))
