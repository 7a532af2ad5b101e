"""What the marks on parts of a document make of the whole: its level, and what is printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias, get_args

from octavo.document import (
    Aside,
    Ask,
    Audience,
    Block,
    Blocks,
    CodeBlock,
    Fact,
    Figure,
    FigureGroup,
    Heading,
    Inlines,
    Mention,
    Paragraph,
    Photo,
    Point,
    Publication,
    PullQuote,
    Section,
    Statistic,
    Statistics,
    Table,
    Text,
)
from octavo.document.marking import Level, Scheme
from octavo.document.problem import Span
from octavo.document.walk import query, rewrite

Marked: TypeAlias = (
    Section
    | Point
    | Paragraph
    | Heading
    | Aside
    | CodeBlock
    | PullQuote
    | Table
    | Figure
    | FigureGroup
    | Statistics
    | Photo
    | Ask
    | Fact
)
"""What can have a mark of its own. A list or a quotation hands its mark on to what is in it."""
_KINDS: tuple[type[Marked], ...] = get_args(Marked)


def list_marks(root: object) -> Iterator[tuple[str, Span | None]]:
    """The id of each level that something under `root` is marked with, and where that stands."""
    for kind in _KINDS:
        for one in query(root, kind):
            if one.marking:
                yield one.marking, one.span
    for reader in query(root, Audience):
        for marking in (reader.bottom_line_marking, reader.so_what_marking):
            if marking:
                yield marking, reader.span


def list_shown_facts(root: object) -> frozenset[str]:
    """The ids of the facts that are shown under `root`."""
    mentioned = {one.fact for one in query(root, Mention)}
    drawn = {one.fact for one in query(root, Statistic)}
    leads = {fact for reader in query(root, Audience) for fact in reader.lead_facts}
    return frozenset(mentioned | drawn | leads)


def list_shown_marks(root: object, facts: tuple[Fact, ...]) -> frozenset[str]:
    """The ids of the levels that what stands under `root` has, and that the facts shown there
    have."""
    shown = list_shown_facts(root)
    known = {fact.marking for fact in facts if fact.marking and fact.id in shown}
    return frozenset({marking for marking, _ in list_marks(root)} | known)


def find_highest(marks: frozenset[str], scheme: Scheme, base: str) -> Level:
    """The highest level among `base` and `marks`."""
    return [level for level in scheme.levels if level.id in {base, *marks}][-1]


def mark_publication(publication: Publication, level: Level) -> Publication:
    """The publication marked with `level`: on its pages, and first among its keywords."""
    keywords = (level.text, *publication.keywords) if level.text else publication.keywords
    return replace(
        publication,
        marking=level.text,
        banner=level.banner,
        designation=level.designation,
        label=level.label,
        keywords=keywords,
    )


@dataclass(frozen=True, slots=True)
class PortionMarks:
    """How the parts of a document are marked for one reader."""

    base: str
    """The id of the level of what has no mark."""
    marks: tuple[tuple[str, str], ...]
    """By the id of a level, the lowest first: `(NR) `; empty for no mark."""
    facts: tuple[tuple[str, str], ...]
    """The level of each marked fact, by its id."""
    complete: bool
    """Whether every part has a mark."""


def find_portion_marks(
    shown: frozenset[str], facts: tuple[Fact, ...], scheme: Scheme, base: str
) -> PortionMarks:
    """How parts are marked for somebody who is shown parts of the levels `shown`.

    So it does not tell what others may read: where the scheme wants all parts marked as soon as one
    is, only a part that this reader gets has that effect.
    """
    marks = tuple(
        (level.id, f"({level.portion}) " if level.portion else "") for level in scheme.levels
    )
    known = tuple((fact.id, fact.marking) for fact in facts if fact.marking)
    complete = scheme.portions == "all" and any(mark for id, mark in marks if id in shown)
    return PortionMarks(base, marks, known, complete)


def say_mark(node: object, own: str, above: str, marks: PortionMarks) -> str:
    """The mark before a part: that of the highest of its own level and those of the facts in it.

    What has no level of its own has that `above` it, and no mark where not all parts have one.
    """
    known = dict(marks.facts)
    held = {known[one.fact] for one in query(node, Mention) if one.fact in known}
    held |= {known[one.fact] for one in query(node, Statistic) if one.fact in known}
    if not (own or held or marks.complete):
        return ""
    levels = {own or above, *held}
    return [mark for id, mark in marks.marks if id in levels][-1]


# ------------------------------------------------------------------------------ sections


def mark_section(section: Section, marks: PortionMarks) -> Section:
    """The section with the marks of its parts before them."""
    above = section.marking or marks.base
    own = say_mark((), section.marking, above, marks)
    opening = say_mark(section.standfirst, "", above, marks)
    return replace(
        section,
        title=own + section.title,
        standfirst=_put(opening, section.standfirst),
        points=tuple(_mark_point(point, above, marks) for point in section.points),
        blocks=_mark_blocks(section.blocks, above, marks),
        marking="",
    )


def _mark_point(point: Point, above: str, marks: PortionMarks) -> Point:
    mark = say_mark((point.children, *point.variants), point.marking, above, marks)
    variants = tuple(_put(mark, variant) for variant in point.variants)
    return replace(
        point, children=_put(mark, point.children), variants=variants, marking="", mark=mark
    )


def _mark_blocks(blocks: Blocks, above: str, marks: PortionMarks) -> Blocks:
    return rewrite(blocks, partial(_mark_block, above=above, marks=marks))


def _mark_block(block: Block, above: str, marks: PortionMarks) -> Blocks:
    match block:
        case Aside():
            mark = say_mark(block.title, block.marking, above, marks)
            return (replace(block, title=_put(mark, block.title), marking=""),)
        case Paragraph():
            mark = say_mark(block, block.marking, above, marks)
            put = _put(mark, block.children)
            return (replace(block, children=put, mark=mark, marking=""),)
        case Heading() | PullQuote():
            mark = say_mark(block, block.marking, above, marks)
            return (replace(block, children=_put(mark, block.children), marking=""),)
        case CodeBlock() | Table() | Figure() | FigureGroup() | Statistics():
            mark = say_mark(block, block.marking, above, marks)
            return _mark_captioned(block, mark, marks)
        case _:
            return (block,)


def _mark_captioned(
    block: CodeBlock | Table | Figure | FigureGroup | Statistics, mark: str, marks: PortionMarks
) -> Blocks:
    """The block with its mark before its caption, or in the place of one; above code, in a line."""
    block = replace(block, marking="")
    if isinstance(block, Statistics):
        block = replace(block, items=tuple(_mark_statistic(one, marks) for one in block.items))
    if not mark:
        return (block,)
    alone = (Text(mark.strip()),)
    if isinstance(block, CodeBlock):
        return (Paragraph(alone, f"{block.id}/marking", mark=mark.strip()), block)
    return (replace(block, caption=_put(mark, block.caption) or alone),)


def _mark_statistic(item: Statistic, marks: PortionMarks) -> Statistic:
    """The fact with its mark, if it has one, before what is counted, or before its value."""
    known = dict(marks.facts)
    mark = say_mark(item, "", marks.base, marks) if item.fact in known else ""
    if item.label:
        return replace(item, label=mark + item.label)
    return replace(item, value=mark + item.value)


# ------------------------------------------------------------------------------ the rest


def mark_reader(reader: Audience, marks: PortionMarks) -> Audience:
    """The reader with the marks of what is said to them before it."""
    line = say_mark(reader.bottom_line, reader.bottom_line_marking, marks.base, marks)
    own = reader.so_what_marking
    so_what = tuple(_put(say_mark(text, own, marks.base, marks), text) for text in reader.so_what)
    return replace(
        reader,
        bottom_line=_put(line, reader.bottom_line),
        so_what=so_what,
        asks=tuple(
            replace(ask, what=say_mark((), ask.marking, marks.base, marks) + ask.what, marking="")
            for ask in reader.asks
        ),
        bottom_line_marking="",
        so_what_marking="",
    )


def mark_photo(photo: Photo, marks: PortionMarks) -> Photo:
    """The photograph with its mark before its caption."""
    mark = say_mark((), photo.marking, marks.base, marks)
    return replace(photo, caption=mark + photo.caption, marking="")


def mark_fact(fact: Fact, marks: PortionMarks) -> Fact:
    """The fact with its mark before what is counted, or before its value."""
    mark = say_mark((), fact.marking, marks.base, marks)
    if fact.label:
        return replace(fact, label=mark + fact.label, marking="")
    return replace(fact, value=mark + fact.value if fact.value else "", marking="")


def _put(mark: str, inlines: Inlines) -> Inlines:
    return (Text(mark), *inlines) if mark and inlines else inlines


def name_level(level: Level) -> str:
    """The level as part of a file name: `nato-restricted`; empty for one that is not printed."""
    plain = (
        unicodedata.normalize("NFKD", level.name or level.text).encode("ascii", "ignore").decode()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
