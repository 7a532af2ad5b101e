"""The key messages of a digest, each section's under its head: a row with the head at the side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from octavo.briefing.layout.boxes import (
    ASCENT,
    Background,
    Box,
    Glue,
    cover,
    place,
    set_lines,
    stack,
)
from octavo.briefing.layout.parts import (
    LayoutContext,
    TypeSizes,
    balance,
    point_to,
    reference_style,
    set_text,
)
from octavo.briefing.plan.contents import Source, find_page, index_pages, lead_to
from octavo.briefing.plan.template import DigestFormat
from octavo.document import Document
from octavo.document.length import Length
from octavo.style.phrases import Given, Phrases, say
from octavo.typeset.text import TextStyle

RULE = 7.0
"""From the hairline over a row to what stands in it, in points: half a line, nearer than to the row
above. At half it looks like an underline of that; at the double pages of a digest are four per cent
fuller, and no point is lost."""
HEAD = TextStyle(10.2, 12.6, "sans-bold", "signal", "left", False)
"""The style of a section's head: as small as the text beside it, bold and in the signal colour
instead of large, as it stands in a margin a quarter of the page wide."""


@dataclass(frozen=True, slots=True)
class SectionGroup:
    """A section, as the digest names it."""

    id: str
    title: str
    source: Source
    """Where it begins."""


@dataclass(frozen=True, slots=True)
class RowWidths:
    """The widths of a row: of the head at the side, and of what stands beside it."""

    head: Length
    gap: Length
    body: Length


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
    head = form.columns.narrow / 100 * width
    return RowWidths(head, form.columns.gap, width - head - form.columns.gap)


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
    return set_row(head, stack("L", messages, run.space), run, sides, "messages")


def set_row(head: Box, body: Box, run: TypeSizes, sides: RowWidths, name: str) -> Box:
    """Head at the side and body beside it under a hairline, their first lines on one baseline."""
    rule = Background(0, Glue(), sides.head + sides.gap + sides.body, Glue(0.6), "line")
    down = Glue(RULE + ASCENT * (run.size - HEAD.size))
    beside = place(body, sides.head + sides.gap, Glue(RULE))
    height = cover(head.height, body.height) + Glue(RULE)
    return Box("Sect", (rule, place(head, 0, down), beside), height, name=name)
