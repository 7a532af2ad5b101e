"""Pages looked at without eyes: where their text stands, how large it is, what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

from octavo.briefing.layout.boxes import (
    ASCENT,
    DESCENT,
    Background,
    Box,
    LogoPicture,
    QrCode,
    TextLines,
    at_glue_ratio,
)
from octavo.briefing.layout.page import BriefingPage


@dataclass(frozen=True)
class Spot:
    """A line of text on the page, or a QR code: corners from the upper left, downwards."""

    left: float
    top: float
    right: float
    bottom: float
    size: float
    text: str


def find_spots(page: BriefingPage) -> list[Spot]:
    """Every line of text of the page, in reading order."""
    return [spot for placed in page.boxes for spot in _walk(placed.box, 0, 0, placed.glue_ratio)]


def _walk(box: Box, x: float, y: float, glue_ratio: float) -> Iterator[Spot]:
    left, top = x + box.x, y + at_glue_ratio(box.y, glue_ratio)
    for child in box.children:
        match child:
            case Box():
                yield from _walk(child, left, top, glue_ratio)
            case TextLines():
                yield from _lines(
                    child, left + child.x, top + at_glue_ratio(child.y, glue_ratio), glue_ratio
                )
            case QrCode():
                start = top + at_glue_ratio(child.y, glue_ratio)
                side = child.size
                yield Spot(left + child.x, start, left + child.x + side, start + side, 9, "")
            case Background() | LogoPicture():
                pass


def _lines(lines: TextLines, x: float, baseline: float, glue_ratio: float) -> Iterator[Spot]:
    size = lines.style.size
    for line in lines.lines:
        if line.pieces:
            words = " ".join(word.text for piece in line.pieces for word in piece.words)
            left = x + line.pieces[0].x
            right = x + line.pieces[-1].x + line.pieces[-1].width
            top, bottom = baseline - ASCENT * size, baseline + DESCENT * size
            yield Spot(left, top, right, bottom, size, words)
        baseline += at_glue_ratio(lines.leading, glue_ratio)


def find_overlaps(spots: list[Spot]) -> list[tuple[str, str]]:
    """Pairs of texts that lie on each other."""
    return [
        (one.text, other.text)
        for at, one in enumerate(spots)
        for other in spots[at + 1 :]
        if min(one.right, other.right) - max(one.left, other.left) > 0.5
        and min(one.bottom, other.bottom) - max(one.top, other.top) > 0.5
    ]


def find_strays(page: BriefingPage, spots: list[Spot], margin: float) -> list[str]:
    """Texts that reach over the margins of the page."""
    right, bottom = page.width - margin + 0.5, page.height - 20
    return [
        spot.text
        for spot in spots
        if spot.left < margin - 0.5 or spot.right > right or spot.top < 5 or spot.bottom > bottom
    ]


def count_pages(data: bytes) -> int:
    """How many pages a PDF has."""
    with pypdfium2.PdfDocument(data) as pdf:
        return len(pdf)


def read_text(data: bytes) -> str:
    """The text of a PDF's first page, spaces and line ends as single spaces."""
    with pypdfium2.PdfDocument(data) as pdf:
        text = pdf[0].get_textpage().get_text_bounded()
    return " ".join(text.replace("\ufffe", "").replace("\u00ad", "").split())
