"""The Word page: its size, its margins, and how much larger than the theme's its type is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from octavo.document.length import Length, mm
from octavo.document.problem import Problem, SourceError
from octavo.docx.values import read_values, take_number
from octavo.files.library import Library

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
        """How far section numbers and folios stand out to the left of the text."""
        return mm(min(18.0, self.left / mm(1) - 8))


def turn(layout: Layout) -> Layout:
    """A page that is wider than high, with margins no wider than heads and feet need."""
    left = layout.hang + mm(8)
    return replace(layout, width=layout.height, height=layout.width, left=left, gutter=0.0)


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
