"""What a house's template gives to the Word version, as a table for its owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from octavo.document.length import mm
from octavo.document.problem import Problem
from octavo.docx.elements import XmlElement, attribute, child, children, name_of, value
from octavo.docx.faces import families
from octavo.docx.house.letterhead import clear_letterhead
from octavo.docx.house.package import HousePackage, find_part, open_house, read_root
from octavo.docx.house.page import COVER, PLACES, find_shown, write_headers_footers
from octavo.docx.house.sections import (
    HouseSection,
    PageSetup,
    find_main_section,
    read_layout,
    read_sections,
    read_setup,
)
from octavo.docx.house.template import HouseTemplate, extend_template
from octavo.docx.layout import Layout, load_layout
from octavo.docx.template import TemplateChoice
from octavo.files.library import Library
from octavo.generator import TemplateReport
from octavo.style.theme import load_theme
from octavo.style.words import load_conventions
from octavo.word.house import tell_of_cover, tell_of_macros

Row = tuple[str, str, str]
LANGUAGE = "en-GB"
"""In which language the template is completed; what it says of itself does not depend on it."""
_IDENTITY = "0" * 32
_QUOTABLE = frozenset({"title", "subtitle", *(f"heading {level}" for level in range(1, 5))})
"""Styles that heads may quote in some publication, by Word's names in small letters."""
_PAGES = {
    COVER: "the cover",
    "first": "first pages of sections",
    "default": "all other pages",
    "even": "even pages",
}


def describe_template(file: str, library: Library) -> TemplateReport:
    """What the template called `file` has, and what becomes of it. Raises `SourceError` when it
    cannot be used.
    """
    theme = load_theme(library)
    house = open_house(file, library)
    sections = read_sections(house)
    layout = read_layout(house, sections, theme, load_layout(library))
    setup = read_setup(house, sections)
    layout = clear_letterhead(layout, house, setup)
    choice = TemplateChoice(load_conventions(library, LANGUAGE), _IDENTITY, families(theme))
    even = None if setup is None else setup.even
    extended = extend_template(house, theme, layout, choice, even, library)
    rows = (
        *_describe_format(house),
        *_describe_page(sections, layout),
        *_describe_heads(house, setup),
        *_describe_styles(house, extended),
        *_describe_looks(house),
        *_describe_rest(house),
    )
    told = (*tell_of_macros(house), *tell_of_cover(house))
    return TemplateReport(rows, (*told, *_list_problems(house, setup, extended)))


def _list_problems(
    house: HousePackage, setup: PageSetup | None, extended: HouseTemplate
) -> tuple[Problem, ...]:
    if setup is None:
        return ()
    return write_headers_footers(house, setup, extended.ids, {}, "", "", _QUOTABLE).problems


def _describe_format(house: HousePackage) -> Iterator[Row]:
    if house.strict:
        yield "format", "Strict Open XML", "read as what Word itself writes"


# ------------------------------------------------------------------------------ pages


def _describe_page(sections: tuple[HouseSection, ...], layout: Layout) -> Iterator[Row]:
    main = find_main_section(sections)
    size = f"{_mm(layout.width)} × {_mm(layout.height)} mm"
    text = f"text {_mm(layout.measure)} × {_mm(layout.height - layout.top - layout.bottom)} mm"
    if main is None:
        yield "page", "no page is set up", f"{size}, {text}, as without a template"
    for place, section in enumerate(sections, 1):
        found = f"section {place} of {len(sections)}: {_shape(section)}"
        used = f"{size}, {text}" if section is main else "left behind"
        yield "page", found, used


def _shape(section: HouseSection) -> str:
    columns = attribute(child(section.properties, "w:cols"), "w:num", "1")
    lies = "wider than high" if section.lies_across else "higher than wide"
    return lies if columns in {"", "1"} else f"{lies}, {columns} columns, which are left behind"


def _mm(length: float) -> int:
    return round(length / mm(1))


def _describe_heads(house: HousePackage, setup: PageSetup | None) -> Iterator[Row]:
    if setup is None:
        yield "heads and feet", "none", "those of Octavo"
        return
    shown: dict[str, list[str]] = {}
    for kind, page in PLACES:
        if part := find_shown(setup, kind, page):
            shown.setdefault(part, []).append(_PAGES[page])
    for part, pages in shown.items():
        yield "heads and feet", _quote(part, house), f"on {' and '.join(pages)}"
    for part in house.parts:
        named = part.startswith(("word/header", "word/footer")) and part.endswith(".xml")
        if named and part not in shown:
            yield "heads and feet", _quote(part, house), "left behind: on no page of the document"


def _quote(part: str, house: HousePackage) -> str:
    """The part with the words in it, as far as a table has room for them."""
    root = read_root(house, part)
    lines = ("".join(t.text or "" for t in p.iter(name_of("w:t"))) for p in root)
    words = " ".join(" ".join(lines).split())
    pictures = len(list(root.iter(name_of("wp:docPr"))))
    said = [f"“{words if len(words) <= LONGEST else words[:LONGEST] + '…'}”"] if words else []
    said += [f"{pictures} picture{'s' if pictures > 1 else ''}"] if pictures else []
    return f"{part}: {', '.join(said) or 'empty'}"


LONGEST = 60
"""Letters of a head that are shown: enough to know it again in Word, and a line of a table."""


# ------------------------------------------------------------------------------ looks


def _describe_styles(house: HousePackage, extended: HouseTemplate) -> Iterator[Row]:
    """The house's styles that our text has, those that it lacks, and those that no text has."""
    styles = read_root(house, find_part(house, house.main, "styles", needed=True))
    found = {attribute(one, "w:styleId"): one for one in children(styles, "w:style")}
    given: dict[str, str] = {}
    for old, new in extended.ids.items():
        if new in extended.own and old in found:
            given.setdefault(new, _name_style(found[old], extended.own[new]))
    for id, name in extended.own.items():
        if id in given and _is_chosen(name):
            yield "style", given[id], f"{name}: the template's"
    added = [name for id, name in extended.own.items() if id not in given and _is_chosen(name)]
    if added:
        yield "style", "", f"added: {', '.join(added)}"
    spare = [value(one, "w:name") for id, one in found.items() if extended.ids.get(id) not in given]
    if spare := [name for name in spare if _is_chosen(name)]:
        yield "style", ", ".join(spare), "kept; no text has them"


def _is_chosen(name: str) -> bool:
    """Whether people choose a style of that name; others belong to these, or to Word."""
    return not name.endswith(" Char") and name.casefold() not in _UNSEEN


_UNSEEN = frozenset({"default paragraph font", "normal table", "no list"})


def _name_style(style: XmlElement, ours: str) -> str:
    """The name in the template, with its id where the name alone does not tell why it is ours."""
    name, id = value(style, "w:name"), attribute(style, "w:styleId")
    return name if name.casefold() == ours.casefold() else f"{name} ({id})"


def _describe_looks(house: HousePackage) -> Iterator[Row]:
    styles = read_root(house, find_part(house, house.main, "styles", needed=True))
    headings = [one for one in children(styles, "w:style") if _is_heading(one)]
    counted = any(child(child(one, "w:pPr"), "w:numPr") is not None for one in headings)
    found = "heading 1 is numbered" if counted else "heading 1 is not numbered"
    used = "as it is" if counted else "sections are numbered all the same"
    yield "numbers", found, used
    theme = find_part(house, house.main, "theme")
    colours = dict(_list_colours(read_root(house, theme))) if theme else {}
    listed = ", ".join(f"{slot} {tone}" for slot, tone in colours.items())
    yield "colours", listed or "no theme", "kept; styles that are added take theirs from it"
    fonts = find_part(house, house.main, "fontTable")
    faces = list(children(read_root(house, fonts), "w:font")) if fonts else []
    names = ", ".join(attribute(one, "w:name") for one in faces)
    embedded = [one for one in faces if any("embed" in str(part.tag) for part in one)]
    kept = "kept" + (f"; {len(embedded)} of them travel with the file" if embedded else "")
    yield "faces", names or "no table of faces", kept


def _is_heading(style: XmlElement) -> bool:
    return value(style, "w:name").casefold() == "heading 1"


def _list_colours(theme: XmlElement) -> Iterator[tuple[str, str]]:
    for scheme in theme.iter(name_of("a:clrScheme")):
        for slot in scheme:
            for tone in slot:
                yield str(slot.tag).rpartition("}")[2], str(tone.get("lastClr") or tone.get("val"))


def _describe_rest(house: HousePackage) -> Iterator[Row]:
    body = child(read_root(house, house.main), "w:body")
    words = _count_words(body)
    if words:
        yield "text", f"{words} words in {house.main}", "left behind"
    by_part: Mapping[str, str] = {one.part: one.what for one in house.left}
    for part, what in by_part.items():
        yield "left behind", f"{part}: {what}", "in no file"


def _count_words(body: XmlElement | None) -> int:
    if body is None:
        return 0
    paragraphs = ("".join(t.text or "" for t in p.iter(name_of("w:t"))) for p in body)
    return len(" ".join(paragraphs).split())
