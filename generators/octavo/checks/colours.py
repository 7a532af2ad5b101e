"""Colours that cannot be told apart well enough."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.document import Draft
from octavo.document.problem import Problem, SourceError, Span
from octavo.files.library import Library
from octavo.files.source_file import warning
from octavo.style.contrast import measure_contrast
from octavo.style.theme import FILE, load_theme

LEAST = 4.5
"""WCAG 2.2, success criterion 1.4.3, level AA, for text of any size."""
PAIRS = (
    ("text", "paper"),
    ("ink", "paper"),
    ("quiet", "paper"),
    ("signal", "paper"),
    ("text", "mist"),
    ("ink", "mist"),
    ("quiet", "mist"),
    ("signal", "mist"),
    ("text", "sand"),
    ("paper", "ink"),
    ("glow", "ink"),
)
"""Every colour that text has in an output, with every ground it stands on there."""


def _weak_pairs(draft: Draft, library: Library) -> Iterator[Problem]:
    """Text and ground of the theme whose contrast is too low."""
    try:
        theme = load_theme(library)
    except SourceError as fault:
        yield from fault.problems
        return
    for front, ground in PAIRS:
        ratio = measure_contrast(theme, front, ground)
        if ratio < LEAST:
            message = f"text in `{front}` on `{ground}` has a contrast of {ratio:.1f} : 1"
            hint = f"choose colours with at least {LEAST} : 1 (WCAG AA)"
            yield warning("THM002", message, Span(FILE, 0), hint)


RULES = (_weak_pairs,)
