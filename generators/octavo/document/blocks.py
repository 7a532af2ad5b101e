"""Blocks: what stands one below the other, from paragraphs to tables and figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from octavo.document.illustration import Artwork, Placement
from octavo.document.inlines import Inlines
from octavo.document.problem import Span

EVERYONE: frozenset[str] = frozenset()
"""The audiences of what all may read."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    children: Inlines
    id: str = ""
    """Given by the author or derived from the section's id and the paragraph's place in it."""
    audiences: frozenset[str] = EVERYONE
    span: Span | None = field(default=None, compare=False, repr=False)
    marking: str = ""
    """The id of a level, in a `Draft`; in a `Document` it stands in the words."""
    mark: str = ""
    """In a `Document`: how its words begin when it is marked, `(NR) `."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section. The section's own title is level 1, so `level` starts at 2."""

    level: int
    children: Inlines
    id: str = ""
    audiences: frozenset[str] = EVERYONE
    span: Span | None = field(default=None, compare=False, repr=False)
    marking: str = ""
    """The id of a level, in a `Draft`; in a `Document` it stands in the words."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list."""

    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, with bullets or with numbers."""

    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1
    id: str = ""
    audiences: frozenset[str] = EVERYONE
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means."""

    term: Inlines
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Definitions:
    """A list of terms with their meanings."""

    items: tuple[Definition, ...]
    id: str = ""
    audiences: frozenset[str] = EVERYONE
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """Paragraphs quoted from elsewhere."""

    blocks: Blocks
    id: str = ""
    audiences: frozenset[str] = EVERYONE
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Aside:
    """A box beside the text, with a title: what need not be read to follow it."""

    title: Inlines
    blocks: Blocks
    id: str = ""
    audiences: frozenset[str] = EVERYONE
    span: Span | None = field(default=None, compare=False, repr=False)
    marking: str = ""
    """The id of a level, in a `Draft`; in a `Document` it stands in the words."""


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines of a program, or of what a program reads or prints, exactly as written."""

    text: str
    """The lines with line feeds between them, without spaces at their ends."""
    language: str = ""
    """As the author calls it: `python`; empty when nothing is said of it."""
    id: str = ""
    audiences: frozenset[str] = EVERYONE
    span: Span | None = field(default=None, compare=False, repr=False)
    marking: str = ""
    """The id of a level, in a `Draft`; in a `Document` it stands in the words."""


@dataclass(frozen=True, slots=True)
class PullQuote:
    """A strong sentence lifted out of the text and set large. Never attributed."""

    children: Inlines
    id: str = ""
    audiences: frozenset[str] = EVERYONE
    span: Span | None = field(default=None, compare=False, repr=False)
    marking: str = ""
    """The id of a level, in a `Draft`; in a `Document` it stands in the words."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs the text above: name first, then a line for each post."""

    lines: tuple[str, ...]
    id: str = ""
    audiences: frozenset[str] = EVERYONE
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    children: Inlines
    align: Literal["left", "centre", "right"] = "left"
    columns: int = 1
    """How many columns it goes over: the cells to the right of it are empty then."""
    rows: int = 1
    """How many rows it goes over: the cells below it are empty then."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    cells: tuple[Cell, ...]
    group: bool = False
    """Whether it names the group of rows that follows it: a day, a country, an initial."""
    audiences: frozenset[str] = EVERYONE
    """Of a group those of all its rows together, so that none is left without rows."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; every row has as many cells as the header, its first row."""

    header: Row
    rows: tuple[Row, ...]
    caption: Inlines = ()
    id: str = ""
    number: int = 0
    """Place among the tables that have a caption, from 1; 0 until `select`, or without caption."""
    source: Inlines = ()
    """Where its contents come from; stands below it."""
    stub: bool = False
    """Whether its first column names the rows."""
    total: bool = False
    """Whether its last row sums up the others."""
    more_heads: tuple[Row, ...] = ()
    """Rows of the head below the first."""
    continued: str = ""
    """What stands behind its number, and the name of a group, set again: `(continued)`."""
    people: bool = False
    """Whether its rows name people who took part: a programme, a list of participants."""
    audiences: frozenset[str] = EVERYONE
    span: Span | None = field(default=None, compare=False, repr=False)
    marking: str = ""
    """The id of a level, in a `Draft`; in a `Document` it stands in the words."""

    @property
    def heads(self) -> tuple[Row, ...]:
        """The rows of the head, one or more."""
        return (self.header, *self.more_heads)

    @property
    def all_rows(self) -> tuple[Row, ...]:
        """The rows of the head, then the others."""
        return (*self.heads, *self.rows)


@dataclass(frozen=True, slots=True)
class Figure:
    """Something to look at, with a caption and a credit."""

    artwork: Artwork
    caption: Inlines
    alternative: str
    """What it shows, for those who cannot see it; empty when it only decorates."""
    credit: str = ""
    id: str = ""
    number: int = 0
    """Place among the figures, from 1; 0 until `select`."""
    marking: str = ""
    """The id of a level, in a `Draft`; in a `Document` it stands in the words."""
    audiences: frozenset[str] = EVERYONE
    width: float = 1.0
    """Part of the measure that it may take."""
    part: int = 0
    """Place among the parts of a `FigureGroup`, from 1; 0 for a figure of its own."""
    label: str = ""
    """What its caption begins with as one of several parts: `(a)`; empty until `select`."""
    place: Placement = "column"
    """Where a picture stands in the booklet."""
    span: Span | None = field(default=None, compare=False, repr=False)

    @property
    def title(self) -> str:
        """What problems call it."""
        if self.part and not self.id:
            return f"part {self.part} of the figure"
        return f"the figure `{self.id}`"


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """One figure of several parts, which stand side by side where there is room."""

    blocks: Blocks
    """The parts: each a `Figure` with a caption of its own."""
    caption: Inlines
    """Of the whole."""
    credit: str = ""
    id: str = ""
    number: int = 0
    """Place among the figures, from 1; 0 until `select`, or without caption."""
    marking: str = ""
    """The id of a level, in a `Draft`; in a `Document` it stands in the words."""
    audiences: frozenset[str] = EVERYONE
    width: float = 1.0
    """Part of the measure that all parts together may take."""
    place: Placement = "column"
    """Whether its pictures fill a page of the booklet together: `page`, else `column`."""
    span: Span | None = field(default=None, compare=False, repr=False)

    @property
    def parts(self) -> tuple[Figure, ...]:
        """The parts, from (a) on."""
        return tuple(block for block in self.blocks if isinstance(block, Figure))


@dataclass(frozen=True, slots=True)
class Statistic:
    """A fact shown large."""

    fact: str
    """The id of the fact."""
    value: str
    """As printed: `300`."""
    label: str
    """What it counts: `participants`."""
    approximate: bool = False
    units: int = 0
    """How many marks a unit chart of it has; 0 for no unit chart."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """Facts shown large, together. It is a figure too: it has a caption, a credit and a number."""

    items: tuple[Statistic, ...]
    caption: Inlines = ()
    credit: str = ""
    id: str = ""
    number: int = 0
    """Place among the figures, from 1; 0 until `select`, or without caption."""
    marking: str = ""
    """The id of a level, in a `Draft`; in a `Document` it stands in the words."""
    audiences: frozenset[str] = EVERYONE
    place: Placement = "column"
    """Whether they have a page of the booklet to themselves: `page`, else `column`."""
    span: Span | None = field(default=None, compare=False, repr=False)


Block: TypeAlias = (
    Paragraph
    | Heading
    | Listing
    | Definitions
    | Quote
    | Aside
    | CodeBlock
    | PullQuote
    | Signature
    | Table
    | Figure
    | FigureGroup
    | Statistics
)
Blocks: TypeAlias = tuple[Block, ...]
