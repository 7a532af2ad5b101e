"""The running heads and feet of a house's template, ready for a Word file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count

from octavo.document.problem import Problem, Severity, SourceError, Span
from octavo.docx.elements import (
    XmlElement,
    attribute,
    child,
    name_of,
    parse,
    remove,
    serialise,
)
from octavo.docx.house.fields import LostReference, fill_controls, fill_fields, list_fields
from octavo.docx.house.order import set_in_order, unwrap
from octavo.docx.house.package import HousePackage, Relation, fault, read_root, relations
from octavo.docx.house.pictures import clean_media
from octavo.docx.house.placeholders import find_placeholders
from octavo.docx.house.sections import KINDS, PageSetup
from octavo.docx.house.styles import rename_styles
from octavo.docx.markup import NAMESPACES
from octavo.docx.part_state import Media
from octavo.docx.pictures import DECORATIVE
from octavo.docx.sections import HeaderFooterKind

COVER = "cover"
"""The first page of the document."""
PLACES: tuple[tuple[HeaderFooterKind, str], ...] = (
    ("header", COVER),
    ("header", "first"),
    ("header", "default"),
    ("header", "even"),
    ("footer", COVER),
    ("footer", "first"),
    ("footer", "default"),
    ("footer", "even"),
)
"""Where heads and feet stand."""
_TRACKED = ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:pPrChange", "w:rPrChange")
_MARKS = ("w:bookmarkStart", "w:bookmarkEnd", "w:proofErr", "w:permStart", "w:permEnd")
_FIRST_DRAWING = 950_000
"""Where the numbers of drawings in the house's heads begin, out of the way of all others."""


@dataclass(frozen=True, slots=True)
class HouseHeaderFooter:
    """A running head or foot of the house, ready for a Word file."""

    content: str
    media: Mapping[Media, str] = field(default_factory=dict[Media, str])
    links: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class HousePages:
    """All heads and feet of the house, and what its owner should know of them."""

    pieces: Mapping[tuple[HeaderFooterKind, str], HouseHeaderFooter]
    problems: tuple[Problem, ...]


def write_headers_footers(
    house: HousePackage,
    setup: PageSetup,
    ids: Mapping[str, str],
    told: Mapping[str, str],
    marking: str,
    folio: str,
    used: frozenset[str],
) -> HousePages:
    """Head and foot of the cover, and of every kind of page, with `marking`, a paragraph.

    `ids` are the new ids of the house's styles, `told` what its fields may say of the publication,
    `used` Word's names of the styles that our text has. Where the house has nowhere a page number,
    every foot but the cover's ends with `folio`, a paragraph. Raises `SourceError` when something
    in a head or foot cannot be taken over.
    """
    shown = {place: part for place in PLACES if (part := find_shown(setup, *place))}
    counted = any(
        one.name == "PAGE"
        for (_, page), part in shown.items()
        if page != COVER
        for one in list_fields(read_root(house, part))
    )
    drawings, pictures = count(_FIRST_DRAWING), count(1)
    pieces: dict[tuple[HeaderFooterKind, str], HouseHeaderFooter] = {}
    problems: dict[Problem, None] = {}
    for kind, page in PLACES:
        number = folio if kind == "footer" and page != COVER and not counted else ""
        part = shown.get((kind, page), "")
        if not part:
            pieces[kind, page] = HouseHeaderFooter(number + marking or "<w:p/>")
            continue
        root = read_root(house, part)
        problems |= dict.fromkeys(_warn_of_words(house.file, part, root))
        lost = _clean(root, house, part, told, drawings, used)
        problems |= dict.fromkeys(_warn_of_reference(house.file, part, one) for one in lost)
        rename_styles(root, ids)
        _add_paragraphs(root, kind, number + marking)
        media, links = _carry(root, house, part, pictures)
        pieces[kind, page] = HouseHeaderFooter(serialise(root).decode(), media, links)
    return HousePages(pieces, tuple(problems))


def find_shown(setup: PageSetup, kind: HeaderFooterKind, page: str) -> str:
    """The part that stands on `page`; empty for none, and where no page is of that kind."""
    if page == COVER:
        return setup.cover.get(kind, "")
    there = {"default": True, "first": setup.first, "even": setup.even}
    return setup.parts.get((kind, page), "") if there[page] else ""


def _warn_of_words(file: str, part: str, root: XmlElement) -> Iterator[Problem]:
    for words in find_placeholders(root):
        message = f"`{part}` of the Word template says “{words}”, which stands for other words"
        hint = (
            "it is printed as it is: in Word, double-click the head or foot of the template, and "
            "write what is to stand there, or a field (Insert, Quick Parts, Document Property)"
        )
        yield Problem(Severity.WARNING, "WRD011", message, Span(file, 0), hint)


def _warn_of_reference(file: str, part: str, lost: LostReference) -> Problem:
    now = f"“{lost.shown}” stands" if lost.shown else "nothing stands"
    message = (
        f"`{part}` of the Word template has a field `{lost.code}`, and no text of this document is "
        f"in the style `{lost.style}`; {now} there instead"
    )
    hint = (
        'in Word, let the field name a style that is used, such as `STYLEREF "heading 1"`, or put '
        "the title in its place (Insert, Quick Parts, Document Property)"
    )
    return Problem(Severity.WARNING, "WRD012", message, Span(file, 0), hint)


# ------------------------------------------------------------------------------ cleaning


def _clean(
    root: XmlElement,
    house: HousePackage,
    part: str,
    told: Mapping[str, str],
    drawings: Iterator[int],
    used: frozenset[str],
) -> list[LostReference]:
    """Take out of a head or foot what tells of its making, and what could meet the text's; the
    fields that refer to a style that our text has not.
    """
    for tag in _TRACKED:
        if any(True for _ in root.iter(name_of(tag))):
            message = f"`{part}` has tracked changes"
            hint = (
                "in Word, double-click the head or foot, choose Review, Accept (or Reject) All "
                "Changes, and save the template again"
            )
            raise SourceError((fault(house.file, message, hint),))
    for tag in _MARKS:
        for mark in list(root.iter(name_of(tag))):
            remove(mark)
    tidy(root)
    _name_drawings(root, drawings)
    clean_old_pictures(root)
    lost = fill_fields(root, told, used)
    fill_controls(root, told)
    for id in list(root.iter(name_of("w:id"))):
        holder = id.getparent()
        if holder is not None and holder.tag == name_of("w:sdtPr"):
            remove(id)
    for extra in [one for one in root.iter() if str(one.tag).endswith("}svgBlip")]:
        remove(extra.getparent() or extra)
    return lost


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
        told = _GENERATED.sub("", str(picture.attrib.pop("descr", ""))).strip()
        if picture.tag == name_of("wp:docPr") and told and not _FILE_NAME.search(told):
            picture.set("descr", told)
        elif picture.tag == name_of("wp:docPr") and not len(picture):
            picture.append(parse(DECORATIVE.encode()))


def clean_old_pictures(root: XmlElement, silent: bool = False) -> None:
    """Leave out of pictures in VML which files they came from; with `silent` what they show too."""
    for element in root.iter(f"{{{_VML}}}*"):
        element.attrib.pop(f"{{{_OFFICE}}}title", None)
        element.attrib.pop(f"{{{_OFFICE}}}href", None)
        if silent or _FILE_NAME.search(str(element.get("alt", ""))):
            element.attrib.pop("alt", None)


_VML = "urn:schemas-microsoft-com:vml"
_OFFICE = "urn:schemas-microsoft-com:office:office"
_FILE_NAME = re.compile(r"\\|\.\w{3,4}$")
"""What editors write for an alternative text when nobody has written one."""


_GENERATED = re.compile(r"\s*Description automatically generated.*", re.DOTALL)
"""What Word writes behind an alternative text that it has made by itself."""


def tidy(root: XmlElement) -> None:
    """Take out of `root` what tells editing sessions and paragraphs apart, and put sides as all
    readers know them, and properties in their order: some editors write what only Strict Open XML
    has, some converters what no schema has. Tables that only place things say so.
    """
    set_in_order(root)
    for element in root.iter():
        for key in list(element.attrib):
            if _TRACES.search(str(key)):
                del element.attrib[key]
    for element in root.iter(name_of("w:jc"), name_of("w:lvlJc")):
        side = attribute(element, "w:val")
        element.set(name_of("w:val"), _SIDES_OF_TEXT.get(side, side))
    for table in root.iter(name_of("w:tbl")):
        _mark_as_layout(table)
    for link in list(root.iter(name_of("w:hyperlink"))):
        if not attribute(link, "r:id"):
            unwrap(link)  # it leads to the text of the template, which stays behind


def _mark_as_layout(table: XmlElement) -> None:
    """Say of a table without a head that repeats that it has none: it only places things."""
    look = child(child(table, "w:tblPr"), "w:tblLook")
    if look is not None and next(table.iter(name_of("w:tblHeader")), None) is None:
        look.set(name_of("w:firstRow"), "0")
        bits = attribute(look, "w:val")
        if re.fullmatch("[0-9A-Fa-f]{4}", bits):
            look.set(name_of("w:val"), f"{int(bits, 16) & ~0x20:04X}")


_TRACES = re.compile(r"\}(rsid\w*|paraId|textId|editId|anchorId|characterSet)$")
_SIDES_OF_TEXT = {"start": "left", "end": "right"}


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
    renamed: dict[str, str] = {}
    for relation in used_relations(root, house, part):
        if relation.kind == "hyperlink" and relation.outside:
            renamed[relation.id] = links.setdefault(relation.target, relation.id)
        else:
            picture = carry_picture(relation, house, part)
            name = f"media/house{next(pictures)}{picture.name}"
            media[Media(name, picture.media_type, picture.data)] = relation.id
    rename_relations(root, renamed)
    return media, links


def rename_relations(root: XmlElement, ids: Mapping[str, str]) -> None:
    """Have what calls for relationships in `root` call for them by their new ids."""
    for element in root.iter():
        for key in [key for key in element.attrib if str(key).startswith(name_of("r:"))]:
            id = str(element.get(key))
            element.set(key, ids.get(id, id))


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
    data = house.parts[relation.target]
    try:
        return _clean_media(data, relation.target)
    except SourceError:
        message = f"`{relation.target}`, which `{part}` shows, is no picture that can be read"
    except ValueError as reason:
        message = f"`{relation.target}`, which `{part}` shows, cannot be kept: {reason}"
    raise SourceError((fault(house.file, message, _SAVE_PICTURE),))


_clean_media = lru_cache(16)(clean_media)
"""`clean_media`, whose pictures are kept: each file has the same letterhead."""
_SAVE_PICTURE = (
    "in Word, right-click the picture in the head or foot, choose Save as Picture, PNG; then "
    "Change Picture, From a File, and save the template again"
)
"""What a house does about a picture that cannot be taken."""
