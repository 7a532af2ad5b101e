"""The page: which points fit, at what size, and how the room is shared out.

What must be on the page is set first; the height that is left belongs to the key messages. Sizes
are tried from the largest; the first at which enough points fit is taken. Then leading and spaces
grow within their bounds until the page is full.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from typing import Literal, Protocol, TypeVar

from octavo.briefing.choice.candidates import Candidate, Hundredths, Rules
from octavo.briefing.choice.fit import LeftOut, Selection
from octavo.briefing.layout.boxes import (
    ASCENT,
    DESCENT,
    Box,
    Ground,
    Stretch,
    at_ease,
    find_ease,
    place,
    stack,
)
from octavo.briefing.layout.frame import (
    BETWEEN,
    HEAD,
    OVERHANG,
    PANEL,
    PAPERS,
    ZONES,
    Frame,
    Paper,
    has_narrow,
    lay_frame,
    measure_column,
    measure_fixed,
    measure_others,
    measure_text,
)
from octavo.briefing.layout.measures import (
    Measures,
    choose_settled,
    find_room,
    list_eligible,
    make_candidates,
    set_chosen,
)
from octavo.briefing.layout.parts import (
    Desk,
    Run,
    choose_run,
    headline_style,
    set_foot,
    set_text,
    stack_messages,
)
from octavo.briefing.plan.template import Format, Points
from octavo.document.length import Length

AIR = 0.25
"""The ease that a page should keep, if enough points fit all the same: so that it can breathe."""


SHORT_COLUMN = 0.85
"""Part of the height of the columns below which the narrow one's ground ends with its text."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What was chosen, and from what."""

    selection: Selection
    candidates: tuple[Candidate, ...]
    """Points that say what a better one says too are not among them."""
    rules: Rules
    room: Hundredths
    """The height that the points had."""
    size: Length
    """Of the key messages."""
    fill: float
    """How much of the height between head and foot is taken, from 0 to 1."""
    floors: tuple[Hundredths, ...] = ()
    """The heights from which so many points count as a full page, where that was asked for."""


Zone = Literal["head", "top", "wide", "narrow", "bottom", "foot"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A box in its place on the page."""

    box: Box
    """Measured from the upper left corner of the page."""
    ease: float
    zone: Zone
    width: Length


@dataclass(frozen=True, slots=True)
class Page:
    """The page, not yet painted."""

    width: Length
    height: Length
    boxes: tuple[Placed, ...]
    """In reading order: the head, the columns, the foot."""
    band: Length
    """Height of the dark band at the head."""
    fit: Fit


@dataclass(frozen=True, slots=True)
class Trial:
    """A frame with points chosen for it."""

    frame: Frame
    run: Run
    air: float
    """The ease that was kept free."""
    fit: Fit
    messages: Box


@dataclass(frozen=True, slots=True)
class Eases:
    """How far everything is stretched."""

    page: float
    wide: float
    narrow: float
    column: Length
    """The height of the columns."""


def lay_out(desk: Desk, paper: Paper, exact: bool = False) -> Page | None:
    """The page with the best choice of points, filled; `None` when the must-haves do not fit.

    With `exact`, the heights of points that are not on the page are the true ones too.
    """
    trial = find_trial(desk, paper)
    if trial and exact:
        candidates = make_candidates(desk, trial.frame.wide_width, trial.run, trial.air)
        trial = replace(trial, fit=settle(trial.fit, candidates))
    return finish(desk, paper, trial) if trial else None


def settle(fit: Fit, candidates: tuple[Candidate, ...]) -> Fit:
    """What was chosen, and from what, with the true heights of all `candidates`."""
    chosen = {taken.id for taken in fit.selection.chosen}
    left = [LeftOut(c.id, c.weight, min(c.heights)) for c in candidates if c.id not in chosen]
    selection = replace(fit.selection, left_out=tuple(left))
    return replace(fit, selection=selection, candidates=candidates)


def find_trial(desk: Desk, paper: Paper) -> Trial | None:
    """The frame, the size and the points of the page; `None` when the must-haves do not fit.

    The first is taken that shows as many points as the format wants with air between them, and
    hardly less than smaller type could; else the first that does so without air, else the best.
    """
    wanted = min(desk.format.points.goal, len(list_eligible(desk.plan)))
    best: Trial | None = None
    for frame, air in _frames(desk, paper):
        trial = shrink(desk.format, partial(_try, desk, frame, air), wanted)
        if trial is None or not is_even(desk, trial):
            continue
        if len(trial.fit.selection.chosen) >= wanted:
            return _fill(desk, trial)
        if best is None or _order(trial) < _order(best):
            best = trial
    return _fill(desk, best) if best else None


def is_even(desk: Desk, trial: Trial) -> bool:
    """Whether the key messages are no smaller than what shares their column, or that is as small as
    it can be."""
    side = trial.frame.side
    shared = not trial.frame.narrow_width
    return not shared or trial.run.size >= side or side == min(desk.format.side.sizes)


class Fitted(Protocol):
    """What has points chosen for it."""

    @property
    def fit(self) -> Fit:
        """What was chosen, and from what."""
        ...


Made = TypeVar("Made", bound=Fitted)


def shrink(form: Format, make: Callable[[Length], Made | None], wanted: int) -> Made | None:
    """What `make` makes of the largest type that shows enough, when there is one; else, and at
    last, of the smallest.

    To be enough, a choice must have as many points as are `wanted`, and be worth nearly as much as
    in the smallest type; what is worth nearly as much as could be if height did not matter, need
    not be compared with that.
    """
    *sizes, smallest = form.text.sizes
    last: Made | None = None
    for size in sizes:
        made = make(size)
        if made is None or len(made.fit.selection.chosen) < wanted:
            continue
        if is_worth(form, made, made.fit.selection.most):
            return made
        last = last or make(smallest)
        if last and is_worth(form, made, last.fit.selection.value):
            return made
    return last or make(smallest)


def is_worth(form: Format, made: Fitted, value: int) -> bool:
    """Whether a choice is worth nearly as much as `value`."""
    return 100 * made.fit.selection.value >= form.points.keep * value


def _order(trial: Trial) -> tuple[int, int]:
    selection = trial.fit.selection
    return -min(len(selection.chosen), trial.fit.rules.least), -selection.value


def _frames(desk: Desk, paper: Paper) -> Iterator[tuple[Frame, float]]:
    """Frames whose narrow column fits, each with the ease that is kept free in its columns.

    For each size of the bottom line, the one with the largest narrow column; all where there is
    none, as what would stand there shares the column of the points.
    """
    for headline in find_headlines(desk, paper):
        for air in (AIR, 0.0):
            for frame in find_frames(desk, paper, headline, air):
                yield frame, air


def find_frames(desk: Desk, paper: Paper, headline: Length, air: float) -> Iterator[Frame]:
    """The frames of one size of the bottom line."""
    if not has_narrow(desk):
        yield from (lay_frame(desk, paper, headline, side) for side in desk.format.side.sizes)
    elif frame := find_frame(desk, paper, headline, air):
        yield frame


def find_frame(desk: Desk, paper: Paper, headline: Length, air: float) -> Frame | None:
    """The frame with the largest narrow column that fits, found by halving; `None` without any."""
    sizes = desk.format.side.sizes
    found: Frame | None = None
    first, last = 0, len(sizes) - 1
    at = 0
    while first <= last:
        frame = lay_frame(desk, paper, headline, sizes[at])
        if _holds_narrow(frame, air):
            found, last = frame, at - 1
        else:
            first = at + 1
        at = (first + last) // 2 if at else last
    return found


def _holds_narrow(frame: Frame, air: float) -> bool:
    return measure_column(frame, air) >= at_ease(frame.narrow.height, air)


def find_headlines(desk: Desk, paper: Paper) -> list[Length]:
    """The sizes for the bottom line, from the largest at which it is short enough."""
    form = desk.format
    width = measure_text(form, paper)
    sizes = form.bottom_line.sizes
    for at, size in enumerate(sizes):
        style = headline_style(size)
        lines = set_text(desk.plan.bottom_line, style, width, desk)
        if len(lines) <= form.bottom_line.lines:
            return sizes[at:]
    return sizes[-1:]


# ------------------------------------------------------------------------------ choosing


@dataclass(frozen=True, slots=True)
class Demand:
    """What a page that would be short is asked for: to be full, with so many more points."""

    extra: int = 0


def _try(
    desk: Desk, frame: Frame, air: float, size: Length, demand: Demand | None = None
) -> Trial | None:
    """The best choice of points of one size in a frame; `None` when the required do not fit."""
    run = choose_run(desk.format.text, size)
    room = find_room(desk, frame, run, air)
    points = desk.format.points
    most = points.most + (demand.extra if demand else 0)
    rules = make_rules(points, most)
    floors = find_floors(desk, frame, run, most) if demand else ()
    measures = Measures(desk, frame.wide_width, run, air)
    if floors:
        measures.settle_all()
    selection = choose_settled(measures, room, rules, floors)
    if selection is None:
        return None
    boxes = tuple(box for _, box in set_chosen(desk, selection, frame.wide_width, run))
    empty = Box("Sect", (), Stretch())
    messages = stack_messages(boxes, desk, frame.wide_width, run) if boxes else empty
    fit = Fit(selection, measures.list_candidates(), rules, room, size, 0.0, floors)
    trial = Trial(frame, run, air, fit, messages)
    return replace(trial, fit=replace(fit, fill=measure_fill(trial)))


def make_rules(points: Points, most: int, opening: Hundredths = 0) -> Rules:
    """The rules of a format for at most so many points."""
    return Rules(points.least, most, tuple(points.shares), points.shorter, opening)


# ------------------------------------------------------------------------------ filling


def _fill(desk: Desk, trial: Trial) -> Trial:
    """`trial`, or when it leaves the page short, the first that does not, else the fullest."""
    full = desk.format.points.full / 100
    if trial.fit.fill >= full:
        return trial
    best = trial
    for filled in _enlarge(desk, trial):
        best = max(best, filled, key=lambda trial: trial.fit.fill)
        if best.fit.fill >= full:
            break
    return best


def _enlarge(desk: Desk, trial: Trial) -> Iterator[Trial]:
    """Fuller pages: the same number of points in larger type; then, when more could be said, the
    points of which each size makes a full page; then more points."""
    text, points = desk.format.text, desk.format.points
    count = len(trial.fit.selection.chosen)
    for size in text.larger:
        larger = _try(desk, trial.frame, 0.0, size)
        if larger and len(larger.fit.selection.chosen) >= count:
            yield larger
    if not trial.fit.selection.left_out:
        return
    sizes = (trial.run.size, *text.larger, *text.sizes)
    demands = [(size, Demand()) for size in dict.fromkeys(sizes)]
    largest = max(sizes)
    demands += [(largest, Demand(extra)) for extra in range(1, points.utmost - points.most + 1)]
    for size, demand in demands:
        other = _try(desk, trial.frame, 0.0, size, demand)
        if other:
            yield other


def find_floors(desk: Desk, frame: Frame, run: Run, most: int) -> tuple[Hundredths, ...]:
    """For each number of points, the height from which on they can be stretched to a full page."""
    form = desk.format
    wide = stack_messages((), desk, frame.wide_width, run).height + measure_fixed(frame)
    missing = (1 - form.points.full / 100) * frame.height
    ease = _ease_without_messages(frame)
    needed = measure_column(frame) - ease * measure_others(frame).more - missing
    rate = run.more / run.leading
    once = (ASCENT + DESCENT) * run.size + run.space.least
    heights = [
        (
            needed
            - (wide.least + wide.more)
            - (count - 1) * run.space.more
            + run.space.least
            + count * once * rate
        )
        / (1 + rate)
        for count in range(most + 1)
    ]
    return tuple(max(0, ceil(100 * height)) for height in heights)


def _ease_without_messages(frame: Frame) -> float:
    """How far the page can be stretched before the narrow column is full."""
    others = measure_others(frame)
    narrow = frame.narrow.height
    return find_ease(frame.height - others.least - narrow.least, others.more + narrow.more)


def measure_wide(trial: Trial) -> Stretch:
    """The height of the wide column."""
    return measure_fixed(trial.frame) + trial.messages.height


def share_out(trial: Trial) -> Eases:
    """How far the page and each of its columns are stretched."""
    frame = trial.frame
    others, wide = measure_others(frame), measure_wide(trial)
    narrow = frame.narrow.height
    page = min(
        find_ease(frame.height - others.least - column.least, others.more + column.more)
        for column in (wide, narrow)
    )
    column = frame.height - at_ease(others, page)
    easy = (
        find_ease(column - wide.least, wide.more),
        find_ease(column - narrow.least, narrow.more),
    )
    height = min(column, max(at_ease(wide, easy[0]), at_ease(narrow, easy[1])))
    return Eases(page, *easy, height)


def measure_fill(trial: Trial) -> float:
    """How much of the height between head and foot the page takes, its wide column being meant."""
    eases = share_out(trial)
    frame = trial.frame
    column = frame.height - at_ease(measure_others(frame), eases.page)
    return 1 - max(0.0, column - at_ease(measure_wide(trial), eases.wide)) / frame.height


# ------------------------------------------------------------------------------ placing


def finish(desk: Desk, paper: Paper, trial: Trial) -> Page:
    """The page of a trial: every box in its place."""
    width, height = PAPERS[paper]
    frame, form = trial.frame, desk.format
    eases = share_out(trial)
    left, top = form.margins.left, frame.head.height.least + HEAD
    measure = measure_text(form, paper)
    put = partial(put_box, left=left)
    boxes = [put("head", frame.head, 0, 0, 0.0, measure)]
    if frame.top.kids:
        boxes.append(put("top", frame.top, 0, top, eases.page, measure))
        top += at_ease(frame.top.height, eases.page) + at_ease(ZONES, eases.page)
    wide = [box for box in (frame.before, trial.messages, frame.after) if box.kids]
    messages = stack("Sect", tuple(wide), BETWEEN)
    boxes.append(put("wide", messages, 0, top, eases.wide, frame.wide_width))
    if frame.narrow.kids:
        across = frame.wide_width + form.columns.gap
        ground = _ground(desk, frame, eases)
        boxes.append(put("narrow", ground, across, top, eases.narrow, frame.narrow_width))
    top += eases.column + at_ease(ZONES, eases.page)
    if frame.bottom.kids:
        boxes.append(put("bottom", frame.bottom, 0, top, eases.page, measure))
    total = desk.plan.total
    foot = set_foot(desk, measure, len(trial.fit.selection.chosen), total)
    low = height - form.margins.foot - foot.height.least
    boxes.append(put("foot", foot, 0, low, 0.0, measure))
    return Page(width, height, tuple(boxes), frame.head.height.least, trial.fit)


def put_box(
    zone: Zone, box: Box, x: Length, y: Length, ease: float, width: Length, left: Length
) -> Placed:
    """The box at its place, `x` from the margin `left` and `y` from the head of the page."""
    return Placed(place(box, left + x, Stretch(y)), ease, zone, width)


def _ground(desk: Desk, frame: Frame, eases: Eases) -> Box:
    """The narrow column on its ground, as high as the columns or, when short, as its text."""
    if not desk.format.columns.panel:
        return frame.narrow
    text = at_ease(frame.narrow.height, eases.narrow)
    column = eases.column
    height = Stretch((text if text < SHORT_COLUMN * column else column) + 2 * OVERHANG)
    ground = Ground(0, Stretch(-OVERHANG), frame.narrow_width, height, "mist")
    return Box("Sect", (ground, place(frame.narrow, PANEL, Stretch())), height)
