"""Runs to words: what is set without a space inside, measured, and cut where a line ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from octavo.document import Note
from octavo.document.length import Length, add_up
from octavo.document.numbers import is_number
from octavo.fonts.faces import Faces, is_code
from octavo.fonts.hyphenation import (
    SHORTEST,
    SOFT_HYPHEN,
    ZERO_WIDTH_SPACE,
    Places,
    find_all_places,
    find_breaks,
    find_places,
)
from octavo.style.words import Conventions, find_conventions
from octavo.typeset.measurements import (
    MeasuredWord,
    ShapingKey,
    find_shaping_key,
)
from octavo.typeset.tokens import Run, RunStyle

LONGEST = 120
"""Characters of the longest word that is shaped anew for each way to divide it; the time for that
grows with the square of its length. The longest of the proceedings has 18, of German laws some 80:
longer ones are addresses and attacks, whose parts are measured by their glyphs, up to a kern too
wide."""

OLD_STYLE, LINING = "onum", "lnum"
"""Figures that rise and fall as small letters do, and such as are all as high as capitals."""

_SPACE = re.compile("[ \t\n]+")
_LONE_MARKS = re.compile(f"(?<![^ \t\n])[{SOFT_HYPHEN}{ZERO_WIDTH_SPACE}]+(?![^ \t\n])")
"""Soft hyphens and zero-width spaces with no word around them."""


class WordPart(NamedTuple):
    """Characters of one sort. A named tuple: a book has half a million, made in half the time."""

    style: ScaledStyle
    measured: MeasuredWord
    note: Note | None = None

    @property
    def text(self) -> str:
        """The characters, in which a soft hyphen is one that is drawn."""
        return self.measured.word.text


class Word:
    """Parts with no space between them."""

    __slots__ = ("breaks", "divides", "left", "letters", "parts", "right", "width")

    def __init__(self, parts: tuple[WordPart, ...]) -> None:
        self.parts = parts
        first, last = parts[0], parts[-1]
        self.left: Length = first.measured.hang_left * first.style.scale
        """How far its first mark hangs out at the beginning of a line."""
        self.right: Length = last.measured.hang_right * last.style.scale
        """How far its last mark hangs out at the end of a line."""
        self.letters = sum([len(part.measured.word.glyphs) for part in parts])
        if len(parts) == 1:
            self.width: Length = first.style.width(first.measured)
            self.breaks = bool(first.measured.places)
            self.divides = self.breaks or len(first.text) >= SHORTEST
        else:
            self.width = add_up(part.style.width(part.measured) for part in parts)
            self.breaks = self.divides = True

    @property
    def text(self) -> str:
        """The characters of all parts."""
        if len(self.parts) == 1:
            return self.parts[0].measured.word.text
        return "".join(part.text for part in self.parts)

    @property
    def has_code(self) -> bool:
        """Whether some of it is code, so that no hyphen is set in it."""
        return any(part.style.shaping.code for part in self.parts)

    @property
    def places(self) -> Places:
        """Where the author lets it be divided."""
        if len(self.parts) == 1:
            return self.parts[0].measured.places
        breaks = () if self.has_code else find_breaks(self.text)
        places = dict.fromkeys(breaks, False)
        start = 0
        for part in self.parts:
            places |= {start + at: hyphen for at, hyphen in part.measured.places}
            start += len(part.text)
        return tuple(sorted(places.items()))


class WordBreak(NamedTuple):
    """One way to divide a word."""

    characters: int
    """How many stay on the line."""
    hyphen: bool
    before: Length
    """Width of what stays, with its hyphen."""
    hang: Length
    """How much of that hangs out."""
    after: Length
    """Width of what goes to the next line."""


_BY_CAPITALS = re.compile(
    r"([^\W\d_])[-–/.]?\d|\d[-–/.]?(?=([^\W\d_]))|(?<!\w)([^\W\d_])[^\W\d_]*\N{NO-BREAK SPACE}\d"
)
"""A figure beside a letter, as in `C2`, `COVID-19` or `7A`, or bound to a word, as `Figure 1`."""


def stands_by_capitals(text: str) -> bool:
    """Whether figures of `text` stand beside a capital, or behind a word that begins with one: they
    are as high as it is then, in text of old-style figures too."""
    letters = (letter for found in _BY_CAPITALS.findall(text) for letter in found)
    return any(letter.isupper() for letter in letters)


class ScaledStyle:
    """A run style with its shaping key and its scale: what characters are set from."""

    __slots__ = ("_faces", "_ways", "_words", "scale", "shaping", "style", "tracking")

    def __init__(self, style: RunStyle, faces: Faces) -> None:
        self.style = style
        self._faces = faces
        self.shaping: ShapingKey = find_shaping_key(
            faces.face(style.role, style.size), style.features, is_code(style.role)
        )
        self.scale = style.size / 1000
        """From 1/1000 of the type size to points."""
        self.tracking = style.tracking
        self._words: dict[str, Word] = {}
        self._ways: dict[tuple[str, Places, Conventions | None, bool], tuple[WordBreak, ...]] = {}

    def width(self, measured: MeasuredWord) -> Length:
        """How wide a measured word is in this sort."""
        word = measured.word
        if self.tracking:
            return word.width * self.scale + self.tracking * len(word.glyphs)
        return word.width * self.scale

    def word(self, text: str) -> Word:
        """`text` as a word of this sort alone."""
        found = self._words.get(text)
        if found is None:
            found = self._words[text] = Word((self.part(text),))
        return found

    def part(self, text: str, note: Note | None = None) -> WordPart:
        """`text` as a part of a word, with lining figures beside capitals."""
        style = self
        if OLD_STYLE in self.style.features and stands_by_capitals(text):
            features = tuple(LINING if one == OLD_STYLE else one for one in self.style.features)
            style = find_scaled_style(replace(self.style, features=features), self._faces)
        return WordPart(style, style.shaping.measure(text), note)

    def ways(
        self, measured: MeasuredWord, language: Conventions | None, opens_sentence: bool
    ) -> tuple[WordBreak, ...]:
        """The ways to divide a word of this sort alone."""
        text = measured.word.text
        key = text, measured.places, None if self.shaping.code else language, opens_sentence
        found = self._ways.get(key)
        if found is None:
            places = find_places(*key)
            edges = _find_edges(self.word(text)) if places else {}
            found = self._ways[key] = tuple([self._divide(text, *each, edges) for each in places])
        return found

    def _divide(self, text: str, place: int, hyphen: bool, edges: dict[int, Length]) -> WordBreak:
        """`text` divided at `place`. What stays and what goes are not shaped, but for a ligature
        that is divided: most ways are never taken, and what is kerned is set right by the line."""
        measure = self.shaping.measure
        before = edges.get(place)
        if before is None:
            before = self.width(measure(text[:place]))
            after = self.width(measure(text[place:]))
        else:
            after = self.word(text).width - before
        end = measure("-") if hyphen else measure(text[place - 1])
        before += self.width(end) if hyphen else 0.0
        return WordBreak(place, hyphen, before, end.hang_right * self.scale, after)


@lru_cache(512)
def find_scaled_style(style: RunStyle, faces: Faces) -> ScaledStyle:
    """The sort for `style`, kept with all that was set from it."""
    return ScaledStyle(style, faces)


def cut_words(runs: Sequence[Run], faces: Faces) -> list[list[Word]]:
    """The words between one forced line end and the next."""
    words: list[Word] = []
    stretches = [words]
    parts: list[WordPart] = []
    for run in runs:
        if run.text == "\n":
            words += [Word(tuple(parts))] if parts else []
            parts, words = [], list[Word]()
            stretches.append(words)
            continue
        sort = find_scaled_style(run.style, faces)
        code = sort.shaping.code
        texts = [run.text] if code else _SPACE.split(_LONE_MARKS.sub("", run.text))
        if texts[0]:
            parts.append(sort.part(texts[0], run.note))
        if len(texts) == 1:
            continue
        words += [Word(tuple(parts))] if parts else []
        words += map(sort.word, texts[1:-1])
        parts = [sort.part(texts[-1])] if texts[-1] else []
    words += [Word(tuple(parts))] if parts else []
    if not stretches[-1]:
        stretches.pop()
    return stretches


def cut_word(word: Word, start: int, end: int, hyphen: bool) -> Word:
    """The characters of `word` from `start` to `end`, and a hyphen when wanted."""
    parts: list[WordPart] = []
    at = 0
    for part in word.parts:
        text = part.text
        a, b = max(start - at, 0), min(end - at, len(text))
        if a < b:
            shaping = part.style.shaping
            measure = shaping.measure_divided if hyphen and at + b == end else shaping.measure
            parts.append(WordPart(part.style, measure(text[a:b]), None if a else part.note))
        at += len(text)
    return Word(tuple(parts))


def find_ways(
    word: Word, language: Conventions | None, opens_sentence: bool, measure: Length
) -> Sequence[WordBreak]:
    """The ways to divide `word`; anywhere, when it is wider than `measure` and hyphens do not help.

    It is divided as its own language wants it, where it has one; never without a `language`.
    """
    language = language and _find_own(word, language)
    if len(word.parts) != 1 or word.width > measure:
        return _find_ways_slowly(word, language, opens_sentence, measure)
    return word.parts[0].style.ways(word.parts[0].measured, language, opens_sentence)


def _find_own(word: Word, language: Conventions) -> Conventions:
    """The conventions by which `word` is divided: those of the language it is in."""
    foreign = word.parts[0].style.style.language
    return find_conventions(foreign) if foreign else language


def _find_ways_slowly(
    word: Word, language: Conventions | None, opens_sentence: bool, measure: Length
) -> list[WordBreak]:
    language = None if word.has_code else language
    places: Places
    if word.width > measure:
        every = find_all_places(word.text, word.places, language)
        places = tuple(_find_cuts(word, every, measure))
    else:
        places = find_places(word.text, word.places, language, opens_sentence)
    if len(word.text) > LONGEST:
        return _estimate(word, places)
    ways: list[WordBreak] = []
    for place, hyphen in places:
        before, after = cut_word(word, 0, place, hyphen), cut_word(word, place, LONGEST, False)
        ways.append(WordBreak(place, hyphen, before.width, before.right, after.width))
    return ways


def _find_cuts(
    word: Word, places: Sequence[tuple[int, bool]], measure: Length
) -> list[tuple[int, bool]]:
    """`places`, and between them a cut after each character where it is too far to the next."""
    hyphens = dict(places)
    cuts: list[tuple[int, bool]] = []
    held: list[tuple[int, bool]] = []
    start = 0.0
    for at, x in _find_edges(word).items():
        if at not in hyphens and at != len(word.text):
            held.append((at, False))
            continue
        hyphen = hyphens.get(at, False)
        far = x - start + (_hyphen_of(word) if hyphen else 0.0) > measure
        cuts += [*held, (at, hyphen)] if far else [(at, hyphen)]
        start, held = x, []
    return cuts[:-1]


def measure_pieces(word: Word, language: Conventions, longest: Length) -> Length:
    """How wide the widest piece of `word` is when it is divided as often as can be.

    A number is one piece; of letters that no hyphen divides, `longest` is enough.
    """
    if is_number(word.text):
        return word.width
    own = None if word.has_code else _find_own(word, language)
    hyphens = dict(find_all_places(word.text, word.places, own))
    widest = start = 0.0
    for at, x in _find_edges(word).items():
        if at in hyphens or at == len(word.text):
            piece = x - start + (_hyphen_of(word) if hyphens.get(at) else 0.0)
            widest, start = max(widest, piece), x
    return min(widest, longest)


def _estimate(word: Word, places: Sequence[tuple[int, bool]]) -> list[WordBreak]:
    """The ways to divide a very long word: nothing is shaped anew, glyphs are summed up."""
    edges = _find_edges(word)
    ways: list[WordBreak] = []
    for at, hyphen in places:
        x = edges.get(at)
        if x is not None:
            before = x + _hyphen_of(word) if hyphen else x
            ways.append(WordBreak(at, hyphen, before, 0.0, word.width - x))
    return ways


def _hyphen_of(word: Word) -> Length:
    sort = word.parts[0].style
    return sort.width(sort.shaping.measure("-"))


def _find_edges(word: Word) -> dict[int, Length]:
    """How far it is to the end of each cluster of characters of a word, by the end's place."""
    edges: dict[int, Length] = {}
    at, x = 0, 0.0
    for sort, measured, _ in word.parts:
        for glyph in measured.word.glyphs:
            at += len(glyph.text)
            x += glyph.advance * sort.scale + sort.tracking
            edges[at] = x
    return edges
