"""Markdown text to a tree of elements, by Python-Markdown with notes, queries and marks of our own.

It reads blocks as `layout` writes them, and keeps no positions: `comparison` gives each element its
line. Nothing is ever turned into HTML: the elements are walked as they are (see `blocks` and
`inlines`).
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

import markdown
from markdown.blockparser import State
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    LINK_RE,
    REFERENCE_RE,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    InlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
)
from markdown.util import AtomicString, code_escape
from markdown_it.common.html_re import close_tag, open_tag

from octavo.source.addresses import BARE_ADDRESS
from octavo.source.emphasis import EmphasisProcessor
from octavo.source.outline import Address

ESCAPED = re.compile("\x02([0-9]+)\x03")
"""A character that the author escaped; group 1 is its number."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = frozenset({"p", "ul", "ol", "dl", "blockquote", "table", "pre", "hr"}) | HEADINGS
"""Elements that are blocks, wherever they stand."""

_ESCAPABLE = "\\`*_{}[]()<>#+-.!\"'|:~&^$%=/,;?@"
_ELSEWHERE = ("backtick", "escape", "autolink", "automail", "html", "entity")
"""Inline patterns that are not wanted: raw HTML is an error, entities are read by `inlines`, and
`_Literal` reads the others, whichever comes first."""


def parse_blocks(engine: markdown.Markdown, text: str) -> ElementTree.Element:
    """The blocks of `text`, the words in them as they were typed.

    Raises `RecursionError` when blocks are nested too deeply.
    """
    engine.reset()
    engine.parser.state = State()
    engine.parser.parseDocument(text.split("\n"))
    return engine.parser.root


def parse_words(
    engine: markdown.Markdown, root: ElementTree.Element, addresses: Mapping[str, Address]
) -> None:
    """Put elements for what is marked among the words in `root`.

    The attribute `typed` of each block keeps the words.
    """
    engine.reset()
    for label, address in addresses.items():
        engine.references[label.lower()] = (address.href, address.title)
    for element in root.iter():
        if element.text:
            element.set("typed", element.text)
    engine.treeprocessors["inline"].run(root)


def parse_phrase(
    engine: markdown.Markdown, text: str, addresses: Mapping[str, Address]
) -> ElementTree.Element:
    """`text` as one paragraph, whatever its lines begin with; it cannot have marks."""
    root = ElementTree.Element("div")
    ElementTree.SubElement(root, "p").text = text
    parse_words(engine, root, addresses)
    return root[0]


_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def unescape_entities(text: str) -> str:
    """`text` with the characters that its entities name."""
    return _ENTITY.sub(lambda match: _spell_out(match[0]), text)


def _spell_out(entity: str) -> str:
    """The character that `entity` stands for, one that may not be included; HTML would drop it."""
    character = html.unescape(entity)
    if character not in {"", "\N{REPLACEMENT CHARACTER}"} or not entity.startswith("&#"):
        return character
    digits = entity[2:].rstrip(";")
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return chr(number) if number <= sys.maxunicode else character


# ------------------------------------------------------------------------------ marks

_MARKS = re.compile(r"(?:^|(?<=[ \n]))\{(:?[ ]*[#.][^{}\n]*)\}[ ]*$")
_MARKED = frozenset({"p"}) | HEADINGS


def split_marks(root: ElementTree.Element) -> None:
    """Move the `{#id .name}` at the end of each block's text into its attribute `marks`.

    Marks on a line of their own after the last item of a list belong to the list; those that are
    a paragraph of their own belong to the block before. The attribute `unclear` names what others
    that stand on a line of their own could belong to as well as to their paragraph.
    """
    for element in root.iter():
        if element.tag in _MARKED:
            _split(element)
    for parent in list(root.iter()):
        _move_to_previous(parent, parent is root)
        if parent.tag in ("li", "dd", "blockquote"):
            _find_unclear(parent)


def _split(element: ElementTree.Element) -> None:
    text = element.text or ""
    found = _MARKS.search(text)
    if found:
        element.set("marks", found[1].strip())
        element.set("alone", "yes" if text[: found.start()].endswith("\n") else "")
        element.text = text[: found.start()].rstrip()


def _move_to_previous(parent: ElementTree.Element, outermost: bool) -> None:
    """Hand marks that stand alone, and those after a list, to the block they belong to."""
    before: ElementTree.Element | None = None
    for child in list(parent):
        alone = child.tag == "p" and not child.text and not len(child) and child.get("marks")
        if alone and before is not None:
            before.set("marks", f"{before.get('marks', '')} {alone}".strip())
            before.set("alone", "")
            parent.remove(child)
            continue
        if child.tag in ("ul", "ol"):
            _take_from_last(child, outermost)
        before = child


def _take_from_last(listing: ElementTree.Element, outermost: bool) -> None:
    """Hand the marks on the line after a list to it; not when they could be another list's."""
    last = listing[-1]
    if len(last) != 1 or not last[0].get("alone") or (last[0].get("lazy") and not outermost):
        return
    listing.set("marks", last[0].attrib.pop("marks"))
    last[0].set("alone", "")


_NAMES = {"li": "list", "dd": "list", "blockquote": "quotation"}


def _find_unclear(parent: ElementTree.Element) -> None:
    for child in parent:
        alone = child.tag == "p" and child.get("alone")
        if alone and (parent.tag != "blockquote" or len(parent) > 1 or child.get("lazy")):
            child.set("unclear", _NAMES[parent.tag])


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
        said = self.unescape(m[2] or "")
        element = ElementTree.Element(self.element, {self.attribute: said})
        element.text = m[1]
        return element, m.start(), m.end()


NOTE_CALL = r"\[\^([^\]\s]+)\]"
INDEXED = r'\[([^\[\]\n]+)\]\{\.index(?:\s+entry="((?:[^"\\\n]|\\.)*)")?\s*\}'
FOREIGN = r'\[([^\[\]]+)\]\{\s*lang="?([^\s"{}]*)"?\s*\}'


class _Query(InlineProcessor):
    """`{>>question<<}`, with or without `{==words==}` before it, as an element `query`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  the name Python-Markdown calls
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element, int, int]:
        element = ElementTree.Element("query", {"says": self.unescape(m[2])})
        element.text = m[1]
        return element, m.start(), m.end()


_ASKED = r"\{>>((?:(?!\{>>).)+?)<<\}"
QUERY = rf"(?:\{{==((?:(?!\{{==).)+?)==\}})?{_ASKED}"
_SPACED_QUERY = (
    rf"(?:(?<![ \t\n])[ \t\n]++(?={_ASKED.replace('((', '(?:(')}(?:\s|$)))?(?<!\\){QUERY}"
)
"""A bare query takes the space before it along when there is another one behind it."""


class _Literal(InlineProcessor):
    """Code, addresses, escaped signs and broken lines: what is never looked into.

    They are found in one go, so that the first one wins.
    """

    def handleMatch(  # type: ignore[override]  # noqa: N802  the name Python-Markdown calls
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | str | None, int, int]:
        if m["ticks"]:
            return _read_code(m, data)
        if m["address"]:
            scheme = "mailto:" if m["mail"] else ""
            element = ElementTree.Element("a", {"href": scheme + m["address"]})
            element.text = AtomicString(m["address"])
            return element, m.start(), m.end()
        if m["bare"]:
            return _MARK_SIGNS.sub(_escape, m["bare"]), m.start(), m.end()
        if m["sign"] == "\n":
            return ElementTree.Element("br"), m.start(), m.end() - 1
        return _escape(m["sign"]), m.start(), m.end()


_MARK_SIGNS = re.compile("[*_]")


def _escape(sign: re.Match[str] | str) -> str:
    return f"\x02{ord(sign if isinstance(sign, str) else sign[0])}\x03"


def _read_code(m: re.Match[str], data: str) -> tuple[ElementTree.Element | None, int, int]:
    """What stands between two runs of equally many backticks; nothing without the second."""
    ticks = m["ticks"]
    for closing in re.finditer("`+", data[m.end() :]):
        if len(closing[0]) == len(ticks):
            element = ElementTree.Element("code")
            inside = data[m.end() : m.end() + closing.start()].replace("\n", " ")
            padded = inside.startswith(" ") and inside.endswith(" ") and inside.strip(" ")
            element.text = AtomicString(code_escape(inside[1:-1] if padded else inside))
            return element, m.start(), m.end() + closing.end()
    return None, m.start(), m.end()


_LITERAL = (
    rf"(?P<bare>{BARE_ADDRESS})|(?P<ticks>`+)|\\(?P<sign>[{re.escape(_ESCAPABLE)}\n])"
    r"|<(?P<address>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*"
    r"|(?P<mail>[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*))>"
)


def strip_literals(typed: str) -> str:
    """`typed` with a space in the place of all code, addresses and escaped signs."""
    parts: list[str] = []
    end = 0
    for m in re.finditer(_LITERAL, typed):
        stop = _read_code(m, typed)[2] if m["ticks"] else m.end()
        if m.start() >= end and not (m["ticks"] and stop == m.end()):
            parts += [typed[end : m.start()], " "]
            end = stop
    return "".join([*parts, typed[end:]])


_HTML = re.compile(rf"(?P<html>{open_tag}|{close_tag}|<[!?]\S*)|{_LITERAL}")
"""Tags as CommonMark has them (6.6), and how comments, instructions and declarations begin."""


def find_html(typed: str) -> Iterator[str]:
    """The tags in `typed`, whichever come before code, addresses and escaped signs around them."""
    end = 0
    while found := _HTML.search(typed, end):
        end = _read_code(found, typed)[2] if found["ticks"] else found.end()
        if found["html"]:
            yield found["html"]


_IN_PARENTHESES = r"(?:[^\s()]|\((?:[^\s()]|\((?:[^\s()]|\([^\s()]*+\))*+\))*+\))*+"
"""No spaces, and parentheses in pairs, as deep in one another as CommonMark asks for."""
_TARGET = re.compile(
    rf"\(\s*+(?!\()(?:<(?P<angled>[^<>\n]*)>|(?P<plain>{_IN_PARENTHESES}))"
    r"(?:\s++(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|\((?P<round>[^()]*)\)))?\s*+\)"
)
"""Where a link leads, and its title, as CommonMark has them (6.3): a quotation mark within an
address begins no title. Escaped signs are covered when it is looked for."""


class _Linking(LinkInlineProcessor):
    """The target of a link or a picture; what CommonMark reads otherwise is told by comparison."""

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802  the name Python-Markdown calls
        found = _TARGET.match(data, index)
        if found is None:
            return super().getLink(data, index)
        title = next((found[name] for name in ("double", "single", "round") if found[name]), None)
        href = found["plain"] if found["angled"] is None else found["angled"]
        said = None if title is None else " ".join(self.unescape(title).split())
        return self.unescape(href).strip(), said, found.end(), True


class _Link(_Linking, LinkInlineProcessor):
    """`[words](address "title")`."""


class _Image(_Linking, ImageInlineProcessor):
    """`![words](address "title")`."""


class _Reference(ReferenceInlineProcessor):
    """`[words][label]`, without a space between the two."""

    RE_LINK = re.compile(r"\[([^\]]*)\]")


class _ImageReference(ImageReferenceInlineProcessor):
    """`![words][label]`, without a space between the two."""

    RE_LINK = re.compile(r"\[([^\]]*)\]")


def make_engine() -> markdown.Markdown:
    """Python-Markdown as Octavo uses it. It is quick to use again and slow to make."""
    engine = markdown.Markdown(extensions=[DefListExtension(), SaneListExtension()])
    table = TableProcessor(engine.parser, {"use_align_attribute": False})
    engine.parser.blockprocessors.register(table, "table", 75)
    engine.parser.blockprocessors.deregister("reference")
    for name in _ELSEWHERE:
        engine.inlinePatterns.deregister(name)
    engine.inlinePatterns.register(_Literal(_LITERAL, engine), "literal", 190)
    engine.inlinePatterns.register(_Note(NOTE_CALL, engine), "note", 175)
    indexed = _Described(INDEXED, engine, "index", "entry")
    engine.inlinePatterns.register(indexed, "index", 176)
    foreign = _Described(FOREIGN, engine, "foreign", "language")
    engine.inlinePatterns.register(foreign, "foreign", 145)
    engine.inlinePatterns.register(_Query(_SPACED_QUERY, engine), "query", 185)
    reference = _Reference(REFERENCE_RE, engine)
    picture = _ImageReference(IMAGE_REFERENCE_RE, engine)
    engine.inlinePatterns.register(reference, "reference", 170)
    engine.inlinePatterns.register(_Link(LINK_RE, engine), "link", 160)
    engine.inlinePatterns.register(_Image(IMAGE_LINK_RE, engine), "image_link", 150)
    engine.inlinePatterns.register(picture, "image_reference", 140)
    engine.inlinePatterns.register(EmphasisProcessor("[*_]", engine), "em_strong", 105)
    return engine
