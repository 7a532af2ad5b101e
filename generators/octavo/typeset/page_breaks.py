"""Total-fit page breaking: the breaks that make all pages of a section best, not each page.

Lines are broken so by Knuth and Plass; M. F. Plass, "Optimal pagination techniques for automatic
typesetting systems" (1981), does it to pages. What is decided here is known by its heights alone: a
unit is some rows that follow each other, in one or more variants; a state is how a column may be
filled so far; for each state the best way to it is kept, unit by unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from octavo.document.length import Length, add_up
from octavo.typeset.flow import SLIP
from octavo.typeset.page_strips import ColumnFrame, PageBreaks, PageCosts, PageUnit, RowRun, Strip


class _ColumnState(NamedTuple):
    """What all that follows depends on."""

    column: int
    used: Length
    """With notes and the gap above them."""
    below: Length
    holds: int
    """Whether no column may end here: 0, `HELD`, or `DEAR` where it may for `move_last`."""
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


class _Action(NamedTuple):
    """Rows of a unit that are put into a column; none, when a column ends."""

    unit: int = -1
    variant: int = 0
    start: int = 0
    end: int = 0
    wider: bool = False
    repeats: bool = False


class _ColumnWay(NamedTuple):
    """The best way to a state."""

    cost: float
    before: _ColumnWay | None
    action: _Action


_Layer: TypeAlias = dict[_ColumnState, _ColumnWay]
BEAM = 60.0
"""Cost beyond the best by which a state is let go of: two pages. At 30 and at 150 no
page of the proceedings changes; the time grows with it."""
WIDE_BEAM = 400.0
"""The same where all that is cheap leads nowhere: rows that hold over more than half a page."""
MOST_STATES = 400
"""How many states are kept for each unit. With 100 a page in fifty is another one; with 1,600 none
is, and long sections take four times as long."""
REACH = 7
"""Lines that a column may be short by where a row would have room: more is never the best where
there is any other way, and looking at all of them takes three times as long."""
FARTHEST_REACH = 24
"""Lines of reach where there is no other way: two thirds of a page of A5. Where there is none even
then, pages are as full as they can be."""
SHORT_LINES = 3
"""Lines that a foot is short by up to which its cost grows with the square, and then evenly: or
gaps at figures, which nothing can close, buy absurd pages elsewhere."""
LONE_PART = 0.75
"""Part of a last page above which figures without text fill it: then it looks made, not left."""
NOTE_GAP = 1
"""Lines by which the gap above notes may be larger than it has to be: their foot is that of the
page, whatever stands above them, and a gap of two lines is not seen to be wide."""
FEW = 6
"""Lines of a last page that are seen as text: two look like a mistake."""
MOST_WHITE = 15
"""Lines of room below an opener that may stay empty for the sake of the pages after it: more than
two fifths of a page of A5 are seen as a page that was forgotten."""
MORE_PAGES = 2
"""Pages beyond the fewest that a section may take: more are never worth it."""
END = _Action()
HELD, DEAR = 1, 2
"""Whether a column may end below a row: never, or at a cost; 0 stands for rows below which it may
end freely, and the numbers are but names."""
FARTHEST = 8
"""Paragraphs by which a pull quote is moved at most: a page of them, beyond which one no longer
reads it with what it was written for."""


@lru_cache(2048)
def break_pages(
    units: tuple[PageUnit, ...], frame: ColumnFrame, costs: PageCosts
) -> dict[int, PageBreaks]:
    """The best breaks for each number of pages that is worth a thought.

    None where there is no way within `FARTHEST_REACH`: a row is held that no page has room for.
    Kept, for other editions and audiences show most sections again.
    """
    for reach, beam in ((REACH, BEAM), (FARTHEST_REACH, BEAM), (FARTHEST_REACH, WIDE_BEAM)):
        found = _Search(units, frame, costs, reach, beam).run()
        if found:
            return found
    return {}


class _Search:
    """The way from the first unit to the last."""

    def __init__(
        self,
        units: tuple[PageUnit, ...],
        frame: ColumnFrame,
        costs: PageCosts,
        reach: float,
        beam: float,
    ) -> None:
        self.units, self.frame, self.costs = units, frame, costs
        self.room = frame.height + SLIP
        self.reach = reach * frame.leading
        self.beam = beam
        self.column_cost = costs.page / frame.columns
        self.chunks = list(_measure_chunks(units))
        self.moving = [place for place, unit in enumerate(units) if unit.moves]

    def run(self) -> dict[int, PageBreaks]:
        """The best breaks for each number of pages; none when no way leads to the end."""
        best: dict[int, _ColumnWay] = {}
        for layer in self._begin():
            for pages, way in self._search(layer).items():
                if pages not in best or way.cost < best[pages].cost:
                    best[pages] = way
        most = min(best, default=0) + MORE_PAGES
        return {pages: self._tell(way) for pages, way in best.items() if pages <= most}

    def _search(self, layer: _Layer) -> dict[int, _ColumnWay]:
        """The best way from a layer to the end for each number of pages."""
        for place, unit in enumerate(self.units):
            if unit.moves:
                layer = self._move(self._move(layer, place), place, heads=True)
                continue
            layer = self._close_some(self._move(self._prune(layer), place), place)
            layer = self._place(self._move(layer, place, heads=True), place)
            if not layer:
                return {}
        return self._finish(self._move(layer, len(self.units)))

    def _move(self, layer: _Layer, place: int, heads: bool = False) -> _Layer:
        """The states before a unit, those with them in which what moves stands here; all of them
        at the heads of columns or elsewhere."""
        more = dict(layer)
        for state, way in layer.items():
            if state.fresh == heads:
                self._stand(more, state, way, place)
        return more

    def _stand(
        self, layer: _Layer, state: _ColumnState, way: _ColumnWay, place: int, inside: bool = False
    ) -> None:
        """Add the state in which the next unit that moves stands before another, or `inside` it at
        the head of a column, where it may."""
        if state.moved == len(self.moving):
            return
        unit = self.moving[state.moved]
        distance = self._count_between(unit, place) + inside
        if distance and (state.holds or (state.fresh and state.column < self.frame.columns)):
            return
        if distance and not self._may_move_to(place, distance, inside):
            return
        strip = self.units[unit].variants[0].strips[0]
        gap = 0.0 if state.empty else max(state.below, strip.above)
        used = round(state.used + gap + strip.height, 1)
        if used > self.room and not self._is_bare(state):
            return
        cost = self.costs.move + self.costs.move_unit * distance if distance else 0.0
        after = state._replace(
            used=used,
            below=strip.below,
            holds=DEAR,
            empty=False,
            fresh=False,
            moved=state.moved + 1,
        )
        _keep(layer, after, way.cost + cost, way, _Action(unit, 0, 0, 1))

    def _count_between(self, unit: int, place: int) -> int:
        """How far the place before a unit is from where one that moves was written."""
        first, end = min(unit, place), max(unit, place)
        return len([one for one in self.units[first:end] if not one.moves])

    def _may_move_to(self, place: int, distance: int, inside: bool) -> bool:
        """Whether what moves may stand before a unit, or inside it: between two paragraphs, not
        after the first."""
        if distance > FARTHEST or not (inside or 1 < place < len(self.units)):
            return False
        return self.units[place].begins and (inside or self.units[place - 1].begins)

    def _begin(self) -> Iterator[_Layer]:
        """The first column below the opener, and the first after its page; apart from each other
        where an opener alone would be too white to be looked at beside the other."""
        frame, costs = self.frame, self.costs
        room = (frame.height - frame.opener) / frame.leading
        below = _ColumnState(0, round(frame.opener, 1), 0.0, 0, False, True, True, (), 0, -1.0)
        after = below._replace(column=frame.columns, used=0.0)
        is_roomy = room + SLIP >= costs.least_lines
        cost = costs.page + (self._judge_opener(room) if is_roomy else 0.0)
        way = _ColumnWay(cost, None, END)
        for _ in range(frame.columns):
            way = _ColumnWay(cost, way, END)
        shared: _Layer = {below: _ColumnWay(0.0, None, END)}
        apart: _Layer = {after: way}
        if not self.units:
            yield shared
        elif frame.apart or not is_roomy:
            yield apart
        elif cost - costs.page < self.beam / 2:
            yield {**shared, **apart}
        else:
            yield shared
            yield apart

    def _judge_opener(self, room: float) -> float:
        """What it costs that an opener stands alone where so many lines have room below it."""
        spare = max(room - FEW, 0.0)
        white = max(room - MOST_WHITE, 0.0)
        return self.costs.apart + spare / 2 + white * 10

    def _prune(self, layer: _Layer) -> _Layer:
        """The states that may still be the best, as far as one can see."""
        rate = self.column_cost / self.frame.height
        heights = [self.units[place].variants[0].strips[0].height for place in self.moving]
        due = [add_up(heights[moved:]) for moved in range(len(heights) + 1)]
        guesses = {
            state: way.cost + rate * (state.used + due[state.moved]) for state, way in layer.items()
        }
        most = min(guesses.values()) + self.beam
        kept = [state for state, guess in guesses.items() if guess <= most]
        if len(kept) > MOST_STATES:
            kept = sorted(kept, key=guesses.__getitem__)[:MOST_STATES]
        return {state: layer[state] for state in kept}

    def _close_some(self, layer: _Layer, place: int) -> _Layer:
        """The states before a unit, those with them whose column ends here."""
        more = dict(layer)
        least = self.room - max(self.reach, self.chunks[place])
        must = self.units[place].variants[0].strips[0].breaks
        for state, way in layer.items():
            if state.holds != HELD and not state.empty and (must or state.used > least):
                self._close(more, state, way)
        return more

    def _is_bare(self, state: _ColumnState) -> bool:
        """Whether nothing stands in a column that is a whole one."""
        return state.empty and state.column >= self.frame.columns

    def _close(self, layer: _Layer, state: _ColumnState, way: _ColumnWay) -> None:
        """Add the next column to the layer, with the floats at its head that have waited."""
        layer_state, ended = self._turn(state, way)
        known = layer.get(layer_state)
        if known is None or ended.cost < known.cost:
            layer[layer_state] = ended

    def _turn(self, state: _ColumnState, way: _ColumnWay) -> tuple[_ColumnState, _ColumnWay]:
        frame = self.frame
        short = max(frame.height - state.used, 0.0) / frame.leading
        short = max(short - NOTE_GAP, 0.0) if state.noted else short
        cost = way.cost + self._judge_foot(short) + self.column_cost
        cost += self.costs.move_last if state.holds == DEAR else 0.0
        if state.before >= 0:
            cost += self.costs.facing * (min(short, FEW) - min(state.before, FEW)) ** 2
        column = state.column + 1
        recto = (column // frame.columns % 2 == 0) == frame.recto
        parted = column % frame.columns == 0 and recto is False
        used = frame.opener if column < frame.columns else 0.0
        below, empty = 0.0, True
        way = _ColumnWay(cost, way, END)
        waiting = state.waiting
        while waiting:
            strip = self.units[waiting[0]].variants[0].strips[0]
            more = used + strip.height + (0.0 if empty else max(below, strip.above))
            if not empty and more > self.room:
                break
            way = _ColumnWay(cost, way, _Action(waiting[0], 0, 0, 1))
            used, below, empty, waiting = more, strip.below, False, waiting[1:]
        before = -1.0 if parted else round(short, 1)
        begun = _ColumnState(
            column, round(used, 1), below, 0, False, empty, True, waiting, state.moved, before
        )
        return begun, way

    def _judge_foot(self, short: float) -> float:
        """What it costs that a column is short by so many lines."""
        if short < 0.3:
            return 0.0
        even = max(short - SHORT_LINES, 0.0)
        return self.costs.foot * min(short, SHORT_LINES) ** 2 + self.costs.foot_more * even

    def _place(self, layer: _Layer, place: int) -> _Layer:
        """The states after a unit."""
        out: _Layer = {}
        unit = self.units[place]
        first = unit.variants[0].strips[0]
        for state, way in layer.items():
            if first.breaks and not state.empty:
                continue
            if first.floats and len(unit.variants[0].strips) == 1 and not first.notes:
                self._float(out, state, way, place, first)
                continue
            wide = not state.empty and max(state.below, first.above) >= 0.9 * self.frame.leading
            for number in range(len(unit.variants)):
                for wider in (False, True) if wide and not number else (False,):
                    self._set(out, state, way, place, number, wider)
        return out

    def _float(
        self, out: _Layer, state: _ColumnState, way: _ColumnWay, place: int, strip: Strip
    ) -> None:
        """Put what floats where it stands, or let it wait."""
        if not state.waiting:
            gap = 0.0 if state.empty else max(state.below, strip.above)
            for wider in (False, True) if gap else (False,):
                extra = self.frame.leading if wider else 0.0
                used = state.used + gap + extra + strip.height
                if used <= self.room or self._is_bare(state):
                    cost = way.cost + (self.costs.feather if wider else 0.0)
                    action = _Action(place, 0, 0, 1, wider)
                    after = state._replace(
                        used=round(used, 1),
                        below=strip.below,
                        holds=int(strip.holds),
                        empty=False,
                    )
                    _keep(out, after, cost, way, action)
        if state.holds != HELD and not self._is_bare(state):
            late = state._replace(waiting=(*state.waiting, place))
            known = out.get(late)
            if known is None or way.cost + self.costs.float_late < known.cost:
                out[late] = way._replace(cost=way.cost + self.costs.float_late)

    def _set(
        self,
        out: _Layer,
        state: _ColumnState,
        way: _ColumnWay,
        place: int,
        number: int,
        wider: bool,
    ) -> None:
        """Put the rows of a unit into the column, and into those after it."""
        variant = self.units[place].variants[number]
        strips = variant.strips
        cost = way.cost + variant.cost + (self.costs.feather if wider else 0.0)
        pending: dict[int, _Layer] = {0: {state: way._replace(cost=cost)}}
        for start in range(len(strips)):
            layer = self._prune(pending.pop(start)) if start in pending else {}
            for begun, begun_way in layer.items():
                first = strips[start]
                fits = begun.used + first.height + first.repeats <= self.room
                repeats = begun.fresh and first.repeats > 0 and fits
                spread = wider and not start
                for end, after in self._run(begun, strips, start, spread, repeats):
                    put = _Action(place, number, start, end, spread, repeats)
                    there = out if end == len(strips) else pending.setdefault(end, {})
                    self._go_on(there, after, begun_way, put, end < len(strips))

    def _go_on(
        self, layer: _Layer, state: _ColumnState, way: _ColumnWay, action: _Action, turns: bool
    ) -> None:
        """Add the state after an action, or where the column `turns`, the one after that."""
        if not turns:
            _keep(layer, state, way.cost, way, action)
            return
        turned, ended = self._turn(state, _ColumnWay(way.cost, way, action))
        known = layer.get(turned)
        if known is None or ended.cost < known.cost:
            layer[turned] = ended
            self._stand(layer, turned, ended, action.unit, inside=True)

    def _run(
        self, state: _ColumnState, strips: tuple[Strip, ...], start: int, wider: bool, repeats: bool
    ) -> Iterator[tuple[int, _ColumnState]]:
        """Where a column may end among the rows from `start`, each with its state; the last of them
        all, when they have room."""
        column, used, below, _, noted, empty, _, waiting, moved, before = state
        used += self.frame.leading if wider else 0.0
        used += strips[start].repeats if repeats else 0.0
        gap, room, least = self.frame.note_gap, self.room, self.room - self.reach
        last = len(strips) - 1
        for place in range(start, last + 1):
            height, above, under, notes, holds, _, _, _ = strips[place]
            used += height
            if not empty:
                used += below if below > above else above
            if notes:
                used += notes if noted else notes + gap
                noted = True
            if used > room and not (empty and column >= self.frame.columns):
                return
            below, empty = under, False
            near = used > least or used + strips[min(place + 1, last)].height > room
            if place == last or (near and not holds):
                there = column, round(used, 1), below, int(holds), noted, False, False
                yield place + 1, _ColumnState(*there, waiting, moved, before)

    def _finish(self, layer: _Layer) -> dict[int, _ColumnWay]:
        """The best way to the end for each number of pages."""
        best: dict[int, _ColumnWay] = {}
        open_states = list(layer.items())
        while open_states:
            state, way = open_states.pop()
            if state.waiting:
                open_states.append(self._turn(state, way))
                continue
            if self._is_bare(state) or state.moved < len(self.moving):
                continue
            pages = state.column // self.frame.columns + 1
            cost = way.cost + self._judge_end(state) + pages * self.costs.page
            cost -= state.column * self.column_cost
            cost += self.costs.move_last if state.holds == DEAR else 0.0
            if pages not in best or cost < best[pages].cost:
                best[pages] = way._replace(cost=cost)
        return best

    def _judge_end(self, state: _ColumnState) -> float:
        """What a last page costs that is thin; nothing where it is the opener's."""
        frame, costs = self.frame, self.costs
        if state.column < frame.columns:
            return 0.0
        full = state.column % frame.columns
        used = (full * frame.height + state.used) / frame.columns
        part = used / frame.height
        cost = costs.lone if state.fresh and part < LONE_PART else 0.0
        cost += costs.tail * max(costs.tail_part - part, 0.0) / costs.tail_part
        few = FEW * frame.leading
        return cost + (costs.few_lines * (1 - used / few) + 10.0 if used < few - SLIP else 0.0)

    def _tell(self, way: _ColumnWay) -> PageBreaks:
        """The way as rows in columns."""
        actions: list[_Action] = []
        at = way
        while at.before is not None:
            actions.append(at.action)
            at = at.before
        actions.reverse()
        chosen = {action.unit: action.variant for action in actions if action.unit >= 0}
        variants = [unit.variants[chosen.get(n, 0)] for n, unit in enumerate(self.units)]
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
        )


def _keep(
    layer: _Layer, state: _ColumnState, cost: float, before: _ColumnWay, action: _Action
) -> None:
    known = layer.get(state)
    if known is None or cost < known.cost:
        layer[state] = _ColumnWay(cost, before, action)


def _measure_chunks(units: Sequence[PageUnit]) -> Iterator[Length]:
    """Of each unit: how high the rows are from its first to the next after which a page may end."""
    strips = [(place, strip) for place, unit in enumerate(units) for strip in unit.variants[0][0]]
    heights: list[Length] = [0.0] * len(units)
    height = below = 0.0
    for place, strip in reversed(strips):
        gap = max(strip.below, below) if strip.holds else 0.0
        height = strip.height + strip.notes + (height + gap if strip.holds else 0.0)
        below = strip.above
        heights[place] = height + strip.above
    yield from heights
