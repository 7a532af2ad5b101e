"""Take out of a Markdown text what Markdown does not read: fenced blocks, notes, table captions.

Whatever is taken out leaves as many lines as it had, so that the rest keeps its places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from octavo.document.problem import Span
from octavo.files.source_file import SourceFile, error, suggest
from octavo.source.context import NoteText
from octavo.source.schema import FENCES

PLACEHOLDER = re.compile("\ue003([\ue100-\uf8ff])")
"""A paragraph that stands for a fenced block; group 1 tells which."""

MOST_FENCES = 1000
"""In one section."""
_FIRST = 0xE100
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[ ]*(.*?)[ ]*$")
_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:[ ]*(.*)$")
_CAPTION = re.compile(r"^Table:[ ]+(.*)$")
_ITEM = re.compile(r"(?:[-*+]|1\.)[ ]+\S")
_DEEP_ITEM = re.compile(r"( +)(?:[-*+]|\d+\.)[ ]+\S")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block."""

    kind: str
    text: str
    """Its YAML."""
    line: int
    """In the file, of the opening fence."""


@dataclass
class MarkdownParts:
    """A Markdown text taken apart."""

    lines: list[str]
    """What Markdown reads."""
    fences: list[Fence]
    notes: dict[str, NoteText]
    captions: dict[int, str]
    """Captions of tables, by their line in the file."""


def take_apart(source: SourceFile, text: str, first: int) -> MarkdownParts:
    """The fences, notes and captions in `text`, which begins at line `first`, and the rest."""
    parts = MarkdownParts(text.split("\n"), [], {}, {})
    _take_fences(source, parts, first)
    _take_notes(source, parts, first)
    _take_captions(parts, first)
    _check_lists(source, parts, first)
    return parts


def get_fence(mark: str, fences: list[Fence]) -> Fence:
    """The fenced block that the mark of a match of `PLACEHOLDER` stands for."""
    return fences[ord(mark) - _FIRST]


def _take_fences(source: SourceFile, parts: MarkdownParts, first: int) -> None:
    start = 0
    while start < len(parts.lines):
        opening = _FENCE.match(parts.lines[start])
        if not opening:
            start += 1
            continue
        end = _find_end(parts.lines, start, opening[1])
        span = Span(source.file, first + start, 1)
        if end is None:
            hint = "end it with ```"
            source.problems.append(error("TXT005", "this block is never closed", span, hint))
            _blank(parts.lines, range(start, len(parts.lines)))
            return
        if len(parts.fences) >= MOST_FENCES:
            source.problems.append(error("TXT005", f"more than {MOST_FENCES} blocks", span))
            _blank(parts.lines, range(start, len(parts.lines)))
            return
        if opening[2] not in FENCES:
            message = f"a block called `{opening[2]}`" if opening[2] else "a block without a name"
            source.problems.append(error("TXT005", message, span, suggest(opening[2], FENCES)))
        else:
            body = "\n".join(parts.lines[start + 1 : end])
            parts.fences.append(Fence(opening[2], body, first + start))
        mark = "\ue003" + chr(_FIRST + len(parts.fences) - 1)
        known = opening[2] in FENCES and end > start + 1
        _blank(parts.lines, range(start, end + 1))
        if known:
            parts.lines[start + 1] = mark
        start = end + 1


def _find_end(lines: list[str], start: int, fence: str) -> int | None:
    for i in range(start + 1, len(lines)):
        if lines[i].strip().startswith(fence) and not lines[i].strip().strip(fence[0]):
            return i
    return None


def _blank(lines: list[str], where: Iterable[int]) -> None:
    for i in where:
        lines[i] = ""


def _take_notes(source: SourceFile, parts: MarkdownParts, first: int) -> None:
    for start, line in enumerate(parts.lines):
        found = _NOTE.match(line)
        if not found:
            continue
        end = start + 1
        while end < len(parts.lines) and _continues(parts.lines, end):
            end += 1
        text = " ".join([found[2], *(more.strip() for more in parts.lines[start + 1 : end])])
        if found[1] in parts.notes:
            earlier = parts.notes[found[1]].line
            message = f"the note `{found[1]}` stands twice; first in line {earlier}"
            source.problems.append(error("TXT007", message, Span(source.file, first + start, 1)))
        else:
            parts.notes[found[1]] = NoteText(text.strip(), first + start)
        _blank(parts.lines, range(start, end))


def _continues(lines: list[str], i: int) -> bool:
    """Whether a note goes on in line `i`."""
    return bool(lines[i].strip()) and not _NOTE.match(lines[i])


def _take_captions(parts: MarkdownParts, first: int) -> None:
    for i, line in enumerate(parts.lines):
        found = _CAPTION.match(line)
        if found:
            parts.captions[first + i] = found[1]
            parts.lines[i] = ""


def _check_lists(source: SourceFile, parts: MarkdownParts, first: int) -> None:
    """Report what looks like a list but would not become one."""
    inside = text_before = False
    for i, line in enumerate(parts.lines):
        span = Span(source.file, first + i, 1)
        deep = _DEEP_ITEM.match(line)
        item = _ITEM.match(line)
        if inside and deep and len(deep[1]) % 4:
            hint = "an item inside an item is indented by four spaces"
            message = f"an item that is {len(deep[1])} spaces in"
            source.problems.append(error("TXT008", message, span, hint))
        if item and text_before and not inside:
            hint = "write an empty line before its first item"
            source.problems.append(error("TXT008", "a list that would become text", span, hint))
        text_before = bool(line.strip())
        inside = text_before and (inside or bool(item))
