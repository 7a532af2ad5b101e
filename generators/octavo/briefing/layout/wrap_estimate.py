"""How many lines a text takes where words are only broken when a line has no room for one."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from octavo.document.length import Length
from octavo.typeset.pieces import Line

JOINING = "-\u2010\u2011\u2013\u2014/"
"""After these at the end of a line no space follows, unless the line says so."""
HYPHENS = "-\u2010\u2013\u2014"
"""After these every program may end a line."""
SLIP = 0.001
"""Part of a line by which a long word may be wider than it, as rounding leaves it, without being
counted as a line more."""
WIDER = 1.02
"""From one measure that is tried to the next. It decides by how much a title's lines are wider in
Word than here, at most: two per cent are not seen. Finer steps cost time alone."""
TOGETHER = 0.5
"""Points between two pieces of a line below which there is no space between them: the narrowest
space, that of Source Sans at 7.8 points, is 1.56, and kerns are a tenth of that."""


def is_apart(line: Line, place: int) -> bool:
    """Whether a space follows the piece of a line that stands at `place`."""
    piece = line.pieces[place]
    if place + 1 < len(line.pieces):
        return line.pieces[place + 1].x - piece.x - piece.width > TOGETHER
    last = piece.words[-1].text[-1:] if piece.words else ""
    return not line.parts_word and (piece.trailing_space or last not in JOINING)


def add_lines(lines: tuple[Line, ...], measure: Length) -> tuple[Line, ...]:
    """The lines, with empty ones after them where another program needs more."""
    if not lines:
        return ()
    needed, _ = count_lines(lines, measure)
    return lines + (Line((), measure),) * (needed - len(lines))


def find_measure(lines: tuple[Line, ...]) -> Length:
    """The least measure, from the width of the longest line on, in which another program needs no
    more lines than these."""
    measure = max(line.width for line in lines if line.pieces)
    while count_lines(lines, measure)[0] > len(lines):
        measure *= WIDER
    return measure


def count_lines(lines: tuple[Line, ...], measure: Length) -> tuple[int, Length]:
    """How many lines the words of `lines` take one after the other, and where the last ends."""
    count, x = 1, 0.0
    for width, space in _list_words(lines):
        if x > 0 and x + width > measure:
            count, x = count + 1, 0.0
        over = ceil(width / measure - SLIP) - 1 if width > measure else 0
        count += over
        x += width - over * measure + space
    return count, x


def _list_words(lines: tuple[Line, ...]) -> Iterator[tuple[Length, Length]]:
    """The width of each word that is not broken, and of the space after it."""
    width = 0.0
    for line in lines:
        for place, piece in enumerate(line.pieces):
            scale = piece.size / 1000
            for word in piece.words[:-1]:
                yield width + word.width * scale, piece.face.space * scale
                width = 0.0
            last = piece.words[-1]
            width += last.width * scale
            if is_apart(line, place):
                yield width, piece.face.space * scale
                width = 0.0
            elif last.text[-1:] in HYPHENS:
                yield width, 0.0
                width = 0.0
    if width:
        yield width, 0.0
