"""A text with a line more or less than it has by itself, for pages that need one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from octavo.document import Inlines
from octavo.document.length import Length
from octavo.fonts.faces import Faces
from octavo.style.words import Conventions
from octavo.typeset.breaking import Justification
from octavo.typeset.line_counts import break_by_count
from octavo.typeset.pieces import Lines
from octavo.typeset.text import (
    MOST_KEPT,
    BreakTable,
    ParagraphWords,
    TextContext,
    TextStyle,
    choose_justification,
    find_chances,
    find_ends,
    find_spaces,
    is_runt,
    make_run_style,
    set_lines,
)
from octavo.typeset.tokens import Run, cut_runs
from octavo.typeset.words import cut_words

LOOSENESS = (1.1, 1.4)
"""How far lines may be stretched so that a paragraph gets a line more or less than it has by
itself: the first two of `TOLERANCES`, beyond which one sees it. At 2 a fifth of all paragraphs can
be longer instead of a twentieth, with spaces twice as wide as they are drawn."""


class TextVariant(NamedTuple):
    """A text set with a line more or less than it has by itself."""

    lines: Lines
    demerits: float
    """By how much the breaks are worse, for each line."""
    tolerance: float
    """How far its lines may be stretched."""


def set_variants(
    inlines: Inlines, style: TextStyle, measure: Length, setting: TextContext, first_note: int = 1
) -> Mapping[int, TextVariant]:
    """The text with a line less (-1) and a line more (1), where these are as good to read.

    None ends in a runt, and there is none for text that its author breaks.
    """
    runs = cut_runs(inlines, make_run_style(style), setting.names, first_note)
    set_all = _vary_runs.__wrapped__ if any(run.note for run in runs) else _vary_runs
    return set_all(runs, style, measure, setting.faces, setting.language)


@lru_cache(MOST_KEPT)
def _vary_runs(
    runs: tuple[Run, ...], style: TextStyle, measure: Length, faces: Faces, language: Conventions
) -> Mapping[int, TextVariant]:
    face = faces.face(style.role, style.size)
    space = (face.space + style.tracking) * style.size / 1000
    groups = [*cut_words(runs, faces)]
    words = groups[0] if len(groups) == 1 else []
    if len(words) < FEWEST_WORDS:
        return {}
    paragraph = ParagraphWords(words, style, measure, language, True, space)
    count = len(find_ends(paragraph)[1])
    return dict(_list_variants(paragraph, count))


FEWEST_WORDS = 12
"""Words of a text that may get a line more or less: fewer make one line or two on A5, which would
end in a runt or be seen to be stretched."""


def _list_variants(paragraph: ParagraphWords, count: int) -> Iterator[tuple[int, TextVariant]]:
    """The paragraph of `count` lines with a line less and with a line more."""
    spaces = find_spaces(paragraph)
    style = choose_justification(paragraph)
    measure, first = paragraph.measure, paragraph.measure - paragraph.indent
    for more in (-1, 1):
        if not _may_have(count + more, paragraph, style, spaces):
            continue
        places, breakpoints = find_chances(paragraph, paragraph.language, spaces)
        for tolerance in LOOSENESS:
            found = break_by_count(breakpoints, measure, first, style, tolerance)
            if count + more not in found or is_runt(breakpoints, found[count + more].places, style):
                continue
            usual = found[count].demerits if count in found else 0.0
            demerits, ends = found[count + more]
            lines = set_lines(paragraph, places, ends)
            worse = max(demerits - usual, 0.0) / len(lines)
            yield more, TextVariant((*lines[:-1], replace(lines[-1], last=True)), worse, tolerance)
            break


def _may_have(
    lines: int, paragraph: ParagraphWords, style: Justification, spaces: BreakTable
) -> bool:
    """Whether so many lines are thinkable, all stretched or shrunk as far as they may be."""
    if lines < 2:
        return False
    width, count = spaces.ends[-1] - spaces.starts[0], spaces.before[-1]
    room = lines * paragraph.measure - paragraph.indent
    narrowest = width - count * style.shrink - lines * style.line_shrink
    give = count * style.stretch + (lines - 1) * style.line_stretch
    widest = width + LOOSENESS[-1] * give
    return narrowest <= room and widest >= room - paragraph.measure + style.shortest_last
