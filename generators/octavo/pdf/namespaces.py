"""The roles of elements in PDF 2.0, where each belongs to a namespace."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.pdf.objects import PdfValue, Registry, array, dictionary, name, string
from octavo.pdf.tags import StructureElement

OLD = frozenset(
    {
        *("TOC", "TOCI", "BlockQuote", "Reference", "Quote", "Code"),
        *("Index", "Private", "Art", "BibEntry"),
    }
)
"""Roles that PDF 2.0 no longer has itself, and may be used by the name of PDF 1.7."""


@dataclass(frozen=True, slots=True)
class Namespaces:
    """Those of PDF 1.7 and of PDF 2.0, as references."""

    old: PdfValue
    new: PdfValue


def write_namespaces(document: Registry) -> Namespaces:
    """Both namespaces, registered in `document`."""
    addresses = ("http://iso.org/pdf/ssn", "http://iso.org/pdf2/ssn")
    old, new = (
        document.Reference(dictionary({"Type": name("Namespace"), "NS": string(address)}))
        for address in addresses
    )
    return Namespaces(old, new)


def list_namespaces(namespaces: Namespaces) -> PdfValue:
    """The entry of the tree's root."""
    return array([namespaces.new, namespaces.old])


def choose_role(element: StructureElement) -> str:
    """What the element is in PDF 2.0: a note is a footnote, a figure with its caption is aside."""
    if element.role == "Note":
        return "FENote"
    captioned = any(
        isinstance(child, StructureElement) and child.role == "Caption"
        for child in element.children
    )
    return "Aside" if element.role == "Div" and captioned else element.role


def choose_namespace(role: str, namespaces: Namespaces) -> PdfValue:
    """The namespace in which `role` is known."""
    return namespaces.old if role in OLD else namespaces.new
