"""Page numbers into the fields that show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from octavo.document.length import Length
from octavo.docx.elements import XmlElement, attribute, child, children, name_of, value
from octavo.docx.faces import families
from octavo.docx.markup import NAMESPACES, quote_entry
from octavo.docx.metrics import load_metrics
from octavo.docx.pages.lines import Setter, entry_name
from octavo.docx.pages.pagination import count_pages
from octavo.docx.pages.resolved_styles import read_styles
from octavo.style.theme import Theme

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_FIRST_MARK = 1_000_000
"""Where the ids of bookmarks begin that mark places for a while, out of the way of the others."""


def number_pages(document: WordDocument, theme: Theme, size: Length, code: bool = False) -> int:
    """Count the pages, write their numbers where `PAGEREF` fields show them; how many there are."""
    from docx.oxml import parse_xml

    part = document.part
    text, display, _ = families(theme)
    fonts = {"minorHAnsi": text, "majorHAnsi": display}
    resolved = read_styles(document.styles.element, part.numbering_part.element, fonts)
    notes = next(
        (
            parse_xml(r.target_part.blob)
            for r in part.rels.values()
            if r.reltype.endswith("/footnotes")
        ),
        None,
    )
    by_id = {attribute(note, "w:id"): note for note in children(notes, "w:footnote")}
    body = next(part.element.iter(name_of("w:body")))
    pages, count = count_pages(body, by_id, Setter(resolved, load_metrics(theme, size, code)))
    fill_page_numbers(body, pages)
    fill_index(body, pages)
    return count


def mark_entries(document: WordDocument) -> dict[str, list[str]]:
    """The bookmarks, put into `document`, at the places of each entry of the index."""
    from docx.oxml import parse_xml

    found: dict[str, list[str]] = {}
    instructions = list(document.part.element.iter(name_of("w:instrText")))
    for number, instruction in enumerate(instructions, _FIRST_MARK):
        run = instruction.getparent()
        if run is None or not (instruction.text or "").startswith(" XE "):
            continue
        name = f"_Entry{number}"
        found.setdefault(entry_name(instruction.text or ""), []).append(name)
        for mark in (f'Start w:id="{number}" w:name="{name}"', f'End w:id="{number}"'):
            run.addprevious(parse_xml(f"<w:bookmark{mark} {NAMESPACES}/>"))
    return found


def fill_pages(
    document: WordDocument, places: Mapping[str, int], entries: Mapping[str, list[str]]
) -> None:
    """Write the page of each bookmark, and of all those of an entry, where it is to be shown."""
    body = next(document.part.element.iter(name_of("w:body")))
    fill_page_numbers(body, {name: [page] for name, page in places.items()})
    pages = {
        entry: sorted({places[name] for name in names if name in places})
        for entry, names in entries.items()
    }
    fill_index(body, pages)


def fill_page_numbers(body: XmlElement, pages: Mapping[str, list[int]]) -> None:
    """Write the page of each bookmark into the results of the fields that ask for it."""
    for instruction in body.iter(name_of("w:instrText")):
        words = (instruction.text or "").split()
        if words[:1] == ["PAGEREF"] and pages.get(words[1]):
            _set_result(instruction, str(pages[words[1]][0]))


def fill_index(body: XmlElement, pages: Mapping[str, list[int]]) -> None:
    """Write the pages of each entry behind it in the index."""
    for paragraph in body.iter(name_of("w:p")):
        if value(child(paragraph, "w:pPr"), "w:pStyle") != "Index1":
            continue
        entry, *_, shown = paragraph.iter(name_of("w:t"))
        found = pages.get(entry_name(quote_entry(entry.text or "")), [])
        shown.text = ", ".join(str(page) for page in found)


def _set_result(instruction: XmlElement, text: str) -> None:
    """The run after the next is the one that shows the field's result."""
    run = instruction.getparent()
    shown = None if run is None else run.getnext()
    result = None if shown is None else shown.getnext()
    written = child(result, "w:t")
    if written is not None:
        written.text = text
