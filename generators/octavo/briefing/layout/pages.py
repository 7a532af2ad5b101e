"""The pages of a digest: which points they show, at what size, and how the room is shared out.

What must be there is set first: some parts above the points on the first page, others below them on
the last. For the height that is left on all pages together the best points are chosen, as for a
briefing; then the pages are broken between points, and the spaces of each grow until it is full.
When breaking wastes so much that not all points find room, the best are chosen for a line less.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from math import ceil, floor

from octavo.briefing.choice.candidates import Hundredths
from octavo.briefing.layout.boxes import Box, Stretch, at_ease, find_ease, make_stretch, stack
from octavo.briefing.layout.division import Cluster, Room, Share, divide
from octavo.briefing.layout.frame import BETWEEN, FOOT, HEAD, PAPERS, Paper, measure_text
from octavo.briefing.layout.groups import (
    RULE,
    Group,
    Sides,
    measure_sides,
    set_group,
    set_group_head,
    set_row,
)
from octavo.briefing.layout.measures import (
    Measures,
    choose_settled,
    list_eligible,
    make_candidates,
    set_chosen,
)
from octavo.briefing.layout.page import (
    Fit,
    Page,
    Placed,
    find_headlines,
    is_worth,
    make_rules,
    put_box,
    settle,
    shrink,
)
from octavo.briefing.layout.parts import (
    Desk,
    Run,
    choose_run,
    measure_marking,
    set_body,
    set_foot,
    set_head,
    set_heading,
    set_part,
)
from octavo.briefing.plan.template import DigestFormat, Part
from octavo.document.length import Length

RUNNING = 26.0
"""Height of the band at the head of a page after the first, in points."""
TRIES = 6
"""How many choices that find room are tried for one that leaves no page short."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What a digest is made from."""

    desk: Desk
    form: DigestFormat
    groups: dict[str, Group]
    """The sections by id."""
    paper: Paper
    width: Length
    """Of the text."""
    sides: Sides


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page without its points."""

    band: Length
    """Height of the band at its head."""
    head: Box | None
    """What stands in the band; on the first page only."""
    before: tuple[Box, ...]
    after: tuple[Box, ...]
    foot: Length
    """Height of the foot; on the last page only, else 0."""
    height: Length
    """Between head and foot."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Pages with points chosen for them."""

    leaves: tuple[Leaf, ...]
    columns: tuple[Box, ...]
    """What stands between head and foot of each."""
    fit: Fit
    """Its `fill` is that of the emptiest page; the last does not count when nothing is left."""


def take_stock(desk: Desk, form: DigestFormat, groups: dict[str, Group], paper: Paper) -> Stock:
    """What is needed to lay out the digest on `paper`."""
    width = measure_text(form, paper)
    return Stock(desk, form, groups, paper, width, measure_sides(form, width))


def lay_out_pages(stock: Stock, exact: bool = False) -> tuple[Page, ...] | None:
    """The pages with the best choice of points, filled; `None` when the must-haves do not fit.

    With `exact`, the heights of points that are not there are the true ones too.
    """
    trial = find_pages(stock)
    if trial and exact:
        run = choose_run(stock.form.text, trial.fit.size)
        candidates = make_candidates(stock.desk, stock.sides.body, run, 0.0)
        trial = replace(trial, fit=settle(trial.fit, candidates))
    return finish_pages(stock, trial) if trial else None


def find_pages(stock: Stock) -> Trial | None:
    """As few pages as can show all points, else as many as there may be, in the largest type that
    shows enough; and none of them short, where fewer that are full show hardly less."""
    form, fewer = stock.form, list[Trial]()
    for count in range(1, form.pages):
        trial = _try_count(stock, count)
        if trial and shows_all(form, trial):
            return _enlarge(stock, trial)
        fewer += [trial] if trial and is_full(form, trial) else []
    wanted = min(form.points.goal, len(list_eligible(stock.desk.plan)))
    make = partial(_try_size, stock, form.pages, form.points.most)
    trial = shrink(form, make, wanted)
    best = _enlarge(stock, trial) if trial else None
    if best is None or is_full(form, best):
        return best
    value = best.fit.selection.value
    return next((trial for trial in fewer if is_worth(form, trial, value)), best)


def shows_all(form: DigestFormat, trial: Trial) -> bool:
    """Whether every point is there, and most of them in full."""
    selection = trial.fit.selection
    return not selection.left_out and is_worth(form, trial, selection.most)


def _try_count(stock: Stock, count: int) -> Trial | None:
    """So many pages with as many points as they can hold; `None` when that is far from all."""
    points, size = stock.form.points, stock.form.text.sizes[0]
    run = choose_run(stock.form.text, size)
    measures = Measures(stock.desk, stock.sides.body, run, 0.0)
    if sum(map(min, measures.heights.values())) > 100 * count * PAPERS[stock.paper][1]:
        return None
    return _try_size(stock, count, points.utmost, size)


def is_full(form: DigestFormat, trial: Trial) -> bool:
    """Whether no page is short for which there is something."""
    return trial.fit.fill >= form.points.full / 100


def _enlarge(stock: Stock, trial: Trial) -> Trial:
    """`trial`; or, while pages are short or nothing is left out, as many points in larger type, and
    at last more of them. A full page goes before a better choice."""
    form, best = stock.form, trial
    full = form.points.full / 100
    demands = [(size, form.points.most) for size in form.text.larger]
    demands += [(trial.fit.size, form.points.utmost)]
    shown, value = len(trial.fit.selection.chosen), trial.fit.selection.value
    least = value if is_full(form, trial) else 0
    for size, most in demands:
        if is_full(form, best) and best.fit.selection.left_out:
            break
        other = _try_size(stock, len(trial.leaves), max(most, shown), size)
        enough = other and len(other.fit.selection.chosen) >= shown
        if other and enough and is_worth(form, other, least):
            best = max(best, other, key=lambda tried: (min(full, tried.fit.fill), tried.fit.size))
    return best


# ------------------------------------------------------------------------------ choosing


def _try_size(stock: Stock, count: int, most: int, size: Length) -> Trial | None:
    """The best choice of points on so many pages, under the largest bottom line with which one is
    possible; `None` when none is."""
    run = choose_run(stock.form.text, size)
    for headline in find_headlines(stock.desk, stock.paper):
        leaves = lay_leaves(stock, count, headline, run)
        best: Trial | None = None
        for trial in islice(_choose(stock, leaves, run, most), TRIES):
            best = trial if best is None or trial.fit.fill > best.fit.fill else best
            if is_full(stock.form, best):
                break
        if best:
            return best
    return None


def _choose(stock: Stock, leaves: tuple[Leaf, ...], run: Run, most: int) -> Iterator[Trial]:
    """Pages with the best points, with the best of those that are a line lower, and so on: such as
    find room."""
    points, space = stock.form.points, stock.form.groups[0]
    rules = make_rules(points, most, measure_opening(stock.form, run))
    rooms = [measure_room(stock, leaf) for leaf in leaves]
    measures = Measures(stock.desk, stock.sides.body, run, 0.0)
    height = floor(100 * sum(room + space for room in rooms))
    while min(rooms) >= 0:
        selection = choose_settled(measures, height, rules)
        if selection is None:
            return
        fit = Fit(selection, measures.list_candidates(), rules, height, run.size, 0.0)
        trial = _break(stock, leaves, run, fit)
        if trial:
            yield trial
        height = min(height, selection.height) - floor(100 * run.leading)


def measure_opening(form: DigestFormat, run: Run) -> Hundredths:
    """What the first point of a section takes more than another: the space and rule above it."""
    return ceil(100 * (form.groups[0] + RULE - run.space.least))


def measure_room(stock: Stock, leaf: Leaf) -> Length:
    """The height that the sections have on a page, the space before the first not included."""
    return leaf.height - _measure_rows(stock, leaf).least


def _measure_rows(stock: Stock, leaf: Leaf) -> Stretch:
    """The height of all else on a page, with a space for each."""
    rows = (*leaf.before, *leaf.after)
    between = find_between(stock.form)
    return sum((row.height + between for row in rows), Stretch())


def find_between(form: DigestFormat) -> Stretch:
    """The space between two sections."""
    return make_stretch(form.groups)


# ------------------------------------------------------------------------------ breaking


def _break(stock: Stock, leaves: tuple[Leaf, ...], run: Run, fit: Fit) -> Trial | None:
    """The pages with what was chosen; `None` when they cannot hold it."""
    messages = _set_messages(stock, run, fit)
    rooms = [_make_room(stock, leaf) for leaf in leaves]
    if not fit.selection.left_out:
        rooms[-1] = replace(rooms[-1], full=0.0)
    clusters = [_make_cluster(stock, id, boxes) for id, boxes in messages.items()]
    shares = divide(clusters, rooms, run.space, find_between(stock.form) + Stretch(RULE))
    if shares is None:
        return None
    columns = tuple(
        _fill_leaf(stock, leaf, _set_shares(stock, page, messages, run))
        for leaf, page in zip(leaves, shares, strict=True)
    )
    fills = [
        at_ease(column.height, _find_ease(leaf, column)) / leaf.height
        for leaf, column in zip(leaves, columns, strict=True)
    ]
    needed = fills if fit.selection.left_out else fills[:-1]
    return Trial(leaves, columns, replace(fit, fill=min(needed, default=1.0)))


def _make_room(stock: Stock, leaf: Leaf) -> Room:
    """What a page has for sections, and from what height of theirs it counts as full."""
    rows = _measure_rows(stock, leaf)
    full = stock.form.points.full / 100 * leaf.height - rows.least - rows.more
    return Room(leaf.height - rows.least - RULE, full - RULE)


def _make_cluster(stock: Stock, id: str, boxes: list[Box]) -> Cluster:
    head, again = (
        set_group_head(stock.groups[id], continued, stock.desk, stock.sides.head).height.least
        for continued in (False, True)
    )
    return Cluster(head, again, tuple(box.height for box in boxes))


def _set_messages(stock: Stock, run: Run, fit: Fit) -> dict[str, list[Box]]:
    """The points that were chosen, by section."""
    messages: dict[str, list[Box]] = {}
    for message, box in set_chosen(stock.desk, fit.selection, stock.sides.body, run):
        messages.setdefault(message.section, []).append(box)
    return messages


def _set_shares(
    stock: Stock, shares: tuple[Share, ...], messages: dict[str, list[Box]], run: Run
) -> tuple[Box, ...]:
    """The rows of a page."""
    names = tuple(messages)
    return tuple(
        set_group(
            stock.groups[names[share.cluster]],
            tuple(messages[names[share.cluster]][share.start : share.stop]),
            share.start > 0,
            stock.desk,
            run,
            stock.sides,
        )
        for share in shares
    )


def _fill_leaf(stock: Stock, leaf: Leaf, groups: tuple[Box, ...]) -> Box:
    return stack("Sect", (*leaf.before, *groups, *leaf.after), find_between(stock.form))


def _find_ease(leaf: Leaf, column: Box) -> float:
    return find_ease(leaf.height - column.height.least, column.height.more)


# ------------------------------------------------------------------------------ leaves


def lay_leaves(stock: Stock, count: int, headline: Length, run: Run) -> tuple[Leaf, ...]:
    """So many pages without their points."""
    return tuple(
        _lay_leaf(stock, number == 0, number == count - 1, headline, run) for number in range(count)
    )


def _lay_leaf(stock: Stock, first: bool, last: bool, headline: Length, run: Run) -> Leaf:
    desk, form, width = stock.desk, stock.form, stock.width
    head = set_head(desk, width) if first else None
    band = head.height.least if head else measure_running(desk)
    foot = set_foot(desk, width, 0, desk.plan.total).height.least if last else 0.0
    below = form.margins.foot + (FOOT + foot if last else 0.0)
    side = choose_run(form.side, min(run.size, max(form.side.sizes)))
    before = _set_rows(stock, form.top, headline, side) if first else ()
    after = _set_rows(stock, form.bottom, headline, side) if last else ()
    height = PAPERS[stock.paper][1] - band - HEAD - below
    return Leaf(band, head, before, after, foot, height)


def measure_running(desk: Desk) -> Length:
    """The height of the band at the head of a page after the first."""
    return RUNNING + measure_marking(desk.plan)


def _set_rows(stock: Stock, parts: list[Part], headline: Length, run: Run) -> tuple[Box, ...]:
    """The parts that need no choosing: those without a heading above the others, as one row."""
    wide: list[Box] = []
    rows: list[Box] = []
    for part in parts:
        heading = set_heading(part, stock.desk, stock.sides.head)
        if heading is None:
            box = set_part(part, stock.desk, stock.width, run, headline)
            wide += [box] if box else []
        else:
            body = set_body(part, stock.desk, stock.sides.body, run, headline)
            rows += [set_row(heading, body, run, stock.sides, part)] if body else []
    top = (stack("Sect", tuple(wide), BETWEEN),) if wide else ()
    return (*top, *rows)


# ------------------------------------------------------------------------------ placing


def finish_pages(stock: Stock, trial: Trial) -> tuple[Page, ...]:
    """The pages of a trial: every box in its place."""
    put = partial(put_box, left=stock.form.margins.left)
    width, height = PAPERS[stock.paper]
    pages: list[Page] = []
    for leaf, column in zip(trial.leaves, trial.columns, strict=True):
        ease = _find_ease(leaf, column)
        boxes: list[Placed] = []
        if leaf.head:
            boxes.append(put("head", leaf.head, 0, 0, 0.0, stock.width))
        boxes.append(put("wide", column, 0, leaf.band + HEAD, ease, stock.width))
        if leaf.foot:
            shown, total = len(trial.fit.selection.chosen), stock.desk.plan.total
            foot = set_foot(stock.desk, stock.width, shown, total)
            low = height - stock.form.margins.foot - foot.height.least
            boxes.append(put("foot", foot, 0, low, 0.0, stock.width))
        pages.append(Page(width, height, tuple(boxes), leaf.band, trial.fit))
    return tuple(pages)
