"""What the check of a briefing is given is all that it looks at."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from octavo import Document, Folder, Generator, Library, Problem, SourceError, find_generator
from octavo.document import Paragraph, Text
from octavo.document.walk import query
from octavo.selection.audience import select
from octavo.source.draft import read_source
from trust.check_decides import write_publication

NAMES = ("briefing", "briefing-word", "digest")
PUBLICATIONS = Path(__file__).parents[1] / "publications"


def judge(generator: Generator[Any], document: Document, library: Library) -> tuple[Problem, ...]:
    assert generator.check
    try:
        return generator.check(document, generator.options(), library)
    except SourceError as fault:
        return fault.problems


def compare(folder: Path) -> tuple[int, int]:
    """How many readers' outputs were compared, and how many are refused; all have to be alike."""
    library = Folder(folder)
    draft = read_source(library, folder.name).draft
    compared = refused = 0
    if draft is None:
        return 0, 0
    for audience in draft.audiences:
        document = select(draft, audience.id)
        for generator in map(find_generator, NAMES):
            found = judge(generator, document, library)
            assert judge(generator, generator.narrow(document), library) == found
            compared, refused = compared + 1, refused + bool(found)
    return compared, refused


@pytest.mark.slow
def test_random_documents_are_judged_alike(tmp_path: Path) -> None:
    counts: list[tuple[int, int]] = []
    for seed in range(16):
        folder = tmp_path / str(seed)
        folder.mkdir()
        write_publication(Random(seed), folder)
        counts.append(compare(folder))

    assert sum(compared for compared, _ in counts) > 40
    assert sum(refused for _, refused in counts) > 0


def test_a_document_is_judged_alike() -> None:
    assert compare(PUBLICATIONS / "small")[0] > 0


def test_words_of_a_paragraph_are_not_looked_at() -> None:
    draft = read_source(Folder(PUBLICATIONS / "small"), "small").draft
    assert draft
    document = select(draft, draft.audiences[0].id)
    for generator in map(find_generator, NAMES):
        sections = generator.narrow(document).sections
        named = [one.id for one in query(document.sections, Paragraph) if one.id]

        assert [one.id for one in query(sections, Paragraph)] == named
        assert not [one for section in sections for one in query(section.blocks, Text)]
