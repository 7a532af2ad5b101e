"""The boxes of a page as paragraphs and tables under each other, as an office program wants them.

Every paragraph keeps the place that it has on the page: it says where it begins and how high its
lines are, so that what stands above it can be told how much space to leave.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from octavo.briefing.layout.boxes import Background, Box, Child, QrCode, TextLines, at_glue_ratio
from octavo.briefing.layout.page import PlacedBox
from octavo.briefing.layout.wrap_estimate import find_measure, is_apart
from octavo.document.length import Length
from octavo.typeset.pieces import Line, Piece
from octavo.typeset.text import TextStyle

ABOVE = 0.8
"""How much of an exact line stands above its baseline, in lines: Word and LibreOffice share out an
exact height so, four fifths above and one below, whatever the face."""
NUMERAL = 0.88
"""The leading of a large figure, in sizes: with four fifths of it above the baseline, figures of
0.66 have 0.04 of air over them, and as they have nothing below the baseline, none is missed there.
With ordinary leading a hole stands over each."""


@dataclass(frozen=True, slots=True)
class BoxContext:
    """What is known of a place from the boxes around it."""

    part: str = ""
    """Of the briefing: `messages`, `head` …"""
    item: str = ""
    """The id of the point or fact, or the number of the ask."""
    role: str = "P"


@dataclass(frozen=True, slots=True)
class FlowText:
    """Text of one look."""

    text: str
    style: TextStyle
    piece: Piece
    """One of those it was set in: its face, size and colour, and what it leads to."""


@dataclass(frozen=True, slots=True)
class FlowParagraph:
    """A paragraph in its place."""

    stand: BoxContext
    words: tuple[FlowText, ...]
    style: TextStyle
    left: Length
    top: Length
    leading: Length
    lines: int
    width: Length
    """In which another program needs no more lines."""
    ticked: bool = False
    after: tuple[FlowText, ...] = ()
    """What stands at the end of the last line, on the right."""
    apart: bool = False
    """Whether that has a line of its own."""

    @property
    def bottom(self) -> Length:
        """Where its last line ends."""
        return self.top + self.lines * self.leading


@dataclass(frozen=True, slots=True)
class FlowCell:
    """Part of a row."""

    items: tuple[FlowElement, ...]
    left: Length
    """Where it begins: at the hairline before it, if there is one."""
    edged: bool = False
    """Whether a hairline stands before it."""


@dataclass(frozen=True, slots=True)
class FlowTable:
    """A table: the facts beside each other, or the asks."""

    stand: BoxContext
    rows: tuple[tuple[FlowCell, ...], ...]
    tops: tuple[Length, ...]
    """Of the rows."""
    bottom: Length
    ruled: bool
    """Whether a hairline stands above each row."""

    @property
    def top(self) -> Length:
        """Where the first row begins."""
        return self.tops[0]


@dataclass(frozen=True, slots=True)
class FlowCode:
    """A QR code."""

    address: str
    alternative: str
    left: Length
    top: Length
    size: Length

    @property
    def bottom(self) -> Length:
        """Where it ends."""
        return self.top + self.size


FlowElement: TypeAlias = FlowParagraph | FlowTable | FlowCode


def read_items(placed: PlacedBox) -> tuple[FlowElement, ...]:
    """What stands in a box of the page, in reading order."""
    return tuple(FlowBuilder(placed.glue_ratio).walk(placed.box, BoxContext(), 0.0, 0.0))


class FlowBuilder:
    """Goes through boxes at one glue ratio."""

    def __init__(self, glue_ratio: float) -> None:
        self.glue_ratio = glue_ratio

    def walk(self, box: Box, stand: BoxContext, x: Length, y: Length) -> Iterator[FlowElement]:
        """What stands in `box`, `(x, y)` being where the box around it begins."""
        left, top = x + box.x, y + at_glue_ratio(box.y, self.glue_ratio)
        stand = descend(box, stand)
        if box.role == "L" and is_across(box):
            yield self._make_facts(box, stand, left, top)
        elif box.role == "Table":
            yield self._make_table(box, stand, left, top)
        elif box.role in {"LBody", "LI"} and any(
            isinstance(child, Background) for child in box.children
        ):
            yield self._make_ticked(box, stand, left, top)
        elif box.role == "LBody":
            yield from self._make_fact(box, stand, left, top)
        else:
            for child in box.children:
                yield from self._walk_child(child, box, stand, left, top)

    def _walk_child(
        self, child: Child, box: Box, stand: BoxContext, left: Length, top: Length
    ) -> Iterator[FlowElement]:
        match child:
            case Box():
                yield from self.walk(child, stand, left, top)
            case TextLines() if any(line.pieces for line in child.lines):
                last = child is box.children[-1]
                own = stand if last or stand.role != "H1" else replace(stand, role="P")
                yield self._make_passage(child, own, left, top)
            case QrCode():
                place = left + child.x, top + at_glue_ratio(child.y, self.glue_ratio)
                yield FlowCode(child.address, box.alternative, *place, child.size)
            case _:
                pass

    def _make_passage(
        self, lines: TextLines, stand: BoxContext, left: Length, top: Length
    ) -> FlowParagraph:
        leading = at_glue_ratio(lines.leading, self.glue_ratio)
        baseline = top + at_glue_ratio(lines.y, self.glue_ratio)
        start = baseline - ABOVE * leading
        words, style = tuple(read_words(lines)), lines.style
        place = left + lines.x, start, leading, len(lines.lines), find_measure(lines.lines)
        return FlowParagraph(stand, words, style, *place)

    def _make_ticked(self, box: Box, stand: BoxContext, left: Length, top: Length) -> FlowParagraph:
        """An item with a tick before it, and a reference at its end."""
        text, *rest = (
            passage
            for child in box.children
            if isinstance(child, Box)
            for passage in self.walk(child, stand, left, top)
            if isinstance(passage, FlowParagraph)
        )
        text = replace(text, left=left, ticked=True)
        if not rest:
            return text
        low = round((rest[0].top - text.top) / text.leading)
        lines = max(text.lines, low + rest[0].lines)
        return replace(text, after=rest[0].words, apart=lines > text.lines, lines=lines)

    def _make_fact(
        self, box: Box, stand: BoxContext, left: Length, top: Length
    ) -> Iterator[FlowParagraph]:
        """A numeral, with the word before it on the same line; and what it counts."""
        passages = [
            p for child in box.children for p in self._walk_child(child, box, stand, left, top)
        ]
        found = [passage for passage in passages if isinstance(passage, FlowParagraph)]
        if len(found) > 2:
            before, numeral, *found = found
            space = replace(before.words[-1], text="\u2002")
            found.insert(
                0, replace(numeral, words=(*before.words, space, *numeral.words), left=left)
            )
        numeral, *found = found
        yield tuck(numeral) if numeral.lines == 1 else numeral
        yield from found

    def _make_facts(self, box: Box, stand: BoxContext, left: Length, top: Length) -> FlowTable:
        rules = [left + child.x for child in box.children if isinstance(child, Background)]
        boxes = [child for child in box.children if isinstance(child, Box)]
        cells = [
            FlowCell(tuple(self.walk(child, stand, left, top)), start, start in rules)
            for child, start in zip(boxes, [left + boxes[0].x, *rules], strict=True)
        ]
        return FlowTable(stand, (tuple(cells),), (top,), top + box.height.natural, False)

    def _make_table(self, box: Box, stand: BoxContext, left: Length, top: Length) -> FlowTable:
        rows: list[tuple[FlowCell, ...]] = []
        tops: list[Length] = []
        for row in box.children:
            assert isinstance(row, Box)
            tops.append(top + at_glue_ratio(row.y, self.glue_ratio))
            own = descend(row, stand)
            rows.append(
                tuple(
                    FlowCell(tuple(self.walk(cell, own, left, tops[-1])), left + cell.x)
                    for cell in row.children
                    if isinstance(cell, Box)
                )
            )
        bottom = top + at_glue_ratio(box.height, self.glue_ratio)
        return FlowTable(stand, tuple(rows), tuple(tops), bottom, True)


def tuck(numeral: FlowParagraph) -> FlowParagraph:
    """A single line, no higher than figures are."""
    leading = NUMERAL * numeral.style.size
    baseline = numeral.top + ABOVE * numeral.leading
    return replace(numeral, leading=leading, top=baseline - ABOVE * leading)


def descend(box: Box, stand: BoxContext) -> BoxContext:
    """What is known inside `box`."""
    if box.role == "Sect" and box.name:
        return BoxContext(box.name, "", stand.role)
    role = box.role if box.role in {"H1", "H2", "TH", "TD"} else stand.role
    return BoxContext(stand.part, box.name or stand.item, role)


def is_across(box: Box) -> bool:
    """Whether the items of a list stand beside each other."""
    children = [child for child in box.children if isinstance(child, Box)]
    return len(children) > 1 and len({child.x for child in children}) > 1


def read_words(lines: TextLines) -> Iterator[FlowText]:
    """The text of the lines as one, in stretches of one look."""
    pieces = [
        FlowText(_say(line, place), lines.style, piece)
        for line in lines.lines
        for place, piece in enumerate(line.pieces)
    ]
    for _, alike in groupby(pieces, _run_format):
        stretch = list(alike)
        text = "".join(words.text for words in stretch)
        last = stretch[-1] is pieces[-1]
        yield replace(stretch[0], text=text.rstrip(" ") if last else text)


def _say(line: Line, place: int) -> str:
    """The words of one piece, with the space after them."""
    piece = line.pieces[place]
    text = " ".join(word.text for word in piece.words)
    return text + (" " if is_apart(line, place) else "")


def _run_format(words: FlowText) -> tuple[object, ...]:
    piece = words.piece
    return piece.face, piece.size, piece.colour, piece.tag
