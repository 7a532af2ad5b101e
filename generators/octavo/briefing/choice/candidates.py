"""What is chosen from, and by which rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Hundredths: TypeAlias = int
"""A height in hundredths of a point."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A point that may go on the page."""

    id: str
    section: str
    weight: int
    """1 to 10, for the audience of the page."""
    heights: tuple[Hundredths, ...]
    """Of each wording, the longest first, with the space that stands above it."""
    required: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceRules:
    """What makes one choice better than another."""

    least: int = 3
    """How many points come before everything else, as far as they fit."""
    most: int = 7
    """How many points a page has at most; required ones come on top."""
    shares: tuple[int, ...] = (100, 80, 65, 50)
    """Per cent that the first, second … point of one section counts; the last goes for all later
    ones."""
    shorter: int = 8
    """Per cent of its weight that a point loses with each shorter wording."""
    opening: Hundredths = 0
    """What the first point of a section takes on top of its own height: room for a heading."""
