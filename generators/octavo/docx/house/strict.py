"""Strict Open XML as Transitional, which is what Word itself writes and all readers know.

ISO/IEC 29500 has one format with two sets of namespaces. Strict also gives lengths with units,
shares in per cent, and sides as start and end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from octavo.docx.elements import XmlElement, name_of, parse, serialise

_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMESPACE = re.compile(_STRICT + rb"([A-Za-z]+)/")
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi)")
_SHARE = re.compile(r"(-?\d+(?:\.\d+)?)%")
_UNITS = re.findall(r"\w+", "mm cm in pt pc pi")
POINTS: Mapping[str, float] = dict(
    zip(_UNITS, (72 / 25.4, 72 / 2.54, 72.0, 1.0, 12.0, 12.0), strict=True)
)
"""How many points each unit has (ISO/IEC 29500-1, 22.9.2.15, ST_UniversalMeasure)."""
_HALFPOINTS = frozenset(map(name_of, ("w:sz", "w:szCs", "w:kern", "w:position", "w:hps")))
"""Elements that count half-points; all others count twentieths of a point."""
_SIDES = {"start": "left", "end": "right"}
_SIDED = {name_of(f"w:{old}"): name_of(f"w:{new}") for old, new in _SIDES.items()}
_BORDERS = frozenset(map(name_of, ("w:tblBorders", "w:tcBorders", "w:tblCellMar", "w:tcMar")))
"""Elements whose children are named by the sides of a table or a cell."""


def is_strict(part: bytes) -> bool:
    """Whether `part` has names of Strict Open XML."""
    return _STRICT in part


def make_transitional(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same parts with the names and the measures of Transitional Open XML.

    A part that is no XML stays as it is, for whoever needs it to say so.
    """
    return {name: _convert(part) if is_strict(part) else part for name, part in parts.items()}


def _convert(part: bytes) -> bytes:
    named = _NAMESPACE.sub(rb"http://schemas.openxmlformats.org/\1/2006/", part)
    try:
        root = parse(named)
    except ValueError:
        return named
    word = name_of("w:p").removesuffix("p")
    root.attrib.pop(name_of("w:conformance"), None)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        of_word = element.tag.startswith(word)
        _change_values(element, _count_twips if of_word else _count_thousandths)
        if of_word:
            _name_sides(element)
    return serialise(root)


def _change_values(element: XmlElement, change: Callable[[str, XmlElement], str]) -> None:
    for key, text in element.attrib.items():
        element.set(key, change(str(text), element))


def _count_twips(text: str, element: XmlElement) -> str:
    if length := _LENGTH.fullmatch(text):
        half = element.tag in _HALFPOINTS
        return str(round(float(length[1]) * POINTS[length[2]] * (2 if half else 20)))
    if share := _SHARE.fullmatch(text):
        # the width of letters is in hundredths, that of tables and cells in fiftieths of those
        widens = element.tag == name_of("w:w")
        return str(round(float(share[1]) * (1 if widens else 50)))
    return text


def _count_thousandths(text: str, element: XmlElement) -> str:
    """Shares as drawings count them, in thousandths of a per cent."""
    share = _SHARE.fullmatch(text)
    return str(round(float(share[1]) * 1000)) if share else text


def _name_sides(element: XmlElement) -> None:
    """Left and right for what Strict calls start and end: indents, tabs and edges."""
    for old, new in _SIDED.items():
        if (text := element.attrib.pop(old, None)) is not None:
            element.set(new, str(text))
    if element.tag == name_of("w:tab"):
        side = str(element.get(name_of("w:val"), ""))
        element.set(name_of("w:val"), _SIDES.get(side, side)) if side else None
    if element.tag in _BORDERS:
        for edge in element:
            edge.tag = _SIDED.get(str(edge.tag), edge.tag)
