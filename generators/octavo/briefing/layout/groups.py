"""The key messages of a digest, each section's under its head: a row with the head at the side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from octavo.briefing.layout.boxes import Box, Glue, set_lines, stack
from octavo.briefing.layout.parts import point_to, reference_style
from octavo.briefing.layout.rows import HEAD, RowWidths, divide_row, set_row
from octavo.briefing.layout.setting import LayoutContext, TypeSizes, balance, set_text
from octavo.briefing.plan.contents import Source, find_page, index_pages, lead_to
from octavo.briefing.plan.template import DigestFormat
from octavo.document import Document
from octavo.document.length import Length
from octavo.style.phrases import Given, Phrases, say


@dataclass(frozen=True, slots=True)
class SectionGroup:
    """A section, as the digest names it."""

    id: str
    title: str
    source: Source
    """Where it begins."""


def list_groups(document: Document, wording: Phrases) -> dict[str, SectionGroup]:
    """The sections that have points, by id."""
    pages, address = index_pages(document.places), document.publication.imprint.address
    groups: dict[str, SectionGroup] = {}
    for section in document.sections:
        page = find_page(pages, section.id, section.id)
        given: dict[str, Given] = {
            "number": section.number,
            "label": section.label,
            "title": section.title,
            "page": page,
        }
        label, link = say(wording, "place", given), lead_to(address, section.id)
        source = Source(section.id, "", page, label, link)
        if section.points:
            groups[section.id] = SectionGroup(section.id, say(wording, "group", given), source)
    return groups


def measure_sides(form: DigestFormat, width: Length) -> RowWidths:
    """The widths of a row in a page whose text is so wide."""
    return divide_row(width, form.columns.narrow, form.columns.gap)


@lru_cache(256)
def set_group_head(
    group: SectionGroup, continued: bool, context: LayoutContext, width: Length
) -> Box:
    """The title of a section, and where it stands in the booklet."""
    given: dict[str, Given] = {"title": group.title}
    title = say(context.wording, "continued", given) if continued else group.title
    small = replace(reference_style(context.format.small), align="left")
    heading = set_lines("H2", balance(title, HEAD, width, context), HEAD)
    label = set_text(point_to(group.source), small, width, context)
    reference = set_lines("P", label, small)
    boxes = (heading, reference) if label else (heading,)
    children = tuple(replace(box, source=group.source) for box in boxes)
    return stack("Sect", children, Glue(3), group.id)


def set_group(
    group: SectionGroup,
    messages: tuple[Box, ...],
    continued: bool,
    context: LayoutContext,
    run: TypeSizes,
    sides: RowWidths,
) -> Box:
    """A section: its head at the side, its messages beside it."""
    head = set_group_head(group, continued, context, sides.head)
    return set_row(head, stack("L", messages, run.space), run.size, sides, "messages")
