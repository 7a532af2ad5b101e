"""What the marks on parts of a document make of the whole: its level, and what is printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

from octavo.document import (
    Block,
    Blocks,
    Figure,
    FigureGroup,
    Inlines,
    Point,
    Publication,
    Section,
    Statistics,
    Text,
)
from octavo.document.marking import Level, Scheme
from octavo.document.walk import query, rewrite

Marked: TypeAlias = Section | Point | Figure | FigureGroup | Statistics
"""What can have a mark of its own."""


def find_highest(sections: tuple[Section, ...], scheme: Scheme, base: str) -> Level:
    """The highest level among `base` and what the parts of `sections` are marked with."""
    marks = {base, *(part.marking for part in list_marked(sections))}
    return [level for level in scheme.levels if level.id in marks][-1]


def list_marked(sections: tuple[Section, ...]) -> tuple[Marked, ...]:
    """The sections, points, figures and statistics that have a mark."""
    parts: tuple[Marked, ...] = (
        *query(sections, Section),
        *query(sections, Point),
        *query(sections, Figure),
        *query(sections, FigureGroup),
        *query(sections, Statistics),
    )
    return tuple(part for part in parts if part.marking)


def mark_publication(publication: Publication, level: Level) -> Publication:
    """The publication marked with `level`: on its pages, and first among its keywords."""
    keywords = (level.text, *publication.keywords) if level.text else publication.keywords
    return replace(publication, marking=level.text, banner=level.banner, keywords=keywords)


def mark_portions(sections: tuple[Section, ...], scheme: Scheme) -> tuple[Section, ...]:
    """The sections with their marks printed before titles, points and captions."""
    marks = {level.id: f"({level.portion}) " if level.portion else "" for level in scheme.levels}
    return tuple(_mark_section(section, marks) for section in sections)


def _mark_section(section: Section, marks: Mapping[str, str]) -> Section:
    def mark(block: Block) -> Blocks:
        if not isinstance(block, Figure | FigureGroup | Statistics) or not block.marking:
            return (block,)
        return (replace(block, caption=_put(block.marking, block.caption, marks), marking=""),)

    points = tuple(_mark_point(point, marks) for point in section.points)
    title = marks.get(section.marking, "") + section.title
    blocks = rewrite(section.blocks, mark)
    return replace(section, title=title, points=points, blocks=blocks, marking="")


def _mark_point(point: Point, marks: Mapping[str, str]) -> Point:
    if not point.marking:
        return point
    variants = tuple(_put(point.marking, variant, marks) for variant in point.variants)
    children = _put(point.marking, point.children, marks)
    return replace(point, children=children, variants=variants, marking="")


def _put(marking: str, inlines: Inlines, marks: Mapping[str, str]) -> Inlines:
    mark = marks.get(marking, "")
    return (Text(mark), *inlines) if mark and inlines else inlines


def name_level(level: Level) -> str:
    """The level as part of a file name: `nato-restricted`; empty for one that is not printed."""
    plain = unicodedata.normalize("NFKD", level.text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")
