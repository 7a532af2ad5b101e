"""Marking schemes as values: their levels, the lowest first, and how a level is printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from octavo.document.length import Length, pt

SIZE = pt(9)
"""Of the letters of a marking, when its scheme says nothing: nearly as large as the text (9.6), so
that it is read on a copy of a copy; from 12 on it would crowd the margin of A5
(`booklet.pages.MARKING`)."""


@dataclass(frozen=True, slots=True)
class Banner:
    """How the marking stands at head and foot of each page."""

    align: Literal["left", "centre", "right"] = "centre"
    size: Length = SIZE
    colour: str = ""
    """Of the letters, as `#RRGGBB`; empty for what the page's text has."""
    ground: str = ""
    """Behind the letters; empty for none."""


PLAIN = Banner()


@dataclass(frozen=True, slots=True)
class LabelCategory:
    """What a label says beside policy and level, such as to whom something may be released."""

    tag: str
    kind: Literal["PERMISSIVE", "RESTRICTIVE", "INFORMATIVE"]
    values: tuple[str, ...]
    uri: str = ""


@dataclass(frozen=True, slots=True)
class ConfidentialityLabel:
    """A level as programs read it, by STANAG 4774."""

    policy: str
    """Whose levels these are: `NATO`."""
    classification: str
    """`RESTRICTED`."""
    created: date
    """When the level was decided; no clock is ever asked."""
    review: date
    """When it is to be looked at again."""
    uri: str = ""
    """Of the policy."""
    categories: tuple[LabelCategory, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of a scheme."""

    id: str
    """As the source names it: `restricted`."""
    text: str = ""
    """As it is printed, in the publication's language, with what stands beside it: `NATO
    RESTRICTED RELEASABLE TO JPN`; empty for no mark."""
    portion: str = ""
    """What stands between brackets before a part: `NR`; empty for no such mark."""
    open: bool = False
    """Whether it is for everyone."""
    banner: Banner = PLAIN
    name: str = ""
    """As it is printed alone: `NATO RESTRICTED`."""
    designation: tuple[str, ...] = ()
    """Lines for the first page: who marked it so, and what else the scheme wants there."""
    lacking: tuple[str, ...] = ()
    """What the scheme wants to be said with this level, and the source does not say."""
    refused: tuple[str, ...] = ()
    """What the source says that cannot stand with this level."""
    label: ConfidentialityLabel | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to mark documents."""

    name: str
    levels: tuple[Level, ...]
    """The lowest first."""
    ceiling: str
    """The id of the highest level that Octavo may be used for."""
    portions: Literal["marked", "all"] = "marked"
    """Which parts have a mark before them: those that the source marks, or all when one has."""
