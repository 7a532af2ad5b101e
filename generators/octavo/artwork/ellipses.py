"""Orbits in space, and how they look from far away.

Lengths in space are radii of the Earth, with the Earth's centre as the origin. A Kepler orbit is
an ellipse, that is, the image of the unit circle under an affine map; so is its parallel
projection. Hence a few cubic curves draw it exactly as well as they draw a circle.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, cos, pi, radians, sin, sqrt, tan
from typing import TypeAlias

from octavo.artwork.shapes import Coordinates
from octavo.document.length import Length

Vector: TypeAlias = tuple[float, float, float]
"""To the right, up, and towards the viewer."""


@dataclass(frozen=True, slots=True)
class Orbit:
    """The way of a satellite around the Earth, by Kepler's elements. Angles are in degrees."""

    radius: float
    """Half the long axis, in radii of the Earth."""
    eccentricity: float
    inclination: float
    node: float
    """Right ascension of the ascending node."""
    perigee: float = 0.0
    """Argument of the perigee."""


@dataclass(frozen=True, slots=True)
class Camera:
    """Where the Earth stands on the page and from where it is seen. Angles are in degrees."""

    x: Length
    y: Length
    radius: Length
    """Of the Earth on the page."""
    elevation: float
    """Of the viewer above the plane of the equator."""
    roll: float
    """How far the north pole leans to the left."""


@dataclass(frozen=True, slots=True)
class Ellipse:
    """All points `centre + cos(t) first + sin(t) second`, in the viewer's directions."""

    centre: Vector
    first: Vector
    second: Vector


@dataclass(frozen=True, slots=True)
class Arc:
    """A short piece of an ellipse, on the page."""

    start: Coordinates
    control: tuple[Coordinates, Coordinates]
    end: Coordinates
    middle: Vector
    """Its middle in space, in the viewer's directions."""


def see(orbit: Orbit, camera: Camera) -> Ellipse:
    """The orbit in the directions of the camera's viewer."""
    short = orbit.radius * sqrt(1 - orbit.eccentricity**2)
    return Ellipse(
        _turn(-orbit.radius * orbit.eccentricity, 0.0, orbit, camera),
        _turn(orbit.radius, 0.0, orbit, camera),
        _turn(0.0, short, orbit, camera),
    )


def point_at(ellipse: Ellipse, angle: float) -> Vector:
    """The point of the ellipse at eccentric anomaly `angle`, in radians."""
    across, up, near = (
        c + f * cos(angle) + s * sin(angle)
        for c, f, s in zip(ellipse.centre, ellipse.first, ellipse.second, strict=True)
    )
    return across, up, near


def place(camera: Camera, vector: Vector) -> Coordinates:
    """Where a point in space is seen on the page."""
    return camera.x + camera.radius * vector[0], camera.y + camera.radius * vector[1]


def cut(
    ellipse: Ellipse, camera: Camera, pieces: int, start: float, turn: float = 2 * pi
) -> Iterator[Arc]:
    """`pieces` arcs of the ellipse, one after the other, from angle `start` through `turn`."""
    step = turn / pieces
    for piece in range(pieces):
        yield _arc(ellipse, camera, start + piece * step, start + (piece + 1) * step)


def horizon(ellipse: Ellipse) -> float:
    """The angle at which an ellipse around the origin comes out to the viewer's side."""
    return atan2(-ellipse.first[2], ellipse.second[2])


def _arc(ellipse: Ellipse, camera: Camera, start: float, end: float) -> Arc:
    reach = 4 / 3 * tan((end - start) / 4)
    here, there = point_at(ellipse, start), point_at(ellipse, end)
    leaving, arriving = _tangent(ellipse, start), _tangent(ellipse, end)
    first = _add(here, leaving, reach)
    second = _add(there, arriving, -reach)
    return Arc(
        place(camera, here),
        (place(camera, first), place(camera, second)),
        place(camera, there),
        point_at(ellipse, (start + end) / 2),
    )


def _add(point: Vector, direction: Vector, amount: float) -> Vector:
    return (
        point[0] + amount * direction[0],
        point[1] + amount * direction[1],
        point[2] + amount * direction[2],
    )


def _tangent(ellipse: Ellipse, angle: float) -> Vector:
    around = Ellipse((0.0, 0.0, 0.0), ellipse.first, ellipse.second)
    return point_at(around, angle + pi / 2)


def _turn(x: float, y: float, orbit: Orbit, camera: Camera) -> Vector:
    """A point of the orbit's plane, seen by the viewer."""
    x, y = _rotate(x, y, orbit.perigee)
    y, z = _rotate(y, 0.0, orbit.inclination)
    x, y = _rotate(x, y, orbit.node)
    tilt = radians(camera.elevation)
    up, near = z * cos(tilt) + y * sin(tilt), z * sin(tilt) - y * cos(tilt)
    x, up = _rotate(x, up, camera.roll)
    return x, up, near


def _rotate(x: float, y: float, degrees: float) -> tuple[float, float]:
    angle = radians(degrees)
    return x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)
