"""The words that every PDF of ours has beside those of its source, its templates and its format."""

from __future__ import annotations

from octavo.pdf.usage import ALL_INKS
from octavo.style.theme import CODE_FAMILY

VOCABULARY: tuple[str, ...] = (
    "Octavo",
    CODE_FAMILY,
    *("opsz", "wght", "Italic", "FormXob", "Art", "Picture", "Ink", ALL_INKS),
    *("application/pdf", "False", "PDF/X-4", "default"),
    *("sRGB", "sRGB IEC61966-2.1", "FOGRA39", "Coated FOGRA39L (derived)", "http://www.color.org"),
    *("PDF/UA identification", "pdfuaid", "part", "PDF/UA part", "Integer", "internal"),
    *("PDF/X identification", "pdfxid", "GTS_PDFXVersion", "Text", "PDF/X version"),
    *("Adobe PDF", "pdf", "Trapped", "Whether trapping is done"),
    *("PRISM", "prism", "doi", "isbn", "external", "True"),
    *("Digital Object Identifier", "International Standard Book Number"),
)
"""What a generator declares that makes a PDF, for the audit: how typefaces and drawings are called,
the profiles of colours, and how PDF/A wants the names explained that it does not know."""
