"""The front matter of a section and its text, as a section of a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from octavo.document import Author, AuthorQuery, Blocks, Point, Section, Waiver, Weight
from octavo.document.problem import Fix, Problem, Span
from octavo.document.walk import list_blocks
from octavo.files.source_file import SourceFile, error, span_line, suggest
from octavo.files.stand_ins import STAND_IN
from octavo.files.yaml_tree import YamlTree, parse_yaml
from octavo.source import schema
from octavo.source.block_ids import name_blocks
from octavo.source.blocks import read_blocks
from octavo.source.context import UNDEFINED, FileContext, ReadContext
from octavo.source.expressions import Covered, cover
from octavo.source.fences import list_code_lines
from octavo.source.grounds import check_ground, find_grounds
from octavo.source.marking_schemes import read_level
from octavo.source.outline import read_outline
from octavo.source.yaml_cursor import (
    YamlCursor,
    inside,
    key_of,
    read_audiences,
    read_inlines,
    read_text,
    read_waivers,
    report_unread,
    span_of,
    validate,
)

_RULE = re.compile(r"-{3,}[ \t]*")


@dataclass(frozen=True, slots=True)
class _Halves:
    """A section file, cut at the end of its front matter."""

    head: str | None
    """`None` when the file has no front matter."""
    body: str
    first: int
    """Line of the file on which the body begins."""
    top: int = 2
    """Line of the file on which the front matter begins."""


@dataclass(frozen=True, slots=True)
class SectionFile:
    """What the file of a section holds."""

    section: Section
    waivers: tuple[Waiver, ...]
    given: frozenset[str]
    """The ids of blocks that stand in the file."""


def read_section(source: SourceFile, shared: ReadContext, attribution: str) -> SectionFile:
    """What the page holds. Without good front matter, its text is read all the same, so that what
    is wrong in it is reported too.

    `attribution` holds when the section names no rule of its own.
    """
    covered = cover(source)
    halves = _split(source, covered.text)
    source.problems.extend(_list_strays(covered, halves))
    tree = None if halves.head is None else parse_yaml(source, halves.head, halves.top)
    context = FileContext(source, shared, covered.expressions)
    cursor = YamlCursor(context, tree or YamlTree({}, {}, {}))
    entry = validate(cursor, schema.Section) if tree else None
    stand_in = schema.Section(id=STAND_IN, title=STAND_IN, kind="chapter")
    return _read_entry(entry or stand_in, cursor, halves, attribution)


def _list_strays(covered: Covered, halves: _Halves) -> list[Problem]:
    """The stray braces of the file that stand outside code."""
    if not covered.strays:
        return []
    code = set(list_code_lines(read_outline(halves.body).parts, halves.first))
    return [problem for problem in covered.strays if problem.span and problem.span.line not in code]


def _read_entry(
    entry: schema.Section, cursor: YamlCursor, halves: _Halves, attribution: str
) -> SectionFile:
    blocks = read_blocks(cursor.context, halves.body, halves.first)
    given = frozenset(block.id for block in list_blocks(blocks) if block.id)
    section = _make_section(entry, cursor, name_blocks(blocks, entry.id), attribution)
    grounds = find_grounds(section, given)
    for i, point in enumerate(entry.points):
        check_ground(point.rests_on, grounds, cursor, "points", i, "rests_on")
    return SectionFile(section, read_waivers(cursor, entry.waivers, entry.id), given)


def _split(source: SourceFile, text: str) -> _Halves:
    """The two halves of `text`. That the first is missing or not well begun is reported."""
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    begun = bool(_RULE.fullmatch(lines[first]))
    begin = first + 1 if begun else first
    rules = (i for i, line in enumerate(lines[begin:], begin) if _RULE.fullmatch(line))
    end = next(rules, len(lines))
    keys = next((i for i, line in enumerate(lines[begin:], begin) if not _KEY.match(line)), end)
    found = end < len(lines) and (begun or begin < keys == end)
    if first or not begun or not found:
        source.problems.append(_refuse_head(source, (first, keys), begun, found))
    if not found:
        return _Halves(None, "" if begun else text, 1)
    return _Halves("\n".join(lines[begin:end]), "\n".join(lines[end + 1 :]), end + 2, begin + 1)


_KEY = re.compile(r"[\w-]+:(?:\s|$)|[ \t]+\S|- |#")
"""How a line of front matter begins."""


def _refuse_head(source: SourceFile, lines: tuple[int, int], begun: bool, found: bool) -> Problem:
    """What is said of front matter that is missing or has no beginning or no end.

    `lines` are the first line that is not empty and the line after the keys, counted from 0.
    """
    first, keys = lines
    place = span_line(source, first + 1)
    if found and begun:
        message, hint = "the front matter does not begin in the first line", "delete what is above"
        fix = Fix(Span(source.file, 1, 1, first + 1, 1), "")
        return replace(error("SRC009", message, place, hint), fixes=(fix,))
    if found:
        message, hint = "the front matter does not begin with `---`", "write `---` above it"
        fix = Fix(Span(source.file, 1, 1, first + 1, 1), "---\n")
        return replace(error("SRC009", message, place, hint), fixes=(fix,))
    if begun:
        message = "the front matter is never closed"
        hint = f"write `---` on a line of its own after line {keys}, where its keys end"
        return error("SRC009", message, place, hint)
    hint = "begin the file with `---`, the section's `id`, `title` and `kind`, and `---`"
    return error("SRC009", "there is no front matter", Span(source.file, 1, 1), hint)


def _make_section(
    entry: schema.Section, cursor: YamlCursor, blocks: Blocks, attribution: str
) -> Section:
    points = [
        _make_point(point, inside(cursor, "points", i)) for i, point in enumerate(entry.points)
    ]
    section = Section(
        id=entry.id,
        title=read_text(cursor, entry.title, "title"),
        kind=entry.kind,
        blocks=blocks,
        label=read_text(cursor, entry.label, "label"),
        short_title=read_text(cursor, entry.short_title, "short_title"),
        columns=2 if entry.columns == 2 else 1,
        standfirst=read_inlines(cursor, entry.standfirst, "standfirst"),
        authors=tuple(
            _make_author(author, inside(cursor, "authors", i))
            for i, author in enumerate(entry.authors)
        ),
        attribution=entry.attribution or attribution,
        marking=read_level(cursor, entry.marking, "marking"),
        points=tuple(points),
        queries=tuple(_make_query(text, cursor, i) for i, text in enumerate(entry.queries)),
        audiences=read_audiences(cursor, entry.audiences, "audiences"),
        span=span_of(cursor, "id"),
    )
    report_unread(cursor)
    return section


def _make_author(author: schema.Author, cursor: YamlCursor) -> Author:
    name = read_text(cursor, author.name, "name")
    return Author(name, read_text(cursor, author.affiliation, "affiliation"))


def _make_query(text: str, cursor: YamlCursor, place: int) -> AuthorQuery:
    span = span_of(cursor, "queries", place)
    return AuthorQuery(read_text(cursor, text, "queries", place), span=span)


def _make_point(point: schema.Point, cursor: YamlCursor) -> Point:
    variants = (read_inlines(cursor, text, "variants", i) for i, text in enumerate(point.variants))
    return Point(
        id=point.id,
        children=read_inlines(cursor, point.text, "text"),
        rests_on=point.rests_on,
        variants=tuple(variants),
        lead=read_inlines(cursor, point.lead, "lead") if point.lead else (),
        weight=point.weight,
        weights=_make_weights(point, cursor),
        key=point.key,
        approved=point.approved,
        marking=read_level(cursor, point.marking, "marking"),
        audiences=read_audiences(cursor, point.audiences, "audiences"),
        span=span_of(cursor),
    )


def _make_weights(point: schema.Point, cursor: YamlCursor) -> tuple[Weight, ...]:
    """The weight for each audience that has its own, or that must have the point."""
    required = read_audiences(cursor, point.required, "required")
    known = cursor.context.shared.audiences
    for name in point.weights:
        if name not in known:
            span = key_of(cursor, "weights", name)
            hint = suggest(name, known) or UNDEFINED
            problem = error("AUD001", f"there is no audience `{name}`", span, hint)
            cursor.context.source.problems.append(problem)
    named = dict.fromkeys([*point.weights, *point.required])
    return tuple(
        Weight(audience, point.weights.get(audience, point.weight), audience in required)
        for audience in named
    )
