"""Author's queries that are still open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from octavo.document import AuthorQuery, Draft
from octavo.document.problem import Problem
from octavo.document.walk import query
from octavo.files.library import Library
from octavo.files.source_file import note


def find_open_queries(draft: Draft, library: Library) -> Iterator[Problem]:
    """Every query: it waits for an answer."""
    for asked in query((draft.sections, draft.audiences), AuthorQuery):
        yield note("QRY001", f"an open query: {asked.text}", asked.span)


RULES: tuple[Callable[[Draft, Library], Iterable[Problem]], ...] = (find_open_queries,)
