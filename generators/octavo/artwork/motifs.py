"""Art from geometry for covers and openers, beside orbits: for houses that have no satellites.

Each motif lies on an endless plane on which the width of a cover is 1. A view is a place and a
scale on it: the cover and the back cover show neighbouring parts of it, each opener another crop.
`growth` is how far the motif has come, from 0 to 1: a book's first opener shows little of it, the
last all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from math import cos, exp, hypot, pi, sin
from typing import Literal, TypeAlias

from octavo.artwork.shapes import Coordinates, circle_steps, curve, move, polygon_steps, rectangle
from octavo.document import Motif, MotifKind
from octavo.document.drawing import Close, Drawing, Group, Path, Shape, Step, Straight
from octavo.document.length import Length, add_up
from octavo.style.contrast import opacity_for
from octavo.style.theme import Theme

MotifView: TypeAlias = Literal["cover", "band", "back"]
BRIGHT: Mapping[MotifView, float] = {"cover": 5.5, "band": 4.5, "back": 4.0}
"""Against the ink of the ground, by WCAG, that lines have at the focus: a third of what white has,
and less in a band, where a numeral stands, and on the back, where there is text."""
TINT = 0.3
"""Opacity of what is filled, in the colour `signal`, where the motif is strongest: at half, planes
are not told apart in grey print; at the double they are louder than the title."""
FOCUS = (0.96, 0.34)
"""Where the middle of every motif lies, in widths of the cover from its lower left corner: at the
right edge and below the middle, where no words stand."""
REACH = 0.78
"""How far from the focus a motif is seen: at this distance it has a third of its light, so that it
fades out under the title, which begins a width away."""
WEIGHT = 0.4
"""Of thin lines, in points: what offset and office printers hold when it is reversed out of ink."""
STEPS = 10
"""Strengths of light that lines are drawn in: those of one strength are one path."""
GOLDEN = 0.6180339887498949
"""The golden ratio's fraction, multiples of which fill an interval evenly without a period."""


@dataclass(frozen=True, slots=True)
class _View:
    """What is seen of the plane, and how strong."""

    scale: float
    """Points to the width of a cover."""
    left: Length
    """Where the plane's origin lies in the drawing."""
    bottom: Length
    width: Length
    height: Length
    bright: float
    growth: float
    seed: int

    def place(self, point: Coordinates) -> Coordinates:
        """Where a point of the plane lies in the drawing."""
        return self.left + point[0] * self.scale, self.bottom + point[1] * self.scale

    def light(self, point: Coordinates) -> float:
        """How strong a motif is at a point of the plane: 1 at the focus."""
        far = hypot(point[0] - FOCUS[0], point[1] - FOCUS[1])
        return exp(-((far / REACH) ** 2))

    def sees(self, point: Coordinates, margin: float = 0.0) -> bool:
        """Whether a point of the plane is in the drawing, or so near to it."""
        x, y = self.place(point)
        edge = margin * self.scale
        return -edge <= x <= self.width + edge and -edge <= y <= self.height + edge

    def find_edges(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of what is seen, on the plane."""
        left, bottom = -self.left / self.scale, -self.bottom / self.scale
        return left, bottom, left + self.width / self.scale, bottom + self.height / self.scale

    def stray(self, index: float) -> float:
        """A number from 0 to 1 that goes with the seed."""
        return (self.seed * 0.7548776662 + index * GOLDEN) % 1


@lru_cache(maxsize=24)
def draw_motif(
    motif: Motif,
    width: Length,
    height: Length,
    theme: Theme,
    view: MotifView = "cover",
    growth: float = 1.0,
    lowered: Length = 0.0,
) -> Drawing:
    """The motif on a ground of ink that fills `width` and `height`, bleed included.

    `growth` chooses another crop for each opener. `motif.seed` gives it another form. It stands so
    much lower as `lowered` says.
    """
    seen = _choose_view(motif, width, height, theme, view, growth)
    seen = replace(seen, bottom=seen.bottom - lowered)
    shapes: tuple[Shape, ...] = (
        rectangle(0, 0, width, height, "ink"),
        *_MAKERS[motif.kind](seen),
    )
    return Drawing(width, height, (Group(shapes, clip=(0, 0, width, height)),))


def _choose_view(
    motif: Motif, width: Length, height: Length, theme: Theme, view: MotifView, growth: float
) -> _View:
    bright = opacity_for(theme, "paper", "ink", BRIGHT[view])
    if view != "band":
        left = width if view == "back" else 0.0
        return _View(width, left, 0.0, width, height, bright, 1.0, motif.seed)
    # The focus comes nearer and in from the right edge as the book goes on.
    scale = width * (0.72 + 0.5 * growth)
    x, y = width * (0.92 - 0.16 * growth), height * (0.12 + 0.3 * growth)
    left, bottom = x - FOCUS[0] * scale, y - FOCUS[1] * scale
    return _View(scale, left, bottom, width, height, bright, 0.25 + 0.75 * growth, motif.seed)


def _smooth(points: Sequence[Coordinates], closed: bool) -> tuple[Step, ...]:
    """A curve through the points, its tangents those of Catmull and Rom."""
    count = len(points)

    def at(index: int) -> Coordinates:
        return points[index % count] if closed else points[min(max(index, 0), count - 1)]

    steps: list[Step] = [move(points[0])]
    for index in range(count if closed else count - 1):
        before, start, end, after = (at(index + n) for n in (-1, 0, 1, 2))
        first = start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6
        second = end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6
        steps.append(curve(first, second, end))
    return (*steps, Close()) if closed else tuple(steps)


class _MotifLines:
    """Lines gathered by how strong they are."""

    def __init__(self, view: _View) -> None:
        self._view = view
        self._steps: dict[float, list[Step]] = {}

    def add(self, steps: Sequence[Step], light: float) -> None:
        """Draw along the steps, so strong."""
        strength = round(light * STEPS) / STEPS
        if strength > 0:
            self._steps.setdefault(strength, []).extend(steps)

    def draw(self, weight: float = WEIGHT) -> Iterator[Path]:
        """One path for each strength."""
        for strength, steps in sorted(self._steps.items()):
            opacity = round(strength * self._view.bright, 3)
            yield Path(tuple(steps), stroke="paper", width=weight, opacity=opacity)

    def fill(self, colour: str, most: float) -> Iterator[Path]:
        """The same, filled."""
        for strength, steps in sorted(self._steps.items()):
            yield Path(tuple(steps), fill=colour, opacity=round(strength * most, 3))


# ------------------------------------------------------------------------------------- motifs

RINGS = 30
"""Contour lines of a hill: some 5 mm apart on A5, as on a map of 1:25,000."""


def _draw_contours(view: _View) -> Iterator[Shape]:
    """Contour lines around a summit, every fifth stronger, one lit."""
    thin, strong = _MotifLines(view), _MotifLines(view)
    count = round(RINGS * (0.4 + 0.6 * view.growth))
    lit: tuple[Step, ...] = ()
    for ring in range(1, count + 1):
        points = [_find_contour(ring, 2 * pi * k / 72, view) for k in range(72)]
        steps = _smooth([view.place(point) for point in points], True)
        light = exp(-((0.041 * ring / REACH) ** 2))
        (strong if ring % 5 == 0 else thin).add(steps, light)
        lit = steps if ring == 7 else lit
    yield from thin.draw()
    yield from strong.draw(2 * WEIGHT)
    yield Path(lit, stroke="glow", width=1.0)


def _find_contour(ring: int, angle: float, view: _View) -> Coordinates:
    """Where a contour line is, seen from the summit: the farther the smoother."""
    rough = 0.16 + 0.1 * ring / RINGS
    bend = add_up(
        cos(wave * angle + 2 * pi * view.stray(wave) + 0.05 * ring * wave) / wave
        for wave in (1, 2, 3, 5)
    )
    radius = 0.041 * ring * (1 + rough * bend)
    return FOCUS[0] + radius * cos(angle) * 1.15, FOCUS[1] + radius * sin(angle) * 0.9


WAVES = 46
"""Lines of the swell: so many that they make a surface, and so few that each can be followed."""


def _draw_waves(view: _View) -> Iterator[Shape]:
    """Lines of a swell that runs in from the right, one of them lit."""
    lines = _MotifLines(view)
    left, _, right, _ = view.find_edges()
    count = round(WAVES * (0.35 + 0.65 * view.growth))
    for number in range(count):
        level = -0.35 + 1.15 * number / count
        points = [_find_swell(left + (right - left) * k / 40, level, view) for k in range(41)]
        for first, start, end, after in zip(
            [points[0], *points], points, points[1:], [*points[2:], points[-1]], strict=False
        ):
            run = _smooth([view.place(p) for p in (first, start, end, after)], False)
            light = view.light(((start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
            middle = run[2] if first != start else run[1]
            lines.add((move(view.place(start)), middle), light)
        if number == round(count * 0.62):
            lit = _smooth([view.place(point) for point in points], False)
            yield Path(lit, stroke="glow", width=1.0)
    yield from lines.draw(1.5 * WEIGHT)


def _find_swell(x: float, level: float, view: _View) -> Coordinates:
    turn = 2 * pi * view.stray(1)
    near = exp(-(((x - FOCUS[0]) / 0.8) ** 2))
    rise = 0.11 * sin(3.4 * x + turn + 2.2 * level) + 0.06 * sin(7.1 * x - turn + 5.0 * level)
    return x, level + rise * near


DOT_STEP = 0.034
"""From one dot of the raster to the next, in widths of the cover: 5 mm on A5."""


def _draw_dots(view: _View) -> Iterator[Shape]:
    """A raster of dots, larger where rings of a pulse run out from the focus."""
    dots = _MotifLines(view)
    lit: list[Step] = []
    left, bottom, right, top = view.find_edges()
    for row in range(int(bottom / DOT_STEP) - 1, int(top / DOT_STEP) + 2):
        for column in range(int(left / DOT_STEP) - 1, int(right / DOT_STEP) + 2):
            x, y = (column + 0.5 * (row % 2)) * DOT_STEP, row * DOT_STEP
            far = hypot(x - FOCUS[0], y - FOCUS[1])
            pulse = 0.5 + 0.5 * cos(2 * pi * (far / 0.3 - view.stray(1)))
            radius = DOT_STEP * (0.1 + 0.3 * pulse * view.growth) * view.scale
            light = view.light((x, y))
            if light < 0.04:
                continue
            steps = circle_steps(*view.place((x, y)), radius)
            if 0.29 < far < 0.335 and pulse > 0.2:
                lit.extend(steps)
            else:
                dots.add(steps, light)
    yield from dots.fill("signal", 1.0)
    if lit:
        yield Path(tuple(lit), fill="glow", opacity=0.9)


DISCS = 9
"""Discs one behind the other: each is as much lighter as can be told apart in grey print."""


def _draw_arcs(view: _View) -> Iterator[Shape]:
    """Discs around one middle, each on the next, as light spreads from a rising sun."""
    count = round(DISCS * (0.4 + 0.6 * view.growth))
    middle = view.place(FOCUS)
    for number in range(count, 0, -1):
        radius = 0.115 * number * (1 + 0.06 * (view.stray(number) - 0.5)) * view.scale
        opacity = round(TINT * (0.28 + 0.25 * (1 - number / DISCS)), 3)
        yield Path(circle_steps(*middle, radius), fill="signal", opacity=opacity)
    for number in range(1, count + 1):
        radius = 0.115 * number * (1 + 0.06 * (view.stray(number) - 0.5)) * view.scale
        steps = circle_steps(*middle, radius)
        if number == 3:
            yield Path(steps, stroke="glow", width=1.0)
        else:
            light = round(view.bright * 0.8 * exp(-((0.115 * number / REACH) ** 2)), 3)
            yield Path(steps, stroke="paper", width=WEIGHT, opacity=light)


FACET = 0.2
"""Side of a facet, in widths of the cover: 30 mm on A5; at half they are scales."""


def _draw_facets(view: _View) -> Iterator[Shape]:
    """Triangles of a folded plane, each as light as it is turned to the light."""
    faces, edges = _MotifLines(view), _MotifLines(view)
    left, bottom, right, top = view.find_edges()
    lit: tuple[Step, ...] = ()
    rows = range(int(bottom / FACET) - 2, int(top / FACET) + 2)
    columns = range(int(left / FACET) - 2, int(right / FACET) + 2)
    for row, column, upper in product(rows, columns, (False, True)):
        points = _find_facet(column, row, upper, view)
        middle = add_up(x for x, _ in points) / 3, add_up(y for _, y in points) / 3
        light = view.light(middle)
        turned = view.stray(column * 3.7 + row * 5.3 + (5.7 if upper else 1.9))
        steps = polygon_steps([view.place(point) for point in points])
        faces.add(steps, light * view.growth * (0.25 + 0.75 * turned))
        edges.add(steps, light * 0.6)
        if (column, row, upper) == (int(FOCUS[0] / FACET) - 1, 2, False):
            lit = steps
    yield from faces.fill("signal", 2 * TINT)
    yield from edges.draw()
    if lit:
        yield Path(lit, stroke="glow", width=1.0)


def _find_facet(column: int, row: int, upper: bool, view: _View) -> list[Coordinates]:
    """The corners of one of the two triangles of a square of the raster."""
    chosen = ((1, 0), (1, 1), (0, 1)) if upper else ((0, 0), (1, 0), (0, 1))
    return [_find_corner(column + across, row + up, view) for across, up in chosen]


def _find_corner(column: int, row: int, view: _View) -> Coordinates:
    across = view.stray(column * 2.3 + row * 7.1) - 0.5
    down = view.stray(column * 5.9 + row * 3.1) - 0.5
    return (column + 0.7 * across) * FACET, (row + 0.7 * down) * FACET


LAYERS = 7
"""Ranges of hills, each in front of the next."""


def _draw_strata(view: _View) -> Iterator[Shape]:
    """Ranges of hills one behind the other, the ridge of one in light."""
    left, _, right, _ = view.find_edges()
    count = max(2, round(LAYERS * view.growth))
    foot = view.place((0.0, -1.0))[1]
    ridges: list[tuple[Step, ...]] = []
    for number in range(LAYERS, LAYERS - count, -1):
        points = [
            view.place(_find_ridge(left + (right - left) * k / 48, number, view)) for k in range(49)
        ]
        ridge = _smooth(points, False)
        below = (Straight(points[-1][0], foot), Straight(points[0][0], foot), Close())
        opacity = round(TINT * (0.42 + 0.1 * number / LAYERS), 3)
        yield Path((*ridge, *below), fill="signal", opacity=opacity)
        ridges.append(ridge)
    for number, ridge in enumerate(reversed(ridges), 1):
        lit = number == count // 2 + 1
        colour, width = ("glow", 1.0) if lit else ("paper", WEIGHT)
        opacity = 1.0 if lit else round(view.bright * 0.7, 3)
        yield Path(ridge, stroke=colour, width=width, opacity=opacity)


def _find_ridge(x: float, number: int, view: _View) -> Coordinates:
    """The height of a range: it rises to the right."""
    turn = 2 * pi * view.stray(number)
    rise = 0.1 * sin(2.3 * x + turn) + 0.05 * sin(5.7 * x + 2 * turn) + 0.018 * sin(13 * x + turn)
    slope = 0.1 * max(x, -0.5) * (0.4 + number / LAYERS)
    return x, -0.02 + 0.085 * number + slope + rise * (0.35 + 0.65 * number / LAYERS)


_MAKERS: dict[MotifKind, Callable[[_View], Iterator[Shape]]] = {
    "contours": _draw_contours,
    "waves": _draw_waves,
    "dots": _draw_dots,
    "arcs": _draw_arcs,
    "facets": _draw_facets,
    "strata": _draw_strata,
}
