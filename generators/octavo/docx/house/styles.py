"""A house's styles and lists with those that ours have and the house lacks.

Styles are the same when they have the same name, whatever the case. The house's keep their looks
and get the ids by which our text calls them; its lists get numbers behind ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from octavo.docx.elements import XmlElement, attribute, child, children, name_of, value
from octavo.docx.part_state import ListDefinitions

_VALUE, _ID = name_of("w:val"), name_of("w:styleId")
_CALLS = ("w:basedOn", "w:next", "w:link", "w:pStyle", "w:rStyle", "w:tblStyle")
_LINKS = ("w:styleLink", "w:numStyleLink")
_ENDS = ("", "2", "3", "4", "5")
"""How the ids of styles for lists end, by level, as Word has them."""
_NEEDED = {
    "Heading1": (3, 0),
    **{f"ListBullet{end}": (1, level) for level, end in enumerate(_ENDS)},
    **{f"ListNumber{end}": (2, level) for level, end in enumerate(_ENDS)},
}
"""Styles that count or have a bullet, and our lists for those where the house has none."""
_UNNUMBERED = {"TOCHeading": (5, 0)}
"""Styles that do not count although what they are based on does."""
_BEFORE_NUMBERS = ("w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:framePr", "w:widowControl")
"""Properties of a paragraph that stand before its list."""
_AFTER_PARAGRAPH = ("w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:tblStylePr")
"""Parts of a style that stand behind the properties of its paragraphs."""


@dataclass(frozen=True, slots=True)
class StyleParts:
    """The styles and the lists of a template; changed in place while they are merged."""

    styles: XmlElement
    numbering: XmlElement


@dataclass(frozen=True, slots=True)
class MergedStyles:
    """What became of them."""

    ids: Mapping[str, str]
    """The new id of each of the house's styles."""
    definitions: ListDefinitions


def merge_sheets(house: StyleParts, own: StyleParts, language: str) -> MergedStyles:
    """The house's sheets, changed so that they have all that `own` have.

    Raises `ValueError` when the house gives a name of ours to a style of another kind.
    """
    ids = _choose_ids(house.styles, own.styles)
    for root in (house.styles, house.numbering):
        rename_styles(root, ids)
    _name_styles(house.styles, own.styles, ids)
    first = _merge_numbering(house, own.numbering)
    _add_styles(house.styles, own.styles)
    _set_language(house.styles, language)
    definitions = ListDefinitions(
        tuple(_find_list_definition(f"ListNumber{end}", house) or (1, 0) for end in _ENDS),
        _find_list_definition("Heading1", house) or ListDefinitions().sections,
        first,
    )
    _untie_levels(house)
    return MergedStyles(ids, definitions)


def rename_styles(root: XmlElement, ids: Mapping[str, str]) -> None:
    """Call all styles in `root` by their new ids."""
    for tag in (*_CALLS, *_LINKS):
        for element in root.iter(name_of(tag)):
            id = attribute(element, "w:val")
            element.set(_VALUE, ids.get(id, id))


# ------------------------------------------------------------------------------ styles


def _choose_ids(house: XmlElement, own: XmlElement) -> dict[str, str]:
    """The ids that the house's styles get: ours, or their own as far as they are free."""
    ours = {_key(style): style for style in children(own, "w:style")}
    taken = {attribute(style, "w:styleId") for style in ours.values()}
    ids: dict[str, str] = {}
    for style in children(house, "w:style"):
        old, twin = attribute(style, "w:styleId"), ours.get(_key(style))
        if twin is not None and attribute(twin, "w:type") != attribute(style, "w:type"):
            kind = attribute(style, "w:type")
            raise ValueError(f"its style `{value(style, 'w:name')}` is of the kind `{kind}`")
        new = old if twin is None else attribute(twin, "w:styleId")
        if twin is None or new in ids.values():
            while new in taken or new in ids.values():
                new += "House"
        ids[old] = new
    return ids


def _name_styles(house: XmlElement, own: XmlElement, ids: Mapping[str, str]) -> None:
    """Give the house's styles their ids, and Word's spelling to the names it knows them by."""
    ours = {attribute(style, "w:styleId"): style for style in children(own, "w:style")}
    for style in children(house, "w:style"):
        id = ids[attribute(style, "w:styleId")]
        style.set(_ID, id)
        name, twin = child(style, "w:name"), ours.get(id)
        if twin is not None and name is not None:
            name.set(_VALUE, value(twin, "w:name"))
            _copy_flag(twin, style, "w:customStyle")
            if not _has_default(house, attribute(style, "w:type")):
                _copy_flag(twin, style, "w:default")
        _drop(style, "w:rsid")


def _copy_flag(source: XmlElement, target: XmlElement, name: str) -> None:
    target.attrib.pop(name_of(name), None)
    if attribute(source, name):
        target.set(name_of(name), attribute(source, name))


def _has_default(styles: XmlElement, kind: str) -> bool:
    return any(
        attribute(style, "w:type") == kind and attribute(style, "w:default") in {"1", "true", "on"}
        for style in children(styles, "w:style")
    )


def _add_styles(house: XmlElement, own: XmlElement) -> None:
    """Add our defaults and styles where the house has none.

    The letters of a paragraph style of the house are the house's affair: our style for them stays
    away.
    """
    there = {attribute(style, "w:styleId") for style in children(house, "w:style")}
    for place, tag in enumerate(("w:docDefaults", "w:latentStyles")):
        found = child(own, tag)
        if child(house, tag) is None and found is not None:
            house.insert(place, deepcopy(found))
    for style in children(own, "w:style"):
        is_letters = attribute(style, "w:type") == "character" and value(style, "w:link") in there
        if attribute(style, "w:styleId") in there or is_letters:
            continue
        added = deepcopy(style)
        if _has_default(house, attribute(style, "w:type")):
            added.attrib.pop(name_of("w:default"), None)
        house.append(added)


def _key(style: XmlElement) -> str:
    return value(style, "w:name").casefold()


def _set_language(styles: XmlElement, language: str) -> None:
    """Have the text be in `language`, whatever language the template was made in."""
    defaults = _child_of(styles, "w:docDefaults", 0)
    run = _child_of(_child_of(defaults, "w:rPrDefault", 0), "w:rPr", 0)
    for properties in styles.iter(name_of("w:rPr")):
        if properties is not run:
            _drop(properties, "w:lang")
    lang = child(run, "w:lang")
    _child_of(run, "w:lang", len(run) if lang is None else 0).set(_VALUE, language)


def _child_of(parent: XmlElement, tag: str, place: int) -> XmlElement:
    """The child called `tag`, made at `place` when there is none."""
    found = child(parent, tag)
    if found is None:
        found = parent.makeelement(name_of(tag), {}, nsmap=None)
        parent.insert(place, found)
    return found


def _drop(parent: XmlElement, tag: str) -> None:
    for element in list(children(parent, tag)):
        parent.remove(element)


# ------------------------------------------------------------------------------ lists


def _merge_numbering(house: StyleParts, own: XmlElement) -> int:
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
    _drop(house.numbering, "w:numIdMacAtCleanup")
    pictures = len(list(children(house.numbering, "w:numPicBullet")))
    _insert(house.numbering, children(own, "w:abstractNum"), pictures)
    _insert(house.numbering, children(own, "w:num"), pictures + len(kinds) + len(moved_kinds))
    _add_numbers(house)
    return len(lists) + len(moved_lists) + 1


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


def _add_numbers(house: StyleParts) -> None:
    """Give our lists to those of the house's styles that should count and do not."""
    styles = {attribute(style, "w:styleId"): style for style in children(house.styles, "w:style")}
    for id, (number, level) in {**_NEEDED, **_UNNUMBERED}.items():
        style = styles.get(id)
        if style is None:
            continue
        counts = child(child(style, "w:pPr"), "w:numPr") is not None
        if not (counts if id in _UNNUMBERED else _find_list_definition(id, house)):
            _put_number(style, number, level)


def _put_number(style: XmlElement, number: int, level: int) -> None:
    later = [place for place, one in enumerate(style) if _is_one(one, _AFTER_PARAGRAPH)]
    properties = _child_of(style, "w:pPr", min([*later, len(style)]))
    _drop(properties, "w:numPr")
    earlier = [place for place, one in enumerate(properties) if _is_one(one, _BEFORE_NUMBERS)]
    numbers = _child_of(properties, "w:numPr", max(earlier, default=-1) + 1)
    _child_of(numbers, "w:ilvl", 0).set(_VALUE, str(level))
    _child_of(numbers, "w:numId", 1).set(_VALUE, str(number))


def _is_one(element: XmlElement, tags: Sequence[str]) -> bool:
    return element.tag in {name_of(tag) for tag in tags}


def _find_list_definition(id: str, sheets: StyleParts) -> tuple[int, int] | None:
    """The kind of list and the level of the style `id`; `None` when it does not count."""
    styles = {attribute(style, "w:styleId"): style for style in children(sheets.styles, "w:style")}
    seen: set[str] = set()
    level = ""
    while id in styles and id not in seen:
        seen.add(id)
        numbers = child(child(styles[id], "w:pPr"), "w:numPr")
        level = level or value(numbers, "w:ilvl")
        if value(numbers, "w:numId"):
            return _find_kind(value(numbers, "w:numId"), level, id, sheets.numbering)
        id = value(styles[id], "w:basedOn")
    return None


def _find_kind(
    number: str, level: str, style: str, numbering: XmlElement
) -> tuple[int, int] | None:
    lists = {attribute(one, "w:numId"): one for one in children(numbering, "w:num")}
    kinds = {attribute(k, "w:abstractNumId"): k for k in children(numbering, "w:abstractNum")}
    kind = value(lists.get(number), "w:abstractNumId")
    levels = {attribute(one, "w:ilvl"): one for one in children(kinds.get(kind), "w:lvl")}
    tied = next((at for at, one in levels.items() if value(one, "w:pStyle") == style), "0")
    found = levels.get(level or tied)
    linked = bool(value(kinds.get(kind), "w:numStyleLink"))
    if not linked and value(found, "w:numFmt") in {"", "none"}:
        return None
    return int(kind), int(level or tied)


def _untie_levels(sheets: StyleParts) -> None:
    """Leave each style to the one kind of list that it names: no other may claim it."""
    for kind in children(sheets.numbering, "w:abstractNum"):
        for level in children(kind, "w:lvl"):
            style = value(level, "w:pStyle")
            look = _find_list_definition(style, sheets) if style else None
            if look and str(look[0]) != attribute(kind, "w:abstractNumId"):
                _drop(level, "w:pStyle")
