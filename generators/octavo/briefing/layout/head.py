"""The band at the head of a briefing: for whom it is, for what purpose, on what, and by whom."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from octavo.briefing.layout.boxes import Box, Glue, TextLines, place, set_lines, stack
from octavo.briefing.layout.logo import set_logo
from octavo.briefing.layout.setting import LayoutContext, add_space, set_text
from octavo.briefing.plan.contents import Plan
from octavo.document.length import Length
from octavo.document.marking import SIZE
from octavo.pdf.tags import Role
from octavo.typeset.text import TextStyle

BESIDE = 190.0
"""Width of purpose and date in the head, in points: the title of the proceedings with their kind
takes 148. At half heads are so high that 33 points are said in a shorter wording instead of 22; at
half as much again no choice changes, but the audience's name has that much less room."""
PURPOSE = 12.5
"""The size of "For decision", in points: between what stands beside it, at 9, and the name of the
readers, at 22, since whether a decision is wanted is what they look for first."""
PADDING = 13.0
"""Above and below what stands in the head, in points: a line's height, and never felt where the
band's own height is greater. At half no briefing of the proceedings changes; at the double 37
points are said in a shorter wording instead of 22."""
MARKED = 8.0
"""How much higher the head is when a marking stands over it, in points, besides how much larger
than usual its letters are: the marking takes 4 and its size at the upper edge, which is more than
is free above the text of a head."""


@lru_cache(32)
def set_head(context: LayoutContext, width: Length) -> Box:
    """What stands in the band at the head: for whom, for what purpose, on what, of what date.

    The band is as high as the format says, or as what stands in it needs.
    """
    plan, floor = context.plan, context.format.floor
    small = TextStyle(floor, 1.25 * floor, "sans", "paper", "left", False, ("lnum",))
    right = replace(small, align="right")
    taken = context.logo.room if context.logo else 0.0
    measure = width - BESIDE - 20 - taken
    large = _choose_title(plan.audience, measure, context)
    gold, strong = replace(small, colour="glow"), replace(right, role="sans-bold", colour="glow")
    strong = replace(strong, size=PURPOSE, leading=1.3 * PURPOSE)

    def put(role: Role, text: str, style: TextStyle, room: Length) -> Box:
        return set_lines(role, set_text(text, style, room, context), style)

    who = (_set_heading(plan, gold, large, measure, context),)
    texts = ((plan.purpose, strong), (plan.kicker, right), (plan.date, right))
    what = tuple(put("P", text, style, BESIDE) for text, style in texts if text)
    sides = stack("Sect", who, Glue(3.5)), stack("Sect", what, Glue(3))
    marked = measure_marking(plan)
    needed = max(side.height.natural for side in sides) + 2 * PADDING + marked
    height = max(context.format.band, needed)
    children = tuple(
        place(side, x, Glue((height + marked - side.height.natural) / 2 + 1))
        for side, x in zip(sides, (0, width - BESIDE - taken), strict=True)
    )
    if context.logo:
        children += (set_logo(context.logo, width, (height + marked) / 2),)
    return Box("Sect", children, Glue(height), name="head")


def _set_heading(
    plan: Plan, small: TextStyle, large: TextStyle, measure: Length, context: LayoutContext
) -> Box:
    """For whom it is, as one heading of two sizes: it is read aloud as one, and found as one."""
    above = set_text(plan.head, small, measure, context)
    first = set_lines("P", tuple(add_space(line) for line in above), small)
    second = set_lines("P", set_text(plan.audience, large, measure, context), large)
    if not plan.head:
        return Box("H1", second.children, second.height)
    down = first.height + Glue(3.5)
    return Box("H1", (*first.children, *_move(second, down)), down + second.height)


def _move(box: Box, down: Glue) -> tuple[TextLines, ...]:
    """The lines of a box, further down."""
    lines = [child for child in box.children if isinstance(child, TextLines)]
    return tuple(replace(child, y=child.y + down) for child in lines)


def raise_head(head: Box, more: Length) -> Box:
    """The head with a band that is higher, what stands in it as far from its foot as before."""
    lower = tuple(
        place(child, child.x, child.y + Glue(more))
        for child in head.children
        if isinstance(child, Box)
    )
    return replace(head, children=lower, height=head.height + Glue(more))


def measure_marking(plan: Plan) -> Length:
    """How much higher a band at the head is for the marking over it."""
    return plan.banner.size - SIZE + MARKED if plan.marking else 0.0


def _choose_title(text: str, measure: Length, context: LayoutContext) -> TextStyle:
    """The style of the audience's name: the largest in which it is one line, else a small one."""
    style = TextStyle(12.0, 14.4, "display", "paper", "left", False)
    for size in (22.0, 20.0, 18.0, 16.0, 14.0):
        larger = replace(style, size=size, leading=1.2 * size)
        if len(set_text(text, larger, measure, context)) == 1:
            return larger
    return style
