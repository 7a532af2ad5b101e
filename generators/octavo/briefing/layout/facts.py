"""The lead facts of a briefing: figures, and dates on a line of time."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from octavo.briefing.layout.boxes import (
    ASCENT,
    Background,
    Box,
    Child,
    Glue,
    cover,
    place,
    set_lines,
    stack,
)
from octavo.briefing.layout.setting import (
    LayoutContext,
    TypeSizes,
    add_space,
    even,
    set_text,
)
from octavo.briefing.plan.contents import LeadFact
from octavo.document.length import Length
from octavo.typeset.pieces import Line
from octavo.typeset.text import TextStyle


@lru_cache(32)
def set_facts(context: LayoutContext, width: Length) -> Box | None:
    """The numerals beside each other, a hairline before each but the first."""
    numerals = context.plan.numerals
    if not numerals:
        return None
    across = width > 320
    count = len(numerals) if across else 1
    gap = 20.0
    cell = (width - (count - 1) * gap) / count
    boxes = tuple(_set_numeral(numeral, context, cell) for numeral in numerals)
    if not across:
        return stack("L", boxes, Glue(8, 6))
    height = Glue(max(box.height.natural for box in boxes))
    children: list[Child] = []
    for at, box in enumerate(boxes):
        x = at * (cell + gap)
        if at:
            children.append(Background(x - gap / 2, Glue(), 0.6, height, "line"))
        children.append(place(box, x, Glue()))
    return Box("L", tuple(children), height)


def _set_numeral(numeral: LeadFact, context: LayoutContext, width: Length) -> Box:
    """One fact: "about" small before a large numeral, and what it counts below."""
    size = context.format.facts.size
    small = TextStyle(9.2, 11.4, "sans", "text", "left", False)
    boxes: list[Child] = []
    x, base = 0.0, Glue(0.68 * size)
    if numeral.before:
        before = add_space(set_text(numeral.before, small, width, context)[0])
        boxes.append(_on_baseline((before,), small, x, base))
        x = before.width + 4
    figure, large = _set_figure(numeral.value, width - x, context)
    boxes.append(_on_baseline(figure, large, x, base))
    label = even(numeral.label, small, width, context)
    top = base + Glue((len(figure) - 1) * large.leading + 0.22 * size + 1)
    text = place(set_lines("P", label, small), 0, top)
    body = Box("LBody", (*boxes, text), top + text.height)
    return Box("LI", (body,), body.height, name=numeral.fact)


LABELS = 96.0
"""How far in the labels of facts begin that stand under each other beside a heading, in points: a
figure of four digits and a sign take 80 at 26 points."""


DATE = re.compile(
    r"\D*\b(1[5-9]|20|21)\d\d\b\D*|\D*\d{1,2}\b[^\d]*(\d{1,2})?\D*\b(1[5-9]|20|21)\d\d\b"
)
"""A value that is a year, or a day of one: what stands on a line of time rather than among
figures."""


def is_date(fact: LeadFact) -> bool:
    """Whether a fact is a date: a year or a day of one, and not about so many of something."""
    return not fact.before and DATE.fullmatch(fact.value) is not None


def find_year(fact: LeadFact) -> int:
    """The last year that the date of a fact names."""
    return int(re.findall(r"\d{4}", fact.value)[-1])


@lru_cache(64)
def set_fact_rows(
    context: LayoutContext, width: Length, start: Length, run: TypeSizes
) -> Box | None:
    """The facts under each other, each read straight on: the figure at the side, what it counts
    beside it. Dates come last, in their order, on a line of time."""
    numerals = context.plan.numerals
    if not numerals:
        return None
    figures = [fact for fact in numerals if not is_date(fact)]
    dates = sorted((fact for fact in numerals if is_date(fact)), key=find_year)
    rows = [_set_fact_row(fact, context, width, start, run) for fact in figures]
    boxes: tuple[Box, ...] = (stack("L", tuple(rows), Glue(6, 5)),) if rows else ()
    if dates:
        boxes += (_set_timeline(tuple(dates), context, width, start, run),)
    return stack("Sect", boxes, Glue(9, 6))


def _set_fact_row(
    fact: LeadFact, context: LayoutContext, width: Length, start: Length, run: TypeSizes
) -> Box:
    """A figure on the right of its column, "about" before it, and what it counts after it."""
    style = TextStyle(run.size, run.leading, "sans", "text", "left", False, ("lnum",))
    label = even(fact.label, style, width - start, context)
    room = start - FACT_GAP
    before = set_text(fact.before, style, room, context) if fact.before else ()
    taken = before[0].width + 4 if before else 0.0
    figure, large = _set_figure(fact.value, room - taken, context)
    base = Glue(0.72 * large.size)
    boxes: list[Child] = []
    if before:
        boxes.append(_on_baseline((add_space(before[0]),), style, 0, base))
    boxes.append(_on_baseline((*figure[:-1], add_space(figure[-1])), large, taken, base))
    text = set_lines("P", label, style, 0)
    boxes.append(place(text, start, base + Glue(-ASCENT * style.size)))
    low = (len(figure) - 1) * large.leading
    height = max(base.natural + low + 3, base.natural + text.height.natural - ASCENT * style.size)
    body = Box("LBody", tuple(boxes), Glue(height))
    return Box("LI", (body,), body.height, name=fact.fact)


def _set_timeline(
    dates: tuple[LeadFact, ...],
    context: LayoutContext,
    width: Length,
    start: Length,
    run: TypeSizes,
) -> Box:
    """Dates under each other on an upright line, a mark for each."""
    style = TextStyle(run.size, run.leading, "sans", "text", "left", False, ("lnum",))
    strong = replace(style, role="sans-bold", colour="ink")
    rows: list[Box] = []
    for fact in dates:
        date = set_text(fact.value, strong, start - LINE - FACT_GAP, context)
        label = set_lines("P", even(fact.label, style, width - start, context), style)
        when = set_lines("P", (*date[:-1], add_space(date[-1])), strong, x=0)
        tick = Background(0, Glue(0.36 * run.size), 2 * MARK, Glue(2 * MARK), "gold")
        height = cover(when.height, label.height)
        boxes = (tick, place(when, LINE, Glue()), place(label, start, Glue()))
        rows.append(Box("LI", (Box("LBody", boxes, height),), height, name=fact.fact))
    listed = stack("L", tuple(rows), Glue(4, 5))
    first, last = 0.36 * run.size + MARK, rows[-1].height.natural - 0.36 * run.size - MARK
    length = listed.height + Glue(-first - last)
    line = Background(MARK - 0.5, Glue(first), 1.0, length, "gold")
    return Box("Sect", (*((line,) if len(rows) > 1 else ()), listed), listed.height)


FACT_GAP = 12.0
"""Between a figure or a date and what it counts, in points: more than between words, so that both
are seen as columns, and read as one line."""


LINE = 14.0
"""How far dates stand in from their line of time, in points: twice the size of a mark and more."""


MARK = 2.6
"""Half the size of a mark on a line of time, in points: larger than the line by far, smaller than a
letter."""


def _set_figure(
    value: str, width: Length, context: LayoutContext
) -> tuple[tuple[Line, ...], TextStyle]:
    """The value as large as it can be on one line; small on several when it is very long."""
    size = context.format.facts.size
    style = TextStyle(size, size, "display", "ink", "left", False, ("lnum",))
    lines = set_text(value, style, width, context)
    while len(lines) > 1 and style.size > 14:
        style = replace(style, size=style.size * 0.9, leading=style.leading * 0.9)
        lines = set_text(value, style, width, context)
    return lines, replace(style, leading=1.15 * style.size)


def _on_baseline(lines: tuple[Line, ...], style: TextStyle, x: Length, base: Glue) -> Box:
    box = set_lines("P", lines, style)
    return place(box, x, base + Glue(-0.74 * style.size))
