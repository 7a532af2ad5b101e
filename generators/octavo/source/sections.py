"""The front matter of a section and its text, as a section of a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass

from octavo.document import AuthorQuery, Paragraph, Point, Section, Waiver, Weight
from octavo.document.problem import Span
from octavo.document.walk import query
from octavo.files.source_file import Page, error, suggest
from octavo.files.yaml_tree import parse_yaml
from octavo.source import schema
from octavo.source.blocks import read_blocks
from octavo.source.context import Reading, Setting
from octavo.source.expressions import cover
from octavo.source.schemes import read_level
from octavo.source.yaml_cursor import (
    Sheet,
    complain,
    inside,
    key_of,
    phrase,
    read_audiences,
    read_waivers,
    report_unread,
    say,
    span_of,
    understand,
)

_RULE = re.compile(r"-{3,}[ \t]*")


@dataclass(frozen=True, slots=True)
class _Halves:
    """A section file, cut at the end of its front matter."""

    head: str
    body: str
    first: int
    """Line of the file on which the body begins."""


@dataclass(frozen=True, slots=True)
class SectionFile:
    """What the file of a section holds."""

    section: Section
    waivers: tuple[Waiver, ...]


def read_section(page: Page, setting: Setting, attribution: str) -> SectionFile | None:
    """What the page holds; `None`, with the reasons reported, when it has no good front matter.

    `attribution` holds when the section names no rule of its own.
    """
    covered = cover(page)
    halves = _split(covered.text)
    if halves is None:
        hint = "begin the file with `---`, the section's `id`, `title` and `kind`, and `---`"
        problem = error("SRC009", "there is no front matter", Span(page.file, 1, 1), hint)
        page.problems.append(problem)
        return None
    tree = parse_yaml(page, halves.head, 2)
    if tree is None:
        return None
    sheet = Sheet(Reading(page, setting, covered.expressions), tree)
    entry = understand(sheet, schema.Section)
    if entry is None:
        return None
    section = _make_section(entry, sheet, halves, attribution)
    return SectionFile(section, read_waivers(sheet, entry.waivers, entry.id))


def _split(text: str) -> _Halves | None:
    lines = text.split("\n")
    if not _RULE.fullmatch(lines[0]):
        return None
    for i, line in enumerate(lines[1:], 1):
        if _RULE.fullmatch(line):
            return _Halves("\n".join(lines[1:i]), "\n".join(lines[i + 1 :]), i + 2)
    return None


def _make_section(
    entry: schema.Section, sheet: Sheet, halves: _Halves, attribution: str
) -> Section:
    blocks = read_blocks(sheet.reading, halves.body, halves.first, entry.id)
    paragraphs = [paragraph.id for paragraph in query(blocks, Paragraph) if paragraph.id]
    points = [
        _make_point(point, inside(sheet, "points", i), paragraphs)
        for i, point in enumerate(entry.points)
    ]
    section = Section(
        id=entry.id,
        title=say(sheet, entry.title, "title"),
        kind=entry.kind,
        blocks=blocks,
        label=say(sheet, entry.label, "label"),
        short_title=say(sheet, entry.short_title, "short_title"),
        columns=2 if entry.columns == 2 else 1,
        standfirst=phrase(sheet, entry.standfirst, "standfirst"),
        attribution=entry.attribution or attribution,
        marking=read_level(sheet, entry.marking, "marking"),
        points=tuple(points),
        queries=tuple(_make_query(text, sheet, i) for i, text in enumerate(entry.queries)),
        audiences=read_audiences(sheet, entry.audiences, "audiences"),
        span=span_of(sheet, "id"),
    )
    report_unread(sheet)
    return section


def _make_query(text: str, sheet: Sheet, place: int) -> AuthorQuery:
    span = span_of(sheet, "queries", place)
    return AuthorQuery(say(sheet, text, "queries", place), span=span)


def _make_point(point: schema.Point, sheet: Sheet, paragraphs: list[str]) -> Point:
    if point.rests_on not in paragraphs:
        message = f"this section has no paragraph `{point.rests_on}`"
        hint = suggest(point.rests_on, paragraphs)
        complain(sheet, "REF003", message, "rests_on", hint=hint)
    variants = (phrase(sheet, text, "variants", i) for i, text in enumerate(point.variants))
    return Point(
        id=point.id,
        children=phrase(sheet, point.text, "text"),
        rests_on=point.rests_on,
        variants=tuple(variants),
        weight=point.weight,
        weights=_make_weights(point, sheet),
        key=point.key,
        approved=point.approved,
        marking=read_level(sheet, point.marking, "marking"),
        audiences=read_audiences(sheet, point.audiences, "audiences"),
        span=span_of(sheet),
    )


def _make_weights(point: schema.Point, sheet: Sheet) -> tuple[Weight, ...]:
    """The weight for each audience that has its own, or that must have the point."""
    required = read_audiences(sheet, point.required, "required")
    known = sheet.reading.setting.audiences
    for name in point.weights:
        if name not in known:
            span = key_of(sheet, "weights", name)
            problem = error("AUD001", f"there is no audience `{name}`", span, suggest(name, known))
            sheet.reading.page.problems.append(problem)
    named = dict.fromkeys([*point.weights, *point.required])
    return tuple(
        Weight(audience, point.weights.get(audience, point.weight), audience in required)
        for audience in named
    )
