"""All of the page but its key messages, and the height that is left for those."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from octavo.briefing.layout.boxes import Box, Glue, at_glue_ratio, stack
from octavo.briefing.layout.head import set_head
from octavo.briefing.layout.parts import set_foot, set_part
from octavo.briefing.layout.rows import RowWidths, divide_row
from octavo.briefing.layout.setting import LayoutContext, choose_run
from octavo.briefing.plan.template import Format, Part
from octavo.document.length import Length, mm

Paper = Literal["A4", "letter"]
PAPERS: dict[Paper, tuple[Length, Length]] = {
    "A4": (mm(210), mm(297)),
    "letter": (612.0, 792.0),
}
"""Width and height: ISO 216 in whole millimetres, and 8½ by 11 inches (ANSI/ASME Y14.1)."""
BETWEEN = Glue(13, 8)
"""Between two parts in a column, in points, and how much more there may be: twice what stands
between two points, so that parts are told apart at a glance. In the 20 briefings of the proceedings
22 points are said in a shorter wording; at half the space 15, at the double 44."""
ZONES = Glue(19, 8)
"""Above and below the columns: wider than between parts, since columns begin and end there. At half
17 of those points are said in a shorter wording instead of 22, at the double 47."""
PANEL = 11.0
"""How far the ground of the narrow column reaches beyond its text on each side, in points: about
its type size, so that text does not look stuck to the edge. It is taken from the text: 155 points
are left, at the double 133."""
OVERHANG = 9.0
"""How far it reaches beyond its text above and below: less than at the sides, as ascenders and the
space under the last line add to it."""
HEAD = 15.0
"""Between the band at the head and the first part, in points: wider than between parts at their
closest. At half 20 of the points of the proceedings' briefings are said in a shorter wording
instead of 22, at the double 30."""
FOOT = 11.0
"""Between the last part and the foot, in points: less than at the head, as a hairline stands there.
At half 20 points are said in a shorter wording instead of 22, at the double 28."""


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What must be on the page, set at one size of bottom line and one of the narrow column."""

    head: Box
    foot: Box
    top: Box
    bottom: Box
    narrow: Box
    before: Box
    """What stands in the wide column above the key messages."""
    after: Box
    """What stands there below them."""
    sides: RowWidths
    """Of the wide column: what its headings have at its side, and what its texts have."""
    narrow_width: Length
    height: Length
    """Between head and foot."""
    side: Length
    """The size of the narrow column."""

    @property
    def wide_width(self) -> Length:
        """Of the key messages."""
        return self.sides.body


def measure_text(form: Format, paper: Paper) -> Length:
    """The width between the margins."""
    return PAPERS[paper][0] - form.margins.left - form.margins.right


@lru_cache(32)
def lay_frame(context: LayoutContext, paper: Paper, headline: Length, side: Length) -> PageFrame:
    """The frame with the bottom line at the size `headline` and the narrow column at `side`."""
    form = context.format
    width = measure_text(form, paper)
    narrow_width = form.columns.narrow / 100 * width if has_narrow(context) else 0.0
    wide_width = width - narrow_width - (form.columns.gap if narrow_width else 0.0)
    inside = narrow_width - (2 * PANEL if form.columns.panel else 0.0)
    sides = divide_row(wide_width, form.columns.side, form.columns.gap)
    across = divide_row(width, form.columns.side, form.columns.gap)
    inner = divide_row(inside, 0, 0)
    split = form.wide.index("messages")
    total = context.plan.total
    foot = set_foot(context, width, min(total, form.points.most), total)
    head = set_head(context, width)
    taken = head.height.natural + HEAD + FOOT + foot.height.natural + form.margins.foot
    height = PAPERS[paper][1] - taken

    def put(parts: list[Part], sides: RowWidths) -> Box:
        run = choose_run(form.side, side)
        boxes = [set_part(part, context, sides, run, headline) for part in parts]
        return stack("Sect", tuple(box for box in boxes if box), BETWEEN)

    return PageFrame(
        head,
        foot,
        put(form.top, across),
        put(form.bottom, across),
        put(form.narrow, inner) if narrow_width else Box("Sect", (), Glue()),
        put(form.wide[:split], sides),
        put(form.wide[split + 1 :], sides),
        sides,
        narrow_width,
        height,
        side,
    )


def has_narrow(context: LayoutContext) -> bool:
    """Whether anything stands in the narrow column."""
    plan = context.plan
    says: dict[Part, bool] = {
        "question": bool(plan.question),
        "bottom-line": bool(plan.bottom_line),
        "facts": bool(plan.numerals),
        "timing": bool(plan.timing),
        "meaning": bool(plan.meaning),
        "asks": bool(plan.tasks),
        "handling": bool(plan.handling),
        "contact": bool(plan.contact),
    }
    return any(says.get(part, False) for part in context.format.narrow)


def measure_others(frame: PageFrame) -> Glue:
    """What stands above and below the columns, with the spaces around them."""
    gaps = [ZONES for box in (frame.top, frame.bottom) if box.children]
    return sum([frame.top.height, frame.bottom.height, *gaps], Glue())


def measure_fixed(frame: PageFrame) -> Glue:
    """What stands in the wide column beside the key messages, with the spaces between."""
    gaps = [BETWEEN for box in (frame.before, frame.after) if box.children]
    return sum([frame.before.height, frame.after.height, *gaps], Glue())


def measure_column(frame: PageFrame, glue_ratio: float = 0.0) -> Length:
    """The height that the columns have when all else is at a glue ratio."""
    return frame.height - at_glue_ratio(measure_others(frame), glue_ratio)
