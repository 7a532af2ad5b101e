"""Elements of WordprocessingML: names, attributes and children, the one place that touches lxml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import isfinite
from typing import TypeAlias

from lxml import etree

__all__ = [
    "XmlElement",
    "attribute",
    "child",
    "children",
    "is_on",
    "iterate",
    "name_of",
    "number",
    "parse",
    "remove",
    "serialise",
    "value",
    "write_element",
]

XmlElement: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage]  lxml has no other name

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "type": "http://schemas.openxmlformats.org/package/2006/content-types",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_OFF = {"0", "false", "off"}


def parse(data: bytes) -> XmlElement:
    """The root element of the part `data`. Raises `ValueError` when it is no XML, or has a DTD."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise ValueError(f"it is not XML: {_explain(fault)}") from None
    if root.getroottree().docinfo.doctype:
        raise ValueError("it has a document type, which no Word file has")
    return root


def _explain(fault: etree.XMLSyntaxError) -> str:
    """What the parser says, without its own words for how deep elements may stand."""
    deep = fault.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT
    return "its elements are nested too deep, or too long" if deep else fault.msg


def serialise(root: XmlElement) -> bytes:
    """A part with `root`, and without comments or instructions to programs."""
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def write_element(element: XmlElement) -> str:
    """The markup of `element` alone, without comments or instructions to programs."""
    etree.strip_tags(element, etree.Comment, etree.ProcessingInstruction)
    return etree.tostring(element, encoding="unicode", with_tail=False)


@lru_cache(256)
def name_of(prefixed: str) -> str:
    """The name that lxml gives `prefixed`, such as `w:p`."""
    prefix, _, local = prefixed.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def attribute(element: XmlElement | None, prefixed: str, default: str = "") -> str:
    """The value of an attribute; `default` when there is none, or no element."""
    found = None if element is None else element.get(name_of(prefixed))
    return default if found is None else str(found)


def value(element: XmlElement | None, prefixed: str) -> str:
    """The `w:val` of the child called `prefixed`; empty without."""
    return attribute(child(element, prefixed), "w:val")


def number(element: XmlElement | None, prefixed: str) -> float | None:
    """The number in an attribute; `None` without, and for what Python alone takes for one."""
    text = attribute(element, prefixed)
    try:
        found = float(text)
    except ValueError:
        return None
    return found if isfinite(found) else None


def is_on(element: XmlElement | None, prefixed: str) -> bool | None:
    """Whether the child called `prefixed` switches something on or off; `None` without."""
    found = child(element, prefixed)
    if found is None:
        return None
    return attribute(found, "w:val", "1") not in _OFF


def child(element: XmlElement | None, prefixed: str) -> XmlElement | None:
    """The first child called `prefixed`."""
    return None if element is None else element.find(name_of(prefixed))


def children(element: XmlElement | None, prefixed: str) -> Iterator[XmlElement]:
    """The children called `prefixed`."""
    if element is not None:
        yield from element.iterchildren(name_of(prefixed))


def iterate(root: XmlElement, *prefixed: str) -> Iterator[tuple[str, XmlElement]]:
    """The elements of some names in `root`, each as `start` and, after what is in it, as `end`."""
    yield from etree.iterwalk(root, events=("start", "end"), tag=[*map(name_of, prefixed)])


def remove(element: XmlElement) -> None:
    """Take `element` out of what holds it."""
    holder = element.getparent()
    if holder is not None:
        holder.remove(element)


def ensure_child(parent: XmlElement, tag: str, place: int) -> XmlElement:
    """The child called `tag`, made at `place` when there is none."""
    found = child(parent, tag)
    if found is None:
        found = parent.makeelement(name_of(tag), {}, nsmap=None)
        parent.insert(place, found)
    return found


def drop_children(parent: XmlElement, tag: str) -> None:
    """Take every child called `tag` out of `parent`."""
    for element in list(children(parent, tag)):
        parent.remove(element)
