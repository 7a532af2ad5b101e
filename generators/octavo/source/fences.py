"""What Python-Markdown does not read: fenced blocks, notes, captions of tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from octavo.document.problem import Span
from octavo.files.source_file import SourceFile, error, suggest
from octavo.source.context import NoteText
from octavo.source.outline import CAPTION, Part, walk
from octavo.source.schema import FENCES

CODE = frozenset({"pre", "html"})
"""Kinds of parts that are kept as they were typed."""

MOST_FENCES = 1000
"""In one section. The proceedings have 2 at most, and 4,000 take a fifth of a second to read: this
is no bound on time, but tells an author early of a file that a program has filled by mistake."""


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block."""

    kind: str
    text: str
    """Its YAML."""
    line: int
    """In the file, of the opening fence."""
    indent: int = 0
    """By how many characters it is indented."""


def read_notes(source: SourceFile, parts: Sequence[Part], first: int) -> dict[str, NoteText]:
    """The notes among `parts`, of a text that begins at line `first`, by label.

    A note that is more or less than one paragraph is reported, and so is one that stands twice.
    """
    notes: dict[str, NoteText] = {}
    for part in walk(parts):
        if part.kind != "note":
            continue
        span = Span(source.file, first + part.first, 1)
        if [inner.kind for inner in part.parts] != ["p"]:
            message = f"the note `{part.label}` is not one paragraph of words"
            hint = "write it in one paragraph, without lists, tables or figures"
            source.problems.append(error("TXT007", message, span, hint))
        elif part.label in notes:
            earlier = notes[part.label].line
            message = f"duplicate note `{part.label}`; first in line {earlier}"
            hint = "give one of the two another label"
            source.problems.append(error("TXT007", message, span, hint))
            continue
        lines = part.parts[0].lines if part.parts else ()
        notes[part.label] = NoteText("\n".join(lines), first + part.first)
    return notes


def mark_captions(parts: Sequence[Part], inside: bool = False) -> tuple[Part, ...]:
    """`parts` with each caption of the table before it as a `caption`.

    What looks like one and has no table above becomes `stray`, unless it is `inside` a block.
    """
    apart = [one for part in parts for one in _take_caption(part)]
    return tuple(_mark_caption(apart, i, inside) for i in range(len(apart)))


def _take_caption(part: Part) -> tuple[Part, ...]:
    """The part; a table without the rows at its end that are a caption, and these as a paragraph.

    Formatters write a caption without an empty line before it as such rows.
    """
    place = find_caption_row(part) if part.kind == "table" else None
    if place is None or not all(map(_has_one_cell, part.parts[place:])):
        return (part,)
    rows = part.parts[place:]
    lines = tuple(line for row in rows for line in row.parts[0].lines)
    table = replace(part, parts=part.parts[:place], end=rows[0].first)
    return table, Part("p", rows[0].first, part.end, lines, column=part.column)


def find_caption_row(table: Part) -> int | None:
    """The place of the first row below the head that begins as a caption does."""
    begins = (bool(CAPTION.match(" ".join(row.parts[0].lines))) for row in table.parts[1:])
    return next((place for place, found in enumerate(begins, 1) if found), None)


def _has_one_cell(row: Part) -> bool:
    """Whether only the first cell of the row has words."""
    first, *others = row.parts
    return bool(first.lines) and not row.markup and not any(cell.lines for cell in others)


_UNNAMED = f"name it: {', '.join(FENCES)}; code cannot be set yet: write it as a quotation"


def _mark_caption(parts: Sequence[Part], i: int, inside: bool) -> Part:
    part = parts[i]
    if part.parts:
        part = replace(part, parts=mark_captions(part.parts, True))
    before = parts[i - 1] if i else None
    if part.kind != "p" or not CAPTION.match(part.lines[0]):
        return part
    if before is not None and before.kind == "table":
        return replace(part, kind="caption")
    return part if inside else replace(part, kind="stray")


def list_captions(parts: Sequence[Part]) -> Iterator[tuple[int, Part]]:
    """The captions among `parts`, each with the first line of its table."""
    for before, part in pairwise(parts):
        if part.kind == "caption":
            yield before.first, part
    for part in parts:
        yield from list_captions(part.parts)


def make_fence(source: SourceFile, part: Part, first: int) -> Fence | None:
    """The figure or the statistics in a block of code; `None`, and a report, when it is neither."""
    span = Span(source.file, first + part.first, 1)
    if not part.markup:
        message = "a block of code has no place in a section"
        hint = "take out the four spaces at the beginning of the line"
        source.problems.append(error("TXT003", message, span, hint))
        return None
    if part.end - part.first != len(part.lines) + 2:
        hint = f"end it with {part.markup}"
        source.problems.append(error("TXT005", "this block is never closed", span, hint))
        return None
    if part.label not in FENCES:
        message = f"a block called `{part.label}`" if part.label else "a block without a name"
        hint = suggest(part.label, FENCES) if part.label else _UNNAMED
        source.problems.append(error("TXT005", message, span, hint))
        return None
    return Fence(part.label, "\n".join(part.lines), span.line, part.column)
