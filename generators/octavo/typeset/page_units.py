"""Rows as total-fit page breaking sees them, and columns made of the rows that it has chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from octavo.document.length import Length, add_up
from octavo.typeset.flow import Column, FlowItem, Hold, RowVariant, part, place_rows
from octavo.typeset.page_costs import PageCosts
from octavo.typeset.page_strips import PageUnit, RowRun, Strip, UnitVariant

DEMERITS = 20_000.0
"""Demerits of a line that make a looser text cost one more; those of the lines that are made looser
are 23 to 29,000 at the median."""
MOST_DEMERITS = 6.0
"""What demerits add to the cost at most: three times the cost of a loose text is enough to have it
chosen last."""


def measure_row(row: FlowItem) -> Strip:
    """What pages need to know of a row, in thousandths of a point."""
    heads = row.repeats
    repeated = add_up(head.height for head in heads)
    repeated += add_up(part(upper, lower) for upper, lower in pairwise((*heads, row)))
    return Strip(
        round(row.height, 3),
        round(row.space_before, 3),
        round(row.space_after, 3),
        round(add_up(note.height for note in row.notes), 3),
        _find_hold(row),
        row.floats and not row.notes,
        row.break_before,
        row.sequence,
        round(repeated, 3),
    )


def _find_hold(row: FlowItem) -> Hold:
    if row.hyphenated:
        return Hold.HYPHEN
    return Hold.HELD if row.keep_with_next else Hold.FREE


def make_units(rows: Sequence[FlowItem], leading: Length, costs: PageCosts) -> tuple[PageUnit, ...]:
    """The rows in units: a text that may have other lines, or rows that follow without a gap."""
    units: list[PageUnit] = []
    held: list[Strip] = []
    begins = False
    strips = [measure_row(row) for row in rows]
    place = 0
    while place < len(rows):
        variants = rows[place].variants
        count = variants[0].count if variants else 1
        strip = strips[place]
        moves = rows[place].moves and not rows[place].notes
        alone = bool(variants) or rows[place].begins or strip.floats or strip.breaks
        if held and (alone or held[-1].floats or max(held[-1].below, strip.above) > 0):
            units.append(PageUnit((UnitVariant(tuple(held)),), begins))
            held = []
        if variants:
            text = tuple(strips[place : place + count])
            units.append(PageUnit(tuple(_vary(text, variants, leading, costs)), rows[place].begins))
        elif moves:
            units.append(PageUnit((UnitVariant((strip,)),), moves=True))
        else:
            begins = begins if held else rows[place].begins
            held.append(strip)
        place += count
    return (*units, PageUnit((UnitVariant(tuple(held)),), begins)) if held else tuple(units)


def _vary(
    text: tuple[Strip, ...], variants: Sequence[RowVariant], leading: Length, costs: PageCosts
) -> Iterator[UnitVariant]:
    """The text or picture as it is, then with more lines or fewer."""
    yield UnitVariant(text)
    for variant in variants:
        if not variant.holds:
            lower = text[0]._replace(height=round(variant.height, 3))
            cost = costs.smaller * (text[0].height - variant.height) / leading
            yield UnitVariant((lower,), cost, variant.text, variant.more)
            continue
        rows = [Strip(leading) for _ in variant.holds]
        rows[0], rows[-1] = text[0], text[-1]
        last = len(rows) - 1
        strips = tuple(
            row._replace(
                notes=round(notes, 3), holds=holds if at < last else row.holds, repeats=row.repeats
            )
            for at, (row, holds, notes) in enumerate(
                zip(rows, variant.holds, variant.notes, strict=True)
            )
        )
        cost = costs.looser if variant.tolerance <= 1.1 else costs.loose
        cost += min(variant.demerits / DEMERITS, MOST_DEMERITS)
        yield UnitVariant(strips, cost, variant.text, variant.more)


def place_columns(
    rows: Sequence[FlowItem], columns: Sequence[Sequence[RowRun]], leading: Length
) -> tuple[Column, ...]:
    """The columns made of the rows that stand in them."""
    return tuple(place_rows(_take(rows, runs, leading)) for runs in columns)


def _take(rows: Sequence[FlowItem], runs: Sequence[RowRun], leading: Length) -> list[FlowItem]:
    """The rows of one column, with the heads that are set again above them."""
    taken: list[FlowItem] = []
    for first, end, wider, repeats in runs:
        run = list(rows[first:end])
        if wider and taken:
            space = part(taken[-1], run[0]) + leading * wider
            run[0] = replace(run[0], space_before=space)
        taken.extend(run[0].repeats if repeats else ())
        taken.extend(run)
    return taken
