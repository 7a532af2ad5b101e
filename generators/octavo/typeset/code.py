"""Blocks of code to rows: each line as it was written, and those that are too long broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from octavo.document import CodeBlock
from octavo.document.code import HANG, list_lines
from octavo.document.length import Length, add_up
from octavo.fonts.faces import Face
from octavo.typeset.context import Region, TypesetContext
from octavo.typeset.flow import FlowItem, hold_together, whole_lines
from octavo.typeset.painting import InnerElements
from octavo.typeset.paragraphs import pad, prepare_line
from octavo.typeset.pieces import Line, Piece
from octavo.typeset.text import TextStyle

INSET = 0.75
"""Room between the rule beside a block of code and its lines, in lines of text, as in asides."""
RULE = 0.8
"""Width of that rule, in points, as in tables: a hairline is lost beside the grey of code."""
MOST_HANG = 0.4
"""Part of the measure by which it may do so: what is left must be worth having."""


def set_code(block: CodeBlock, context: TypesetContext, region: Region) -> tuple[FlowItem, ...]:
    """The lines of a block of code beside a rule, together on one page where that can be."""
    grid = context.styles.text.leading
    element = region.parent.add("P")
    inset = grid * INSET
    inner = Region(region.measure - inset, element, region.indent + inset)
    rows = [row for text in list_lines(block) for row in _set_line(text, context, inner)]
    height = add_up(row.height for row in rows)
    spare = whole_lines(height, grid) - height
    rows[0] = _raise(rows[0], spare / 2)
    rows[-1] = replace(rows[-1], height=rows[-1].height + spare / 2)
    ruled = [_rule_off(row, context, region) for row in rows]
    whole = height + spare <= context.tallest
    return pad(hold_together(ruled) if whole else _hold_ends(ruled), grid)


def _set_line(text: str, context: TypesetContext, region: Region) -> Iterator[FlowItem]:
    """The rows of one line of code; they are one element, and the next line is another."""
    style = context.styles.code
    if not text:
        yield FlowItem(style.leading)
        return
    element = region.parent.add("Code")
    face = context.text.faces.face(style.role, style.size)
    pieces = list(break_code(text, face, style, region.measure))
    for piece in pieces:
        line = _make_line(piece, face, style, piece is pieces[-1])
        paint = prepare_line(line, style, context, InnerElements(element), region.indent)
        yield FlowItem(style.leading, paint, keep_with_next=piece is not pieces[-1])


class CodePiece(NamedTuple):
    """A line of code, or a part of one that is too long."""

    text: str
    indent: Length = 0.0
    spaced: bool = True
    """Whether a space or the end of the line follows."""


def break_code(text: str, face: Face, style: TextStyle, measure: Length) -> Iterator[CodePiece]:
    """`text` in pieces no wider than `measure`, all but the first set in.

    It is broken at the last space that there is room for, else after any character.
    """
    ends = _find_ends(text, face, style)
    blank = len(text) - len(text.lstrip(" "))
    hang = min((blank + HANG) * face.space * style.size / 1000, MOST_HANG * measure)
    start, indent, least = 0, 0.0, blank
    while ends[-1] - ends[start] > measure - indent + _SLIP:
        edge = _find_edge(ends, start, measure - indent)
        space = text.rfind(" ", least, edge + 1)
        cut = space if space > least and text[least:space].strip() else edge
        yield CodePiece(text[start:cut].rstrip(" "), indent, cut == space)
        start = cut + len(text[cut:]) - len(text[cut:].lstrip(" ")) if cut == space else cut
        indent, least = hang, start
    yield CodePiece(text[start:], indent)


_SLIP = 1e-6
"""Points by which a piece may be too wide: what sums of a hundred widths are off by."""


def _find_ends(text: str, face: Face, style: TextStyle) -> list[Length]:
    """How far it is to the beginning of each character of `text`, and to the end of the last.

    Inside what cannot be parted it is as far as to its end.
    """
    ends, x = [0.0], 0.0
    for glyph in face.shape(text, style.features).glyphs:
        x += glyph.advance * style.size / 1000
        ends += [x] * len(glyph.text)
    return ends


def _find_edge(ends: list[Length], start: int, room: Length) -> int:
    """The last place after `start` that there is room for, at least one character on."""
    edge = start + 1
    while ends[edge + 1] - ends[start] <= room + _SLIP:
        edge += 1
    return edge


def _make_line(piece: CodePiece, face: Face, style: TextStyle, last: bool) -> Line:
    word = face.shape(piece.text, style.features)
    width = word.width * style.size / 1000
    gap = face.space * style.size / 1000
    shown = Piece(
        face,
        style.size,
        style.colour,
        (word,),
        gap,
        piece.indent,
        width,
        trailing_space=piece.spaced,
    )
    return Line((shown,), width, last=last, parts_word=not piece.spaced)


def _raise(row: FlowItem, by: Length) -> FlowItem:
    """The row with that much room above what it shows."""

    def paint(x: Length, top: Length) -> None:
        row.paint(x, top - by)

    return replace(row, height=row.height + by, paint=paint)


def _rule_off(row: FlowItem, context: TypesetContext, region: Region) -> FlowItem:
    """The row with its part of the rule that stands beside all of them."""

    def paint(x: Length, top: Length) -> None:
        with context.canvas.artifact("Layout"):
            left, foot = x + region.indent, top - row.height
            context.canvas.rectangle(left, foot, RULE, row.height, "line")
        row.paint(x, top)

    return replace(row, paint=paint)


def _hold_ends(rows: list[FlowItem]) -> tuple[FlowItem, ...]:
    """The rows, the first two and the last two of which are never parted."""
    rows[0] = replace(rows[0], keep_with_next=True)
    rows[-2] = replace(rows[-2], keep_with_next=True)
    return tuple(rows)
