"""The boxes of a page as paragraphs and tables under each other, as an office program wants them.

Every paragraph keeps the place that it has on the page: it says where it begins and how high its
lines are, so that what stands above it can be told how much space to leave.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeAlias

from octavo.briefing.layout.boxes import Box, Code, Ground, Kid, Lines, at_ease
from octavo.briefing.layout.page import Placed
from octavo.briefing.layout.wrap_estimate import find_measure, is_apart
from octavo.document.length import Length
from octavo.typeset.pieces import Line, Piece
from octavo.typeset.text import Style

ABOVE = 0.8
"""How much of an exact line stands above its baseline, in lines."""
NUMERAL = 0.88
"""The leading of a large figure, in sizes."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What is known of a place from the boxes around it."""

    part: str = ""
    """Of the briefing: `messages`, `head` …"""
    item: str = ""
    """The id of the point or fact, or the number of the ask."""
    role: str = "P"


@dataclass(frozen=True, slots=True)
class Words:
    """Text of one look."""

    text: str
    style: Style
    piece: Piece
    """One of those it was set in: its face, size and colour, and what it leads to."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph in its place."""

    stand: Stand
    words: tuple[Words, ...]
    style: Style
    left: Length
    top: Length
    leading: Length
    lines: int
    width: Length
    """In which another program needs no more lines."""
    ticked: bool = False
    after: tuple[Words, ...] = ()
    """What stands at the end of the last line, on the right."""
    apart: bool = False
    """Whether that has a line of its own."""

    @property
    def bottom(self) -> Length:
        """Where its last line ends."""
        return self.top + self.lines * self.leading


@dataclass(frozen=True, slots=True)
class Cell:
    """Part of a row."""

    items: tuple[Item, ...]
    left: Length
    """Where it begins: at the hairline before it, if there is one."""
    edged: bool = False
    """Whether a hairline stands before it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the facts beside each other, or the asks."""

    stand: Stand
    rows: tuple[tuple[Cell, ...], ...]
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
class Picture:
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


Item: TypeAlias = Passage | Grid | Picture


def read_items(placed: Placed) -> tuple[Item, ...]:
    """What stands in a box of the page, in reading order."""
    return tuple(Walker(placed.ease).walk(placed.box, Stand(), 0.0, 0.0))


class Walker:
    """Goes through boxes at one ease."""

    def __init__(self, ease: float) -> None:
        self.ease = ease

    def walk(self, box: Box, stand: Stand, x: Length, y: Length) -> Iterator[Item]:
        """What stands in `box`, `(x, y)` being where the box around it begins."""
        left, top = x + box.x, y + at_ease(box.y, self.ease)
        stand = descend(box, stand)
        if box.role == "L" and is_across(box):
            yield self._make_facts(box, stand, left, top)
        elif box.role == "Table":
            yield self._make_table(box, stand, left, top)
        elif box.role in {"LBody", "LI"} and any(isinstance(kid, Ground) for kid in box.kids):
            yield self._make_ticked(box, stand, left, top)
        elif box.role == "LBody":
            yield from self._make_fact(box, stand, left, top)
        else:
            for kid in box.kids:
                yield from self._walk_kid(kid, box, stand, left, top)

    def _walk_kid(
        self, kid: Kid, box: Box, stand: Stand, left: Length, top: Length
    ) -> Iterator[Item]:
        match kid:
            case Box():
                yield from self.walk(kid, stand, left, top)
            case Lines() if any(line.pieces for line in kid.lines):
                yield self._make_passage(kid, stand, left, top)
            case Code():
                place = left + kid.x, top + at_ease(kid.y, self.ease)
                yield Picture(kid.address, box.alternative, *place, kid.size)
            case _:
                pass

    def _make_passage(self, lines: Lines, stand: Stand, left: Length, top: Length) -> Passage:
        leading = at_ease(lines.leading, self.ease)
        baseline = top + at_ease(lines.y, self.ease)
        start = baseline - ABOVE * leading
        words, style = tuple(read_words(lines)), lines.style
        place = left + lines.x, start, leading, len(lines.lines), find_measure(lines.lines)
        return Passage(stand, words, style, *place)

    def _make_ticked(self, box: Box, stand: Stand, left: Length, top: Length) -> Passage:
        """An item with a tick before it, and a reference at its end."""
        text, *rest = (
            passage
            for kid in box.kids
            if isinstance(kid, Box)
            for passage in self.walk(kid, stand, left, top)
            if isinstance(passage, Passage)
        )
        text = replace(text, left=left, ticked=True)
        if not rest:
            return text
        low = round((rest[0].top - text.top) / text.leading)
        lines = max(text.lines, low + rest[0].lines)
        return replace(text, after=rest[0].words, apart=lines > text.lines, lines=lines)

    def _make_fact(self, box: Box, stand: Stand, left: Length, top: Length) -> Iterator[Passage]:
        """A numeral, with the word before it on the same line; and what it counts."""
        passages = [p for kid in box.kids for p in self._walk_kid(kid, box, stand, left, top)]
        found = [passage for passage in passages if isinstance(passage, Passage)]
        if len(found) > 2:
            before, numeral, *found = found
            space = replace(before.words[-1], text="\u2002")
            found.insert(
                0, replace(numeral, words=(*before.words, space, *numeral.words), left=left)
            )
        numeral, *found = found
        yield tuck(numeral) if numeral.lines == 1 else numeral
        yield from found

    def _make_facts(self, box: Box, stand: Stand, left: Length, top: Length) -> Grid:
        rules = [left + kid.x for kid in box.kids if isinstance(kid, Ground)]
        boxes = [kid for kid in box.kids if isinstance(kid, Box)]
        cells = [
            Cell(tuple(self.walk(kid, stand, left, top)), start, start in rules)
            for kid, start in zip(boxes, [left + boxes[0].x, *rules], strict=True)
        ]
        return Grid(stand, (tuple(cells),), (top,), top + box.height.least, False)

    def _make_table(self, box: Box, stand: Stand, left: Length, top: Length) -> Grid:
        rows: list[tuple[Cell, ...]] = []
        tops: list[Length] = []
        for row in box.kids:
            assert isinstance(row, Box)
            tops.append(top + at_ease(row.y, self.ease))
            own = descend(row, stand)
            rows.append(
                tuple(
                    Cell(tuple(self.walk(cell, own, left, tops[-1])), left + cell.x)
                    for cell in row.kids
                    if isinstance(cell, Box)
                )
            )
        bottom = top + at_ease(box.height, self.ease)
        return Grid(stand, tuple(rows), tuple(tops), bottom, True)


def tuck(numeral: Passage) -> Passage:
    """A single line, no higher than figures are."""
    leading = NUMERAL * numeral.style.size
    baseline = numeral.top + ABOVE * numeral.leading
    return replace(numeral, leading=leading, top=baseline - ABOVE * leading)


def descend(box: Box, stand: Stand) -> Stand:
    """What is known inside `box`."""
    if box.role == "Sect" and box.name:
        return Stand(box.name, "", stand.role)
    role = box.role if box.role in {"H1", "H2", "TH", "TD"} else stand.role
    return Stand(stand.part, box.name or stand.item, role)


def is_across(box: Box) -> bool:
    """Whether the items of a list stand beside each other."""
    kids = [kid for kid in box.kids if isinstance(kid, Box)]
    return len(kids) > 1 and len({kid.x for kid in kids}) > 1


def read_words(lines: Lines) -> Iterator[Words]:
    """The text of the lines as one, in stretches of one look."""
    pieces = [
        Words(_say(line, place), lines.style, piece)
        for line in lines.lines
        for place, piece in enumerate(line.pieces)
    ]
    for _, alike in groupby(pieces, _look):
        stretch = list(alike)
        text = "".join(words.text for words in stretch)
        last = stretch[-1] is pieces[-1]
        yield replace(stretch[0], text=text.rstrip(" ") if last else text)


def _say(line: Line, place: int) -> str:
    """The words of one piece, with the space after them."""
    piece = line.pieces[place]
    text = " ".join(word.text for word in piece.words)
    return text + (" " if is_apart(line, place) else "")


def _look(words: Words) -> tuple[object, ...]:
    piece = words.piece
    return piece.face, piece.size, piece.colour, piece.mark
