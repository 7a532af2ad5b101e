"""Equations in a line of letters: `(a+b)/2`, `x^2`, `√(x)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.docx.elements import XmlElement, attribute, child, children, is_on, name_of

_SCRIPTS = {name_of("m:sup"): "^", name_of("m:sub"): "_"}
_FRACTION, _ROOT, _SCRIPTED = name_of("m:f"), name_of("m:rad"), name_of("m:t")
_DELIMITED, _MATRIX_ROW, _LINES = name_of("m:d"), name_of("m:mr"), name_of("m:eqArr")
_BIG = name_of("m:nary")
_GONE = frozenset(map(name_of, ("w:del", "w:moveFrom")))
_PLAIN = re.compile(r"[\w.,\u2032]*")


def write_equation(element: XmlElement) -> str:
    """The words and signs of an `m:oMath` in one line, as far as they are shown."""
    tag = element.tag
    if _is_left_out(element):
        return ""
    if tag == _SCRIPTED or tag == name_of("w:t"):
        return element.text or ""
    if tag == _FRACTION:
        return f"{_group(element, 'm:num')}/{_group(element, 'm:den')}"
    if tag == _ROOT:
        degree = _inside(child(element, "m:deg"))
        return f"{degree}√{_group(element, 'm:e')}"
    if tag in _SCRIPTS:
        inside = _inside(element)
        return f"{_SCRIPTS[str(tag)]}{_bracket(inside)}" if inside else ""
    if tag == _DELIMITED:
        begin, between, end = _delimiters(element)
        return begin + between.join(_inside(one) for one in children(element, "m:e")) + end
    if tag == _BIG:
        sign = child(child(element, "m:naryPr"), "m:chr")
        return _read_sign(sign, "∫") + _inside(element)
    if tag == _LINES:
        return "; ".join(_inside(one) for one in children(element, "m:e"))
    if tag == _MATRIX_ROW:
        return ", ".join(_inside(one) for one in children(element, "m:e")) + "; "
    return _inside(element)


def list_left_out(element: XmlElement) -> Iterator[XmlElement]:
    """The parts of an equation that are not shown: deleted, moved away or hidden."""
    for inner in element:
        if _is_left_out(inner):
            yield inner
        else:
            yield from list_left_out(inner)


def _is_left_out(element: XmlElement) -> bool:
    return element.tag in _GONE or bool(is_on(child(element, "w:rPr"), "w:vanish"))


def _delimiters(element: XmlElement) -> tuple[str, str, str]:
    properties = child(element, "m:dPr")
    signs = (("m:begChr", "("), ("m:sepChr", "|"), ("m:endChr", ")"))
    begin, between, end = (_read_sign(child(properties, tag), usual) for tag, usual in signs)
    return begin, between, end


def _read_sign(element: XmlElement | None, usual: str) -> str:
    return usual if element is None else attribute(element, "m:val", usual)


def _inside(element: XmlElement | None) -> str:
    return "" if element is None else "".join(write_equation(inner) for inner in element)


def _group(element: XmlElement, tag: str) -> str:
    return _bracket(_inside(child(element, tag)))


def _bracket(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else f"({text})"
