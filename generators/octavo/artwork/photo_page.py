"""Where two to six pictures stand that fill a page together, arranged by their shapes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from math import log
from typing import NamedTuple, TypeAlias

from octavo.document.length import Length, add_up

LEAST_KEPT = 0.6
"""Part of the height or width of a picture that is seen at least: so much of a landscape above an
upright one is kept that they fill a page of A5. Where more would be cut off, the page is not
filled."""
UNEVEN = 0.35
"""What it costs that pictures are of unlike size, against what it costs to crop them: the logarithm
of largest to smallest area counts a third of that of the crop, so that a picture is rather cut by a
tenth than made a third smaller than its neighbour."""
ROUNDS = 4
"""How often gaps are set against the stretch that they will have: after two they are equal to a
hundredth of a point."""


class PhotoBox(NamedTuple):
    """The place of a picture, from the upper left corner of all of them."""

    left: Length
    top: Length
    width: Length
    height: Length


@dataclass(frozen=True, slots=True)
class _Block:
    """Pictures side by side, or one below the other, each of them alone or such a block itself."""

    beside: bool
    parts: tuple[_Arrangement, ...]


_Arrangement: TypeAlias = "_Block | int"
"""A block, or the number of one picture."""


class _Height(NamedTuple):
    """How high something is when it is so wide: `fixed + slope * width`."""

    fixed: Length
    slope: float


def arrange_photographs(
    shapes: Sequence[float], width: Length, height: Length, gap: Length
) -> tuple[PhotoBox, ...]:
    """Where pictures of these shapes, widths by heights, stand in their order.

    They stand in rows and columns, and these in one another, whichever crops them least and makes
    them most alike in size; all edges meet. They are as wide as given, and as high if that does not
    crop too much.
    """
    trees = _list_trees(0, len(shapes))
    found = [_fill(tree, shapes, width, height, gap) for tree in trees]
    sound = [boxes for boxes in found if all(box.width > gap and box.height > gap for box in boxes)]
    return min(sound, key=lambda boxes: round(_judge(shapes, boxes, height), 9))


@lru_cache(64)
def _list_trees(start: int, end: int) -> tuple[_Arrangement, ...]:
    """All ways to part pictures into blocks: 394 for six of them."""
    if end - start == 1:
        return (start,)
    return (*_list_blocks(start, end, True), *_list_blocks(start, end, False))


def _list_blocks(start: int, end: int, beside: bool) -> Iterator[_Block]:
    """Those of two parts at least, none of which is parted in the same direction."""
    inner = range(start + 1, end)
    for count in range(1, end - start):
        for cuts in combinations(inner, count):
            for parts in _combine(tuple(pairwise((start, *cuts, end))), beside):
                yield _Block(beside, parts)


def _combine(runs: Sequence[tuple[int, int]], beside: bool) -> Iterator[tuple[_Arrangement, ...]]:
    if not runs:
        yield ()
        return
    for first in _list_trees(*runs[0]):
        if not (isinstance(first, _Block) and first.beside is beside):
            for rest in _combine(runs[1:], beside):
                yield (first, *rest)


def _fill(
    tree: _Arrangement, shapes: Sequence[float], width: Length, height: Length, gap: Length
) -> tuple[PhotoBox, ...]:
    """The pictures without a crop, then stretched so far that they are as high as given."""
    stretch = 1.0
    for _ in range(ROUNDS):
        fixed, slope = _measure(tree, shapes, gap, gap / stretch)
        stretch = min(max(height / (fixed + slope * width), LEAST_KEPT), 1 / LEAST_KEPT)
    placed = sorted(_place(tree, shapes, (gap, gap / stretch), (0.0, 0.0), width))
    return tuple(
        PhotoBox(box.left, box.top * stretch, box.width, box.height * stretch) for _, box in placed
    )


def _measure(tree: _Arrangement, shapes: Sequence[float], across: Length, down: Length) -> _Height:
    if isinstance(tree, int):
        return _Height(0.0, 1 / shapes[tree])
    parts = [_measure(part, shapes, across, down) for part in tree.parts]
    gaps = len(parts) - 1
    if not tree.beside:
        fixed = add_up(part.fixed for part in parts)
        return _Height(fixed + gaps * down, add_up(part.slope for part in parts))
    # Side by side all are equally high: their widths, (height - fixed) / slope, make up the whole.
    slope = 1 / add_up(1 / part.slope for part in parts)
    taken = add_up(part.fixed / part.slope for part in parts)
    return _Height((taken - gaps * across) * slope, slope)


def _place(
    tree: _Arrangement,
    shapes: Sequence[float],
    gaps: tuple[Length, Length],
    corner: tuple[Length, Length],
    width: Length,
) -> Iterator[tuple[int, PhotoBox]]:
    """Each picture by its number with its place, from the corner of its block on."""
    left, top = corner
    if isinstance(tree, int):
        yield tree, PhotoBox(left, top, width, width / shapes[tree])
        return
    fixed, slope = _measure(tree, shapes, *gaps)
    height = fixed + slope * width
    for part in tree.parts:
        own = _measure(part, shapes, *gaps)
        across = (height - own.fixed) / own.slope if tree.beside else width
        yield from _place(part, shapes, gaps, (left, top), across)
        if tree.beside:
            left += across + gaps[0]
        else:
            top += own.fixed + own.slope * width + gaps[1]


def _judge(shapes: Sequence[float], boxes: Sequence[PhotoBox], height: Length) -> float:
    """What it costs that pictures are cropped and unlike in size, and that the page is not full."""
    crops = [abs(log(b.width / b.height / s)) for b, s in zip(boxes, shapes, strict=True)]
    areas = [box.width * box.height for box in boxes]
    foot = max(box.top + box.height for box in boxes)
    return max(crops) + UNEVEN * log(max(areas) / min(areas)) + 2 * abs(log(height / foot))
