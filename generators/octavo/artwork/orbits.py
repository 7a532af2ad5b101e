"""The cover art: a shell of satellites around the Earth, one orbit lit, a few points of light.

The shell is a Walker delta constellation: circular orbits of one height and one inclination, their
nodes spaced evenly. Lines are brighter where the sun shows them and fade with distance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import acos, atan2, cos, hypot, pi, radians, sin, sqrt
from typing import Literal, TypeAlias

from octavo.artwork.ellipses import (
    Arc,
    Camera,
    Ellipse,
    Orbit,
    Vector,
    cut,
    horizon,
    place,
    point_at,
    see,
)
from octavo.artwork.shapes import (
    Coordinates,
    arc_steps,
    circle,
    circle_steps,
    curve,
    line,
    move,
    rectangle,
)
from octavo.document import Orbits
from octavo.document.drawing import Close, Drawing, Group, Path, Shape, Step
from octavo.document.length import Length, add_up, mm
from octavo.style.contrast import opacity_for
from octavo.style.theme import Theme

Composition: TypeAlias = Literal["cover", "band", "back"]
"""`cover`: the Earth at the right, calm at upper and lower left; `band`: wide and low, calm at the
left; `back`: what lies to the left of the cover, so that the two make one picture when the booklet
is opened flat."""

SHELL_PLANES = 44
"""Orbits of the constellation: so many that they make a surface, and so few that each can be
followed. With 22 there are holes like a net's; with 88 lines run together at the limb, and the
booklet has 34 kB more."""
SHELL_RADIUS = 1.24
"""Of their orbits, in radii of the Earth: 1,500 km up, a little above real constellations (550 to
1,200 km), for the shell to stand clear of the limb; at 1.1 it cannot be told from it."""
SHELL_INCLINATION = 53.0
"""Of their orbits, in degrees: that of the largest constellation there is. The shell has a clear
rim where they turn, at 53 degrees of latitude; at 90 all would meet in the poles."""
LIT = Orbit(radius=1.9, eccentricity=0.35, inclination=30, node=100, perigee=210)
"""The one orbit in gold: long enough to leave the page at the right and to come back, so that the
eye is led across the cover; its nearest point lies in front of the Earth. Found by trying; the
reference images of the tests hold it."""
APOGEE = 200.0
"""About where the lit orbit is farthest from the Earth, in degrees of its eccentric anomaly: 180 is
the farthest, and at 200 the satellite stands clear of the title on the cover. The seed adds up to
seven degrees."""
SEEN = (150.0, 262.0)
"""From where to where all of it can be seen in a band, in the same degrees: before that it is
behind the Earth, after it the marks beside the satellite leave the band."""
ECHOES = (1.09, 1.19, 1.30, 1.42, 1.56, 1.72, 1.90)
"""Sizes, against the lit orbit's, of the fainter ones around it: each 1.09 to 1.1 times the one
before, so that they seem to go on for ever. Evenly spaced they would look like a target."""
SUN: Vector = (-0.776, 0.517, 0.362)
"""Where the light comes from: a vector of length 1, from the upper left, where light comes from in
most pictures, and a third of it towards the viewer, so that more than half of the disc is lit."""
SUN_NEAR = (-0.42, 0.76)
"""How much of it is towards the viewer on the first opener and on the last: a third of the disc is
lit, as four days after new moon, and then nine tenths. Beyond 0.79 the highest of the steps of
light would no longer reach the limb, and be drawn as a spot."""
ELEVATION, ROLL = 24, 20
"""How far the viewer stands above the equator and how far the pole leans, in degrees: the Earth's
own tilt is 23. Without, orbits lie level like the rules of a page."""
CONTRAST: dict[Composition, float] = {"cover": 8.5, "band": 6.5, "back": 8.5}
"""Against the ink of the ground, by WCAG, that lines have in full light: half of what white has,
17, on a page of their own, and less in a band, beside text."""
FALL_OFF = 2.1
"""How fast light fades towards the night: the square of how far the sun is up would be 2. With 1,
all of the shell is seen alike and has no shape; with 4, half of it is gone."""
BEHIND = 0.36
"""How much of their light lines keep that are behind the Earth's plane, and the faint orbits: a
third is seen as farther away, without being lost in print."""
FAINTER = 0.74
"""How much of its light each faint orbit has of the one before: after seven, a sixth of the first
is left, the least that prints."""
STEPS_OF_LIGHT = 14
"""How many strengths of light lines are drawn in: arcs of one strength are one path. Half as many
show edges where they meet; twice as many make no difference to the eye, and a longer file."""
STAR_SPACING = mm(18.5)
"""Side of the square of sky that holds one star on average: on A5 some hundred, enough for a sky on
which a title can still be read. At half there are four times as many, and specks between its
letters."""
A5 = mm(154)
"""Width of the page that line weights are drawn for, with its bleed: 148 mm and 3 on either side.
On other papers lines are thicker in proportion, so that the picture is the same."""
HAIRLINE = 0.34
"""Weight of the thin lines, in points on A5; still prints when reversed out of ink, for which
printers ask 0.25 to 0.3."""
PLASTIC = 1.324717957244746
"""The plastic number: the base of the R2 sequence, which fills a square evenly without a grid
(M. Roberts, "The unreasonable effectiveness of quasirandom sequences", 2018)."""

MOST_KEPT = 128
"""How many pictures are kept for the next edition, audience, format or state of the source: each
opener has its own, and with fewer than a booklet has, each new state would draw all of them."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the art is made for."""

    width: Length
    height: Length
    camera: Camera
    bright: float
    """Opacity of a line in full light."""
    seed: int
    weight: float
    """How many times thicker lines are than on a page of A5."""
    sun: Vector
    """Where the light comes from."""


@lru_cache(MOST_KEPT)
def draw_orbits(
    orbits: Orbits,
    width: Length,
    height: Length,
    theme: Theme,
    composition: Composition = "cover",
    growth: float | None = None,
) -> Drawing:
    """The cover art on a ground of ink that fills `width` and `height`, bleed included.

    Each composition shows the same constellation from the same side, fitted to its shape of page.
    `orbits.seed` moves stars and satellites. With `growth`, from 0 to 1, a band shows another crop:
    the Earth comes nearer and grows from a crescent to almost full, and the satellite goes on.
    """
    scene = _set_scene(orbits, width, height, theme, composition, growth)
    start, end = SEEN
    apogee = APOGEE + orbits.seed % 8 if growth is None else start + growth * (end - start)
    shapes: tuple[Shape, ...] = (
        rectangle(0, 0, width, height, "ink"),
        *_stars(scene),
        *_echoes(scene),
        *_shell(scene, front=False),
        *_lit(scene, front=False),
        *_earth(scene),
        *_shell(scene, front=True),
        *_satellites(scene),
        *_lit(scene, front=True),
        *_traveller(scene, apogee),
    )
    return Drawing(width, height, (Group(shapes, clip=(0, 0, width, height)),))


def _set_scene(
    orbits: Orbits,
    width: Length,
    height: Length,
    theme: Theme,
    composition: Composition,
    growth: float | None,
) -> _Scene:
    camera = _camera(composition, width, height)
    sun = SUN
    if growth is not None:
        camera = _come_nearer(growth, width, height)
        sun = _turn_sun(growth)
    bright = opacity_for(theme, "paper", "ink", CONTRAST[composition])
    return _Scene(width, height, camera, bright, orbits.seed, width / A5, sun)


def _camera(composition: Composition, width: Length, height: Length) -> Camera:
    match composition:
        case "cover":
            return Camera(0.98 * width, 0.37 * height, 0.38 * width, ELEVATION, ROLL)
        case "band":
            return Camera(0.92 * width, 0.06 * height, 0.25 * width, ELEVATION, ROLL)
        case "back":
            return Camera(1.94 * width, 0.37 * height, 0.38 * width, ELEVATION, ROLL)


def _come_nearer(growth: float, width: Length, height: Length) -> Camera:
    """From far away, with the Earth small and whole, to close by, with its limb in the corner."""
    radius = width * (0.15 + 0.1 * growth)
    return Camera(width * (0.82 + 0.08 * growth), height * 0.06, radius, ELEVATION, ROLL)


def _turn_sun(growth: float) -> Vector:
    """From behind the Earth's left limb to over the viewer's left shoulder."""
    near = SUN_NEAR[0] + growth * (SUN_NEAR[1] - SUN_NEAR[0])
    flat = sqrt(1 - near**2)
    length = hypot(SUN[0], SUN[1])
    return flat * SUN[0] / length, flat * SUN[1] / length, near


# ------------------------------------------------------------------------------------- the sky


def _stars(scene: _Scene) -> Iterator[Path]:
    """Points of light spread evenly, most of them faint."""
    side = sqrt(scene.width * scene.height)
    for index in range(1, 1 + round((side / (STAR_SPACING * scene.weight)) ** 2)):
        stray = (index * index / PLASTIC) % 1
        x = (scene.seed * 0.618034 + index / PLASTIC + stray / 6) % 1 * scene.width
        y = (scene.seed * 0.618034 + index / PLASTIC**2 - stray / 9) % 1 * scene.height
        size = (index * index * 0.618034) % 1
        opacity = round(scene.bright * (0.25 + 0.75 * size**3), 2)
        yield circle(x, y, scene.weight * (0.22 + 0.38 * size**4), "paper", opacity=opacity)


def _earth(scene: _Scene) -> Iterator[Path]:
    """A disc that hides what is behind it, lighter in steps towards the sun."""
    camera = scene.camera
    yield circle(camera.x, camera.y, camera.radius, "ink")
    yield circle(camera.x, camera.y, camera.radius, "signal", opacity=0.14)
    for level in (-0.3, 0.0, 0.3, 0.6):
        yield Path(_daylight(camera, level, scene.sun), fill="signal", opacity=0.1)


def _daylight(camera: Camera, level: float, sun: Vector) -> tuple[Step, ...]:
    """The part of the disc where the sun stands higher than `level`, the sine of its height.

    Its border is the limb on the sun's side, and the visible half of a small circle.
    """
    across, up, near = sun
    flat = hypot(across, up)
    heading, half = atan2(up, across), acos(level / flat)
    limb = arc_steps(camera.x, camera.y, camera.radius, heading - half, heading + half)
    size = sqrt(1 - level**2)
    level_line: Vector = (-sin(heading), cos(heading), 0.0)
    climb: Vector = (-near * cos(heading), -near * sin(heading), flat)
    circle_of_height = Ellipse(
        (level * across, level * up, level * near),
        (size * level_line[0], size * level_line[1], 0.0),
        (size * climb[0], size * climb[1], size * climb[2]),
    )
    rise = -acos(max(-1.0, min(1.0, level * near / (size * flat)))) + pi / 2
    inner = cut(circle_of_height, camera, 6, -rise, pi + 2 * rise)
    return (*limb, *(curve(*arc.control, arc.end) for arc in inner), Close())


# ------------------------------------------------------------------------------------- orbits


def _shell(scene: _Scene, front: bool) -> Iterator[Path]:
    """All orbits of the constellation on one side of the Earth."""
    lines: dict[float, list[Step]] = {}
    for plane in range(SHELL_PLANES):
        node = 360 * plane / SHELL_PLANES
        ellipse = see(Orbit(SHELL_RADIUS, 0, SHELL_INCLINATION, node), scene.camera)
        start = horizon(ellipse) if front else horizon(ellipse) + pi
        _collect(cut(ellipse, scene.camera, 14, start, pi), scene, lines)
    for opacity, steps in sorted(lines.items()):
        yield Path(tuple(steps), stroke="paper", width=HAIRLINE * scene.weight, opacity=opacity)


def _collect(arcs: Iterable[Arc], scene: _Scene, lines: dict[float, list[Step]]) -> None:
    """Adds arcs that can be seen to the lines of their opacity, joined where they meet."""
    last: tuple[float, Coordinates] | None = None
    for arc in arcs:
        light = _light(arc.middle, scene.sun) * (1.0 if arc.middle[2] > 0 else BEHIND)
        opacity = round(round(light * STEPS_OF_LIGHT) / STEPS_OF_LIGHT * scene.bright, 3)
        if opacity <= 0.0 or not _in_view(arc, scene):
            last = None
            continue
        steps = lines.setdefault(opacity, [])
        if last != (opacity, arc.start):
            steps.append(move(arc.start))
        steps.append(curve(*arc.control, arc.end))
        last = (opacity, arc.end)


def _light(middle: Vector, sun: Vector) -> float:
    """0 where the sun's opposite is, 1 below the sun."""
    length = hypot(*middle)
    towards = add_up(a * b for a, b in zip(middle, sun, strict=True)) / length
    return float(((1 + towards) / 2) ** FALL_OFF)


def _in_view(arc: Arc, scene: _Scene) -> bool:
    points = (arc.start, *arc.control, arc.end)
    return (
        max(x for x, _ in points) >= 0
        and min(x for x, _ in points) <= scene.width
        and max(y for _, y in points) >= 0
        and min(y for _, y in points) <= scene.height
    )


def _echoes(scene: _Scene) -> Iterator[Path]:
    """Wider orbits in the lit one's plane, fainter with each step."""
    for index, size in enumerate(ECHOES):
        orbit = Orbit(LIT.radius * size, LIT.eccentricity, LIT.inclination, LIT.node, LIT.perigee)
        arcs = cut(see(orbit, scene.camera), scene.camera, 16, 0)
        steps = _run(arc for arc in arcs if _in_view(arc, scene))
        opacity = round(scene.bright * BEHIND * FAINTER**index, 3)
        yield Path(steps, stroke="paper", width=HAIRLINE * scene.weight, opacity=opacity)


def _lit(scene: _Scene, front: bool) -> Iterator[Path]:
    """The one orbit in gold: full in front, thinner behind."""
    arcs = tuple(cut(see(LIT, scene.camera), scene.camera, 96, 0))
    chosen = [arc for arc in arcs if (arc.middle[2] > 0) is front and _in_view(arc, scene)]
    if chosen:
        yield Path(_run(chosen), stroke="glow", width=scene.weight * (1.0 if front else 0.7))


def _run(arcs: Iterable[Arc]) -> tuple[Step, ...]:
    steps: list[Step] = []
    last: Coordinates | None = None
    for arc in arcs:
        if arc.start != last:
            steps.append(move(arc.start))
        steps.append(curve(*arc.control, arc.end))
        last = arc.end
    return tuple(steps)


# ------------------------------------------------------------------------------------- satellites


def _satellites(scene: _Scene) -> Iterator[Path]:
    """Points of light on the shell, on the side that is lit."""
    steps: list[Step] = []
    for index in range(1, 33):
        plane = (scene.seed + index * 17) % SHELL_PLANES
        orbit = Orbit(SHELL_RADIUS, 0, SHELL_INCLINATION, 360 * plane / SHELL_PLANES)
        spot = point_at(see(orbit, scene.camera), 2 * pi * ((index / PLASTIC) % 1))
        if spot[2] > 0 and _light(spot, scene.sun) > 0.45:
            steps.extend(circle_steps(*place(scene.camera, spot), 0.95 * scene.weight))
    if steps:
        yield Path(tuple(steps), fill="paper")


def _traveller(scene: _Scene, degrees: float) -> Iterator[Path]:
    """The satellite on the lit orbit, with two marks across its way."""
    ellipse = see(LIT, scene.camera)
    angle = radians(degrees)
    x, y = place(scene.camera, point_at(ellipse, angle))
    ahead = place(scene.camera, point_at(ellipse, angle + 0.001))
    length = hypot(ahead[0] - x, ahead[1] - y)
    across, up = (ahead[0] - x) / length, (ahead[1] - y) / length
    weight = scene.weight
    yield circle(x, y, 7.5 * weight, "glow", opacity=0.10)
    yield circle(x, y, 4.4 * weight, "glow", opacity=0.16)
    yield circle(x, y, 2.1 * weight, "glow")
    for side in (-weight, weight):
        near = (x - side * 9.5 * up, y + side * 9.5 * across)
        far = (x - side * 15 * up, y + side * 15 * across)
        yield line(near, far, "glow", 0.5 * weight)
