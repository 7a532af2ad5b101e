"""Marks around a page for those who print, cut and fold it, drawn with every ink there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from octavo.document.drawing import (
    Close,
    Curve,
    Drawing,
    Group,
    Label,
    Move,
    Path,
    Shape,
    Straight,
    draw_rectangle,
)
from octavo.document.length import Length, mm, pt
from octavo.pdf.press import Press

REGISTRATION = "registration"
"""The colour of marks: all inks together, so that each plate shows them."""
LINE = pt(0.25)
"""How thick marks are: a hairline of 0.09 mm, four dots of a plate of 1,200 to the inch. A thicker
one leaves open on which side of it to cut, a thinner one does not print."""
GAP = mm(1)
"""Between the bleed and the marks, and between them and the edge of the sheet: a cut may be off by
half a millimetre, and no mark should be left on the trimmed page."""
RADIUS = mm(1.8)
"""Of the circle of a target: it must lie between the bleed and the edge of the sheet, in a ring of
9 mm with GAP on both sides, and be found with the naked eye."""
TYPE = pt(5.5)
"""Size of the slug line, in points: as small as is read without a glass, for it says which page and
file a sheet is and is cut off."""
KAPPA = 0.5523
"""Where the control points of a quarter of a circle stand, in radii: 4/3 (√2 - 1). A Bézier curve
then strays by 0.03 % of the radius at most; there is no better value for a curve that meets the
circle in its middle."""


def draw_marks(width: Length, height: Length, press: Press, line: str) -> Drawing:
    """The crop marks, the registration targets and the slug line of a page of that size.

    The origin is the lower left corner of the trimmed page.
    """
    ring = _measure_ring(width, height, press)
    shapes: tuple[Shape, ...] = (
        draw_crops(width, height, ring.near, ring.far),
        *(_draw_target(x, y) for x in (width / 2,) for y in (ring.lower, ring.upper)),
        *(_draw_target(x, height / 2) for x in (ring.left, ring.right)),
        _write_slug(line, ring, width / 2 - ring.near - BESIDE),
    )
    return Drawing(width, height, shapes)


def draw_sheet_marks(width: Length, height: Length, press: Press, line: str) -> Drawing:
    """The same for a sheet of that size that is folded in its middle: there are the marks to fold
    by, so that the targets stand in a quarter of it, and beside one of them the colour bar."""
    ring = _measure_ring(width, height, press)
    shapes: tuple[Shape, ...] = (
        draw_crops(width, height, ring.near, ring.far),
        draw_folds(width / 2, height, ring.near, ring.far),
        _draw_target(width / 4, ring.upper),
        _draw_target(3 * width / 4, ring.lower),
        *(_draw_target(x, height / 2) for x in (ring.left, ring.right)),
        *_draw_bar(width / 2 + ring.near, ring.upper, width / 2 - 2 * ring.near),
        _write_slug(line, ring, width / 2 - 2 * ring.near),
    )
    return Drawing(width, height, shapes)


BESIDE = mm(5)
"""From the slug line to the target in the middle of its edge: its arm and as much again."""
BAR: Mapping[str, tuple[float, float, float, float]] = {
    "bar-cyan": (1, 0, 0, 0),
    "bar-magenta": (0, 1, 0, 0),
    "bar-yellow": (0, 0, 1, 0),
    "bar-black": (0, 0, 0, 1),
    "bar-blue": (1, 1, 0, 0),
    "bar-green": (1, 0, 1, 0),
    "bar-red": (0, 1, 1, 0),
    "bar-half-cyan": (0.5, 0, 0, 0),
    "bar-half-magenta": (0, 0.5, 0, 0),
    "bar-half-yellow": (0, 0, 0.5, 0),
    "bar-half-black": (0, 0, 0, 0.5),
    "bar-grey": (0.5, 0.4, 0.4, 0),
}
"""The patches of a colour bar, as printers measure them: each ink full and half, two on each other,
and the three colours in the balance that looks like a half of black."""
PATCH = mm(5)
"""Side of a patch of the colour bar: what the instruments read is 3 to 4 mm across, and the ring
around the page has 7 mm between its gaps."""


@dataclass(frozen=True, slots=True)
class _MarkedRing:
    """Where marks stand around a page: how far from it, and where the middle of the ring is."""

    near: Length
    far: Length
    left: Length
    lower: Length
    right: Length
    upper: Length


def _measure_ring(width: Length, height: Length, press: Press) -> _MarkedRing:
    near, far = press.reach + GAP, press.slug - GAP
    middle = (near + far) / 2
    return _MarkedRing(near, far, -middle, -middle, width + middle, height + middle)


def _write_slug(line: str, ring: _MarkedRing, room: Length) -> Group:
    """What the sheet says of itself below the page, as far as there is room."""
    label = Label(line, ring.near, ring.lower - TYPE / 3, TYPE, colour=REGISTRATION)
    return Group((label,), clip=(ring.near, -ring.far, room, ring.far - ring.near))


def _draw_bar(x: Length, y: Length, room: Length) -> Iterator[Path]:
    """The patches in a row, around the height `y`."""
    side = min(PATCH, room / len(BAR))
    for place, called in enumerate(BAR):
        left, bottom = x + place * side, y - side / 2
        yield Path(draw_rectangle(left, bottom, side, side), fill=called)


def draw_crops(width: Length, height: Length, near: Length, far: Length) -> Path:
    """The eight marks to cut by, from `near` the corners to `far` from them."""
    steps: list[Move | Straight] = []
    for x in (0.0, width):
        steps += [Move(x, -near), Straight(x, -far), Move(x, height + near)]
        steps += [Straight(x, height + far)]
    for y in (0.0, height):
        steps += [Move(-near, y), Straight(-far, y), Move(width + near, y)]
        steps += [Straight(width + far, y)]
    return Path(tuple(steps), stroke=REGISTRATION, width=LINE)


def draw_folds(x: Length, height: Length, near: Length, far: Length) -> Path:
    """The two dashed marks to fold by, above and below the page."""
    steps = (
        *(Move(x, -near), Straight(x, -far)),
        *(Move(x, height + near), Straight(x, height + far)),
    )
    return Path(steps, stroke=REGISTRATION, width=LINE, dash=(pt(1.5), pt(1.5)))


def _draw_target(x: Length, y: Length) -> Path:
    """A circle with a cross through it."""
    r, k, arm = RADIUS, RADIUS * KAPPA, RADIUS * 1.5
    steps = (
        *(Move(x - arm, y), Straight(x + arm, y), Move(x, y - arm), Straight(x, y + arm)),
        Move(x + r, y),
        Curve(x + r, y + k, x + k, y + r, x, y + r),
        Curve(x - k, y + r, x - r, y + k, x - r, y),
        Curve(x - r, y - k, x - k, y - r, x, y - r),
        Curve(x + k, y - r, x + r, y - k, x + r, y),
        Close(),
    )
    return Path(steps, stroke=REGISTRATION, width=LINE)
