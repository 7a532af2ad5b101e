"""The page: which points fit, at what size, and how the room is shared out.

What must be on the page is set first; the height that is left belongs to the key messages. Sizes
are tried from the largest; the first at which enough points fit is taken. Then leading and spaces
grow within their bounds until the page is full.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from math import ceil, floor

from octavo.briefing.boxes import ASCENT, DESCENT, Box, Ground, Stretch, at_ease, place, stack
from octavo.briefing.fit import Candidate, Hundredths, Rules, Selection, choose, least_height
from octavo.briefing.frame import (
    BETWEEN,
    HEAD,
    PANEL,
    PAPERS,
    ZONES,
    Frame,
    Paper,
    lay_frame,
    measure_column,
    measure_fixed,
    measure_narrow,
    measure_others,
)
from octavo.briefing.parts import (
    Desk,
    Run,
    choose_run,
    headline_style,
    set_cached,
    set_foot,
    set_message,
    stack_messages,
)
from octavo.length import Length


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


@dataclass(frozen=True, slots=True)
class Placed:
    """A box in its place on the page."""

    box: Box
    """Measured from the upper left corner of the page."""
    ease: float


@dataclass(frozen=True, slots=True)
class Page:
    """The page, not yet painted."""

    width: Length
    height: Length
    boxes: tuple[Placed, ...]
    """In reading order: the head, the columns, the foot."""
    fit: Fit


@dataclass(frozen=True, slots=True)
class Trial:
    """A frame with points chosen for it."""

    frame: Frame
    run: Run
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


def lay_out(desk: Desk, paper: Paper) -> Page | None:
    """The page with the best choice of points, filled; `None` when the must-haves do not fit."""
    trial = find_trial(desk, paper)
    return finish(desk, paper, trial) if trial else None


def find_trial(desk: Desk, paper: Paper) -> Trial | None:
    """The frame, the size and the points of the page; `None` when the must-haves do not fit."""
    points = desk.format.points
    wanted = min(points.goal, len(_eligible(desk)))
    best: Trial | None = None
    for frame in _frames(desk, paper):
        trials = [trial for size in desk.format.text.sizes if (trial := _try(desk, frame, size))]
        for trial in trials:
            if len(trial.fit.selection.chosen) >= wanted:
                return _fill(desk, trial, trials)
        better = min(trials, key=_order, default=None)
        if better and (best is None or _order(better) < _order(best)):
            best = _fill(desk, better, trials)
    return best


def _order(trial: Trial) -> tuple[int, int]:
    selection = trial.fit.selection
    return -min(len(selection.chosen), trial.fit.rules.least), -selection.value


def _frames(desk: Desk, paper: Paper) -> Iterator[Frame]:
    """Frames whose narrow column fits, for each size of the bottom line the one with the largest
    narrow column."""
    for headline in find_headlines(desk, paper):
        for side in desk.format.side.sizes:
            frame = lay_frame(desk, paper, headline, side)
            column = measure_column(frame)
            if column >= measure_narrow(frame, desk.format.columns.panel).least:
                yield frame
                break


def find_headlines(desk: Desk, paper: Paper) -> list[Length]:
    """The sizes for the bottom line, from the largest at which it is short enough."""
    form = desk.format
    width = PAPERS[paper][0] - form.margins.left - form.margins.right
    sizes = form.bottom_line.sizes
    for at, size in enumerate(sizes):
        style = headline_style(size)
        lines = set_cached(desk.plan.bottom_line, style, width, desk.setting)
        if len(lines) <= form.bottom_line.lines:
            return sizes[at:]
    return sizes[-1:]


# ------------------------------------------------------------------------------ choosing


def _eligible(desk: Desk) -> list[int]:
    """Places of the messages that do not say what a better one says too."""
    return [at for at, message in enumerate(desk.plan.messages) if not message.repeats]


def _try(
    desk: Desk, frame: Frame, size: Length, floors: tuple[Hundredths, ...] = ()
) -> Trial | None:
    """The best choice of points of one size in a frame; `None` when the required do not fit."""
    run = choose_run(desk.format.text, size)
    candidates = make_candidates(desk, frame, run)
    room = find_room(desk, frame, run)
    if least_height(candidates) > room:
        return None
    points = desk.format.points
    rules = Rules(points.least, points.most, tuple(points.shares), points.shorter)
    selection = choose(candidates, room, rules, floors)
    wordings = {chosen.id: chosen.wording for chosen in selection.chosen}
    boxes = tuple(
        set_message(message, wordings[message.id], desk, frame.wide_width, run)
        for message in desk.plan.messages
        if message.id in wordings
    )
    messages = stack_messages(boxes, desk, frame.wide_width, run)
    fit = Fit(selection, candidates, rules, room, size, 0.0)
    trial = Trial(frame, run, fit, messages)
    return replace(trial, fit=replace(fit, fill=measure_fill(desk, trial)))


def make_candidates(desk: Desk, frame: Frame, run: Run) -> tuple[Candidate, ...]:
    """The messages with the heights they really have when set, each with the space above it."""
    messages = [desk.plan.messages[at] for at in _eligible(desk)]
    return tuple(
        Candidate(
            message.id,
            message.section,
            message.weight,
            tuple(
                ceil(100 * (_height(desk, frame, run, at, wording) + run.space.least))
                for wording in range(len(message.wordings))
            ),
            message.required,
        )
        for at, message in zip(_eligible(desk), messages, strict=True)
    )


def _height(desk: Desk, frame: Frame, run: Run, at: int, wording: int) -> Length:
    message = desk.plan.messages[at]
    return set_message(message, wording, desk, frame.wide_width, run).height.least


def find_room(desk: Desk, frame: Frame, run: Run) -> Hundredths:
    """The height that the key messages have, the space above the first included."""
    heading = stack_messages((), desk, frame.wide_width, run).height.least
    fixed = measure_fixed(frame).least
    return floor(100 * (measure_column(frame) - fixed - heading + run.space.least))


# ------------------------------------------------------------------------------ filling


def _fill(desk: Desk, trial: Trial, trials: list[Trial]) -> Trial:
    """`trial`, or when it leaves the page short though there is more to say, one that does not."""
    full = desk.format.points.full / 100
    if trial.fit.fill >= full or not trial.fit.selection.left_out:
        return trial
    found = [trial]
    for other in (trial, *trials):
        floors = find_floors(desk, other.frame, other.run)
        filled = _try(desk, other.frame, other.run.size, floors)
        if filled and filled.fit.fill >= full:
            return filled
        found += [filled] if filled else []
    return max(found, key=lambda trial: trial.fit.fill)


def find_floors(desk: Desk, frame: Frame, run: Run) -> tuple[Hundredths, ...]:
    """For each number of points, the height from which on they can be stretched to a full page."""
    form = desk.format
    wide = stack_messages((), desk, frame.wide_width, run).height + measure_fixed(frame)
    missing = (1 - form.points.full / 100) * frame.height
    ease = _ease_without_messages(desk, frame)
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
        for count in range(form.points.most + 1)
    ]
    return tuple(max(0, ceil(100 * height)) for height in heights)


def _ease_without_messages(desk: Desk, frame: Frame) -> float:
    """How far the page can be stretched before the narrow column is full."""
    others = measure_others(frame)
    narrow = measure_narrow(frame, desk.format.columns.panel)
    return _ease(frame.height - others.least - narrow.least, others.more + narrow.more)


def _ease(spare: Length, more: Length) -> float:
    if more <= 0:
        return 1.0
    return min(1.0, max(0.0, spare / more))


def measure_wide(trial: Trial) -> Stretch:
    """The height of the wide column."""
    return measure_fixed(trial.frame) + trial.messages.height


def share_out(desk: Desk, trial: Trial) -> Eases:
    """How far the page and each of its columns are stretched."""
    frame = trial.frame
    others, wide = measure_others(frame), measure_wide(trial)
    narrow = measure_narrow(frame, desk.format.columns.panel)
    page = min(
        _ease(frame.height - others.least - column.least, others.more + column.more)
        for column in (wide, narrow)
    )
    column = frame.height - at_ease(others, page)
    easy = (
        _ease(column - wide.least, wide.more),
        _ease(column - narrow.least, narrow.more),
    )
    height = min(column, max(at_ease(wide, easy[0]), at_ease(narrow, easy[1])))
    return Eases(page, *easy, height)


def measure_fill(desk: Desk, trial: Trial) -> float:
    """How much of the height between head and foot the page takes, its wide column being meant."""
    eases = share_out(desk, trial)
    frame = trial.frame
    column = frame.height - at_ease(measure_others(frame), eases.page)
    return 1 - max(0.0, column - at_ease(measure_wide(trial), eases.wide)) / frame.height


# ------------------------------------------------------------------------------ placing


def finish(desk: Desk, paper: Paper, trial: Trial) -> Page:
    """The page of a trial: every box in its place."""
    width, height = PAPERS[paper]
    frame, form = trial.frame, desk.format
    eases = share_out(desk, trial)
    left, top = form.margins.left, form.band + HEAD
    measure = width - left - form.margins.right
    put = partial(_put, left=left)
    boxes = [put(frame.head, 0, 0, 0.0)]
    if frame.top.kids:
        boxes.append(put(frame.top, 0, top, eases.page))
        top += at_ease(frame.top.height, eases.page) + at_ease(ZONES, eases.page)
    wide = [box for box in (frame.before, trial.messages, frame.after) if box.kids]
    boxes.append(put(stack("Sect", tuple(wide), BETWEEN), 0, top, eases.wide))
    if frame.narrow.kids:
        across = frame.wide_width + form.columns.gap
        boxes.append(put(_ground(desk, frame, eases.column), across, top, eases.narrow))
    top += eases.column + at_ease(ZONES, eases.page)
    if frame.bottom.kids:
        boxes.append(put(frame.bottom, 0, top, eases.page))
    total = len(desk.plan.messages)
    foot = set_foot(desk, measure, len(trial.fit.selection.chosen), total)
    boxes.append(put(foot, 0, height - form.margins.foot - foot.height.least, 0.0))
    return Page(width, height, tuple(boxes), trial.fit)


def _put(box: Box, x: Length, y: Length, ease: float, left: Length) -> Placed:
    return Placed(place(box, left + x, Stretch(y)), ease)


def _ground(desk: Desk, frame: Frame, column: Length) -> Box:
    """The narrow column on its ground, as high as the columns are."""
    if not desk.format.columns.panel:
        return frame.narrow
    ground = Ground(0, Stretch(), frame.narrow_width, Stretch(column), "mist")
    inside = place(frame.narrow, PANEL, Stretch(PANEL))
    return Box("Sect", (ground, inside), Stretch(column))
