"""Which rows of a booklet stand on which page, chosen for all sections together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple, TypeAlias

from octavo.booklet.columns import even_out, part_pages
from octavo.booklet.greedy_pages import fill_greedily
from octavo.booklet.openers import Opener, make_opener
from octavo.booklet.pages import BookContext, Columns, measure_columns
from octavo.document import Section
from octavo.document.length import Length
from octavo.pdf.tags import StructureElement
from octavo.typeset.blocks import set_blocks
from octavo.typeset.context import NoteNumbers, Region, TextChoice
from octavo.typeset.flow import FlowItem, PageGeometry, divide
from octavo.typeset.page_breaks import break_pages
from octavo.typeset.page_costs import PageCosts
from octavo.typeset.page_strips import ColumnFrame, PageBreaks, PageUnit, suits
from octavo.typeset.page_units import make_units, measure_row, place_columns


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """The pages of a section, as they are chosen."""

    breaks: PageBreaks
    recto: bool
    """Whether the first of them is a recto."""

    @property
    def choice(self) -> TextChoice:
        """Which texts get lines more or less."""
        return TextChoice(dict(self.breaks.variants))


Plan = Mapping[str, SectionPlan]
"""Of sections by their id; those that are missing take what each page has room for."""


class SectionDraft(NamedTuple):
    """A section before its pages are chosen: it hangs on nothing but the section, the setting and
    the number of its first note."""

    id: str
    frame: ColumnFrame
    units: tuple[PageUnit, ...]
    """None where its pages are not chosen."""
    pages: int
    """How many it takes then."""
    note: int
    """The number of the first note after it."""


Prepare: TypeAlias = Callable[[Section, int], SectionDraft]
"""Gives the draft of a section whose first note has that number."""


def plan_sections(
    book: BookContext, parts: Sequence[Section | int], prepare: Prepare | None = None
) -> Plan:
    """The pages of the sections among `parts`, which are all but the back cover: sections, and the
    numbers of pages that other parts take.

    The best for each section need not be the best for all: where one ends on a verso the next one
    begins on a recto, blank pages cost, and so do sheets that are not full.
    """
    costs = book.template.costs
    prepare = prepare or partial(prepare_section, book)
    note = 1
    ways: _Ways = {0: (0.0, None)}
    for one in parts:
        if isinstance(one, int):
            ways = {place + one: way for place, way in ways.items()}
        else:
            draft = prepare(one, note)
            ways, note = _go_on(ways, draft, costs), draft.note
    covered = book.template.parts[-1:] == ("back-cover",)
    end = min(ways, key=lambda end: ways[end][0] + _judge_end(end, covered, costs))
    return {
        picked.id: SectionPlan(picked.breaks, picked.place % 2 == 0)
        for picked in _trace(ways[end][1])
        if picked.breaks
    }


def _judge_end(pages: int, covered: bool, costs: PageCosts) -> float:
    """What it costs that so many pages come before the back cover."""
    blank = covered and pages % 2 == 0
    return costs.blank * blank + costs.sheet * (-(pages + blank + covered) % 4)


MOST_BEHIND = 120.0
"""Cost beyond the best by which a way to the end of a section is let go of: four pages, more than
any later section gains from where it begins."""


def _go_on(ways: _Ways, draft: SectionDraft, costs: PageCosts) -> _Ways:
    """The ways to the end of a section, by the number of pages up to there."""
    found: _Ways = {}
    counts = {recto: _list_ways(draft, recto, costs) for recto in {one % 2 == 0 for one in ways}}
    for place, (cost, before) in ways.items():
        for count, breaks in counts[place % 2 == 0]:
            more = cost + (breaks.cost if breaks else 0.0)
            end = place + count
            if end not in found or more < found[end][0]:
                found[end] = more, _Picked(draft.id, place, breaks, before)
    most = min(cost for cost, _ in found.values()) + MOST_BEHIND
    return {end: way for end, way in found.items() if way[0] <= most}


class _Picked(NamedTuple):
    """The pages of a section on the best way to a page, and those before."""

    id: str
    place: int
    breaks: PageBreaks | None
    before: _Picked | None


_Ways: TypeAlias = dict[int, tuple[float, _Picked | None]]


def _trace(picked: _Picked | None) -> Iterator[_Picked]:
    while picked:
        yield picked
        picked = picked.before


def _list_ways(
    draft: SectionDraft, recto: bool, costs: PageCosts
) -> Sequence[tuple[int, PageBreaks | None]]:
    """The numbers of pages that a section may take, and their breaks."""
    if draft.pages:
        return [(draft.pages, None)]
    found = break_pages(draft.units, draft.frame._replace(recto=recto), costs)
    return list(found.items())


def prepare_section(book: BookContext, section: Section, note: int) -> SectionDraft:
    """The section with the variants of its texts, set only to know how high it is.

    The title of the publication stands at the head of pages and takes no room of the section.
    """
    element = StructureElement("Sect")
    if section.kind == "theme":
        return SectionDraft(section.id, ColumnFrame(1.0, 1.0, 0.0), (), 1, note)
    notes, costs = NoteNumbers(note), book.template.costs
    book = book.set_columns(section.columns)
    context = replace(book.typeset, notes=notes, faults=[], choice=TextChoice(offers=True))
    untitled = replace(book.document, publication=replace(book.document.publication, title=""))
    trial = replace(book, typeset=context, document=untitled)
    opener = make_opener(section, element, trial)
    set_rows = set_section(section, element, trial)
    rows = divide_rows(join_rows(opener, set_rows, section, trial), trial)
    frame = make_frame(opener, section, trial)
    units = make_units(rows, trial.template.shape.leading, costs)
    if is_chosen(opener, rows, section) and break_pages(units, frame, costs):
        return SectionDraft(section.id, frame, units, 0, notes.take(0))
    pages = len(fill_greedily(set_rows, opener, section, trial))
    return SectionDraft(section.id, frame, (), pages, notes.take(0))


def is_chosen(opener: Opener, rows: Sequence[FlowItem], section: Section) -> bool:
    """Whether the pages of a section can be chosen: not where rows go over all columns."""
    return section.columns == 1 or not (opener.rest or any(row.spans for row in rows))


def set_section(
    section: Section, element: StructureElement, book: BookContext
) -> tuple[FlowItem, ...]:
    """The rows of a section below its opener."""
    full = book.template.shape.across.measure
    region = Region(measure_columns(section.columns, book), element, full=full)
    return set_blocks(section.blocks, book.typeset, region)


def join_rows(
    opener: Opener, rows: tuple[FlowItem, ...], section: Section, book: BookContext
) -> tuple[FlowItem, ...]:
    """What is left of the opener for the next page, and the rows of the section below it."""
    if not opener.rest or section.columns > 1:
        return rows
    space = book.template.shape.leading
    below = [replace(row, space_before=space) for row in rows[:1]]
    return (*opener.rest, *below, *rows[1:])


def divide_rows(rows: Sequence[FlowItem], book: BookContext) -> tuple[FlowItem, ...]:
    """The rows, none of them higher than a page."""
    shape = book.template.shape
    return tuple(divide(rows, PageGeometry(shape.column, note_gap=shape.leading)))


def make_frame(opener: Opener, section: Section, book: BookContext) -> ColumnFrame:
    """How much room the columns of a section have."""
    shape = book.template.shape
    return ColumnFrame(
        shape.column,
        shape.leading,
        shape.leading,
        min(opener.height, shape.column),
        section.columns,
        apart=bool(opener.rest),
    )


def fill_as_planned(
    plan: SectionPlan,
    opener: Opener,
    rows: tuple[FlowItem, ...],
    section: Section,
    book: BookContext,
) -> tuple[tuple[Columns, ...], Length] | None:
    """The pages that were chosen for the rows of a section, and how much room is left below the
    opener beside what always is; chosen anew where the rows have changed, as references do that
    tell a page. `None` where no page can hold them so."""
    costs, shape = book.template.costs, book.template.shape
    rows = divide_rows(join_rows(opener, rows, section, book), book)
    breaks = plan.breaks
    if not is_chosen(opener, rows, section):
        return None
    frame = make_frame(opener, section, book)
    strips = tuple(measure_row(row) for row in rows)
    if not suits(breaks, strips):
        units = make_units(rows, shape.leading, costs)
        found = break_pages(units, frame._replace(recto=plan.recto), costs)
        if not found:
            return None
        breaks = min(found.values(), key=lambda one: one.cost)
    columns = place_columns(rows, breaks.columns, shape.leading)
    pages = part_pages(columns, section.columns)
    if not pages[0] or not any(column.items for column in pages[0]):
        pages[0] = ()
    if section.columns > 1 and pages[-1]:
        geometry = PageGeometry(shape.column, note_gap=shape.leading, columns=section.columns)
        pages[-1] = even_out(pages[-1], geometry)
    return tuple(pages), breaks.air * shape.leading
