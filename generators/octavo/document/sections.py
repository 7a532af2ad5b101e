"""Sections, and the points that rest on their paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from octavo.document.blocks import EVERYONE, Blocks
from octavo.document.inlines import AuthorQuery, Inlines
from octavo.document.problem import Span


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a point matters to one audience."""

    audience: str
    value: int
    """1 (good to know) to 10 (must not be missing)."""
    required: bool = False
    """Whether a briefing for this audience must have the point."""


@dataclass(frozen=True, slots=True)
class Point:
    """A key message of a section, resting on one of its paragraphs."""

    id: str
    children: Inlines
    rests_on: str
    """The id of the paragraph that says it at length."""
    variants: tuple[Inlines, ...] = ()
    """Shorter wordings by the author, the longest first."""
    weight: int = 5
    """1 to 10: for this audience in a `Document`, for audiences without a `Weight` in a `Draft`."""
    weights: tuple[Weight, ...] = ()
    """Only in a `Draft`."""
    required: bool = False
    """Whether a briefing for this audience must have it."""
    key: bool = True
    """Whether it is among the key messages that the booklet shows for its section."""
    approved: str = ""
    """How the hash of its paragraph's words began when it was approved; empty when it was not."""
    marking: str = ""
    """The id of a level, in a `Draft`; in a `Document` it stands in the words."""
    audiences: frozenset[str] = EVERYONE
    mark: str = ""
    """In a `Document`: how its words begin when it is marked, `(NR) `."""
    lead: Inlines = ()
    """Two to five words that stand before it in bold where it is skimmed: in a briefing."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a section, and signs it."""

    name: str
    affiliation: str = ""
    """For whom they speak or work: `Centre of Excellence`."""


SectionKind: TypeAlias = Literal[
    "foreword", "theme", "numbers", "note", "chapter", "panel", "conclusion", "annex"
]


OpenerKind: TypeAlias = Literal["band", "page", "quiet"]
"""How a section opens in the booklet: under a band of art, with a page of it, or without."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the publication, from one Markdown file."""

    id: str
    title: str
    kind: SectionKind
    blocks: Blocks
    label: str = ""
    """What stands before the title where the section is named in full: `Panel 1`."""
    number: int = 0
    """Place among the chapters, panels and conclusions, from 1; 0 until `select`, or without."""
    short_title: str = ""
    """For running heads; empty when the title is short enough."""
    standfirst: Inlines = ()
    """One sentence that opens the section."""
    authors: tuple[Author, ...] = ()
    """In the order in which they sign."""
    attribution: str = ""
    """The rule under which the section's content was said; empty when none is named."""
    columns: Literal[1, 2] = 1
    """In how many columns the booklet sets its text."""
    points: tuple[Point, ...] = ()
    queries: tuple[AuthorQuery, ...] = ()
    """Questions about the section as a whole."""
    marking: str = ""
    """The id of a level, in a `Draft`; in a `Document` it stands in the words."""
    audiences: frozenset[str] = EVERYONE
    span: Span | None = field(default=None, compare=False, repr=False)
