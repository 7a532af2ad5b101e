"""What catalogues say of a booklet: a Dublin Core record in XML, as repositories harvest it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from octavo.pdf.metadata import Metadata

_SPACES = {
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_ROOT = "oai_dc:dc"
_ELEMENTS = (
    *("title", "creator", "subject", "description", "publisher", "date", "type", "format"),
    *("identifier", "language", "rights"),
)
NAMES = ("urn:isbn:", "Text", _ROOT, *_SPACES.values(), *(f"dc:{name}" for name in _ELEMENTS))
"""What a record has beside the words of its publication."""


def write_record(metadata: Metadata) -> bytes:
    """The record of the file with that metadata; it says nothing that is not known."""
    said = "".join(
        f"<dc:{name}{_tell_language(language)}>{escape(value)}</dc:{name}>\n"
        for name, value, language in _list_statements(metadata)
        if value
    )
    spaces = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in _SPACES.items())
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{_ROOT}{spaces}>\n'
    return f"{head}{said}</{_ROOT}>\n".encode()


def _tell_language(language: str) -> str:
    return f" xml:lang={quoteattr(language)}" if language else ""


def _list_statements(metadata: Metadata) -> Iterator[tuple[str, str, str]]:
    """Element, value and language of each statement; some have no value."""
    terms, language = metadata.terms, metadata.language
    yield "title", metadata.title, language
    yield "creator", metadata.author, ""
    for subject in metadata.keywords:
        yield "subject", subject, language
    yield "description", metadata.subject, language
    yield "publisher", metadata.author, ""
    yield "date", terms.issued, ""
    yield "type", "Text", ""
    yield "format", "application/pdf", ""
    yield "identifier", f"https://doi.org/{terms.doi}" if terms.doi else "", ""
    yield "identifier", f"urn:isbn:{terms.isbn.replace('-', '')}" if terms.isbn else "", ""
    yield "language", language, ""
    yield "rights", terms.rights, language
