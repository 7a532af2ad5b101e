"""Ways into a PDF: page labels, named places, and where links lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from reportlab.pdfbase import pdfdoc

from octavo.document.length import Length
from octavo.pdf.objects import PdfValue, array, dictionary, name, number, string
from octavo.pdf.structure import refer_to_page
from octavo.pdf.tags import Corners, Role, StructureElement

PRINTED = 4
"""The flag of an annotation that is printed, which PDF/A asks for."""


def write_labels(labels: Sequence[str]) -> pdfdoc.PDFDictionary:
    """The page labels: runs of numbers as such, all else by name."""
    entries: list[PdfValue] = []
    expected = ""
    for index, label in enumerate(labels):
        if label != expected or not label:
            entries += [index, _write_label(label)]
        expected = str(int(label) + 1) if _is_number(label) else ""
    return dictionary({"Nums": array(entries)})


def write_place(page: int, y: Length) -> pdfdoc.PDFArray:
    """A place to go to: the page's line at height `y`, at the reader's own zoom."""
    return array([refer_to_page(page), name("XYZ"), "null", number(y), "null"])


def write_places(
    places: Mapping[str, tuple[int, Length]], elements: Mapping[str, PdfValue]
) -> pdfdoc.PDFDictionary:
    """The named places, so that an address may end in `#` and a name.

    Where there is an element for a place, it leads to that, and by it to the page.
    """
    entries: list[PdfValue] = []
    for key in sorted(places):
        place: pdfdoc.PDFObject = write_place(*places[key])
        if key in elements:
            goal = array([elements[key], name("XYZ"), "null", number(places[key][1]), "null"])
            place = dictionary({"D": place, "SD": goal})
        entries += [string(key), place]
    return dictionary({"Names": array(entries)})


def write_link(area: Corners, contents: str, key: int) -> pdfdoc.PDFDictionary:
    """The area of a link, still without its target; `key` leads back to its element."""
    return dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": array(map(number, area)),
            "F": PRINTED,
            "Border": array([0, 0, 0]),
            "Contents": string(contents),
            "StructParent": key,
        }
    )


def write_address(address: str) -> pdfdoc.PDFDictionary:
    """The action that opens a web or mail address."""
    return dictionary({"Type": "/Action", "S": "/URI", "URI": string(address)})


def name_missing(wanted: Sequence[str], known: Sequence[str]) -> str:
    """A sentence on the places that are `wanted` but not `known`, with the nearest known one."""
    parts: list[str] = []
    for place in wanted:
        near = get_close_matches(place, known, 1)
        parts.append(f"`{place}`" + (f" (is it `{near[0]}`?)" if near else ""))
    return f"nothing is called {', '.join(parts)}"


def relate(
    calls: Sequence[tuple[StructureElement, str]], goals: Mapping[str, StructureElement]
) -> None:
    """Let lines of contents refer to what they name, and notes and their calls to each other."""
    for link, id in calls:
        goal = goals[id]
        line = _find_around(link, "TOCI")
        note = _find_around(goal, "Note")
        if line:
            line.refers.append(goal)
        if note:
            note.refers.append(link)
            link.refers.append(note)


def _find_around(element: StructureElement, role: Role) -> StructureElement | None:
    """The element, or the nearest one around it, that has the role."""
    while element.role != role:
        if element.parent is None:
            return None
        element = element.parent
    return element


def _write_label(label: str) -> pdfdoc.PDFDictionary:
    if _is_number(label):
        return dictionary({"S": "/D", "St": int(label)})
    return dictionary({"P": string(label)})


def _is_number(label: str) -> bool:
    return label.isascii() and label.isdigit() and label[0] != "0"
