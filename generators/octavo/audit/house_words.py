"""What a house's own Word template prints of its own: labels of its lists, and its cover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile


def list_cover(data: bytes) -> Iterator[str]:
    """The text of each run of a template's cover: before its first heading or end of a section."""
    styles = {
        _read(style, "styleId"): _read(style.find("{*}name"), "val").casefold()
        for root in parse_parts(data, ("word/styles",))
        for style in root.iter("{*}style")
    }
    for root in parse_parts(data, ("word/document",)):
        for block in root.find("{*}body"):
            named = (styles.get(_read(one, "val"), "") for one in block.iter("{*}pStyle"))
            if any(_HEADING.match(name) for name in named):
                return
            yield from (node.text for node in block.iter("{*}t") if node.text)
            if next(block.iter("{*}sectPr"), None) is not None:
                return


_HEADING = re.compile(r"heading \d$|toc( \d| heading)$")


def _read(element: Any, name: str) -> str:
    """The value of an attribute, whatever its namespace; empty without."""
    found = () if element is None else element.attrib.items()
    return next((text for key, text in found if key.rpartition("}")[2] == name), "")


def list_labels(data: bytes) -> Iterator[str]:
    """The words in the labels of a template's lists: the `Chapter` before the number of one."""
    for root in parse_parts(data, ("word/numbering",)):
        for node in root.iter("{*}lvlText"):
            parts = _LEVEL.split(_read(node, "val"))
            yield from (part.strip() for part in parts if part.strip())


_LEVEL = re.compile("%[1-9]")
"""Where a label has the number of a level."""


def parse_parts(data: bytes, names: tuple[str, ...]) -> Iterator[Any]:
    """The roots of the parts whose names begin with one of `names`."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith(names) and name.endswith(".xml"):
                yield etree.fromstring(package.read(name), parser)
