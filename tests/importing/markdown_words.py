"""The words of a text in Markdown, and of what was imported of it, counted without the reader."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml.html.defs import tags

from octavo.importing.tree import (
    ForeignAside,
    ForeignBlock,
    ForeignCode,
    ForeignDivider,
    ForeignFigure,
    ForeignHeading,
    ForeignIndexMark,
    ForeignInlines,
    ForeignItem,
    ForeignList,
    ForeignNote,
    ForeignParagraph,
    ForeignPicture,
    ForeignQuotation,
    ForeignReference,
    ForeignRun,
    ForeignTable,
    Imported,
)

WORD = re.compile(r"[^\W_]+")
NAMES = "|".join(sorted(tags - {"font"}, key=len, reverse=True))
TAG = re.compile(
    rf"</?(?:{NAMES}|summary|details|figure|figcaption|mark|section|picture|source|nav|aside"
    r"|font|main|article|header|footer|video|audio)"
    r"(?:\s+[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*\s*/?>",
    re.IGNORECASE,
)
SAID = re.compile(
    r"\b(?:alt|title|aria-label|placeholder|summary|label)\s*=\s*(\"[^\"]*\"|'[^']*')"
)
ADDRESS = re.compile(
    r"\]\(\s*(?:[^\s()]*\{[{%].*?[}%]\}[^\s()]*|<[^<>\n]*>"
    r"|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)"
)
MARKS = (
    re.compile(r"^(?:[ \t>]|[-*+][ \t])*\d+[.)][ \t]", re.MULTILINE),  # numbers of a list
    re.compile(r"(?<=[{\s])(?!fig-alt|fig-cap|alt|title)[\w-]+=[\"']?[\w.%-]*[\"']?(?=[\s}])"),
    re.compile(r"^(?:[ \t>]|[-*+][ \t])*(?:```+|~~~+|:::+)[ \t]*\{?[.=]?[\w+#./-]*", re.MULTILINE),
    re.compile(r"^(?:[ \t>]|[-*+][ \t])*(?:!!!|\?\?\?\+?)[ \t]+[\w -]*", re.MULTILINE),
    re.compile(r"(?<=[{\s])[#.][\w:./-]+(?=[^{}\n]*\})"),  # ids and classes
    re.compile(r"^(?:[ \t>]|[-*+][ \t])*\[![\w-]+\]", re.MULTILINE),
    re.compile(r"^(?:[ \t>]|[-*+][ \t])*(?:Table:|:name:)", re.MULTILINE),
    re.compile(r"\[\^[^\]\n]+\]"),  # marks of notes
    re.compile(r"(?<=\])\[[^\]]*\]"),  # labels of links
    re.compile(r"^(?:[ \t>])*\[[^\]\n]+\]:\s*\S+", re.MULTILINE),  # addresses of links
    re.compile(r"\b(?:fig-alt|fig-cap)(?==)|(?<=\{)toc"),
    re.compile(r"\\(?:newpage|pagebreak|clearpage)"),
    re.compile(r"\{[{%]<?[ ]*/?(?:end)?highlight[^}]*\}"),
)


def list_words(text: str) -> Counter[str]:
    """Words of a text in any case."""
    return Counter(word.casefold() for word in WORD.findall(text))


def list_source_words(source: str) -> Counter[str]:
    """The words of Markdown without its marks and addresses."""
    text = TAG.sub(lambda tag: " " + " ".join(SAID.findall(tag[0])) + " ", source)
    text = ADDRESS.sub("] ", text)
    for mark in MARKS:
        text = mark.sub(" ", text)
    return list_words(html.unescape(text))


def list_lost_words(source: str, imported: Imported) -> Counter[str]:
    """Words of a source that are neither in blocks, nor in properties, nor in a finding."""
    return list_source_words(source) - list_words("\n".join(_list_texts(imported)))


def _list_texts(imported: Imported) -> Iterator[str]:
    for name, words in imported.properties:
        yield from (name, "lang authors tags summary name", words)
    yield from (one.words for one in imported.findings)
    yield from list_block_texts(imported.blocks)


def list_block_texts(blocks: Iterable[ForeignBlock]) -> Iterator[str]:
    """What stands in the blocks, with addresses, names of files and languages."""
    for block in blocks:
        yield from block.anchors
        match block:
            case ForeignHeading() | ForeignParagraph():
                yield from _list_inline_texts(block.text)
            case ForeignList():
                yield from (text for item in block.items for text in _list_item_texts(item))
            case ForeignTable():
                yield from _list_inline_texts(block.caption)
                for row in block.rows:
                    for cell in row:
                        yield from list_block_texts(cell.blocks)
            case ForeignFigure():
                yield from _list_inline_texts((block.picture, *block.caption))
            case ForeignQuotation():
                yield from list_block_texts(block.blocks)
            case ForeignAside():
                yield from _list_inline_texts(block.title)
                yield from list_block_texts(block.blocks)
            case ForeignCode():
                yield from (block.text, block.language)
            case ForeignDivider():
                pass


def _list_item_texts(item: ForeignItem) -> Iterator[str]:
    yield from _list_inline_texts(item.term)
    yield from ("x",) if item.done else ()
    yield from list_block_texts(item.blocks)


def _list_inline_texts(inlines: ForeignInlines) -> Iterator[str]:
    for one in inlines:
        match one:
            case ForeignNote():
                yield from list_block_texts(one.blocks)
            case ForeignPicture():
                yield from (one.name, one.alternative)
            case ForeignIndexMark():
                yield from one.entry
            case ForeignReference():
                yield from (one.text, one.anchor)
            case ForeignRun():
                yield from (one.text, one.link)
            case _:
                yield one.text
