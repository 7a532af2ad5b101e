"""The document: a tree of plain, frozen values that every generator reads.

Nothing here knows how a document is read, laid out or written. Two nodes are equal when they
say the same thing, wherever they came from; to change a document, make another (see `walk`).

An empty `audiences` means everyone. In a `Document` it is always empty: what one audience may not
read is gone, and nothing tells who else might read the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from octavo.document.attribution import Person, Waiver
from octavo.document.blocks import (
    EVERYONE,
    Aside,
    Block,
    Blocks,
    Cell,
    CodeBlock,
    Definition,
    Definitions,
    Figure,
    FigureGroup,
    Heading,
    Item,
    Listing,
    Paragraph,
    PullQuote,
    Quote,
    Row,
    Signature,
    Statistic,
    Statistics,
    Table,
)
from octavo.document.illustration import (
    Artwork,
    Bar,
    Chart,
    CoverArt,
    Diagram,
    DiagramPart,
    Logo,
    MapPlace,
    Motif,
    MotifKind,
    Orbits,
    Picture,
    WorldMap,
)
from octavo.document.imprint import Event, Identifier, Imprint
from octavo.document.inlines import (
    Abbreviation,
    AuthorQuery,
    Break,
    Code,
    Emphasis,
    Foreign,
    Indexed,
    Inline,
    Inlines,
    Link,
    Mention,
    Note,
    Reference,
    Strong,
    Text,
)
from octavo.document.marking import PLAIN, Banner, ConfidentialityLabel, Scheme
from octavo.document.problem import Span
from octavo.document.sections import Author, OpenerKind, Point, Section, SectionKind, Weight

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
    "CoverArt",
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
    "Motif",
    "MotifKind",
    "Note",
    "OpenerKind",
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
    "Recipient",
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

ART = Motif()
"""What a cover shows when the author says nothing."""


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
    designation: tuple[str, ...] = ()
    """Lines on the first page that the marking's scheme wants, and none in a `Draft`."""
    label: ConfidentialityLabel | None = None
    """The marking as programs read it."""
    attribution: str = ""
    """The rule that holds outside the sections; empty when none is named."""
    cover: CoverArt | None = ART
    """`None` for one without art."""
    openers: tuple[tuple[SectionKind, OpenerKind], ...] = ()
    """How sections of a kind open in the booklet, where the template has it otherwise."""
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
    marking: str = ""
    """The id of a level, in a `Draft`; in a `Document` it stands in the words."""


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
    marking: str = ""
    """The id of a level, in a `Draft`; in a `Document` it stands in the words."""


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
    marking: str = ""
    """The id of a level, in a `Draft`; in a `Document` it stands in the words."""


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
    bottom_line_marking: str = ""
    """The id of a level, in a `Draft`; in a `Document` it stands in the words."""
    so_what_marking: str = ""
    """The same, of each paragraph of `so_what`."""
    public: bool = False
    """Whether these readers are everyone."""
    date: str = ""
    """Of the briefing itself."""
    clearance: str = ""
    """Who cleared it: a sentence."""
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
class Recipient:
    """One of a list of readers, who gets a copy of their own of what is for an audience."""

    id: str
    name: str
    """What the copy calls the reader."""
    audience: str
    """The id of the audience whose question is answered, and who may read the same."""
    weights: tuple[tuple[str, int], ...] = ()
    """By the id of a point, how much it matters to this reader; the others as to the audience."""
    options: tuple[tuple[str, str], ...] = ()
    """Other columns of the list with what they say, as written; they may be options."""
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class OutputRequest:
    """One line of `outputs`: which generator, for whom, how."""

    generator: str
    audiences: tuple[str, ...] = ()
    """Ids; empty for the general edition, or for all when the generator works per audience."""
    options: tuple[tuple[str, str], ...] = ()
    """Names and values as written."""
    readers: str = ""
    """The file with the list of readers, each of whom gets a copy; empty for none."""
    recipients: tuple[Recipient, ...] = ()
    """Those in the list who read the language of the publication."""
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
