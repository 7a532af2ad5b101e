"""A finished PDF, opened for the preflight, and how what is wrong with it is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from octavo.document.problem import Problem, Severity
from octavo.pdf.painted import PaintedThing
from octavo.pdf.press import Press
from octavo.pdf.standards import Standard
from octavo.pdf.tags import Corners
from octavo.pdf.usage import PageUsage
from octavo.pdf.visibility import KnownPage

if TYPE_CHECKING:
    from pikepdf import Object, Pdf


@dataclass(frozen=True, slots=True)
class FinishedPdf:
    """A finished file, opened, with what it was to be."""

    pdf: Pdf
    standard: Standard
    press: Press | None
    """`None` for a screen."""
    on_sheets: bool
    """Whether its pages are sides of sheets to be folded."""
    pages: tuple[PageUsage, ...]
    painted: tuple[tuple[PaintedThing, ...], ...] = ()
    """What each page for a press is painted with; nothing for a screen."""
    layout: Sequence[KnownPage] = ()
    """What is known of its pages from when they were drawn; nothing for a file of others."""


PreflightRule: TypeAlias = Callable[[FinishedPdf], Iterator[Problem]]


def say_error(code: str, message: str, hint: str = "") -> Problem:
    """What a printer would send the file back for."""
    return Problem(Severity.ERROR, code, message, None, hint)


def say_warning(code: str, message: str, hint: str = "") -> Problem:
    """What a printer would ask about."""
    return Problem(Severity.WARNING, code, message, None, hint)


def list_numbers(pages: Sequence[int]) -> str:
    """Pages by their numbers, the first five of them."""
    if len(pages) == 1:
        return f"page {pages[0]}"
    shown = ", ".join(map(str, pages[:5]))
    return f"pages {shown}" + (f" and {len(pages) - 5} more" if len(pages) > 5 else "")


def read_box(box: Object) -> Corners:
    """The corners of a box, the lower left one first."""
    left, bottom, right, top = (float(str(value)) for value in list(box))
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
