"""Inlines, paragraphs and headings to rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from octavo.document import Heading, Inlines, Note, Paragraph, PullQuote, Signature, Text
from octavo.document.length import Length
from octavo.document.walk import query
from octavo.pdf.tags import Element
from octavo.typeset.context import Desk, Slot
from octavo.typeset.flow import (
    Paint,
    Row,
    collect_entries,
    collect_notes,
    hold_together,
    whole_lines,
)
from octavo.typeset.painting import InnerElements, paint_line
from octavo.typeset.pieces import Line, Mark
from octavo.typeset.text import ENDLESS, Style, set_inlines, set_words

MARKER_GAP = 0.4
"""Between a marker and what stands beside it, at least, in type sizes."""


def prepare_line(
    line: Line, style: Style, desk: Desk, inner: InnerElements | None, indent: Length
) -> Paint:
    """How the line is drawn in its strip; without `inner`, inside what is open then."""

    def paint(x: Length, top: Length) -> None:
        baseline = top - style.leading + drop(style)
        paint_line(desk.canvas, line, x + indent, baseline, inner)

    return paint


def set_text(
    inlines: Inlines, style: Style, element: Element | None, desk: Desk, slot: Slot
) -> tuple[Row, ...]:
    """A row for each line of `inlines`, as content of `element` or of what is open when drawn.

    No page ends after the first, before the last, or in a hyphen. Notes are set with the row that
    calls them, unless the lines are drawn again and belong to no element.
    """
    first = desk.notes.take(sum(1 for _ in query(inlines, Note)))
    lines = set_inlines(inlines, style, slot.measure, desk.setting, first)
    inner = InnerElements(element) if element else None
    last = len(lines) - 1
    rows: list[Row] = []
    for index, line in enumerate(lines):
        bound = index in (0, last - 1) and index != last
        notes: list[Row] = []
        for note in line.notes if element else ():
            notes.extend(_set_note(note, first, desk, slot, slot.parent))
            first += 1
        paint = prepare_line(line, style, desk, inner, slot.indent)
        holds = bound or (line.hyphenated and index != last)
        rows.append(
            Row(
                style.leading,
                paint,
                holds=holds,
                entries=list_entries(line, lines[index - 1] if index else None),
                notes=tuple(notes),
            )
        )
    return tuple(rows)


def list_entries(line: Line, above: Line | None) -> tuple[str, ...]:
    """The entries of the index whose words begin on the line and not on the one above."""
    begun = {piece.mark for piece in above.pieces} if above else set[Mark | None]()
    marks = [piece.mark for piece in line.pieces if piece.mark and piece.mark not in begun]
    return tuple(dict.fromkeys(mark.target for mark in marks if mark.kind == "index"))


def drop(style: Style) -> Length:
    """How far the baseline stands above the foot of a line's strip."""
    return style.leading * 0.27


def _set_note(note: Note, number: int, desk: Desk, slot: Slot, parent: Element) -> Iterator[Row]:
    style = desk.styles.note
    element = parent.add("Note", id=f"note-{number}")
    label = element.add("Lbl")
    marker = set_marker(str(number), style, desk)
    inset = make_room([marker], style)
    lines = set_inlines(note.children, style, slot.measure - inset, desk.setting)
    inner = InnerElements(element)
    for index, line in enumerate(lines):
        paint = prepare_line(line, style, desk, inner, inset)
        if not index:
            first = prepare_line(marker, style, desk, InnerElements(label), 0.0)
            paint = paint_all(_name_place(desk, f"note-{number}"), first, paint)
        yield Row(style.leading, paint)


def set_marker(text: str, style: Style, desk: Desk) -> Line:
    """A bullet or number as one line, however long it is."""
    return set_words(text, style, ENDLESS, desk.setting)[0]


def make_room(markers: Iterable[Line], style: Style) -> Length:
    """How far what stands beside the markers is set in: a line's height, more beside wide ones."""
    return max(style.leading, *(marker.width + MARKER_GAP * style.size for marker in markers))


def _name_place(desk: Desk, name: str) -> Paint:
    def paint(x: Length, top: Length) -> None:
        desk.canvas.destination(name, top)

    return paint


def paint_all(*paints: Paint) -> Paint:
    """Several drawings as one, in order."""

    def paint(x: Length, top: Length) -> None:
        for each in paints:
            each(x, top)

    return paint


def set_paragraph(paragraph: Paragraph, desk: Desk, slot: Slot, follows: bool) -> tuple[Row, ...]:
    """The lines of a paragraph, the first indented when it follows another."""
    style = desk.styles.text
    if not follows:
        style = replace(style, indent=0.0)
    return set_text(paragraph.children, style, slot.parent.add("P"), desk, slot)


def set_heading(heading: Heading, desk: Desk, slot: Slot) -> tuple[Row, ...]:
    """The lines of a heading, kept with what follows."""
    level = min(heading.level, 4)
    style = desk.styles.heading[level - 2]
    element = slot.parent.add(f"H{level}")
    rows = set_text(heading.children, style, element, desk, slot)
    grid = desk.styles.text.leading
    padded = whole_lines(len(rows) * style.leading, grid) - len(rows) * style.leading
    first = _raise_row(rows[0], padded)
    return tuple(replace(row, holds=True) for row in (replace(first, above=grid), *rows[1:]))


def _raise_row(row: Row, by: Length) -> Row:
    """The row made higher, two thirds of the room above its text."""

    def paint(x: Length, top: Length) -> None:
        row.paint(x, top - by * 2 / 3)

    return replace(row, height=row.height + by, paint=paint)


def pad(rows: tuple[Row, ...], space: Length) -> tuple[Row, ...]:
    """The rows with so much room above and below them."""
    if not rows:
        return rows
    rows = (replace(rows[0], above=space), *rows[1:])
    return (*rows[:-1], replace(rows[-1], below=space))


def set_pull_quote(quote: PullQuote, desk: Desk, slot: Slot) -> tuple[Row, ...]:
    """One strip: a short rule, and the sentence large below it."""
    style = desk.styles.pull
    grid = desk.styles.text.leading
    element = slot.parent.add("BlockQuote").add("P")
    rows = set_text(quote.children, style, element, desk, slot)
    text = sum(row.height for row in rows)
    height = whole_lines(text + grid * 1.35, grid)

    def paint(x: Length, top: Length) -> None:
        with desk.canvas.artifact("Layout"):
            left = x + slot.indent
            desk.canvas.rectangle(left, top - grid * 0.35, grid * 3, 1.6, "gold")
        at = top - grid * 0.75
        for row in rows:
            row.paint(x, at)
            at -= row.height

    return (
        Row(
            height,
            paint,
            above=grid,
            floats=True,
            entries=collect_entries(rows),
            notes=collect_notes(rows),
        ),
    )


def set_signature(signature: Signature, desk: Desk, slot: Slot) -> tuple[Row, ...]:
    """Who signs: the name in bold, then a line for each post."""
    rows: list[Row] = []
    style = desk.styles.signature
    for index, text in enumerate(signature.lines):
        role = "sans-bold" if not index else style.role
        element = slot.parent.add("P")
        rows.extend(set_text((Text(text),), replace(style, role=role), element, desk, slot))
    return pad(hold_together(rows), desk.styles.text.leading)
