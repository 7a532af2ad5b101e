"""A Word template from a house's own: all that the house has, and of ours what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from octavo.docx.archive import pack
from octavo.docx.elements import (
    XmlElement,
    attribute,
    child,
    children,
    name_of,
    parse,
    remove,
    serialise,
    value,
)
from octavo.docx.house.colours import read_colours
from octavo.docx.house.lists import StyleParts
from octavo.docx.house.looks import (
    choose_table_style,
    copy_table,
    place_numbers,
    read_looks,
)
from octavo.docx.house.package import HousePackage, find_part, read_root
from octavo.docx.house.page import carry_picture, tidy, used_relations
from octavo.docx.house.sections import NO_LISTS
from octavo.docx.house.style_names import drop_dangling, settle_names
from octavo.docx.house.styles import merge_sheets, rename_styles
from octavo.docx.layout import Layout
from octavo.docx.part_state import ListDefinitions
from octavo.docx.template import (
    RELATIONSHIPS,
    TemplateChoice,
    design_context,
    make_parts,
    write_relationships,
)
from octavo.files.library import Library
from octavo.style.theme import Theme

STYLES, NUMBERING = "word/styles.xml", "word/numbering.xml"
SETTINGS, FONTS, THEME = "word/settings.xml", "word/fontTable.xml", "word/theme/theme1.xml"
_SEQUENCE = (
    *("zoom", "mirrorMargins", "gutterAtTop", "embedTrueTypeFonts", "trackRevisions"),
    *("documentProtection", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit"),
    *("hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders"),
)
"""Settings in their order; those that follow never come from a house."""
_KEPT = frozenset(_SEQUENCE) - {
    *("zoom", "embedTrueTypeFonts", "trackRevisions", "documentProtection", "evenAndOddHeaders")
}
_SECTIONS = "2"
"""The `w:abstractNumId` of our section numbers."""
_FACES = ("w:embedRegular", "w:embedBold", "w:embedItalic", "w:embedBoldItalic")


@dataclass(frozen=True, slots=True)
class HouseTemplate:
    """A house's template, ready to take a text."""

    data: bytes = field(repr=False)
    ids: Mapping[str, str]
    """The new id of each of the house's styles."""
    own: Mapping[str, str]
    """The name of each of our styles, by its id, whoever gives its looks."""
    definitions: ListDefinitions


def extend_template(
    house: HousePackage,
    theme: Theme,
    layout: Layout,
    choice: TemplateChoice,
    heads: bool | None,
    library: Library,
) -> HouseTemplate:
    """The template of `house` with everything that our text calls for.

    `heads` is whether even pages have heads of their own, `None` for as ours do. Faces travel with
    it when `choice` has any, and then the house's. Raises `SourceError` when it cannot be used.
    """
    numbering = find_part(house, house.main, "numbering")
    sheet = StyleParts(
        read_root(house, find_part(house, house.main, "styles", needed=True)),
        read_root(house, numbering) if numbering else parse(NO_LISTS),
    )
    part = find_part(house, house.main, "theme")
    found = read_colours(sheet.styles, read_root(house, part) if part else None)
    own_colours = {"colour": found.colours, "slot": found.slots, "fill": found.slots}
    context = {**design_context(theme, layout), **own_colours, "housed": True}
    parts = make_parts(context, replace(choice, faces=()), library)
    own = StyleParts(parse(parts[STYLES]), parse(parts[NUMBERING]))
    doubled = settle_names(sheet.styles, own.styles)
    for root in (sheet.styles, sheet.numbering):
        rename_styles(root, doubled)
    usual = value(_read_settings(house), "w:defaultTableStyle")
    table = choose_table_style(sheet.styles, read_root(house, house.main), usual)
    merged = merge_sheets(sheet, own, choice.language.language)
    drop_dangling(sheet.styles)
    banded = bool(table) and copy_table(sheet.styles, "HouseTable", merged.ids[table])
    place_numbers(sheet.numbering, _SECTIONS, sheet.styles, layout.hang)
    looks = replace(read_looks(sheet.styles, found.charts), banded=banded)
    for name, root in ((STYLES, sheet.styles), (NUMBERING, sheet.numbering)):
        tidy(root)
        parts[name] = serialise(root)
    parts |= _carry(house, numbering, NUMBERING, sheet.numbering)
    parts |= _keep_theme(house)
    fonts = _keep_fonts(house, bool(choice.faces))
    settings = _merge_settings(parse(parts[SETTINGS]), house, heads, len(fonts) > 1)
    ids = {**merged.ids, **{old: merged.ids[kept] for old, kept in doubled.items()}}
    named = {attribute(one, "w:styleId"): value(one, "w:name") for one in own.styles}
    called = {id: name for id, name in named.items() if id and name}
    data = pack({**parts, **fonts, SETTINGS: settings})
    return HouseTemplate(data, ids, called, replace(merged.definitions, looks=looks))


def _keep_theme(house: HousePackage) -> dict[str, bytes]:
    part = find_part(house, house.main, "theme")
    if not part:
        return {}
    root = read_root(house, part)
    return {THEME: serialise(root), **_carry(house, part, THEME, root)}


def _keep_fonts(house: HousePackage, embedded: bool) -> dict[str, bytes]:
    """The house's table of faces, and those that travel with it when they are to."""
    part = find_part(house, house.main, "fontTable")
    if not part:
        return {}
    root = read_root(house, part)
    tidy(root)
    if not embedded:
        for face in [one for tag in _FACES for one in root.iter(name_of(tag))]:
            remove(face)
    return {FONTS: serialise(root), **_carry(house, part, FONTS, root)}


def _carry(house: HousePackage, part: str, name: str, root: XmlElement) -> dict[str, bytes]:
    """The pictures and faces that `part`, which becomes `name`, calls for, and their names."""
    parts: dict[str, bytes] = {}
    written: list[tuple[str, str, str]] = []
    stem = name.rpartition("/")[2].removesuffix(".xml")
    for place, relation in enumerate(used_relations(root, house, part) if part else (), 1):
        if relation.kind == "font" and relation.target in house.parts:
            target = f"word/fonts/{stem}{place}.odttf"
            parts[target] = house.parts[relation.target]
        else:
            picture = carry_picture(relation, house, part)
            target = f"word/media/{stem}{place}{picture.name}"
            parts[target] = picture.data
        written.append((relation.id, f"{RELATIONSHIPS}/{relation.kind}", f"/{target}"))
    if written:
        folder, _, file = name.rpartition("/")
        parts[f"{folder}/_rels/{file}.rels"] = write_relationships(written)
    return parts


def _merge_settings(own: XmlElement, house: HousePackage, heads: bool | None, faces: bool) -> bytes:
    """Our settings with those of the house that change how its pages look, and no others."""
    theirs = _read_settings(house)
    found = {name: child(own, f"w:{name}") for name in _SEQUENCE}
    found |= {name: one for name in _KEPT if (one := child(theirs, f"w:{name}")) is not None}
    if heads is False:
        found["evenAndOddHeaders"] = None
    if faces:
        found["embedTrueTypeFonts"] = own.makeelement(name_of("w:embedTrueTypeFonts"), {})
    for name in _SEQUENCE:
        for one in list(children(own, f"w:{name}")):
            own.remove(one)
    kept = [one for name in _SEQUENCE if (one := found[name]) is not None]
    for place, one in enumerate(kept):
        own.insert(place, one)
    mapping, theirs_too = child(own, _MAPPING), child(theirs, _MAPPING)
    if mapping is not None and theirs_too is not None:
        own.replace(mapping, theirs_too)
    return serialise(own)


def _read_settings(house: HousePackage) -> XmlElement | None:
    part = find_part(house, house.main, "settings")
    return read_root(house, part) if part else None


_MAPPING = "w:clrSchemeMapping"
