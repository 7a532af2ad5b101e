"""Set lines onto the canvas: pieces, the elements inside a paragraph, and its links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, TypeAlias, assert_never

from octavo.document.length import Length
from octavo.pdf import canvas as pdf
from octavo.pdf.tags import StructureElement
from octavo.typeset.pieces import InlineTag, Line, Piece

PageEnd: TypeAlias = Literal["Header", "Footer"]
"""Which end of a page something stands at that is no part of the text."""

LINK_DEPTH, LINK_RISE = 0.28, 0.82
"""How far the area of a link reaches below and above the baseline, in type sizes: over descenders
and ascenders. Together they stay below the leading, 1.375, so that no point of the page belongs to
links of two lines."""
MARKING_PAD = 0.3
"""How far the strip under a marking reaches beyond its letters, in type sizes, and half as far
above and below: about a space, as a marker pen leaves it. At nothing letters touch its edge."""


class InnerElements:
    """The elements inside one paragraph, made when their first words are drawn."""

    def __init__(self, outer: StructureElement) -> None:
        self.outer = outer
        self._made: dict[InlineTag, StructureElement] = {}

    def find(self, mark: InlineTag) -> StructureElement:
        """The element of `mark`, the same for all its words."""
        if mark not in self._made:
            self._made[mark] = self._make(mark)
        return self._made[mark]

    def _make(self, mark: InlineTag) -> StructureElement:
        language = mark.language
        match mark.kind:
            case "link":
                return self.outer.add("Link", language=language)
            case "reference" | "note":
                return self.outer.add("Reference").add("Link", language=language)
            case "abbreviation":
                return self.outer.add("Span", expansion=mark.target, language=language)
            case "code":
                return self.outer.add("Code", language=language)
            case "index" | "foreign":
                return self.outer.add("Span", language=language) if language else self.outer
            case _:
                assert_never(mark.kind)


def paint_line(
    canvas: pdf.PdfCanvas, line: Line, x: Length, baseline: Length, inner: InnerElements | None
) -> None:
    """Draw the line from `x` on; without `inner`, in what is already open on the canvas."""
    if not line.pieces:
        return
    pieces = [_dress(piece, inner) for piece in _trim(line.pieces)]
    canvas.text(pieces, x, baseline, inner.outer if inner else None, line.parts_word)
    if inner:
        for mark, left, right in _links(line.pieces):
            size = line.pieces[0].size
            box = (x + left, baseline - size * LINK_DEPTH, x + right, baseline + size * LINK_RISE)
            canvas.link(inner.find(mark), box, mark.target, mark.contents)


def _trim(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces of a line without the spaces at its end, which in code are glyphs as others are.

    They are not seen, and would stand in the margin.
    """
    *others, last = pieces
    word = last.words[-1] if last.words else None
    text = word.text.rstrip(" ") if word else ""
    if not word or not text or text == word.text:
        return pieces
    dropped = len(word.text) - len(text)
    trimmed = replace(word, text=text, glyphs=word.glyphs[:-dropped])
    return [*others, replace(last, words=(*last.words[:-1], trimmed), trailing_space=True)]


def paint_marking_line(
    canvas: pdf.PdfCanvas,
    line: Line,
    ground: str,
    place: tuple[Length, Length],
    end: StructureElement | PageEnd,
) -> None:
    """Draw the line from `place` on, on a strip of the colour `ground`; empty for none.

    It is the head or the foot of a page, or content of an element, to be read aloud.
    """
    if isinstance(end, StructureElement):
        if ground:
            with canvas.artifact("Layout"):
                _paint_ground(canvas, line, ground, place)
        paint_line(canvas, line, *place, InnerElements(end))
        return
    with canvas.artifact("Pagination", end):
        _paint_ground(canvas, line, ground, place)
        paint_line(canvas, line, *place, None)


def _paint_ground(
    canvas: pdf.PdfCanvas, line: Line, ground: str, place: tuple[Length, Length]
) -> None:
    if not (ground and line.pieces):
        return
    x, baseline = place
    size, pad = line.pieces[0].size, line.pieces[0].size * MARKING_PAD
    left, last = line.pieces[0].x, line.pieces[-1]
    width = last.x + last.width - left
    box = x + left - pad, baseline - size * 0.27 - pad / 2, width + 2 * pad, size + pad
    canvas.rectangle(*box, ground)


def _dress(piece: Piece, inner: InnerElements | None) -> pdf.PaintedPiece:
    element = inner.find(piece.tag) if inner and piece.tag else None
    return pdf.PaintedPiece(
        face=piece.face,
        size=piece.size,
        colour=piece.colour,
        words=piece.words,
        gap=piece.gap,
        x=piece.x,
        rise=piece.rise,
        stretch=piece.stretch,
        tracking=piece.tracking,
        element=element,
        trailing_space=piece.trailing_space,
    )


def _links(pieces: Sequence[Piece]) -> list[tuple[InlineTag, Length, Length]]:
    """Each link of the line with where its words begin and end."""
    found: list[tuple[InlineTag, Length, Length]] = []
    for piece in pieces:
        mark = piece.tag
        if mark is None or mark.kind not in ("link", "reference", "note"):
            continue
        right = piece.x + piece.width
        if found and found[-1][0] == mark:
            found[-1] = mark, found[-1][1], right
        else:
            found.append((mark, piece.x, right))
    return found
