"""Which of a template's sections stands for all, with its page, and its heads and feet.

A section of Word's that names no head of some kind has that of the section before it (ISO/IEC
29500-1, 17.10.5), so none can be read by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from octavo.document.length import mm
from octavo.document.problem import SourceError
from octavo.docx.elements import (
    XmlElement,
    attribute,
    child,
    children,
    is_on,
    name_of,
    number,
    parse,
    value,
)
from octavo.docx.house.package import HousePackage, fault, find_part, read_root, relations
from octavo.docx.house.style_names import find_own_name
from octavo.docx.layout import Layout
from octavo.docx.pages.resolved_styles import read_styles
from octavo.docx.sections import HeaderFooterKind
from octavo.style.theme import Theme

NO_LISTS = b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
"""The numbering of a template that has none."""
KINDS: Mapping[HeaderFooterKind, str] = {"header": "hdr", "footer": "ftr"}
_SIDES = ("top", "right", "bottom", "left", "header", "footer", "gutter")
_SIZE = 10.0
"""Points of text whose style names no size: what Word takes then (ECMA-376, 17.3.2.38)."""
_LARGEST_SIZE = 1638.0
"""Points of the largest letters that Word can set: a style that says more is spoilt."""
_TRUST = 0.6
"""How much is used of the height that a house's cover seems to leave free, where ours have 1: its
faces and styles may take more than we reckon with. At 1 a cover whose lines are a little higher
runs over to a second page; at 0 its lines crowd below the head."""
LEAST_MEASURE = mm(40)
"""The least width and height that a page must leave for text: in 40 mm stand six words of 10
points, and the columns of our tables; Word's own least is 12.7 mm, of which nothing can be made."""


LARGEST_PAGE = 22 * 72.0
"""Points of the widest and highest page that Word can have, 22 inches: more is a spoilt file."""


@dataclass(frozen=True, slots=True)
class HouseSection:
    """A stretch of the template's pages."""

    properties: XmlElement
    letters: int
    """How much text it has."""
    headings: int
    """How many of its paragraphs are of Heading 1."""
    parts: Mapping[tuple[HeaderFooterKind, str], str]
    """The relationship of each head and foot, its own or that of a section before it."""

    @property
    def lies_across(self) -> bool:
        """Whether its pages are wider than high."""
        size = child(self.properties, "w:pgSz")
        return (number(size, "w:w") or 0) > (number(size, "w:h") or 0)

    @property
    def has_first(self) -> bool:
        """Whether its first page has a head and a foot of its own."""
        return bool(is_on(self.properties, "w:titlePg"))


@dataclass(frozen=True, slots=True)
class PageSetup:
    """How the house sets up its pages."""

    first: bool
    """Whether the first page of a section has heads and feet of its own."""
    even: bool
    """Whether even pages have."""
    parts: Mapping[tuple[HeaderFooterKind, str], str]
    """The part for each kind and page, such as `header` and `default`."""
    cover: Mapping[HeaderFooterKind, str] = field(default_factory=dict[HeaderFooterKind, str])
    """The part of the document's first page, for each kind."""


def read_sections(house: HousePackage) -> tuple[HouseSection, ...]:
    """The sections of the template, in order; none in a template that sets up no page."""
    body = child(read_root(house, house.main), "w:body")
    headings = _list_headings(house)
    found: list[HouseSection] = []
    parts: dict[tuple[HeaderFooterKind, str], str] = {}
    letters = count = 0
    for properties, paragraph in _list_ends(body):
        if paragraph is not None:
            letters += sum(len(text.text or "") for text in paragraph.iter(name_of("w:t")))
            count += value(child(paragraph, "w:pPr"), "w:pStyle") in headings
        if properties is None:
            continue
        parts = dict(parts)
        parts |= {
            (kind, attribute(one, "w:type", "default")): attribute(one, "r:id")
            for kind in KINDS
            for one in children(properties, f"w:{kind}Reference")
        }
        found.append(HouseSection(properties, letters, count, parts))
        letters = count = 0
    return tuple(found)


def _list_ends(
    body: XmlElement | None,
) -> Iterator[tuple[XmlElement | None, XmlElement | None]]:
    """The paragraphs of `body`, each with the properties of the section that it ends; then those of
    the last.
    """
    if body is None:
        return
    for paragraph in body.iter(name_of("w:p")):
        yield child(child(paragraph, "w:pPr"), "w:sectPr"), paragraph
    yield child(body, "w:sectPr"), None


def _list_headings(house: HousePackage) -> frozenset[str]:
    """The ids of the styles that are Heading 1, or based on it."""
    styles = read_root(house, find_part(house, house.main, "styles", needed=True))
    named = {attribute(one, "w:styleId"): one for one in children(styles, "w:style")}
    own = {id for id, one in named.items() if find_own_name(one).casefold() == "heading 1"}
    based = {id for id, one in named.items() if value(one, "w:basedOn") in own}
    return frozenset(own | based)


def find_main_section(sections: tuple[HouseSection, ...]) -> HouseSection | None:
    """The section that stands for all: of those with headings, in the shape of most, the longest.

    A cover, front matter and an annex across have fewer words than what they stand around. Without
    headings it is the last in the shape of most, which is the one that goes on; of two shapes the
    upright one.
    """
    if not sections:
        return None
    headed = [one for one in sections if one.headings] or list(sections)
    shapes = Counter(one.lies_across for one in headed)
    letters = Counter[bool]()
    for one in headed:
        letters[one.lies_across] += one.letters if one.headings else 0
    across = max((False, True), key=lambda shape: (shapes[shape], letters[shape], not shape))
    alike = [one for one in headed if one.lies_across is across]
    return max(reversed(alike), key=lambda one: one.letters if one.headings else 0)


def read_layout(
    house: HousePackage, sections: tuple[HouseSection, ...], theme: Theme, layout: Layout
) -> Layout:
    """`layout` with the size and the margins of the house's page, and type as large as its own.

    Raises `SourceError` when that page has no room for text.
    """
    main = find_main_section(sections)
    properties = None if main is None else main.properties
    size, margins = child(properties, "w:pgSz"), child(properties, "w:pgMar")
    found = {"width": number(size, "w:w"), "height": number(size, "w:h")}
    found |= {side: number(margins, f"w:{side}") for side in _SIDES}
    # margins above and below are negative where heads may not push the text down
    found |= {side: abs(found[side] or 0) for side in ("top", "bottom") if found[side]}
    lengths = {name: length / 20 for name, length in found.items() if length is not None}
    styles = read_root(house, find_part(house, house.main, "styles", needed=True))
    text = read_styles(styles, parse(NO_LISTS), {}).default.run.size or _SIZE
    text = text if 1 <= text <= _LARGEST_SIZE else _SIZE
    made = replace(layout, **lengths, scale=text / theme.scale.text, trust=_TRUST)
    if wrong := _judge_page(made):
        hint = "in Word, choose Layout, Size and Margins, and save the template again"
        raise SourceError((fault(house.file, f"{wrong} (`{house.main}`)", hint),))
    return made


def _judge_page(page: Layout) -> str:
    """What is wrong with a page; empty when it can be used."""
    if max(page.width, page.height) > LARGEST_PAGE:
        return f"its page is larger than {LARGEST_PAGE / mm(1):.0f} mm, which Word cannot have"
    if min(page.header, page.footer, page.left, page.right, page.gutter) < 0:
        return "its page has a margin below zero"
    height = page.height - page.top - page.bottom
    if min(page.measure, height) >= LEAST_MEASURE:
        return ""
    room = (max(0.0, length) / mm(1) for length in (page.measure, height))
    return "its page leaves {:.0f} by {:.0f} mm for text".format(*room)


def read_setup(house: HousePackage, sections: tuple[HouseSection, ...]) -> PageSetup | None:
    """How the house sets up its heads and feet; `None` when it has none."""
    main = find_main_section(sections)
    if main is None:
        return None
    targets = {one.id: one.target for one in relations(house, house.main)}
    parts = {place: targets.get(id, "") for place, id in main.parts.items()}
    cover: dict[HeaderFooterKind, str] = {
        kind: targets.get(id, "") for kind, id in _find_cover(sections[0], main).items()
    }
    for part in (*parts.values(), *cover.values()):
        if part not in house.parts:
            missing = f"`{part}`" if part else "a head or foot that its text names"
            raise SourceError((fault(house.file, f"it lacks {missing}", "save it again in Word"),))
    settings = find_part(house, house.main, "settings")
    even = bool(settings and is_on(read_root(house, settings), "w:evenAndOddHeaders"))
    if not parts and not cover:
        return None
    return PageSetup(_repeats_first(sections), even, parts, cover)


def _find_cover(opening: HouseSection, main: HouseSection) -> dict[HeaderFooterKind, str]:
    """The relationships of what stands on the first page alone: where it has a head and a foot of
    its own, or is in a section of its own and has others than the pages of `main`.
    """
    page = "first" if opening.has_first else "default"
    found: dict[HeaderFooterKind, str] = {}
    for kind in KINDS:
        id = opening.parts.get((kind, page), "")
        if id and (opening.has_first or id != main.parts.get((kind, page))):
            found[kind] = id
    return found


def _repeats_first(sections: tuple[HouseSection, ...]) -> bool:
    """Whether first pages of sections differ: where several sections with headings say so.

    In a template of one section it is the first page of the document that does.
    """
    return len([one for one in sections if one.has_first and one.headings]) > 1
