"""What a document or a piece of HTML says, in one form, so that the two can be compared.

Blocks and marked words become `name(…)`. Spaces, quotation marks, dashes and ellipses count as one
whatever they look like, and a list does not tell whether there is space between its items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from lxml import html
from markdown_it.common.normalize_url import normalizeLink

from octavo.document import (
    Abbreviation,
    AuthorQuery,
    Block,
    Blocks,
    Break,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Indexed,
    Inline,
    Inlines,
    Link,
    Listing,
    Mention,
    Note,
    Paragraph,
    Picture,
    PullQuote,
    Quote,
    Reference,
    Signature,
    Strong,
    Text,
)

_SPACE = re.compile(r"[ \t\n\r]+")
_ALIKE = (
    (re.compile("[\u201c\u201d\u201e\u00ab\u00bb]"), '"'),
    (re.compile("[\u2018\u2019\u201a]"), "'"),
    (re.compile("---?|[\u2013\u2014]"), "-"),
    (re.compile(r"\.\.\."), "\u2026"),
)
_BLOCKS = frozenset({"p", "ul", "ol", "li", "blockquote", "pre", "hr", "table"}) | {
    f"h{level}" for level in range(1, 7)
}


def fold(said: str) -> str:
    """`said` without differences that typography makes."""
    said = _SPACE.sub(" ", said)
    for pattern, sign in _ALIKE:
        said = pattern.sub(sign, said)
    said = re.sub(r" ?(br\(\)) ?", r"\1", said)
    return re.sub(r"(?<=\() | (?=\))", "", said).strip()


def describe_html(source: str) -> str:
    """What a piece of HTML says."""
    page = html.document_fromstring(f"<html><body><div>{source}</div></body></html>")
    (body,) = page
    return fold("".join(_children(body[0])))


def _children(element: html.HtmlElement) -> Iterator[str]:
    inline = element.tag == "li" and not any(child.tag == "p" for child in element)
    yield from _wrap(element) if inline else _inside(element)


def _inside(element: html.HtmlElement) -> Iterator[str]:
    yield _text(element.text, element)
    for child in element:
        yield _describe(child)
        yield _text(child.tail, element)


def _text(text: str | None, parent: html.HtmlElement) -> str:
    """The text, unless it only stands between blocks."""
    between = parent.tag in ("div", "ul", "ol", "blockquote", "li", "table", "tr")
    return "" if between and not (text or "").strip() else text or ""


def _wrap(item: html.HtmlElement) -> Iterator[str]:
    """What stands in an item of a tight list, its words as paragraphs."""
    words: list[str] = [item.text or ""]
    for child in item:
        if child.tag in _BLOCKS:
            yield _paragraph(words)
            yield _describe(child)
            words = [child.tail or ""]
        else:
            words += [_describe(child), child.tail or ""]
    yield _paragraph(words)


def _paragraph(words: list[str]) -> str:
    text = "".join(words).strip()
    return f"p({text})" if text else ""


def _describe(element: html.HtmlElement) -> str:
    name = str(element.tag)
    if name == "ol":
        name += element.get("start", "1")
    if name == "a":
        name += f" {normalizeLink(element.get('href', ''))} "
    if name == "img":
        return f"img {element.get('src')}()"
    return f"{name}({''.join(_children(element))})"


def describe_blocks(blocks: Blocks) -> str:
    """What the blocks of a document say."""
    return fold("".join(map(_block, blocks)))


def _block(block: Block) -> str:
    match block:
        case Paragraph() | PullQuote():
            return f"p({_inlines(block.children)})"
        case Heading():
            return f"h{block.level}({_inlines(block.children)})"
        case Signature():
            return f"p({' '.join(block.lines)})"
        case Quote():
            return f"blockquote({''.join(map(_block, block.blocks))})"
        case Listing():
            name = f"ol{block.start}" if block.ordered else "ul"
            items = (f"li({''.join(map(_block, item.blocks))})" for item in block.items)
            return f"{name}({''.join(items)})"
        case CodeBlock():
            return f"pre(code({block.text}\n))"
        case Figure(artwork=Picture(file)):
            return f"p(img {file}())"
        case _:  # what CommonMark does not know
            return f"{type(block).__name__}()"


def _inlines(inlines: Inlines) -> str:
    return "".join(map(_inline, inlines))


def _inline(inline: Inline) -> str:
    match inline:
        case Text() | Abbreviation() | Mention():
            return inline.text
        case Strong():
            return f"strong({_inlines(inline.children)})"
        case Emphasis():
            return f"em({_inlines(inline.children)})"
        case Link():
            return f"a {normalizeLink(inline.target)} ({_inlines(inline.children)})"
        case Reference():
            return f"a #{inline.target} ({_inlines(inline.children)})"
        case Indexed() | Foreign() | AuthorQuery() | Note():
            return _inlines(inline.children)
        case Code():
            return f"code({inline.text})"
        case Break():
            return "br()"
        case _:
            assert_never(inline)
