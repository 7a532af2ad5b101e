"""Quotes, dashes, ellipses and spaces as the language wants them, from what is typed plainly."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from octavo.document import (
    Abbreviation,
    AuthorQuery,
    Break,
    Code,
    Emphasis,
    Foreign,
    Indexed,
    Inline,
    Inlines,
    Link,
    Mention,
    Note,
    Reference,
    Strong,
    Text,
)
from octavo.document.numbers import find_minus
from octavo.source.narrow_spaces import find_spaces
from octavo.source.quotation_marks import find_quotation_marks
from octavo.style.numbers import MINUS
from octavo.style.words import LanguageWords

_FIXED = re.compile(
    # an address, without the marks after it
    r"(?:https?://|www\.|mailto:)\S*[^\s\"'.,;:!?)\]}»”’]"
    r"|(?<![\w.+-])[\w.+-][\w.+'-]{0,63}@[\w.-]*\w"
    # what the author escaped, hyphens right behind one that was, and entities, decoded later
    r"|(?:\x02[0-9]+\x03)+(?:(?<=\x0245\x03)-+)?"
    r"|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
"""What stays as it is."""
_ESCAPED = re.compile("\x02([0-9]+)\x03")
_STROKES = {"---": "\u2014", "--": "\u2013", "...": "…"}
_STROKE = re.compile(r"---|--|\.\.\.")
_ELSEWHERE = "x"
"""What a reference without words is to its neighbours: it prints a number."""
_LINE_END = "\u2028"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a text."""

    text: str
    said: str
    """What its neighbours see of it."""
    fixed: bool = False
    """Whether it stays as it is."""
    foreign: bool = False
    """Whether its spaces are those of another language."""


def polish(inlines: Inlines, words: LanguageWords, is_cell: bool = False) -> Inlines:
    """`inlines` with typographic quotes, dashes, ellipses and spaces.

    Addresses stay as they are, and so do notes, which are set when they are read. In the cell of a
    table the hyphen before a number that stands alone becomes a minus.
    """
    leaves = list(_list_leaves(inlines))
    texts = iter(_polish_pieces(leaves, words, is_cell))
    return _replace_all(inlines, texts)


def polish_text(text: str, words: LanguageWords) -> str:
    """`text` with typographic quotes, dashes, ellipses and spaces."""
    (done,) = _polish_pieces([_divide(text)], words)
    return done


def _polish_pieces(
    leaves: Sequence[Sequence[_Piece]], words: LanguageWords, is_cell: bool = False
) -> list[str]:
    """The text of each leaf, set as a whole."""
    pieces = [piece for leaf in leaves for piece in leaf]
    if is_cell:
        pieces = _apply(pieces, _find_minus(pieces))
    pieces = _apply(pieces, _find_marks(pieces, words))
    pieces = _apply(pieces, _find_spaces(pieces, words))
    rest = iter(pieces)
    return ["".join(next(rest).text for _ in leaf) for leaf in leaves]


# ------------------------------------------------------------------------------ pieces


def _list_leaves(inlines: Inlines, foreign: bool = False) -> Iterator[tuple[_Piece, ...]]:
    """The pieces of each inline that has no others in it."""
    for inline in inlines:
        match inline:
            case Text():
                yield _divide(inline.text, foreign)
            case Abbreviation() | Mention() | Code():
                yield (_Piece("", inline.text, fixed=True),)
            case Break():
                yield (_Piece("", _LINE_END, fixed=True),)
            case Note():
                pass
            case Reference(children=()):
                yield (_Piece("", _ELSEWHERE, fixed=True),)
            case Foreign():
                yield from _list_leaves(inline.children, foreign=True)
            case Strong() | Emphasis() | Link() | Reference() | Indexed() | AuthorQuery():
                yield from _list_leaves(inline.children, foreign)
            case _:
                assert_never(inline)


def _divide(text: str, foreign: bool = False) -> tuple[_Piece, ...]:
    pieces: list[_Piece] = []
    end = 0
    for found in _FIXED.finditer(text):
        between = text[end : found.start()]
        pieces.append(_Piece(between, between, foreign=foreign))
        pieces.append(_Piece(found[0], _say(found[0]), fixed=True))
        end = found.end()
    return (*pieces, _Piece(text[end:], text[end:], foreign=foreign))


def _say(fixed: str) -> str:
    """The characters that something fixed stands for."""
    if fixed[0] == "\x02":
        return "".join(chr(int(number)) for number in _ESCAPED.findall(fixed))
    return html.unescape(fixed) if fixed[0] == "&" else fixed


def _replace_all(inlines: Inlines, texts: Iterator[str]) -> Inlines:
    return tuple(_replace(inline, texts) for inline in inlines)


def _replace(inline: Inline, texts: Iterator[str]) -> Inline:
    """The inline with the next of `texts` in the place of its own."""
    match inline:
        case Text():
            return Text(next(texts))
        case Note():
            return inline
        case Abbreviation() | Mention() | Code() | Break() | Reference(children=()):
            next(texts)
            return inline
        case Strong() | Emphasis() | Link() | Reference() | Indexed() | Foreign() | AuthorQuery():
            return replace(inline, children=_replace_all(inline.children, texts))
        case _:
            assert_never(inline)


# ------------------------------------------------------------------------------ changes


def _find_marks(pieces: Sequence[_Piece], words: LanguageWords) -> dict[int, str]:
    """What quotation marks, dashes and ellipses become, by their place."""
    text, fixed = _join(pieces)
    edits: dict[int, str] = {}
    if '"' in text or "'" in text:
        edits = find_quotation_marks(text, fixed, words)
    start = 0
    for piece in pieces:
        for found in () if piece.fixed else _STROKE.finditer(piece.said):
            first, last = start + found.start(), start + found.end()
            edits.update(dict.fromkeys(range(first, last), "") | {first: _STROKES[found[0]]})
        start += len(piece.said)
    return edits


def _find_minus(pieces: Sequence[_Piece]) -> dict[int, str]:
    text, fixed = _join(pieces)
    place = find_minus(text)
    return {} if place is None or place in fixed else {place: MINUS}


def _find_spaces(pieces: Sequence[_Piece], words: LanguageWords) -> dict[int, str]:
    if not (words.space_before or words.space_after or words.units or words.groups_apart):
        return {}
    text, fixed = _join(pieces, foreign=True)
    return find_spaces(text, fixed, words)


def _join(pieces: Sequence[_Piece], foreign: bool = False) -> tuple[str, set[int]]:
    """What the pieces say together, and where what is fixed stands, and with `foreign` that too."""
    fixed: set[int] = set()
    start = 0
    for piece in pieces:
        if piece.fixed or (foreign and piece.foreign):
            fixed.update(range(start, start + len(piece.said)))
        start += len(piece.said)
    return "".join(piece.said for piece in pieces), fixed


def _apply(pieces: Sequence[_Piece], edits: Mapping[int, str]) -> list[_Piece]:
    """The pieces with `edits` made; none of them is in a fixed one."""
    if not edits:
        return list(pieces)
    done: list[_Piece] = []
    start = 0
    for piece in pieces:
        if not piece.fixed:
            said = (edits.get(start + at, sign) for at, sign in enumerate(piece.said))
            text = "".join(said)
            done.append(_Piece(text, text, foreign=piece.foreign))
        else:
            done.append(piece)
        start += len(piece.said)
    return done
