"""Inlines, paragraphs and headings to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from octavo.document import Heading, Inlines, Note, Paragraph, PullQuote, Signature, Text
from octavo.document.length import Length, add_up
from octavo.document.walk import query
from octavo.pdf.tags import Role, StructureElement
from octavo.typeset.context import Region, TypesetContext
from octavo.typeset.display import balance_inlines
from octavo.typeset.flow import (
    FlowItem,
    Hold,
    ItemPainter,
    RowVariant,
    hold_together,
    paint_all,
    stack_rows,
    whole_lines,
)
from octavo.typeset.painting import InnerElements, paint_line
from octavo.typeset.pieces import InlineTag, Line, Lines
from octavo.typeset.text import (
    ENDLESS,
    TextStyle,
    is_display,
    set_inlines,
    set_words,
)
from octavo.typeset.text_variants import TextVariant, set_variants
from octavo.typeset.tokens import name_mention

BASELINE = 0.27
"""How far the baseline stands above the foot of a line's strip, in lines: with leading of 1.375
that leaves 0.37 sizes for descenders, which take 0.24, and 1.0 for ascenders, which take 0.73. All
text has the same, or baselines beside each other would not meet."""
PULL_RULE, PULL_TEXT, PULL_SPACE = 0.35, 0.75, 1.35
"""From the head of a pull quote to the rule over it and to its words, and what it takes besides its
lines, in lines of text: the rule stands nearer to the words than to the paragraph above. Heights
are then rounded up to whole lines."""
MARKER_GAP = 0.4
"""Between a marker and what stands beside it, at least, in type sizes: one and a half spaces, so
that a number is not read with the sentence. It counts from 10 on; narrower markers stand in the
indent of a line's height."""


def prepare_line(
    line: Line,
    style: TextStyle,
    context: TypesetContext,
    inner: InnerElements | None,
    indent: Length,
) -> ItemPainter:
    """How the line is drawn in its strip; without `inner`, inside what is open then."""

    def paint(x: Length, top: Length) -> None:
        baseline = top - style.leading + drop(style)
        paint_line(context.canvas, line, x + indent, baseline, inner)

    return paint


def set_text(
    inlines: Inlines,
    style: TextStyle,
    element: StructureElement | None,
    context: TypesetContext,
    region: Region,
    varies: bool = False,
) -> tuple[FlowItem, ...]:
    """A row for each line of `inlines`, as content of `element` or of what is open when drawn.

    No page ends after the first, before the last, or in a hyphen. Notes are set with the row that
    calls them, unless the lines are drawn again and belong to no element. Text that `varies` has a
    line more or less where the context has chosen so.
    """
    first = context.notes.take(sum(1 for _ in query(inlines, Note)))
    set_lines = balance_inlines if is_display(style) else set_inlines
    lines = set_lines(inlines, style, region.measure, context.text, first)
    choice = context.choice if varies and style.align == "justify" else None
    number, variants = 0, _NO_VARIANTS
    if choice:
        number = choice.take()
        if choice.offers or number in choice.chosen:
            variants = set_variants(inlines, style, region.measure, context.text, first)
        chosen = variants.get(choice.chosen.get(number, 0))
        lines = chosen.lines if chosen else lines
    inner = InnerElements(element) if element else None
    holds = _list_holds(lines)
    heights: list[Length] = []
    rows: list[FlowItem] = []
    for index, line in enumerate(lines):
        notes: list[FlowItem] = []
        for note in line.notes if element else ():
            made = tuple(_set_note(note, first, context, region, region.parent))
            heights.append(add_up(row.height for row in made))
            notes.extend(made)
            first += 1
        paint = prepare_line(line, style, context, inner, region.indent)
        for call in range(first - len(line.notes), first) if element else ():
            paint = paint_all(_name_place(context, name_call(call)), paint)
        rows.append(
            FlowItem(
                style.leading,
                paint,
                keep_with_next=holds[index] is not Hold.FREE,
                hyphenated=holds[index] is Hold.HYPHEN and bool(choice),
                ids=_list_mentions(line, context.text.names.block),
                entries=list_entries(line, lines[index - 1] if index else None),
                notes=tuple(notes),
            )
        )
    if choice and rows:
        offered = _offer(variants, number, len(rows), heights) if choice.offers else ()
        rows[0] = replace(rows[0], variants=offered, begins=not region.indent)
    return tuple(rows)


_NO_VARIANTS: Mapping[int, TextVariant] = {}


def _list_holds(lines: Lines) -> tuple[Hold, ...]:
    """Of each line of a text: whether a page may end after it."""
    last = len(lines) - 1
    return tuple(
        Hold.FREE
        if index == last
        else Hold.HELD
        if index in (0, last - 1)
        else Hold.HYPHEN
        if line.hyphenated
        else Hold.FREE
        for index, line in enumerate(lines)
    )


def _offer(
    variants: Mapping[int, TextVariant], number: int, count: int, notes: Sequence[Length]
) -> tuple[RowVariant, ...]:
    """How the rows of the text with that number could be otherwise, whose notes are so high."""
    offered: list[RowVariant] = []
    for more, variant in variants.items():
        left = iter(notes)
        heights = tuple(add_up(islice(left, len(line.notes))) for line in variant.lines)
        holds = _list_holds(variant.lines)
        cost = variant.demerits, variant.tolerance
        offered.append(RowVariant(number, count, more, holds, heights, *cost))
    return tuple(offered)


def list_entries(line: Line, above: Line | None) -> tuple[str, ...]:
    """The entries of the index whose words begin on the line and not on the one above."""
    begun = {piece.tag for piece in above.pieces} if above else set[InlineTag | None]()
    marks = [piece.tag for piece in line.pieces if piece.tag and piece.tag not in begun]
    return tuple(dict.fromkeys(mark.target for mark in marks if mark.kind == "index"))


def _list_mentions(line: Line, block: str) -> tuple[str, ...]:
    """The places on the line at which a block refers to something; none where it has no id."""
    if not block:
        return ()
    tags = [piece.tag for piece in line.pieces]
    found = [tag.target[1:] for tag in tags if tag and tag.kind == "reference"]
    return tuple(name_mention(block, target) for target in dict.fromkeys(found))


def drop(style: TextStyle) -> Length:
    """How far the baseline stands above the foot of a line's strip."""
    return style.leading * BASELINE


def _set_note(
    note: Note, number: int, context: TypesetContext, region: Region, parent: StructureElement
) -> Iterator[FlowItem]:
    style = context.styles.note
    element = parent.add("Note", id=f"note-{number}")
    label = element.add("Lbl")
    marker = _lead_back(set_marker(str(number), style, context), number, context)
    inset = make_room([marker], style)
    measure = region.column or region.measure
    lines = set_inlines(note.children, style, measure - inset, context.text)
    inner = InnerElements(element)
    for index, line in enumerate(lines):
        paint = prepare_line(line, style, context, inner, inset)
        if not index:
            first = prepare_line(marker, style, context, InnerElements(label), 0.0)
            paint = paint_all(_name_place(context, f"note-{number}"), first, paint)
        yield FlowItem(style.leading, paint)


def _lead_back(marker: Line, number: int, context: TypesetContext) -> Line:
    """The number of a note as a link to where it is called."""
    said = context.text.names.note_back.format(note=number)
    tag = InlineTag("note", f"#{name_call(number)}", said)
    return replace(marker, pieces=tuple(replace(piece, tag=tag) for piece in marker.pieces))


def name_call(number: int) -> str:
    """What the place is called at which a note is called."""
    return f"call-{number}"


def set_marker(text: str, style: TextStyle, context: TypesetContext) -> Line:
    """A bullet or number as one line, however long it is."""
    return set_words(text, style, ENDLESS, context.text)[0]


def make_room(markers: Iterable[Line], style: TextStyle) -> Length:
    """How far what stands beside the markers is set in: a line's height, more beside wide ones."""
    return max(style.leading, *(marker.width + MARKER_GAP * style.size for marker in markers))


def _name_place(context: TypesetContext, name: str) -> ItemPainter:
    def paint(x: Length, top: Length) -> None:
        context.canvas.destination(name, top)

    return paint


def set_paragraph(
    paragraph: Paragraph, context: TypesetContext, region: Region, follows: bool
) -> tuple[FlowItem, ...]:
    """The lines of a paragraph, the first indented when it follows another."""
    style = context.styles.text
    if not follows:
        style = replace(style, indent=0.0)
    element = region.parent.add("P")
    return set_text(paragraph.children, style, element, context, region, varies=True)


_HEADINGS: tuple[Role, Role, Role] = ("H2", "H3", "H4")


def set_heading(heading: Heading, context: TypesetContext, region: Region) -> tuple[FlowItem, ...]:
    """The lines of a heading, kept with what follows."""
    place = min(heading.level, 4) - 2
    style = context.styles.heading[place]
    element = region.parent.add(_HEADINGS[place])
    rows = set_text(heading.children, style, element, context, region)
    grid = context.styles.text.leading
    padded = whole_lines(len(rows) * style.leading, grid) - len(rows) * style.leading
    first = _raise_row(rows[0], padded)
    return tuple(
        replace(row, keep_with_next=True) for row in (replace(first, space_before=grid), *rows[1:])
    )


def _raise_row(row: FlowItem, by: Length) -> FlowItem:
    """The row made higher, two thirds of the room above its text."""

    def paint(x: Length, top: Length) -> None:
        row.paint(x, top - by * 2 / 3)  # nearer to what it heads than to what is above

    return replace(row, height=row.height + by, paint=paint)


def pad(rows: tuple[FlowItem, ...], space: Length) -> tuple[FlowItem, ...]:
    """The rows with so much room above and below them."""
    if not rows:
        return rows
    rows = (replace(rows[0], space_before=space), *rows[1:])
    return (*rows[:-1], replace(rows[-1], space_after=space))


def set_pull_quote(
    quote: PullQuote, context: TypesetContext, region: Region, again: bool
) -> tuple[FlowItem, ...]:
    """One strip: a short rule, and the sentence large below it; by lines where it is too high.

    One that says `again` what the text says is for the eye, and not read aloud.
    """
    style = context.styles.pull
    grid = context.styles.text.leading
    element = None if again else region.parent.add("BlockQuote").add("P")
    rows = set_text(quote.children, style, element, context, region)
    rows = tuple(_hide(row, context) for row in rows) if again else rows
    text = add_up(row.height for row in rows)
    height = whole_lines(text + grid * PULL_SPACE, grid)

    def rule_off(x: Length, top: Length) -> None:
        with context.canvas.artifact("Layout"):
            left = x + region.indent
            context.canvas.rectangle(left, top - grid * PULL_RULE, grid * 3, 1.6, "gold")

    above = FlowItem(grid * PULL_TEXT, rule_off, keep_with_next=True)
    return (replace(stack_rows((above, *rows), height, grid), moves=not region.indent),)


def _hide(row: FlowItem, context: TypesetContext) -> FlowItem:
    """The row, whose words are an artifact."""

    def paint(x: Length, top: Length) -> None:
        with context.canvas.artifact("Layout"):
            row.paint(x, top)

    return replace(row, paint=paint)


def set_signature(
    signature: Signature, context: TypesetContext, region: Region
) -> tuple[FlowItem, ...]:
    """Who signs: the name in bold, then a line for each post."""
    rows: list[FlowItem] = []
    style = context.styles.signature
    for index, text in enumerate(signature.lines):
        role = "sans-bold" if not index else style.role
        element = region.parent.add("P")
        rows.extend(set_text((Text(text),), replace(style, role=role), element, context, region))
    return pad(hold_together(rows), context.styles.text.leading)
