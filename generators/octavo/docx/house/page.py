"""The page of a house's template: its size, its margins, its running heads and feet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from octavo.document.problem import SourceError
from octavo.docx.elements import (
    XmlElement,
    attribute,
    child,
    children,
    name_of,
    number,
    parse,
    remove,
    serialise,
)
from octavo.docx.house.package import HousePackage, Relation, fault, find_part, read_root, relations
from octavo.docx.house.styles import rename_styles
from octavo.docx.layout import Layout
from octavo.docx.markup import NAMESPACES
from octavo.docx.pages.resolved_styles import read_styles
from octavo.docx.part_state import Media
from octavo.docx.pictures import DECORATIVE, clean_picture
from octavo.docx.sections import HeaderFooterKind
from octavo.style.theme import Theme

KINDS: Mapping[HeaderFooterKind, str] = {"header": "hdr", "footer": "ftr"}
COVER = "cover"
"""It has the head of first pages."""
PLACES: tuple[tuple[HeaderFooterKind, str], ...] = (
    ("header", COVER),
    ("header", "first"),
    ("header", "default"),
    ("header", "even"),
    ("footer", "first"),
    ("footer", "default"),
    ("footer", "even"),
)
"""Where heads and feet stand."""
_SIDES = ("top", "right", "bottom", "left", "header", "footer", "gutter")
_TRACKED = ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:pPrChange", "w:rPrChange")
_MARKS = ("w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:permStart", "w:permEnd")
_COUNTED = {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "PAGEREF"}
"""Fields that show a number, which says nothing of who made the template."""
_NAMED = {"TITLE": "title", "STYLEREF": "title", "SUBJECT": "subject", "AUTHOR": "author"}
"""Fields, and what in the publication they show."""
_BOUND = {"title": "title", "subject": "subject", "creator": "author", "company": "author"}
_SIZE = 10.0
"""Points of text whose style names no size: what Word takes then (ECMA-376, 17.3.2.38)."""
_TRUST = 0.6
"""How much is used of the height that a house's cover seems to leave free, where ours have 1: its
faces and styles may take more than we reckon with. At 1 a cover whose lines are a little higher
runs over to a second page; at 0 its lines crowd below the head."""
NO_LISTS = b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
"""The numbering of a template that has none."""
_FIRST_DRAWING = 950_000
"""Where the numbers of drawings in the house's heads begin, out of the way of all others."""


@dataclass(frozen=True, slots=True)
class HouseHeaderFooter:
    """A running head or foot of the house, ready for a Word file."""

    content: str
    media: Mapping[Media, str] = field(default_factory=dict[Media, str])
    links: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class PageSetup:
    """How the house sets up its pages."""

    first: bool
    """Whether the first page of a section has heads and feet of its own."""
    even: bool
    """Whether even pages have."""
    parts: Mapping[tuple[HeaderFooterKind, str], str]
    """The part for each kind and page, such as `header` and `default`."""


def read_layout(house: HousePackage, theme: Theme, layout: Layout) -> Layout:
    """`layout` with the size and the margins of the house's page, and type as large as its own."""
    section = _find_section(house)
    size, margins = child(section, "w:pgSz"), child(section, "w:pgMar")
    found = {"width": number(size, "w:w"), "height": number(size, "w:h")}
    found |= {side: number(margins, f"w:{side}") for side in _SIDES}
    lengths = {name: length / 20 for name, length in found.items() if length is not None}
    styles = read_root(house, find_part(house, house.main, "styles", needed=True))
    text = read_styles(styles, parse(NO_LISTS), {}).default.run.size or _SIZE
    return replace(layout, **lengths, scale=text / theme.scale.text, trust=_TRUST)


def read_setup(house: HousePackage) -> PageSetup | None:
    """How the house sets up its heads and feet; `None` when it has none."""
    section = _find_section(house)
    if section is None:
        return None
    targets = {one.id: one.target for one in relations(house, house.main)}
    parts: dict[tuple[HeaderFooterKind, str], str] = {
        (kind, attribute(one, "w:type", "default")): targets.get(attribute(one, "r:id"), "")
        for kind in KINDS
        for one in children(section, f"w:{kind}Reference")
    }
    for part in parts.values():
        if part not in house.parts:
            missing = f"`{part}`" if part else "a head or foot that its text names"
            raise SourceError((fault(house.file, f"it lacks {missing}", "save it again in Word"),))
    settings = find_part(house, house.main, "settings")
    even = settings and child(read_root(house, settings), "w:evenAndOddHeaders") is not None
    return PageSetup(child(section, "w:titlePg") is not None, bool(even), parts) if parts else None


def write_headers_footers(
    house: HousePackage,
    setup: PageSetup,
    ids: Mapping[str, str],
    told: Mapping[str, str],
    marking: str,
    folio: str,
) -> dict[tuple[HeaderFooterKind, str], HouseHeaderFooter]:
    """The head of the cover, and head and foot of every kind of page, with `marking`, a paragraph.

    `ids` are the new ids of the house's styles, `told` what its fields may say of the publication.
    Where the house has nowhere a page number, every foot ends with `folio`, a paragraph. Raises
    `SourceError` when something in a head or foot cannot be taken over.
    """
    codes = {code for part in setup.parts.values() for code in _list_codes(read_root(house, part))}
    added = {"header": "", "footer": "" if "PAGE" in codes else folio}
    drawings, pictures = count(_FIRST_DRAWING), count(1)
    leaves: dict[tuple[HeaderFooterKind, str], HouseHeaderFooter] = {}
    for kind, page in PLACES:
        part, said = _find_part(setup, kind, page), added[kind] + marking
        if not part:
            leaves[kind, page] = HouseHeaderFooter(said or "<w:p/>")
            continue
        root = read_root(house, part)
        _clean(root, house, part, told, drawings)
        rename_styles(root, ids)
        _add_paragraphs(root, kind, said)
        media, links = _carry(root, house, part, pictures)
        leaves[kind, page] = HouseHeaderFooter(serialise(root).decode(), media, links)
    return leaves


def _find_part(setup: PageSetup, kind: HeaderFooterKind, page: str) -> str:
    """The part that stands on `page`; empty for none."""
    if page == COVER:
        return setup.parts.get((kind, "first"), "") if setup.first else ""
    return setup.parts.get((kind, page), "")


def _find_section(house: HousePackage) -> XmlElement | None:
    """The properties of the template's last section, which a new document has."""
    return child(child(read_root(house, house.main), "w:body"), "w:sectPr")


# ------------------------------------------------------------------------------ cleaning


def _clean(
    root: XmlElement,
    house: HousePackage,
    part: str,
    told: Mapping[str, str],
    drawings: Iterator[int],
) -> None:
    """Take out of a head or foot what tells of its making, and what could meet the text's."""
    for tag in _TRACKED:
        if any(True for _ in root.iter(name_of(tag))):
            message = f"`{part}` has tracked changes"
            raise SourceError((fault(house.file, message, "accept or reject them in Word"),))
    for tag in _MARKS:
        for mark in list(root.iter(name_of(tag))):
            remove(mark)
    tidy(root)
    _name_drawings(root, drawings)
    _fill_fields(root, told)
    _fill_controls(root, told)
    for extra in [one for one in root.iter() if str(one.tag).endswith("}svgBlip")]:
        remove(extra.getparent() or extra)


def _name_drawings(root: XmlElement, numbers: Iterator[int]) -> None:
    """Count pictures anew, call them by their numbers and not by the files they came from, and say
    of those that say nothing that they only decorate.
    """
    count = 0
    for picture in root.iter(name_of("wp:docPr"), name_of("pic:cNvPr")):
        if picture.tag == name_of("wp:docPr"):
            number = next(numbers)
            count = number - _FIRST_DRAWING + 1
            picture.set("id", str(number))
        picture.set("name", f"Picture {count}")
        told = str(picture.attrib.pop("descr", ""))
        if picture.tag == name_of("wp:docPr") and told and not _FILE_NAME.search(told):
            picture.set("descr", told)
        elif picture.tag == name_of("wp:docPr") and not len(picture):
            picture.append(parse(DECORATIVE.encode()))


_FILE_NAME = re.compile(r"\\|\.\w{3,4}$")
"""What editors write for an alternative text when nobody has written one."""


def tidy(root: XmlElement) -> None:
    """Take out of `root` what tells editing sessions and paragraphs apart, and put sides as all
    readers know them: some editors write what only Strict Open XML has.
    """
    for element in root.iter():
        for key in list(element.attrib):
            if _TRACES.search(str(key)):
                del element.attrib[key]
    for element in root.iter(name_of("w:jc"), name_of("w:lvlJc")):
        side = attribute(element, "w:val")
        element.set(name_of("w:val"), _SIDES_OF_TEXT.get(side, side))


_TRACES = re.compile(r"\}(rsid\w*|paraId|textId|editId|anchorId|characterSet)$")
_SIDES_OF_TEXT = {"start": "left", "end": "right"}


def _list_codes(root: XmlElement) -> set[str]:
    """The names of the fields in `root`."""
    codes = [one.text or "" for one in root.iter(name_of("w:instrText"))]
    codes += [attribute(one, "w:instr") for one in root.iter(name_of("w:fldSimple"))]
    return {words[0].upper() for code in codes if (words := code.split())}


def _fill_fields(root: XmlElement, told: Mapping[str, str]) -> None:
    """Have fields show what the publication says, and never what the template last showed."""
    for simple in root.iter(name_of("w:fldSimple")):
        _show(attribute(simple, "w:instr"), simple.iter(name_of("w:t")), told)
    code, depth, result = "", 0, list[XmlElement]()
    for element in root.iter(name_of("w:fldChar"), name_of("w:instrText"), name_of("w:t")):
        kind = attribute(element, "w:fldCharType")
        if element.tag == name_of("w:instrText"):
            code += element.text or ""
        elif kind == "begin":
            depth += 1
        elif kind == "end":
            depth -= 1
            if depth == 0:
                _show(code, result, told)
                code, result = "", []
        elif element.tag == name_of("w:t") and depth:
            result.append(element)


def _show(code: str, result: Iterable[XmlElement], told: Mapping[str, str]) -> None:
    name = (code.split() or [""])[0].upper()
    if name not in _COUNTED:
        _put_words(result, told.get(_NAMED.get(name, ""), ""))


def _fill_controls(root: XmlElement, told: Mapping[str, str]) -> None:
    for control in root.iter(name_of("w:sdt")):
        properties = child(control, "w:sdtPr")
        for id in list(children(properties, "w:id")):
            remove(id)
        binding = child(properties, "w:dataBinding")
        if binding is not None:
            steps = re.findall(r"(\w+)(?:\[\d+\])?$", attribute(binding, "w:xpath"))
            name = _BOUND.get(steps[0].casefold() if steps else "", "")
            _put_words(control.iter(name_of("w:t")), told.get(name, ""))


def _put_words(places: Iterable[XmlElement], words: str) -> None:
    """Have the first of `places` say `words`, and the others nothing."""
    for place, element in enumerate(list(places)):
        element.text = "" if place else words


def _add_paragraphs(root: XmlElement, kind: HeaderFooterKind, added: str) -> None:
    """Put paragraphs on the outer side of what the house has: above in a head, below in a foot."""
    tag = KINDS[kind]
    written = list(parse(f"<w:{tag} {NAMESPACES}>{added}</w:{tag}>".encode()))
    start = 0 if kind == "header" else len(root)
    for place, one in enumerate(written, start):
        root.insert(place, one)


# ------------------------------------------------------------------------------ carrying


def _carry(
    root: XmlElement, house: HousePackage, part: str, pictures: Iterator[int]
) -> tuple[dict[Media, str], dict[str, str]]:
    """The pictures and the addresses that a head or foot calls for, by relationship."""
    media: dict[Media, str] = {}
    links: dict[str, str] = {}
    for relation in used_relations(root, house, part):
        if relation.kind == "hyperlink" and relation.outside:
            links[relation.target] = relation.id
        else:
            picture = carry_picture(relation, house, part)
            name = f"media/house{next(pictures)}{picture.name}"
            media[Media(name, picture.media_type, picture.data)] = relation.id
    return media, links


def used_relations(root: XmlElement, house: HousePackage, part: str) -> list[Relation]:
    """The relationships of `part` that something in `root` calls for."""
    used = {
        str(text)
        for element in root.iter()
        for key, text in element.attrib.items()
        if str(key).startswith(name_of("r:"))
    }
    return [relation for relation in relations(house, part) if relation.id in used]


def carry_picture(relation: Relation, house: HousePackage, part: str) -> Media:
    """The picture that `part` shows, without its metadata. Raises `SourceError` for all else."""
    if relation.kind != "image" or relation.target not in house.parts:
        message = f"`{part}` holds `{relation.target}`, which is no picture"
        raise SourceError((fault(house.file, message, "take it out in Word"),))
    try:
        return clean_picture(house.parts[relation.target], relation.target)
    except SourceError:
        message = f"`{relation.target}` is neither PNG nor JPEG"
        raise SourceError((fault(house.file, message, "put it in as PNG or JPEG"),)) from None
