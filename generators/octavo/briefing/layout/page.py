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

from octavo.briefing.choice.candidates import Candidate, ChoiceRules, Hundredths
from octavo.briefing.choice.fit import LeftOut, Selection
from octavo.briefing.layout.boxes import (
    ASCENT,
    DESCENT,
    Background,
    Box,
    Glue,
    at_glue_ratio,
    find_glue_ratio,
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
    PageFrame,
    Paper,
    has_narrow,
    lay_frame,
    measure_column,
    measure_fixed,
    measure_others,
    measure_text,
)
from octavo.briefing.layout.head import raise_head
from octavo.briefing.layout.measures import (
    MessageHeights,
    choose_settled,
    find_limit,
    find_room,
    list_eligible,
    make_candidates,
    set_chosen,
)
from octavo.briefing.layout.parts import headline_style, set_foot, stack_messages
from octavo.briefing.layout.setting import LayoutContext, TypeSizes, choose_run, set_text
from octavo.briefing.plan.template import Format, Points
from octavo.document.length import Length

AIR = 0.25
"""The glue ratio that a page keeps, if enough points fit all the same: so that it can breathe.
Without it pages are as tight as their format lets them, and 8 points of the proceedings' 20
briefings are said in a shorter wording instead of 22; at a half 46 are, and type is a tenth of a
point smaller on average."""


SHORT_COLUMN = 0.85
"""Part of the height of the columns below which the narrow one's ground ends with its text: a
ground that is empty by a seventh looks filled, one that is half empty forgotten. At 1 it always
ends with the text, however little is missing; at 0.4 nothing changes in the proceedings, whose
narrow columns are all well filled."""


@dataclass(frozen=True, slots=True)
class PageFit:
    """What was chosen, and from what."""

    selection: Selection
    candidates: tuple[Candidate, ...]
    """Points that say what a better one says too are not among them."""
    rules: ChoiceRules
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
class PlacedBox:
    """A box in its place on the page."""

    box: Box
    """Measured from the upper left corner of the page."""
    glue_ratio: float
    zone: Zone
    width: Length


@dataclass(frozen=True, slots=True)
class BriefingPage:
    """The page, not yet painted."""

    width: Length
    height: Length
    boxes: tuple[PlacedBox, ...]
    """In reading order: the head, the columns, the foot."""
    band: Length
    """Height of the dark band at the head."""
    fit: PageFit


@dataclass(frozen=True, slots=True)
class PageTrial:
    """A frame with points chosen for it."""

    frame: PageFrame
    run: TypeSizes
    air: float
    """The glue ratio that was kept free."""
    fit: PageFit
    messages: Box


@dataclass(frozen=True, slots=True)
class GlueRatios:
    """How far everything is stretched."""

    page: float
    wide: float
    narrow: float
    column: Length
    """The height of the columns."""


def lay_out(context: LayoutContext, paper: Paper, exact: bool = False) -> BriefingPage | None:
    """The page with the best choice of points, filled; `None` when the must-haves do not fit.

    With `exact`, the heights of points that are not on the page are the true ones too.
    """
    trial = find_trial(context, paper)
    if trial and exact:
        candidates = make_candidates(context, trial.frame.wide_width, trial.run, trial.air)
        trial = replace(trial, fit=settle(trial.fit, candidates))
    return finish(context, paper, trial) if trial else None


def settle(fit: PageFit, candidates: tuple[Candidate, ...]) -> PageFit:
    """What was chosen, and from what, with the true heights of all `candidates`."""
    chosen = {taken.id for taken in fit.selection.chosen}
    left = [LeftOut(c.id, c.weight, min(c.heights)) for c in candidates if c.id not in chosen]
    selection = replace(fit.selection, left_out=tuple(left))
    return replace(fit, selection=selection, candidates=candidates)


def find_trial(context: LayoutContext, paper: Paper) -> PageTrial | None:
    """The frame, the size and the points of the page; `None` when the must-haves do not fit.

    The first is taken that shows as many points as the format wants with air between them, and
    hardly less than smaller type could; else the first that does so without air, else the best.
    """
    wanted = count_wanted(context)
    best: PageTrial | None = None
    for trial in _list_trials(context, paper, wanted):
        if len(trial.fit.selection.chosen) >= wanted:
            return _fill(context, trial)
        if best is None or _order(trial) < _order(best):
            best = trial
    return _fill(context, best) if best else None


def count_wanted(context: LayoutContext) -> int:
    """How many points a page should show: as many as the format wants, there are, and its number of
    words lets."""
    points = context.format.points
    wanted = min(points.goal, len(list_eligible(context.plan)))
    limit = find_limit(context)
    if limit is None:
        return wanted
    form = context.format
    measures = MessageHeights(context, 400.0, choose_run(form.text, form.text.sizes[-1]), 0.0)
    return min(wanted, len(measures.choose_by_words(limit, make_rules(points, points.most)).chosen))


class Fitted(Protocol):
    """What has points chosen for it."""

    @property
    def fit(self) -> PageFit:
        """What was chosen, and from what."""
        ...


Made = TypeVar("Made", bound=Fitted)


def shrink(form: Format, make: Callable[[Length, int], Made | None], wanted: int) -> Made | None:
    """What `make` makes of the largest type that shows enough, when there is one; else, and at
    last, of the smallest. It is told how many points at least are of use.

    To be enough, a choice must have as many points as are `wanted`, and be worth nearly as much as
    in the smallest type; what is worth nearly as much as could be if height did not matter, need
    not be compared with that.
    """
    *sizes, smallest = form.text.sizes
    last: Made | None = None
    for size in sizes:
        made = make(size, wanted)
        if made is None or len(made.fit.selection.chosen) < wanted:
            continue
        if is_worth(form, made, made.fit.selection.most):
            return made
        last = last or make(smallest, 0)
        if last and is_worth(form, made, last.fit.selection.value):
            return made
    return last or make(smallest, 0)


def is_worth(form: Format, made: Fitted, value: int) -> bool:
    """Whether a choice is worth nearly as much as `value`."""
    return 100 * made.fit.selection.value >= form.points.keep * value


def _order(trial: PageTrial) -> tuple[int, int]:
    selection = trial.fit.selection
    return -min(len(selection.chosen), trial.fit.rules.least), -selection.value


def _list_trials(context: LayoutContext, paper: Paper, wanted: int) -> Iterator[PageTrial]:
    """The best pages of each size of the bottom line, with and without a glue ratio that is kept
    free in the columns.

    Where there is a narrow column, it is as large as fits; where there is none, what would stand
    there shares the column of the points, and has their size.
    """
    for headline in find_headlines(context, paper):
        for air in (AIR, 0.0):
            make: Callable[[Length, int], PageTrial | None] | None = None
            if not has_narrow(context):
                make = partial(_try_even, context, paper, headline, air)
            elif frame := find_frame(context, paper, headline, air):
                make = partial(_try, context, frame, air)
            if make and (trial := shrink(context.format, make, wanted)):
                yield trial


def _try_even(
    context: LayoutContext, paper: Paper, headline: Length, air: float, size: Length, least: int
) -> PageTrial | None:
    """The best choice of points of one size, all else being as large, or as small as it can be."""
    sides = context.format.side.sizes
    side = max((side for side in sides if side <= size), default=min(sides))
    return _try(context, lay_frame(context, paper, headline, side), air, size, least)


def find_frame(
    context: LayoutContext, paper: Paper, headline: Length, air: float
) -> PageFrame | None:
    """The frame with the largest narrow column that fits, found by halving; `None` without any."""
    sizes = context.format.side.sizes
    found: PageFrame | None = None
    first, last = 0, len(sizes) - 1
    at = 0
    while first <= last:
        frame = lay_frame(context, paper, headline, sizes[at])
        if _holds_narrow(frame, air):
            found, last = frame, at - 1
        else:
            first = at + 1
        at = (first + last) // 2 if at else last
    return found


def _holds_narrow(frame: PageFrame, air: float) -> bool:
    return measure_column(frame, air) >= at_glue_ratio(frame.narrow.height, air)


def find_headlines(context: LayoutContext, paper: Paper) -> list[Length]:
    """The sizes for the bottom line, from the largest at which it is short enough."""
    form = context.format
    width = measure_text(form, paper)
    sizes = form.bottom_line.sizes
    for at, size in enumerate(sizes):
        style = headline_style(size)
        lines = set_text(context.plan.bottom_line, style, width, context)
        if len(lines) <= form.bottom_line.lines:
            return sizes[at:]
    return sizes[-1:]


# ------------------------------------------------------------------------------ choosing


@dataclass(frozen=True, slots=True)
class FillTarget:
    """What a page that would be short is asked for: to be full, with so many more points."""

    extra: int = 0


def _try(
    context: LayoutContext,
    frame: PageFrame,
    air: float,
    size: Length,
    least: int = 0,
    demand: FillTarget | None = None,
) -> PageTrial | None:
    """The best choice of points of one size in a frame; `None` when the required do not fit, or it
    is plain that no choice has so many points as are of use at `least`."""
    run = choose_run(context.format.text, size)
    room = find_room(context, frame, run, air)
    points = context.format.points
    most = points.most + (demand.extra if demand else 0)
    rules = make_rules(points, most)
    floors = find_floors(context, frame, run, most) if demand else ()
    measures = MessageHeights(context, frame.wide_width, run, air)
    if not measures.may_hold(least, room):
        return None
    if floors:
        measures.settle_all()
    limit = find_limit(context)
    selection = choose_settled(measures, room, rules, floors, limit)
    if selection is None:
        return None
    boxes = tuple(box for _, box in set_chosen(context, selection, frame.wide_width, run))
    empty = Box("Sect", (), Glue())
    messages = stack_messages(boxes, context, frame.sides, run) if boxes else empty
    fit = PageFit(selection, measures.list_candidates(), rules, room, size, 0.0, floors)
    trial = PageTrial(frame, run, air, fit, messages)
    return replace(trial, fit=replace(fit, fill=measure_fill(trial)))


def make_rules(points: Points, most: int, opening: Hundredths = 0) -> ChoiceRules:
    """The rules of a format for at most so many points."""
    return ChoiceRules(points.least, most, tuple(points.shares), points.shorter, opening)


# ------------------------------------------------------------------------------ filling


def _fill(context: LayoutContext, trial: PageTrial) -> PageTrial:
    """`trial`, or when it leaves the page short, the first that does not, else the fullest."""
    full = context.format.points.full / 100
    if trial.fit.fill >= full:
        return trial
    best = trial
    for filled in _enlarge(context, trial):
        best = max(best, filled, key=lambda trial: trial.fit.fill)
        if best.fit.fill >= full:
            break
    return best


def _enlarge(context: LayoutContext, trial: PageTrial) -> Iterator[PageTrial]:
    """Fuller pages: the same number of points in larger type; then, when more could be said, the
    points of which each size makes a full page; then more points."""
    text, points = context.format.text, context.format.points
    count = len(trial.fit.selection.chosen)
    for size in text.larger:
        larger = _try(context, trial.frame, 0.0, size)
        if larger and len(larger.fit.selection.chosen) >= count:
            yield larger
    if not trial.fit.selection.left_out:
        return
    sizes = (trial.run.size, *text.larger, *text.sizes)
    demands = [(size, FillTarget()) for size in dict.fromkeys(sizes)]
    largest = max(sizes)
    demands += [(largest, FillTarget(extra)) for extra in range(1, points.utmost - points.most + 1)]
    for size, demand in demands:
        other = _try(context, trial.frame, 0.0, size, demand=demand)
        if other:
            yield other


def find_floors(
    context: LayoutContext, frame: PageFrame, run: TypeSizes, most: int
) -> tuple[Hundredths, ...]:
    """For each number of points, the height from which on they can be stretched to a full page."""
    form = context.format
    wide = stack_messages((), context, frame.sides, run).height + measure_fixed(frame)
    missing = (1 - form.points.full / 100) * frame.height
    glue_ratio = _glue_ratio_without_messages(frame)
    needed = measure_column(frame) - glue_ratio * measure_others(frame).stretch - missing
    rate = run.more / run.leading
    once = (ASCENT + DESCENT) * run.size + run.space.natural
    heights = [
        (
            needed
            - (wide.natural + wide.stretch)
            - (count - 1) * run.space.stretch
            + run.space.natural
            + count * once * rate
        )
        / (1 + rate)
        for count in range(most + 1)
    ]
    return tuple(max(0, ceil(100 * height)) for height in heights)


def _glue_ratio_without_messages(frame: PageFrame) -> float:
    """How far the page can be stretched before the narrow column is full."""
    others = measure_others(frame)
    narrow = frame.narrow.height
    return find_glue_ratio(
        frame.height - others.natural - narrow.natural, others.stretch + narrow.stretch
    )


def measure_wide(trial: PageTrial) -> Glue:
    """The height of the wide column."""
    return measure_fixed(trial.frame) + trial.messages.height


def share_out(trial: PageTrial) -> GlueRatios:
    """How far the page and each of its columns are stretched."""
    frame = trial.frame
    others, wide = measure_others(frame), measure_wide(trial)
    narrow = frame.narrow.height
    page = min(
        find_glue_ratio(
            frame.height - others.natural - column.natural, others.stretch + column.stretch
        )
        for column in (wide, narrow)
    )
    column = frame.height - at_glue_ratio(others, page)
    easy = (
        find_glue_ratio(column - wide.natural, wide.stretch),
        find_glue_ratio(column - narrow.natural, narrow.stretch),
    )
    height = min(column, max(at_glue_ratio(wide, easy[0]), at_glue_ratio(narrow, easy[1])))
    return GlueRatios(page, *easy, height)


def measure_fill(trial: PageTrial) -> float:
    """How much of the height between head and foot the page takes, its wide column being meant."""
    ratios = share_out(trial)
    frame = trial.frame
    column = frame.height - at_glue_ratio(measure_others(frame), ratios.page)
    return 1 - max(0.0, column - at_glue_ratio(measure_wide(trial), ratios.wide)) / frame.height


# ------------------------------------------------------------------------------ placing


TALLEST = 120.0
"""How much higher the band at the head may become on a page that has little to say, in points: with
its own 62 a quarter of an A4 page, as high as the colour that opens a printed brief. Half as much
leaves short pages white below, twice as much makes a cover of them."""


def fill_head(trial: PageTrial) -> PageTrial:
    """The page with what it has to spare at last in the band at its head."""
    frame, ratios = trial.frame, share_out(trial)
    column = frame.height - at_glue_ratio(measure_others(frame), ratios.page)
    spare = min(TALLEST, column - ratios.column)
    if spare < 1:
        return trial
    head = raise_head(frame.head, spare)
    filled = replace(trial, frame=replace(frame, head=head, height=frame.height - spare))
    return replace(filled, fit=replace(trial.fit, fill=measure_fill(filled)))


def finish(context: LayoutContext, paper: Paper, trial: PageTrial) -> BriefingPage:
    """The page of a trial: every box in its place."""
    width, height = PAPERS[paper]
    trial = fill_head(trial)
    frame, form = trial.frame, context.format
    ratios = share_out(trial)
    left, top = form.margins.left, frame.head.height.natural + HEAD
    measure = measure_text(form, paper)
    put = partial(put_box, left=left)
    boxes = [put("head", frame.head, 0, 0, 0.0, measure)]
    if frame.top.children:
        boxes.append(put("top", frame.top, 0, top, ratios.page, measure))
        top += at_glue_ratio(frame.top.height, ratios.page) + at_glue_ratio(ZONES, ratios.page)
    wide = [box for box in (frame.before, trial.messages, frame.after) if box.children]
    messages = stack("Sect", tuple(wide), BETWEEN)
    boxes.append(put("wide", messages, 0, top, ratios.wide, frame.sides.whole))
    if frame.narrow.children:
        across = frame.sides.whole + form.columns.gap
        ground = _ground(context, frame, ratios)
        boxes.append(put("narrow", ground, across, top, ratios.narrow, frame.narrow_width))
    top += ratios.column + at_glue_ratio(ZONES, ratios.page)
    if frame.bottom.children:
        boxes.append(put("bottom", frame.bottom, 0, top, ratios.page, measure))
    total = context.plan.total
    foot = set_foot(context, measure, len(trial.fit.selection.chosen), total)
    low = height - form.margins.foot - foot.height.natural
    boxes.append(put("foot", foot, 0, low, 0.0, measure))
    return BriefingPage(width, height, tuple(boxes), frame.head.height.natural, trial.fit)


def put_box(
    zone: Zone, box: Box, x: Length, y: Length, glue_ratio: float, width: Length, left: Length
) -> PlacedBox:
    """The box at its place, `x` from the margin `left` and `y` from the head of the page."""
    return PlacedBox(place(box, left + x, Glue(y)), glue_ratio, zone, width)


def _ground(context: LayoutContext, frame: PageFrame, ratios: GlueRatios) -> Box:
    """The narrow column on its ground, as high as the columns or, when short, as its text."""
    if not context.format.columns.panel:
        return frame.narrow
    text = at_glue_ratio(frame.narrow.height, ratios.narrow)
    column = ratios.column
    height = Glue((text if text < SHORT_COLUMN * column else column) + 2 * OVERHANG)
    ground = Background(0, Glue(-OVERHANG), frame.narrow_width, height, "mist")
    return Box("Sect", (ground, place(frame.narrow, PANEL, Glue())), height)
