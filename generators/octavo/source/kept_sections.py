"""Sections as they were read last, for a program that reads a source again and again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from octavo.document.problem import Problem
from octavo.files.library import Library
from octavo.source.context import ReadContext
from octavo.source.sections import SectionFile

Against: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _KeptSection:
    data: bytes
    against: Against
    section: SectionFile | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class KeptSections:
    """What the file of each section said, and what was wrong with it.

    A section is read again when a byte of its file has changed, or anything that it was read
    against: facts, abbreviations, audiences, language, rule. One that names files with data is
    always read again.
    """

    _sections: dict[str, _KeptSection] = field(default_factory=dict[str, _KeptSection])

    def find(
        self, file: str, data: bytes | None, against: Against
    ) -> tuple[SectionFile | None, tuple[Problem, ...]] | None:
        """The section as it was read, with its problems; `None` when it has to be read again."""
        kept = self._sections.get(file)
        if kept is None or kept.against != against or kept.data != data:
            return None
        return kept.section, kept.problems

    def keep(
        self,
        file: str,
        data: bytes | None,
        against: Against,
        section: SectionFile | None,
        problems: tuple[Problem, ...],
    ) -> None:
        """Remember what the file says when it has these bytes."""
        if data is not None:
            self._sections[file] = _KeptSection(data, against, section, problems)


def list_grounds(shared: ReadContext, attribution: str) -> Against:
    """All that a section is read against."""
    facts = tuple(shared.facts.items())
    read = shared.terms, shared.audiences, shared.words, shared.conventions, shared.scheme
    return (facts, *read, attribution)


def read_bytes(library: Library, file: str) -> bytes | None:
    """The bytes of the file; `None` when it cannot be read."""
    try:
        return library.read(file)
    except (OSError, ValueError):
        return None
