"""Outlines as content-stream operators."""

from __future__ import annotations

from collections import OrderedDict

from octavo.document.drawing import Close, Curve, Move, Path, Step, Straight
from octavo.pdf.objects import number

MOST_KEPT = 8192
"""How many paths are kept as written for the next file that draws them: the proceedings have six
hundred. The same tuple is the same path, since nothing in it can change; to compare long paths step
by step would take as long as to write them."""
_written: OrderedDict[int, tuple[tuple[Step, ...], str]] = OrderedDict()


def write_steps(steps: tuple[Step, ...]) -> str:
    """The operators that build a path of `steps`."""
    kept = _written.get(id(steps))
    if kept is not None and kept[0] is steps:
        return kept[1]
    written = "\n".join(map(_write_step, steps))
    _written[id(steps)] = steps, written
    if len(_written) > MOST_KEPT:
        _written.popitem(last=False)
    return written


def write_stroke(path: Path) -> str:
    """The operators for how the path is stroked: width, ends and dashes."""
    ends = 1 if path.round_ends else 0
    dash = " ".join(map(number, path.dash))
    return f"{number(path.width)} w {ends} J {ends} j [{dash}] 0 d"


def write_painting(path: Path) -> str:
    """The operator that fills the path by the non-zero winding rule, strokes it, or both."""
    if path.fill and path.stroke:
        return "B"
    return "f" if path.fill else "S" if path.stroke else "n"


def write_rectangle(x: float, y: float, width: float, height: float) -> str:
    """The operator that builds a rectangle."""
    return f"{number(x)} {number(y)} {number(width)} {number(height)} re"


def _write_step(step: Step) -> str:
    match step:
        case Move(x, y):
            return f"{number(x)} {number(y)} m"
        case Straight(x, y):
            return f"{number(x)} {number(y)} l"
        case Curve():
            points = (step.x1, step.y1, step.x2, step.y2, step.x, step.y)
            return f"{' '.join(map(number, points))} c"
        case Close():
            return "h"
