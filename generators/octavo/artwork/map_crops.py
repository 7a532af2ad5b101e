"""Which part of a map is shown, and what is so far from the rest that it has an inset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from octavo.document.length import Length

BoundingBox: TypeAlias = tuple[Length, Length, Length, Length]
"""Left, bottom, right, top."""
NEAR = 0.1
"""Up to how far apart things are shown together, in widths of the world: about from Spain to
Poland. At the double Japan and Ukraine are, and the crop is half of the world."""
AROUND = 0.035
"""How much of its surroundings a crop shows on each side, in widths of the world: the neighbours by
which a reader knows where it is."""
LEAST = 0.2
"""How wide a crop is at least, in widths of the world, Europe without Russia: outlines are those of
a map of the world, and coasts lose their shape when they are shown larger than five times."""
LEAST_INSET = 0.09
"""The same for an inset, which is a third as wide: the scale is about the same."""
MOST = 0.62
"""How wide a crop is at most: more is almost all of the world, which everybody knows at sight."""
MOST_INSETS = 3
"""More stand in one another's way; then the world is shown."""
SHAPE = 1.75
"""Width of a crop to its height: that of a map of Europe in a book, which leaves room for text
below it. A square one takes half of a page."""


class MapCrops(NamedTuple):
    """Parts of the map, in widths of the world."""

    main: BoundingBox
    insets: tuple[BoundingBox, ...]


def choose_crops(boxes: Sequence[BoundingBox]) -> MapCrops | None:
    """The part with most of what is shown, and one for each group that is far from it; `None` where
    all of the world is shown as well."""
    if not boxes:
        return None
    groups = _group(boxes)
    groups.sort(key=len, reverse=True)  # stable: of equal ones the first named is the main one
    main = fit_shape(_widen(_unite(groups[0]), LEAST), SHAPE)
    if len(groups) > 1 + MOST_INSETS or main[2] - main[0] > MOST:
        return None
    insets = tuple(_widen(_unite(group), LEAST_INSET) for group in groups[1:])
    if any(inset[2] - inset[0] > MOST / 2 for inset in insets):
        return None
    return MapCrops(main, insets)


def fit_shape(box: BoundingBox, shape: float) -> BoundingBox:
    """The box made wider or higher around its middle, until its width to its height is `shape`."""
    left, bottom, right, top = box
    wide, high = right - left, top - bottom
    across, down = max(wide, high * shape), max(high, wide / shape)
    x, y = (left + right) / 2, (bottom + top) / 2
    return x - across / 2, y - down / 2, x + across / 2, y + down / 2


def is_within(box: BoundingBox, frame: BoundingBox) -> bool:
    """Whether all of a box lies in a frame."""
    inside = frame[0] <= box[0] and box[2] <= frame[2]
    return inside and frame[1] <= box[1] and box[3] <= frame[3]


def _group(boxes: Sequence[BoundingBox]) -> list[list[BoundingBox]]:
    """The boxes, those together that are near to one another, in the order of their first."""
    groups: list[list[BoundingBox]] = []
    for box in boxes:
        near = [group for group in groups if any(_is_near(box, other) for other in group)]
        if not near:
            groups.append([box])
            continue
        near[0].append(box)
        for other in near[1:]:
            near[0].extend(other)
            groups.remove(other)
    return groups


def _is_near(box: BoundingBox, other: BoundingBox) -> bool:
    across = max(box[0], other[0]) - min(box[2], other[2])
    down = max(box[1], other[1]) - min(box[3], other[3])
    return max(across, down) <= NEAR


def _unite(boxes: Sequence[BoundingBox]) -> BoundingBox:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _widen(box: BoundingBox, least: Length) -> BoundingBox:
    """The box with its surroundings, no narrower than asked."""
    left, bottom, right, top = box
    more = max(AROUND, (least - (right - left)) / 2)
    return left - more, bottom - AROUND, right + more, top + AROUND
