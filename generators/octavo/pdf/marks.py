"""Marks around a page for those who print, cut and fold it, drawn with every ink there is."""

from __future__ import annotations

from octavo.document.drawing import Close, Curve, Drawing, Group, Label, Move, Path, Shape, Straight
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
    near, far = press.reach + GAP, press.slug - GAP
    middle = (near + far) / 2
    targets = (
        (width / 2, -middle),
        (width / 2, height + middle),
        (-middle, height / 2),
        (width + middle, height / 2),
    )
    left, room = near, width / 2 - near - mm(5)
    label = Label(line, left, -middle - TYPE / 3, TYPE, colour=REGISTRATION)
    shapes: tuple[Shape, ...] = (
        draw_crops(width, height, near, far),
        *(_draw_target(x, y) for x, y in targets),
        Group((label,), clip=(left, -far, room, far - near)),
    )
    return Drawing(width, height, shapes)


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
