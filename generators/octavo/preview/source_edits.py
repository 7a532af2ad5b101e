"""Words of the source, found by what was clicked, and changed with nothing else touched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from octavo.document.problem import Span
from octavo.preview.faults import CannotChangeError, ConflictError
from octavo.preview.yaml_texts import YamlPart, YamlText, replace_text, set_entry
from octavo.source.cells import find_cells
from octavo.source.outline import CAPTION, Part, read_outline
from octavo.source.schema import FENCES

_LINE_END = re.compile("\r\n|\r|\n")
_RULE = re.compile(r"-{3,}[ \t]*")
_OPENING = re.compile(r"[ \t]*#{1,6}[ \t]+")
_MARKS = re.compile(r"[ \t]*\{[#.:][^{}\n]*\}[ \t]*$")


CHANGEABLE = (".md", ".yaml", ".yml")
"""Ends of the names of files in which words can be changed on the page."""


@dataclass(frozen=True, slots=True)
class SourcePassage:
    """Words of a file that can be changed on the page."""

    label: str
    """What they are: a kind of block, or a key of YAML."""
    text: str
    """The words, with line feeds for line ends; of a YAML value, what it says."""
    line: int
    """Of the file, from 1."""
    yaml: bool
    write: Callable[[str], str]
    """The text of the file, with line feeds, when other words stand there. It raises
    `CannotChangeError`."""


def find_passages(data: bytes, span: Span) -> tuple[SourcePassage, ...]:
    """What stands at `span` in a file with these bytes, the likeliest to be meant first: a block of
    Markdown, or values of YAML.

    Raises `CannotChangeError`.
    """
    lines = read_lines(data)
    if not 1 <= span.line <= len(lines):
        raise CannotChangeError("the file has changed: click again")
    if not span.file.endswith(CHANGEABLE):
        raise CannotChangeError(f"this comes from `{span.file}`: change it in that file")
    first, end = find_yaml(lines, span)
    if end > first:
        return _list_values(lines, first, end, span)
    return _list_blocks(
        lines, _find_body(lines) if span.file.endswith(".md") else 0, len(lines), span
    )


def change(data: bytes, span: Span, old: str, new: str, at: int = 0) -> bytes:
    """The file with `new` where the passage number `at` says `old`, and every other byte as it was.

    Raises `ConflictError` when it says something else there, and `CannotChangeError`.
    """
    passages = find_passages(data, span)
    if not 0 <= at < len(passages):
        raise CannotChangeError("the file has changed: click again")
    if passages[at].text != old:
        raise ConflictError(passages[at].text)
    new = _LINE_END.sub("\n", new).strip("\n")
    if not new.strip():
        raise CannotChangeError("nothing would be left; delete it in the file")
    return _merge(data, passages[at].write(new))


def set_value(data: bytes, span: Span, path: tuple[str, ...], value: str | list[str]) -> bytes:
    """The file with `value` under `path` in the mapping of YAML at the span, and nothing else
    changed. Raises `CannotChangeError`."""
    lines = read_lines(data)
    first, end = find_yaml(lines, span) if 1 <= span.line <= len(lines) else (0, 0)
    if first == end:
        raise CannotChangeError("the file has changed: look again")
    part = _blank_rules(lines[first:end])
    changed = set_entry("\n".join(part), first + 1, span, path, value)
    return _merge(data, _put_back(lines, first, end, part, changed))


def require(data: bytes, span: Span, audience: str, on: bool) -> bytes:
    """The file with the audience among those that the point at the span is required for, or not.
    Raises as `set_value` does."""
    lines = read_lines(data)
    first, end = find_yaml(lines, span) if 1 <= span.line <= len(lines) else (0, 0)
    part = YamlPart("\n".join(_blank_rules(lines[first:end])), first + 1)
    said = part.read_plain(part.find_mapping(span))
    before = said.get("required") if isinstance(said, dict) else None
    names = [str(name) for name in before] if isinstance(before, list) else []
    others = [name for name in names if name != audience]
    return set_value(data, span, ("required",), [*others, audience] if on else others)


# ------------------------------------------------------------------------------- the file


def read_lines(data: bytes) -> list[str]:
    """The lines of a file, without its byte order mark. Raises `UnicodeDecodeError`."""
    return _LINE_END.sub("\n", data.decode("utf-8").removeprefix("\ufeff")).split("\n")


def _merge(data: bytes, text: str) -> bytes:
    """`text` in the place of what the file says, each line that stays with the end that it has."""
    written = data.decode("utf-8")
    mark = "\ufeff" if written.startswith("\ufeff") else ""
    written = written.removeprefix("\ufeff")
    old = _LINE_END.sub("\n", written)
    ends: list[str] = _LINE_END.findall(written)
    before = _count_alike(old, text)
    after = _count_alike(old[before:][::-1], text[before:][::-1])
    usual = max(ends, key=ends.count, default="\n")
    middle = text[before : len(text) - after]
    first, last = old.count("\n", 0, before), old.count("\n", len(old) - after, len(old))
    kept = [*ends[:first], *[usual] * middle.count("\n"), *(ends[-last:] if last else [])]
    parts = text.split("\n")
    joined = "".join(line + end for line, end in zip(parts, [*kept, ""], strict=True))
    return (mark + joined).encode("utf-8")


def _count_alike(one: str, other: str) -> int:
    """How many characters both begin with."""
    most = min(len(one), len(other))
    if one[:most] == other[:most]:
        return most
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle)
    return low


def _find_body(lines: list[str]) -> int:
    """How many lines the front matter has, with its rules."""
    if not _RULE.fullmatch(lines[0]):
        return 0
    ends = (i for i, line in enumerate(lines[1:], 2) if _RULE.fullmatch(line))
    return next(ends, len(lines))


def find_yaml(lines: list[str], span: Span) -> tuple[int, int]:
    """From which line to which there is YAML around the span, counted from 0; twice the same where
    there is Markdown."""
    if not span.file.endswith(".md"):
        return 0, len(lines)
    body = _find_body(lines)
    if span.line <= body:
        return 0, body
    part, offset = _find_part(lines, body, len(lines), span.line - 1)
    if part is None or part.label not in FENCES:
        return 0, 0
    first, end = offset + part.first + 1, offset + part.end
    rules = (at for at in range(first, end) if lines[at].strip() == "---")
    end = next(rules, end - 1 if _is_fence(lines[end - 1]) else end)
    return (first, end) if span.line - 1 < end else (0, 0)


def _find_part(lines: list[str], first: int, end: int, at: int) -> tuple[Part | None, int]:
    """The block that the line stands in, an aside opened, and where its own lines are counted
    from."""
    parts = read_outline("\n".join(lines[first:end])).parts
    part = next((part for part in parts if part.first <= at - first < part.end), None)
    if part is None or part.label != "aside":
        return part, first
    inner = range(first + part.first + 1, first + part.end)
    rule = next((i for i in inner if lines[i].strip() == "---"), len(lines))
    return _find_part(lines, rule + 1, first + part.end - 1, at) if at > rule else (part, first)


def _is_fence(line: str) -> bool:
    return line.lstrip().startswith(("```", "~~~"))


# --------------------------------------------------------------------------------- YAML


def _list_values(lines: list[str], first: int, end: int, span: Span) -> tuple[SourcePassage, ...]:
    part = _blank_rules(lines[first:end])
    text = "\n".join(part)
    sought = span
    if span.file.endswith(".md") and span.line == first:  # the line that opens a fenced block
        sought = replace(span, line=first + 1, column=0)
    found = YamlPart(text, first + 1).list_texts(sought)

    def make(value: YamlText) -> SourcePassage:
        def write(new: str) -> str:
            return _put_back(lines, first, end, part, replace_text(text, value, new))

        line = first + text.count("\n", 0, value.start) + 1
        return SourcePassage(value.label, value.text, line, True, write)

    return tuple(map(make, found))


def _blank_rules(lines: list[str]) -> list[str]:
    """The lines without the rules around front matter, which would begin another document."""
    return [" " * len(line) if _RULE.fullmatch(line) else line for line in lines]


def _put_back(lines: list[str], first: int, end: int, part: list[str], changed: str) -> str:
    """The whole text with the lines from `first` to `end` changed, and its rules as they were."""
    new = changed.split("\n")
    if part and part[0] != lines[first]:
        new[0] = lines[first]
    if part and part[-1] != lines[end - 1]:
        new[-1] = lines[end - 1]
    return "\n".join([*lines[:first], *new, *lines[end:]])


# ------------------------------------------------------------------------------- Markdown


def _list_blocks(lines: list[str], first: int, end: int, span: Span) -> tuple[SourcePassage, ...]:
    """The block at the span, and the caption of a table."""
    part, offset = _find_part(lines, first, end, span.line - 1)
    if part is None:
        raise CannotChangeError("it is not in this file; change it where it is said")
    found = [_make_passage(lines, offset, part)]
    if part.kind == "table":
        found = [*_list_cells(lines, span), *found]
        parts = read_outline("\n".join(lines[offset:end])).parts
        following = next((one for one in parts if one.first >= part.end), None)
        if following and following.kind == "p" and CAPTION.match(following.lines[0]):
            found.append(replace(_make_passage(lines, offset, following), label="caption"))
    return tuple(found)


def _list_cells(lines: list[str], span: Span) -> Iterator[SourcePassage]:
    """The cell that begins at the span."""
    line = lines[span.line - 1]
    for start, end in find_cells(line):
        if start < end and start + 1 == span.column:
            write = partial(_write_cell, lines, span.line - 1, start, end)
            yield SourcePassage("cell", line[start:end], span.line, False, write)


def _write_cell(lines: list[str], at: int, start: int, end: int, new: str) -> str:
    """The text with other words in a cell, in which a bar is no end of it."""
    words = re.sub(r"(?<!\\)\|", r"\|", " ".join(new.split()))
    line = lines[at][:start] + words + lines[at][end:]
    if len(find_cells(line)) != len(find_cells(lines[at])):
        raise CannotChangeError("this would begin another cell; write it in the file")
    return "\n".join([*lines[:at], line, *lines[at + 1 :]])


KINDS = {"p": "paragraph", "ul": "list", "ol": "list", "table": "table", "blockquote": "quotation"}
"""What the editor calls the kinds of blocks, beside headings."""


def _make_passage(lines: list[str], offset: int, part: Part) -> SourcePassage:
    """The block without the marks at its end, a heading without those before it too."""
    first, end = offset + part.first, offset + _find_end(part, lines, offset)
    text = "\n".join(lines[first:end])
    marks = _MARKS.search(text)
    heading = part.kind[:1] == "h" and part.kind[1:].isdigit()
    if heading and not text.lstrip().startswith("#"):
        raise CannotChangeError("this heading is underlined; change it in the file")
    whole = text[: marks.start()].rstrip("\n") if marks and part.kind != "table" else text
    rest = text[len(whole) :]
    opening = _OPENING.match(whole)
    begin = opening[0] if heading and opening else ""
    said = whole.removeprefix(begin)

    def write(new: str) -> str:
        _refuse_other_blocks(whole, begin + new)
        return "\n".join([*lines[:first], *(begin + new + rest).split("\n"), *lines[end:]])

    label = "heading" if heading else KINDS.get(part.kind, "block")
    return SourcePassage(label, said, first + 1, False, write)


def _find_end(part: Part, lines: list[str], offset: int) -> int:
    """The line after the last one of the block that says something."""
    end = part.end
    while end > part.first + 1 and not lines[offset + end - 1].strip():
        end -= 1
    return end


def _refuse_other_blocks(old: str, new: str) -> None:
    """Changed words may not become another kind of block, nor two."""
    before, after = (
        [part.kind for part in read_outline(text).parts if part.kind != "note"]
        for text in (old, new)
    )
    if before != after or bool(CAPTION.match(old)) != bool(CAPTION.match(new)):
        message = "this would begin another block; write it in the file"
        raise CannotChangeError(message)
