"""A Word file as python-docx reads it: paragraphs with styles, bold, stress, and notes in place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import cast

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from octavo.docx.elements import XmlElement, attribute, child, children, name_of
from word.readback import Line

PAGED = {"toc 1", "toc 2", "table of figures", "index 1"}
"""Styles of paragraphs that end with the number of a page."""


@dataclass(frozen=True)
class Span:
    """Some letters of a paragraph."""

    text: str
    bold: bool = False
    stressed: bool = False
    """Whether they are in italics, or roman where the paragraph is in italics; code never is."""
    is_note: bool = False


def mark(spans: Iterable[Span]) -> str:
    """The text of `spans`: bold between `**`, stressed between `_`."""
    parts: list[str] = []
    for (bold, stressed), group in groupby(spans, lambda span: (span.bold, span.stressed)):
        around = "**" * bold + "_" * stressed
        parts += [around, *(span.text for span in group), around[::-1]]
    return "".join(parts)


def read_marked(data: bytes) -> list[Line]:
    """All paragraphs of the body in order, each with its marks.

    A note stands between `[^` and `]` where it is called; the number of a page is a `#`.
    """
    document = docx.Document(BytesIO(data))
    notes = _read_notes(document)
    lines: list[Line] = []
    for element in cast(XmlElement, document.element).iter(name_of("w:p")):
        paragraph = Paragraph(cast(CT_P, element), document)
        style = str(paragraph.style.name) if paragraph.style else ""
        style = "Table Text" if style == "Table Text Small" else style  # by how wide a table is
        text = mark(_read_spans(paragraph, notes))
        if style in PAGED:
            text = re.sub(r"(?<=\t)\d+$|(?<=, )\d+(, \d+)*$", "#", text)
        lines.append(Line(style, text))
    return lines


def _read_notes(document: Document) -> Mapping[str, XmlElement]:
    (part,) = (r.target_part for r in document.part.rels.values() if "footnotes" in r.reltype)
    root = cast(XmlElement, parse_xml(part.blob))
    return {attribute(note, "w:id"): note for note in children(root, "w:footnote")}


def _read_spans(paragraph: Paragraph, notes: Mapping[str, XmlElement]) -> Iterator[Span]:
    slanted = _is_slanted(paragraph.style)
    for element in cast(XmlElement, paragraph.paragraph_format.element).iter(name_of("w:r")):
        run = Run(cast(CT_R, element), paragraph)
        italic = slanted if run.italic is None else run.italic
        upright = run.style.name == "Code in Text" and not italic
        if run.text:
            yield Span(run.text, bool(run.bold), italic != slanted and not upright)
        called = child(element, "w:footnoteReference")
        if called is not None:
            note = notes[attribute(called, "w:id")]
            told = [Paragraph(cast(CT_P, one), paragraph) for one in children(note, "w:p")]
            said = mark(span for one in told for span in _read_spans(one, notes))
            yield Span(f"[^{said[1:]}]")


def _is_slanted(style: ParagraphStyle | None) -> bool:
    """Whether a style, or the nearest one beneath it that says so, is in italics."""
    while style is not None:
        if style.font.italic is not None:
            return bool(style.font.italic)
        style = cast("ParagraphStyle | None", style.base_style)
    return False
