"""Whether the names in a file are explained: those of its format, its template, or its source."""

from __future__ import annotations

import re
from dataclasses import replace

from octavo.audit.expected import ExpectedContent, list_hashed, make_all
from octavo.audit.extracts import FIELD, PART, Extract
from octavo.audit.format_names import is_listed, is_shaped
from octavo.audit.pieces import Pieces, cover_words

_PARTS = """
content types rels xml word document styles settings numbering theme footnotes endnotes
comments fonttable fonts header footer media charts chart embeddings docprops core app customxml
item itemprops xl workbook worksheets sheet sharedstrings png jpg jpeg svg emf wmf xlsx odttf
"""
_OFFICE_PARTS = frozenset(_PARTS.split())
"""Of what the names of parts in a package are made."""
_INSTRUCTION = re.compile(
    r"\s*(PAGEREF|REF|SEQ|TOC|STYLEREF|XE|INDEX|PAGE|NUMPAGES|HYPERLINK|NOTEREF|SECTIONPAGES|QUOTE|IF)\b"
)
_SWITCH = re.compile(
    r'\\[*@#!]\s*"?(?:ARABIC|MERGEFORMAT|roman|CHARFORMAT|[a-z])"?|\\[a-z]\b', re.I
)
_ARGUMENT = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_HASHED = re.compile(r"(?:_Toc|_Ref)\d{9}(?:_\d+)?|blk_[a-z2-7]{8}(?:_\d+)?|[0-9a-f]{64}")
"""Names of bookmarks, which get a number when there are several of one name; and a SHA-256."""
_TARGETS = frozenset(
    f"{{http://schemas.openxmlformats.org/package/2006/{name}"
    for name in ("content-types}Override@PartName", "relationships}Relationship@Target")
)
"""Where the names of parts stand in other parts."""
_REFERENCE = "{urn:nato:stanag:4778:bindinginformation:1:0}DataReference@URI"
_PACK = "pack:///"
"""Where a label says to what it is bound, and how the name of a part begins there."""
_SUBSET = re.compile(r"[A-Z]{6}\+(.+)")
_CELLS = re.compile(r"(\w+)!\$[A-Z]{1,2}\$\d+(?::\$[A-Z]{1,2}\$\d+)?")
"""The name of a typeface of which a part is there, and that of a sheet whose cells are meant."""


def explains_name(extract: Extract, expected: ExpectedContent, vocabulary: tuple[str, ...]) -> bool:
    """Whether a name is one of the format, a template, the source, or what a generator declares."""
    key, value = extract.key, extract.text
    if (key, value) in expected.house or is_listed(key, value):
        return True
    if _HASHED.fullmatch(value):
        return stands_for_text(value, expected, vocabulary)
    pieces = make_all(expected, vocabulary)
    if key == PART or (key in _TARGETS and ":" not in value):
        return _explains_part(value, pieces)
    if key == _REFERENCE and (not value or value.startswith(_PACK)):
        return _explains_part(value.removeprefix(_PACK), pieces)
    if key == FIELD:
        words = (replace(extract, text=word, key="") for word in _list_arguments(value))
        return all(explains_name(word, expected, vocabulary) for word in words)
    return _explains(value or key.rpartition("}")[2], pieces)


def stands_for_text(value: str, expected: ExpectedContent, vocabulary: tuple[str, ...]) -> bool:
    """Whether `value` is made, by hashing, from an id or a text of the reader's."""
    if not _HASHED.fullmatch(value):
        return False
    hashed = list_hashed(expected, vocabulary)
    return value in hashed or value.rpartition("_")[0] in hashed


def _explains(value: str, pieces: Pieces) -> bool:
    inside = _SUBSET.fullmatch(value) or _CELLS.fullmatch(value)
    name = inside[1] if inside else value
    return is_shaped(value) or cover_words(pieces, name).whole


def _explains_part(name: str, pieces: Pieces) -> bool:
    """Whether each word in the name of a part is one of packages, or declared."""
    words = re.findall(r"[A-Za-z]+|[^\W\d_]+", name)
    return all(
        word.casefold() in _OFFICE_PARTS or cover_words(pieces, word).whole for word in words
    )


def _list_arguments(code: str) -> list[str]:
    """What a field's instruction names; the instruction itself when Word knows none such."""
    found = _INSTRUCTION.match(code)
    if not found:
        return [code]
    rest = _SWITCH.sub(" ", code[found.end() :])
    return [quoted or plain for quoted, plain in _ARGUMENT.findall(rest)]
