"""The namespaces of PDF 2.0, to one of which every structure type belongs."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.pdf.objects import PdfValue, Registry, array, dictionary, name, string
from octavo.pdf.tags import StructureType


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


def choose_namespace(kind: StructureType, namespaces: Namespaces) -> PdfValue:
    """The namespace in which PDF 2.0 knows `kind`: its own, else that of PDF 1.7."""
    return namespaces.new if kind.new else namespaces.old
