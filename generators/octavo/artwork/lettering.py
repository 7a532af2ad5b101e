"""Words inside drawings: broken into lines that fit, in the largest size that allows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import NamedTuple

from octavo.artwork.faults import DoesNotFitError
from octavo.artwork.shapes import rounded
from octavo.document.drawing import Label
from octavo.document.length import Length
from octavo.document.numbers import is_number
from octavo.fonts.faces import Faces
from octavo.fonts.hyphenation import Places, find_all_places, find_author_places, strip_marks
from octavo.fonts.segments import split_clusters

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


SLIP = 0.01
"""Points by which a number may be wider than its place, as sums of widths are off by 1e-12 or so; a
hundredth of a point is not seen."""
_BREAKING_SPACE = re.compile(r"[^\S\u00a0\u2007\u202f]+")
_BOUND = re.compile(r"(?<!\d)[\u00a0\u2007\u202f]+|[\u00a0\u2007\u202f]+(?!\d)")
"""No-break spaces but those in a number: its unit is another word if need be."""
_GROUPED = re.compile(r"\d[\u00a0\u2007\u202f]\d")


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
    too_wide: str = ""
    """A number that is wider than its place, as none may be divided; empty when all fit."""


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
    than that many lines are needed. At the last size a word that is still too long is divided: at
    its soft hyphens, else where the faces' language divides it, else between letters; a number is
    not.
    """
    words = _split(strip_marks(text))
    for size in sizes:
        measured = _Measured(role, size, faces, features)
        whole = all(measured.width(word) <= measure for word in words)
        lines = _even_lines(map(_WordPiece, words), measure, measured) if whole else ()
        if whole and (not most_lines or len(lines) <= most_lines):
            return measured.lettering(lines)
    measured = _Measured(role, sizes[-1], faces, features)
    pieces = [piece for word in _split(text) for piece in _divide(word, measure, measured)]
    lettering = measured.lettering(_even_lines(pieces, measure, measured))
    wide = (one.text for one in pieces if measured.width(one.text) > measure + SLIP)
    return replace(lettering, too_wide=next(filter(_is_whole, wide), ""))


def _split(text: str) -> list[str]:
    """The words, each with the no-break spaces in it."""
    return [word for word in _BREAKING_SPACE.split(text) if word]


def _is_whole(word: str) -> bool:
    """Whether a word has no place where it may be divided."""
    return bool(_GROUPED.search(word)) or is_number(word)


def overflows(lettering: Lettering, text: str, measure: Length) -> bool:
    """Whether a word of `text` had to be broken, or is wider than `measure` all the same."""
    return lettering.width > measure or is_broken(lettering, text)


def is_broken(lettering: Lettering, text: str) -> bool:
    """Whether a word of `text` had to be broken."""
    return " ".join(lettering.lines) != " ".join(_split(strip_marks(text)))


def labels(
    lettering: Lettering, x: Length, y: Length, colour: str, anchor: float = 0.0
) -> tuple[Label, ...]:
    """The lines one below the other, the first baseline at `y`.

    Raises `DoesNotFitError` for a number that is wider than its place.
    """
    if lettering.too_wide:
        message = f"the number `{lettering.too_wide}` is wider than its place"
        raise DoesNotFitError(message, sought=lettering.too_wide)
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


class _WordPiece(NamedTuple):
    """A word, or what stands of one on a line."""

    text: str
    ends_line: bool = False
    """Whether the rest of its word follows."""


def _even_lines(
    pieces: Iterable[_WordPiece], measure: Length, measured: _Measured
) -> tuple[str, ...]:
    """As few lines as `measure` allows, then the narrowest block of that many."""
    pieces = tuple(pieces)
    lines = _fill(pieces, measure, measured)
    low, high = 0.0, measure
    while len(lines) > 1 and high - low > 1.0:
        middle = (low + high) / 2
        tried = _fill(pieces, middle, measured)
        fits = len(tried) == len(lines) and all(measured.width(line) <= middle for line in tried)
        low, high = (low, middle) if fits else (middle, high)
    return _fill(pieces, high, measured)


def _fill(pieces: tuple[_WordPiece, ...], measure: Length, measured: _Measured) -> tuple[str, ...]:
    lines: list[str] = []
    full = True
    for text, ends_line in pieces:
        longer = text if full else f"{lines[-1]} {text}"
        if full or measured.width(longer) > measure:
            lines.append(text)
        else:
            lines[-1] = longer
        full = ends_line
    return tuple(lines)


def _divide(word: str, measure: Length, measured: _Measured) -> list[_WordPiece]:
    """`word` in pieces that fit, each as long as can be.

    They end at no-break spaces, but never in a number, else at the soft hyphens, else where the
    language divides words, else between any letters; then the last keeps three where that is
    possible.
    """
    bound = _BOUND.split(word)
    if measured.width(strip_marks(word)) > measure and len(bound) > 1:
        return [piece for part in bound for piece in _divide(part, measure, measured)]
    if _is_whole(strip_marks(word)):
        return [_WordPiece(strip_marks(word))]
    shown = strip_marks(word)
    typed = find_author_places(word)
    known = find_all_places(shown, typed, measured.faces.language)
    letters = _find_letters(shown)
    ladder = (typed if shown != word else (), known, letters[:-2], letters)
    pieces: list[_WordPiece] = []
    start = 0
    while measured.width(shown[start:]) > measure:
        found = [_find_end(shown, start, places, measure, measured) for places in ladder]
        least = next((place for place in letters if place[0] > start), None)
        place = next(filter(None, (*found, least)), None)
        if not place:
            break
        end, hyphen = place
        pieces.append(_WordPiece(f"{shown[start:end]}{'-' if hyphen else ''}", ends_line=True))
        start = end
    return [*pieces, _WordPiece(shown[start:])]


def _find_letters(word: str) -> Places:
    """The end of each letter but the last, with the marks that stand on it."""
    ends = accumulate(map(len, split_clusters(word)))
    return tuple((end, True) for end in ends if end < len(word))


def _find_end(
    word: str, start: int, places: Places, measure: Length, measured: _Measured
) -> tuple[int, bool] | None:
    """The last of the places up to which `word` fits from `start` on."""
    fitting = (
        (end, hyphen)
        for end, hyphen in reversed(places)
        if start < end and measured.width(f"{word[start:end]}{'-' if hyphen else ''}") <= measure
    )
    return next(fitting, None)


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
