"""Blocks as paragraphs and tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from octavo.document import (
    Aside,
    Block,
    Blocks,
    CodeBlock,
    Definitions,
    Figure,
    FigureGroup,
    Heading,
    Inlines,
    Listing,
    Paragraph,
    PullQuote,
    Quote,
    Signature,
    Statistic,
    Statistics,
    Table,
)
from octavo.document.code import HANG, list_lines
from octavo.docx.faces import families
from octavo.docx.figures import write_caption, write_figure, write_figure_group, write_legend
from octavo.docx.identity import heading_name
from octavo.docx.inlines import spell, write_inlines
from octavo.docx.layout import twips
from octavo.docx.markup import (
    PLAIN,
    Marks,
    TableCell,
    TableMarkup,
    paragraph,
    run,
    spacing_before,
    table,
)
from octavo.docx.metrics import find_face, load_metrics, measure_word
from octavo.docx.part_state import (
    ListEntry,
    WriteContext,
    name_block,
    name_place,
    number_heading,
    start_list,
)
from octavo.docx.sections import end_section, separate_tables
from octavo.docx.style_ids import ParagraphStyleId
from octavo.docx.tables import WordTableLayout, choose_layout, write_rows

_HEADINGS: tuple[ParagraphStyleId, ...] = ("Heading2", "Heading3", "Heading4")
_BULLETS: tuple[ParagraphStyleId, ...] = (
    *("ListBullet", "ListBullet2", "ListBullet3", "ListBullet4", "ListBullet5"),
)
_NUMBERS: tuple[ParagraphStyleId, ...] = (
    *("ListNumber", "ListNumber2", "ListNumber3", "ListNumber4", "ListNumber5"),
)
_FURTHER: tuple[ParagraphStyleId, ...] = (
    *("ListContinue", "ListContinue2", "ListContinue3", "ListContinue4", "ListContinue5"),
)
"""Styles by how deep a list stands in others: all that Word has. Deeper ones look like the last."""
LAST_LEVEL = 8
"""Of a list, counted from 0: Word has nine, each with a counter of its own."""
SOURCE_SPACE = 80
"""Twips between a table and the source below it, as between a caption and its table: 4 points."""
STATISTICS_IN_A_ROW = 3
"""Figures that stand side by side at most: on A4 each has 53 mm then, as much as a figure with its
unit takes at the size of titles. Four would be set smaller or break."""
WIDER = 1.3
"""How much wider the figures of a house's display face may be than ours: those of Verdana have 0.64
of its size, ours 0.5. At 1, "about 300" breaks in every third of 42 real templates."""
SMALLER = (1.0, 0.9, 0.8, 0.7)
"""Shares of their size that are tried for numbers in a house's template. Below 0.7 they would be
hardly larger than titles."""
_SLANTED = Marks(slanted=True)


@dataclass(frozen=True, slots=True)
class BlockContext:
    """Where blocks stand."""

    id: str
    """Of what holds them; the ids of blocks without one begin with it."""
    style: ParagraphStyleId = "BodyText"
    """Of a plain paragraph."""
    marks: Marks = PLAIN
    level: int = 0
    """How many lists, quotations and definitions they stand in: a list is set in by one each."""
    turns: bool = False
    """Whether they stand on pages of the section: only there may a wide table have its own."""
    below_title: bool = False
    """Whether only a title stands above them: pages across that begin with them have it too."""


def write_blocks(blocks: Blocks, place: BlockContext, writing: WriteContext) -> list[str]:
    """Paragraphs and tables, one string each, of `blocks` in order."""
    written: list[str] = []
    for count, block in enumerate(blocks, 1):
        id = block.id or f"{place.id}/{count}"
        layout = choose_layout(block, place.turns, writing) if isinstance(block, Table) else None
        if isinstance(block, Table) and layout and layout.across:
            ends, state = writing.ends, writing.state
            titled = place.below_title and count == 1
            if not titled and not (written and ends.across in written[-1]):
                written = end_section(written, ends.later if state.turned else ends.first)
            rows = separate_tables(_write_table(block, id, layout, writing), 0.0)
            written += end_section(rows, ends.across, apart=True)
            state.turned = True
        else:
            written += write_block(block, id, place, writing)
    return written


def write_block(block: Block, id: str, place: BlockContext, writing: WriteContext) -> list[str]:
    """Paragraphs and tables, one string each, of one block, which is found by `id`."""
    match block:
        case Paragraph(children):
            return [_write_paragraph(children, id, place, writing)]
        case Heading():
            return [_write_heading(block, id, writing)]
        case Listing():
            return _write_list(block, id, place, writing)
        case Definitions():
            return _write_definitions(block, id, place, writing)
        case Quote(blocks):
            quoted = BlockContext(id, "Quote", _SLANTED, place.level + 1)
            return write_blocks(blocks, quoted, writing)
        case Aside():
            return [_write_aside(block, id, writing)]
        case CodeBlock():
            return _write_code(block, id, place, writing)
        case PullQuote(children):
            pulled = BlockContext(id, "IntenseQuote", _SLANTED)
            return [_write_paragraph(children, id, pulled, writing)]
        case Signature(lines):
            return _write_signature(lines, id, writing)
        case Table():
            return _write_table(block, id, choose_layout(block, False, writing), writing)
        case Figure():
            return write_figure(block, id, writing)
        case FigureGroup():
            return write_figure_group(block, id, writing)
        case Statistics():
            return _write_statistics(block, id, writing)
        case _:
            assert_never(block)


def _write_paragraph(children: Inlines, id: str, place: BlockContext, writing: WriteContext) -> str:
    content = write_inlines(children, writing, place.marks)
    return paragraph(place.style, name_block(writing.state, id, content))


def _write_heading(block: Heading, id: str, writing: WriteContext) -> str:
    level = min(max(block.level, 2), 4) - 2
    content, state = write_inlines(block.children, writing), writing.state
    properties, label = number_heading(state, level + 2)
    if not level:
        content = name_place(state, heading_name(id), content)
        words = spell(block.children, writing)
        entry = ListEntry("", 2, label.text, words, heading_name(id), label.follow)
        state.entries.append(entry)
    return paragraph(_HEADINGS[level], name_block(state, id, content), properties)


def _write_list(block: Listing, id: str, place: BlockContext, writing: WriteContext) -> list[str]:
    level = min(place.level, len(_FURTHER) - 1)
    style = _NUMBERS[level] if block.ordered else _BULLETS[level]
    properties = ""
    if block.ordered:
        kind, rank = writing.state.definitions.ordered[level]
        rank = min(rank + place.level - level, LAST_LEVEL)
        number = start_list(writing.state, (kind, rank), block.start)
        properties = f'<w:numPr><w:ilvl w:val="{rank}"/><w:numId w:val="{number}"/></w:numPr>'
    further = BlockContext(id, _FURTHER[level], level=place.level + 1)
    written: list[str] = []
    for count, item in enumerate(block.items, 1):
        own = f"{id}.{count}"
        first, rest = _split_item(item.blocks)
        content = write_inlines(first.children, writing)
        named = name_block(writing.state, first.id or own, content)
        written.append(paragraph(style, named, properties))
        written += write_blocks(rest, replace(further, id=own), writing)
    return written


def _split_item(blocks: Blocks) -> tuple[Paragraph, Blocks]:
    """The paragraph that stands beside the bullet, and what follows."""
    if blocks and isinstance(blocks[0], Paragraph):
        return blocks[0], blocks[1:]
    return Paragraph(()), blocks


def _write_definitions(
    block: Definitions, id: str, place: BlockContext, writing: WriteContext
) -> list[str]:
    written: list[str] = []
    for count, item in enumerate(block.items, 1):
        term = name_block(writing.state, f"{id}.{count}", write_inlines(item.term, writing))
        written.append(paragraph("DefinitionTerm", term))
        within = BlockContext(f"{id}.{count}", "Definition", level=place.level + 1)
        written += write_blocks(item.blocks, within, writing)
    return written


def _write_aside(block: Aside, id: str, writing: WriteContext) -> str:
    """A table of one column: the title as a head that repeats, and a row for each block.

    So it has a ground of its own whatever stands in it, and goes on over pages.
    """
    title = name_block(writing.state, id, write_inlines(block.title, writing))
    rows = [[TableCell(paragraph("AsideTitle", title))]]
    place = BlockContext(id, "Aside")
    for count, inner in enumerate(block.blocks, 1):
        written = write_block(inner, inner.id or f"{id}/{count}", place, writing)
        rows.append([TableCell("".join(written))])
    columns = (twips(writing.layout.measure),)
    grid = TableMarkup("AsideBox", columns, heads=1, title=spell(block.title, writing))
    return table(grid, rows)


CODE_INSET = 227
"""Twips from the rule beside code to its lines, 4 mm, as in `templates/word/styles.xml.j2`."""
CODE_PART = 0.8
"""Part of a page up to which lines of code are kept together; in other faces than ours they are
higher, and Word has what cannot be kept together begin a page of its own. At 1 a block that just
fits here would do that for nothing."""


INDENT, LIST_INDENT = 425, 397
"""Twips by which our styles set in what a term means or is quoted, and each level of lists."""
COLUMN = 0.6
"""Width of a sign of code, in sizes, as in nearly every face that is made for it."""


def _write_code(block: CodeBlock, id: str, place: BlockContext, writing: WriteContext) -> list[str]:
    """A paragraph for each line, so that one that is too long goes on further in."""
    layout, lines = writing.layout, list_lines(block)
    size = writing.theme.scale.small * layout.scale
    height = len(lines) * size * writing.theme.leading / writing.theme.scale.text
    whole = height <= CODE_PART * (layout.height - layout.top - layout.bottom)
    last = len(lines)
    held = range(1, last) if whole else {1, last - 1}
    around = LIST_INDENT * place.level + INDENT * (place.style in {"Definition", "Quote"})
    written: list[str] = []
    for count, line in enumerate(lines, 1):
        kept = "<w:keepNext/>" if count in held else ""
        properties = kept + _indent_code(line, around, twips(size * COLUMN), writing)
        named = name_block(writing.state, f"{id}.{count}", run(line))
        written.append(paragraph("Code", named, properties))
    return written


def _indent_code(line: str, around: int, column: int, writing: WriteContext) -> str:
    """The indents of a line of code in something that is set in by `around`; empty for its style's.

    The rest of a line that is too long stands further in than its beginning.
    """
    left = around + CODE_INSET
    room = twips(writing.layout.measure) - left
    blank = len(line) - len(line.lstrip(" "))
    if not blank or len(line) * column <= room:
        return f'<w:ind w:left="{left + HANG * column}"/>' if around else ""
    hang = min((blank + HANG) * column, room // 2)
    return f'<w:ind w:left="{left + hang}" w:hanging="{hang}"/>'


def _write_signature(lines: tuple[str, ...], id: str, writing: WriteContext) -> list[str]:
    keep = ["<w:keepNext/>"] * (len(lines) - 1) + [""]
    further: list[ParagraphStyleId] = ["Signature"] * (len(lines) - 1)
    styles: list[ParagraphStyleId] = ["SignatureName", *further]
    return [
        paragraph(style, name_block(writing.state, f"{id}.{count}", run(line)), kept)
        for count, (line, style, kept) in enumerate(zip(lines, styles, keep, strict=True), 1)
    ]


def _write_table(
    block: Table, id: str, layout: WordTableLayout, writing: WriteContext
) -> list[str]:
    written: list[str] = []
    if block.caption:
        words_of = writing.words.table
        written.append(write_caption(words_of, block.number, block.caption, id, writing, 80))
    written.append(write_rows(block, id, layout, writing))
    if block.source:
        words = write_inlines(block.source, writing, _SLANTED)
        named = name_block(writing.state, f"{id}/source", words)
        written.append(paragraph("Credit", named, spacing_before(SOURCE_SPACE)))
    return written


def _write_statistics(block: Statistics, id: str, writing: WriteContext) -> list[str]:
    across, size = _fit_numbers(block.items, writing)
    width = twips(writing.layout.measure)
    columns = (width // across,) * across
    items = [
        _write_statistic(item, f"{id}.{count}", size, writing)
        for count, item in enumerate(block.items, 1)
    ]
    empty = TableCell(paragraph("StatisticLabel", ""))
    items += [empty] * (-len(items) % across)
    rows = [items[start : start + across] for start in range(0, len(items), across)]
    title = spell(block.caption, writing)
    grid = TableMarkup("Statistics", columns, heads=0, title=title)
    return [table(grid, rows), *write_legend(block, id, writing)]


def _fit_numbers(items: tuple[Statistic, ...], writing: WriteContext) -> tuple[int, float]:
    """How many statistics stand side by side, in rows as even as can be; and the size of their
    numbers, 0 for that of their style.

    A house's faces may be wider than ours, which are measured; its numbers are set smaller before
    they take another row.
    """
    if writing.layout.trust == 1:
        return _count_columns(items, writing, 1.0), 0.0
    wanted = min(len(items), STATISTICS_IN_A_ROW)
    counts = [(_count_columns(items, writing, WIDER * share), share) for share in SMALLER]
    across, share = next((one for one in counts if one[0] == wanted), counts[0])
    poster = writing.theme.scale.poster * writing.layout.scale
    return across, 0.0 if share == 1 else share * poster


def _count_columns(items: tuple[Statistic, ...], writing: WriteContext, share: float) -> int:
    """How many statistics fit side by side when their numbers are `share` as wide as ours."""
    size = writing.theme.scale.text * writing.layout.scale
    face = find_face(load_metrics(writing.theme, size), families(writing.theme)[1], False, False)
    poster, about = writing.theme.scale.poster * writing.layout.scale, writing.words.about
    widest = max(
        measure_word(face, item.value) * poster * share
        + (measure_word(face, f"{about} ") * size * 1.3 if item.approximate else 0.0)
        for item in items
    )
    fitting = max(1, min(STATISTICS_IN_A_ROW, int(writing.layout.measure / (widest + 12))))
    rows = -(-len(items) // fitting)
    return -(-len(items) // rows)


def _write_statistic(item: Statistic, id: str, size: float, writing: WriteContext) -> TableCell:
    about = run(f"{writing.words.about} ", Marks(style="StatisticQualifier"))
    number = (about if item.approximate else "") + run(item.value, Marks(size=size))
    named = name_block(writing.state, id, number)
    return TableCell(
        paragraph("StatisticNumber", named) + paragraph("StatisticLabel", run(item.label))
    )
