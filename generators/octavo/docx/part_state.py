"""What a body calls for while it is written, and what it is written with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.document.length import Length
from octavo.docx.identity import block_name, fingerprint
from octavo.docx.layout import Layout
from octavo.docx.markup import bookmark
from octavo.docx.numbering import (
    LEVELS,
    Follow,
    HeadingLabel,
    HeadingNumbers,
    count_heading,
    next_number,
)
from octavo.docx.targets import BookmarkTarget
from octavo.docx.words import WordPhrases
from octavo.files.library import Library
from octavo.style.theme import Theme
from octavo.style.words import Conventions


@dataclass(frozen=True, slots=True)
class Media:
    """A file that a part shows or holds."""

    name: str
    """In the package: `media/image1.png`."""
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A chart, and the workbook with its numbers."""

    relationship: str
    data: bytes
    workbook: bytes


@dataclass(frozen=True, slots=True)
class NumberedList:
    """An ordered list that counts for itself."""

    number: int
    """The `w:numId` by which its paragraphs name it."""
    abstract: int
    """The `w:abstractNumId` of its looks."""
    level: int
    start: int


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A line of a contents list, or of a list of figures or tables."""

    list: str
    """Which list: empty for the contents, else the label of the captions, such as `Figure`."""
    level: int
    number: str
    """What is drawn before a heading, such as `1` or `Chapter 1:`; empty without."""
    title: str
    name: str
    """The bookmark that it leads to."""
    follow: Follow = "tab"
    """What stands between the two."""


@dataclass(frozen=True, slots=True)
class TabStop:
    """A tab stop."""

    place: int
    """In twips from the margin."""
    kind: str
    """`left`, `right` and so on."""
    leader: str = ""


@dataclass(frozen=True, slots=True)
class ContentsStyle:
    """How a line of a contents list stands."""

    tabs: tuple[TabStop, ...]
    """From left to right."""
    left: int
    right: int
    hanging: int
    """Its indents, in twips."""
    size: Length
    """Of its type."""


@dataclass(frozen=True, slots=True)
class HouseLooks:
    """What the text has to know of the styles of a house's template."""

    contents: Mapping[str, ContentsStyle] = field(default_factory=dict[str, ContentsStyle])
    """By the id of the style."""
    breaks: bool = False
    """Whether the style of titles begins a page."""
    banded: bool = False
    """Whether the rows of its tables have grounds in turn, or other looks."""
    charts: Mapping[str, str] = field(default_factory=dict[str, str])
    """Colours in charts in the place of the theme's, by slot."""


@dataclass(frozen=True, slots=True)
class ListDefinitions:
    """Where the looks of counted lists stand in a template, `w:abstractNumId` and level; and what
    else the text has to know of it."""

    ordered: tuple[tuple[int, int], ...] = ((1, 0), (1, 1), (1, 2), (1, 3), (1, 4))
    """Of ordered lists, by how many lists they stand in."""
    sections: tuple[int, int] = (2, 0)
    """Of section numbers."""
    free: int = 6
    """The first `w:numId` that the template leaves free."""
    headings: HeadingNumbers = field(default_factory=HeadingNumbers)
    looks: HouseLooks = field(default_factory=HouseLooks)


OWN_LISTS = ListDefinitions()
"""Those of our own template."""


@dataclass(slots=True)
class PartState:
    """What has been called for so far. The only thing that changes while a body is written."""

    turned: bool = False
    """Whether the part of the book that is being written has had pages across."""
    counts: list[int] = field(default_factory=lambda: [0] * LEVELS)
    """How far the headings of each level have been counted."""
    counted: bool = False
    """Whether the title of the section that is being written has a number."""
    restarted: int = 0
    """The `w:numId` of the list that begins anew with that title; 0 when its style's goes on."""
    bookmarks: int = 0
    drawings: int = 0
    stem: str = "image"
    """How the names of its pictures begin."""
    definitions: ListDefinitions = OWN_LISTS
    names: set[str] = field(default_factory=set[str])
    """Of bookmarks; no two are the same."""
    notes: list[str] = field(default_factory=list[str])
    """The markup of each footnote's words, in order."""
    comments: list[str] = field(default_factory=list[str])
    """What each comment says, in order; the first has the number 0."""
    links: dict[str, str] = field(default_factory=dict[str, str])
    """The relationship of each outside address."""
    lists: list[NumberedList] = field(default_factory=list[NumberedList])
    blocks: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """The bookmark and the fingerprint of each block, in order."""
    entries: list[ListEntry] = field(default_factory=list[ListEntry])
    """Headings and captions, in reading order."""
    charts: list[ChartPart] = field(default_factory=list[ChartPart])
    index: set[str] = field(default_factory=set[str])
    """The entries of the index."""
    media: dict[Media, str] = field(default_factory=dict[Media, str])
    """The relationship of each picture."""


@dataclass(frozen=True, slots=True)
class SectionEnds:
    """What ends a stretch of pages: the `w:sectPr` of Word's sections."""

    first: str
    """Of pages that begin a part of the book."""
    later: str
    """Of pages that follow others of their part."""
    across: str
    """Of pages that are wider than high."""


@dataclass(frozen=True, slots=True)
class WriteContext:
    """Everything that a block needs beside itself in order to be written."""

    theme: Theme
    layout: Layout
    words: WordPhrases
    library: Library
    language: str
    conventions: Conventions
    """Of the language."""
    targets: Mapping[str, BookmarkTarget]
    """What the ids of the document stand for, for cross references."""
    state: PartState
    ends: SectionEnds


def name_place(state: PartState, name: str, content: str) -> str:
    """`content` with the bookmark `name` round it; a name already in use gets a number."""
    free, count = name, 1
    while free in state.names:
        count += 1
        free = f"{name}_{count}"
    state.names.add(free)
    state.bookmarks += 1
    return bookmark(state.bookmarks, free, content)


def name_block(state: PartState, id: str, content: str) -> str:
    """`content` with the bookmark of the block `id` round it, and kept by its fingerprint."""
    state.blocks.append((block_name(id), fingerprint(content)))
    return name_place(state, block_name(id), content)


def ask(state: PartState, text: str) -> int:
    """The number of a new comment that says `text`."""
    state.comments.append(text)
    return len(state.comments) - 1


def link_relationship(state: PartState, address: str) -> str:
    """The relationship that leads to `address`."""
    return state.links.setdefault(address, f"rIdLink{len(state.links) + 1}")


def media_relationship(state: PartState, data: bytes, suffix: str, media_type: str) -> str:
    """The relationship of a picture; the same picture is kept once."""
    for media, relationship in state.media.items():
        if media.data == data:
            return relationship
    place = len(state.media) + 1
    media = Media(f"media/{state.stem}{place}{suffix}", media_type, data)
    return state.media.setdefault(media, f"rIdMedia{place}")


def start_list(state: PartState, look: tuple[int, int], start: int) -> int:
    """The `w:numId` of a new list that looks like `look` and begins with `start`."""
    number = state.definitions.free + len(state.lists)
    state.lists.append(NumberedList(number, *look, start))
    return number


UNNUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
"""A list whose items have no number, as the style of headings would give them one."""


def number_title(state: PartState, number: int) -> tuple[str, HeadingLabel]:
    """What the title of a section needs so that Word counts it as `number`, 0 for not at all; and
    the label that Word then draws. Nothing is needed when Word does so anyway."""
    numbers = state.definitions.headings
    state.counted, state.restarted = bool(number), 0
    if not number:
        return UNNUMBERED, HeadingLabel()
    properties = ""
    if next_number(state.counts, numbers) != number:
        look = state.definitions.sections
        state.restarted = start_list(state, look, number)
        properties = _stand_in(state.restarted, look[1])
    return properties, count_heading(state.counts, numbers, 1, number)


def number_heading(state: PartState, level: int) -> tuple[str, HeadingLabel]:
    """The same for a heading of a `level` from 2 in a section: it counts with the title."""
    numbers = state.definitions.headings
    rank = numbers.ranks[level - 1]
    if rank is None:
        return "", HeadingLabel()
    if not state.counted:
        return UNNUMBERED, HeadingLabel()
    properties = _stand_in(state.restarted, rank) if state.restarted else ""
    return properties, count_heading(state.counts, numbers, level)


def _stand_in(number: int, rank: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{rank}"/><w:numId w:val="{number}"/></w:numPr>'


def count_drawing(state: PartState) -> int:
    """A number that no drawing of the file has yet."""
    state.drawings += 1
    return state.drawings
