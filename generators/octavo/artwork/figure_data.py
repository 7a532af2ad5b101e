"""Data of figures that nothing can be drawn from, found before anything is drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from octavo.artwork.charts import check_chart
from octavo.artwork.faults import CannotDrawError, DoesNotFitError
from octavo.artwork.worldmap import check_map
from octavo.document import (
    Chart,
    CoverArt,
    Diagram,
    Document,
    Figure,
    Motif,
    Orbits,
    Picture,
    WorldMap,
)
from octavo.document.problem import Problem, Span
from octavo.document.walk import query
from octavo.files.source_file import error

HINT = "correct its data"
DIVIDE = "make two figures of it, or set it over a wider measure"


def list_undrawable(document: Document) -> tuple[Problem, ...]:
    """The figures of the document, and its cover, whose data cannot be drawn, with the reason."""
    found = [_find_fault(one) for one in query(document.sections, Figure)]
    try:
        _check(document.publication.cover)
    except CannotDrawError as fault:
        problem = tell("the cover", fault, Span("publication.yaml", 1))
        found.append(problem if fault.span else replace(problem, sought=fault.sought or "cover:"))
    return tuple(problem for problem in found if problem)


def _find_fault(figure: Figure) -> Problem | None:
    """Why the figure cannot be drawn, if it cannot."""
    try:
        _check(figure.artwork)
    except CannotDrawError as fault:
        return tell(figure.title, fault, figure.span)
    return None


def tell(what: str, fault: CannotDrawError, span: Span | None) -> Problem:
    """The problem with what cannot be drawn: at the value at fault, else at `span`."""
    hint = DIVIDE if isinstance(fault, DoesNotFitError) else HINT
    message = f"{what} cannot be drawn: {fault}"
    problem = error("IMG005", message, fault.span or span, hint)
    return replace(problem, sought=fault.sought)


def _check(artwork: CoverArt | None) -> None:
    match artwork:
        case Chart():
            check_chart(artwork)
        case WorldMap():
            check_map(artwork)
        case Diagram() | Motif() | Orbits() | Picture() | None:
            """Whatever can be read of these can be drawn."""
        case _:
            assert_never(artwork)
