"""Dates on a line to scale, so that one sees how long each time was, and how long is left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from octavo.artwork.lettering import Lettering, height, is_broken, labels, letter, rise
from octavo.artwork.shapes import circle, hang, line, lines, target
from octavo.document import Diagram
from octavo.document.drawing import Drawing, Path, Shape
from octavo.document.length import Length, pt
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|2[0-9]{3})(?!\d)")
"""A year that stands alone."""
ROW = pt(7)
"""Between the words of one date and the next: half a line, less than between paragraphs, since
leaders hold them apart as well."""
LEADER = pt(5)
"""From a leader to its words: a space and a half, so that they are seen to hang on it."""
LEAST_WORDS = 0.38
"""Part of the width that the words of the last date have at least: less, and they stand in a column
of single words; then the dates stand one below the other instead."""
TICKS = ((45, 1), (220, 5), (450, 10), (9999, 100))
"""Up to how many years a line has a tick for every so many: they can be counted, and every fifth is
longer. They bear no years: those that matter stand at the dates, and no others are in the source.
"""
TICK = pt(3)
"""Length of a tick: below the mark of a date, so that it is seen as a scale and not as one."""
DOT = pt(2.6)
"""Radius of the mark of a date: as high as small letters, and wider than the line is thick."""
DOWN = pt(10)
"""From the line to the end of what hangs below it: marks and ticks."""


@dataclass(frozen=True, slots=True)
class _Stop:
    """One date on the line."""

    x: Length
    words: Lettering
    date: Lettering


def draw_timeline(diagram: Diagram, width: Length, theme: Theme, faces: Faces) -> Drawing | None:
    """The parts as dates on a line to scale, its future broken, to the year of the title.

    `None` where a part has no year, years do not ascend, or words have no room beside their leader.
    """
    years = [_find_year(part.title) for part in diagram.parts]
    goal = _find_year(diagram.title)
    known = [year for year in years if year]
    if len(known) < len(years) or known != sorted(known) or len(set(known)) < 2:
        return None
    last = max(goal, known[-1]) if goal else known[-1]
    places = _spread_years(known)
    start, end = float(known[0]), last + (0.0 if goal else 1.0)
    right = width - 6.0
    spots = [4.0 + (right - 4.0) * (place - start) / (end - start) for place in places]
    stops = _letter_stops(diagram, spots, width, theme, faces)
    if stops is None:
        return None
    shapes: list[Shape] = []
    top = 0.0
    tops: list[Length] = []
    for stop in stops:
        tops.append(top)
        shapes += labels(stop.date, stop.x + LEADER, top - rise(stop.date), "ink")
        below = top - height(stop.date) - 1.5
        shapes += labels(stop.words, stop.x + LEADER, below - rise(stop.words), "text")
        top = below - height(stop.words) - ROW
    axis = top - 3.0
    shapes.append(
        lines([((s.x, at), (s.x, axis)) for s, at in zip(stops, tops, strict=True)], "line", 0.6)
    )
    shapes += _draw_axis(stops, axis, right, goal, (start, end))
    depth = -axis + DOWN
    if goal:
        title = letter(diagram.title, "display", (theme.scale.head, theme.scale.lead), width, faces)
        shapes += labels(title, width, -depth - rise(title), "ink", 1.0)
        depth += height(title)
    return hang(shapes, width, depth)


def _find_year(words: str) -> int:
    """The one year that the words name; 0 when it is none or several."""
    found = YEAR.findall(words)
    return int(found[0]) if len(found) == 1 else 0


def _spread_years(years: list[int]) -> list[float]:
    """Where each date stands, in years: those of one year in their order, at even distances."""
    places: list[float] = []
    for year, group in groupby(years):
        count = len(list(group))
        places += [year + (at / count if count > 1 else 0.0) for at in range(count)]
    return places


def _letter_stops(
    diagram: Diagram, spots: list[Length], width: Length, theme: Theme, faces: Faces
) -> list[_Stop] | None:
    scale = theme.scale
    stops: list[_Stop] = []
    for part, x in zip(diagram.parts, spots, strict=True):
        measure = width - x - LEADER
        if measure < width * LEAST_WORDS:
            return None
        date = letter(part.title, "sans-bold", (scale.text, scale.small), measure, faces)
        words = letter(part.text, "sans", (scale.small, scale.note), measure, faces)
        if is_broken(date, part.title) or is_broken(words, part.text):
            return None
        stops.append(_Stop(x, words, date))
    return stops


def _draw_axis(
    stops: list[_Stop],
    axis: Length,
    right: Length,
    goal: int,
    span: tuple[float, float],
) -> list[Shape]:
    """The line with its years and marks: what has been whole, what is to come broken."""
    start, end = span
    now = stops[-1].x
    shapes: list[Shape] = [line((4.0, axis), (now, axis), "signal", 2.4)]
    if goal:
        ahead = line((now, axis), (right, axis), "signal", 1.0)
        shapes.append(Path(ahead.steps, stroke="signal", width=1.0, dash=(3.0, 3.0)))
    step = next(each for most, each in TICKS if end - start <= most)
    years = [year for year in range(int(start), int(end) + 1) if year % step == 0]
    for year in years:
        x = 4.0 + (right - 4.0) * (year - start) / (end - start)
        long = 1.7 if year % (5 * step) == 0 else 1.0
        shapes.append(line((x, axis - 3.4), (x, axis - 3.4 - TICK * long), "quiet", 0.5))
    shapes += [circle(stop.x, axis, DOT, "paper", "signal", 1.4) for stop in stops]
    if goal:
        shapes += target(right, axis, 4.6)
    return shapes
