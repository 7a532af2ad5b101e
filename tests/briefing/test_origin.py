"""Where each line of a briefing comes from."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from briefing.publications import make_document
from octavo.audience import select
from octavo.briefing import Options, explain
from octavo.briefing.origin import Entry, trace, write_entries
from octavo.document import Document, Paragraph
from octavo.library import Memory
from octavo.source import read
from octavo.walk import query, text_of

SPACE = Path(__file__).parents[2] / "content" / "space-2040"


def entries(document: Document) -> tuple[Entry, ...]:
    return trace(document, explain(document, Options(), Memory({})).page)


def test_each_line_of_a_message_names_point_section_paragraph_and_page() -> None:
    (first, *_) = [entry for entry in entries(make_document()) if entry.item == "point-1"]
    assert (first.part, first.section, first.paragraph, first.page) == (
        "messages",
        "section-1",
        "section-1-1",
        "12",
    )


def test_the_hash_is_that_of_the_paragraph_s_words() -> None:
    document = make_document()
    (paragraph, *_) = [p for p in query(document.sections, Paragraph) if p.id == "section-1-1"]
    (first, *_) = [entry for entry in entries(document) if entry.item == "point-1"]
    assert first.hash == sha256(text_of(paragraph.children).encode()).hexdigest()


def test_every_line_of_the_page_is_there_in_reading_order() -> None:
    lines = [entry.line for entry in entries(make_document())]
    assert lines[:2] == ["Briefing for", "Military command"]
    assert lines[-1].endswith("7 of 9 points shown.")


def test_every_line_of_the_messages_of_space_in_2040_rests_on_a_paragraph() -> None:
    draft = read(SPACE)
    for audience in draft.audiences:
        document = select(draft, audience.id)
        known = {paragraph.id for paragraph in query(document.sections, Paragraph)}
        resting = [e for e in entries(document) if e.part == "messages" and e.item]
        assert resting
        assert all(entry.paragraph in known and entry.hash for entry in resting)


def test_the_trace_is_written_as_json() -> None:
    made = entries(make_document())
    written = json.loads(write_entries(made))
    assert [entry["line"] for entry in written] == [entry.line for entry in made]
