"""Charts: values that can be compared, labelled where they stand, on an axis with zero."""

from __future__ import annotations

from dataclasses import replace
from math import inf, isfinite
from typing import assert_never

from octavo.artwork.bars import draw_bars
from octavo.artwork.chart_parts import STYLES
from octavo.artwork.columns import draw_columns
from octavo.artwork.faults import CannotDrawError, DoesNotFitError
from octavo.artwork.shares import draw_share
from octavo.document import Chart
from octavo.document.drawing import Drawing
from octavo.document.length import Length
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme


def draw_chart(
    chart: Chart, width: Length, theme: Theme, faces: Faces, room: Length = inf
) -> Drawing:
    """The chart, as wide as given and at most as high as `room`.

    Its kind gives way to its words: columns, lines and shares that have no room for theirs become
    bars. Raises `DoesNotFitError`, which says how many values would fit, and `ValueError` for
    values that `check_chart` refuses.
    """
    check_chart(chart)
    drawing = draw_as_asked(chart, width, theme, faces)
    if drawing is None or drawing.height > room:
        drawing = draw_bars(replace(chart, kind="bar"), width, room, theme, faces)
    if drawing.height <= room:
        return drawing
    count = len(chart.groups)
    fitting = _count_fitting(chart, width, room, theme, faces)
    raise DoesNotFitError(f"{fitting} of its {count} values fit the height of its page")


def draw_as_asked(chart: Chart, width: Length, theme: Theme, faces: Faces) -> Drawing | None:
    """The chart in the form of its kind; `None` for bars, and where that has no room for words."""
    match chart.kind:
        case "bar":
            return None
        case "column" | "line":
            return draw_columns(chart, width, theme, faces)
        case "share":
            return draw_share(chart, width, theme, faces)
        case _:
            assert_never(chart.kind)


def _count_fitting(chart: Chart, width: Length, room: Length, theme: Theme, faces: Faces) -> int:
    """How many of the labels, from the first, have room with their values."""
    size = max(1, len(chart.series))
    fits, over = 0, len(chart.groups)
    while over - fits > 1:
        middle = (fits + over) // 2
        fewer = replace(chart, bars=chart.bars[: middle * size])
        high = draw_bars(fewer, width, room, theme, faces).height > room
        fits, over = (fits, middle) if high else (middle, over)
    return fits


def check_chart(chart: Chart) -> None:
    """Raise `ValueError` when no chart can be drawn of these values."""
    if not chart.bars:
        raise CannotDrawError("a chart needs at least one value")
    if len(chart.series) > len(STYLES):
        raise CannotDrawError(f"it has {len(chart.series)} series; {len(STYLES)} can be told apart")
    for bar in chart.bars:
        if not isfinite(bar.value):
            raise CannotDrawError(
                f"the value of `{bar.label}` is {bar.value:g}, no number", bar.span
            )
        if chart.kind == "share" and bar.value < 0:
            message = f"the share of `{bar.label}` is {bar.value:g}, not zero or more"
            raise CannotDrawError(message, bar.span)
    if chart.kind == "line" and len(chart.groups) < 2:
        raise CannotDrawError("a line needs at least two values", chart.bars[0].span)
    if chart.kind == "share" and not any(bar.value for bar in chart.bars):
        raise CannotDrawError("a share needs a value above zero", chart.bars[0].span)
    if chart.kind == "share" and chart.series:
        raise CannotDrawError("a share has one series")
