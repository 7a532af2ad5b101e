"""Elements of WordprocessingML: names, attributes and children, the one place that touches lxml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

from lxml import etree

__all__ = ["Element", "attribute", "child", "children", "is_on", "name_of", "number", "value"]

Element: TypeAlias = etree._Element  # pyright: ignore[reportPrivateUsage]  lxml has no other name

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
_OFF = {"0", "false", "off"}


@lru_cache(256)
def name_of(prefixed: str) -> str:
    """The name that lxml gives `prefixed`, such as `w:p`."""
    prefix, _, local = prefixed.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def attribute(element: Element | None, prefixed: str, default: str = "") -> str:
    """The value of an attribute; `default` when there is none, or no element."""
    found = None if element is None else element.get(name_of(prefixed))
    return default if found is None else str(found)


def value(element: Element | None, prefixed: str) -> str:
    """The `w:val` of the child called `prefixed`; empty without."""
    return attribute(child(element, prefixed), "w:val")


def number(element: Element | None, prefixed: str) -> float | None:
    """The number in an attribute; `None` without."""
    text = attribute(element, prefixed)
    try:
        return float(text)
    except ValueError:
        return None


def is_on(element: Element | None, prefixed: str) -> bool | None:
    """Whether the child called `prefixed` switches something on or off; `None` without."""
    found = child(element, prefixed)
    if found is None:
        return None
    return attribute(found, "w:val", "1") not in _OFF


def child(element: Element | None, prefixed: str) -> Element | None:
    """The first child called `prefixed`."""
    return None if element is None else element.find(name_of(prefixed))


def children(element: Element | None, prefixed: str) -> Iterator[Element]:
    """The children called `prefixed`."""
    if element is not None:
        yield from element.iterchildren(name_of(prefixed))
