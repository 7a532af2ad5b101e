"""How the pages of a booklet were chosen: how full they are, what was given for that, and
what other numbers of pages would have cost."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate, groupby

from octavo.booklet.assembly import make_pages, open_book, plan_pages
from octavo.booklet.editions import BookletOptions
from octavo.booklet.page_plan import Plan, SectionDraft, SectionPlan, prepare_section
from octavo.booklet.pages import BookPage
from octavo.document import Document
from octavo.document.length import add_up
from octavo.files.library import Library
from octavo.generator import FitReport
from octavo.typeset.page_breaks import break_pages
from octavo.typeset.page_costs import PageCosts
from octavo.typeset.page_strips import PageBreaks, PageUnit, RowRun


@dataclass(frozen=True, slots=True)
class ExplainedPage:
    """One page of a section."""

    page: str
    """As printed."""
    lines: tuple[int, ...]
    """How many lines of text each of its columns takes, with all that is in it."""
    given: tuple[str, ...]
    """What was done for it, each with what that costs."""


@dataclass(frozen=True, slots=True)
class ExplainedSection:
    """The pages of a section."""

    section: str
    title: str
    pages: tuple[ExplainedPage, ...]
    cost: float | None
    """With that of its pages; `None` where they were filled one by one."""
    last: float
    """What its last page costs that is thin."""
    considered: tuple[str, ...]
    """What could have been done, and how often."""
    others: Mapping[str, float]
    """The other numbers of pages that were thought of, with their costs."""
    why: str


def explain_pages(document: Document, options: BookletOptions, library: Library) -> FitReport:
    """How the pages were chosen of the edition for the screen; those for paper have the same.

    Raises `SourceError` for a template or a face that fails.
    """
    book = open_book(document, BookletOptions(), library, {})
    costs, shape = book.template.costs, book.template.shape
    total = book.template.total
    plan: Plan = plan_pages(book) if total else {}
    pages = make_pages(document, library, total)
    trial, note = open_book(document, BookletOptions(), library, {}), 1
    found: list[ExplainedSection] = []
    sections = {section.id: section for section in document.sections}
    for section_id, group in groupby(pages, lambda page: page.section):
        if section_id not in sections:
            continue
        section, own = sections[section_id], list(group)
        draft = prepare_section(trial, section, note)
        note = draft.note
        chosen = plan.get(section_id)
        given = _list_given(chosen.breaks, draft, costs) if chosen else {}
        lines = [_count_lines(page, shape.leading) for page in own]
        found.append(
            ExplainedSection(
                section_id,
                section.title,
                tuple(
                    ExplainedPage(page.label, count, tuple(given.get(place, ())))
                    for place, (page, count) in enumerate(zip(own, lines, strict=True))
                ),
                round(chosen.breaks.cost, 1) if chosen else None,
                round(chosen.breaks.tail, 1) if chosen else 0.0,
                tuple(_list_considered(draft.units)) if chosen else (),
                _list_others(chosen, draft, len(own), costs),
                _tell_why(chosen, len(own), draft, costs, total),
            )
        )
    summary = {
        "pages": len(pages),
        "lines": shape.lines,
        "sections": [asdict(one) for one in found],
    }
    said = json.dumps(summary, ensure_ascii=False)
    return FitReport("\n".join(_tell(found, len(pages), shape.lines)), said, ())


def _count_lines(page: BookPage, leading: float) -> tuple[int, ...]:
    return tuple(round(foot / leading) for foot in page.feet)


def _find_others(
    chosen: SectionPlan, draft: SectionDraft, costs: PageCosts
) -> dict[int, PageBreaks]:
    return break_pages(draft.units, draft.frame._replace(recto=chosen.recto), costs)


def _list_others(
    chosen: SectionPlan | None, draft: SectionDraft, pages: int, costs: PageCosts
) -> dict[str, float]:
    if chosen is None:
        return {}
    found = _find_others(chosen, draft, costs)
    return {str(n): round(one.cost, 1) for n, one in sorted(found.items()) if n != pages}


def _tell_why(
    chosen: SectionPlan | None, pages: int, draft: SectionDraft, costs: PageCosts, total: bool
) -> str:
    """Why the section takes so many pages."""
    if chosen is None:
        if not total:
            return "each page takes what it has room for: `pages: greedy`"
        return (
            "each page takes what it has room for: rows go over all columns, or none may be parted"
        )
    found = _find_others(chosen, draft, costs)
    if len(found) == 1:
        return "no other number of pages will do"
    cheapest = min(found, key=lambda count: found[count].cost)
    if cheapest == pages:
        return "the cheapest number of pages"
    return (
        f"{cheapest} pages would be cheaper by {found[pages].cost - found[cheapest].cost:.1f}, but "
        "then the sections after it would begin on the other side, or a page stay blank"
    )


def _list_considered(units: Sequence[PageUnit]) -> Iterator[str]:
    """What could be done in a section, and how often."""
    varied = [unit for unit in units if len(unit.variants) > 1]
    pictures = [unit for unit in varied if unit.variants[0].strips[0].floats]
    floats = [unit for unit in units if unit.variants[0].strips[0].floats]
    for count, said in (
        (len(varied) - len(pictures), "a paragraph with a line more or less"),
        (len(pictures), "a lower picture"),
        (len(floats), "a figure that waits"),
        (len([unit for unit in units if unit.moves]), "a pull quote elsewhere"),
    ):
        if count:
            yield f"{said} ({count} times)" if count > 1 else said


# ------------------------------------------------------------------------------- what was given


def _list_given(breaks: PageBreaks, draft: SectionDraft, costs: PageCosts) -> dict[int, list[str]]:
    """What was done, by the place of its page in the section."""
    given: dict[int, list[str]] = {}
    if breaks.air:
        given[0] = [
            f"{_say_lines(breaks.air)} more below the opener ({costs.air * breaks.air**2:g})"
        ]
    if not breaks.columns[0] and draft.frame.opener:
        given.setdefault(0, []).append("the opener stands alone")
    units, chosen = draft.units, dict(breaks.variants)
    firsts = [*accumulate(_count_rows(unit, chosen) for unit in units)]
    starts = [0, *firsts[:-1]]
    latest = -1
    for number, column in enumerate(breaks.columns):
        page = number // draft.frame.columns
        for run in column:
            unit = next(n for n, end in enumerate(firsts) if run.first < end)
            begun = run.first == starts[unit]
            said = _tell_run(run, units[unit], chosen, begun, unit < latest, costs)
            given.setdefault(page, []).extend(said)
            latest = max(latest, -1 if units[unit].moves else unit)
    return given


def _count_rows(unit: PageUnit, chosen: Mapping[int, int]) -> int:
    return len(unit.variants[_find_variant(unit, chosen)].strips)


def _find_variant(unit: PageUnit, chosen: Mapping[int, int]) -> int:
    """Which variant of a unit was chosen."""
    for place, variant in enumerate(unit.variants):
        if variant.more and chosen.get(variant.text) == variant.more:
            return place
    return 0


def _tell_run(
    run: RowRun,
    unit: PageUnit,
    chosen: Mapping[int, int],
    begun: bool,
    late: bool,
    costs: PageCosts,
) -> Iterator[str]:
    """What was done at rows that stand together."""
    if run.wider:
        cost = costs.feather * run.wider**2
        yield f"{_say_lines(run.wider)} more above a heading, a list or a figure ({cost:g})"
    variant = unit.variants[_find_variant(unit, chosen)]
    if variant.more and begun:
        many = _say_lines(abs(variant.more))
        if unit.variants[0].strips[0].floats:
            yield f"a picture is {many} lower ({variant.cost:.1f})"
        else:
            side = "more" if variant.more > 0 else "less"
            yield f"a paragraph has {many} {side} ({variant.cost:.1f})"
    if late and begun and unit.variants[0].strips[0].floats:
        yield f"a figure has waited for the head of a page ({costs.float_late:g})"
    if late and unit.moves:
        yield f"a pull quote stands later than it was written ({costs.move:g} and more)"


# --------------------------------------------------------------------------------- on a terminal


def _say_lines(count: int) -> str:
    return f"{count} line" if count == 1 else f"{count} lines"


def _say_pages(count: int) -> str:
    return f"{count} page" if count == 1 else f"{count} pages"


def _tell(found: Sequence[ExplainedSection], pages: int, lines: int) -> Iterator[str]:
    yield f"{pages} pages; a full one has {lines} lines of text"
    for one in found:
        first, last = one.pages[0].page, one.pages[-1].page
        where = f"page {first}" if first == last else f"pages {first}–{last}"
        yield f"\n{one.title}, {where}: {one.why}"
        if one.cost is not None:
            thin = f", of which {one.last:g} for a last page that is thin" if one.last else ""
            yield f"  cost {one.cost:g} with {_say_pages(len(one.pages))}{thin}"
        for count, cost in one.others.items():
            yield f"  cost {cost:g} with {_say_pages(int(count))}"
        if one.considered:
            yield f"  could have had: {', '.join(one.considered)}"
        for page in one.pages:
            yield f"  page {page.page}: {_tell_fill(page, lines)}"
            yield from (f"    {given}" for given in page.given)


def _tell_fill(page: ExplainedPage, lines: int) -> str:
    """How full a page is: `35 of 35 lines`, of columns one after the other."""
    if not page.lines:
        return "no text"
    filled = " and ".join(map(str, page.lines))
    part = add_up(page.lines) / len(page.lines) / lines
    return f"{filled} of {lines} lines, {part:.0%} full"
