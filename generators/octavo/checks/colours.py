"""Colours that cannot be told apart well enough."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.document import Draft
from octavo.document.problem import Problem, SourceError
from octavo.files.library import Library
from octavo.style.contrast import list_weak_pairs
from octavo.style.theme import load_theme


def _weak_pairs(draft: Draft, library: Library) -> Iterator[Problem]:
    """What is wrong with the theme, and text and ground whose contrast is too low."""
    try:
        yield from list_weak_pairs(load_theme(library))
    except SourceError as fault:
        yield from fault.problems


RULES = (_weak_pairs,)
