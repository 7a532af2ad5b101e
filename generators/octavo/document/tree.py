"""The document: a tree of plain, frozen values that every generator reads.

Nothing here knows how a document is read, laid out or written. Two nodes are equal when they
say the same thing, wherever they came from; to change a document, make another (see `walk`).

An empty `audiences` means everyone. In a `Document` it is always empty: what one audience may not
read is gone, and nothing tells who else might read the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from octavo.document.attribution import Person, Waiver
from octavo.document.illustration import (
    Artwork,
    Bar,
    Chart,
    Diagram,
    DiagramPart,
    Logo,
    MapPlace,
    Orbits,
    Picture,
    WorldMap,
)
from octavo.document.imprint import Event, Identifier, Imprint
from octavo.document.marking import PLAIN, Banner, Scheme
from octavo.document.problem import Span

__all__ = [
    "ART",
    "AUDIENCE_TEXTS",
    "EVERYONE",
    "Abbreviation",
    "Artwork",
    "Aside",
    "Ask",
    "Audience",
    "Author",
    "AuthorQuery",
    "Bar",
    "Block",
    "Blocks",
    "Break",
    "Cell",
    "Chart",
    "Code",
    "CodeBlock",
    "Definition",
    "Definitions",
    "Diagram",
    "DiagramPart",
    "Document",
    "Draft",
    "Emphasis",
    "Event",
    "Fact",
    "Figure",
    "FigureGroup",
    "Foreign",
    "Heading",
    "Identifier",
    "Imprint",
    "Indexed",
    "Inline",
    "Inlines",
    "Item",
    "Link",
    "Listing",
    "Logo",
    "MapPlace",
    "Mention",
    "Note",
    "Orbits",
    "OutputRequest",
    "Paragraph",
    "Person",
    "Photo",
    "Picture",
    "Place",
    "Point",
    "Publication",
    "PullQuote",
    "Quote",
    "Reference",
    "Row",
    "Section",
    "SectionKind",
    "Signature",
    "Statistic",
    "Statistics",
    "Strong",
    "Table",
    "TargetNames",
    "Term",
    "Text",
    "Waiver",
    "Weight",
    "WorldMap",
]
"""Public names, exported by `octavo` too; a test names a node that is missing here."""

EVERYONE: frozenset[str] = frozenset()
ART = Orbits()
"""What a cover shows when the author says nothing."""

# ---------------------------------------------------------------------------------- inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as they should be read, with typographic quotes and dashes already in place."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that matter more than their neighbours."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words said with stress, or a title."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a place outside the publication."""

    target: str
    """An `https:`, `http:` or `mailto:` address."""
    children: Inlines


@dataclass(frozen=True, slots=True)
class Reference:
    """A pointer to a figure, table or section of this publication.

    A generator prints `children`, or, without any, the kind and number of the target: "Figure 3".
    It may have words of its own for the kinds; `name` has those of the publication's language.
    """

    target: str
    """The id of the target, without `#`."""
    children: Inlines = ()
    kind: Literal["figure", "table", "section", ""] = ""
    """What the target is; empty until `select` has found it."""
    number: str = ""
    """The target's number (`3`) or label (`Panel 2`); empty until `select` has found it."""
    name: str = ""
    """What a text calls the target: `Figure 3`, `Panel 2`; empty until `select` has found it."""
    part: str = ""
    """What a text adds to the number for a part of a figure: the `b` of `Figure 3b`."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Note:
    """A note, called at this place; printed at the page foot."""

    children: Inlines


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form whose expansion is known."""

    text: str
    expansion: str


@dataclass(frozen=True, slots=True)
class Indexed:
    """Words that the index leads to."""

    children: Inlines
    entry: str
    """Under what they stand in the index."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in a language other than that of the publication."""

    children: Inlines
    language: str
    """BCP 47."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A fact quoted by name: its value as words."""

    fact: str
    """The id of the fact."""
    text: str


@dataclass(frozen=True, slots=True)
class AuthorQuery:
    """A question of the author's to whoever edits the text. Only a review copy has any."""

    text: str
    children: Inlines = ()
    """The words that it is about, which stay when it goes; empty for the place where it stands."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Code:
    """Characters of a program or of what is typed into one, exactly as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line that the author asked for."""


Inline: TypeAlias = (
    Text
    | Strong
    | Emphasis
    | Link
    | Reference
    | Note
    | Abbreviation
    | Indexed
    | Foreign
    | Mention
    | AuthorQuery
    | Code
    | Break
)
Inlines: TypeAlias = tuple[Inline, ...]

# ---------------------------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    children: Inlines
    id: str = ""
    """Given by the author or derived from the section's id and the paragraph's place in it."""
    audiences: frozenset[str] = EVERYONE
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section. The section's own title is level 1, so `level` starts at 2."""

    level: int
    children: Inlines
    id: str = ""
    audiences: frozenset[str] = EVERYONE
    span: Span | None = field(default=None, compare=False, repr=False)


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


@dataclass(frozen=True, slots=True)
class PullQuote:
    """A strong sentence lifted out of the text and set large. Never attributed."""

    children: Inlines
    id: str = ""
    audiences: frozenset[str] = EVERYONE
    span: Span | None = field(default=None, compare=False, repr=False)


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

# ---------------------------------------------------------------------------------- sections


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


# ---------------------------------------------------------------------------------- the whole


@dataclass(frozen=True, slots=True)
class Publication:
    """What the title page and the imprint say."""

    name: str
    """Short, for file names: `space-2040`."""
    title: str
    event: Event
    imprint: Imprint
    subtitle: str = ""
    language: str = "en-GB"
    """BCP 47."""
    kind: str = ""
    """What it is: `Conference proceedings`."""
    description: str = ""
    """One or two sentences for catalogues and document properties."""
    keywords: tuple[str, ...] = ()
    marking: str = ""
    """Printed at head and foot of each page; empty for none, and in a `Draft` with a scheme."""
    banner: Banner = PLAIN
    attribution: str = ""
    """The rule that holds outside the sections; empty when none is named."""
    cover: Artwork | None = ART
    """`None` for one without art."""
    logo: Logo | None = None
    span: Span | None = field(default=None, compare=False, repr=False)
    """Of the title."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A number or name that the publication states, defined once."""

    id: str
    value: str
    label: str = ""
    approximate: bool = False
    as_of: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Photo:
    """One entry of the photo register."""

    number: int
    """As the register has it in a `Draft`; place in the register, from 1, in a `Document`."""
    caption: str
    credit: str
    file: str = ""
    """Name in the publication's folder; empty when the photograph is not supplied."""
    audiences: frozenset[str] = EVERYONE
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the list of abbreviations."""

    short: str
    expansion: str


@dataclass(frozen=True, slots=True)
class Ask:
    """What one reader is asked to do."""

    what: str
    who: str = ""
    by: str = ""
    """When: a date or an occasion; empty when the source names none."""
    rests_on: str = ""
    """The id of the paragraph behind it."""
    span: Span | None = field(default=None, compare=False, repr=False)


AUDIENCE_TEXTS = ("name", "question", "bottom_line", "timing", "handling")
"""The fields of an audience that are one text each, in the order of `Audience.spans`."""


@dataclass(frozen=True, slots=True)
class Audience:
    """One kind of reader, and what the briefing for them says beside the points."""

    id: str
    name: str
    """For whom: `Political leadership`."""
    question: str
    """What this reader wants answered."""
    purpose: Literal["decide", "note", "discuss"]
    bottom_line: Inlines
    """One sentence of at most 30 words."""
    so_what: tuple[Inlines, ...]
    """What it means for this reader: one to four short paragraphs."""
    asks: tuple[Ask, ...] = ()
    lead_facts: tuple[str, ...] = ()
    """Ids of three facts."""
    timing: str = ""
    """By when a decision is wanted."""
    handling: str = ""
    """How the briefing may be passed on."""
    bottom_line_rests_on: str = ""
    """The id of the paragraph behind the bottom line."""
    so_what_rests_on: tuple[str, ...] = ()
    """The ids of the paragraphs behind the paragraphs of `so_what`, each empty without one."""
    public: bool = False
    """Whether these readers are everyone."""
    span: Span | None = field(default=None, compare=False, repr=False)
    spans: tuple[Span | None, ...] = field(default=(), compare=False, repr=False)
    """Where each of `AUDIENCE_TEXTS` stands, then each paragraph of `so_what`."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the booklet."""

    id: str
    """The id of a section, paragraph, figure or table."""
    page: str
    """The printed folio."""


@dataclass(frozen=True, slots=True)
class OutputRequest:
    """One line of `outputs`: which generator, for whom, how."""

    generator: str
    audiences: tuple[str, ...] = ()
    """Ids; empty for the general edition, or for all when the generator works per audience."""
    options: tuple[tuple[str, str], ...] = ()
    """Names and values as written."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TargetNames:
    """What a language calls that which references lead to; empty where it has no word for it."""

    figure: str = ""
    table: str = ""
    section: str = ""
    part: str = "({letter})"
    """How the caption of a part of a figure begins."""
    to_part: str = "{letter}"
    """What stands behind the number of a figure where one of its parts is meant."""


@dataclass(frozen=True, slots=True)
class Draft:
    """All that the source says, for every audience. No generator takes one: `select` first."""

    publication: Publication
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...] = ()
    photos: tuple[Photo, ...] = ()
    abbreviations: tuple[Term, ...] = ()
    audiences: tuple[Audience, ...] = ()
    outputs: tuple[OutputRequest, ...] = ()
    people: tuple[Person, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    scheme: Scheme | None = None
    level: str = ""
    """The id of the level, by the scheme, of all that has no mark of its own."""
    names: TargetNames = TargetNames()
    """In the publication's language."""
    house_style: tuple[str, ...] = ()
    """The names of the house styles that its text is held to."""


@dataclass(frozen=True, slots=True)
class Document:
    """What one audience may read. This is all that a generator ever sees."""

    publication: Publication
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...] = ()
    """Those that what is selected mentions, in order of definition."""
    photos: tuple[Photo, ...] = ()
    abbreviations: tuple[Term, ...] = ()
    """Those that the selected text uses, in alphabetical order."""
    audience: Audience | None = None
    """Whom it is for; `None` for the general reader."""
    places: tuple[Place, ...] = ()
    """Where things stand in the booklet, for a generator that quotes page numbers."""
