"""What a typeset line is made of: pieces of one face, size and colour, each in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from octavo.document import Note
from octavo.document.length import Length
from octavo.fonts.faces import Face, ShapedWord

InlineTagKind: TypeAlias = (
    Literal["link", "reference", "note"] | Literal["abbreviation", "index", "foreign", "code"]
)


@dataclass(frozen=True, slots=True)
class InlineTag:
    """What the words of a piece are, beside being read."""

    kind: InlineTagKind
    target: str = ""
    """An address, or `#` and an id; the expansion of an abbreviation; an entry of the
    index."""
    contents: str = ""
    """What the link leads to, in words."""
    index: int = 0
    """Tells two marks of one paragraph apart."""
    language: str = ""
    """BCP 47; empty for that of the text around."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row, with equal spaces between them."""

    face: Face
    size: Length
    colour: str
    """Name in the palette."""
    words: tuple[ShapedWord, ...]
    gap: Length
    """Width of a space between the words, as set."""
    x: Length
    """From the start of the line."""
    width: Length
    """As set, without a space after it."""
    rise: Length = 0.0
    stretch: float = 1.0
    """Horizontal scaling of the glyphs."""
    tracking: Length = 0.0
    """Added after each glyph."""
    tag: InlineTag | None = None
    trailing_space: bool = False
    """Whether a space follows, so that the words can be told apart when read back."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of set text."""

    pieces: tuple[Piece, ...]
    width: Length
    """As set."""
    hyphenated: bool = False
    """Whether it ends in a hyphen that is not the author's."""
    notes: tuple[Note, ...] = ()
    """Those called on it, in order."""
    last: bool = False
    ratio: float = 1.0
    """Width of its spaces against natural ones; 1 for a line that is not justified."""
    parts_word: bool = False
    """Whether it ends inside a word, with or without a hyphen."""


Lines: TypeAlias = tuple[Line, ...]
