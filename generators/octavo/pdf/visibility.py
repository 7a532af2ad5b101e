"""Whether all that is on the pages of a finished PDF can be seen: not off its page, cut or covered.

The file is read back, so that it does not matter what was meant to be where.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import NamedTuple

from octavo.document.length import Length, mm
from octavo.document.problem import Problem, Severity, Span
from octavo.pdf.placement import (
    ObjectKind,
    PlacedObject,
    PlacedPage,
    intersect,
    quote,
    read_placement,
)
from octavo.pdf.tags import Corners

MM = mm(1)
"""A millimetre in points: messages speak of millimetres, as printers and publishers do."""
SLACK = 0.3
"""Points by which something may stand over an edge, 0.1 mm: outlines are overshot so that round
letters look as high as straight ones, and boxes are written to a hundredth. Less is not seen."""
HANG = 4.0
"""Points by which text may stand over the left and right of its column: hyphens, quotation marks
and the sides of round letters hang in the margin, in display type of 22 points by up to 3."""
OVERLAP = 0.2
"""Part of the height of the lower of two texts by which they lie over one another, down and across.
Lines that are set solid share a tenth where a descender meets an accent, and an italic letter leans
as much over the roman mark behind it; at half, letters are crossed."""
LEANING = 0.35
"""The same across, for texts beside one another: in italics of display type an f reaches under the
bracket or the number of a note before it, by a quarter of their heights."""
DASH = 0.2
"""Part of the height of a line below which a text is a hyphen or a dash: theirs is a twelfth. A
hyphen that divides a word is shown by itself, and stands as near to a T or an f as kerning has it,
which is half of its height."""
COVERED = 0.25
"""Part of a text from which on it counts as covered by what is painted over it: the ground of a
line reaches over the descenders of the line above, which is a tenth."""
QUOTED = 48
"""Characters of a text that a message quotes: enough to find it, and the message stays a line."""
SAID: dict[ObjectKind, str] = {"text": "text", "path": "drawing", "picture": "picture"}
"""How messages call what a page shows."""
HINT = "shorten it or divide it; if it is short, tell the makers of Octavo"


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What is known of a page from when it was drawn."""

    frames: tuple[Corners, ...] = ()
    """Where its text belongs, in points from the corner of its trim; without any, anywhere."""
    spans: tuple[Span | None, ...] = ()
    """Where in the source its marked content stands, by number."""

    def find_span(self, number: int) -> Span | None:
        """Where the marked content with the number stands; artifacts stand nowhere."""
        return self.spans[number] if 0 <= number < len(self.spans) else None


class _PageFault(NamedTuple):
    """Something on a page that cannot be seen as it should."""

    code: str
    page: int
    item: PlacedObject
    distance: Length
    """How far it stands where it should not."""
    what: str


def find_unseen(data: bytes, layout: Sequence[KnownPage] = ()) -> Iterator[Problem]:
    """What cannot be seen or read on the pages of the PDF `data`: the worst of each block.

    Of each page `layout` says what is known; an empty one, that nothing is.
    """
    worst: dict[tuple[str, int, Span | None], _PageFault] = {}
    pages = read_placement(data)
    for number, (page, known) in enumerate(
        zip(pages, layout or [KnownPage()] * len(pages), strict=True), 1
    ):
        for fault in _judge_page(number, page, known.frames):
            span = known.find_span(fault.item.number)
            key = fault.code, number, span
            if key not in worst or worst[key].distance < fault.distance:
                worst[key] = fault
    for (code, number, span), fault in worst.items():
        said = quote(data, number, fault.item.box) if fault.item.kind == "text" else ""
        what = (
            f"“{shorten(said, QUOTED, placeholder=' …')}”" if said else f"a {SAID[fault.item.kind]}"
        )
        yield Problem(Severity.ERROR, code, f"{what} {fault.what}", span, HINT)


def _judge_page(number: int, page: PlacedPage, frames: Sequence[Corners]) -> Iterator[_PageFault]:
    shown = [item for item in page.objects if not _is_for_the_press(item, page)]
    texts = [item for item in shown if item.kind == "text" and _has_marks(item)]
    for item in shown:
        if item.number >= 0 or item.kind == "text":
            yield from _find_over_edge(number, page, item)
    for item in texts:
        yield from _find_cut(number, item)
        if frames and item.number >= 0:
            yield from _find_outside(number, page, item, frames)
    yield from _find_crossing(number, texts)
    yield from _find_covered(number, shown)


def _is_for_the_press(item: PlacedObject, page: PlacedPage) -> bool:
    """Whether it is a printer's mark: no content, no head or foot, and outside the page's bleed."""
    if item.number >= 0 or item.paginated:
        return False
    seen = _bound_seen(item)
    return not _has_area(seen) or not _has_area(intersect(seen, page.bleed))


def _find_over_edge(number: int, page: PlacedPage, item: PlacedObject) -> Iterator[_PageFault]:
    """Text belongs inside the trim; a picture or drawing may run into the bleed."""
    is_text = item.kind == "text"
    shown = item.box if is_text else _bound_seen(item)
    distance, side = _measure_excess(shown, page.trim if is_text else page.bleed)
    if distance > SLACK:
        what = f"runs {distance / MM:.1f} mm over the {side} edge of page {number}"
        yield _PageFault("PRE016", number, item, distance, what)


def _find_outside(
    number: int, page: PlacedPage, item: PlacedObject, frames: Sequence[Corners]
) -> Iterator[_PageFault]:
    left, bottom = page.trim[:2]
    placed = [(a + left - HANG, b + bottom, c + left + HANG, d + bottom) for a, b, c, d in frames]
    distance, side = min(_measure_excess(item.box, frame) for frame in placed)
    if distance > SLACK:
        what = f"runs {distance / MM:.1f} mm over the {side} edge of its column on page {number}"
        yield _PageFault("PRE017", number, item, distance, what)


def _find_cut(number: int, item: PlacedObject) -> Iterator[_PageFault]:
    if item.clip is None:
        return
    distance, side = _measure_excess(item.box, item.clip)
    if distance > SLACK:
        what = f"is cut by {distance / MM:.1f} mm at its {side} edge on page {number}"
        yield _PageFault("PRE018", number, item, distance, what)


def _find_crossing(number: int, texts: list[PlacedObject]) -> Iterator[_PageFault]:
    """Texts that lie over one another, each pair once."""
    rising = sorted(texts, key=lambda item: item.box[1])
    for at, lower in enumerate(rising):
        for upper in rising[at + 1 :]:
            if upper.box[1] >= lower.box[3]:
                break
            left, bottom, right, top = intersect(lower.box, upper.box)
            least = min(lower.box[3] - lower.box[1], upper.box[3] - upper.box[1])
            beside = top - bottom > (1 - OVERLAP) * least
            across = (LEANING if beside else OVERLAP) * _measure_size(lower, upper)
            if right - left > across and top - bottom > OVERLAP * least:
                item = lower if lower.number >= 0 else upper
                yield _PageFault(
                    "PRE019", number, item, right - left, f"lies over other text on page {number}"
                )


def _measure_size(one: PlacedObject, other: PlacedObject) -> Length:
    """The height of the lower of two texts, or the width of a dash that is shown by itself."""
    (flat, width), (height, _) = sorted(
        (box[3] - box[1], box[2] - box[0]) for box in (one.box, other.box)
    )
    return min(width, height) if flat < DASH * height else flat


def _find_covered(number: int, shown: list[PlacedObject]) -> Iterator[_PageFault]:
    """Texts over which something is painted that lets nothing through."""
    covers: list[Corners] = []
    for item in reversed(shown):
        if item.covers:
            covers.append(_bound_seen(item))
        elif item.kind == "text" and _has_marks(item):
            hidden = [intersect(item.box, cover) for cover in covers]
            widest = max((box[2] - box[0] for box in hidden if _hides(box, item.box)), default=0.0)
            if widest:
                yield _PageFault("PRE019", number, item, widest, f"is covered on page {number}")


def _bound_seen(item: PlacedObject) -> Corners:
    """What is seen of it: all that its clip leaves."""
    return intersect(item.box, item.clip) if item.clip else item.box


def _hides(hidden: Corners, whole: Corners) -> bool:
    return _has_area(hidden) and _area(hidden) > COVERED * _area(whole)


def _measure_excess(box: Corners, edges: Corners) -> tuple[Length, str]:
    """How far `box` stands over the nearest edge that it crosses, and which side that is."""
    return max(
        (edges[0] - box[0], "left"),
        (edges[1] - box[1], "lower"),
        (box[2] - edges[2], "right"),
        (box[3] - edges[3], "upper"),
    )


def _has_area(box: Corners) -> bool:
    return box[2] > box[0] and box[3] > box[1]


def _has_marks(item: PlacedObject) -> bool:
    """Whether it has ink: spaces have none."""
    return _has_area(item.box)


def _area(box: Corners) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
