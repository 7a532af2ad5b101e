"""Countries of the world, decoded from TopoJSON.

The format is described at https://github.com/topojson/topojson-specification. Arcs are shared by
neighbours and stored as differences of whole numbers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import NotRequired, TypeAlias, TypedDict, cast

from octavo.files.library import read_builtin

FILE = "assets/maps/countries-110m.json"
"""Natural Earth, 1 : 110 million, as made into TopoJSON by world-atlas (assets/maps/NOTICE)."""

Ring: TypeAlias = tuple[tuple[float, float], ...]
"""Longitudes and latitudes in degrees; the last point is the first one again."""


@dataclass(frozen=True, slots=True)
class Country:
    """One country and its land."""

    code: str
    """ISO 3166-1 numeric, three digits; empty when the source has none."""
    name: str
    rings: tuple[Ring, ...]
    """Outlines of its pieces of land, none of which crosses the 180th meridian."""


class _Transform(TypedDict):
    scale: tuple[float, float]
    translate: tuple[float, float]


class _Properties(TypedDict):
    name: str


class _Shape(TypedDict):
    type: str
    id: NotRequired[str]
    properties: _Properties
    arcs: list[list[int]] | list[list[list[int]]]


class _Collection(TypedDict):
    geometries: list[_Shape]


class _Objects(TypedDict):
    countries: _Collection


class _Topology(TypedDict):
    transform: _Transform
    arcs: list[list[tuple[int, int]]]
    objects: _Objects


@lru_cache(1)
def load_countries() -> tuple[Country, ...]:
    """All countries of the world, in the order of the source."""
    # json knows no types; the file is ours and does not change
    topology = cast(_Topology, json.loads(read_builtin(FILE)))
    arcs = tuple(_decode(arc, topology["transform"]) for arc in topology["arcs"])
    return tuple(_country(shape, arcs) for shape in topology["objects"]["countries"]["geometries"])


def _decode(arc: list[tuple[int, int]], transform: _Transform) -> Ring:
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    points: list[tuple[float, float]] = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x * kx + dx, y * ky + dy))
    return tuple(points)


def _country(shape: _Shape, arcs: tuple[Ring, ...]) -> Country:
    # a Polygon is a list of rings, a MultiPolygon a list of those
    if shape["type"] == "Polygon":
        polygons = [cast("list[list[int]]", shape["arcs"])]
    else:
        polygons = cast("list[list[list[int]]]", shape["arcs"])
    rings = [_join(numbers, arcs) for polygon in polygons for numbers in polygon]
    parts = tuple(part for ring in rings for part in _split(ring))
    return Country(shape.get("id", ""), shape["properties"]["name"], parts)


def _join(numbers: list[int], arcs: tuple[Ring, ...]) -> Ring:
    """The arcs end to end; a number below zero is the complement of an arc to take backwards."""
    points: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(points)


def _split(ring: Ring) -> tuple[Ring, ...]:
    """The ring, cut along the 180th meridian when it crosses it."""
    unrolled = _unroll(ring)
    low = min(x for x, _ in unrolled)
    high = max(x for x, _ in unrolled)
    if low >= -180.0 and high <= 180.0:
        return (ring,)
    shift = 360.0 if low < -180.0 else -360.0
    edge = -180.0 if low < -180.0 else 180.0
    here = _clip(unrolled, edge, inside_is_east=edge < 0)
    there = _clip(unrolled, edge, inside_is_east=edge > 0)
    moved = tuple((x + shift, y) for x, y in there)
    return tuple(part for part in (here, moved) if len(part) > 3)


def _unroll(ring: Ring) -> Ring:
    """The ring without jumps of more than half a turn: longitudes may leave ±180."""
    points = [ring[0]]
    for x, y in ring[1:]:
        before = points[-1][0]
        points.append((x - 360 * round((x - before) / 360), y))
    return tuple(points)


def _clip(ring: Ring, edge: float, inside_is_east: bool) -> Ring:
    """What lies on one side of a meridian (Sutherland and Hodgman's way)."""
    sign = 1 if inside_is_east else -1
    points: list[tuple[float, float]] = []
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        a_inside, b_inside = sign * (ax - edge) >= 0, sign * (bx - edge) >= 0
        if a_inside:
            points.append((ax, ay))
        if a_inside is not b_inside:
            points.append((edge, ay + (by - ay) * (edge - ax) / (bx - ax)))
    return (*points, points[0]) if points else ()
