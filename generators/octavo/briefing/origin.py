"""Where each line of a briefing comes from: line, part, point, section, paragraph, page, hash.

What rests on no paragraph is somebody's own words, and the trace says where in the source they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from octavo.approval import hash_paragraph
from octavo.briefing.boxes import Box, Lines
from octavo.briefing.page import Page
from octavo.briefing.plan import Source, find_page
from octavo.briefing.shortfall import FIELDS
from octavo.document import Document, Mention, Paragraph
from octavo.typeset.pieces import Line
from octavo.walk import query

PARTS = frozenset(
    {"question", "bottom-line", "facts", "timing", "messages", "meaning", "asks", "contact"}
) | {"head", "foot"}


HEADS = frozenset({"H2", "TH"})
"""Roles of what the format says of its own."""
NEAR = 0.5
"""Points between two pieces of a line from which there is a space between them."""


@dataclass(frozen=True, slots=True)
class Entry:
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
    """Where the words stand: the file of the format, the key of `publication.yaml`, or `points`."""


@dataclass(frozen=True, slots=True)
class Index:
    """What a document's paragraphs say, found once."""

    audience: str
    """The id of the reader."""
    hashes: dict[str, str]
    """Of the paragraphs that the page rests on, by id."""
    mentions: dict[str, Source]
    """Where each lead fact is first quoted, by its id."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What a box inherits from those around it."""

    part: str = ""
    item: str = ""
    source: Source | None = None
    head: bool = False


def trace(document: Document, page: Page) -> tuple[Entry, ...]:
    """Every line of the page, in reading order, with what it rests on."""
    index = make_index(document, page)
    return tuple(entry for placed in page.boxes for entry in _walk(placed.box, Stand(), index))


def make_index(document: Document, page: Page) -> Index:
    """The hashes of the paragraphs that `page` rests on, and where each lead fact is quoted."""
    facts = set(document.audience.lead_facts if document.audience else ())
    sources = (source for placed in page.boxes for source in _list_sources(placed.box))
    used = {source.paragraph for source in sources if source.paragraph}
    hashes: dict[str, str] = {}
    mentions: dict[str, Source] = {}
    for section in document.sections:
        for paragraph in query(section.blocks, Paragraph):
            quoted = _list_facts(paragraph) & facts if facts and paragraph.id else frozenset[str]()
            if not quoted and paragraph.id not in used:
                continue
            facts -= quoted
            hashes[paragraph.id] = hash_paragraph(paragraph)
            folio = find_page(document.places, paragraph.id, section.id)
            source = Source(section.id, paragraph.id, folio, "")
            mentions |= dict.fromkeys(quoted, source)
    return Index(document.audience.id if document.audience else "", hashes, mentions)


def _list_facts(paragraph: Paragraph) -> frozenset[str]:
    return frozenset(mention.fact for mention in query(paragraph, Mention))


def _list_sources(box: Box) -> Iterator[Source]:
    if box.source:
        yield box.source
    for kid in box.kids:
        if isinstance(kid, Box):
            yield from _list_sources(kid)


def write_entries(entries: tuple[Entry, ...]) -> str:
    """The entries as JSON."""
    return json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1) + "\n"


def _walk(box: Box, stand: Stand, index: Index) -> Iterator[Entry]:
    stand = _descend(box, stand, index)
    for kid in box.kids:
        if isinstance(kid, Box):
            yield from _walk(kid, stand, index)
        if isinstance(kid, Lines):
            for line in kid.lines:
                yield _make_entry(read_line(line), stand, index)


def _descend(box: Box, stand: Stand, index: Index) -> Stand:
    """What holds inside `box`."""
    new = box.name in PARTS
    part, item = (box.name, "") if new else (stand.part, box.name or stand.item)
    source = box.source or (None if new else stand.source)
    if part == "facts" and source is None:
        source = index.mentions.get(item)
    return Stand(part, item, source, stand.head or box.role in HEADS)


def _make_entry(line: str, stand: Stand, index: Index) -> Entry:
    source, origin = stand.source, _find_origin(stand, index.audience)
    if source is None or stand.head:
        return Entry(line, stand.part, stand.item, "", "", "", "", origin)
    paragraph = source.paragraph
    hash = index.hashes.get(paragraph, "")
    place = (source.section, paragraph, source.page, hash)
    return Entry(line, stand.part, stand.item, *place, origin)


def _find_origin(stand: Stand, audience: str) -> str:
    if stand.head:
        return "templates/briefing"
    if stand.part == "messages":
        return "points"
    field = FIELDS.get(stand.part)
    return f"audiences.{audience}.{field}" if field else "publication"


def read_line(line: Line) -> str:
    """The words of a typeset line."""
    said = ""
    end = 0.0
    for piece in line.pieces:
        apart = " " if said and piece.x - end > NEAR else ""
        said += apart + " ".join(word.text for word in piece.words)
        end = piece.x + piece.width
    return said.replace("\N{SOFT HYPHEN}", "-")
