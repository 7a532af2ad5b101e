"""Word files made for tests: from a document, or from many random ones."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from documents import PICTURE, documents
from octavo.document import Document
from octavo.docx import artwork
from octavo.files.library import Library, Memory
from octavo.word import WordOptions, generator
from word.sample import dot

LIBRARY = Memory({PICTURE: dot()})
"""What random documents need."""


def make(document: Document, library: Library = LIBRARY) -> bytes:
    """The Word file of a document, without faces."""
    return generator.generate(document, WordOptions(embed_fonts=False), library).data


@contextmanager
def draw_coarsely() -> Generator[None]:
    """Rasters that are quickly made, where nobody looks at them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(artwork, "RESOLUTION", 20)
        patch.setattr(artwork, "COVER_RESOLUTION", 10)
        yield
    artwork.forget_renderings()


def make_random(count: int) -> list[tuple[Document, bytes]]:
    """The Word files of `count` random documents, always the same ones."""
    made: list[tuple[Document, bytes]] = []

    @settings(
        max_examples=count,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
            HealthCheck.large_base_example,
        ],
    )
    @given(documents())
    def keep(document: Document) -> None:
        made.append((document, make(document)))

    keep()
    return made
