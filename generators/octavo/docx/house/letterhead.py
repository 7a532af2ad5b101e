"""Pictures in heads that hang down into the text: the text begins below them.

A house keeps its words clear of a logo by hand: its titles are short, its lines end before it. Ours
are as long as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from octavo.document.length import Length
from octavo.docx.elements import XmlElement, child, name_of
from octavo.docx.house.package import HousePackage, read_root
from octavo.docx.house.page import COVER, PLACES, find_shown
from octavo.docx.house.sections import PageSetup
from octavo.docx.layout import Layout

_EMU = 12700
"""English Metric Units in a point (ISO/IEC 29500-1, 20.1.10.16)."""
_HIGH = 1 / 3
"""Part of the page below which no letterhead reaches: what goes further down is a watermark, or a
frame around the whole page, over which the text is meant to run."""
_GAP = 6.0
"""Between a picture and the text below it, in points: half a line."""


def clear_letterhead(layout: Layout, house: HousePackage, setup: PageSetup | None) -> Layout:
    """`layout` with a top margin below the pictures that hang from heads into the text."""
    if setup is None:
        return layout
    pages = (page for kind, page in PLACES if kind == "header" and page != COVER)
    parts = filter(None, (find_shown(setup, "header", page) for page in pages))
    lows = [low for part in parts for low in _list_lows(read_root(house, part), layout)]
    return replace(layout, top=max([layout.top, *lows]))


def _list_lows(head: XmlElement, layout: Layout) -> Iterator[Length]:
    """Where each picture ends that reaches into the text from above, from the top of the page."""
    for anchor in head.iter(name_of("wp:anchor")):
        extent = child(anchor, "wp:extent")
        width, height = (_read("" if extent is None else extent.get(side)) for side in ("cx", "cy"))
        left = _find_start(child(anchor, "wp:positionH"), _across(layout), width)
        top = _find_start(child(anchor, "wp:positionV"), _down(layout), height)
        if left is None or top is None or child(anchor, "wp:wrapTopAndBottom") is not None:
            continue
        beside = left >= layout.width - layout.right or left + width <= layout.left
        reaches = top < layout.top < top + height < layout.height * _HIGH
        if reaches and not beside:
            yield top + height + _GAP


Stretch = tuple[Length, Length]


def _across(layout: Layout) -> dict[str, Stretch]:
    """From where to where the places go that a picture may name, across the page."""
    text = layout.left, layout.width - layout.right
    page = 0.0, layout.width
    return {"page": page, "margin": text, "column": text, "character": text, "leftMargin": page}


def _down(layout: Layout) -> dict[str, Stretch]:
    """The same down the page; the paragraph of a picture is taken for the first of its head."""
    head = layout.header, layout.top
    page = 0.0, layout.height
    text = layout.top, layout.height - layout.bottom
    return {"page": page, "margin": text, "topMargin": page, "paragraph": head, "line": head}


def _find_start(
    position: XmlElement | None, spans: dict[str, Stretch], length: Length
) -> Length | None:
    """Where a picture begins; `None` where it does not say so in a way that we know."""
    span = None if position is None else spans.get(str(position.get("relativeFrom")))
    if span is None:
        return None
    start, end = span
    offset, side = child(position, "wp:posOffset"), child(position, "wp:align")
    if offset is not None:
        return start + _read(offset.text)
    starts = {"left": start, "top": start, "right": end - length, "bottom": end - length}
    starts["center"] = (start + end - length) / 2
    return starts.get("" if side is None else side.text or "")


def _read(text: object) -> Length:
    """A length in English Metric Units as points; 0 for what is none."""
    found = re.fullmatch(r"\s*(-?\d{1,9})\s*", str(text))
    return int(found[1]) / _EMU if found else 0.0
