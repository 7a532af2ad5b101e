"""Markdown text to a tree of elements, each with the line on which it begins.

Python-Markdown keeps no positions. Here every piece of text that its block parser handles knows
its line: pieces are cut off at the end or found again inside the piece they came from. Nothing is
ever turned into HTML: the elements are walked as they are (see `blocks` and `inlines`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast
from xml.etree import ElementTree

import markdown
from markdown.blockparser import BlockParser, State
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

ESCAPED = re.compile("\x02([0-9]+)\x03")
"""A character that the author escaped; group 1 is its number."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = frozenset({"p", "ul", "ol", "dl", "blockquote", "table", "pre", "hr"}) | HEADINGS
"""Elements that are blocks, wherever they stand."""

_ESCAPABLE = "\\`*_{}[]()<>#+-.!\"'|:~&^$%=/,;?@"
_ELSEWHERE = ("image_reference", "short_image_ref", "automail", "html", "entity")
"""Inline patterns that are not wanted: raw HTML is an error, entities are read by `inlines`."""


def parse_blocks(engine: markdown.Markdown, text: str) -> ElementTree.Element:
    """The blocks of `text`; `line`, counted from 0, tells where each begins.

    Raises `RecursionError` when blocks are nested too deeply.
    """
    engine.reset()
    engine.parser.state = State()
    lines = text.split("\n")
    for processor in engine.preprocessors:
        lines = processor.run(lines)
    engine.parser.parseDocument(lines)
    root = engine.parser.root
    split_marks(root)
    engine.treeprocessors["inline"].run(root)
    return root


def parse_phrase(engine: markdown.Markdown, text: str) -> ElementTree.Element:
    """`text` as one paragraph, whatever its lines begin with; it cannot have marks."""
    engine.reset()
    root = ElementTree.Element("div")
    ElementTree.SubElement(root, "p").text = text
    engine.treeprocessors["inline"].run(root)
    return root[0]


# ------------------------------------------------------------------------------ marks

_MARKS = re.compile(r"(?:^|(?<=[ \n]))\{(:?[ ]*[#.][^{}\n]*)\}[ ]*$")
_MARKED = frozenset({"p", "li"}) | HEADINGS


def split_marks(root: ElementTree.Element) -> None:
    """Move the `{#id .name}` at the end of each block's text into its attribute `marks`.

    Marks on a line of their own after the last item of a list belong to the list; those that are
    a paragraph of their own belong to the block before. `alone` tells of the others that stand on
    a line of their own.
    """
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in _MARKED:
                _split(child)
    for parent in list(root.iter()):
        _move_to_previous(parent)


def _split(element: ElementTree.Element) -> None:
    text = element.text or ""
    found = _MARKS.search(text)
    if found:
        element.set("marks", found[1].strip())
        element.set("alone", "yes" if text[: found.start()].endswith("\n") else "")
        element.text = text[: found.start()].rstrip()


def _move_to_previous(parent: ElementTree.Element) -> None:
    """Hand marks that stand alone, and those after a list, to the block they belong to."""
    before: ElementTree.Element | None = None
    for child in list(parent):
        alone = child.tag == "p" and not child.text and not len(child) and child.get("marks")
        if alone and before is not None:
            before.set("marks", f"{before.get('marks', '')} {alone}".strip())
            parent.remove(child)
            continue
        last = child[-1] if child.tag in ("ul", "ol") and len(child) else None
        if last is not None and last.get("alone"):
            child.set("marks", last.attrib.pop("marks"))
        before = child


# ------------------------------------------------------------------------------ inlines


class _Note(InlineProcessor):
    """`[^1]` as an element `note`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  the name Python-Markdown calls
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        return ElementTree.Element("note", {"label": m[1]}), m.start(), m.end()


class _Described(InlineProcessor):
    """Words with something said of them between braces, as an element with that as an attribute."""

    def __init__(
        self, pattern: str, engine: markdown.Markdown, element: str, attribute: str
    ) -> None:
        super().__init__(pattern, engine)
        self.element = element
        self.attribute = attribute

    def handleMatch(  # type: ignore[override]  # noqa: N802  the name Python-Markdown calls
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element(self.element, {self.attribute: m[2] or ""})
        element.text = m[1]
        return element, m.start(), m.end()


_INDEXED = r'\[([^\[\]\n]+)\]\{\.index(?:\s+entry="([^"\n]*)")?\s*\}'
_FOREIGN = r'\[([^\[\]]+)\]\{\s*lang="?([^\s"{}]*)"?\s*\}'


class _Query(InlineProcessor):
    """`{>>question<<}`, with or without `{==words==}` before it, as an element `query`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  the name Python-Markdown calls
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element("query", {"says": self.unescape(m[2])})
        element.text = m[1]
        return element, m.start(), m.end()


_ASKED = r"\{>>((?:(?!\{>>).)+?)<<\}"
_QUERY = (
    rf"(?:(?<![ \t\n])[ \t\n]++(?={_ASKED.replace('((', '(?:(')}(?:\s|$)))?"
    rf"(?<!\\)(?:\{{==((?:(?!\{{==).)+?)==\}})?{_ASKED}"
)
"""A bare query takes the space before it along when there is another one behind it."""


class _Mail(InlineProcessor):
    """`<name@place>` as a link."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  the name Python-Markdown calls
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element("a", {"href": f"mailto:{m[1]}"})
        element.text = AtomicString(m[1])
        return element, m.start(), m.end()


class _TableProcessor(TableProcessor):
    """Tables; what has no place under the head stands in the attribute `lost` of its row."""

    def _build_row(
        self, row: str, parent: ElementTree.Element, align: Sequence[str | None]
    ) -> None:
        super()._build_row(row, parent, align)  # type: ignore[misc]  # the stubs lack it
        cells = cast("list[str]", self._split_row(row))  # type: ignore[attr-defined]  # as above
        parent[-1].set("lost", "|".join(cells[len(align) :]).strip())


def make_engine() -> markdown.Markdown:
    """Python-Markdown as Octavo uses it. It is quick to use again and slow to make."""
    engine = markdown.Markdown(extensions=[DefListExtension(), SaneListExtension()])
    table = _TableProcessor(engine.parser, {"use_align_attribute": False})
    engine.parser.blockprocessors.register(table, "table", 75)
    engine.ESCAPED_CHARS = list(_ESCAPABLE)
    engine.preprocessors.deregister("html_block")
    for name in _ELSEWHERE:
        engine.inlinePatterns.deregister(name)
    engine.inlinePatterns.register(_Note(r"\[\^([^\]\s]+)\]", engine), "note", 175)
    indexed = _Described(_INDEXED, engine, "index", "entry")
    engine.inlinePatterns.register(indexed, "index", 176)
    foreign = _Described(_FOREIGN, engine, "foreign", "language")
    engine.inlinePatterns.register(foreign, "foreign", 145)
    engine.inlinePatterns.register(_Query(_QUERY, engine), "query", 185)
    engine.inlinePatterns.register(_Mail(r"<([^<> !]+@[^@<> ]+)>", engine), "mail", 110)
    _place(engine)
    return engine


# ------------------------------------------------------------------------------ lines


class _Placed(str):
    """Text that knows on which line it begins, counted from 0."""

    line: int = 0


def _at(text: str, line: int) -> _Placed:
    placed = _Placed(text)
    placed.line = line
    return placed


@dataclass
class _Open:
    """A piece of text that is being parsed, and how far its parts have been found in it."""

    lines: list[str]
    first: int
    cursor: int = 0


class _Parser(BlockParser):
    """Python-Markdown's block parser, with lines."""

    open: list[_Open]

    def parseDocument(  # noqa: N802  the name Python-Markdown calls
        self, lines: Iterable[str]
    ) -> ElementTree.ElementTree[ElementTree.Element | None]:
        self.open = []
        return super().parseDocument(lines)

    def parseChunk(  # noqa: N802  the name Python-Markdown calls
        self, parent: ElementTree.Element, text: str
    ) -> None:
        line = self._find(text)
        pieces: list[str] = []
        for piece in text.split("\n\n"):
            pieces.append(_at(piece, line))
            line += piece.count("\n") + 2
        self.parseBlocks(parent, pieces)

    def parseBlocks(  # noqa: N802  the name Python-Markdown calls
        self, parent: ElementTree.Element, blocks: list[str]
    ) -> None:
        blocks[:] = [self._place(block) for block in blocks]
        if blocks and parent is not self.root and parent.get("line") is None:
            parent.set("line", str(self._place(blocks[0]).line))
        while blocks:
            self._step(parent, blocks)

    def _step(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        block = self._place(blocks[0])
        for processor in self.blockprocessors:
            if not processor.test(parent, block):
                continue
            count = len(parent)
            self.open.append(_Open(block.split("\n"), block.line))
            done = processor.run(parent, blocks)
            self.open.pop()
            if done is not False:
                self._settle(parent, count, block, blocks)
                return

    def _settle(
        self, parent: ElementTree.Element, count: int, block: _Placed, blocks: list[str]
    ) -> None:
        """Give lines to what the last processor made and to the text that it left over."""
        for child in parent[count:]:
            if child.get("line") is None:
                child.set("line", str(block.line))
        for i, rest in enumerate(blocks):
            if isinstance(rest, _Placed):
                break
            start = block.rfind(rest)
            before = block.count("\n", 0, start) if start >= 0 else 0
            blocks[i] = _at(rest, block.line + before)

    def _place(self, text: str) -> _Placed:
        return text if isinstance(text, _Placed) else _at(text, self._find(text))

    def _find(self, text: str) -> int:
        """The line of `text` inside the piece that is being parsed."""
        if not self.open:
            return 0
        outer = self.open[-1]
        blank = len(text) - len(text.lstrip("\n"))
        first = text[blank:].split("\n", 1)[0].strip()
        for i in range(outer.cursor, len(outer.lines)):
            if first and outer.lines[i].rstrip().endswith(first):
                outer.cursor = i + 1
                return max(outer.first + i - blank, outer.first)
        return outer.first


def _place(engine: markdown.Markdown) -> None:
    """Put the block parser with lines in the place of the engine's own."""
    parser = _Parser(engine)
    parser.blockprocessors = engine.parser.blockprocessors
    for processor in parser.blockprocessors:
        processor.parser = parser
    engine.parser = parser
