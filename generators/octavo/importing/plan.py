"""A publication as it is planned from documents, before any of it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from octavo.document.sections import SectionKind
from octavo.importing.guesses import Days
from octavo.importing.inline_writing import Target
from octavo.importing.tree import ForeignBlock, ImportFinding


@dataclass(frozen=True, slots=True)
class PlannedPoint:
    """A sentence that is proposed as a key message."""

    id: str
    text: str
    rests_on: str
    """The id of the paragraph that it stands in."""
    key: bool


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """A section before it is written."""

    id: str
    file: str
    title: str
    kind: SectionKind
    label: str
    short_title: str
    blocks: tuple[ForeignBlock, ...]
    """Headings have the levels that they have in the section, from 2 on."""
    points: tuple[PlannedPoint, ...] = ()
    signed: bool = False
    """Whether its last paragraph says who signs it."""


@dataclass(frozen=True, slots=True)
class PlannedPhoto:
    """A line of the photo register."""

    number: int
    caption: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class PublicationPlan:
    """A publication before it is written."""

    title: str
    language: str
    sections: tuple[PlannedSection, ...]
    targets: Mapping[str, Target]
    """What references of the documents lead to, by their anchors."""
    subtitle: str = ""
    event: str = ""
    days: Days | None = None
    publisher: str = ""
    authors: tuple[str, ...] = ()
    description: str = ""
    keywords: tuple[str, ...] = ()
    abbreviations: Mapping[str, str] | None = None
    photos: tuple[PlannedPhoto, ...] = ()
    chatham: bool = False
    """Whether the text says that it is under the Chatham House Rule."""
    findings: tuple[ImportFinding, ...] = ()
