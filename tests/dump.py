"""A document as a few lines of text, so that tests can show what they expect."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from nodes import list_records, list_texts
from octavo.document import (
    Abbreviation,
    AuthorQuery,
    Block,
    Blocks,
    Break,
    Cell,
    Code,
    CodeBlock,
    Definitions,
    Emphasis,
    Figure,
    FigureGroup,
    Foreign,
    Heading,
    Indexed,
    Inline,
    Inlines,
    Link,
    Listing,
    Mention,
    Note,
    Point,
    Reference,
    Row,
    Section,
    Signature,
    Statistics,
    Strong,
    Table,
    Text,
)
from octavo.document.walk import blocks_in


def dump_sections(sections: tuple[Section, ...], head: int = 0) -> str:
    """The sections with their points and blocks; `head` is taken from each line number."""
    lines: list[str] = []
    for section in sections:
        number = f" {section.number}" if section.number else ""
        lines.append(f"{section.kind}{number} {section.id}: {section.title}{_for(section)}")
        lines.extend(f"  {', '.join(words)}" for words in list_records(section))
        lines.extend(f"  {_point(point)}" for point in section.points)
        lines.extend(f"  {_inline(query)}" for query in section.queries)
        lines.extend(f"  {line}" for line in dump_blocks(section.blocks, head).splitlines())
    return "\n".join(lines)


def dump_blocks(blocks: Blocks, head: int = 0) -> str:
    """One line for each block: source line, kind, id, what it says, for whom."""
    return "\n".join(line for block in blocks for line in _block(block, head))


def dump_inlines(inlines: Inlines) -> str:
    """What the inlines say; everything but text stands in angle brackets."""
    return "".join(map(_inline, inlines))


def _for(node: Block | Section | Point | Row) -> str:
    return f" [{', '.join(sorted(node.audiences))}]" if node.audiences else ""


def _point(point: Point) -> str:
    weights = [f"{w.audience} {w.value}{'!' if w.required else ''}" for w in point.weights]
    own = f"{point.weight}{'!' if point.required else ''}"
    key = "" if point.key else " quiet"
    said = " / ".join(dump_inlines(words) for words in (point.children, *point.variants))
    return f"point {point.id} ({'; '.join([own, *weights])}){key} {point.rests_on}: {said}" + _for(
        point
    )


def _block(block: Block, head: int) -> Iterator[str]:
    line = block.span.line - head if block.span else 0
    name = f"{line} {type(block).__name__.lower()} {block.id}".rstrip()
    match block:
        case Heading():
            yield f"{name} {block.level}: {dump_inlines(block.children)}{_for(block)}"
        case Signature():
            yield f"{name}: {' / '.join(block.lines)}{_for(block)}"
        case Listing():
            yield f"{name}{' from ' + str(block.start) if block.ordered else ''}:{_for(block)}"
            for item in block.items:
                yield "  *"
                yield from (f"  {text}" for text in _inside(item.blocks, head))
        case Definitions():
            yield f"{name}:{_for(block)}"
            for definition in block.items:
                yield f"  {dump_inlines(definition.term)}"
                yield from (f"  {text}" for text in _inside(definition.blocks, head))
        case Table():
            looks = " stub" * block.stub + " total" * block.total
            looks += f" heads {len(block.heads)}" * bool(block.more_heads)
            yield f"{name} {block.number}{looks}: {dump_inlines(block.caption)}{_for(block)}"
            yield from (f"  {_row(row)}" for row in block.all_rows)
            yield from [f"  source: {dump_inlines(block.source)}"] if block.source else []
        case FigureGroup():
            yield f"{name} {block.number}: {dump_inlines(block.caption)}{_for(block)}"
            yield from ([f"  {block.credit}"] if block.credit else [])
            yield from (f"  {line}" for line in _inside(block.blocks, head))
        case Figure(part=part) if part:
            yield f"{name} part {block.label or part}: {dump_inlines(block.caption)}{_for(block)}"
            yield f"  {block.artwork}"
            yield f"  {block.alternative} | {block.credit}"
        case Figure():
            yield f"{name} {block.number}: {dump_inlines(block.caption)}{_for(block)}"
            yield f"  {block.artwork}"
            yield f"  {block.alternative} | {block.credit}"
        case Statistics():
            yield f"{name} {block.number}: {dump_inlines(block.caption)}{_for(block)}"
            for fact in block.items:
                about = "about " if fact.approximate else ""
                yield f"  {fact.fact}: {about}{fact.value} {fact.label} ({fact.units})"
        case CodeBlock():
            yield f"{name}{' in ' + block.language if block.language else ''}:{_for(block)}"
            yield from (f"  {line}".rstrip() for line in block.text.split("\n"))
        case _:
            said = "".join(f" {dump_inlines(text)}" for _, text in list_texts(block))
            yield f"{name}:{said}{_for(block)}"
            yield from _inside(blocks_in(block), head)


def _inside(blocks: Blocks, head: int) -> Iterator[str]:
    for inner in blocks:
        yield from (f"  {line}" for line in _block(inner, head))


def _row(row: Row) -> str:
    marks = {"left": "", "centre": "^", "right": ">"}
    said = [f"{marks[c.align]}{dump_inlines(c.children)}{_over(c)}" for c in row.cells]
    return f"{'group: ' * row.group}{' | '.join(said)}{_for(row)}"


def _over(cell: Cell) -> str:
    """How many columns and rows a cell goes over, where that is more than one."""
    joined = (cell.columns, cell.rows) != (1, 1)
    return f" <{cell.columns}x{cell.rows}>" if joined else ""


def _inline(inline: Inline) -> str:
    match inline:
        case Text():
            return inline.text
        case Strong() | Emphasis() | Note():
            return f"<{type(inline).__name__.lower()} {dump_inlines(inline.children)}>"
        case Link():
            return f"<link {inline.target} {dump_inlines(inline.children)}>"
        case Reference():
            number = f" = {inline.kind} {inline.number}{inline.part}" if inline.kind else ""
            words = f" {dump_inlines(inline.children)}" if inline.children else ""
            return f"<reference {inline.target}{number}{words}>"
        case Abbreviation():
            return f"<abbreviation {inline.text}>"
        case Indexed():
            return f"<index {inline.entry}: {dump_inlines(inline.children)}>"
        case Foreign():
            return f"<{inline.language} {dump_inlines(inline.children)}>"
        case AuthorQuery():
            return f"<query {inline.text}: {dump_inlines(inline.children)}>"
        case Mention():
            return f"<fact {inline.fact} {inline.text}>"
        case Code():
            return f"<code {inline.text}>"
        case Break():
            return "<break>"
        case _:
            assert_never(inline)
