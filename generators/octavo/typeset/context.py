"""What lies on the desk while blocks are set: styles, the canvas, the words to add."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from octavo.document.length import Length
from octavo.document.problem import Problem
from octavo.files.library import Library
from octavo.pdf.canvas import PdfCanvas
from octavo.pdf.tags import StructureElement
from octavo.typeset.text import TextContext, TextStyle


@dataclass(frozen=True, slots=True)
class BlockStyles:
    """The styles of running text and what stands in it."""

    text: TextStyle
    heading: tuple[TextStyle, TextStyle, TextStyle]
    """Of levels 2, 3 and 4."""
    listing: TextStyle
    marker: TextStyle
    quote: TextStyle
    code: TextStyle
    pull: TextStyle
    caption: TextStyle
    cell: TextStyle
    cell_head: TextStyle
    signature: TextStyle
    note: TextStyle


@dataclass(frozen=True, slots=True)
class PageEdges:
    """Where the text area stands on its page."""

    width: Length
    height: Length
    inner: Length
    outer: Length
    head: Length
    """From the upper edge of the page to the text area."""

    @property
    def measure(self) -> Length:
        """Width of the text area."""
        return self.width - self.inner - self.outer

    def find_corner(self, left: Length, top: Length) -> tuple[Length, Length]:
        """The lower left corner of the page whose text area has its upper left corner there."""
        recto = abs(left - self.inner) <= abs(left - self.outer)
        return left - (self.inner if recto else self.outer), top + self.head - self.height


class NoteNumbers:
    """The numbers of the notes, given out as they are set."""

    def __init__(self, first: int = 1) -> None:
        self._next = first

    def take(self, count: int) -> int:
        """The first of the next `count` numbers."""
        first = self._next
        self._next += count
        return first


@dataclass(slots=True)
class TextChoice:
    """Which texts are set with a line more or less, and which of them could be."""

    chosen: Mapping[int, int] = field(default_factory=dict[int, int])
    """The number of a text, counted as they are set, to how many lines it gets more."""
    offers: bool = False
    """Whether rows tell what other numbers of lines their texts could have."""
    _next: int = 0

    def take(self) -> int:
        """The number of the next text."""
        self._next += 1
        return self._next


@dataclass(frozen=True, slots=True)
class TypesetContext:
    """What setting blocks needs besides the blocks."""

    canvas: PdfCanvas
    text: TextContext
    styles: BlockStyles
    library: Library
    names: Mapping[str, str]
    """The words for `figure`, `table` and `about`."""
    notes: NoteNumbers
    tallest: Length
    """Height of a full column."""
    faults: list[Problem]
    """What no page has room for; found as blocks are set."""
    page: PageEdges
    choice: TextChoice | None = None
    """`None` where every text has the lines it has by itself."""

    def measure_only(self) -> TypesetContext:
        """For what is set once more, only to be measured or repeated: it takes no note numbers."""
        return replace(self, notes=NoteNumbers(self.notes.take(0)))

    def begin_at(self, id: str) -> TypesetContext:
        """For what begins where the block called `id` does, as far as its page is known."""
        names = self.text.names
        page = names.pages.get(id)
        if not page:
            return self
        return replace(self, text=replace(self.text, names=replace(names, here=page, block=id)))


@dataclass(frozen=True, slots=True)
class Region:
    """Where blocks are set: how wide, under which element of the structure, and how far in."""

    measure: Length
    parent: StructureElement
    indent: Length = 0.0
    column: Length = 0.0
    """How wide the column is, and the notes at its foot; 0 when the region is as wide."""
    full: Length = 0.0
    """How wide all columns of the page are together; 0 where nothing may leave its column."""

    def widen(self) -> Region:
        """All columns of the page; notes stay as wide as the column."""
        return replace(self, measure=self.full, column=self.measure)

    def narrow(self, measure: Length, parent: StructureElement, indent: Length) -> Region:
        """A part of it that is so wide, and so much further in."""
        return Region(measure, parent, self.indent + indent, self.column or self.measure)
