"""Markings at the head and the foot of pages: as many lines as they need, never cut."""

from __future__ import annotations

from dataclasses import replace

from octavo.document.length import Length
from octavo.document.marking import SIZE
from octavo.typeset.pieces import Lines
from octavo.typeset.text import TextContext, TextStyle, set_words

SIZES = (1.0, 0.9, 0.8, 0.7)
"""Parts of its size in which a marking is tried; the largest that fits is taken. The last makes 6.3
of 9 points, which a reader sees without looking for it; what is smaller, nobody is warned by."""


def set_marking(
    text: str, style: TextStyle, measure: Length, room: Length, setting: TextContext
) -> tuple[TextStyle, Lines]:
    """The lines of a marking and their style, as large as lets them all stand in `room`, in points.

    Where nothing does, they are as small as can be, and higher. What is larger than usual, for its
    scheme wants it so, is never smaller.
    """
    tried: list[tuple[TextStyle, Lines]] = []
    for part in SIZES if style.size <= SIZE else SIZES[:1]:
        sized = replace(style, size=style.size * part, leading=style.leading * part)
        lines = set_words(text, sized, measure, setting)
        tried.append((sized, lines))
        if len(lines) * sized.leading <= room:
            break
    return tried[-1]
