"""What a publication reports on, who publishes it, and on what terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Event:
    """What the publication reports on."""

    name: str
    place: str = ""
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number under which one format of the publication is catalogued."""

    format: str
    """`print`, `pdf`, `docx` …"""
    isbn: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who publishes this, when, and on what terms."""

    publisher: str
    place: str = ""
    year: str = ""
    edition: str = ""
    identifiers: tuple[Identifier, ...] = ()
    doi: str = ""
    copyright: str = ""
    licence: str = ""
    disclaimer: str = ""
    contact: str = ""
    """Where to write, in lines: a postal address is set as it is written."""
    address: str = ""
    """Where the full text can be found: a web address; empty when there is none."""
    notes: tuple[str, ...] = ()
    """Further paragraphs, such as the credits of typefaces and maps."""
