"""Marking schemes as values: their levels, the lowest first, and how a level is printed."""

from __future__ import annotations

from dataclasses import dataclass
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
class Level:
    """One degree of a scheme."""

    id: str
    """As the source names it: `restricted`."""
    text: str = ""
    """As it is printed, in the publication's language: `NATO RESTRICTED`; empty for no mark."""
    portion: str = ""
    """What stands between brackets before a part: `NR`; empty for no such mark."""
    open: bool = False
    """Whether it is for everyone."""
    banner: Banner = PLAIN


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
