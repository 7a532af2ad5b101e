"""Where each line of a briefing comes from: line, part, point, section, paragraph, page, hash."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256

from octavo.briefing.boxes import Box, Lines
from octavo.briefing.page import Page
from octavo.briefing.plan import Source
from octavo.document import Document, Paragraph
from octavo.typeset.pieces import Line
from octavo.walk import query, text_of

PARTS = frozenset(
    {"question", "bottom-line", "facts", "timing", "messages", "meaning", "asks", "contact"}
) | {"head", "foot"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the page."""

    line: str
    part: str
    """Which part of the briefing it belongs to."""
    item: str
    """The id of the point or fact, or the number of the ask; empty for the rest."""
    section: str
    """The id of the section it rests on; empty when it is the publication's or the audience's."""
    paragraph: str
    page: str
    """Of the booklet."""
    hash: str
    """SHA-256 of the paragraph's words; empty without one."""


def trace(document: Document, page: Page) -> tuple[Entry, ...]:
    """Every line of the page, in reading order, with what it rests on."""
    hashes = hash_paragraphs(document)
    return tuple(
        entry for placed in page.boxes for entry in _walk(placed.box, "", "", None, hashes)
    )


def hash_paragraphs(document: Document) -> dict[str, str]:
    """The SHA-256 of the words of each paragraph, by its id."""
    return {
        paragraph.id: sha256(text_of(paragraph.children).encode()).hexdigest()
        for section in document.sections
        for paragraph in query(section.blocks, Paragraph)
        if paragraph.id
    }


def write_entries(entries: tuple[Entry, ...]) -> str:
    """The entries as JSON."""
    return json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1) + "\n"


def _walk(
    box: Box, part: str, item: str, source: Source | None, hashes: dict[str, str]
) -> Iterator[Entry]:
    part, item = (box.name, "") if box.name in PARTS else (part, box.name or item)
    source = box.source or source
    for kid in box.kids:
        if isinstance(kid, Box):
            yield from _walk(kid, part, item, source, hashes)
        if isinstance(kid, Lines):
            for line in kid.lines:
                yield _make_entry(read_line(line), part, item, source, hashes)


def _make_entry(
    line: str, part: str, item: str, source: Source | None, hashes: dict[str, str]
) -> Entry:
    if source is None:
        return Entry(line, part, item, "", "", "", "")
    paragraph = source.paragraph
    return Entry(
        line, part, item, source.section, paragraph, source.page, hashes.get(paragraph, "")
    )


def read_line(line: Line) -> str:
    """The words of a typeset line."""
    words = [word.text for piece in line.pieces for word in piece.words]
    return " ".join(words).replace("\N{SOFT HYPHEN}", "-")
