"""How a column may be filled so far, and the best way there: what total-fit page breaking keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from octavo.document.length import Length
from octavo.typeset.flow import Hold
from octavo.typeset.page_strips import PageBreaks, PageUnit, RowRun


class ColumnState(NamedTuple):
    """What all that follows depends on."""

    column: int
    used: Length
    """With notes and the gap above them."""
    below: Length
    holds: Hold
    """How freely a column may end here."""
    noted: bool
    empty: bool
    fresh: bool
    """Whether nothing stands in it but floats that have waited."""
    waiting: tuple[int, ...]
    """Units that float, and stand at the head of the next column."""
    moved: int
    """How many of the units that move have their place."""
    before: float
    """By how many lines the column before it in the same spread is short; -1 where there is none
    to compare with."""
    air: int = 0
    """Lines left below the opener, as long as its page goes on."""


class RowAction(NamedTuple):
    """Rows of a unit that are put into a column; none, when a column ends."""

    unit: int = -1
    variant: int = 0
    start: int = 0
    end: int = 0
    wider: int = 0
    repeats: bool = False


class ColumnWay(NamedTuple):
    """The best way to a state."""

    cost: float
    before: ColumnWay | None
    action: RowAction


class RunStart(NamedTuple):
    """From where rows of a unit are put into a column, and how it is filled so far."""

    begun: int
    used: Length
    below: Length
    noted: bool
    empty: bool
    whole: bool
    """Whether nothing but rows may take its height: no opener is above it."""


class RunEnd(NamedTuple):
    """Before which row a column may end, and how it is filled then."""

    end: int
    used: Length
    below: Length
    holds: Hold
    noted: bool


Layer: TypeAlias = dict[ColumnState, ColumnWay]
END = RowAction()


def tell_breaks(way: ColumnWay, units: Sequence[PageUnit]) -> PageBreaks:
    """The way as rows in columns."""
    actions: list[RowAction] = []
    at = way
    while at.before is not None:
        actions.append(at.action)
        at = at.before
    actions.reverse()
    chosen = {action.unit: action.variant for action in actions if action.unit >= 0}
    variants = [unit.variants[chosen.get(n, 0)] for n, unit in enumerate(units)]
    firsts = [0]
    for variant in variants:
        firsts.append(firsts[-1] + len(variant.strips))
    columns: list[list[RowRun]] = [[]]
    for action in actions:
        if action.unit < 0:
            columns.append([])
            continue
        first = firsts[action.unit]
        columns[-1].append(
            RowRun(first + action.start, first + action.end, action.wider, action.repeats)
        )
    return PageBreaks(
        way.cost,
        tuple(map(tuple, columns)),
        tuple((one.text, one.more) for one in variants if one.more),
        tuple(strip for one in variants for strip in one.strips),
        at.action.variant,
    )


def keep(
    layer: Layer, state: ColumnState, cost: float, before: ColumnWay, action: RowAction
) -> None:
    """Keep the way where it is the best to the state so far."""
    known = layer.get(state)
    if known is None or cost < known.cost:
        layer[state] = ColumnWay(cost, before, action)


def keep_way(layer: Layer, state: ColumnState, way: ColumnWay) -> bool:
    """Whether the way is the best to the state so far; it is kept then."""
    known = layer.get(state)
    if known is None or way.cost < known.cost:
        layer[state] = way
        return True
    return False
