"""What stands where on a page, and where in the source it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

from octavo.document.problem import Span
from octavo.pdf.placement import quote, read_placement
from octavo.pdf.tags import Corners

MOST_SAID = 120
"""Characters of a block that its button says: enough to know it by, and no paragraph is read aloud
twice."""


DIVISION = "\x02"
"""What PDFium says where a word is divided at the end of a line."""


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """A block of the source on a page."""

    span: Span
    box: Corners
    """In points from the lower left corner of the page."""
    text: str
    """How it begins."""


def list_blocks(data: bytes, page: int, origins: Sequence[Span | None]) -> tuple[ShownBlock, ...]:
    """The blocks on a page of the PDF, in the order in which they are drawn; `origins` says where
    in the source its marked content stands, by number."""
    (placed,) = read_placement(data, page)
    left, bottom = placed.trim[:2]
    boxes: dict[Span, Corners] = {}
    for item in placed.objects:
        span = origins[item.number] if 0 <= item.number < len(origins) else None
        if span is not None:
            boxes[span] = _unite(boxes.get(span, item.box), item.box)
    return tuple(
        ShownBlock(
            span,
            (box[0] - left, box[1] - bottom, box[2] - left, box[3] - bottom),
            shorten(_say(quote(data, page + 1, box)), MOST_SAID, placeholder=" …"),
        )
        for span, box in boxes.items()
    )


def _say(text: str) -> str:
    """The text as it is read aloud: a word that PDFium finds divided is one again."""
    return text.replace(DIVISION, "")


def _unite(box: Corners, other: Corners) -> Corners:
    return (
        min(box[0], other[0]),
        min(box[1], other[1]),
        max(box[2], other[2]),
        max(box[3], other[3]),
    )
