"""Inlines to lines: tokens are measured, broken by total fit, and set as pieces in their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from octavo.document import Inlines, Note, Text
from octavo.length import Length
from octavo.theme import Theme
from octavo.typeset import breaking, tokens
from octavo.typeset.breaking import Chances, break_greedily, break_lines
from octavo.typeset.fonts import Face, Faces, Features, Glyph, Word
from octavo.typeset.hyphenation import hyphenate
from octavo.typeset.pieces import Line, Lines, Piece
from octavo.typeset.tokens import Fragment, Names, Token, cut_tokens

STRETCH = 0.42
"""How far a space may grow against its width before the line counts as bad."""
SHRINK = 0.30
EXPANSION = 0.02
"""How far glyphs may be widened or narrowed to even out the spaces."""
RAGGED = 0.16
"""How much of the measure a ragged line may fall short of before it counts as bad."""
SHORTEST_LAST = 0.14
"""Part of the measure that a last line should fill."""
TOLERANCES = (0.8, 1.0, 1.6, 3.0, 12.0)
SOFT_HYPHEN = "\N{SOFT HYPHEN}"

_HANGS_RIGHT = {"-": 0.6, ".": 0.6, ",": 0.6, "’": 0.5, "”": 0.45, "–": 0.3, ":": 0.3, ";": 0.3}
_HANGS_LEFT = {"‘": 0.5, "“": 0.45, "(": 0.1}
_DIVISIBLE = re.compile(r"(?<=\w[-–/])(?=\w)")
"""After a hyphen, dash or slash inside a word."""


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set."""

    size: Length
    leading: Length
    role: str = "text"
    colour: str = "text"
    align: Literal["justify", "left", "centre", "right"] = "justify"
    hyphenate: bool = True
    features: Features = ("onum",)
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
    found = cut_tokens(inlines, manner, setting.faces, setting.names, first_note)
    lines: list[Line] = []
    start = 0
    for index, token in enumerate(found):
        if token.ends_line or index == len(found) - 1:
            lines.extend(_set_run(found[start : index + 1], style, measure, setting, not start))
            start = index + 1
    return (*lines[:-1], replace(lines[-1], last=True)) if lines else ()


# ---------------------------------------------------------------------------------- breaking


@dataclass(frozen=True, slots=True)
class _Breakable:
    """Tokens cut at every place where a line may end, and what a line between two places is."""

    atoms: tuple[Token, ...]
    """What stands between two places next to each other."""
    spaced: tuple[bool, ...]
    """Whether a space follows each atom."""
    hyphens: tuple[bool, ...]
    """Whether a hyphen is set when the line ends after an atom."""
    chances: Chances


def _set_run(
    found: Sequence[Token], style: Style, measure: Length, setting: Setting, opens: bool
) -> list[Line]:
    """The lines of tokens that no forced break parts."""
    words = [token for token in found if token.fragments]
    if not words:
        return [Line((), 0.0)]
    indent = style.indent if opens else 0.0
    first = measure - indent
    space = setting.faces.face(style.role, style.size).space * style.size / 1000
    manner = _choose_manner(style, space, measure)
    body = _prepare(words, style, setting, False, measure, space)
    places = break_lines(body.chances, measure, first, manner, TOLERANCES[0])
    if not places:
        body = _prepare(words, style, setting, style.hyphenate, measure, space)
        for tolerance in TOLERANCES:
            places = break_lines(body.chances, measure, first, manner, tolerance)
            if places:
                break
        else:
            places = break_greedily(body.chances, measure, first, manner)
    lines: list[Line] = []
    start = 0
    for place in places:
        room = first if not start else measure
        span = _Span(body, start, place, place == places[-1])
        lines.append(_set_line(span, style, room, measure - room, space))
        start = place
    return lines


def _choose_manner(style: Style, space: Length, measure: Length) -> breaking.Manner:
    if style.align == "justify":
        return breaking.Manner(
            STRETCH * space,
            SHRINK * space,
            EXPANSION * measure,
            EXPANSION * measure,
            SHORTEST_LAST * measure,
        )
    return breaking.Manner(0.0, 0.0, RAGGED * measure, 0.0, SHORTEST_LAST * measure)


def _prepare(
    words: Sequence[Token],
    style: Style,
    setting: Setting,
    divide: bool,
    measure: Length,
    space: Length,
) -> _Breakable:
    atoms: list[Token] = []
    spaced: list[bool] = []
    hyphens: list[bool] = []
    for word in words:
        language = setting.language if divide else ""
        parts = _divide(word, language, measure)
        for index, (part, hyphen) in enumerate(parts):
            atoms.append(part)
            hyphens.append(hyphen)
            spaced.append(index == len(parts) - 1)
    return _Breakable(
        tuple(atoms), tuple(spaced), tuple(hyphens), _add_up(atoms, spaced, hyphens, space, style)
    )


def _add_up(
    atoms: Sequence[Token],
    spaced: Sequence[bool],
    hyphens: Sequence[bool],
    space: Length,
    style: Style,
) -> Chances:
    ends, starts, before, after = [0.0], [-_hang_left(atoms[0], style)], [0], [0]
    x = 0.0
    spaces = 0
    last = len(atoms) - 1
    for index, atom in enumerate(atoms):
        x += _measure(atom)
        hyphen = _hyphen_width(atom) if hyphens[index] else 0.0
        ends.append(x + hyphen - _hang_right(atom, hyphens[index], style))
        before.append(spaces)
        if spaced[index]:
            x += space
            spaces += 1
        follower = _hang_left(atoms[index + 1], style) if index < last else 0.0
        starts.append(x + follower)
        after.append(spaces)
    starts[0] = _hang_left(atoms[0], style)
    return Chances(
        tuple(ends), tuple(starts), tuple(before), tuple(after), (False, *map(bool, hyphens))
    )


def _divide(word: Token, language: str, measure: Length) -> list[tuple[Token, bool]]:
    """The parts between which a line may end, and whether a hyphen is set after each."""
    text = word.text
    places = {place.start(): False for place in _DIVISIBLE.finditer(text)}
    if language and not places:
        places = dict.fromkeys(hyphenate(text, language), True)
    if not places and _measure(word) > measure and len(text) > 1:
        places = dict.fromkeys(range(1, len(text)), False)
    if not places:
        return [(word, False)]
    cuts = [0, *sorted(places), len(text)]
    return [(_cut(word, a, b), places.get(b, False)) for a, b in pairwise(cuts)]


def _cut(word: Token, start: int, end: int) -> Token:
    """The characters of `word` from `start` to `end`."""
    fragments: list[Fragment] = []
    at = 0
    for fragment in word.fragments:
        a, b = max(start - at, 0), min(end - at, len(fragment.text))
        if a < b:
            note = fragment.note if a == 0 else None
            fragments.append(replace(fragment, text=fragment.text[a:b], note=note))
        at += len(fragment.text)
    return Token(tuple(fragments))


def _measure(token: Token) -> Length:
    return sum(_measure_fragment(fragment) for fragment in token.fragments)


def _measure_fragment(fragment: Fragment) -> Length:
    manner = fragment.manner
    word = fragment.face.shape(fragment.text, manner.features)
    return word.width * manner.size / 1000 + manner.tracking * len(word.glyphs)


def _hyphen_width(atom: Token) -> Length:
    end = atom.fragments[-1]
    return end.face.width("-", end.manner.size, end.manner.features)


def _hang_right(atom: Token, hyphen: bool, style: Style) -> Length:
    if style.align != "justify":
        return 0.0
    end = atom.fragments[-1]
    mark = "-" if hyphen else end.text[-1]
    return _HANGS_RIGHT.get(mark, 0.0) * end.face.width(mark, end.manner.size) if mark else 0.0


def _hang_left(atom: Token, style: Style) -> Length:
    if style.align != "justify":
        return 0.0
    start = atom.fragments[0]
    mark = start.text[0]
    return _HANGS_LEFT.get(mark, 0.0) * start.face.width(mark, start.manner.size)


# ---------------------------------------------------------------------------------- setting


@dataclass(frozen=True, slots=True)
class _Span:
    """The atoms of one line."""

    body: _Breakable
    start: int
    end: int
    last: bool

    @property
    def width(self) -> Length:
        """Natural, hanging marks not counted."""
        return self.body.chances.ends[self.end] - self.body.chances.starts[self.start]

    @property
    def spaces(self) -> int:
        """Between the words."""
        chances = self.body.chances
        return chances.spaces_before[self.end] - chances.spaces_after[self.start]


def _set_line(span: _Span, style: Style, room: Length, indent: Length, space: Length) -> Line:
    gap, stretch = _share(room - span.width, span, style, space)
    width = span.width + (gap - space) * span.spaces if stretch == 1.0 else room
    x = _align(style, room, width) + indent - _hang_left(span.body.atoms[span.start], style)
    hyphen = span.body.hyphens[span.end - 1] and not span.last
    pieces, notes = _set_pieces(_join(span, hyphen), x, gap, stretch, _is_spaced(span))
    return Line(pieces, width, hyphen, notes, ratio=gap / space if space else 1.0)


def _share(spare: Length, span: _Span, style: Style, space: Length) -> tuple[Length, float]:
    """The width of each space and the stretch of the glyphs that use up what is spare."""
    if style.align != "justify" or (span.last and spare >= 0):
        return space, 1.0
    glyphs = max(span.width - span.spaces * space, 0.01)
    give = span.spaces * (STRETCH if spare >= 0 else SHRINK) * space + EXPANSION * glyphs
    part = max(-1.0, min(spare / give, 1.0)) if give else 0.0
    stretch = 1 + EXPANSION * part
    rest = spare - glyphs * EXPANSION * part
    if not span.spaces:
        return space, stretch
    return space + rest / span.spaces, stretch


def _is_spaced(span: _Span) -> bool:
    """Whether a space follows the line in the text."""
    return span.body.spaced[span.end - 1] and not span.last


def _align(style: Style, room: Length, width: Length) -> Length:
    if style.align == "centre":
        return (room - width) / 2
    return room - width if style.align == "right" else 0.0


def _join(span: _Span, hyphen: bool) -> list[list[Fragment]]:
    """The words of a line, parts that were not divided put together again."""
    words: list[list[Fragment]] = [[]]
    body = span.body
    for index in range(span.start, span.end):
        for fragment in body.atoms[index].fragments:
            held = words[-1][-1] if words[-1] else None
            if held and held.manner is fragment.manner and held.face is fragment.face:
                words[-1][-1] = replace(held, text=held.text + fragment.text)
            else:
                words[-1].append(fragment)
        if body.spaced[index] and index < span.end - 1:
            words.append([])
    if hyphen:
        end = words[-1][-1]
        words[-1][-1] = replace(end, text=end.text + SOFT_HYPHEN)
    return words


def _set_pieces(
    words: list[list[Fragment]], x: Length, gap: Length, stretch: float, more: bool
) -> tuple[tuple[Piece, ...], tuple[Note, ...]]:
    pieces: list[Piece] = []
    for index, word in enumerate(words):
        for place, fragment in enumerate(word):
            manner = fragment.manner
            shaped = shape_fragment(fragment.face, fragment.text, manner.features)
            tracked = manner.tracking * len(shaped.glyphs)
            width = (shaped.width * manner.size / 1000 + tracked) * stretch
            held = pieces[-1] if pieces else None
            if held and place == 0 and _same_piece(held, fragment, words[index - 1][-1]):
                x += gap
                end = replace(held, words=(*held.words, shaped), width=held.width + gap + width)
                pieces[-1] = end
            else:
                if held and place == 0:
                    pieces[-1] = replace(held, trailing_space=True)
                    x += gap
                pieces.append(_make_piece(fragment, shaped, gap, x, width, stretch))
            x += width
    if more and pieces:
        pieces[-1] = replace(pieces[-1], trailing_space=True)
    notes = tuple(f.note for word in words for f in word if f.note)
    return tuple(pieces), notes


def _same_piece(piece: Piece, fragment: Fragment, before: Fragment) -> bool:
    return before.manner is fragment.manner and piece.face is fragment.face


def _make_piece(
    fragment: Fragment, shaped: Word, gap: Length, x: Length, width: Length, stretch: float
) -> Piece:
    manner = fragment.manner
    return Piece(
        fragment.face,
        manner.size,
        manner.colour,
        (shaped,),
        gap,
        x,
        width,
        manner.rise,
        stretch,
        manner.tracking,
        manner.mark,
    )


@lru_cache(100_000)
def shape_fragment(face: Face, text: str, features: Features) -> Word:
    """The shaped text; a soft hyphen at its end becomes a hyphen that is read as a soft one."""
    if not text.endswith(SOFT_HYPHEN):
        return face.shape(text, features)
    word = face.shape(text[:-1] + "-", features)
    *glyphs, last = word.glyphs
    hyphen = Glyph(last.id, SOFT_HYPHEN, last.advance, last.x, last.y)
    return Word(text, word.width, (*glyphs, hyphen))
