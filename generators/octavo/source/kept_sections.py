"""Sections as they were read last, for a program that reads a source again and again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from octavo.document import Fact
from octavo.document.problem import Problem
from octavo.files.library import Library
from octavo.source.context import ReadContext
from octavo.source.sections import SectionFile

Against: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _KeptSection:
    data: bytes
    against: Against
    asked: Mapping[str, Fact | None]
    """The facts that were looked up; `None` for those that there were not."""
    section: SectionFile | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class KeptSections:
    """What the file of each section said, and what was wrong with it.

    A section is read again when a byte of its file has changed, or anything that it was read
    against: facts that it names, abbreviations, audiences, language, rule. One that names files
    with data is always read again.
    """

    _sections: dict[str, _KeptSection] = field(default_factory=dict[str, _KeptSection])

    def find(
        self, file: str, data: bytes | None, against: Against, facts: Mapping[str, Fact]
    ) -> tuple[SectionFile | None, tuple[Problem, ...]] | None:
        """The section as it was read, with its problems; `None` when it has to be read again."""
        kept = self._sections.get(file)
        if kept is None or kept.against != against or kept.data != data:
            return None
        if any(facts.get(id) != fact for id, fact in kept.asked.items()):
            return None
        return kept.section, kept.problems

    def keep(
        self,
        file: str,
        data: bytes | None,
        against: Against,
        asked: Mapping[str, Fact | None],
        section: SectionFile | None,
        problems: tuple[Problem, ...],
    ) -> None:
        """Remember what the file says when it has these bytes."""
        if data is not None:
            self._sections[file] = _KeptSection(data, against, asked, section, problems)


def list_grounds(shared: ReadContext, attribution: str) -> Against:
    """All that a section is read against, but for the values of facts."""
    read = shared.terms, shared.audiences, shared.words, shared.conventions, shared.scheme
    return (tuple(shared.facts), *read, attribution)


class NotedFacts(Mapping[str, Fact]):
    """Facts, noting which of them are looked up."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._facts = facts
        self.asked: dict[str, Fact | None] = {}

    def __getitem__(self, id: str) -> Fact:
        self.asked[id] = self._facts.get(id)
        return self._facts[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)


def read_bytes(library: Library, file: str) -> bytes | None:
    """The bytes of the file; `None` when it cannot be read."""
    try:
        return library.read(file)
    except (OSError, ValueError):
        return None
