"""Inlines to lines: words are measured, broken by total fit, and set as pieces in their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from octavo.document import Inlines, Note, Text
from octavo.length import Length
from octavo.theme import Theme
from octavo.typeset import breaking, tokens
from octavo.typeset.breaking import INFINITE, Chances, break_greedily, break_lines
from octavo.typeset.fonts import Faces, Features
from octavo.typeset.hyphenation import FEWEST_BEFORE
from octavo.typeset.measurements import Dividing, Measured, Voice, find_places, find_voice
from octavo.typeset.pieces import Line, Lines, Piece
from octavo.typeset.tokens import Names, Run, cut_runs

STRETCH = 0.4
"""How far a space may grow against its width before the line counts as bad."""
SHRINK = 0.32
EXPANSION = 0.02
"""How far glyphs may be widened or narrowed to even out the spaces."""
RAGGED = 0.16
"""How much of the measure a ragged line may fall short of before it counts as bad."""
SHORTEST_LAST = 0.14
"""Part of the measure that a last line should fill."""
UNDIVIDED = 0.6
"""How far lines may be stretched for a paragraph to be left without hyphens."""
DIVIDED = 1.1
"""How far, for it to be left without hyphens after two letters."""
TOLERANCES = (1.2, 2.0, 4.0, INFINITE)
"""How far, when it has those too; the first that will do is taken."""
TEXT_FIGURES: Features = ("onum", "pnum")
"""Old-style figures of different widths, for running text."""
TABLE_FIGURES: Features = ("lnum", "tnum")
"""Lining figures of one width, for columns."""

_SPACE = re.compile("[ \t\n]+")
_SENTENCE_ENDS = re.compile(r"[.!?:…][’”»)\]]*$")


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set."""

    size: Length
    leading: Length
    role: str = "text"
    colour: str = "text"
    align: Literal["justify", "left", "centre", "right"] = "justify"
    hyphenate: bool = True
    features: Features = TEXT_FIGURES
    tracking: float = 0.0
    """Added after each glyph, in 1/1000 of the size."""
    indent: Length = 0.0
    """Of the first line."""
    strong_colour: str = ""
    link_colour: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What setting text needs besides the text."""

    theme: Theme
    faces: Faces
    language: str
    names: Names


def set_words(text: str, style: Style, measure: Length, setting: Setting) -> Lines:
    """The lines of a plain string, no wider than `measure`."""
    return set_inlines((Text(text),), style, measure, setting)


def set_inlines(
    inlines: Inlines, style: Style, measure: Length, setting: Setting, first_note: int = 1
) -> Lines:
    """The lines of `inlines`, no wider than `measure`; none when there is nothing to set.

    Notes called in them are numbered from `first_note`.
    """
    manner = tokens.Manner(
        style.role,
        style.size,
        style.colour,
        style.features,
        tracking=style.tracking * style.size / 1000,
        strong_colour=style.strong_colour,
        link_colour=style.link_colour,
    )
    runs = cut_runs(inlines, manner, setting.names, first_note)
    lines: list[Line] = []
    for words in _cut_words(runs, setting.faces):
        paragraph = _Paragraph(words, style, measure, setting, opens=not lines)
        lines.extend(_set_paragraph(paragraph) if words else [Line((), 0.0)])
    return (*lines[:-1], replace(lines[-1], last=True)) if lines else ()


# ---------------------------------------------------------------------------------- words


class _Sort:
    """A manner with its voice and its scale: what characters are set from."""

    __slots__ = ("manner", "scale", "voice")

    def __init__(self, manner: tokens.Manner, faces: Faces) -> None:
        self.manner = manner
        self.voice: Voice = find_voice(faces.face(manner.role, manner.size), manner.features)
        self.scale = manner.size / 1000

    def width(self, measured: Measured) -> Length:
        """How wide a measured word is in this sort."""
        word = measured.word
        tracking = self.manner.tracking
        return word.width * self.scale + (tracking * len(word.glyphs) if tracking else 0.0)


@dataclass(frozen=True, slots=True)
class _Part:
    """Characters of one sort."""

    sort: _Sort
    text: str
    note: Note | None = None


_Word = tuple[_Part, ...]
"""Parts with no space between them."""


def _cut_words(runs: Sequence[Run], faces: Faces) -> list[list[_Word]]:
    """The words between one forced line end and the next."""
    stretches: list[list[_Word]] = [[]]
    parts: list[_Part] = []
    words = stretches[0]
    sorts: dict[int, _Sort] = {}
    for run in runs:
        if run.text == "\n":
            words += [tuple(parts)] if parts else []
            parts = []
            words = list[_Word]()
            stretches.append(words)
            continue
        sort = sorts.get(id(run.manner))
        if sort is None:
            sort = sorts[id(run.manner)] = _Sort(run.manner, faces)
        first, *others = _SPACE.split(run.text)
        if first:
            parts.append(_Part(sort, first, run.note))
        for text in others:
            if parts:
                words.append(tuple(parts))
            parts = [_Part(sort, text)] if text else []
    words += [tuple(parts)] if parts else []
    if not stretches[-1]:
        stretches.pop()
    return stretches


def _text_of(word: _Word) -> str:
    return "".join(part.text for part in word)


def _width_of(word: _Word) -> Length:
    return sum(part.sort.width(part.sort.voice.measure(part.text)) for part in word)


def _hang_left(word: _Word) -> Length:
    start = word[0]
    return start.sort.voice.measure(start.text).hang_left * start.sort.scale


def _hang_right(word: _Word) -> Length:
    end = word[-1]
    return end.sort.voice.measure(end.text).hang_right * end.sort.scale


def _cut_word(word: _Word, start: int, end: int, hyphen: bool) -> _Word:
    """The characters of `word` from `start` to `end`, and a hyphen when wanted."""
    parts: list[_Part] = []
    at = 0
    for part in word:
        a, b = max(start - at, 0), min(end - at, len(part.text))
        if a < b:
            parts.append(_Part(part.sort, part.text[a:b], part.note if not a else None))
        at += len(part.text)
    if hyphen:
        parts[-1] = replace(parts[-1], text=parts[-1].text + "\N{SOFT HYPHEN}")
    return tuple(parts)


# ---------------------------------------------------------------------------------- breaking


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Words to be broken into lines."""

    words: Sequence[_Word]
    style: Style
    measure: Length
    setting: Setting
    opens: bool
    """Whether its first line is the first of all."""

    @property
    def indent(self) -> Length:
        return self.style.indent if self.opens else 0.0

    @property
    def space(self) -> Length:
        """The natural width of a space."""
        style = self.style
        face = self.setting.faces.face(style.role, style.size)
        return (face.space + style.tracking) * style.size / 1000

    @property
    def hangs(self) -> bool:
        """Whether marks hang out at the ends of lines."""
        return self.style.align == "justify"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line may end: before a word, or inside it."""

    word: int
    characters: int = 0
    hyphen: bool = False


def _set_paragraph(paragraph: _Paragraph) -> list[Line]:
    manner = _choose_manner(paragraph)
    measure, first = paragraph.measure, paragraph.measure - paragraph.indent
    ends: tuple[int, ...] = ()
    places, chances = _find_chances(paragraph, Dividing())
    for dividing, tolerances in _choose_ways(paragraph):
        if dividing.language:
            places, chances = _find_chances(paragraph, dividing)
        found = (break_lines(chances, measure, first, manner, each) for each in tolerances)
        ends = next(filter(None, found), ())
        if ends:
            break
    ends = ends or break_greedily(chances, measure, first, manner)
    lines: list[Line] = []
    start = 0
    for end in ends:
        natural = chances.ends[end] - chances.starts[start]
        lines.append(_set_line(paragraph, places[start], places[end], natural))
        start = end
    return lines


def _choose_ways(paragraph: _Paragraph) -> list[tuple[Dividing, tuple[float, ...]]]:
    """How far words may be divided and lines be stretched, from good to bad."""
    whole = Dividing()
    if not paragraph.style.hyphenate:
        return [(whole, (UNDIVIDED, *TOLERANCES))]
    language = paragraph.setting.language
    divided, freely = Dividing(language), Dividing(language, FEWEST_BEFORE)
    return [(whole, (UNDIVIDED,)), (divided, (DIVIDED,)), (freely, TOLERANCES)]


def _choose_manner(paragraph: _Paragraph) -> breaking.Manner:
    measure, space = paragraph.measure, paragraph.space
    if paragraph.style.align == "justify":
        give = EXPANSION * measure
        last = SHORTEST_LAST * measure
        return breaking.Manner(STRETCH * space, SHRINK * space, give, give, last)
    return breaking.Manner(0.0, 0.0, RAGGED * measure, 0.0, SHORTEST_LAST * measure)


def _find_chances(paragraph: _Paragraph, dividing: Dividing) -> tuple[list[_Place], Chances]:
    """Every place where a line may end, the beginning first."""
    words, space, hangs = paragraph.words, paragraph.space, paragraph.hangs
    places = [_Place(0)]
    ends, starts = [0.0], [_hang_left(words[0]) if hangs else 0.0]
    before, after = [0], [0]
    x = 0.0
    opens_sentence = True
    last = len(words) - 1
    for index, word in enumerate(words):
        width = _width_of(word)
        for way in _divide(word, dividing, opens_sentence, paragraph.measure, width):
            places.append(_Place(index, way.characters, way.hyphen))
            ends.append(x + way.before - (way.hang if hangs else 0.0))
            starts.append(x + width - way.after)
            before.append(index)
            after.append(index)
        x += width
        places.append(_Place(index + 1))
        ends.append(x - (_hang_right(word) if hangs else 0.0))
        before.append(index)
        x += space
        starts.append(x + (_hang_left(words[index + 1]) if hangs and index < last else 0.0))
        after.append(index + 1)
        opens_sentence = bool(dividing.language and _SENTENCE_ENDS.search(word[-1].text))
    hyphens = tuple(_penalise(place) for place in places)
    return places, Chances(tuple(ends), tuple(starts), tuple(before), tuple(after), hyphens)


def _penalise(place: _Place) -> float:
    """The penalty for the hyphen at `place`, if there is one: more after only two letters."""
    if not place.hyphen:
        return 0.0
    return breaking.HYPHEN if place.characters > 2 else 1.5 * breaking.HYPHEN


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to divide a word."""

    characters: int
    hyphen: bool
    before: Length
    """Width of what stays, with its hyphen."""
    hang: Length
    """How much of that hangs out."""
    after: Length
    """Width of what goes to the next line."""


def _divide(
    word: _Word, dividing: Dividing, opens_sentence: bool, measure: Length, width: Length
) -> list[_Way]:
    if len(word) != 1 or width > measure:
        return _divide_slowly(word, dividing, opens_sentence, measure, width)
    part = word[0]
    sort = part.sort
    if not dividing.language and not sort.voice.measure(part.text).breaks:
        return []
    return [
        _Way(
            division.place,
            division.hyphen,
            sort.width(division.before),
            division.before.hang_right * sort.scale,
            sort.width(division.after),
        )
        for division in sort.voice.divide(part.text, dividing, opens_sentence)
    ]


def _divide_slowly(
    word: _Word, dividing: Dividing, opens_sentence: bool, measure: Length, width: Length
) -> list[_Way]:
    """The same for a word of several parts, or one wider than the measure: that is cut anywhere."""
    text = _text_of(word)
    places = find_places(text, dividing, opens_sentence)
    if width > measure:
        places = _cut_anywhere(word, len(text), places, measure)
    ways: list[_Way] = []
    for place, hyphen in places:
        before = _cut_word(word, 0, place, hyphen)
        after = _cut_word(word, place, len(text), False)
        ways.append(_Way(place, hyphen, _width_of(before), _hang_right(before), _width_of(after)))
    return ways


def _cut_anywhere(
    word: _Word, length: int, places: Sequence[tuple[int, bool]], measure: Length
) -> tuple[tuple[int, bool], ...]:
    """`places`, and between them a place after each character where it is too far to the next."""
    cuts: list[tuple[int, bool]] = []
    start = 0
    for place, hyphen in (*places, (length, False)):
        if _width_of(_cut_word(word, start, place, hyphen)) > measure:
            cuts += [(inside, False) for inside in range(start + 1, place)]
        cuts.append((place, hyphen))
        start = place
    return tuple(cuts[:-1])


# ---------------------------------------------------------------------------------- lines


def _set_line(paragraph: _Paragraph, start: _Place, end: _Place, natural: Length) -> Line:
    words, style = paragraph.words, paragraph.style
    last = end.word == len(words)
    line = _pick_words(words, start, end)
    indent = paragraph.indent if start == _Place(0) else 0.0
    room = paragraph.measure - indent
    space, spaces = paragraph.space, len(line) - 1
    hang = _hang_left(line[0]) if paragraph.hangs and not start.characters else 0.0
    if start.word == end.word:
        natural = _width_of(line[0]) - (_hang_right(line[0]) if paragraph.hangs else 0.0) - hang
    gap, stretch = space, 1.0
    if style.align == "justify" and not (last and natural <= room):
        gap, stretch = _share(room - natural, natural, spaces, space)
    width = (natural - spaces * space) * stretch + spaces * gap
    x = indent - hang + _align(style, room, width)
    pieces = _set_pieces(line, x, gap, stretch, not last and not end.characters)
    notes = tuple(part.note for word in line for part in word if part.note)
    return Line(pieces, width, end.hyphen, notes, ratio=gap / space if space else 1.0)


def _pick_words(words: Sequence[_Word], start: _Place, end: _Place) -> list[_Word]:
    """The words from one place to the other, the first and the last perhaps in part."""
    if start.word == end.word:
        return [_cut_word(words[end.word], start.characters, end.characters, end.hyphen)]
    picked = list(words[start.word : end.word])
    if start.characters:
        whole = picked[0]
        picked[0] = _cut_word(whole, start.characters, len(_text_of(whole)), False)
    if end.characters:
        picked.append(_cut_word(words[end.word], 0, end.characters, end.hyphen))
    return picked


def _share(spare: Length, natural: Length, spaces: int, space: Length) -> tuple[Length, float]:
    """The width of each space and the stretch of the glyphs that use up what is spare."""
    glyphs = max(natural - spaces * space, 0.01)
    give = spaces * (STRETCH if spare >= 0 else SHRINK) * space + EXPANSION * glyphs
    part = max(-1.0, min(spare / give, 1.0))
    stretch = 1 + EXPANSION * part
    if not spaces:
        return space, stretch
    return space + (spare - glyphs * EXPANSION * part) / spaces, stretch


def _align(style: Style, room: Length, width: Length) -> Length:
    if style.align == "centre":
        return (room - width) / 2
    return room - width if style.align == "right" else 0.0


def _set_pieces(
    line: Sequence[_Word], x: Length, gap: Length, stretch: float, more: bool
) -> tuple[Piece, ...]:
    """The words of a line as pieces; `more` says whether a space follows in the text."""
    parts = [(part, index == len(word) - 1) for word in line for index, part in enumerate(word)]
    grouped = _group(parts)
    pieces: list[Piece] = []
    for index, (group, spaced) in enumerate(grouped):
        final = index == len(grouped) - 1
        piece = _set_piece(group, x, gap, stretch, more if final else spaced)
        pieces.append(piece)
        x += piece.width + (gap if spaced else 0.0)
    return tuple(pieces)


def _group(parts: Sequence[tuple[_Part, bool]]) -> list[tuple[list[_Part], bool]]:
    """Words in a row that are set alike, and whether a space follows the last of them.

    `parts` says of each whether its word ends with it.
    """
    groups: list[tuple[list[_Part], bool]] = []
    for part, ends_word in parts:
        if groups and groups[-1][1] and groups[-1][0][-1].sort is part.sort:
            groups[-1][0].append(part)
            groups[-1] = groups[-1][0], ends_word
        else:
            groups.append(([part], ends_word))
    return groups


def _set_piece(
    parts: Sequence[_Part], x: Length, gap: Length, stretch: float, spaced: bool
) -> Piece:
    sort = parts[0].sort
    manner = sort.manner
    measured = [sort.voice.measure(part.text) for part in parts]
    width = sum(map(sort.width, measured)) * stretch + gap * (len(parts) - 1)
    return Piece(
        sort.voice.face,
        manner.size,
        manner.colour,
        tuple(each.word for each in measured),
        gap,
        x,
        width,
        manner.rise,
        stretch,
        manner.tracking,
        manner.mark,
        spaced,
    )
