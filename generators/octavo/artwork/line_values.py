"""Where the values at the points of a line stand, so that no line runs through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from octavo.artwork.lettering import Lettering, height
from octavo.artwork.shapes import Coordinates
from octavo.document.length import Length, pt

NEAR = pt(7)
"""Between a point and its value: the radius of the point and as much air, so that the two are not
read as one sign."""
CLEAR = pt(1.2)
"""Between a value and a line or another value: with less they touch in print."""


@dataclass(frozen=True, slots=True)
class ValueField:
    """Where values may stand."""

    left: Length
    right: Length
    bottom: Length
    top: Length
    zero: Length
    """Height of the axis, which runs through none of them either."""


@dataclass(frozen=True, slots=True)
class _PlacedValue:
    """A value in a place."""

    x: Length
    """Of its middle."""
    top: Length
    value: Lettering

    @property
    def left(self) -> Length:
        return self.x - self.value.width / 2

    @property
    def right(self) -> Length:
        return self.x + self.value.width / 2

    @property
    def bottom(self) -> Length:
        return self.top - height(self.value)


def place_values(
    values: Sequence[Lettering], way: Sequence[Coordinates], field: ValueField
) -> list[Coordinates]:
    """The middle and the upper edge of the value at each point of the way.

    It stands over its point, or under one that is below the axis; where a line would run through
    it, to one side, or else on the other side of the point. Where there is no room at all, it
    stands as it would without lines.
    """
    usual = [_list_places(one, at, field)[0] for one, at in zip(values, way, strict=True)]
    placed: list[_PlacedValue] = []
    for index, (value, at) in enumerate(zip(values, way, strict=True)):
        others = (*placed[-1:], *usual[index + 1 : index + 2])
        free = (
            place
            for place in _list_places(value, at, field)
            if _is_inside(place, field)
            and not any(_meet(place, other) for other in others)
            and not any(_runs_through(place, *ends) for ends in pairwise(way))
            and not place.bottom - CLEAR < field.zero < place.top + CLEAR
        )
        placed.append(next(free, usual[index]))
    return [(place.x, place.top) for place in placed]


def _list_places(value: Lettering, point: Coordinates, field: ValueField) -> list[_PlacedValue]:
    """Where a value may stand, the best first."""
    x, y = point
    over, under = y + NEAR + height(value), y - NEAR
    tops = (under, over) if y < field.zero else (over, under)
    aside = value.width / 2
    return [_PlacedValue(x + shift, top, value) for top in tops for shift in (0.0, -aside, aside)]


def _is_inside(place: _PlacedValue, field: ValueField) -> bool:
    across = field.left <= place.left and place.right <= field.right
    return across and field.bottom <= place.bottom and place.top <= field.top


def _meet(one: _PlacedValue, other: _PlacedValue) -> bool:
    across = one.left < other.right + CLEAR and other.left < one.right + CLEAR
    return across and one.bottom < other.top + CLEAR and other.bottom < one.top + CLEAR


def _runs_through(place: _PlacedValue, start: Coordinates, end: Coordinates) -> bool:
    """Whether the line from `start` to `end`, which lies right of it, runs through the value."""
    left, right = max(place.left - CLEAR, start[0]), min(place.right + CLEAR, end[0])
    if left > right:
        return False
    heights = sorted(_height_at(x, start, end) for x in (left, right))
    return heights[0] < place.top + CLEAR and heights[1] > place.bottom - CLEAR


def _height_at(x: Length, start: Coordinates, end: Coordinates) -> Length:
    return start[1] + (end[1] - start[1]) * (x - start[0]) / (end[0] - start[0])
