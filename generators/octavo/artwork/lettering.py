"""Words inside drawings: broken into lines that fit, in the largest size that allows it."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.artwork.shapes import rounded
from octavo.document.drawing import Label
from octavo.document.length import Length
from octavo.fonts.faces import Faces

LEADING = 1.24
"""Distance of baselines, in type sizes: tighter than text, as there are two or three lines of a few
words; above 0.97, where ascenders meet descenders. At 1.1 drawings are up to five per cent lower
and their words crowd; at 1.4 lines of one part fall apart."""
RISE = 0.73
"""Height that a line has at least, in type sizes, so that lines of one size stand alike: that of
the ascenders in Source Serif is 0.732. Capitals with accents reach to 0.95."""
DROP = 0.24
"""Depth that a line has at least, in type sizes, for the same reason: that of the descenders is
0.24 in Source Serif and 0.22 in Source Sans."""


@dataclass(frozen=True, slots=True)
class Lettering:
    """Lines of text, all of one face and size."""

    lines: tuple[str, ...]
    role: str
    size: Length
    width: Length
    """Of the longest line."""
    features: tuple[str, ...] = ()
    above: float = RISE
    """From the first baseline to the upper end of its letters, in type sizes."""
    below: float = DROP
    """From the last baseline to the lower end of its letters, in type sizes."""


def letter(
    text: str,
    role: str,
    sizes: tuple[Length, ...],
    measure: Length,
    faces: Faces,
    most_lines: int = 0,
    features: tuple[str, ...] = (),
) -> Lettering:
    """`text` in lines of even length, none of them longer than `measure`.

    The first of `sizes` is taken at which every word fits and, when `most_lines` is given, no more
    than that many lines are needed. At the last size a word that is still too long is broken.
    """
    for size in sizes:
        measured = _Measured(role, size, faces, features)
        whole = all(measured.width(word) <= measure for word in text.split())
        lines = _even_lines(text.split(), measure, measured) if whole else ()
        if whole and (not most_lines or len(lines) <= most_lines):
            return measured.lettering(lines)
    measured = _Measured(role, sizes[-1], faces, features)
    pieces = [piece for word in text.split() for piece in _break_word(word, measure, measured)]
    return measured.lettering(_even_lines(pieces, measure, measured))


def overflows(lettering: Lettering, text: str, measure: Length) -> bool:
    """Whether a word of `text` had to be broken, or is wider than `measure` all the same."""
    return lettering.width > measure or is_broken(lettering, text)


def is_broken(lettering: Lettering, text: str) -> bool:
    """Whether a word of `text` had to be broken."""
    return " ".join(lettering.lines) != " ".join(text.split())


def labels(
    lettering: Lettering, x: Length, y: Length, colour: str, anchor: float = 0.0
) -> tuple[Label, ...]:
    """The lines one below the other, the first baseline at `y`."""
    step = lettering.size * LEADING
    return tuple(
        Label(
            text,
            rounded(x),
            rounded(y - index * step),
            lettering.size,
            lettering.role,
            colour,
            anchor,
            lettering.features,
        )
        for index, text in enumerate(lettering.lines)
    )


def rise(lettering: Lettering) -> Length:
    """How far the first line reaches above its baseline."""
    return lettering.size * lettering.above if lettering.lines else 0.0


def depth(lettering: Lettering) -> Length:
    """From the first baseline to the lower edge of the last line."""
    if not lettering.lines:
        return 0.0
    return lettering.size * (LEADING * (len(lettering.lines) - 1) + lettering.below)


def height(lettering: Lettering) -> Length:
    """From the top of the first line to the lower edge of the last."""
    return rise(lettering) + depth(lettering)


@dataclass(frozen=True, slots=True)
class _Measured:
    """How text is measured: a face at a size."""

    role: str
    size: Length
    faces: Faces
    features: tuple[str, ...]

    def width(self, text: str) -> Length:
        return self.faces.face(self.role, self.size).width(text, self.size, self.features)

    def lettering(self, lines: tuple[str, ...]) -> Lettering:
        widest = max((self.width(line) for line in lines), default=0.0)
        face = self.faces.face(self.role, self.size)
        above, below = RISE, DROP
        if lines:
            above = max(above, face.reach(lines[0], self.features)[0] / 1000)
            below = max(below, face.reach(lines[-1], self.features)[1] / 1000)
        return Lettering(lines, self.role, self.size, widest, self.features, above, below)


def _even_lines(words: list[str], measure: Length, measured: _Measured) -> tuple[str, ...]:
    """As few lines as `measure` allows, then the narrowest block of that many."""
    lines = _fill(words, measure, measured)
    low, high = 0.0, measure
    while len(lines) > 1 and high - low > 1.0:
        middle = (low + high) / 2
        tried = _fill(words, middle, measured)
        fits = len(tried) == len(lines) and all(measured.width(line) <= middle for line in tried)
        low, high = (low, middle) if fits else (middle, high)
    return _fill(words, high, measured)


def _fill(words: list[str], measure: Length, measured: _Measured) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines and not lines[-1].endswith("\u2010") else word
        if lines and longer != word and measured.width(longer) <= measure:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(line.replace("\u2010", "-") for line in lines)


def _break_word(word: str, measure: Length, measured: _Measured) -> list[str]:
    """`word` in pieces that fit, all but the last ending in a hyphen.

    The last keeps three letters where that is possible; each has one at least.
    """
    pieces: list[str] = []
    rest = word
    while len(rest) > 1 and measured.width(rest) > measure:
        ends = [end for end in range(1, len(rest)) if measured.width(f"{rest[:end]}-") <= measure]
        end = max(ends, default=1)
        end = max(min(end, len(rest) - 3), 1)
        pieces.append(f"{rest[:end]}\u2010")
        rest = rest[end:]
    return [*pieces, rest]


def letter_all(
    texts: tuple[str, ...],
    role: str,
    sizes: tuple[Length, ...],
    measure: Length,
    faces: Faces,
    most_lines: int = 0,
) -> tuple[Lettering, ...]:
    """Each of `texts` lettered, all in the one size that suits them all."""
    tried = [letter(text, role, sizes, measure, faces, most_lines) for text in texts]
    size = min((lettering.size for lettering in tried), default=sizes[0])
    smaller = tuple(step for step in sizes if step <= size)[:1]
    return tuple(letter(text, role, smaller, measure, faces) for text in texts)
