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
from itertools import groupby, islice
from math import ceil, floor

from octavo.briefing.choice.candidates import Hundredths
from octavo.briefing.layout.boxes import (
    Box,
    Glue,
    at_glue_ratio,
    find_glue_ratio,
    make_stretch,
    stack,
)
from octavo.briefing.layout.division import Cluster, PageSpace, Share, divide
from octavo.briefing.layout.frame import BETWEEN, FOOT, HEAD, PAPERS, Paper, measure_text
from octavo.briefing.layout.groups import (
    SectionGroup,
    measure_sides,
    set_group,
    set_group_head,
)
from octavo.briefing.layout.head import measure_marking, set_head
from octavo.briefing.layout.measures import (
    MessageHeights,
    choose_settled,
    list_eligible,
    make_candidates,
    set_chosen,
)
from octavo.briefing.layout.page import (
    BriefingPage,
    PageFit,
    PlacedBox,
    find_headlines,
    is_worth,
    make_rules,
    put_box,
    settle,
    shrink,
)
from octavo.briefing.layout.parts import set_foot, set_heading, set_part
from octavo.briefing.layout.rows import RULE, RowWidths
from octavo.briefing.layout.setting import LayoutContext, TypeSizes, choose_run
from octavo.briefing.plan.template import DigestFormat, Part
from octavo.document.length import Length, add_up

RUNNING = 26.0
"""Height of the band at the head of a page after the first, in points: one line of 9 points with as
much above and below. At the double such pages have two lines less for points."""
TRIES = 6
"""How many choices that find room are tried for one that leaves no page short. Of 59 random digests
one is short with the first, none from the second on; no digest of the proceedings changes. With 40
they take three times as long."""


@dataclass(frozen=True, slots=True)
class DigestContext:
    """What a digest is made from."""

    context: LayoutContext
    form: DigestFormat
    groups: dict[str, SectionGroup]
    """The sections by id."""
    paper: Paper
    width: Length
    """Of the text."""
    sides: RowWidths


@dataclass(frozen=True, slots=True)
class DigestPage:
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
class DigestTrial:
    """Pages with points chosen for them."""

    digest_pages: tuple[DigestPage, ...]
    columns: tuple[Box, ...]
    """What stands between head and foot of each."""
    fit: PageFit
    """Its `fill` is that of the emptiest page; the last does not count when nothing is left."""


def open_digest(
    context: LayoutContext, form: DigestFormat, groups: dict[str, SectionGroup], paper: Paper
) -> DigestContext:
    """What is needed to lay out the digest on `paper`."""
    width = measure_text(form, paper)
    return DigestContext(context, form, groups, paper, width, measure_sides(form, width))


def lay_out_pages(digest: DigestContext, exact: bool = False) -> tuple[BriefingPage, ...] | None:
    """The pages with the best choice of points, filled; `None` when the must-haves do not fit.

    With `exact`, the heights of points that are not there are the true ones too.
    """
    trial = find_pages(digest)
    if trial and exact:
        run = choose_run(digest.form.text, trial.fit.size)
        candidates = make_candidates(digest.context, digest.sides.body, run, 0.0)
        trial = replace(trial, fit=settle(trial.fit, candidates))
    return finish_pages(digest, trial) if trial else None


def find_pages(digest: DigestContext) -> DigestTrial | None:
    """As few pages as can show all points, else as many as there may be, in the largest type that
    shows enough; and none of them short, where fewer that are full show hardly less."""
    form, fewer = digest.form, list[DigestTrial]()
    for count in range(1, form.pages):
        trial = _try_count(digest, count)
        if trial and shows_all(form, trial):
            return _enlarge(digest, trial)
        fewer += [trial] if trial and is_full(form, trial) else []
    wanted = min(form.points.goal, len(list_eligible(digest.context.plan)))

    def make(size: Length, least: int) -> DigestTrial | None:
        return _try_size(digest, form.pages, form.points.most, size)

    trial = shrink(form, make, wanted)
    best = _enlarge(digest, trial) if trial else None
    if best is None or is_full(form, best):
        return best
    value = best.fit.selection.value
    return next((trial for trial in fewer if is_worth(form, trial, value)), best)


def shows_all(form: DigestFormat, trial: DigestTrial) -> bool:
    """Whether every point is there, and most of them in full."""
    selection = trial.fit.selection
    return not selection.left_out and is_worth(form, trial, selection.most)


def _try_count(digest: DigestContext, count: int) -> DigestTrial | None:
    """So many pages with as many points as they can hold; `None` when that is far from all."""
    points, size = digest.form.points, digest.form.text.sizes[0]
    run = choose_run(digest.form.text, size)
    measures = MessageHeights(digest.context, digest.sides.body, run, 0.0)
    if sum(map(min, measures.heights.values())) > 100 * count * PAPERS[digest.paper][1]:
        return None
    return _try_size(digest, count, points.utmost, size)


def is_full(form: DigestFormat, trial: DigestTrial) -> bool:
    """Whether no page is short for which there is something."""
    return trial.fit.fill >= form.points.full / 100


def _enlarge(digest: DigestContext, trial: DigestTrial) -> DigestTrial:
    """`trial`; or, while pages are short or nothing is left out, as many points in larger type, and
    at last more of them. A full page goes before a better choice."""
    form, best = digest.form, trial
    full = form.points.full / 100
    demands = [(size, form.points.most) for size in form.text.larger]
    demands += [(trial.fit.size, form.points.utmost)]
    shown, value = len(trial.fit.selection.chosen), trial.fit.selection.value
    least = value if is_full(form, trial) else 0
    for size, most in demands:
        if is_full(form, best) and best.fit.selection.left_out:
            break
        other = _try_size(digest, len(trial.digest_pages), max(most, shown), size)
        enough = other and len(other.fit.selection.chosen) >= shown
        if other and enough and is_worth(form, other, least):
            best = max(best, other, key=lambda tried: (min(full, tried.fit.fill), tried.fit.size))
    return best


# ------------------------------------------------------------------------------ choosing


def _try_size(digest: DigestContext, count: int, most: int, size: Length) -> DigestTrial | None:
    """The best choice of points on so many pages, under the largest bottom line with which one is
    possible; `None` when none is."""
    run = choose_run(digest.form.text, size)
    for headline in find_headlines(digest.context, digest.paper):
        digest_pages = lay_pages(digest, count, headline, run)
        best: DigestTrial | None = None
        for trial in islice(_choose(digest, digest_pages, run, most), TRIES):
            best = trial if best is None or trial.fit.fill > best.fit.fill else best
            if is_full(digest.form, best):
                break
        if best:
            return best
    return None


def _choose(
    digest: DigestContext, digest_pages: tuple[DigestPage, ...], run: TypeSizes, most: int
) -> Iterator[DigestTrial]:
    """Pages with the best points, with the best of those that are a line lower, and so on: such as
    find room."""
    points, space = digest.form.points, digest.form.groups[0]
    rules = make_rules(points, most, measure_opening(digest.form, run))
    rooms = [measure_room(digest, digest_page) for digest_page in digest_pages]
    measures = MessageHeights(digest.context, digest.sides.body, run, 0.0)
    height = floor(100 * add_up(room + space for room in rooms))
    while min(rooms) >= 0:
        selection = choose_settled(measures, height, rules)
        if selection is None:
            return
        fit = PageFit(selection, measures.list_candidates(), rules, height, run.size, 0.0)
        trial = _break(digest, digest_pages, run, fit)
        if trial:
            yield trial
        height = min(height, selection.height) - floor(100 * run.leading)


def measure_opening(form: DigestFormat, run: TypeSizes) -> Hundredths:
    """What the first point of a section takes more than another: the space and rule above it."""
    return ceil(100 * (form.groups[0] + RULE - run.space.natural))


def measure_room(digest: DigestContext, digest_page: DigestPage) -> Length:
    """The height that the sections have on a page, the space before the first not included."""
    return digest_page.height - _measure_rows(digest, digest_page).natural


def _measure_rows(digest: DigestContext, digest_page: DigestPage) -> Glue:
    """The height of all else on a page, with a space for each."""
    rows = (*digest_page.before, *digest_page.after)
    between = find_between(digest.form)
    return sum((row.height + between for row in rows), Glue())


def find_between(form: DigestFormat) -> Glue:
    """The space between two sections."""
    return make_stretch(form.groups)


# ------------------------------------------------------------------------------ breaking


def _break(
    digest: DigestContext, digest_pages: tuple[DigestPage, ...], run: TypeSizes, fit: PageFit
) -> DigestTrial | None:
    """The pages with what was chosen; `None` when they cannot hold it."""
    messages = _set_messages(digest, run, fit)
    rooms = [_make_room(digest, digest_page) for digest_page in digest_pages]
    if not fit.selection.left_out:
        rooms[-1] = replace(rooms[-1], full=0.0)
    clusters = [_make_cluster(digest, id, boxes) for id, boxes in messages.items()]
    shares = divide(clusters, rooms, run.space, find_between(digest.form) + Glue(RULE))
    if shares is None:
        return None
    columns = tuple(
        _fill_page(digest, digest_page, _set_shares(digest, page, messages, run))
        for digest_page, page in zip(digest_pages, shares, strict=True)
    )
    fills = [
        at_glue_ratio(column.height, _find_glue_ratio(digest_page, column)) / digest_page.height
        for digest_page, column in zip(digest_pages, columns, strict=True)
    ]
    needed = fills if fit.selection.left_out else fills[:-1]
    return DigestTrial(digest_pages, columns, replace(fit, fill=min(needed, default=1.0)))


def _make_room(digest: DigestContext, digest_page: DigestPage) -> PageSpace:
    """What a page has for sections, and from what height of theirs it counts as full."""
    rows = _measure_rows(digest, digest_page)
    full = digest.form.points.full / 100 * digest_page.height - rows.natural - rows.stretch
    return PageSpace(digest_page.height - rows.natural - RULE, full - RULE)


def _make_cluster(digest: DigestContext, id: str, boxes: list[Box]) -> Cluster:
    head, again = (
        set_group_head(
            digest.groups[id], continued, digest.context, digest.sides.head
        ).height.natural
        for continued in (False, True)
    )
    return Cluster(head, again, tuple(box.height for box in boxes))


def _set_messages(digest: DigestContext, run: TypeSizes, fit: PageFit) -> dict[str, list[Box]]:
    """The points that were chosen, by section."""
    messages: dict[str, list[Box]] = {}
    for message, box in set_chosen(digest.context, fit.selection, digest.sides.body, run):
        messages.setdefault(message.section, []).append(box)
    return messages


def _set_shares(
    digest: DigestContext, shares: tuple[Share, ...], messages: dict[str, list[Box]], run: TypeSizes
) -> tuple[Box, ...]:
    """The rows of a page."""
    names = tuple(messages)
    return tuple(
        set_group(
            digest.groups[names[share.cluster]],
            tuple(messages[names[share.cluster]][share.start : share.stop]),
            share.start > 0,
            digest.context,
            run,
            digest.sides,
        )
        for share in shares
    )


def _fill_page(digest: DigestContext, digest_page: DigestPage, groups: tuple[Box, ...]) -> Box:
    return stack(
        "Sect", (*digest_page.before, *groups, *digest_page.after), find_between(digest.form)
    )


def _find_glue_ratio(digest_page: DigestPage, column: Box) -> float:
    return find_glue_ratio(digest_page.height - column.height.natural, column.height.stretch)


# ------------------------------------------------------------------------------ leaves


def lay_pages(
    digest: DigestContext, count: int, headline: Length, run: TypeSizes
) -> tuple[DigestPage, ...]:
    """So many pages without their points."""
    return tuple(
        _lay_page(digest, number == 0, number == count - 1, headline, run)
        for number in range(count)
    )


def _lay_page(
    digest: DigestContext, first: bool, last: bool, headline: Length, run: TypeSizes
) -> DigestPage:
    context, form, width = digest.context, digest.form, digest.width
    head = set_head(context, width) if first else None
    band = head.height.natural if head else measure_running(context)
    foot = set_foot(context, width, 0, context.plan.total).height.natural if last else 0.0
    below = form.margins.foot + (FOOT + foot if last else 0.0)
    side = choose_run(form.side, min(run.size, max(form.side.sizes)))
    before = _set_rows(digest, form.top, headline, side) if first else ()
    after = _set_rows(digest, form.bottom, headline, side) if last else ()
    height = PAPERS[digest.paper][1] - band - HEAD - below
    return DigestPage(band, head, before, after, foot, height)


def measure_running(context: LayoutContext) -> Length:
    """The height of the band at the head of a page after the first."""
    return RUNNING + measure_marking(context.plan)


def _set_rows(
    digest: DigestContext, parts: list[Part], headline: Length, run: TypeSizes
) -> tuple[Box, ...]:
    """The parts that need no choosing, in order: those without a heading together as a row."""
    context, sides = digest.context, digest.sides

    def is_headed(part: Part) -> bool:
        return set_heading(part, context, sides.head) is not None

    rows: list[Box] = []
    for headed, group in groupby(parts, key=is_headed):
        boxes = [set_part(part, context, sides, run, headline) for part in group]
        found = tuple(box for box in boxes if box)
        rows += found if headed or not found else (stack("Sect", found, BETWEEN),)
    return tuple(rows)


# ------------------------------------------------------------------------------ placing


UNEVEN = 0.2
"""By how much more than the tightest page the others are stretched at most: spaces that differ by a
fifth of what they may grow look alike, and feet of pages come nearer to each other. At nothing
pages end up to four lines apart, at one each page has spaces of its own."""


def share_glue_ratio(trial: DigestTrial) -> float:
    """How far all pages are stretched: as far as the tightest, or hardly further."""
    ratios = map(_find_glue_ratio, trial.digest_pages, trial.columns)
    return min(1.0, min(ratios) + UNEVEN)


def finish_pages(digest: DigestContext, trial: DigestTrial) -> tuple[BriefingPage, ...]:
    """The pages of a trial: every box in its place."""
    put = partial(put_box, left=digest.form.margins.left)
    width, height = PAPERS[digest.paper]
    pages: list[BriefingPage] = []
    shared = share_glue_ratio(trial)
    for digest_page, column in zip(trial.digest_pages, trial.columns, strict=True):
        glue_ratio = min(shared, _find_glue_ratio(digest_page, column))
        boxes: list[PlacedBox] = []
        if digest_page.head:
            boxes.append(put("head", digest_page.head, 0, 0, 0.0, digest.width))
        boxes.append(put("wide", column, 0, digest_page.band + HEAD, glue_ratio, digest.width))
        if digest_page.foot:
            shown, total = len(trial.fit.selection.chosen), digest.context.plan.total
            foot = set_foot(digest.context, digest.width, shown, total)
            low = height - digest.form.margins.foot - foot.height.natural
            boxes.append(put("foot", foot, 0, low, 0.0, digest.width))
        pages.append(BriefingPage(width, height, tuple(boxes), digest_page.band, trial.fit))
    return tuple(pages)
