"""Random documents: what is read back is what they say, and no judge finds anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from documents import PICTURE, documents
from judges.openxml import find_openxml, validate
from octavo.document import Document
from octavo.docx import artwork
from octavo.docx.inspection import inspect_file
from octavo.library import Memory
from octavo.word import Options, generator
from word.expected import expect_sections
from word.readback import Line, read_lines
from word.sample import dot

LIBRARY = Memory({PICTURE: dot()})
QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)


FILLERS = (Line("Normal", ""), Line("Statistic Label", ""))
"""Paragraphs that Word needs between tables, and in a row of statistics that is not full."""


@pytest.fixture(scope="module", autouse=True)
def coarse() -> Iterator[None]:
    """Rasters that are quickly made; nobody looks at them here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(artwork, "RESOLUTION", 20)
        patch.setattr(artwork, "COVER_RESOLUTION", 10)
        yield
    artwork.forget_renderings()


def make(document: Document) -> bytes:
    """The Word file of a document."""
    return generator.generate(document, Options(embed_fonts=False), LIBRARY).data


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(documents())
def test_a_random_document_says_what_its_source_says(document: Document) -> None:
    said = read_lines(make(document))

    expected = [line for line in expect_sections(document) if line not in FILLERS]
    first = next(at for at, line in enumerate(said) if line == expected[0])
    kept = [
        line
        for line in said[first:]
        if line.style != "Normal" and not _is_filler(line.text, line.style)
    ]
    assert kept[: len(expected)] == expected


def _is_filler(text: str, style: str) -> bool:
    """Whether a paragraph is there only because a row of statistics is not full."""
    return not text and style == "Statistic Label"


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(documents())
def test_nothing_that_validators_overlook_is_wrong_with_a_random_document(
    document: Document,
) -> None:
    assert inspect_file(make(document)) == ()


@pytest.mark.slow
def test_the_validator_finds_nothing_wrong_with_random_documents() -> None:
    home: Path | None = find_openxml()
    if home is None:
        pytest.skip("the Open XML SDK cannot be had here: it needs Linux, x64 and, once, a network")
    made: dict[str, bytes] = {}

    @settings(
        max_examples=20,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=QUIET,
    )
    @given(documents())
    def collect(document: Document) -> None:
        made[f"{len(made)}"] = make(document)

    collect()

    assert len(made) >= 20
    assert validate(home, made) == {name: [] for name in made}
