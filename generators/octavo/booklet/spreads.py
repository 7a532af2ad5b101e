"""Pictures over two facing pages: a verso and the recto beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from octavo.booklet.pages import Columns
from octavo.typeset.flow import BleedPlate, PlacedItem


def face_spreads(pages: Sequence[Columns], place: int) -> tuple[Columns, ...]:
    """The pages of a section with the halves of each spread on facing ones.

    The first page has so many before it, and stays the first. A spread that would begin on a recto
    stands a page later, else a page earlier. Where the section has no such place, its left half
    shows the whole picture and the right one is left out.
    """
    found = list(pages)
    done = 0
    while (at := _find(found, "left", done)) is not None:
        right = _find(found, "right", at)
        halves = [found[at], found.pop(right)] if right else [found[at]]
        found.pop(at)
        chosen = _choose(at, done, found, place) if right else None
        shown = halves if chosen else [_show_whole(halves[0])]
        found[chosen or at : chosen or at] = shown
        done = (chosen or at) + len(shown)
    return tuple(found)


def _find(pages: Sequence[Columns], side: str, start: int) -> int | None:
    """The first page from `start` on that shows such a half."""
    return next((at for at in range(start, len(pages)) if _find_side(pages[at]) == side), None)


def _choose(at: int, done: int, rest: Sequence[Columns], place: int) -> int | None:
    """Before which of the other pages a spread stands: the nearest that is a verso, behind what is
    settled, and not between the halves of another."""
    for tried in (at, at + 1, at - 1):
        parts = tried < len(rest) and _find_side(rest[tried]) == "right"
        if (place + tried) % 2 == 1 and max(done, 1) <= tried <= len(rest) and not parts:
            return tried
    return None


def _find_plate(page: Columns) -> tuple[PlacedItem, BleedPlate] | None:
    placed = (one for column in page for one in column.items)
    return next(((one, one.item.plate) for one in placed if one.item.plate), None)


def _find_side(page: Columns) -> str:
    found = _find_plate(page)
    return found[1].side if found else ""


def _show_whole(page: Columns) -> Columns:
    """The page with all of its picture."""
    found = _find_plate(page)
    assert found, "only a page with a half of a picture can show the whole"
    placed, plate = found
    item = replace(placed.item, paint=plate.paint_whole, plate=replace(plate, side="whole"))
    return (replace(page[0], items=(replace(placed, item=item),)),)
