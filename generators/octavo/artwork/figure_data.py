"""Data of figures that nothing can be drawn from, found before anything is drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from octavo.artwork.charts import check_chart
from octavo.artwork.worldmap import check_map
from octavo.document import Artwork, Chart, Diagram, Document, Figure, Orbits, Picture, WorldMap
from octavo.document.problem import Problem, Span
from octavo.document.walk import query
from octavo.files.source_file import error

HINT = "correct its data"


def list_undrawable(document: Document) -> tuple[Problem, ...]:
    """The figures of the document, and its cover, whose data cannot be drawn, with the reason."""
    figures = query(document.sections, Figure)
    faults = [(f"the figure `{one.id}`", _find_fault(one.artwork), one.span, "") for one in figures]
    cover = _find_fault(document.publication.cover)
    faults.append(("the cover", cover, Span("publication.yaml", 1), "cover:"))
    return tuple(
        replace(error("IMG005", f"{what} cannot be drawn: {reason}", span, HINT), sought=sought)
        for what, reason, span, sought in faults
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
