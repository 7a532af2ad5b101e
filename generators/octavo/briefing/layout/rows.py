"""Rows with a head at their side: the two columns of a page that is read straight down."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.briefing.layout.boxes import ASCENT, Background, Box, Glue, cover, place
from octavo.document.length import Length
from octavo.typeset.text import TextStyle

RULE = 7.0
"""From the hairline over a row to what stands in it, in points: half a line, nearer than to the row
above. At half it looks like an underline of that; at the double pages of a digest are four per cent
fuller, and no point is lost."""
HEAD = TextStyle(10.2, 12.6, "sans-bold", "signal", "left", False)
"""The style of a section's head: as small as the text beside it, bold and in the signal colour
instead of large, as it stands in a margin a quarter of the page wide."""


@dataclass(frozen=True, slots=True)
class RowWidths:
    """The widths of a row: of the head at the side, and of what stands beside it."""

    head: Length
    gap: Length
    body: Length

    @property
    def start(self) -> Length:
        """Where the body begins; 0 when nothing stands beside it."""
        return self.head + self.gap

    @property
    def whole(self) -> Length:
        """Of head, gap and body together."""
        return self.start + self.body


def divide_row(width: Length, head: float, gap: Length) -> RowWidths:
    """The widths of a row that is `width` wide, of which its head takes `head` per cent; without a
    head all is body."""
    taken = head / 100 * width
    between = gap if head else 0.0
    return RowWidths(taken, between, width - taken - between)


def set_row(head: Box, body: Box, size: Length, sides: RowWidths, name: str) -> Box:
    """Head at the side and body beside it under a hairline, their first lines on one baseline, the
    body's being of `size`."""
    rule = Background(0, Glue(), sides.whole, Glue(0.6), "line")
    down = Glue(RULE + max(0.0, ASCENT * (size - HEAD.size)))
    beside = place(body, sides.start, Glue(RULE))
    height = cover(head.height + down, body.height + Glue(RULE))
    return Box("Sect", (rule, place(head, 0, down), beside), height, name=name)
