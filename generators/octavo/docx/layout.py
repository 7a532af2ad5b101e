"""The Word page: its size, its margins, and how much larger than the theme's its type is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from octavo.document.length import Length, mm
from octavo.document.problem import Problem, SourceError
from octavo.docx.values import read_values, take_number
from octavo.files.library import Library

EDGE, WIDEST, NARROWEST = mm(8), mm(18), mm(8)
"""What stays free at the edge of the page, which printers need; how far out numbers stand at most,
beyond which they would seem to belong to nothing; and at least, for a page number of three figures
with a gap has 7 mm."""
NUMBER = 1.5
"""How wide a section number of two figures is with the gap behind it, in sizes of its type: figures
have 0.55 to 0.65 each, and a gap below a third of a size is taken for one between letters."""
FILE = "templates/word/style.yaml"


@dataclass(frozen=True, slots=True)
class Layout:
    """The geometry of a page."""

    scale: float
    """What the theme's sizes are multiplied with."""
    width: Length
    height: Length
    top: Length
    bottom: Length
    left: Length
    right: Length
    header: Length
    """From the upper edge of the page to the running head."""
    footer: Length
    """From the lower edge of the page to the running foot."""
    gutter: Length = 0.0
    """What the binding takes of the page, beside the inner margin."""
    trust: float = 1.0
    """How much of what seems to be free is: less than 1 where the faces are not the theme's, so
    that nothing measured with these is exact."""

    @property
    def measure(self) -> Length:
        """How wide the text is."""
        return self.width - self.left - self.right - self.gutter

    @property
    def hang(self) -> Length:
        """How far section numbers and folios stand out to the left of the text; not at all where
        the margin is too narrow for both."""
        room = min(WIDEST, self.left - EDGE)
        return room if room >= NARROWEST else 0.0


def turn(layout: Layout) -> Layout:
    """A page that is wider than high, with margins no wider than heads and feet need."""
    left = min(layout.left, WIDEST + EDGE)
    return replace(layout, width=layout.height, height=layout.width, left=left, gutter=0.0)


def place_number(hang: Length, size: Length) -> tuple[Length, Length]:
    """The indent of a title of some `size`, and how far its number stands to the left of that: in
    the margin where that has room for two figures, else within the text."""
    needed = NUMBER * size
    return (0.0, hang) if hang >= needed else (needed, needed)


def load_layout(library: Library, file: str = FILE) -> Layout:
    """The layout in `file`. Raises `SourceError` with every problem found in it."""
    values = read_values(library, file)
    problems: list[Problem] = []

    def side(name: str) -> Length:
        return mm(take_number(values, f"page.{name}", file, problems))

    layout = Layout(
        scale=take_number(values, "scale", file, problems),
        width=side("width"),
        height=side("height"),
        top=side("top"),
        bottom=side("bottom"),
        left=side("left"),
        right=side("right"),
        header=side("header"),
        footer=side("footer"),
    )
    if problems:
        raise SourceError(tuple(problems))
    return layout


def twips(length: Length) -> int:
    """`length` in twentieths of a point, Word's unit on the page."""
    return round(length * 20)


def emu(length: Length) -> int:
    """`length` in English metric units, Word's unit in drawings."""
    return round(length * 12700)
