"""Total-fit page breaking: the breaks that make all pages of a section best, not each page.

Lines are broken so by Knuth and Plass; M. F. Plass, "Optimal pagination techniques for automatic
typesetting systems" (1981), does it to pages. What is decided here is known by its heights alone: a
unit is some rows that follow each other, in one or more variants; a state is how a column may be
filled so far; for each state the best way to it is kept, unit by unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from octavo.document.length import Length, add_up
from octavo.typeset.flow import SLIP, Hold
from octavo.typeset.page_costs import (
    PageCosts,
    judge_facing,
    judge_foot,
    judge_opener,
    judge_tail,
)
from octavo.typeset.page_states import (
    END,
    ColumnState,
    ColumnWay,
    Layer,
    RowAction,
    RunEnd,
    RunStart,
    keep,
    keep_way,
    tell_breaks,
)
from octavo.typeset.page_strips import ColumnFrame, PageBreaks, PageUnit, Strip, measure_chunks

BEAM = 60.0
"""Cost beyond the best by which a state is let go of: two pages. At 30 and at 150 no
page of the proceedings changes; the time grows with it."""
FAR_BEAM = 200.0
"""The same where the best way ends on a thin page: lines that earlier pages give it one by one cost
long before they gain, and are let go of by `BEAM`. At 120 four of ten such pages of large paper
stay thin that need not."""
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
NOTE_GAP = 1
"""Lines by which the gap above notes may be larger than it has to be: their foot is that of the
page, whatever stands above them, and a gap of two lines is not seen to be wide."""
AIR = 0.1
"""Part of a page that may be left below an opener beside what always is: three lines on A5, five on
A4. Openers are of different heights, so that nobody sees it; at 0.06 three more last pages in two
hundred are thin."""
MORE_PAGES = 2
"""Pages beyond the fewest that a section may take: more are never worth it."""
MOST_WIDER = 2
"""Lines that are left at most beside the usual space above a heading, a list or a figure: three
lines in all are seen as room, four as a hole."""
MOST_WAITING = 3
"""Figures that wait for the next column at most: more would be a page of them, far behind what they
are shown for."""
FARTHEST = 8
"""Paragraphs by which a pull quote is moved at most: a page of them, beyond which one no longer
reads it with what it was written for."""

MOST_KEPT = 512
"""How many sections are kept with their breaks: those of a hundred and more, on either side, in two
editions. A preview fills it, with some 30 kB for each change of a section."""


@lru_cache(MOST_KEPT)
def break_pages(
    units: tuple[PageUnit, ...], frame: ColumnFrame, costs: PageCosts
) -> dict[int, PageBreaks]:
    """The best breaks for each number of pages that is worth a thought.

    None where there is no way within `FARTHEST_REACH`: a row is held that no page has room for.
    Kept, for other editions and audiences show most sections again.
    """
    for reach, beam in ((REACH, BEAM), (FARTHEST_REACH, BEAM), (FARTHEST_REACH, WIDE_BEAM)):
        found = _Search(units, frame, costs, reach, beam).run()
        if any(one.tail for one in found.values()):
            return _choose_cheaper(found, _Search(units, frame, costs, reach, FAR_BEAM).run())
        if found:
            return found
    return {}


def _choose_cheaper(
    found: Mapping[int, PageBreaks], others: Mapping[int, PageBreaks]
) -> dict[int, PageBreaks]:
    """Of each number of pages in either the breaks that cost less."""
    ways = (*others.items(), *found.items())
    return {
        pages: min((one for n, one in ways if n == pages), key=lambda one: one.cost)
        for pages in sorted({n for n, _ in ways})
    }


class _Ending(NamedTuple):
    """The best way to the end, and what its last page costs that is thin."""

    way: ColumnWay
    tail: float


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
        self.chunks = list(measure_chunks(units))
        # what the foot of a column costs, counted once for all that end alike
        self.feet: dict[tuple[Length, Hold, bool, bool], tuple[float, float]] = {}
        self.moving = [place for place, unit in enumerate(units) if unit.moves]

    def run(self) -> dict[int, PageBreaks]:
        """The best breaks for each number of pages; none when no way leads to the end."""
        best: dict[int, _Ending] = {}
        for layer in self._begin():
            for pages, ending in self._search(layer).items():
                if pages not in best or ending.way.cost < best[pages].way.cost:
                    best[pages] = ending
        most = min(best, default=0) + MORE_PAGES
        return {
            pages: tell_breaks(way, self.units)._replace(tail=tail)
            for pages, (way, tail) in best.items()
            if pages <= most
        }

    def _search(self, layer: Layer) -> dict[int, _Ending]:
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

    def _move(self, layer: Layer, place: int, heads: bool = False) -> Layer:
        """The states before a unit, those with them in which what moves stands here; all of them
        at the heads of columns or elsewhere."""
        if not self.moving:
            return layer
        more = dict(layer)
        for state, way in layer.items():
            if state.fresh == heads:
                self._stand(more, state, way, place)
        return more

    def _stand(
        self, layer: Layer, state: ColumnState, way: ColumnWay, place: int, inside: bool = False
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
            holds=Hold.DEAR,
            empty=False,
            fresh=False,
            moved=state.moved + 1,
        )
        keep(layer, after, way.cost + cost, way, RowAction(unit, 0, 0, 1))

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

    def _begin(self) -> Iterator[Layer]:
        """The first column below the opener, and the first after its page; apart from each other
        where an opener alone would be too white to be looked at beside the other."""
        frame, costs = self.frame, self.costs
        room = (frame.height - frame.opener) / frame.leading
        below = ColumnState(
            0, round(frame.opener, 1), 0.0, Hold.FREE, False, True, True, (), 0, -1.0
        )
        after = below._replace(column=frame.columns, used=0.0)
        is_roomy = room + SLIP >= costs.least_lines
        cost = costs.page + (judge_opener(room, costs) if is_roomy else 0.0)
        way = ColumnWay(cost, None, END)
        for _ in range(frame.columns):
            way = ColumnWay(cost, way, END)
        shared: Layer = {
            below._replace(used=round(frame.opener + air * frame.leading, 1), air=air): ColumnWay(
                costs.air * air**2, None, RowAction(variant=air)
            )
            for air in range(self._count_air(room))
        }
        apart: Layer = {after: way}
        if not self.units:
            yield shared
        elif frame.apart or not is_roomy:
            yield apart
        elif cost - costs.page < self.beam / 2:
            yield {**shared, **apart}
        else:
            yield shared
            yield apart

    def _count_air(self, room: float) -> int:
        """How many heights of room there are below an opener where so many lines have room."""
        if not self.frame.opener:
            return 1
        most = int(self.frame.height / self.frame.leading * AIR)
        return 1 + max(min(most, int(room + SLIP) - self.costs.least_lines), 0)

    def _prune(self, layer: Layer) -> Layer:
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

    def _close_some(self, layer: Layer, place: int) -> Layer:
        """The states before a unit, those with them whose column ends here."""
        more, closed = dict(layer), dict[ColumnState, ColumnWay]()
        least = self.room - max(self.reach, self.chunks[place])
        for state, way in layer.items():
            if (
                state.holds != Hold.HELD
                and not state.empty
                and (state.used > least or self._must_close(state, place))
            ):
                self._close(closed, state, way)
        for begun, ended in self._release_all(closed):
            keep_way(more, begun, ended)
        return more

    def _must_close(self, state: ColumnState, place: int) -> bool:
        """Whether a unit cannot stand in a column: it must stand at the head of one, or an earlier
        one waits that is numbered as it is."""
        strips = self.units[place].variants[0].strips
        if strips[0].breaks and not state.empty:
            return True
        if not state.waiting or strips[0].floats:
            return False
        waiting = {self.units[one].variants[0].strips[0].sequence for one in state.waiting}
        return any(strip.sequence and strip.sequence in waiting for strip in strips)

    def _is_bare(self, state: ColumnState) -> bool:
        """Whether nothing stands in a column that is a whole one."""
        return state.empty and state.column >= self.frame.columns

    def _close(self, closed: Layer, state: ColumnState, way: ColumnWay) -> None:
        """Add the next column, before anything stands in it."""
        frame = self.frame
        column, used, _, holds, noted, _, _, waiting, moved, before, air = state
        column += 1
        turns = (column // frame.columns % 2 == 0) is not frame.recto
        parted = turns and not column % frame.columns
        foot = used, holds, noted, parted
        if foot not in self.feet:
            self.feet[foot] = self._judge_column(*foot)
        short, cost = self.feet[foot]
        cost += way.cost
        if before >= 0:
            cost += judge_facing(short, before, self.costs)
        air = air if column < frame.columns else 0
        used = round(frame.opener + air * frame.leading, 1) if column < frame.columns else 0.0
        compared = -1.0 if parted else round(short, 1)
        here = column, used, 0.0, Hold.FREE, False, True, True
        begun = ColumnState(*here, waiting, moved, compared, air)
        keep_way(closed, begun, ColumnWay(cost, way, END))

    def _judge_column(
        self, used: Length, holds: Hold, noted: bool, parted: bool
    ) -> tuple[float, float]:
        """By how many lines a column is short, and what it costs; twice what a hold costs where one
        has to turn the page."""
        frame, costs = self.frame, self.costs
        short = max(frame.height - used, 0.0) / frame.leading
        short = max(short - NOTE_GAP, 0.0) if noted else short
        hold = self._judge_hold(holds) * (2 if parted else 1) if holds else 0.0
        return short, judge_foot(short, costs) + self.column_cost + hold

    def _release_all(self, closed: Layer) -> Iterator[tuple[ColumnState, ColumnWay]]:
        """The columns that have begun, with what has waited at their heads."""
        for state, way in self._prune(closed).items() if closed else ():
            yield from self._release(state, way)

    def _judge_hold(self, holds: Hold) -> float:
        """What it costs that a column ends below a row that holds."""
        return {Hold.DEAR: self.costs.move_last, Hold.HYPHEN: self.costs.hyphen}.get(holds, 0.0)

    def _release(
        self, state: ColumnState, way: ColumnWay
    ) -> Iterator[tuple[ColumnState, ColumnWay]]:
        """The column with what has waited at its head, as far as there is room."""
        if not state.waiting:
            yield state, way
            return
        place, fits = state.waiting[0], False
        for number, variant in enumerate(self.units[place].variants):
            strip = variant.strips[0]
            gap = 0.0 if state.empty else max(state.below, strip.above)
            used = round(state.used + gap + strip.height, 1)
            if used > self.room and not (state.empty and not number):
                continue
            fits = True
            after = state._replace(
                used=used, below=strip.below, empty=False, waiting=state.waiting[1:]
            )
            put = ColumnWay(way.cost + variant.cost, way, RowAction(place, number, 0, 1))
            yield from self._release(after, put)
        if not fits:
            yield state, way

    def _place(self, layer: Layer, place: int) -> Layer:
        """The states after a unit."""
        out: Layer = {}
        variants = self.units[place].variants
        first = variants[0].strips[0]
        layer = {one: way for one, way in layer.items() if not self._must_close(one, place)}
        if first.floats and len(variants[0].strips) == 1 and not first.notes:
            for state, way in layer.items():
                self._float(out, state, way, place)
            return out
        for number in range(len(variants)):
            self._set(out, layer, place, number)
        return out

    def _float(self, out: Layer, state: ColumnState, way: ColumnWay, place: int) -> None:
        """Put what floats where it stands, or let it wait."""
        variants = self.units[place].variants if not state.waiting else ()
        for number, variant in enumerate(variants):
            strip = variant.strips[0]
            gap = 0.0 if state.empty else max(state.below, strip.above)
            for wider in range(1 + MOST_WIDER) if gap and not number else (0,):
                used = state.used + gap + wider * self.frame.leading + strip.height
                if used > self.room and not (self._is_bare(state) and not number):
                    continue
                after = state._replace(
                    used=round(used, 1), below=strip.below, holds=strip.holds, empty=False
                )
                cost = way.cost + variant.cost + self._judge_wider(wider)
                keep(out, after, cost, way, RowAction(place, number, 0, 1, wider))
        waits = len(state.waiting) < MOST_WAITING and state.holds != Hold.HELD
        if waits and not self._is_bare(state):
            late = state._replace(waiting=(*state.waiting, place))
            keep_way(out, late, way._replace(cost=way.cost + self.costs.float_late))

    def _judge_wider(self, lines: int) -> float:
        """What it costs that so many lines are left beside the usual space."""
        return self.costs.feather * lines**2

    def _set(self, out: Layer, layer: Layer, place: int, number: int) -> None:
        """Put the rows of a unit into the columns of a layer, and into those after them."""
        variant = self.units[place].variants[number]
        strips, leading = variant.strips, self.frame.leading
        pending: dict[int, Layer] = {}
        known: dict[RunStart, tuple[RunEnd, ...]] = {}
        for state, way in layer.items():
            wide = not number and not state.empty
            wide = wide and max(state.below, strips[0].above) >= 0.9 * leading
            for wider in range(1 + MOST_WIDER) if wide else (0,):
                cost = way.cost + variant.cost + self._judge_wider(wider)
                put = RowAction(place, number, 0, 0, wider)
                self._fill(out, pending, state, ColumnWay(cost, way.before, way.action), put, known)
        for start in range(1, len(strips)):
            if start in pending:
                put = RowAction(place, number, start)
                for state, way in self._begin_columns(pending.pop(start), place).items():
                    self._fill(out, pending, state, way, put, known)

    def _fill(
        self,
        out: Layer,
        pending: dict[int, Layer],
        state: ColumnState,
        way: ColumnWay,
        put: RowAction,
        known: dict[RunStart, tuple[RunEnd, ...]],
    ) -> None:
        """Put the rows of a unit from where `put` starts into one column: the states after it, and
        those of the columns that begin inside the unit. Many columns are filled alike so far: what
        is `known` of them is not counted again."""
        unit, variant, begun, _, wider, _ = put
        strips = self.units[unit].variants[variant].strips
        column, used, below, _, noted, empty, fresh, waiting, moved, before, air = state
        first = strips[begun]
        repeats = fresh and 0 < first.repeats <= self.room - used - first.height
        used += self.frame.leading * wider + (first.repeats if repeats else 0.0)
        start = RunStart(begun, used, below, noted, empty, column >= self.frame.columns)
        if start not in known:
            known[start] = tuple(self._run(strips, start))
        for end, filled, under, holds, calls in known[start]:
            here = column, filled, under, holds, calls, False, False
            after = ColumnState(*here, waiting, moved, before, air)
            action = RowAction(unit, variant, begun, end, wider, repeats)
            if end == len(strips):
                keep(out, after, way.cost, way, action)
            else:
                self._close(pending.setdefault(end, {}), after, ColumnWay(way.cost, way, action))

    def _begin_columns(self, closed: Layer, place: int) -> Layer:
        """The states at the heads of columns that begin inside a unit."""
        layer: Layer = {}
        for state, way in self._release_all(closed):
            if keep_way(layer, state, way):
                self._stand(layer, state, way, place, inside=True)
        return self._prune(layer)

    def _run(self, strips: tuple[Strip, ...], start: RunStart) -> Iterator[RunEnd]:
        """Where a column may end among rows; the last of them all, when they have room."""
        begun, used, below, noted, empty, whole = start
        gap, room, least = self.frame.note_gap, self.room, self.room - self.reach
        last = len(strips) - 1
        for place in range(begun, last + 1):
            height, above, under, notes, holds, _, _, _, _ = strips[place]
            used += height
            if not empty:
                used += below if below > above else above
            if notes:
                used += notes if noted else notes + gap
                noted = True
            if used > room and not (empty and whole):
                return
            below, empty = under, False
            near = used > least or used + strips[min(place + 1, last)].height > room
            if place == last or (near and holds != Hold.HELD):
                yield RunEnd(place + 1, round(used, 1), below, holds, noted)

    def _finish(self, layer: Layer) -> dict[int, _Ending]:
        """The best way to the end for each number of pages."""
        best: dict[int, _Ending] = {}
        while layer:
            closed: Layer = {}
            for state, way in layer.items():
                if state.waiting:
                    self._close(closed, state, way)
                elif not self._is_bare(state) and state.moved == len(self.moving):
                    self._end(best, state, way)
            layer = dict(self._release_all(closed))
        return best

    def _end(self, best: dict[int, _Ending], state: ColumnState, way: ColumnWay) -> None:
        """Keep the way to an end where it is the best for its number of pages."""
        pages = state.column // self.frame.columns + 1
        tail = self._judge_end(state)
        cost = way.cost + tail + pages * self.costs.page
        cost += self._judge_hold(state.holds) - state.column * self.column_cost
        if pages not in best or cost < best[pages].way.cost:
            best[pages] = _Ending(way._replace(cost=cost), tail)

    def _judge_end(self, state: ColumnState) -> float:
        """What a last page costs that is thin; nothing where it is the opener's."""
        frame = self.frame
        if state.column < frame.columns:
            return 0.0
        full = state.column % frame.columns
        used = (full * frame.height + state.used) / frame.columns
        return judge_tail(used / frame.height, used / frame.leading, state.fresh, self.costs)
