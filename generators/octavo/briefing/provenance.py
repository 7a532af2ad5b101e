"""Where each line of a briefing comes from: line, part, point, section, paragraph, page, hash.

What rests on no paragraph is somebody's own words, and the trace says where in the source they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from operator import attrgetter
from typing import get_args

from octavo.briefing.layout.boxes import Box, TextLines
from octavo.briefing.layout.page import BriefingPage
from octavo.briefing.overflow import FIELDS
from octavo.briefing.plan.contents import Source, find_page, index_pages
from octavo.briefing.plan.template import Part
from octavo.document import Document, Mention, Paragraph
from octavo.document.approval import hash_paragraph
from octavo.document.walk import query
from octavo.docx.identity import block_name
from octavo.typeset.pieces import Line

PARTS = frozenset(get_args(Part)) | {"head", "foot"}
HEADS = frozenset({"H2", "TH"})
"""Roles of what the format says of its own."""
NEAR = 0.5
"""Points between two pieces of a line from which there is a space between them: the narrowest
space, that of Source Sans at 7.8 points, is 1.56, and kerns are a tenth of that."""


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One line of the page."""

    line: str
    part: str
    """Which part of the briefing it belongs to."""
    item: str
    """The id of the point or fact, or the number of the ask; empty for the rest."""
    section: str
    """The id of the section it rests on; empty when it rests on no paragraph."""
    paragraph: str
    page: str
    """Of the booklet, as printed; empty when no booklet was made."""
    hash: str
    """SHA-256 of the paragraph's words; empty without one."""
    origin: str
    """Where the words stand: the file of the format, the key of `publication.yaml`, `points`, or
    `section` for the head of one."""
    bookmark: str
    """Around the paragraph of the line, or the first of them, in the Word version."""


KEYS = tuple(field.name for field in fields(TraceLine))
READ = attrgetter(*KEYS)
"""The values of an entry, in the order of the keys."""
ENTRY = json.dumps(dict.fromkeys(KEYS, "%s")).replace('"%s"', "%s")
"""An entry as JSON, its values to be put in."""


@dataclass(frozen=True, slots=True)
class ParagraphIndex:
    """What a document's paragraphs say, found once."""

    audience: str
    """The id of the reader."""
    hashes: dict[str, str]
    """Of the paragraphs that the page rests on, by id."""
    mentions: dict[str, Source]
    """Where each lead fact is first quoted, by its id."""


@dataclass(frozen=True, slots=True)
class InheritedContext:
    """What a box inherits from those around it."""

    part: str = ""
    item: str = ""
    source: Source | None = None
    head: bool = False


def trace(document: Document, *pages: BriefingPage) -> tuple[TraceLine, ...]:
    """Every line of the pages, in reading order, with what it rests on."""
    boxes = tuple(placed.box for page in pages for placed in page.boxes)
    index = make_index(document, boxes)
    return tuple(entry for box in boxes for entry in _walk(box, InheritedContext(), index))


def make_index(document: Document, boxes: tuple[Box, ...]) -> ParagraphIndex:
    """The hashes of the paragraphs that `boxes` rest on, and where each lead fact is quoted."""
    facts = set(document.audience.lead_facts if document.audience else ())
    sources = (source for box in boxes for source in _list_sources(box))
    used = {source.paragraph for source in sources if source.paragraph}
    pages = index_pages(document.places)
    hashes: dict[str, str] = {}
    mentions: dict[str, Source] = {}
    for section in document.sections:
        said = _read_paragraphs(IdentityKey(section.blocks))
        quoted = [(fact, id) for fact, id in said.mentions.items() if fact in facts]
        facts.difference_update(fact for fact, _ in quoted)
        for fact, id in quoted:
            folio = find_page(pages, id, section.id)
            mentions[fact] = Source(section.id, id, folio, "")
        wanted = [id for id in (*used, *(id for _, id in quoted)) if id in said.paragraphs]
        hashes |= {id: _hash(IdentityKey(said.paragraphs[id])) for id in wanted}
    return ParagraphIndex(document.audience.id if document.audience else "", hashes, mentions)


@dataclass(frozen=True, slots=True)
class SectionText:
    """What the paragraphs of a section say."""

    paragraphs: dict[str, Paragraph]
    """Those with an id."""
    mentions: dict[str, str]
    """The first of them that quotes each fact."""


class IdentityKey:
    """A value that only itself is equal to: what was found in it need not be looked for again."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, IdentityKey) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)


@lru_cache(1024)
def _read_paragraphs(blocks: IdentityKey) -> SectionText:
    paragraphs = {found.id: found for found in query(blocks.value, Paragraph) if found.id}
    mentions: dict[str, str] = {}
    for id, paragraph in paragraphs.items():
        for mention in query(paragraph, Mention):
            mentions.setdefault(mention.fact, id)
    return SectionText(paragraphs, mentions)


@lru_cache(4096)
def _hash(paragraph: IdentityKey) -> str:
    assert isinstance(paragraph.value, Paragraph)
    return hash_paragraph(paragraph.value)


def _list_sources(box: Box) -> Iterator[Source]:
    if box.source:
        yield box.source
    for child in box.children:
        if isinstance(child, Box):
            yield from _list_sources(child)


def write_entries(entries: tuple[TraceLine, ...]) -> str:
    """The entries as JSON, each on a line of its own."""
    lines = ",\n".join([ENTRY % tuple(map(_quote, READ(entry))) for entry in entries])
    return f"[\n{lines}\n]\n"


@lru_cache(4096)
def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _walk(box: Box, stand: InheritedContext, index: ParagraphIndex) -> Iterator[TraceLine]:
    stand = _descend(box, stand, index)
    for child in box.children:
        if isinstance(child, Box):
            yield from _walk(child, stand, index)
        if isinstance(child, TextLines):
            for line in child.lines:
                yield _make_entry(read_line(line), stand, index)


def _descend(box: Box, stand: InheritedContext, index: ParagraphIndex) -> InheritedContext:
    """What holds inside `box`."""
    if not (box.name or box.source or box.role in HEADS):
        return stand
    new = box.name in PARTS
    part, item = (box.name, "") if new else (stand.part, box.name or stand.item)
    source = box.source or (None if new else stand.source)
    if part == "facts" and source is None:
        source = index.mentions.get(item)
    own = box.role in HEADS and box.source is None
    return InheritedContext(part, item, source, stand.head or own)


def _make_entry(line: str, stand: InheritedContext, index: ParagraphIndex) -> TraceLine:
    source, origin = stand.source, _find_origin(stand, index.audience)
    bookmark = block_name(name_place(stand.part, stand.item))
    if source is None or stand.head:
        return TraceLine(line, stand.part, stand.item, "", "", "", "", origin, bookmark)
    paragraph = source.paragraph
    hash = index.hashes.get(paragraph, "")
    place = (source.section, paragraph, source.page, hash)
    return TraceLine(line, stand.part, stand.item, *place, origin, bookmark)


def name_place(part: str, item: str) -> str:
    """The id of what stands on the page: that of a point, or made from part and item."""
    if part == "messages" and item:
        return item
    return "-".join(name for name in ("briefing", part, item) if name)


def _find_origin(stand: InheritedContext, audience: str) -> str:
    if stand.head:
        return "templates/briefing"
    if stand.part == "messages":
        return "section" if stand.source and stand.item == stand.source.section else "points"
    field = FIELDS.get(stand.part)
    return f"audiences.{audience}.{field}" if field else "publication"


def read_line(line: Line) -> str:
    """The words of a typeset line."""
    said = ""
    end = 0.0
    for piece in line.pieces:
        apart = " " if said and piece.x - end > NEAR else ""
        said += apart + " ".join([word.text for word in piece.words])
        end = piece.x + piece.width
    return said.replace("\N{SOFT HYPHEN}", "-")
