"""The words that every Word file of ours has beside those of its source, template and format."""

from __future__ import annotations

from octavo.style.theme import CODE_FAMILY

VOCABULARY: tuple[str, ...] = (
    "Octavo",
    *("rId", "face", "cover", "band", "code", "house", "image", "media", "chart", "link", "QR"),
    *("header", "footer", "even", "odd", "first", "workbook", "Sheet", "picture"),
    *("publication.title", "abbreviations", "photographs", "index", "contents", "figures"),
    *("Display", "Subhead", "Cambria", "Calibri", "Courier New", CODE_FAMILY),
    *(f"{name} {level}" for name in ("heading", "toc", "index") for level in range(1, 10)),
    "Table of Contents",
    *("Book Title", "Bibliography", "No Spacing", "Table Grid", "List Paragraph"),
    "Table of Contents",
    *("Subtle Emphasis", "Intense Emphasis", "Subtle Reference", "Intense Reference"),
    "xmlns:ns0='http://purl.org/dc/elements/1.1/'",
    "xmlns:ns1='http://schemas.openxmlformats.org/package/2006/metadata/core-properties'",
    "/ns1:coreProperties[1]/ns0:title[1]",
)
"""What a generator declares that makes a Word file, for the audit: names of parts and of their
relationships, of bookmarks, typefaces and Word's own styles, and where the title is kept."""
