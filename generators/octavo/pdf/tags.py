"""The structure tree: what the parts of a PDF are, in the order in which they are read.

Elements are made in reading order and drawn in any order. One that is never drawn is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from octavo.document.length import Length
from octavo.document.problem import Span

Role: TypeAlias = (
    Literal["Document", "Sect", "Div", "Aside", "TOC", "TOCI", "Index"]
    | Literal["P", "H1", "H2", "H3", "H4", "BlockQuote", "Caption", "Note"]
    | Literal["L", "LI", "Lbl", "LBody", "Figure"]
    | Literal["Table", "THead", "TBody", "TR", "TH", "TD"]
    | Literal["Span", "Link", "Reference", "Code"]
)
"""What an element can be."""


@dataclass(frozen=True, slots=True)
class StructureType:
    """How a role is written: as one of the standard structure types."""

    old: str
    """In PDF 1.7 (ISO 32000-1, 14.8.4)."""
    new: str
    """In PDF 2.0 (ISO 32000-2, 14.8.4); empty when it knows the role from PDF 1.7 only."""
    inline: bool = False
    """Whether it is inside a line: it takes its place among its parent's when first drawn."""
    stays: bool = False
    """Whether it is kept even when empty: each row has all its cells, and a table a body."""


ROLES: Mapping[Role, StructureType] = {
    # the whole and its parts
    "Document": StructureType("Document", "Document"),
    "Sect": StructureType("Sect", "Sect"),
    "Div": StructureType("Div", "Div"),
    "Aside": StructureType("Div", "Aside"),  # beside the text, such as a figure with its caption
    "TOC": StructureType("TOC", ""),
    "TOCI": StructureType("TOCI", ""),
    "Index": StructureType("Index", ""),
    # blocks
    "P": StructureType("P", "P"),
    "H1": StructureType("H1", "H1"),
    "H2": StructureType("H2", "H2"),
    "H3": StructureType("H3", "H3"),
    "H4": StructureType("H4", "H4"),
    "BlockQuote": StructureType("BlockQuote", ""),
    "Caption": StructureType("Caption", "Caption"),
    "Note": StructureType("Note", "FENote"),
    "L": StructureType("L", "L"),
    "LI": StructureType("LI", "LI"),
    "Lbl": StructureType("Lbl", "Lbl"),
    "LBody": StructureType("LBody", "LBody"),
    "Table": StructureType("Table", "Table"),
    "THead": StructureType("THead", "THead"),
    "TBody": StructureType("TBody", "TBody", stays=True),
    "TR": StructureType("TR", "TR"),
    "TH": StructureType("TH", "TH", stays=True),
    "TD": StructureType("TD", "TD", stays=True),
    "Figure": StructureType("Figure", "Figure"),
    # inside a line
    "Span": StructureType("Span", "Span", inline=True),
    "Link": StructureType("Link", "Link", inline=True),
    "Reference": StructureType("Reference", "", inline=True),
    "Code": StructureType("Code", "", inline=True),
}
"""The role map. `tests/pdf/test_tags.py` holds it against both editions of the standard."""

Rectangle: TypeAlias = tuple[Length, Length, Length, Length]
"""Left, bottom, width and height."""
Corners: TypeAlias = tuple[Length, Length, Length, Length]
"""Left, bottom, right and top."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One property of an element, such as the scope of a header cell."""

    owner: str
    """`Layout`, `List`, `Table`."""
    name: str
    value: str | float | tuple[float, ...]
    """A word is written as a PDF name."""


@dataclass(frozen=True, slots=True)
class Content:
    """A marked piece of a page."""

    page: int
    """Counted from 1."""
    number: int
    """Of the marked content on its page, from 0."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation on a page, such as the area of a link."""

    page: int
    """Counted from 1."""
    name: str
    """By which the PDF's objects know it."""


Children: TypeAlias = "list[StructureElement | Content | Annotation]"
"""What is in an element, in reading order."""


class StructureElement:
    """A node of the structure tree."""

    __slots__ = (
        "_placed",
        "actual",
        "alternative",
        "attributes",
        "box",
        "children",
        "expansion",
        "id",
        "language",
        "parent",
        "refers",
        "role",
        "span",
    )

    def __init__(
        self,
        role: Role,
        parent: StructureElement | None = None,
        *,
        alternative: str = "",
        actual: str = "",
        expansion: str = "",
        language: str = "",
        id: str = "",
        attributes: tuple[Attribute, ...] = (),
    ) -> None:
        self.role: Role = role
        self.parent = parent
        self.alternative = alternative
        """What a figure shows."""
        self.actual = actual
        """The text that the marks on the page stand for, when they are not that text themselves."""
        self.expansion = expansion
        """The long form of an abbreviation."""
        self.language = language
        """BCP 47; empty for that of the element around it."""
        self.id = id
        """Unique in the document."""
        self.attributes = attributes
        self.children: Children = []
        self.box: Rectangle | None = None
        """What a figure covers of its page, as far as it is drawn."""
        self.refers: list[StructureElement] = []
        """Other elements that this one points to, as PDF 2.0 wants to know."""
        self.span: Span | None = None
        """Where it stands in the source; `None` for as the element around it."""
        self._placed = parent is None
        if not ROLES[role].inline:
            self._place()

    def add(
        self,
        role: Role,
        *,
        alternative: str = "",
        actual: str = "",
        expansion: str = "",
        language: str = "",
        id: str = "",
        attributes: tuple[Attribute, ...] = (),
    ) -> StructureElement:
        """A new element inside this one, after what is there already."""
        return StructureElement(
            role,
            self,
            alternative=alternative,
            actual=actual,
            expansion=expansion,
            language=language,
            id=id,
            attributes=attributes,
        )

    def hold(self, child: Content | Annotation) -> None:
        """Give the element what was drawn for it."""
        self._place()
        self.children.append(child)

    def cover(self, rectangle: Rectangle) -> None:
        """Widen the element's box by `rectangle`."""
        self.box = _unite(self.box, rectangle) if self.box else rectangle

    def find_span(self) -> Span | None:
        """Where in the source it stands, or the nearest element around it that knows."""
        element: StructureElement | None = self
        while element is not None:
            if element.span is not None:
                return element.span
            element = element.parent
        return None

    def is_empty(self) -> bool:
        """Whether nothing was drawn for the element or anything in it."""
        return all(
            isinstance(child, StructureElement) and child.is_empty() for child in self.children
        )

    def drawn_children(self) -> Children:
        """The children without the empty ones; of a row, with its empty cells."""
        return [
            child
            for child in self.children
            if not isinstance(child, StructureElement) or _stays(child)
        ]

    def _place(self) -> None:
        if not self._placed and self.parent is not None:
            self._placed = True
            self.parent._place()
            self.parent.children.append(self)


def scope(direction: str = "Column") -> tuple[Attribute, ...]:
    """The attributes of a header cell for its `Column`, its `Row`, or `Both`."""
    return (Attribute("Table", "Scope", direction),)


def numbering(kind: str) -> tuple[Attribute, ...]:
    """The attributes of a list whose labels are `Decimal`, `Disc`, `LowerRoman` …, or `None`.

    `Description` is for terms and what they mean; before PDF 2.0 it is written as `None`.
    """
    return (Attribute("List", "ListNumbering", kind),)


def _stays(child: StructureElement) -> bool:
    return ROLES[child.role].stays or not child.is_empty()


def _unite(one: Rectangle, other: Rectangle) -> Rectangle:
    left, bottom = min(one[0], other[0]), min(one[1], other[1])
    right = max(one[0] + one[2], other[0] + other[2])
    top = max(one[1] + one[3], other[1] + other[3])
    return left, bottom, right - left, top - bottom
