"""Maps of the world: quiet land, countries brought out, places marked and named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from math import cos, hypot, pi, sin
from typing import NamedTuple, TypeAlias

from octavo.artwork.faults import CannotDrawError, DoesNotFitError
from octavo.artwork.lettering import DROP, RISE, SLIP
from octavo.artwork.map_crops import BoundingBox, MapCrops, choose_crops, fit_shape, is_within
from octavo.artwork.projection import project
from octavo.artwork.shapes import Coordinates, line, move, polygon_steps, rounded, straight, target
from octavo.artwork.topology import load_countries
from octavo.document import MapPlace, WorldMap
from octavo.document.drawing import Drawing, Group, Label, Path, Shape, Step, draw_rectangle
from octavo.document.length import Length, add_up, pt
from octavo.fonts.faces import Faces
from octavo.style.theme import Theme

SOUTH, NORTH = -57.0, 84.0
"""Degrees of latitude at the lower and upper edge: no Antarctica, no sea without land. The
southernmost of South America lies at 56 degrees, the northernmost of Greenland at 83.6."""
GRATICULE = 30
"""Degrees between the lines of the graticule: thirteen meridians and four parallels, enough for the
eye to feel the projection. At 15 they are a net that competes with coasts."""
SMALLEST = pt(1.1)
"""Square points; smaller pieces of land are left out, unless brought out: islets that print as
dirt. On A5 those are 67 of 278 pieces, with all of 17 countries, each smaller than a full stop;
with them the booklet has 2 kB more. At 5 51 countries are gone, Croatia and Estonia among them."""
CLOSEST = pt(0.28)
"""Points of an outline nearer to the one before are left out: a tenth of a millimetre, about as
wide as the thinnest line. With all of them the map of A5 has 9,763 points instead of 9,201, and
looks the same; at the double 6,977, and coasts lose their bays."""
DISTANCES = (7, 14, 24, 36, 50, 66)
"""From a place to where its name may stand, in points, each tried in eight directions: the first
just clears the mark, the last crosses a continent on A5. Beyond that a leader no longer tells which
place is meant."""
OVERLAP = 1000.0
"""What it costs a name to overlap a mark or another name: more than any distance on a page, since a
name that cannot be read is the worst. Costs are counted in points of distance."""
CROSSING = 300.0
"""What it costs a leader to pass the mark of another place: more than the longest distance, so that
it never points at two, and less than to overlap."""
ON_LAND, ON_BRIGHT_LAND = 40.0, 1500.0
"""What it costs a name to stand wholly on quiet land, and on a country that is brought out: on
quiet land it can be read, and it goes 40 points to find the sea; on the other it would be ink on
signal blue, which is as bad as to overlap."""
MARK_ROOM = 4.5
"""How near to the middle of another mark a leader may pass: its ring has a radius of 2.8, and 1.7
points are left."""
ANTARCTICA = "010"
INSET = 0.27
"""Part of the width that insets have: a country such as Japan is then as large as a stamp, and the
main part keeps three quarters."""
INSET_GAP = pt(5)
"""Between the main part and insets: a white line as wide as a letter, seen as an edge."""


@dataclass(frozen=True, slots=True)
class _Land:
    """One country on the page."""

    code: str
    outlines: tuple[tuple[Coordinates, ...], ...]
    """The largest first."""
    boxes: tuple[BoundingBox, ...]
    """Around each outline."""


_Ground: TypeAlias = tuple[float, tuple[_Land, ...]]
"""Some land, and how bad it is for a name to stand on it."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A place with the box where its name stands."""

    place: MapPlace
    spot: Coordinates
    box: BoundingBox


def draw_map(world_map: WorldMap, width: Length, theme: Theme, faces: Faces) -> Drawing:
    """Where the countries and places are, in the Equal Earth projection, as wide as `width`: part
    of the world where they lie close, with insets for what is far, else all of it.

    Raises `ValueError` with the code of a country that is not on the map, and with the name of a
    place that is not, or whose name has no room.
    """
    check_map(world_map)
    spots = _list_spots(world_map)
    if (crops := choose_crops([spot.box for spot in spots])) is None:
        return _draw_world(world_map, width, theme, faces)
    try:
        return _draw_crops(world_map, spots, crops, width, theme, faces)
    except DoesNotFitError:
        return _draw_world(world_map, width, theme, faces)


class _Spot(NamedTuple):
    """What is shown, and where on a map as wide as 1."""

    box: BoundingBox
    place: MapPlace | None


def _list_spots(world_map: WorldMap) -> list[_Spot]:
    """Places, then countries with the box of their largest piece."""
    spots: list[_Spot] = []
    for each in world_map.places:
        x, y = _place(each.longitude, each.latitude, 1.0)
        spots.append(_Spot((x, y, x, y), each))
    across = 1000.0
    for land in _lands(across):
        if land.code in world_map.countries:
            left, bottom, right, top = (edge / across for edge in land.boxes[0])
            spots.append(_Spot((left, bottom, right, top), None))
    return spots


def _draw_world(world_map: WorldMap, width: Length, theme: Theme, faces: Faces) -> Drawing:
    frame = (0.0, 0.0, width, _place(0, NORTH, width)[1])
    shapes = _draw_part(world_map, world_map.places, width, frame, theme, faces)
    return Drawing(width, frame[3], tuple(shapes))


def _draw_crops(
    world_map: WorldMap,
    spots: Sequence[_Spot],
    crops: MapCrops,
    width: Length,
    theme: Theme,
    faces: Faces,
) -> Drawing:
    """The main part, and insets in a column at its right."""
    side = width * INSET if crops.insets else 0.0
    across = width - side - (INSET_GAP if side else 0.0)
    left, bottom, right, top = crops.main
    height = rounded(across * (top - bottom) / (right - left))
    count = len(crops.insets)
    tall = (height - INSET_GAP * (count - 1)) / count if count else 0.0
    placed = [(crops.main, (0.0, 0.0, across, height))]
    for at, inset in enumerate(crops.insets):
        foot = height - (at + 1) * tall - at * INSET_GAP
        placed.append((fit_shape(inset, side / tall), (width - side, foot, side, tall)))
    shapes: list[Shape] = []
    for crop, (x, y, wide, high) in placed:
        scale = wide / (crop[2] - crop[0])
        frame = (crop[0] * scale, crop[1] * scale, crop[2] * scale, crop[1] * scale + high)
        within = [one.place for one in spots if one.place and is_within(one.box, crop)]
        part = _draw_part(world_map, tuple(within), scale, frame, theme, faces)
        clip = (frame[0], frame[1], wide, high)
        shapes.append(Group(tuple(part), x - frame[0], y - frame[1], clip=clip))
        shapes.append(Path(draw_rectangle(x, y, wide, high), stroke="line", width=0.5))
    return Drawing(width, height, tuple(shapes))


def _draw_part(
    world_map: WorldMap,
    places: tuple[MapPlace, ...],
    width: Length,
    frame: BoundingBox,
    theme: Theme,
    faces: Faces,
) -> list[Shape]:
    """What lies in `frame` of a map of the world as wide as `width`, with the names of places."""
    lands = [land for land in _lands(width) if any(_meet(box, frame) for box in land.boxes)]
    chosen = [land for land in lands if land.code in world_map.countries]
    quiet = [land for land in lands if land.code not in world_map.countries]
    shapes: list[Shape] = [_graticule(width)]
    shapes += [_quiet_land(quiet)] if quiet else []
    shapes += [_bright_land(land) for land in chosen]
    grounds = ((ON_LAND, tuple(quiet)), (ON_BRIGHT_LAND, tuple(chosen)))
    names = _name_places(places, width, frame, grounds, theme, faces)
    _refuse_crowd(names, frame)
    for named in names:
        shapes += _leader(named)
    for named in names:
        shapes += _mark(named, theme)
    return shapes


def _refuse_crowd(names: list[_Named], frame: BoundingBox) -> None:
    """Raise `DoesNotFitError` for a name that is wider than the map or lies on another."""
    for at, named in enumerate(names):
        # a box that is wider than the map begins at its left edge
        wide = named.box[2] > frame[2] + SLIP
        if wide or any(_meet(named.box, other.box) for other in names[:at]):
            message = f"there is no room for the name `{named.place.name}`"
            raise DoesNotFitError(message, named.place.span)


def check_map(world_map: WorldMap) -> None:
    """Raise `ValueError` for a country or a place that is not on the map."""
    known = [country.code for country in load_countries() if country.code != ANTARCTICA]
    for code in world_map.countries:
        if code not in known:
            near = get_close_matches(code, known, 1)
            hint = f"; did you mean `{near[0]}`?" if near else ""
            message = f"no country with the code `{code}` on the map{hint}"
            raise CannotDrawError(message, sought=code)
    for place in world_map.places:
        if not (SOUTH < place.latitude < NORTH and -180 <= place.longitude <= 180):
            north, south = f"{NORTH:g}° north", f"{-SOUTH:g}° south"
            message = f"`{place.name}` is not on the map, from {south} to {north}"
            raise CannotDrawError(message, place.span)


# ------------------------------------------------------------------------------------- land


def _place(longitude: float, latitude: float, width: Length) -> Coordinates:
    """Where a place is on a map of this width."""
    scale = width / (2 * project(180, 0)[0])
    x, y = project(longitude, latitude)
    return x * scale + width / 2, (y - project(0, SOUTH)[1]) * scale


@lru_cache(8)
def _lands(width: Length) -> tuple[_Land, ...]:
    """All countries but Antarctica, on a map of this width."""
    found: list[_Land] = []
    for country in load_countries():
        if country.code == ANTARCTICA:
            continue
        rings = [_thin(_place(x, y, width) for x, y in ring) for ring in country.rings]
        rings = sorted((ring for ring in rings if len(ring) > 3), key=_area, reverse=True)
        if rings:
            found.append(_Land(country.code, tuple(rings), tuple(map(_bounds, rings))))
    return tuple(found)


def _thin(points: Iterable[Coordinates]) -> tuple[Coordinates, ...]:
    """The points to a tenth of a point, without those that hardly differ from the one before."""
    kept: list[Coordinates] = []
    for x, y in points:
        point = (round(x, 1), round(y, 1))
        if not kept or hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) >= CLOSEST:
            kept.append(point)
    return tuple(kept)


def _area(ring: tuple[Coordinates, ...]) -> float:
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(add_up(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def _bounds(ring: tuple[Coordinates, ...]) -> BoundingBox:
    across, up = [x for x, _ in ring], [y for _, y in ring]
    return min(across), min(up), max(across), max(up)


def _quiet_land(lands: list[_Land]) -> Path:
    """Land without borders; the stroke closes the seams between neighbours."""
    rings = [ring for land in lands for ring in land.outlines if _area(ring) >= SMALLEST]
    steps = tuple(step for ring in rings for step in polygon_steps(ring))
    return Path(steps, fill="line", stroke="line", width=0.2)


def _bright_land(land: _Land) -> Path:
    steps = tuple(step for ring in land.outlines for step in polygon_steps(ring))
    return Path(steps, fill="signal", stroke="paper", width=0.3)


def _graticule(width: Length) -> Path:
    """Parallels and meridians, as one path."""
    steps: list[Step] = []
    for longitude in range(-180, 181, GRATICULE):
        across = [_place(longitude, latitude, width) for latitude in _range(SOUTH, NORTH, 12)]
        steps += [move(across[0]), *map(straight, across[1:])]
    for latitude in range(-30, 61, GRATICULE):
        ends = (_place(-180, latitude, width), _place(180, latitude, width))
        steps += [move(ends[0]), straight(ends[1])]
    return Path(tuple(steps), stroke="line", width=0.25, opacity=0.8)


def _range(start: float, end: float, pieces: int) -> list[float]:
    return [start + (end - start) * piece / pieces for piece in range(pieces + 1)]


# ------------------------------------------------------------------------------------- places


def _name_places(
    places: tuple[MapPlace, ...],
    width: Length,
    frame: BoundingBox,
    grounds: tuple[_Ground, ...],
    theme: Theme,
    faces: Faces,
) -> list[_Named]:
    """Each place with the best room for its name: near, at sea, clear of marks and names."""
    size = theme.scale.small
    spots = [_place(place.longitude, place.latitude, width) for place in places]
    marks = [(x - 4, y - 4, x + 4, y + 4) for x, y in spots]
    named: list[_Named] = []
    for place, spot in zip(places, spots, strict=True):
        length = faces.face("sans-bold", size).width(place.name, size)
        taken = [*marks, *(other.box for other in named)]
        boxes = [box for box in _candidates(spot, length, size) if is_within(box, frame)] or [
            _inside(spot, length, size, frame)
        ]
        others = [other for other in spots if other != spot]
        costs = [
            (_cost(box, spot, taken, grounds) + _crossing(box, spot, others), index)
            for index, box in enumerate(boxes)
        ]
        named.append(_Named(place, spot, boxes[min(costs)[1]]))
    return named


def _candidates(spot: Coordinates, length: Length, size: Length) -> Iterator[BoundingBox]:
    """Boxes around the spot, nearer ones first."""
    for distance in DISTANCES:
        for eighth in (0, 4, 1, 7, 3, 5, 2, 6):
            x = spot[0] + distance * cos(eighth * pi / 4)
            y = spot[1] + distance * sin(eighth * pi / 4)
            left = x - length * {0: 0, 1: 0, 7: 0, 2: 0.5, 6: 0.5}.get(eighth, 1)
            bottom = y - size * (RISE / 2 + DROP)
            yield left, bottom, left + length, bottom + size * (RISE + DROP)


def _inside(spot: Coordinates, length: Length, size: Length, frame: BoundingBox) -> BoundingBox:
    """A box as near to the spot as the edges allow."""
    tall = size * (RISE + DROP)
    left = min(max(frame[0], spot[0] + 8), max(frame[0], frame[2] - length))
    bottom = min(max(frame[1], spot[1] + 8), frame[3] - tall)
    return left, bottom, left + length, bottom + tall


def _cost(
    box: BoundingBox, spot: Coordinates, taken: list[BoundingBox], grounds: tuple[_Ground, ...]
) -> float:
    """How bad a place for a name this is."""
    crowd = sum(1 for other in taken if _overlap(box, other))
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    across = max(box[0] - spot[0], spot[0] - box[2], 0.0)
    far = hypot(across, y - spot[1])
    across_box = _range(box[0], box[2], round((box[2] - box[0]) / 3))
    samples = [(sx, sy) for sx in across_box for sy in (box[1], y, box[3])]
    near = [(weight, _list_near(box, lands)) for weight, lands in grounds]
    ashore = add_up(weight * _is_land(point, rings) for weight, rings in near for point in samples)
    off_axis = abs(x - spot[0]) < 1
    return round(OVERLAP * crowd + ashore / len(samples) + far + off_axis, 3)


def _crossing(box: BoundingBox, spot: Coordinates, others: list[Coordinates]) -> float:
    """How bad it is where the leader passes marks of other places."""
    end = _leader_end(box, spot)
    steps = [part / 8 for part in range(9)]
    way = [
        (spot[0] + (end[0] - spot[0]) * step, spot[1] + (end[1] - spot[1]) * step) for step in steps
    ]
    return CROSSING * sum(
        min(hypot(x - other[0], y - other[1]) for x, y in way) < MARK_ROOM for other in others
    )


def _meet(box: BoundingBox, other: BoundingBox) -> bool:
    """Whether one box lies on the other."""
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def _overlap(box: BoundingBox, other: BoundingBox) -> bool:
    return (
        box[0] < other[2] + 1
        and other[0] < box[2] + 1
        and box[1] < other[3] + 1
        and other[1] < box[3] + 1
    )


def _list_near(box: BoundingBox, lands: tuple[_Land, ...]) -> list[tuple[Coordinates, ...]]:
    """The outlines that a point in `box` may lie in."""
    return [
        outline
        for land in lands
        for outline, round_it in zip(land.outlines, land.boxes, strict=True)
        if round_it[0] <= box[2]
        and box[0] <= round_it[2]
        and round_it[1] <= box[3]
        and box[1] <= round_it[3]
    ]


def _is_land(point: Coordinates, outlines: list[tuple[Coordinates, ...]]) -> bool:
    return any(_is_inside(point, outline) for outline in outlines)


def _is_inside(point: Coordinates, outline: tuple[Coordinates, ...]) -> bool:
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (ay > y) != (by > y) and x < ax + (bx - ax) * (y - ay) / (by - ay):
            inside = not inside
    return inside


def _leader(named: _Named) -> Iterator[Shape]:
    """A hairline from the mark to the name, when they stand apart."""
    x, y = named.spot
    end = _leader_end(named.box, named.spot)
    distance = hypot(end[0] - x, end[1] - y)
    if distance > 8:
        start = (x + (end[0] - x) * 3.2 / distance, y + (end[1] - y) * 3.2 / distance)
        yield line(start, end, "ink", 0.5)


def _leader_end(box: BoundingBox, spot: Coordinates) -> Coordinates:
    """Where a leader from the spot meets the box."""
    left, bottom, right, top = box
    return min(max(spot[0], left - 2), right + 2), min(max(spot[1], bottom), top)


def _mark(named: _Named, theme: Theme) -> Iterator[Shape]:
    x, y = named.spot
    size = theme.scale.small
    yield from target(x, y, 2.8)
    baseline = round(named.box[1] + size * DROP, 2)
    yield Label(named.place.name, round(named.box[0], 2), baseline, size, "sans-bold", "ink")
