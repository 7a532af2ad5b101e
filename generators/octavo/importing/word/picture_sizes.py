"""How wide a Word file shows its pictures, as a part of the width of its text."""

from __future__ import annotations

import re
from itertools import chain

from octavo.docx.elements import XmlElement, attribute, child, name_of
from octavo.docx.house.strict import POINTS

_TWIP = 1 / 20
"""Points: what pages are measured in (ECMA-376, 17.18.85)."""
_EMU = 1 / 12_700
"""Points: what drawings are measured in (ECMA-376, 20.1.10.16)."""
_UNITS = {**POINTS, "px": 0.75, "": 0.75}
"""Points in the units of VML, which are those of CSS; a bare number is in pixels."""
_WIDTH = re.compile(r"(?:^|;)\s*width\s*:\s*([\d.]+)\s*([a-z]*)", re.IGNORECASE)


def read_text_width(root: XmlElement) -> float:
    """The width of the text on the first pages that say it, in points; 0 when none do."""
    for section in root.iter(name_of("w:sectPr")):
        size, margins = child(section, "w:pgSz"), child(section, "w:pgMar")
        if size is None or margins is None:
            continue
        sides = (_number(attribute(margins, side)) for side in ("w:left", "w:right"))
        return max(0.0, (_number(attribute(size, "w:w")) - sum(sides)) * _TWIP)
    return 0.0


def read_share(drawing: XmlElement, text_width: float) -> float:
    """The part of `text_width` that the drawing is wide; 0 where either is not known."""
    width = _read_extent(drawing) or _read_style(drawing)
    return width / text_width if text_width > 0 else 0.0


def _read_extent(drawing: XmlElement) -> float:
    frames = (child(drawing, name) for name in ("wp:inline", "wp:anchor"))
    extents = (child(frame, "wp:extent") for frame in frames if frame is not None)
    return next((_number(one.get("cx")) * _EMU for one in extents if one is not None), 0.0)


def _read_style(drawing: XmlElement) -> float:
    """The same of a shape of VML, whose size stands in a style as in CSS."""
    for shape in chain([drawing], drawing.iterchildren()):
        found = _WIDTH.search(str(shape.get("style", "")))
        if found and found[2].lower() in _UNITS:
            return _number(found[1]) * _UNITS[found[2].lower()]
    return 0.0


def _number(text: str | None) -> float:
    """A number as it is written; 0 for what is none."""
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
