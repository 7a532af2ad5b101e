"""Inlines to lines: words are measured, broken by total fit, and set as pieces in their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, compress
from typing import Literal, NamedTuple

from octavo.document import Inlines, Text
from octavo.document.length import Length, add_up
from octavo.fonts.faces import Faces, Features
from octavo.style.theme import Theme
from octavo.style.words import Conventions
from octavo.typeset import breaking, tokens
from octavo.typeset.bound_words import find_bound, find_leaning
from octavo.typeset.breaking import INFINITE, Breakpoints, break_greedily, break_lines
from octavo.typeset.pieces import Line, Lines, Piece
from octavo.typeset.tokens import ReferenceNames, Run, cut_runs
from octavo.typeset.words import (
    Word,
    WordPart,
    cut_word,
    cut_words,
    find_ways,
    measure_pieces,
)

STRETCH = 0.4
"""How far a space may grow against its width before the line counts as bad. TeX's Computer Modern
has a half. At half of this, lines are taken for bad that are not: 50 end in a hyphen, 35 are tight;
at one and a half times it 39 and 20, but 36 are loose. How lines are counted:
`octavo.typeset.breaking`."""
SHRINK = 0.30
"""How far it may shrink, at most. Computer Modern has a third, of a wider space: that of Source
Serif is 0.24 of the size. At half no line is tight, but 53 end in a hyphen and 30 are loose; at
0.4, 63 are so tight that their words nearly touch."""
EXPANSION = 0.02
"""How far glyphs may be widened or narrowed to even out the spaces: what Hàn Thế Thành found
cannot be seen ("Micro-typographic extensions to the TeX typesetting system", 2000). Without, 84
lines are loose and 66 end in a hyphen; at the double 1 and 17, but letters of neighbouring lines
look unlike."""
LETTERS = 0.005
"""How far they may be set apart or together for that, in type sizes: a twentieth of a point in
text, too little to be seen. Without it 36 lines are loose and 54 end in a hyphen; at the double 7
and 36, but the greys of neighbouring lines differ."""
LETTER_WIDTH = 0.6
"""How much of a line there is for each letter, in type sizes; in the proceedings it is 0.588. It
tells how far a line gives before its letters are counted. At 0.45 lines are thought to give more
than they do, and 76 in narrow columns are tight instead of 73; at 0.9 less, and 384 there are loose
instead of 360."""
RAGGED = 0.16
"""How much of the measure a ragged line may fall short of before it counts as bad: about a word. It
only says how a short line weighs against a runt; at half and at the double the lengths of ragged
lines scatter by a thousandth of the measure less."""
SHORTEST_LAST = 0.14
"""Part of the measure that a last line should fill: on A5 some eight letters, more than the indent
of the next paragraph. At half eight last lines are shorter than it is now, instead of four; at the
double two more lines are loose."""
LEAST_LAST = 1.8
"""What it must fill, in type sizes: about four letters. At half no line changes, at the double 47
end in a hyphen and 18 are loose."""
UNDIVIDED = 0.6
"""How far lines may be stretched for a paragraph to be left without hyphens: well below what is
bearable, since one more hyphen is the smaller evil. At half 45 lines end in one; at the double 38
do, and 19 are loose."""
TOLERANCES = (1.1, 1.4, 2.0, 4.0, INFINITE)
"""How far, when it has them; the first that will do is taken. Each is another pass, so there are
few: the first will do for nearly all paragraphs, the others are for narrow columns. Begun at 2, no
line changes; with twice as many steps there are three hyphens in a row four times in narrow
columns, since a way with them is met earlier."""
MOST_FOR_RUNT = 1.1
"""How far lines are stretched at most to be rid of a last line that is too short, or of a line that
ends with a number whose noun is on the next: as far as is bearable, and with hyphens, which the
first try does without. At 1.4 it is seen more than what it mends."""
MOST_FOR_SENSE = 4.0
"""The same in titles and pull quotes: a line may be shorter than the others by half the measure so
that it does not end with an article. At 2 narrow titles have three times as many such ends."""
ENDLESS = 4000.0
"""A measure in which nothing breaks, in points: more than a metre, and no label of a list is as
long. Any other that is longer than a page does the same."""
TEXT_FIGURES: Features = ("onum", "pnum")
"""Old-style figures of different widths, for running text."""
TABLE_FIGURES: Features = ("lnum", "tnum")
"""Lining figures of one width, for columns."""


@dataclass(frozen=True, slots=True)
class TextStyle:
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
class TextContext:
    """What setting text needs besides the text."""

    theme: Theme
    faces: Faces
    language: Conventions
    names: ReferenceNames


def set_words(text: str, style: TextStyle, measure: Length, setting: TextContext) -> Lines:
    """The lines of a plain string, no wider than `measure`."""
    return set_inlines((Text(text),), style, measure, setting)


def set_inlines(
    inlines: Inlines, style: TextStyle, measure: Length, setting: TextContext, first_note: int = 1
) -> Lines:
    """The lines of `inlines`, no wider than `measure`; none when there is nothing to set.

    Notes called in them are numbered from `first_note`.
    """
    runs = cut_runs(inlines, make_run_style(style), setting.names, first_note)
    set_all = _set_runs.__wrapped__ if any(run.note for run in runs) else _set_runs
    return set_all(runs, style, measure, setting.faces, setting.language)


MOST_KEPT = 2048
"""How many texts are kept as they were set: those of a hundred pages. A build gains nothing from
it that can be measured, and takes 2 MB more; a preview needs 100 ms less for each change."""


@lru_cache(MOST_KEPT)
def _set_runs(
    runs: tuple[Run, ...], style: TextStyle, measure: Length, faces: Faces, language: Conventions
) -> Lines:
    """The lines of runs. Kept, for other editions and audiences show most texts again."""
    face = faces.face(style.role, style.size)
    space = (face.space + style.tracking) * style.size / 1000
    lines: list[Line] = []
    for words in cut_words(runs, faces):
        paragraph = ParagraphWords(words, style, measure, language, not lines, space)
        lines[-1:] = map(add_space, lines[-1:])
        lines.extend(_set_paragraph(paragraph) if words else [Line((), 0.0)])
    return (*lines[:-1], replace(lines[-1], last=True)) if lines else ()


class WordWidths(NamedTuple):
    """How much room the words of a text need at least, and at best."""

    piece: Length
    """Of the widest piece, when words are divided as often as can be."""
    word: Length
    """Of the widest word."""
    line: Length
    """Of the longest line, when only the author ends one."""


LONGEST_PIECE = 5.0
"""How wide a piece of a word has to fit in a column at most, in type sizes: ten letters in a row
that no hyphen divides. With 2 names and codes are cut into scraps, with 10 a single address turns
the page of a table that reads well upright."""


def measure_words(
    inlines: Inlines, style: TextStyle, setting: TextContext, first_note: int = 1
) -> WordWidths:
    """How wide the words of `inlines` are, the numbers of notes with them."""
    runs = cut_runs(inlines, make_run_style(style), setting.names, first_note)
    face = setting.faces.face(style.role, style.size)
    space = (face.space + style.tracking) * style.size / 1000
    piece = widest = longest = 0.0
    for words in cut_words(runs, setting.faces):
        for word in words:
            widest = max(widest, word.width)
            longest_piece = LONGEST_PIECE * style.size
            piece = max(piece, measure_pieces(word, setting.language, longest_piece))
        line = add_up(word.width for word in words) + space * (len(words) - 1)
        longest = max(longest, line)
    return WordWidths(piece, widest, longest)


def make_run_style(style: TextStyle) -> tokens.RunStyle:
    """What runs need to know of a style."""
    return tokens.RunStyle(
        style.role,
        style.size,
        style.colour,
        style.features,
        tracking=style.tracking * style.size / 1000,
        strong_colour=style.strong_colour,
        link_colour=style.link_colour,
    )


def add_space(line: Line) -> Line:
    """The line, after which no word goes on, with a space at its end to be read."""
    ends = tuple(replace(piece, trailing_space=True) for piece in line.pieces[-1:])
    return replace(line, pieces=(*line.pieces[:-1], *ends))


# ---------------------------------------------------------------------------------- breaking


@dataclass(frozen=True, slots=True)
class ParagraphWords:
    """Words to be broken into lines."""

    words: Sequence[Word]
    style: TextStyle
    measure: Length
    language: Conventions
    opens: bool
    """Whether its first line is the first of all."""
    space: Length
    """The natural width of a space."""

    @property
    def indent(self) -> Length:
        """Of its first line, where this is the first of all."""
        return self.style.indent if self.opens else 0.0

    @property
    def hangs(self) -> bool:
        """Whether marks hang out at the ends of lines."""
        return self.style.align == "justify"


class _LineEnd(NamedTuple):
    """Where a line may end: before a word, or inside it. A named tuple: there are very many."""

    word: int
    characters: int = 0
    hyphen: bool = False


def _set_paragraph(paragraph: ParagraphWords) -> list[Line]:
    return set_lines(paragraph, *find_ends(paragraph))


def find_ends(paragraph: ParagraphWords) -> tuple[list[_LineEnd], tuple[int, ...]]:
    """The places where a line may end, and which of them end one."""
    style = choose_justification(paragraph)
    measure, first = paragraph.measure, paragraph.measure - paragraph.indent
    spaces = find_spaces(paragraph)
    places, breakpoints = find_chances(paragraph, None, spaces)
    best: tuple[int, list[_LineEnd], tuple[int, ...]] | None = None
    most = MOST_FOR_SENSE if is_display(paragraph.style) else MOST_FOR_RUNT
    for language, tolerances in _choose_ways(paragraph):
        if language is not None:
            places, breakpoints = find_chances(paragraph, language, spaces)
        for tolerance in tolerances:
            if best and tolerance > most:
                return best[1:]
            ends = break_lines(breakpoints, measure, first, style, tolerance)
            if not ends or (best and len(ends) > len(best[2])):
                continue
            faults = is_runt(breakpoints, ends, style) + _count_leaning(breakpoints, ends)
            if not faults:
                return places, ends
            if best is None or faults < best[0]:
                best = faults, places, ends
    return best[1:] if best else (places, break_greedily(breakpoints, measure, first, style))


def is_display(style: TextStyle) -> bool:
    """Whether text is set to be looked at: titles and pull quotes, which no hyphen divides."""
    return style.align != "justify" and style.role.startswith("display")


def _count_leaning(breakpoints: Breakpoints, ends: Sequence[int]) -> int:
    """How many lines end with a word that belongs to the next."""
    return len([end for end in ends if breakpoints.leaning and breakpoints.leaning[end]])


def is_runt(breakpoints: Breakpoints, ends: Sequence[int], style: breaking.Justification) -> bool:
    """Whether the last line is too short, and not the only one."""
    if len(ends) < 2:
        return False
    return breakpoints.ends[-1] - breakpoints.starts[ends[-2]] < style.shortest_last


def set_lines(
    paragraph: ParagraphWords, places: Sequence[_LineEnd], ends: Sequence[int]
) -> list[Line]:
    """The lines that end at some of the places."""
    lines: list[Line] = []
    start = 0
    for end in ends:
        lines.append(_set_line(paragraph, places[start], places[end]))
        start = end
    return lines


def _choose_ways(
    paragraph: ParagraphWords,
) -> list[tuple[Conventions | None, tuple[float, ...]]]:
    """The language that words are divided in, if any, and how far lines may be stretched then."""
    if not paragraph.style.hyphenate:
        return [(None, (UNDIVIDED, *TOLERANCES))]
    return [(None, (UNDIVIDED,)), (paragraph.language, TOLERANCES)]


def choose_justification(paragraph: ParagraphWords) -> breaking.Justification:
    """How the lines of a paragraph may be stretched and shrunk."""
    measure, space, size = paragraph.measure, paragraph.space, paragraph.style.size
    last = SHORTEST_LAST * measure, LEAST_LAST * size
    if paragraph.style.align != "justify":
        return breaking.Justification(0.0, 0.0, RAGGED * measure, 0.0, *last)
    give = (EXPANSION + LETTERS / LETTER_WIDTH) * measure
    return breaking.Justification(STRETCH * space, SHRINK * space, give, give, *last)


class BreakTable(NamedTuple):
    """Places, and of each what `Chances` says of it."""

    places: list[_LineEnd]
    ends: list[Length]
    starts: list[Length]
    before: list[int]
    after: list[int]
    penalties: list[float]

    def take(self, other: BreakTable, start: int, end: int) -> None:
        """Add the rows of another table from `start` to `end`."""
        self.places.extend(other.places[start:end])
        self.ends.extend(other.ends[start:end])
        self.starts.extend(other.starts[start:end])
        self.before.extend(other.before[start:end])
        self.after.extend(other.after[start:end])
        self.penalties.extend(other.penalties[start:end])

    def keep(self, kept: list[bool]) -> BreakTable:
        """The rows that are kept."""
        return BreakTable(
            [*compress(self.places, kept)],
            [*compress(self.ends, kept)],
            [*compress(self.starts, kept)],
            [*compress(self.before, kept)],
            [*compress(self.after, kept)],
            [*compress(self.penalties, kept)],
        )


def find_spaces(paragraph: ParagraphWords) -> BreakTable:
    """The beginning, and the places after each word."""
    words, space = paragraph.words, paragraph.space
    hangs = 1.0 if paragraph.hangs else 0.0
    count = len(words)
    at = list(accumulate([word.width + space for word in words], initial=0.0))
    return BreakTable(
        list(map(_LineEnd, range(count + 1))),
        [0.0, *(x - space - word.right * hangs for x, word in zip(at[1:], words, strict=True))],
        [*(x + word.left * hangs for x, word in zip(at, words, strict=False)), at[-1]],
        [0, *range(count)],
        list(range(count + 1)),
        [0.0] * (count + 1),
    )


def find_chances(
    paragraph: ParagraphWords, language: Conventions | None, spaces: BreakTable
) -> tuple[list[_LineEnd], Breakpoints]:
    """Every place where a line may end, the beginning first: at the `spaces`, and inside words."""
    words, measure = paragraph.words, paragraph.measure
    hangs = 1.0 if paragraph.hangs else 0.0
    table = BreakTable([], [], [], [], [], [])
    done = 0
    for index, word in enumerate(words):
        wide = word.width > measure
        if not (word.breaks or (language is not None and word.divides) or wide):
            continue
        opens_sentence = index == 0 or words[index - 1].parts[-1].measured.ends_sentence
        table.take(spaces, done, index + 1)
        done = index + 1
        x = spaces.ends[done] + word.right * hangs
        dividing = paragraph.language if wide else language
        for way in find_ways(word, dividing, opens_sentence, measure):
            table.places.append(_LineEnd(index, way.characters, way.hyphen))
            table.ends.append(x - word.width + way.before - way.hang * hangs)
            table.starts.append(x - way.after)
            table.before.append(index)
            table.after.append(index)
            table.penalties.append(breaking.HYPHEN if way.hyphen else 0.0)
    table.take(spaces, done, len(words) + 1)
    known, room = paragraph.language.ends_no_line, measure - paragraph.indent
    bound = find_bound(words, known, room, paragraph.space) if known else ()
    if bound:
        kept = [place.characters > 0 or place.word not in bound for place in table.places]
        table = table.keep(kept)
    places, ends, starts, before, after, penalties = table
    display = is_display(paragraph.style)
    leaning = find_leaning(words, paragraph.language.ends_no_display_line if display else ())
    leans = breaking.LEANS_IN_TITLE if display else breaking.LEANS
    penalised = tuple(
        leans if place.word in leaning and not place.characters else 0.0
        for place in (places if leaning else ())
    )
    return places, Breakpoints(
        tuple(ends), tuple(starts), tuple(before), tuple(after), tuple(penalties), penalised
    )


# ---------------------------------------------------------------------------------- lines


def _set_line(paragraph: ParagraphWords, start: _LineEnd, end: _LineEnd) -> Line:
    words, style = paragraph.words, paragraph.style
    last = end.word == len(words)
    line = _pick_words(words, start, end)
    indent = paragraph.indent if start == _LineEnd(0) else 0.0
    room = paragraph.measure - indent
    space, spaces = paragraph.space, len(line) - 1
    hang = line[0].left if paragraph.hangs and not start.characters else 0.0
    hangs = hang + (line[-1].right if paragraph.hangs else 0.0)
    width = add_up([word.width for word in line]) - hangs
    ink = _LineContent(width, sum([word.letters for word in line]), spaces)
    spread = _Justified(space)
    spare = room - _spread_out(ink, spread)
    if style.align == "justify" and not (last and spare >= 0):
        spread = _share(spare, ink, space, style.size)
    width = _spread_out(ink, spread)
    x = indent - hang + _align(style, room, width)
    pieces = _set_pieces(line, x, spread, not last and not end.characters)
    notes = tuple(part.note for word in line for part in word.parts if part.note)
    ratio = spread.gap / space if space else 1.0
    parts_word = bool(end.characters)
    return Line(pieces, width, end.hyphen, notes, ratio=ratio, parts_word=parts_word)


def _pick_words(words: Sequence[Word], start: _LineEnd, end: _LineEnd) -> list[Word]:
    """The words from one place to the other, the first and the last perhaps in part."""
    if start.word == end.word:
        return [cut_word(words[end.word], start.characters, end.characters, end.hyphen)]
    picked = list(words[start.word : end.word])
    if start.characters:
        whole = picked[0]
        picked[0] = cut_word(whole, start.characters, len(whole.text), False)
    if end.characters:
        picked.append(cut_word(words[end.word], 0, end.characters, end.hyphen))
    return picked


class _LineContent(NamedTuple):
    """What is in a line."""

    width: Length
    """Of the letters, without the spaces."""
    letters: int
    spaces: int


class _Justified(NamedTuple):
    """How a line is spread out."""

    gap: Length
    """Width of each space."""
    stretch: float = 1.0
    """Of the letters."""
    tracking: Length = 0.0
    """Added after each letter before it is stretched."""


def _share(spare: Length, ink: _LineContent, space: Length, size: Length) -> _Justified:
    """How a line uses up what is spare."""
    most = LETTERS * size
    give = ink.spaces * space * (STRETCH if spare > 0 else SHRINK)
    give += EXPANSION * ink.width + most * ink.letters
    part = max(-1.0, min(spare / give, 1.0)) if give else 0.0
    spread = _Justified(0.0, 1 + EXPANSION * part, most * part)
    rest = ink.width + space * ink.spaces + spare - _spread_out(ink, spread)
    return spread._replace(gap=rest / ink.spaces if ink.spaces else space)


def _spread_out(ink: _LineContent, spread: _Justified) -> Length:
    """The width of a line that is spread out."""
    return (ink.width + spread.tracking * ink.letters) * spread.stretch + ink.spaces * spread.gap


def _align(style: TextStyle, room: Length, width: Length) -> Length:
    if style.align == "centre":
        return (room - width) / 2
    return room - width if style.align == "right" else 0.0


def _set_pieces(
    line: Sequence[Word], x: Length, spread: _Justified, more: bool
) -> tuple[Piece, ...]:
    """The words of a line as pieces; `more` says whether a space follows in the text."""
    pieces: list[Piece] = []
    groups = _group(line)
    for index, (parts, spaced) in enumerate(groups, 1):
        piece = _set_piece(parts, x, spread, more if index == len(groups) else spaced)
        pieces.append(piece)
        x += piece.width + (spread.gap if spaced else 0.0)
    return tuple(pieces)


def _group(line: Sequence[Word]) -> list[tuple[list[WordPart], bool]]:
    """Words in a row that are set alike, and whether a space follows the last of them."""
    groups: list[tuple[list[WordPart], bool]] = []
    held: list[WordPart] = []
    for word in line:
        first, *others = word.parts
        if held and held[-1].style is first.style:
            held.append(first)
        else:
            groups += [(held, True)] if held else []
            held = [first]
        for part in others:
            groups.append((held, False))
            held = [part]
    return [*groups, (held, True)]


def _set_piece(parts: Sequence[WordPart], x: Length, spread: _Justified, spaced: bool) -> Piece:
    sort = parts[0].style
    style = sort.style
    words = tuple([part.measured.word for part in parts])
    width = add_up([sort.width(part.measured) for part in parts])
    letters = sum([len(word.glyphs) for word in words])
    ink = _LineContent(width, letters, len(parts) - 1)
    return Piece(
        sort.shaping.face,
        style.size,
        style.colour,
        words,
        spread.gap,
        x,
        _spread_out(ink, spread),
        style.rise,
        spread.stretch,
        style.tracking + spread.tracking,
        style.tag,
        spaced,
    )
