"""Runs to words: what is set without a space inside, measured, and cut where a line ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from octavo.document import Note
from octavo.length import Length
from octavo.typeset.fonts import Faces
from octavo.typeset.measurements import (
    SOFT_HYPHEN,
    Dividing,
    Measured,
    Voice,
    find_places,
    find_voice,
)
from octavo.typeset.tokens import Manner, Run

_SPACE = re.compile("[ \t\n]+")


class Sort:
    """A manner with its voice and its scale: what characters are set from."""

    __slots__ = ("manner", "scale", "tracking", "voice")

    def __init__(self, manner: Manner, faces: Faces) -> None:
        self.manner = manner
        self.voice: Voice = find_voice(faces.face(manner.role, manner.size), manner.features)
        self.scale = manner.size / 1000
        """From 1/1000 of the type size to points."""
        self.tracking = manner.tracking

    def width(self, measured: Measured) -> Length:
        """How wide a measured word is in this sort."""
        word = measured.word
        if self.tracking:
            return word.width * self.scale + self.tracking * len(word.glyphs)
        return word.width * self.scale


class Part(NamedTuple):
    """Characters of one sort. A named tuple: a book has half a million, made in half the time."""

    sort: Sort
    measured: Measured
    note: Note | None = None

    @property
    def text(self) -> str:
        """The characters, in which a soft hyphen is one that is drawn."""
        return self.measured.word.text


class Word:
    """Parts with no space between them."""

    __slots__ = ("breaks", "left", "parts", "right", "width")

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self.parts = parts
        first, last = parts[0], parts[-1]
        self.left: Length = first.measured.hang_left * first.sort.scale
        """How far its first mark hangs out at the beginning of a line."""
        self.right: Length = last.measured.hang_right * last.sort.scale
        """How far its last mark hangs out at the end of a line."""
        if len(parts) == 1:
            self.width: Length = first.sort.width(first.measured)
            self.breaks = bool(first.measured.breaks)
        else:
            self.width = sum(part.sort.width(part.measured) for part in parts)
            self.breaks = True

    @property
    def text(self) -> str:
        """The characters of all parts."""
        return "".join(part.text for part in self.parts)


class Way(NamedTuple):
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


def cut_words(runs: Sequence[Run], faces: Faces) -> list[list[Word]]:
    """The words between one forced line end and the next."""
    words: list[Word] = []
    stretches = [words]
    parts: list[Part] = []
    sorts: dict[int, Sort] = {}
    for run in runs:
        if run.text == "\n":
            words += [Word(tuple(parts))] if parts else []
            parts, words = [], list[Word]()
            stretches.append(words)
            continue
        sort = sorts.get(id(run.manner))
        if sort is None:
            sort = sorts[id(run.manner)] = Sort(run.manner, faces)
        measure = sort.voice.measure
        first, *others = _SPACE.split(run.text)
        if first:
            parts.append(Part(sort, measure(first), run.note))
        for text in others:
            if parts:
                words.append(Word(tuple(parts)))
            parts = [Part(sort, measure(text))] if text else []
    words += [Word(tuple(parts))] if parts else []
    if not stretches[-1]:
        stretches.pop()
    return stretches


def cut_word(word: Word, start: int, end: int, hyphen: bool) -> Word:
    """The characters of `word` from `start` to `end`, and a hyphen when wanted."""
    parts: list[Part] = []
    at = 0
    for part in word.parts:
        text = part.text
        a, b = max(start - at, 0), min(end - at, len(text))
        if a < b:
            cut = text[a:b] + SOFT_HYPHEN if hyphen and at + b == end else text[a:b]
            parts.append(Part(part.sort, part.sort.voice.measure(cut), None if a else part.note))
        at += len(text)
    return Word(tuple(parts))


def find_ways(
    word: Word, dividing: Dividing, opens_sentence: bool, measure: Length
) -> Sequence[Way]:
    """The ways to divide `word`; anywhere, when it is wider than `measure`."""
    if len(word.parts) != 1 or word.width > measure:
        return _find_ways_slowly(word, dividing, opens_sentence, measure)
    if not word.breaks and not dividing.language:
        return ()
    sort, measured, _ = word.parts[0]
    return [
        Way(
            division.place,
            division.hyphen,
            sort.width(division.before),
            division.before.hang_right * sort.scale,
            sort.width(division.after),
        )
        for division in sort.voice.divide(measured.word.text, dividing, opens_sentence)
    ]


def _find_ways_slowly(
    word: Word, dividing: Dividing, opens_sentence: bool, measure: Length
) -> list[Way]:
    text = word.text
    places = find_places(text, dividing, opens_sentence)
    if word.width > measure:
        places = _cut_anywhere(word, places, measure)
    ways: list[Way] = []
    for place, hyphen in places:
        before, after = cut_word(word, 0, place, hyphen), cut_word(word, place, len(text), False)
        ways.append(Way(place, hyphen, before.width, before.right, after.width))
    return ways


def _cut_anywhere(
    word: Word, places: Sequence[tuple[int, bool]], measure: Length
) -> tuple[tuple[int, bool], ...]:
    """`places`, and between them a place after each character where it is too far to the next."""
    cuts: list[tuple[int, bool]] = []
    start = 0
    for place, hyphen in (*places, (len(word.text), False)):
        if cut_word(word, start, place, hyphen).width > measure:
            cuts += [(inside, False) for inside in range(start + 1, place)]
        cuts.append((place, hyphen))
        start = place
    return tuple(cuts[:-1])
