"""A house's styles and lists with those that ours have and the house lacks.

Styles are the same when they have the same name, whatever the case. The house's keep their looks
and get the ids by which our text calls them; its lists get numbers behind ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from octavo.docx.elements import (
    XmlElement,
    attribute,
    child,
    children,
    drop_children,
    ensure_child,
    name_of,
    value,
)
from octavo.docx.house.lists import StyleParts, merge_numbering, settle_lists
from octavo.docx.house.looks import fit_styles, hold_together
from octavo.docx.part_state import ListDefinitions

_VALUE, _ID = name_of("w:val"), name_of("w:styleId")
_CALLS = ("w:basedOn", "w:next", "w:link", "w:pStyle", "w:rStyle", "w:tblStyle")
_LINKS = ("w:styleLink", "w:numStyleLink")


@dataclass(frozen=True, slots=True)
class MergedStyles:
    """What became of them."""

    ids: Mapping[str, str]
    """The new id of each of the house's styles."""
    definitions: ListDefinitions


def merge_sheets(house: StyleParts, own: StyleParts, language: str) -> MergedStyles:
    """The house's sheets, changed so that they have all that `own` have."""
    ids = _choose_ids(house.styles, own.styles)
    for root in (house.styles, house.numbering):
        rename_styles(root, ids)
    _name_styles(house.styles, own.styles, ids)
    free = merge_numbering(house, own.numbering)
    added = _add_styles(house.styles, own.styles)
    _set_language(house.styles, language)
    used = [attribute(style, "w:styleId") for style in children(own.styles, "w:style")]
    definitions = settle_lists(house, used, free)
    fit_styles(house.styles, used, added)
    hold_together(house.styles, own.styles)
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
    ours = {_key(style): attribute(style, "w:styleId") for style in children(own, "w:style")}
    taken = set(ours.values())
    ids: dict[str, str] = {}
    for style in children(house, "w:style"):
        old, twin = attribute(style, "w:styleId"), ours.get(_key(style))
        new = twin or old
        while not twin and new in taken:
            new += "House"
        taken.add(new)
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
        drop_children(style, "w:rsid")


def _copy_flag(source: XmlElement, target: XmlElement, name: str) -> None:
    target.attrib.pop(name_of(name), None)
    if attribute(source, name):
        target.set(name_of(name), attribute(source, name))


def _has_default(styles: XmlElement, kind: str) -> bool:
    return any(
        attribute(style, "w:type") == kind and attribute(style, "w:default") in {"1", "true", "on"}
        for style in children(styles, "w:style")
    )


def _add_styles(house: XmlElement, own: XmlElement) -> list[str]:
    """Add our defaults and styles where the house has none; the ids of those styles.

    The letters of a paragraph style of the house are the house's affair: our style for them stays
    away.
    """
    there = {attribute(style, "w:styleId") for style in children(house, "w:style")}
    ids: list[str] = []
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
        ids.append(attribute(style, "w:styleId"))
    return ids


def _key(style: XmlElement) -> str:
    return value(style, "w:name").casefold()


def _set_language(styles: XmlElement, language: str) -> None:
    """Have the text be in `language`, whatever language the template was made in."""
    defaults = ensure_child(styles, "w:docDefaults", 0)
    run = ensure_child(ensure_child(defaults, "w:rPrDefault", 0), "w:rPr", 0)
    for properties in styles.iter(name_of("w:rPr")):
        if properties is not run:
            drop_children(properties, "w:lang")
    lang = child(run, "w:lang")
    ensure_child(run, "w:lang", len(run) if lang is None else 0).set(_VALUE, language)
