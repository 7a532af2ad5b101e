"""The theme's faces as plain font files: for measuring words, and for travelling in a Word file.

The installed fonts are variable; Word knows only regular, bold, italic and bold italic. So each of
the four is taken out at the weight that the theme gives it, and at the optical size of its use.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, cast

from octavo.document.length import Length
from octavo.document.problem import SourceError
from octavo.docx.template import EmbeddedFace
from octavo.style.theme import CODE, CODE_BOLD, Theme, Typeface, typeface

_STYLES = (
    ("", "embedRegular", "Regular"),
    ("-bold", "embedBold", "Bold"),
    ("-italic", "embedItalic", "Italic"),
    ("-bold-italic", "embedBoldItalic", "Bold Italic"),
)
"""Ending of the role, element of the font table, name of the style."""
_LETTERS = ((0x20, 0x180), (0x218, 0x21C), (0x2010, 0x2040), (0x20AC, 0x20AD), (0x2122, 0x2123))
"""Latin with its accents, quotes, dashes, bullets, euro and trade mark: what someone may type
into the file who goes on writing in it. With the letters of the text alone, others would come
from another face; whole faces have Greek and Cyrillic as well, which are added where the text
has them."""
_USUAL = frozenset(code for first, end in _LETTERS for code in range(first, end))
WESTERN = frozenset(
    code
    for first, end in ((0x20, 0x7F), (0xA0, 0x100), (0x2010, 0x2027), (0x20AC, 0x20AD))
    for code in range(first, end)
)
"""What is enough beside the letters of a page for those who change a word on it: the letters of
Western Europe (ISO 8859-1) with dashes, quotes and the euro."""
DISPLAY = 60.0
"""Optical size in points of titles, whose cut is finer than that of text: the largest step of
`fonts.faces.OPTICAL_STEPS`, as for numerals of 64 pt."""
_CUTS = ((34.0, "Display"), (0.0, "Subhead"))
"""From which optical size on the cut for titles has which name: those that the face itself gives to
its cuts, so that a face installed beside the embedded one is not taken for it. Sizes from 34 pt on
are its display."""
_FIGURES = (b"lnum", b"onum", b"pnum", b"tnum")
"""The features that styles ask for; HarfBuzz keeps kerning, ligatures and the like anyway."""
_BOLD, _ITALIC, _REGULAR = 1 << 5, 1, 1 << 6
"""Bits 5, 0 and 6 of fsSelection in a font's table OS/2 (OpenType): Word chooses the face for bold
and italics by them, not by the name."""
_CHECKSUM = 0xB1B0AFBA
"""What all 32-bit words of a font add up to with `checkSumAdjustment` (OpenType, table head)."""


@dataclass(frozen=True, slots=True)
class FaceChoice:
    """One face at one weight and optical size."""

    family: str
    """As the Word file names it."""
    source: Typeface
    style: str
    """`Regular`, `Bold`, `Italic` or `Bold Italic`."""
    size: Length
    more: frozenset[int] = frozenset()
    """Characters that it has beside the Latin ones."""
    usual: frozenset[int] = _USUAL
    """Those that it has whatever the text is."""


def families(theme: Theme, titles: Length = DISPLAY) -> tuple[str, str, str]:
    """The names of the families of text, titles and labels in a Word file.

    The cut for titles of a face with optical sizes, for titles of the size `titles`, is a family of
    its own, as its makers name it.
    """
    cut = next(name for size, name in _CUTS if titles >= size)
    text, display = typeface(theme, "text").family, typeface(theme, "display").family
    return (
        text,
        f"{display} {cut}" if _has_sizes(display) else display,
        typeface(theme, "sans").family,
    )


def code_family(theme: Theme) -> str:
    """The name of the family of code in a Word file."""
    return typeface(theme, CODE).family


def choose_code_faces(theme: Theme, size: Length) -> tuple[tuple[str, FaceChoice], ...]:
    """The faces of code, in the same way."""
    return tuple(
        (tag, FaceChoice(code_family(theme), typeface(theme, role), style, size))
        for role, tag, style in (
            (CODE, "embedRegular", "Regular"),
            (CODE_BOLD, "embedBold", "Bold"),
        )
    )


def choose_faces(
    theme: Theme, size: Length, titles: Length = DISPLAY
) -> tuple[tuple[str, FaceChoice], ...]:
    """The faces of text, titles and labels, with the element of the font table each belongs in.

    Titles have no bold: they have a weight of their own.
    """
    text, display, sans = families(theme, titles)
    chosen = [
        (tag, FaceChoice(family, typeface(theme, f"{role}{ending}"), style, size))
        for role, family in (("text", text), ("sans", sans))
        for ending, tag, style in _STYLES
    ]
    if display not in {text, sans}:
        chosen += [
            (tag, FaceChoice(display, typeface(theme, f"display{ending}"), style, titles))
            for ending, tag, style in _STYLES
            if "bold" not in ending
        ]
    return tuple(chosen)


def embed_faces(
    theme: Theme,
    size: Length,
    titles: Length = DISPLAY,
    text: str = "",
    code: str = "",
    usual: frozenset[int] = _USUAL,
    used: frozenset[tuple[str, str]] | None = None,
) -> tuple[EmbeddedFace, ...]:
    """Those faces, masked as Word wants them, with the characters of `text` beside the usual.

    Where there is `code`, those of code too, with its characters. With `used`, families and styles,
    only those.
    """
    embedded: list[EmbeddedFace] = []
    own = [(tag, face, text) for tag, face in choose_faces(theme, size, titles)]
    if code:
        own += [(tag, face, code) for tag, face in choose_code_faces(theme, size)]
    chosen = [
        (tag, replace(plain, more=frozenset(map(ord, shown)) - usual, usual=usual))
        for tag, plain, shown in own
        if used is None or (plain.family, plain.style) in used
    ]
    for count, (tag, choice) in enumerate((*chosen, *_choose_substitutes(theme, size, text)), 1):
        key = _key(choice)
        data = mask_face(cut_face(choice), key)
        embedded.append(EmbeddedFace(choice.family, tag, f"face{count}", f"{{{key}}}", data))
    return tuple(embedded)


def _choose_substitutes(theme: Theme, size: Length, text: str) -> Iterator[tuple[str, FaceChoice]]:
    """The faces that stand in for the theme's in `text`, with nothing but what they show."""
    from octavo.docx.substitutes import find_substituted

    own = families(theme)
    for family, characters in find_substituted(theme, text).items():
        if family in own:
            continue
        more = frozenset(map(ord, characters))
        for ending, tag, style in _STYLES:
            source = replace(typeface(theme, f"text{ending}"), family=family)
            with suppress(SourceError):  # a family without italics: Word slants its upright
                open_face(source)
                yield tag, FaceChoice(family, source, style, size, more, frozenset())


@lru_cache(16)
def cut_face(choice: FaceChoice) -> bytes:
    """A plain font file with the Latin letters of `choice`, and its own names."""
    import uharfbuzz

    harfbuzz = cast(Any, uharfbuzz)
    face = open_face(choice.source)
    wanted = harfbuzz.SubsetInput()
    wanted.flags = harfbuzz.SubsetFlags.NOTDEF_OUTLINE | harfbuzz.SubsetFlags.NO_HINTING
    for axis in cast(Iterable[Any], face.axis_infos):
        wanted.pin_axis_location(face, axis.tag, _location(axis, choice))
    wanted.unicode_set.update(choice.usual | choice.more)
    wanted.layout_feature_tag_set.update(int.from_bytes(tag, "big") for tag in _FIGURES)
    wanted.name_id_set.invert()
    subset = harfbuzz.subset(face, wanted)
    return _rename(cast(bytes, subset.blob.data), choice)


def open_face(face: Typeface) -> Any:
    """The installed variable font of `face`, as HarfBuzz sees it."""
    import uharfbuzz

    from octavo.fonts.font_files import find_font

    path = find_font(face.family, face.italic)
    harfbuzz = cast(Any, uharfbuzz)
    return harfbuzz.Face(harfbuzz.Blob.from_file_path(str(path)))


def mask_face(data: bytes, key: str) -> bytes:
    """A font file, its first 32 bytes masked with the GUID `key`; masking twice restores it."""
    mask = bytes.fromhex(key.replace("-", ""))[::-1] * 2
    head = bytes(one ^ other for one, other in zip(data[:32], mask, strict=True))
    return head + data[32:]


@lru_cache(8)
def _has_sizes(family: str) -> bool:
    axes = cast(Iterable[Any], open_face(Typeface("", family, 400)).axis_infos)
    return any(str(axis.tag) == "opsz" for axis in axes)


def _location(axis: Any, choice: FaceChoice) -> float:
    wanted = {"wght": float(choice.source.weight), "opsz": choice.size}
    value = wanted.get(str(axis.tag), float(axis.default_value))
    return min(max(value, float(axis.min_value)), float(axis.max_value))


def _key(choice: FaceChoice) -> str:
    from uuid import NAMESPACE_URL, uuid5

    more = "".join(map(chr, sorted(choice.more)))
    few = "" if choice.usual in {_USUAL, frozenset[int]()} else f":{len(choice.usual)}"
    parts = f"octavo:{choice.family}:{choice.style}:{choice.source.weight}:{choice.size}{more}{few}"
    return str(uuid5(NAMESPACE_URL, parts)).upper()


def _rename(data: bytes, choice: FaceChoice) -> bytes:
    """The font file with family and style as Word looks for them, free to be embedded."""
    tables = _read_tables(data)
    tables["name"] = _name_table(choice)
    tables["OS/2"] = _mark_style(tables["OS/2"], choice)
    bold, italic = "Bold" in choice.style, "Italic" in choice.style
    head = bytearray(tables["head"])
    struct.pack_into(">I", head, 8, 0)
    struct.pack_into(">H", head, 44, bold | italic << 1)
    tables["head"] = bytes(head)
    tables.pop("STAT", None)
    return _write_tables(data[:4], tables)


def _mark_style(table: bytes, choice: FaceChoice) -> bytes:
    bold, italic = "Bold" in choice.style, "Italic" in choice.style
    marked = bytearray(table)
    (selection,) = struct.unpack_from(">H", marked, 62)
    selection &= ~(_BOLD | _ITALIC | _REGULAR)
    selection |= _BOLD * bold | _ITALIC * italic | _REGULAR * (not bold and not italic)
    struct.pack_into(">H", marked, 4, 700 if bold else 400)
    struct.pack_into(">H", marked, 8, 0)
    struct.pack_into(">H", marked, 62, selection)
    return bytes(marked)


def _name_table(choice: FaceChoice) -> bytes:
    full = f"{choice.family} {choice.style}".removesuffix(" Regular")
    plain = full.replace(" ", "")
    names = {
        1: choice.family,
        2: choice.style,
        3: f"Octavo:{plain}",
        4: full,
        5: "Version 1.0",
        6: plain,
    }
    records, strings = b"", b""
    for id, text in names.items():
        written = text.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, id, len(written), len(strings))
        strings += written
    return struct.pack(">3H", 0, len(names), 6 + len(records)) + records + strings


def _read_tables(data: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", data, 4)
    tables: dict[str, bytes] = {}
    for place in range(count):
        tag, _, start, length = struct.unpack_from(">4sIII", data, 12 + 16 * place)
        tables[tag.decode()] = data[start : start + length]
    return tables


def _write_tables(version: bytes, tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = 1 << count.bit_length() - 1
    directory = version + struct.pack(
        ">4H", count, power * 16, power.bit_length() - 1, (count - power) * 16
    )
    body, start = b"", 12 + 16 * count
    places: dict[str, int] = {}
    for tag, table in sorted(tables.items()):
        places[tag] = start + len(body)
        directory += struct.pack(">4sIII", tag.encode(), _sum(table), places[tag], len(table))
        body += table + b"\0" * (-len(table) % 4)
    whole = bytearray(directory + body)
    struct.pack_into(">I", whole, places["head"] + 8, (_CHECKSUM - _sum(whole)) & 0xFFFFFFFF)
    return bytes(whole)


def _sum(data: bytes | bytearray) -> int:
    padded = bytes(data) + b"\0" * (-len(data) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
