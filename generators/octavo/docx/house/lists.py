"""A house's lists behind ours, and which of its styles count.

What counts in a house is settled once, for every style that our text calls: headings by one list,
so that what Word draws before them is what our contents and references say; lists by the house's
own or ours; nothing else at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from octavo.docx.elements import (
    XmlElement,
    attribute,
    child,
    children,
    drop_children,
    ensure_child,
    is_on,
    name_of,
    value,
)
from octavo.docx.numbering import LEVELS, Follow, HeadingNumbers, ListLevel, can_write
from octavo.docx.part_state import ListDefinitions

_VALUE = name_of("w:val")
_BULLETS, _NUMBERS, _SECTIONS, _PLAIN = 1, 2, 3, 5
"""Our lists of bullets, of numbers and of section numbers; and the last of ours, whose items have
no number."""
_ENDS = ("", "2", "3", "4", "5")
"""How the ids of styles for lists end, by level, as Word has them."""
_HEADINGS = tuple(f"Heading{level}" for level in range(1, 10))
_LISTED = tuple(f"{kind}{end}" for kind in ("ListBullet", "ListNumber") for end in _ENDS)
_COUNTING = ("KeyMessage", "ListParagraph")
"""Our other styles that stand in lists, or may."""
_BEFORE_NUMBERS = ("w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl")
"""Properties of a paragraph that stand before its list, behind its style."""
_AFTER_PARAGRAPH = ("w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:tblStylePr")
"""Parts of a style that stand behind the properties of its paragraphs."""
_FOLLOWS: Mapping[str, Follow] = {"space": "space", "nothing": "nothing"}


@dataclass(frozen=True, slots=True)
class StyleParts:
    """The styles and the lists of a template; changed in place while they are merged."""

    styles: XmlElement
    numbering: XmlElement


@dataclass(frozen=True, slots=True)
class SheetIndex:
    """The elements of both by id."""

    styles: Mapping[str, XmlElement]
    lists: Mapping[str, XmlElement]
    """The `w:num` by `w:numId`."""
    kinds: Mapping[str, XmlElement]
    """The `w:abstractNum` by `w:abstractNumId`."""


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a style stands in a list."""

    number: str
    """The `w:numId`."""
    definition: str
    """The `w:abstractNumId` of the looks."""
    rank: int


def merge_numbering(house: StyleParts, own: XmlElement) -> int:
    """Put our lists before the house's, which are counted on; the first number that is free."""
    kinds, lists = _ids(own, "w:abstractNum"), _ids(own, "w:num")
    moved_kinds = _count_on(house.numbering, "w:abstractNum", "w:abstractNumId", len(kinds))
    moved_lists = _count_on(house.numbering, "w:num", "w:numId", len(lists) + 1)
    for element in house.numbering.iter(name_of("w:abstractNumId")):
        old = attribute(element, "w:val")
        element.set(_VALUE, moved_kinds.get(old, old))
    for properties in list(house.styles.iter(name_of("w:numPr"))):
        number, holder = child(properties, "w:numId"), properties.getparent()
        old = attribute(number, "w:val")
        if number is not None and old in {"0", *moved_lists}:
            number.set(_VALUE, moved_lists.get(old, old))
        elif number is not None and holder is not None:
            holder.remove(properties)
    drop_children(house.numbering, "w:numIdMacAtCleanup")
    pictures = len(list(children(house.numbering, "w:numPicBullet")))
    _insert(house.numbering, children(own, "w:abstractNum"), pictures)
    _insert(house.numbering, children(own, "w:num"), pictures + len(kinds) + len(moved_kinds))
    return len(lists) + len(moved_lists) + 1


def settle_lists(sheets: StyleParts, used: Sequence[str], free: int) -> ListDefinitions:
    """Have each style that our text calls, `used`, count as it should; how lists stand then.

    `free` is the first number of a list that nothing has.
    """
    index = index_sheets(sheets)
    for kind, number in (("ListBullet", _BULLETS), ("ListNumber", _NUMBERS)):
        above: ListPlace | None = None
        for rank, end in enumerate(_ENDS):
            id = f"{kind}{end}"
            place = find_place(id, index)
            own = place is not None and int(place.number) <= _PLAIN
            if own or place is None or not _counts_as_ours(place, kind, index):
                place = _go_deeper(above, kind, index) or ListPlace(str(number), "", rank)
                _put_number(index.styles[id], int(place.number), place.rank)
            if int(place.number) <= _PLAIN:  # else it could stand right of a deeper one
                _drop_indents(index.styles[id])
            above = place
    sections, numbers = _settle_headings(index)
    for id in used:
        if id not in {*_LISTED, *_HEADINGS, *_COUNTING} and find_place(id, index):
            _put_number(index.styles[id], _PLAIN, 0)
    _untie_levels(index)
    ordered = (find_place(f"ListNumber{end}", index) for end in _ENDS)
    return ListDefinitions(
        tuple((int(one.definition), one.rank) if one else (1, 0) for one in ordered),
        (int(sections.definition), sections.rank),
        free,
        numbers,
    )


def _go_deeper(above: ListPlace | None, kind: str, index: SheetIndex) -> ListPlace | None:
    """The next level of the list of the level above, if the house has one that serves."""
    if above is None or int(above.number) <= _PLAIN or above.rank + 1 == LEVELS:
        return None
    deeper = replace(above, rank=above.rank + 1)
    return deeper if _counts_as_ours(deeper, kind, index) else None


def _counts_as_ours(place: ListPlace | None, kind: str, index: SheetIndex) -> bool:
    """Whether a house's list has bullets, or figures, which are those of the booklet too."""
    levels = read_levels(place, index) if place else ()
    if place is None or kind == "ListBullet":
        return place is not None and levels[place.rank].format == "bullet"
    return levels[place.rank].format == "decimal" and can_write(levels, place.rank)


def index_sheets(sheets: StyleParts) -> SheetIndex:
    """The elements of `sheets` by id."""
    numbering = sheets.numbering
    return SheetIndex(
        {attribute(style, "w:styleId"): style for style in children(sheets.styles, "w:style")},
        {attribute(one, "w:numId"): one for one in children(numbering, "w:num")},
        {attribute(one, "w:abstractNumId"): one for one in children(numbering, "w:abstractNum")},
    )


def find_place(id: str, index: SheetIndex) -> ListPlace | None:
    """Where the style `id` stands in a list, by itself or by what it is based on."""
    styles, first = index.styles, id
    seen: set[str] = set()
    level = ""
    while id in styles and id not in seen:
        seen.add(id)
        numbers = child(child(styles[id], "w:pPr"), "w:numPr")
        level = level or value(numbers, "w:ilvl")
        number = value(numbers, "w:numId")
        if number:
            definition = _find_definition(number, index)
            rank = _find_rank(definition, level, first, index)
            return None if number == "0" else ListPlace(number, definition, rank)
        id = value(styles[id], "w:basedOn")
    return None


def read_levels(place: ListPlace, index: SheetIndex) -> tuple[ListLevel, ...]:
    """How the levels of a list count."""
    levels = _levels(place.definition, index)
    for change in children(index.lists.get(place.number), "w:lvlOverride"):
        level = child(change, "w:lvl")
        if level is not None:
            levels[attribute(change, "w:ilvl")] = level
    return tuple(_read_level(levels.get(str(rank))) for rank in range(LEVELS))


# ------------------------------------------------------------------------------ headings


def _settle_headings(index: SheetIndex) -> tuple[ListPlace, HeadingNumbers]:
    """Have all headings count in one list or not at all; where they stand, and how they count."""
    styles = index.styles
    found = _choose_list(index)
    if found is None:
        _put_number(styles["Heading1"], _SECTIONS, 0)
        found = find_place("Heading1", index)
        assert found is not None, "a style that was given a list has one"
    elif find_place("Heading1", index) != found:
        _put_number(styles["Heading1"], int(found.number), found.rank)
    levels = read_levels(found, index)
    ranks: list[int | None] = [found.rank]
    last = found.rank
    for id in _HEADINGS[1:]:
        place = find_place(id, index) if id in styles else None
        if (
            place
            and place.definition == found.definition
            and place.rank > last
            and can_write(levels, place.rank)
        ):
            _put_number(styles[id], int(found.number), place.rank)
            last = place.rank
            ranks.append(last)
        else:
            if place:
                _put_number(styles[id], _PLAIN, 0)
            ranks.append(None)
    return found, HeadingNumbers(tuple(ranks[:4]), levels)


def _choose_list(index: SheetIndex) -> ListPlace | None:
    """The house's list for all headings: that of the first, or one of others that has room for it.

    `None` when there is neither, or when its numbers are none that we can write.
    """
    places = [find_place(id, index) for id in _HEADINGS]
    first = places[0]
    if first and can_write(read_levels(first, index), first.rank):
        return first
    if first and read_levels(first, index)[first.rank].format != "none":
        return None
    for place in places[1:4]:
        if place and place.rank and can_write(read_levels(place, index), 0):
            return ListPlace(place.number, place.definition, 0)
    return None


# ------------------------------------------------------------------------------ definitions


def _find_definition(number: str, index: SheetIndex) -> str:
    """The looks of the list `number`; those of the style of lists that stands for them, if any."""
    lists, kinds = index.lists, index.kinds
    definition = value(lists.get(number), "w:abstractNumId")
    seen: set[str] = set()
    while definition not in seen and value(kinds.get(definition), "w:numStyleLink"):
        seen.add(definition)
        style = index.styles.get(value(kinds[definition], "w:numStyleLink"))
        numbers = child(child(style, "w:pPr"), "w:numPr")
        linked = value(lists.get(value(numbers, "w:numId")), "w:abstractNumId")
        definition = linked or definition
    return definition or "0"


def _find_rank(definition: str, level: str, style: str, index: SheetIndex) -> int:
    """The level that a style names, or that names it."""
    levels = _levels(definition, index)
    tied = next((at for at, one in levels.items() if value(one, "w:pStyle") == style), "0")
    rank = level or tied
    return int(rank) if rank.isdecimal() and int(rank) < LEVELS else 0


def _levels(definition: str, index: SheetIndex) -> dict[str, XmlElement]:
    kind = index.kinds.get(definition)
    return {attribute(one, "w:ilvl"): one for one in children(kind, "w:lvl")}


def _read_level(level: XmlElement | None) -> ListLevel:
    start, restart = value(level, "w:start"), value(level, "w:lvlRestart")
    return ListLevel(
        value(level, "w:numFmt") or ("none" if level is None else "decimal"),
        value(level, "w:lvlText"),
        int(start) if start.isdecimal() else 1,
        _FOLLOWS.get(value(level, "w:suff"), "tab"),
        int(restart) if restart.isdecimal() else None,
        is_on(level, "w:isLgl") is True,
    )


def _untie_levels(index: SheetIndex) -> None:
    """Leave each style to the one kind of list that it names: no other may claim it."""
    for kind in index.kinds.values():
        for level in children(kind, "w:lvl"):
            style = value(level, "w:pStyle")
            place = find_place(style, index) if style else None
            here = attribute(kind, "w:abstractNumId"), attribute(level, "w:ilvl")
            if place and (place.definition, str(place.rank)) != here:
                drop_children(level, "w:pStyle")


# ------------------------------------------------------------------------------ elements


def _ids(numbering: XmlElement, tag: str) -> list[str]:
    return [attribute(one, f"{tag}Id") for one in children(numbering, tag)]


def _count_on(numbering: XmlElement, tag: str, id: str, start: int) -> dict[str, str]:
    """The new id of each of the house's lists, or kinds of lists."""
    moved: dict[str, str] = {}
    for place, element in enumerate(children(numbering, tag), start):
        moved[attribute(element, id)] = str(place)
        element.set(name_of(id), str(place))
    return moved


def _insert(parent: XmlElement, added: Iterator[XmlElement], place: int) -> None:
    for count, element in enumerate(list(added)):
        parent.insert(place + count, deepcopy(element))


def _put_number(style: XmlElement, number: int, level: int) -> None:
    """Have the paragraphs of a style stand in a list, at a level from 0."""
    later = [place for place, one in enumerate(style) if _is_one(one, _AFTER_PARAGRAPH)]
    properties = ensure_child(style, "w:pPr", min([*later, len(style)]))
    drop_children(properties, "w:numPr")
    earlier = [place for place, one in enumerate(properties) if _is_one(one, _BEFORE_NUMBERS)]
    numbers = ensure_child(properties, "w:numPr", max(earlier, default=-1) + 1)
    ensure_child(numbers, "w:ilvl", 0).set(_VALUE, str(level))
    ensure_child(numbers, "w:numId", 1).set(_VALUE, str(number))


def _drop_indents(style: XmlElement) -> None:
    """Leave the indents of a style to its list, each of whose levels has one."""
    properties = child(style, "w:pPr")
    if properties is not None:
        drop_children(properties, "w:ind")


def _is_one(element: XmlElement, tags: Sequence[str]) -> bool:
    return element.tag in {name_of(tag) for tag in tags}
