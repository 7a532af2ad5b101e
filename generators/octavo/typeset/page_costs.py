"""What it costs that pages are not as one would have them, and what each of their faults is."""

from __future__ import annotations

from typing import NamedTuple

from octavo.typeset.flow import SLIP

SHORT_LINES = 3
"""Lines that a foot is short by up to which its cost grows with the square, and then evenly: or
gaps at figures, which nothing can close, buy absurd pages elsewhere."""
LONE_PART = 0.75
"""Part of a last page above which figures without text fill it: then it looks made, not left."""
FEW = 6
"""Lines of a last page that are seen as text: two look like a mistake."""
MOST_WHITE = 10
"""Lines of room below an opener that may stay empty for the sake of the pages after it: more than
two sevenths of a page of A5 are seen as a page that was forgotten. At 15 a foreword of the
proceedings stood alone on half a page, so that its last page was fuller."""


class PageCosts(NamedTuple):
    """What is worth how much: a page that is saved is worth `page`."""

    page: float = 30.0
    blank: float = 24.0
    sheet: float = 3.0
    foot: float = 6.0
    foot_more: float = 7.0
    facing: float = 3.0
    tail: float = 320.0
    tail_part: float = 0.45
    few_lines: float = 80.0
    lone: float = 60.0
    feather: float = 3.0
    air: float = 1.0
    hyphen: float = 6.0
    smaller: float = 2.0
    looser: float = 2.0
    loose: float = 6.0
    float_late: float = 4.0
    move: float = 3.0
    move_unit: float = 0.4
    move_last: float = 8.0
    apart: float = 4.0
    least_lines: int = 4


def judge_foot(short: float, costs: PageCosts) -> float:
    """What it costs that a column is short by so many lines."""
    if short < 0.3:
        return 0.0
    even = max(short - SHORT_LINES, 0.0)
    return costs.foot * min(short, SHORT_LINES) ** 2 + costs.foot_more * even


def judge_facing(short: float, other: float, costs: PageCosts) -> float:
    """What it costs that two columns side by side are short by so many lines."""
    return costs.facing * (min(short, FEW) - min(other, FEW)) ** 2


def judge_opener(room: float, costs: PageCosts) -> float:
    """What it costs that an opener stands alone where so many lines have room below it."""
    spare = max(room - FEW, 0.0)
    white = max(room - MOST_WHITE, 0.0)
    return costs.apart + spare / 2 + white * 10


def judge_tail(part: float, lines: float, lone: bool, costs: PageCosts) -> float:
    """What a last page costs of which `part` is filled, with so many lines; `lone` where nothing
    but figures stands on it."""
    cost = costs.lone if lone and part < LONE_PART else 0.0
    cost += costs.tail * max(costs.tail_part - part, 0.0) / costs.tail_part
    return cost + (costs.few_lines * (1 - lines / FEW) + 10.0 if lines < FEW - SLIP else 0.0)
