"""The words of a diagram's parts: a title, and a text below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from octavo.artwork.lettering import (
    Lettering,
    depth,
    height,
    is_broken,
    labels,
    letter_all,
    rise,
)
from octavo.document import DiagramPart
from octavo.document.drawing import Label
from octavo.document.length import Length, pt
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

AIR = pt(4.6)
"""Between title and text: a little more than between lines, at 8.2 points 2, so that a title is
seen as one, and much less than between parts. At the double drawings of the proceedings are 5 to 7
points higher."""


@dataclass(frozen=True, slots=True)
class PartLines:
    """What one part says, in lines."""

    head: Lettering
    text: Lettering


def letter_parts(
    parts: tuple[DiagramPart, ...],
    measure: Length,
    theme: Theme,
    faces: Faces,
    largest: Length,
    most_lines: int = 0,
) -> tuple[PartLines, ...]:
    """The words of all parts within `measure`, titles in one size and texts in one size.

    Titles are set in `largest`, or in the first smaller size of the scale at which every word fits
    and, when `most_lines` is given, none takes more lines.
    """
    scale = theme.scale
    sizes = tuple(s for s in (scale.lead, scale.text, scale.small, scale.note) if s <= largest)
    titles = tuple(part.title for part in parts)
    texts = tuple(part.text for part in parts)
    heads = letter_all(titles, "sans-bold", sizes, measure, faces, most_lines)
    below = letter_all(texts, "sans", (scale.small, scale.note), measure, faces)
    return tuple(PartLines(head, text) for head, text in zip(heads, below, strict=True))


def any_broken(parts: tuple[DiagramPart, ...], words: tuple[PartLines, ...]) -> bool:
    """Whether a word of a title or a text had to be broken."""
    return any(
        is_broken(said.head, part.title) or is_broken(said.text, part.text)
        for part, said in zip(parts, words, strict=True)
    )


def words_height(words: PartLines) -> Length:
    """From the top of the title to the lower edge of the text."""
    return height(words.head) + (AIR + height(words.text) if words.text.lines else 0.0)


def words_width(words: PartLines) -> Length:
    """The length of the longest line."""
    return max(words.head.width, words.text.width)


def place_words(
    words: PartLines, x: Length, top: Length, colour: str = "quiet", anchor: float = 0.0
) -> Iterator[Label]:
    """The title from `top` downwards, and the text below it in `colour`."""
    first = top - rise(words.head)
    yield from labels(words.head, x, first, "ink", anchor)
    second = first - depth(words.head) - AIR - rise(words.text)
    yield from labels(words.text, x, second, colour, anchor)
