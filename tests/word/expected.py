"""What the Word version of a document must say, worked out from the document alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from octavo.document import (
    Abbreviation,
    Block,
    Blocks,
    Break,
    Definitions,
    Document,
    Emphasis,
    Figure,
    Heading,
    Indexed,
    Inline,
    Inlines,
    Link,
    Listing,
    Mention,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Reference,
    Section,
    Signature,
    Statistics,
    Strong,
    Table,
    Text,
)
from word.readback import Line


def expect_sections(document: Document) -> list[Line]:
    """The paragraphs of all sections in order, in English."""
    return [line for section in document.sections for line in _section(section, document)]


def _section(section: Section, document: Document) -> Iterator[Line]:
    if section.label:
        yield Line("Eyebrow", section.label)
    yield Line("Heading 1", section.title)
    if section.standfirst:
        yield Line("Standfirst", _say(section.standfirst, document))
    points = [point for point in section.points if point.key]
    if points:
        yield Line("Key Message Heading", "Key messages")
    for point in points:
        yield Line("Key Message", _say(point.children, document))
    yield from _blocks(section.blocks, "Body Text", 0, document)


def _blocks(blocks: Blocks, style: str, level: int, document: Document) -> Iterator[Line]:
    for block in blocks:
        yield from _block(block, style, level, document)


def _block(block: Block, style: str, level: int, document: Document) -> Iterator[Line]:
    match block:
        case Paragraph(children):
            yield Line(style, _say(children, document))
        case Heading(depth, children):
            yield Line(f"Heading {depth}", _say(children, document))
        case Listing():
            yield from _list(block, level, document)
        case Definitions(items):
            for item in items:
                yield Line("Definition Term", _say(item.term, document))
                yield from _blocks(item.blocks, "Definition", level, document)
        case Quote(blocks):
            yield from _blocks(blocks, "Quote", level, document)
        case PullQuote(children):
            yield Line("Intense Quote", _say(children, document))
        case Signature(lines):
            yield Line("Signature Name", lines[0])
            yield from (Line("Signature", line) for line in lines[1:])
        case Table():
            yield from _table(block, document)
        case Figure():
            yield Line("Figure", "")
            yield from _legend("Figure", block.number, block.caption, block.credit, document)
        case Statistics():
            yield from _statistics(block, document)
        case _:
            assert_never(block)


def _list(block: Listing, level: int, document: Document) -> Iterator[Line]:
    end = f" {min(level, 2) + 1}" if level else ""
    name = "List Number" if block.ordered else "List Bullet"
    for item in block.items:
        first, *rest = item.blocks
        assert isinstance(first, Paragraph)
        yield Line(f"{name}{end}", _say(first.children, document))
        yield from _blocks(tuple(rest), f"List Continue{end}", level + 1, document)


def _table(block: Table, document: Document) -> Iterator[Line]:
    yield from _legend("Table", block.number, block.caption, "", document)
    for row in (block.header, *block.rows):
        yield from (Line("Table Text", _say(cell.children, document)) for cell in row.cells)


def _statistics(block: Statistics, document: Document) -> Iterator[Line]:
    for item in block.items:
        yield Line("Statistic Number", f"{'about ' * item.approximate}{item.value}")
        yield Line("Statistic Label", item.label)
    yield from _legend("Figure", block.number, block.caption, block.credit, document)


def _legend(
    name: str, number: int, caption: Inlines, credit: str, document: Document
) -> Iterator[Line]:
    if caption:
        yield Line("Caption", f"{name}\u00a0{number}\u2002{_say(caption, document)}")
    if credit:
        yield Line("Credit", credit)


def _say(inlines: Inlines, document: Document) -> str:
    return "".join(_say_one(inline, document) for inline in inlines)


def _say_one(inline: Inline, document: Document) -> str:
    match inline:
        case Text(text) | Abbreviation(text, _) | Mention(_, text):
            return text
        case Strong(children) | Emphasis(children) | Link(_, children) | Indexed(children, _):
            return _say(children, document)
        case Reference():
            return _say(inline.children, document) or _refer(inline, document)
        case Note():
            return ""
        case Break():
            return "/"
        case _:
            assert_never(inline)


def _refer(reference: Reference, document: Document) -> str:
    if reference.kind in {"figure", "table"}:
        number = f"\u00a0{reference.number}" if reference.number else ""
        return f"{reference.kind.title()}{number}"
    if reference.number.isdigit():
        return f"section\u00a0{reference.number}"
    return reference.number
