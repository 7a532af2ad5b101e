"""What the colours of a PDF mean: its output intents."""

from __future__ import annotations

from reportlab.pdfbase import pdfdoc

from octavo.files.library import read_builtin
from octavo.files.pixels import SCREEN_PROFILE
from octavo.pdf.objects import PdfValue, Registry, Stream, array, dictionary, name, string
from octavo.pdf.press import Press
from octavo.pdf.standards import Standard

REGISTRY = "http://www.color.org"
"""Where the names of printing conditions are kept."""


def write_intents(standard: Standard, press: Press | None, document: Registry) -> pdfdoc.PDFArray:
    """An output intent for each standard that asks for one, all with one profile."""
    kinds = [("GTS_PDFX", bool(standard.exchange)), ("GTS_PDFA1", bool(standard.archive))]
    meaning = _describe_press(press) if press else _describe_screen()
    data, inks = (press.profile, 4) if press else (read_builtin(SCREEN_PROFILE), 3)
    meaning["DestOutputProfile"] = document.Reference(Stream(data, {"N": inks}, shared=True))
    intents: list[PdfValue] = [
        dictionary({"Type": "/OutputIntent", "S": name(kind), **meaning})
        for kind, wanted in kinds
        if wanted
    ]
    return array(intents)


def _describe_screen() -> dict[str, PdfValue]:
    return {
        "OutputConditionIdentifier": string("sRGB"),
        "Info": string("sRGB IEC61966-2.1"),
    }


def _describe_press(press: Press) -> dict[str, PdfValue]:
    said: dict[str, PdfValue] = {
        "OutputConditionIdentifier": string(press.condition or "Custom"),
        "Info": string(press.description or press.condition or "Custom"),
    }
    return said | ({"RegistryName": string(REGISTRY)} if press.condition else {})
