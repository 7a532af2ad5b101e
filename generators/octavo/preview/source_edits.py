"""Words of the source, found by what was clicked, and changed with nothing else touched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from octavo.document.problem import Span
from octavo.files.source_file import SourceFile
from octavo.source.expressions import cover
from octavo.source.outline import Part, read_outline

SAID = ("text", "bottom_line", "what", "question", "caption", "title", "standfirst", "name")
"""Which value of a YAML mapping is meant by a click on what is made of it, the likeliest first."""
_LINE_END = re.compile("\r\n|\r|\n")
_RULE = re.compile(r"-{3,}[ \t]*")
_MARKS = re.compile(r"[ \t]*\{[#.:][^{}\n]*\}[ \t]*$")
_PLAIN = re.compile(r"[^\W\d_](?:[^\n:#]|:(?! )|(?<! )#)*(?<![\s:])")
"""Words that YAML reads as they stand, without quotation marks."""
_DOUBTFUL = "[]{},&*!|>%@`"
"""Signs that mean something to YAML in some places; where the old words have one, it is no such
place."""
_WORDS_OF_YAML = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


class CannotChangeError(Exception):
    """Why the words cannot be changed on the page, and what to do instead."""


class ConflictError(Exception):
    """The file does not say any more what the page showed. The argument is what it says."""


@dataclass(frozen=True, slots=True)
class SourcePassage:
    """Words of a file that can be changed on the page."""

    start: int
    """First character in the text of the file, as it is, with its line ends."""
    end: int
    text: str
    """The words, with line feeds for line ends; of a YAML value, what it says."""
    line: int
    """Of the file, from 1."""
    yaml: bool = False


def find_passage(data: bytes, span: Span) -> SourcePassage:
    """What stands at `span` in a file with these bytes: a block of Markdown, or a value of YAML.

    Raises `CannotChangeError`.
    """
    written = data.decode("utf-8")
    text = _LINE_END.sub("\n", written).removeprefix("\ufeff")
    lines = text.split("\n")
    if not 1 <= span.line <= len(lines):
        raise CannotChangeError("the file has changed: click again")
    body = _find_body(lines) if span.file.endswith(".md") else len(lines)
    first, end, said = (
        _find_value(lines[:body], span) if span.line <= body else _find_block(lines, body, span)
    )
    line = text.count("\n", 0, first) + 1
    starts = _map_places(written)
    return SourcePassage(starts[first], starts[end], said, line, span.line <= body)


def change(data: bytes, span: Span, old: str, new: str) -> bytes:
    """The file with `new` where it says `old`, and every other byte as it was.

    Raises `ConflictError` when it says something else there, and `CannotChangeError`.
    """
    passage = find_passage(data, span)
    if passage.text != old:
        raise ConflictError(passage.text)
    new = _LINE_END.sub("\n", new).strip("\n")
    if not new.strip():
        raise CannotChangeError("nothing would be left; delete it in the file")
    written = data.decode("utf-8")
    if passage.yaml:
        new = write_value(new, written[passage.start : passage.end])
    else:
        _refuse_other_blocks(old, new)
        if "\r\n" in written:
            new = new.replace("\n", "\r\n")
    return (written[: passage.start] + new + written[passage.end :]).encode("utf-8")


def write_value(text: str, before: str) -> str:
    """`text` as a YAML value in the place of `before`, written as that was where it can be."""
    one_line = " ".join(text.split())
    if before[:1] == "'" and "'" not in one_line:
        return f"'{one_line}'"
    doubtful = set(_DOUBTFUL) & set(one_line) - set(before)
    plain = _PLAIN.fullmatch(one_line) and one_line.lower() not in _WORDS_OF_YAML
    if before[:1] not in {'"', "'"} and plain and not doubtful:
        return one_line
    return json.dumps(one_line, ensure_ascii=False)


def _refuse_other_blocks(old: str, new: str) -> None:
    """Changed words may not become another kind of block, nor two."""
    before, after = (
        [part.kind for part in read_outline(text).parts if part.kind != "note"]
        for text in (old, new)
    )
    if before != after:
        message = "this would begin another block; write it in the file"
        raise CannotChangeError(message)


# ------------------------------------------------------------------------------- places


def _map_places(written: str) -> list[int]:
    """For each character of the text with line feeds only, where it stands in `written`."""
    places: list[int] = []
    at = 1 if written.startswith("\ufeff") else 0
    while at < len(written):
        places.append(at)
        at += 2 if written.startswith("\r\n", at) else 1
    return [*places, len(written)]


def _find_body(lines: list[str]) -> int:
    """How many lines the front matter has, with its rules."""
    if not _RULE.fullmatch(lines[0]):
        return 0
    ends = (i for i, line in enumerate(lines[1:], 2) if _RULE.fullmatch(line))
    return next(ends, len(lines))


def _find_block(lines: list[str], body: int, span: Span) -> tuple[int, int, str]:
    """The block at the span, without the marks at its end."""
    at = span.line - 1 - body
    parts = read_outline("\n".join(lines[body:])).parts
    part = next((part for part in parts if part.first <= at < part.end), None)
    if part is None:
        raise CannotChangeError("it is not in this file; change it where it is said")
    first, end = body + part.first, body + _find_end(part, lines, body)
    text = "\n".join(lines[first:end])
    marks = _MARKS.search(text)
    if part.kind[:1] == "h" and part.kind[1:].isdigit() and not text.lstrip().startswith("#"):
        raise CannotChangeError("this heading is underlined; change it in the file")
    said = text[: marks.start()] if marks and part.kind != "table" else text
    start = sum(len(line) + 1 for line in lines[:first])
    return start, start + len(said), said


def _find_end(part: Part, lines: list[str], body: int) -> int:
    """The line after the last one of the block that says something."""
    end = part.end
    while end > part.first + 1 and not lines[body + end - 1].strip():
        end -= 1
    return end


def _find_value(lines: list[str], span: Span) -> tuple[int, int, str]:
    """The value of YAML at the span, or the one that says what the mapping there is about."""
    text = "\n".join(" " * len(line) if _RULE.fullmatch(line) else line for line in lines)
    try:
        root = yaml.compose(cover(SourceFile(span.file, text, [])).text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as fault:
        raise CannotChangeError("the file has an error; mend it first") from fault
    node = next(_list_scalars(root, span), None) if root else None
    if node is None:
        raise CannotChangeError("it is made of several values; change them in the file")
    start = node.start_mark.index
    raw = text[start : node.end_mark.index].rstrip()
    if node.style in {"|", ">"} or "\n" in raw:
        raise CannotChangeError("it goes over several lines of YAML; change it in the file")
    said = raw if node.style is None else yaml.safe_load(raw)
    return start, start + len(raw), str(said)


def _list_scalars(root: yaml.Node, span: Span) -> Iterator[yaml.ScalarNode]:
    """The scalars that may be meant by the span, the likeliest first."""
    for node in _walk(root):
        if isinstance(node, yaml.MappingNode):
            named = {key.value: value for key, value in node.value}
            here = [node, *(value for key, value in named.items() if key == "id")]
            if any(_stands_at(each, span) for each in here):
                values = (named.get(key) for key in SAID)
                yield from (value for value in values if isinstance(value, yaml.ScalarNode))
        elif isinstance(node, yaml.ScalarNode) and _stands_at(node, span):
            yield node


def _stands_at(node: yaml.Node, span: Span) -> bool:
    mark = node.start_mark
    return mark.line + 1 == span.line and span.column in {0, mark.column + 1}


def _walk(node: yaml.Node) -> Iterator[yaml.Node]:
    yield node
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _walk(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _walk(value)
