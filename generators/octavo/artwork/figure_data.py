"""Data of figures that nothing can be drawn from, found before anything is drawn."""

from __future__ import annotations

from typing import assert_never

from octavo.artwork.charts import check_chart
from octavo.artwork.worldmap import check_map
from octavo.document import Artwork, Chart, Diagram, Document, Figure, Orbits, Picture, WorldMap
from octavo.document.problem import Problem
from octavo.document.walk import query
from octavo.files.source_file import error


def list_undrawable(document: Document) -> tuple[Problem, ...]:
    """The figures of the document whose data cannot be drawn, each with the reason."""
    hint = "correct its data"
    reasons = ((figure, _find_fault(figure.artwork)) for figure in query(document.sections, Figure))
    return tuple(
        error("IMG005", f"the figure `{figure.id}` cannot be drawn: {reason}", figure.span, hint)
        for figure, reason in reasons
        if reason
    )


def _find_fault(artwork: Artwork) -> str:
    """Why the artwork cannot be drawn; empty when it can."""
    try:
        _check(artwork)
    except ValueError as fault:
        return str(fault)
    return ""


def _check(artwork: Artwork) -> None:
    match artwork:
        case Chart():
            check_chart(artwork)
        case WorldMap():
            check_map(artwork)
        case Diagram() | Orbits() | Picture():
            """Whatever can be read of these can be drawn."""
        case _:
            assert_never(artwork)
