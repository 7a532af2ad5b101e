"""Why the must-haves of a briefing do not fit on one page, and what to shorten."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from octavo.briefing.choice.candidates import Candidate
from octavo.briefing.choice.fit import least_height
from octavo.briefing.layout.boxes import Box
from octavo.briefing.layout.frame import (
    PageFrame,
    Paper,
    lay_frame,
    measure_column,
    measure_fixed,
)
from octavo.briefing.layout.measures import find_room, make_candidates
from octavo.briefing.layout.page import BriefingPage
from octavo.briefing.layout.pages import (
    DigestContext,
    DigestPage,
    lay_pages,
    measure_opening,
    measure_room,
)
from octavo.briefing.layout.setting import LayoutContext, TypeSizes, choose_run
from octavo.document import Audience
from octavo.document.length import add_up
from octavo.document.problem import Problem
from octavo.files.source_file import error, note

CODE = "FIT001"
FIELDS = {
    "question": "question",
    "bottom-line": "bottom_line",
    "facts": "lead_facts",
    "timing": "timing",
    "meaning": "so_what",
    "asks": "asks",
    "handling": "handling",
}
"""Where in `publication.yaml` the author finds what a part says."""


@dataclass(frozen=True, slots=True)
class Excess:
    """By how many lines a column is too high, and what stands in it."""

    lines: int
    contents: tuple[str, ...]
    """Fields of the audience, or ids of points; the longest first."""


def explain_shortfall(context: LayoutContext, paper: Paper, audience: Audience) -> Problem:
    """The error that names what to shorten, and by how many lines, at the smallest sizes."""
    form = context.format
    frame = lay_frame(context, paper, min(form.bottom_line.sizes), min(form.side.sizes))
    run = choose_run(form.text, min(form.text.sizes))
    excess = max(_measure_narrow(context, frame), _measure_wide(context, frame, run), key=_lines)
    return _name_excess(excess, f"the briefing for `{audience.id}` does not fit one page", audience)


def explain_excess(digest: DigestContext, audience: Audience) -> Problem:
    """The same for a digest."""
    form = digest.form
    run = choose_run(form.text, min(form.text.sizes))
    digest_pages = lay_pages(digest, form.pages, min(form.bottom_line.sizes), run)
    over = [
        Excess(ceil(-measure_room(digest, digest_page) / run.leading), _name_rows(digest_page))
        for digest_page in digest_pages
    ]
    excess = max(*over, _measure_points(digest, digest_pages, run), key=_lines)
    pages = f"{form.pages} pages" if form.pages > 1 else "one page"
    return _name_excess(excess, f"the digest for `{audience.id}` does not fit {pages}", audience)


def _name_excess(excess: Excess, fault: str, audience: Audience) -> Problem:
    lines = f"{excess.lines} line" + ("s" if excess.lines != 1 else "")
    names = [f"`{name}`" for name in excess.contents]
    listed = " or ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
    hint = f"shorten {listed} by {lines} in all"
    return error(CODE, f"{fault}: {lines} too many", audience.span, hint)


def explain_repetition(audience: Audience | None) -> Problem:
    """The error for a page that is one page, but not in lines as Word breaks them."""
    id, span = (audience.id, audience.span) if audience else ("", None)
    message = f"the Word version of the briefing for `{id}` does not fit one page"
    return error("FIT002", message, span, "shorten `so_what`, `bottom_line` or `asks` by a line")


def note_shortening(
    page: BriefingPage, again: BriefingPage, audience: Audience | None
) -> tuple[Problem, ...]:
    """A note of the points of `page` that `again` leaves out or says shorter; none without any."""
    wordings = {chosen.id: chosen.wording for chosen in again.fit.selection.chosen}
    lost = [taken.id for taken in page.fit.selection.chosen if wordings.get(taken.id, 1)]
    if not lost:
        return ()
    id, span = (audience.id, audience.span) if audience else ("", None)
    listed = ", ".join(f"`{point}`" for point in lost)
    message = f"the Word version of the briefing for `{id}` leaves out or shortens {listed}"
    return (note("FIT003", message, span, "its lines are broken by Word, and take more room"),)


def _lines(excess: Excess) -> int:
    return excess.lines


def _measure_narrow(context: LayoutContext, frame: PageFrame) -> Excess:
    """What the narrow column, and all above and below it, has too much."""
    run = choose_run(context.format.side, frame.side)
    over = frame.narrow.height.natural - measure_column(frame)
    boxes = (*frame.narrow.children, *frame.top.children, *frame.bottom.children)
    return Excess(max(0, ceil(over / run.leading)), _name_fields(boxes))


def _measure_wide(context: LayoutContext, frame: PageFrame, run: TypeSizes) -> Excess:
    """What the required points have too much, and what stands with them."""
    candidates = make_candidates(context, frame.wide_width, run, 0.0)
    over = (least_height(candidates) - find_room(context, frame, run)) / 100
    ids = _name_required(candidates)
    boxes = (
        *frame.before.children,
        *frame.after.children,
        *frame.top.children,
        *frame.bottom.children,
    )
    fields = () if measure_fixed(frame).natural == 0 and ids else _name_fields(boxes)
    return Excess(max(1, ceil(over / run.leading)), (*ids, *fields))


def _name_required(candidates: tuple[Candidate, ...]) -> tuple[str, ...]:
    """The ids of the highest required points."""
    required = sorted((c for c in candidates if c.required), key=lambda c: -min(c.heights))
    return tuple(candidate.id for candidate in required[:4])


def _name_rows(digest_page: DigestPage) -> tuple[str, ...]:
    """The fields that stand above and below the points of a page of a digest."""
    boxes = [
        child for row in (*digest_page.before, *digest_page.after) for child in (row, *row.children)
    ]
    return _name_fields(tuple(boxes))


def _measure_points(
    digest: DigestContext, digest_pages: tuple[DigestPage, ...], run: TypeSizes
) -> Excess:
    """What the required points have too much for the pages of a digest together."""
    candidates = make_candidates(digest.context, digest.sides.body, run, 0.0)
    opening = measure_opening(digest.form, run)
    room = add_up(
        measure_room(digest, digest_page) + digest.form.groups[0] for digest_page in digest_pages
    )
    over = least_height(candidates, opening) / 100 - room
    return Excess(max(1, ceil(over / run.leading)), _name_required(candidates))


def _name_fields(boxes: tuple[object, ...]) -> tuple[str, ...]:
    """The fields that the highest of these parts come from."""
    parts = [box for box in boxes if isinstance(box, Box) and box.name in FIELDS]
    parts.sort(key=lambda box: -box.height.natural)
    return tuple(FIELDS[box.name] for box in parts[:3])
