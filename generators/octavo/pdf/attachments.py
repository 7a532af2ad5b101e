"""Files inside a PDF, which PDF/A-3 and PDF/A-4f allow when it is said what they are to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportlab.pdfbase import pdfdoc

from octavo.pdf.metadata import write_moment
from octavo.pdf.objects import PdfValue, Registry, Stream, array, dictionary, name, string


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to be put into a PDF."""

    name: str
    data: bytes
    media_type: str
    description: str
    date: date | None = None
    """When it was last changed."""


def write_attachment(attachment: Attachment, document: Registry) -> PdfValue:
    """The file with its description, as a reference. It is what the PDF was made from."""
    size: dict[str, PdfValue] = {"Size": len(attachment.data)}
    if attachment.date:
        size["ModDate"] = string(write_moment(attachment.date))
    entries: dict[str, PdfValue] = {
        "Type": "/EmbeddedFile",
        "Subtype": "/" + attachment.media_type.replace("/", "#2F"),
        "Params": dictionary(size),
    }
    held = document.Reference(Stream(attachment.data, entries))
    described: dict[str, PdfValue] = {
        "Type": "/Filespec",
        "F": string(attachment.name),
        "UF": string(attachment.name),
        "Desc": string(attachment.description),
        "AFRelationship": name("Source"),
        "EF": dictionary({"F": held, "UF": held}),
    }
    return document.Reference(dictionary(described))


def write_names(
    attachments: Sequence[Attachment], files: Sequence[PdfValue]
) -> pdfdoc.PDFDictionary:
    """The files by name, in the order of their names."""
    pairs = sorted(zip((own.name for own in attachments), files, strict=True), key=lambda p: p[0])
    return dictionary({"Names": array(part for own, file in pairs for part in (string(own), file))})
