"""What Python-Markdown does not read: code and other fenced blocks, notes, captions of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from octavo.document.problem import Span
from octavo.files.source_file import SourceFile, error, find_near, warning
from octavo.source.context import NoteText
from octavo.source.outline import CAPTION, Part, read_outline, walk
from octavo.source.schema import FENCES, Aside

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


@dataclass(frozen=True, slots=True)
class FenceInfo:
    """What stands behind the signs that open a fenced block."""

    name: str
    """The kind of the block, or the language of code."""
    marks: str = ""
    """What `{#id .name}` has between its braces."""
    rest: str = ""
    """What else is written there."""


_INFO = re.compile(
    r"(?P<name>[^\s{}]*)[ \t]*(?:\{:?[ ]*(?P<marks>[#.][^{}]*)\})?[ \t]*(?P<rest>.*)"
)


def read_info(part: Part) -> FenceInfo:
    """What stands behind the signs that open the block; nothing for one that is indented."""
    found = _INFO.fullmatch(part.label)
    assert found, "the pattern takes every line"
    return FenceInfo(found["name"], (found["marks"] or "").strip(), found["rest"])


def is_code(part: Part) -> bool:
    """Whether a block that is kept as it was typed is code, and no figure or the like."""
    return part.kind == "pre" and read_info(part).name not in FENCES


def make_code(source: SourceFile, part: Part, first: int) -> str | None:
    """The lines of a block of code, without spaces at their ends, which nobody sees.

    `None`, and a report, when something is wrong with it.
    """
    span = Span(source.file, first + part.first, 1)
    fault = _find_fault(part, read_info(part))
    if fault:
        code, message, hint = fault
        source.problems.append(error(code, message, span, hint))
        return None
    if part.markup and not is_closed(source, part, first):
        return None
    if rest := read_info(part).rest:
        message = f"`{rest}` behind the language of code is not printed"
        hint = "delete it, or write it in the text"
        source.problems.append(warning("TXT005", message, span, hint))
    return "\n".join(line.rstrip() for line in part.lines)


def _find_fault(part: Part, info: FenceInfo) -> tuple[str, str, str] | None:
    """Code, message and hint of what keeps a block from being read as code."""
    near = find_near(info.name, FENCES)
    if near:
        return "TXT005", f"a block called `{info.name}`", f"did you mean `{near}`?"
    if "{" in info.rest:
        message = f"`{info.rest}` behind the signs of a block is neither an id nor an audience"
        return "TXT005", message, "write the language alone, or marks such as `{.audience-…}`"
    if not "".join(part.lines).strip():
        return "TXT003", "a block of code without a line", "delete it"
    if not part.markup and _MEANS_MORE.search("\n".join(part.lines)):
        message = "signs that mean something else, indented by four spaces, would be code"
        return "TXT015", message, "take out the spaces, or put the code between two lines of ```"
    return None


_MEANS_MORE = re.compile(
    r"\A[ \t]*(?:[-+*]|\d+[.)]|>)[ \t]|^[ \t]*(?:```|~~~)|\{:?[ ]*[#.][^{}]*\}[ \t]*$", re.MULTILINE
)
"""An item or a quotation at the beginning of indented code, a fence or marks anywhere in it."""


def list_code_lines(parts: Sequence[Part], first: int) -> Iterator[int]:
    """The lines of blocks of code, of a text that begins at line `first`; those in asides too."""
    for part in walk(parts):
        if is_code(part):
            yield from range(first + part.first, first + part.end)
        elif part.kind == "pre" and FENCES[read_info(part).name] is Aside:
            inner = read_outline("\n".join(part.lines))
            yield from list_code_lines(inner.parts, first + part.first + 1)


def is_closed(source: SourceFile, part: Part, first: int) -> bool:
    """Whether a fenced block ends where its author says; else that is reported."""
    if part.end - part.first == len(part.lines) + 2:
        return True
    span = Span(source.file, first + part.first, 1)
    hint = f"end it with {part.markup}"
    source.problems.append(error("TXT005", "this block is never closed", span, hint))
    return False


def _holds_another(source: SourceFile, part: Part, first: int) -> bool:
    """Whether the next block begins before this one ends, which is reported: its YAML would else be
    told to be wrong where the text goes on."""
    opening = re.compile(rf"[ \t]*{re.escape(part.markup)}({'|'.join(FENCES)})[ \t]*")
    found = next((n for n, line in enumerate(part.lines, 1) if opening.fullmatch(line)), 0)
    if found:
        line = first + part.first + found
        hint = f"end it with {part.markup} before line {line}, where another block begins"
        span = Span(source.file, first + part.first, 1)
        source.problems.append(error("TXT005", "this block is never closed", span, hint))
    return found > 0


def make_fence(source: SourceFile, part: Part, first: int) -> Fence | None:
    """The fenced block that is no code; `None`, and a report, when it is not closed."""
    if not is_closed(source, part, first) or _holds_another(source, part, first):
        return None
    name = read_info(part).name
    return Fence(name, "\n".join(part.lines), first + part.first, part.column)
