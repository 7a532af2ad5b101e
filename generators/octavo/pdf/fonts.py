"""The fonts of one PDF: each is a face cut down to the glyphs that the document shows.

A code stands for a glyph and the characters it shows, so that the text can be read back exactly:
a ligature gives its letters, a small capital its letter. A hyphen that divides a word at the end
of a line gives a hyphen, and stands for U+00AD (`DIVISION`).
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, degrees
from typing import TypeAlias

import uharfbuzz as hb

from octavo.fonts.faces import Face, Features, Glyph, ShapedWord
from octavo.fonts.hyphenation import SOFT_HYPHEN
from octavo.pdf.objects import PdfValue, Registry, Stream, array, dictionary, name, number

JOINED = "\u2060"
"""WORD JOINER: what the later glyphs of a cluster are read as, since each must be read somehow."""
DIVISION = "]TJ /Span<</ActualText<FEFF00AD>>>BDC <{code:04X}>Tj EMC ["
"""A hyphen that divides a word, inside a TJ array. It stands for U+00AD, which ISO 32000 asks for
in tagged files (14.8.2.2.3), and its code is that of a hyphen, by which programs that look for
words know that the word goes on: pdf.js drops U+00AD and finds no divided word (decision 27)."""

_DROPPED = (
    *("GSUB", "GPOS", "GDEF", "DSIG", "OS/2", "name", "post"),
    *("cmap", "gasp", "meta", "VORG", "BASE"),
)
"""Tables that nobody needs to show glyphs by number."""
_SYMBOLIC, _ITALIC = 4, 64
"""Bits 3 and 7 of a font's flags (ISO 32000-1, table 123). Symbolic, since glyphs are shown by
number, not by the names of an encoding."""


Spaced: TypeAlias = tuple[tuple[ShapedWord, ...], *tuple[float, ...]]
"""Words in a row, and what their spaces hang on."""
UNSEEN = 0.05
"""Thousandths of the size by which a glyph may stand wrong: less is not written. At 10 pt it is
0.0005 points, so that the glyphs of a line are off by a hundredth of a millimetre together at most.
With 0 the proceedings' file is 0.15 % longer; with 5.0 it is 0.5 % shorter, and lines are ragged
by half a point."""
KEPT = 20_000
"""How many rows of words are kept for a face: a bound on memory, since a row takes some hundred
bytes: a few megabytes at the worst. Audiences and editions repeat most rows of each other. With
none kept a page of a briefing takes a tenth longer."""
ALPHABET: tuple[tuple[str, Features], ...] = (
    *((chr(code), ()) for code in range(0x20, 0x7F)),
    *((character, ()) for character in "\u00a0\u00ad\u2002–—‘’“”•…·§"),
    *((letters, ()) for letters in ("ff", "fi", "fl", "ft", "ffi", "ffl")),
    *((digit, ("onum", "pnum")) for digit in "0123456789"),
)
"""What every font has, used or not: so that most documents share one cut, made once."""
Operands: TypeAlias = tuple[tuple[float, str], ...]
"""What shows a word, in parts of one rise each."""


@dataclass(frozen=True, slots=True)
class FontProgram:
    """What a face has in every document."""

    codes: dict[tuple[int, str], int]
    advances: dict[int, float]
    shown: dict[ShapedWord, Operands]
    """Words that need nothing else, as they are met: a cache."""
    written: dict[Spaced, str]
    """The same for words in a row, with the operators that show them."""


@lru_cache(64)
def _learn_alphabet(face: Face) -> FontProgram:
    codes: dict[tuple[int, str], int] = {(0, ""): 0}
    for letters, features in ALPHABET:
        for glyph in face.shape(letters, features).glyphs:
            if glyph.id:
                codes.setdefault((glyph.id, glyph.text or JOINED), len(codes))
    return FontProgram(codes, {glyph: face.advance(glyph) for glyph, _ in codes}, {}, {})


class DocumentFont:
    """A face in one document, with the codes given out so far."""

    def __init__(self, face: Face, label: str) -> None:
        self.face = face
        self.label = label
        """Its name in the resources of the pages."""
        self.missing: set[str] = set()
        """Characters that the document wants and the face does not have."""
        common = _learn_alphabet(face)
        self._codes = dict(common.codes)
        self._advances = dict(common.advances)
        self._common = common
        self._shown: dict[ShapedWord, Operands] = {}
        self.space = self.show(face.shape(" "))[0][1]
        """The operand that shows a space."""

    def encode(self, glyphs: Iterable[Glyph]) -> bytes:
        """The codes of `glyphs`, two bytes each."""
        return b"".join(self._code(glyph).to_bytes(2, "big") for glyph in glyphs)

    def show(self, word: ShapedWord) -> Operands:
        """The operands that show `word`, in parts of one rise each, in 1/1000 of the size."""
        found = self._common.shown.get(word) or self._shown.get(word)
        if found is None:
            found = self._show(word.glyphs)
            only = all((glyph.id, glyph.text) in self._common.codes for glyph in word.glyphs)
            (self._common.shown if only else self._shown)[word] = found
        return found

    def show_scaled(self, glyphs: tuple[Glyph, ...], scale: float) -> Operands:
        """The same for glyphs of a substitute at its size, which is `scale` of the text's."""
        natural = [
            glyph._replace(advance=glyph.advance / scale, x=glyph.x / scale, y=glyph.y / scale)
            for glyph in glyphs
        ]
        return tuple((rise * scale, codes) for rise, codes in self._show(tuple(natural)))

    def find_written(self, row: Spaced) -> str:
        """The operators that show `row`, when they were kept; else empty."""
        return self._common.written.get(row, "")

    def keep_written(self, row: Spaced, operators: str) -> None:
        """Keep the operators for other documents, if they are the same in all."""
        written, shown = self._common.written, self._common.shown
        if all(word in shown for word in row[0]):
            if len(written) >= KEPT:
                written.clear()
            written[row] = operators

    def register(self, document: Registry) -> PdfValue:
        """The font, cut down, as an object of `document`."""
        cut = _cut(self.face, tuple(self._codes))
        program = Stream(cut.program, {"Length1": len(cut.program)}, shared=True)
        descriptor = _describe(self.face, cut) | {"FontFile2": document.Reference(program)}
        descendant: dict[str, PdfValue] = {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": cut.name,
            "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
            "FontDescriptor": document.Reference(dictionary(descriptor)),
            "DW": 1000,
            "W": cut.widths,
            "CIDToGIDMap": document.Reference(Stream(cut.places, shared=True)),
        }
        font: dict[str, PdfValue] = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": cut.name,
            "Encoding": "/Identity-H",
            "DescendantFonts": array([document.Reference(dictionary(descendant))]),
            "ToUnicode": document.Reference(Stream(cut.characters, shared=True)),
        }
        return document.Reference(dictionary(font))

    def _code(self, glyph: Glyph) -> int:
        text = glyph.text or JOINED
        if glyph.id == 0:
            self.missing.update(c for c in glyph.text if not self.face.has(c))
        code = self._codes.get((glyph.id, text))
        if code is None:
            code = self._codes[glyph.id, text] = len(self._codes)
            self._advances.setdefault(glyph.id, self.face.advance(glyph.id))
        return code

    def _show(self, glyphs: tuple[Glyph, ...]) -> Operands:
        parts: list[tuple[float, list[str | float]]] = []
        advances = self._advances
        for glyph in _spread(glyphs):
            if not parts or parts[-1][0] != glyph.y:
                parts.append((glyph.y, []))
            divides = glyph.text == SOFT_HYPHEN and glyph.advance > 0
            code = self._code(glyph._replace(text="-") if divides else glyph)
            shown = DIVISION.format(code=code) if divides else f"<{code:04X}>"
            back, on = -glyph.x, advances[glyph.id] + glyph.x - glyph.advance
            parts[-1][1].extend((back, shown, on))
        return tuple((rise, write_shown(operands)) for rise, operands in parts)


def _spread(glyphs: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """The glyphs, a cluster of as many glyphs as characters spelt out one by one."""
    if all(glyph.text for glyph in glyphs):
        return glyphs
    spread: list[Glyph] = []
    for at, glyph in enumerate(glyphs):
        following = (n for n, later in enumerate(glyphs[at + 1 :], at + 1) if later.text)
        count = next(following, len(glyphs)) - at
        if glyph.text and count > 1 and len(glyph.text) == count:
            cluster = zip(glyphs[at : at + count], glyph.text, strict=True)
            spread += [Glyph(g.id, text, g.advance, g.x, g.y) for g, text in cluster]
        elif at >= len(spread):
            spread.append(glyph)
    return tuple(spread)


def write_shown(operands: Iterable[str | float]) -> str:
    """Strings of codes and moves to the left, in 1/1000 of the size, as they stand in a TJ array.

    Moves in a row are one number, and one too small to see is left out. What begins with a number
    has a space before it, so that texts made here can be put one after another.
    """
    out: list[str] = []
    move = 0.0
    for operand in (*operands, ""):
        if not isinstance(operand, str):
            move += operand
            continue
        if abs(move) >= UNSEEN:
            out.append(number(move) if out else f" {number(move)}")
        out.append(operand)
        move = 0.0
    return "".join(out).replace("><", "")


@dataclass(frozen=True, slots=True)
class Subset:
    """A face cut down to what is shown, as far as it is the same in every document."""

    name: str
    """With a tag that tells it from other cuts."""
    program: bytes
    places: bytes
    """Of each code, the glyph's place in the program."""
    widths: str
    """Of each code, as an array."""
    characters: bytes
    """The CMap from codes to characters."""


@lru_cache(256)
def _cut(face: Face, shown: tuple[tuple[int, str], ...]) -> Subset:
    """The face with nothing but the glyphs in `shown`, each at the place of its code."""
    program, places = _cut_program(face, sorted({glyph for glyph, _ in shown}))
    tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
    widths = " ".join([number(face.advance(glyph)) for glyph, _ in shown])
    return Subset(
        name(f"{tag}+{face.name}"),
        program,
        b"".join(places[glyph].to_bytes(2, "big") for glyph, _ in shown),
        f"[0 [{widths}]]",
        _write_map(shown),
    )


def _cut_program(face: Face, glyphs: list[int]) -> tuple[bytes, dict[int, int]]:
    """The font program with nothing but `glyphs`, and where each now stands in it."""
    wanted = hb.SubsetInput()
    kept = wanted.sets(hb.SubsetInputSets.GLYPH_INDEX)
    for glyph in glyphs:
        kept.add(glyph)
    if face.axes:
        wanted.pin_all_axes_to_default(face.hb_face)
    for tag, value in face.axes:
        wanted.pin_axis_location(face.hb_face, tag, value)
    wanted.flags = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NO_HINTING
    dropped = wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
    for table in _DROPPED:
        dropped.add(int.from_bytes(table.encode(), "big"))
    plan = hb.SubsetPlan(face.hb_face, wanted)
    places = plan.old_to_new_glyph_mapping
    return plan.execute().blob.data, {glyph: places[glyph] for glyph in glyphs}


@lru_cache(256)
def _describe(face: Face, cut: Subset) -> dict[str, PdfValue]:
    """The font descriptor, without the font program."""
    weight = dict(face.axes).get("wght", 400.0)
    box = [number(value * face.per_em) for value in _unpack(cut.program, b"head", 36, ">4h")]
    rise, run = _unpack(cut.program, b"hhea", 18, ">2h")
    angle = -degrees(atan2(run, rise))
    return {
        "Type": "/FontDescriptor",
        "FontName": cut.name,
        "Flags": _SYMBOLIC | (_ITALIC if run else 0),
        "FontBBox": f"[{' '.join(box)}]",
        "ItalicAngle": round(angle, 1),
        "Ascent": round(face.ascent),
        "Descent": round(face.descent),
        "CapHeight": round(face.cap_height),
        "XHeight": round(face.x_height),
        "StemV": 50 + int((weight / 65) ** 2),
    }


def _unpack(program: bytes, table: bytes, offset: int, layout: str) -> tuple[int, ...]:
    """The numbers at `offset` of a table of a TrueType font."""
    (count,) = struct.unpack_from(">H", program, 4)
    for entry in range(12, 12 + 16 * count, 16):
        tag, _, start, _ = struct.unpack_from(">4s3I", program, entry)
        if tag == table:
            return struct.unpack_from(layout, program, start + offset)
    raise ValueError(f"the font has no table {table.decode()}")


def _write_map(shown: tuple[tuple[int, str], ...]) -> bytes:
    """The CMap from codes, the places in `shown`, to characters."""
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    items = [(code, text) for code, (_, text) in enumerate(shown) if text]
    for start in range(0, len(items), 100):
        part = items[start : start + 100]
        lines.append(f"{len(part)} beginbfchar")
        lines += [f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in part]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()
