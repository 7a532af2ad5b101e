"""Titles and other large text: lines of like length instead of full ones."""

from __future__ import annotations

from octavo.document import Inlines, Text
from octavo.document.length import Length
from octavo.typeset.pieces import Line, Lines
from octavo.typeset.text import TextContext, TextStyle, set_inlines, set_words

NARROWEST = 0.55
"""Part of the measure below which balanced lines would look lost, like a list. Down to 0.3 no title
of the proceedings changes; at 0.8 one has lines of 242, 230 and 187 points instead of 207, 216 and
236."""
STEP = 0.03
"""How much narrower each try is, in parts of the measure: nine points on A5, less than a letter of
a title. At a third of it and at three times as much no title of the proceedings changes; finer
tries cost time, coarser ones may miss an even break."""


def balance_words(text: str, style: TextStyle, measure: Length, setting: TextContext) -> Lines:
    """The lines of a plain string, as few as `measure` allows and as even as they can be."""
    return balance_inlines((Text(text),), style, measure, setting)


def balance_inlines(
    inlines: Inlines, style: TextStyle, measure: Length, setting: TextContext, first_note: int = 1
) -> Lines:
    """The lines of `inlines`, as few as `measure` allows and as even as they can be."""
    best = set_inlines(inlines, style, measure, setting, first_note)
    if len(best) < 2:
        return best
    part = 1.0 - STEP
    while part >= NARROWEST:
        narrower = set_inlines(inlines, style, measure * part, setting, first_note)
        if len(narrower) > len(best) or count_divided(narrower) > count_divided(best):
            break
        leaning = _count_leaning(narrower, setting) > _count_leaning(best, setting)
        if not leaning and not any(opens_with_dash(line) for line in narrower):
            best = narrower
        part -= STEP
    return best


def set_on_one_line(
    text: str, style: TextStyle, measure: Length, setting: TextContext
) -> Line | None:
    """The words of `text` that `measure` has room for, with an ellipsis where some are left out."""
    words = text.split()
    for count in range(len(words), 0, -1):
        said = " ".join(words[:count]).rstrip(",;:–— ") + " …" if count < len(words) else text
        lines = set_words(said, style, measure, setting)
        if len(lines) == 1:
            return lines[0]
    return set_words(text, style, measure, setting)[0] if words else None


def count_divided(lines: Lines) -> int:
    """How many of the lines end inside a word that the author has not divided."""
    return len([line for line in lines if line.parts_word and not _ends_in_mark(line)])


def _count_leaning(lines: Lines, setting: TextContext) -> int:
    """How many of the lines end with a word that leans on the next, or in one."""
    ended = [line for line in lines[:-1] if line.pieces]
    known = setting.language.ends_no_display_line
    return len(
        [
            line
            for line in ended
            if line.parts_word or line.pieces[-1].words[-1].text.lower() in known
        ]
    )


def _ends_in_mark(line: Line) -> bool:
    """Whether the line ends in a hyphen, dash or slash of the author's."""
    return not line.hyphenated and line.pieces[-1].words[-1].text.endswith(tuple("-–—/"))


def opens_with_dash(line: Line) -> bool:
    """Whether the line begins with the dash that belongs to the end of the one above."""
    return bool(line.pieces) and line.pieces[0].words[0].text.startswith(("–", "—"))
