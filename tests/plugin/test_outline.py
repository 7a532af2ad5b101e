"""What the outline of a small publication says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from octavo import Memory, Place, SourceError, read, select
from outline import Options, generate, generator

LIBRARY = Memory(
    {
        "publication.yaml": b"""\
title: Small Things
event: {name: A meeting}
imprint: {publisher: The publisher}
marking: For participants only
audiences:
  industry:
    name: Industry
    question: What now?
    purpose: note
    bottom_line: Less is more.
    so_what: [Go on.]
sections: [open.md, closed.md]
outputs: [outline]
""",
        "open.md": b"---\nid: open\ntitle: For everyone\nkind: chapter\n"
        b"---\n\n## A heading\n\nOne.\n",
        "closed.md": b"---\nid: closed\ntitle: For some\nkind: chapter\n"
        b"audiences: [industry]\n---\n\nTwo.\n",
    }
)
DRAFT = read(LIBRARY, "small")


def write(audience: str | None = None, places: tuple[Place, ...] = ()) -> list[str]:
    """The lines of the outline for an audience."""
    document = replace(select(DRAFT, audience), places=places)
    return generate(document, Options(), LIBRARY).data.decode().splitlines()


def test_it_lists_sections_and_headings_between_markings() -> None:
    assert write() == [
        "For participants only",
        "Small Things",
        "- For everyone",
        "  - A heading",
        "For participants only",
    ]


def test_an_audience_reads_what_is_for_it() -> None:
    assert "- For some" in write("industry")


def test_it_quotes_the_pages_of_the_booklet() -> None:
    assert "- For everyone (page 7)" in write(places=(Place("open", "7"),))
    assert generator.needs_places


def test_a_language_without_words_is_refused() -> None:
    document = select(DRAFT)
    language = replace(document.publication, language="la")
    foreign = replace(document, publication=language, places=(Place("open", "7"),))

    with pytest.raises(SourceError, match="no words for the language `la`"):
        generate(foreign, Options(), LIBRARY)
