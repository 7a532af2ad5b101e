"""Whether art that reaches the edge of a page goes on to the end of its bleed, as seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from octavo.document.length import mm
from octavo.document.problem import Problem, Severity
from octavo.pdf.finished_pdf import read_box
from octavo.pdf.painted import DrawnLine, PaintedThing, ShownText
from octavo.pdf.placement import render_pages
from octavo.pdf.tags import Corners

if TYPE_CHECKING:
    from pikepdf import Pdf
    from PIL.Image import Image

FINE = 4
"""Pixels to the millimetre at which pages are looked at: half a millimetre, by which a cut may be
off, is then two of them. At 2 it is one, which may be half in the bleed and half outside; at 8 the
proceedings take three times as long."""
NEAR, FAR = 1, 2
"""Pixels from an edge at which ink is looked for, inside the trim and inside the bleed: clear of
the pixel that the edge itself runs through."""
REACH = 6 * FINE
"""Pixels along an edge within which art that crosses it at a slant arrives at the end of the bleed:
twice the bleed, for all that crosses at more than 27°."""
LEAST = 4 * FINE
"""Pixels of an edge that must lie bare before it is told: 4 mm. Shorter are the ends of lines and
strokes of letters, which no cut shows as white."""
PAPER = 250
"""Lightness from which on nothing is printed: a tint of 1 % is 252, and no press holds less."""
InkedPixels: TypeAlias = Sequence[bool]
"""Whether there is ink at each pixel along an edge."""


def list_reaching(pdf: Pdf, painted: Sequence[Sequence[PaintedThing]]) -> tuple[int, ...]:
    """The pages, counted from 1, on which something may reach the edge: filled shapes, pictures,
    and lines as thick as a bare edge has to be long; text there is told of otherwise (PRE016)."""
    found: list[int] = []
    for number, (page, things) in enumerate(zip(pdf.pages, painted, strict=False), 1):
        trim = read_box(page.trimbox)
        if any(_may_reach(thing, trim) for thing in things):
            found.append(number)
    return tuple(found)


def _may_reach(thing: PaintedThing, trim: Corners) -> bool:
    if isinstance(thing, ShownText):
        return False
    if isinstance(thing, DrawnLine):
        return thing.width > LEAST * mm(1) / FINE
    left, bottom, right, top = trim
    near = mm(1)
    return any(
        min(x1 - left, y1 - bottom, right - x2, top - y2) < near
        and x2 > left
        and x1 < right
        and y2 > bottom
        and y1 < top
        for x1, y1, x2, y2 in thing.boxes
    )


def find_missing_bleed(data: bytes, pages: Sequence[int] | None = None) -> Iterator[Problem]:
    """Pages of `data` whose art ends at the edge of the trim, short of that of the bleed.

    Only `pages`, counted from 1, are looked at; without, all are.
    """
    for number, picture, trim, bleed in render_pages(data, FINE / mm(1), pages):
        bare = {side: measure_bare(*_look(picture, trim, bleed, side)) for side in range(4)}
        sides = [SIDES[side] for side, length in bare.items() if length >= LEAST]
        if sides:
            message = (
                f"art on page {number} reaches the edge ({', '.join(sides)}) and has no bleed there"
            )
            yield Problem(Severity.ERROR, "PRE025", message, None, HINT)


HINT = "report it with the source: art at an edge is drawn to the end of the bleed"
SIDES = ("left", "lower", "right", "upper")


def measure_bare(inside: InkedPixels, outside: InkedPixels) -> int:
    """The longest run of pixels with ink inside an edge and none near them outside, in pixels."""
    longest = run = 0
    for at, inked in enumerate(inside):
        near = outside[max(at - REACH, 0) : at + REACH + 1]
        run = run + 1 if inked and not any(near) else 0
        longest = max(longest, run)
    return longest


def _look(
    picture: Image, trim: Corners, bleed: Corners, side: int
) -> tuple[InkedPixels, InkedPixels]:
    """Where there is ink along one side: just inside the trim, and just inside the bleed."""
    return _read_row(picture, trim, trim, side, NEAR), _read_row(picture, bleed, trim, side, FAR)


def _read_row(picture: Image, box: Corners, along: Corners, side: int, inset: int) -> InkedPixels:
    """The row of pixels `inset` inside one side of `box`, as long as that side of `along`."""
    scale = FINE / mm(1)
    left, bottom, right, top = (round(value * scale) for value in along)
    at = round(box[side] * scale) + (inset if side < 2 else -inset - 1)
    height = picture.height
    if side in {0, 2}:
        strip = picture.crop((at, height - top, at + 1, height - bottom))
    else:
        strip = picture.crop((left, height - at - 1, right, height - at))
    return [value < PAPER for value in strip.tobytes()]
