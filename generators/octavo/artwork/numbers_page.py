"""Facts as large as a page allows, on ink: what a reader remembers of a report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from octavo.artwork.lettering import Lettering, height, labels, letter, rise
from octavo.artwork.shapes import circle_steps, line
from octavo.document import Statistic, Statistics
from octavo.document.drawing import Drawing, Group, Path, Shape, Step
from octavo.document.length import Length, add_up, pt
from octavo.fonts.faces import Faces
from octavo.style.contrast import LEAST_REVERSED
from octavo.style.theme import Theme

SIZES = (2.4, 1.9, 1.5, 1.2, 1.0, 0.75, 0.5)
"""Sizes of numerals, against the scale's: the first at which all facts fit. The largest is 154
points on A5, a quarter of the page's height; the smallest is that of a section's title."""
ACROSS = 40
"""Marks of a unit chart in a row, for all facts alike: so one sees how many times more there are of
the one than of the other. 400, the most there may be, are ten rows."""
MARK = 0.3
"""Radius of a mark, against the distance of two."""
BELOW_NUMERAL, BELOW_LABEL = pt(11), pt(10)
"""From a numeral to its label, and on to the marks: a line, less than between facts."""
BETWEEN = pt(17)
"""Above and below the hairline between two facts, at least."""
LINING = ("lnum",)


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact in its words."""

    item: Statistic
    numeral: Lettering
    label: Lettering
    above: Length
    """Height of the small word above the numeral."""
    marks: int
    """Rows of its unit chart."""
    pitch: Length

    @property
    def digits(self) -> Length:
        """Height of the numeral without room for descenders that no figure has."""
        figures = all(map(str.isdigit, "".join(self.numeral.lines).replace(" ", "")))
        return height(self.numeral) - (0.2 * self.numeral.size if figures else 0.0)

    @property
    def depth(self) -> Length:
        """Of all of it."""
        words = self.above + self.digits + BELOW_NUMERAL + height(self.label)
        return words + (BELOW_LABEL + self.marks * self.pitch if self.marks else 0.0)


def draw_statistics_page(
    statistics: Statistics,
    width: Length,
    room: Length,
    theme: Theme,
    faces: Faces,
    before: str,
) -> Drawing | None:
    """The facts one below the other, `room` high, in colours for a ground of ink.

    `None` where they are higher than that in the smallest numerals, or a numeral is wider.
    """
    pitch = width / ACROSS
    for size in SIZES:
        facts = [_set(item, size, width, pitch, theme, faces) for item in statistics.items]
        gaps = len(facts) - 1
        used = add_up(fact.depth for fact in facts)
        if used + gaps * 2 * BETWEEN <= room and not any(map(_is_wide, facts)):
            break
    else:
        return None
    gap = min((room - used) / gaps / 2, 3 * BETWEEN) if gaps else 0.0
    shapes: list[Shape] = []
    top = 0.0
    for at, fact in enumerate(facts):
        if at:
            shapes.append(line((0, top - gap), (width, top - gap), "paper", 0.5, 0.35))
            top -= 2 * gap
        shapes += _draw(fact, top, theme, before)
        top -= fact.depth
    return Drawing(width, -top, (Group(tuple(shapes), y=-top),))


def _set(
    item: Statistic, size: float, width: Length, pitch: Length, theme: Theme, faces: Faces
) -> _Fact:
    scale = theme.scale
    numeral = letter(item.value, "display", (scale.numeral * size,), width, faces, 1, LINING)
    least = max(scale.text, LEAST_REVERSED)
    label = letter(item.label, "sans", (max(scale.lead, least), least), width, faces, 2)
    above = least * 1.4 if item.approximate else 0.0
    return _Fact(item, numeral, label, above, -(-item.units // ACROSS), pitch)


def _is_wide(fact: _Fact) -> bool:
    return len(fact.numeral.lines) > 1 or bool(fact.numeral.too_wide)


def _draw(fact: _Fact, top: Length, theme: Theme, before: str) -> Iterator[Shape]:
    if fact.above:
        word = Lettering((before,), "sans", max(theme.scale.text, LEAST_REVERSED), 0.0)
        yield from labels(word, 1.5, top - rise(word), "glow")
    top -= fact.above
    yield from labels(fact.numeral, -2.0, top - rise(fact.numeral), "glow")
    top -= fact.digits + BELOW_NUMERAL
    yield from labels(fact.label, 0.0, top - rise(fact.label), "paper")
    top -= height(fact.label) + BELOW_LABEL
    for start in range(0, fact.item.units, ACROSS):
        y = top - (start // ACROSS + 0.5) * fact.pitch
        steps: list[Step] = []
        for place in range(min(ACROSS, fact.item.units - start)):
            steps += circle_steps((place + 0.5) * fact.pitch, y, MARK * fact.pitch)
        yield Path(tuple(steps), fill="paper", opacity=0.75)
