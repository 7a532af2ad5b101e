"""A Word file read back: its paragraphs with their styles, and its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

import docx
from docx.table import Table
from lxml import etree

from octavo.docx.elements import XmlElement, attribute, child, name_of


@dataclass(frozen=True)
class Line:
    """One paragraph."""

    style: str
    """Word's name for it."""
    text: str
    """As it is read, fields with their results; `|` for a tab, `/` for the end of a line."""


def read_lines(data: bytes) -> list[Line]:
    """All paragraphs of the body in order, those in tables and content controls too."""
    document = docx.Document(BytesIO(data))
    names = {style.style_id: str(style.name) for style in document.styles}
    body = root(part(data, "word/document.xml"))
    return [Line(names[_style(element)], words(element)) for element in body.iter(name_of("w:p"))]


def _style(paragraph: XmlElement) -> str:
    return attribute(child(child(paragraph, "w:pPr"), "w:pStyle"), "w:val", "Normal")


def root(text: str) -> XmlElement:
    """The root element of a part."""
    return etree.fromstring(text.encode())


def words(element: XmlElement) -> str:
    """The text in an element."""
    marks = {name_of("w:tab"): "|", name_of("w:br"): "/"}
    parts: list[str] = []
    for node in element.iter():
        holder = node.getparent()
        if node.tag == name_of("w:t"):
            parts.append(node.text or "")
        elif holder is not None and holder.tag == name_of("w:r"):
            parts.append(marks.get(str(node.tag), ""))
    return "".join(parts)


def part(data: bytes, name: str) -> str:
    """One part of the file, as text."""
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


def parts(data: bytes) -> dict[str, bytes]:
    """Every part by name."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def fields(data: bytes, name: str = "word/document.xml") -> list[tuple[str, str]]:
    """The fields of a part with what they show, but for those that hold others."""
    pattern = re.compile(
        r'<w:instrText xml:space="preserve"> ([^<]*) </w:instrText></w:r>'
        r'<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:fldChar w:fldCharType="separate"/></w:r>'
        r"(?:<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?"
        r'<w:t xml:space="preserve">([^<]*)</w:t></w:r>)?'
    )
    return [(found[1], found[2] or "") for found in pattern.finditer(part(data, name))]


def tables(data: bytes) -> Iterator[Table]:
    """The tables of the body."""
    yield from docx.Document(BytesIO(data)).tables
