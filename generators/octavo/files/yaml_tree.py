"""YAML text as plain values, with the place of each key and value.

Nothing is guessed: every scalar stays the text that was typed; the schema decides what it means.
What makes YAML dangerous or ambiguous is refused: aliases, tags, duplicate keys, several
documents, deep nesting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

import yaml

from octavo.document.problem import Fix, Problem, Span, stretch
from octavo.files.source_file import SourceFile, describe, error, find_forbidden, warning
from octavo.files.yaml_syntax import explain

DEEPEST = 32
"""Levels of nesting; more are refused. The deepest file of ours has 6. Reading calls itself for
each level, and Python ends a program after 1,000 calls."""
MOST_NODES = 100_000
"""Values of one file, counted as aliases unfold: the proceedings have 496 at most. 100,000 take 0.9
s, 400,000 take 3.2 s. Nine lines of aliases of aliases would be a thousand million."""
_LESS = "a publication needs far less: divide the file, or delete what is repeated"
_BRACES = "put a value that begins with a bracket or a brace between quotes"

YamlValue: TypeAlias = "str | list[YamlValue] | dict[str, YamlValue] | None"
YamlPath: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YamlTree:
    """Plain values, and where each stands."""

    value: YamlValue
    """`None` for a key without a value."""
    values: Mapping[YamlPath, Span]
    """Where the value under each path begins."""
    keys: Mapping[YamlPath, Span]
    """Where the key at the end of each path begins."""


def parse_yaml(source: SourceFile, text: str, line: int = 1, indent: int = 0) -> YamlTree | None:
    """What `text` says; it begins at `line` of the page, each line `indent` characters in.

    `None`, with the reason among the page's problems, when it cannot be read. Duplicate keys are
    reported, and the first one counts.
    """
    place = _Position(source.file, line, indent)
    try:
        refused = _refuse(text, place)
        root = None if refused else yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as fault:
        found = explain(fault, text)
        span = Span(source.file, line + found.line, indent + found.column + 1)
        span = stretch(span, "x" * found.length) if found.length else span
        fixes = () if found.instead is None else (Fix(span, found.instead),)
        problem = error("SRC003", found.message, span, found.hint)
        source.problems.append(replace(problem, fixes=fixes))
        return None
    except yaml.YAMLError as fault:
        source.problems.append(
            error("SRC003", f"this is not YAML: {fault}", Span(source.file, line), "write it anew")
        )
        return None
    if refused:
        source.problems.append(refused)
        return None
    values: dict[YamlPath, Span] = {(): Span(source.file, line, indent + 1)}
    keys: dict[YamlPath, Span] = {}
    into = _Building(text, place, source.problems, values, keys)
    value = _build(root, (), into) if root else None
    return YamlTree(value, values, keys)


class YamlMark(Protocol):
    """A place, as PyYAML's two parsers tell it: counted from 0."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class _Position:
    file: str
    line: int
    indent: int


@dataclass(frozen=True, slots=True)
class _Building:
    text: str
    place: _Position
    problems: list[Problem]
    values: dict[YamlPath, Span]
    keys: dict[YamlPath, Span]


def _span(mark: YamlMark | None, place: _Position, end: YamlMark | None = None) -> Span:
    """The place of what begins at `mark`, up to `end` if that is known."""
    if mark is None:
        return Span(place.file, place.line)
    begin = place.line + mark.line, place.indent + mark.column + 1
    if end is None:
        return Span(place.file, *begin)
    return Span(place.file, *begin, place.line + end.line, place.indent + end.column + 1)


def _span_node(node: yaml.Node, place: _Position) -> Span:
    """The place of a value, with its end unless only the value after it tells where that is."""
    closed = isinstance(node, yaml.CollectionNode) and node.flow_style
    written = isinstance(node, yaml.ScalarNode) and node.style not in ("|", ">") and node.value
    return _span(node.start_mark, place, node.end_mark if closed or written else None)


def _refuse(text: str, place: _Position) -> Problem | None:
    """The first thing in `text` that is not allowed, found without building anything."""
    depth = documents = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.CSafeLoader)):
        span = _span(event.start_mark, place)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
        if depth > DEEPEST:
            return error("SRC004", f"nested deeper than {DEEPEST} levels", span, _LESS)
        if count > MOST_NODES:
            return error("SRC004", f"more than {MOST_NODES} values in one file", span, _LESS)
        if documents > 1:
            return error("SRC004", "a second YAML document begins here", span, "delete the `---`")
        escaped = _find_escaped(event, text, place)
        if escaped:
            return escaped
        reason = _find_feature(event)
        if reason:
            return error("SRC004", reason, span, "write the value out, between quotes if need be")
    return None


def _find_feature(event: yaml.Event) -> str:
    """What the event uses of YAML that a source may not; empty for nothing."""
    if isinstance(event, yaml.AliasEvent):
        return f"the alias `*{event.anchor}` is not allowed"
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
        if event.anchor:
            return f"the anchor `&{event.anchor}` is not allowed"
        if event.tag:
            return f"the tag `{event.tag}` is not allowed"
    return ""


def _find_escaped(event: yaml.Event, text: str, place: _Position) -> Problem | None:
    """What is wrong with a scalar that spells out a character which no source may have."""
    start, end = event.start_mark, event.end_mark
    quoted = isinstance(event, yaml.ScalarEvent) and event.style == '"'
    if not quoted or start is None or end is None:
        return None
    for found in _ESCAPE.finditer(text, start.index, end.index):
        digits, letter = found[1] or found[2] or found[3], found[4]
        character = chr(int(digits, 16)) if digits else _LETTERS.get(letter, "")
        if find_forbidden(character):
            before = text[: found.start()]
            line, column = before.count("\n"), found.start() - before.rfind("\n") - 1
            span = Span(place.file, place.line + line, place.indent + column + 1)
            return error("SRC002", describe(character), span, "delete it")
    return None


_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_LETTERS = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "v": "\v",
    "f": "\f",
    "r": "\r",
    "e": "\x1b",
    "N": "\x85",
    "L": "\u2028",
    "P": "\u2029",
}
"""Characters that YAML has a letter for and that no source may have."""


def _build(node: yaml.Node, path: YamlPath, into: _Building) -> YamlValue:
    into.values[path] = _span_node(node, into.place)
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(node, path, into)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*path, i), into) for i, item in enumerate(node.value)]
    text = str(node.value)
    if isinstance(node, yaml.ScalarNode) and not node.style:
        _report_comment(node, into)
        _report_quotation_marks(node, into)
        return text or None
    return text


_COMMENT = re.compile(r"[ \t]+#(?=[^\s#])[^\n]*")
"""A comment without a space after its `#`: in most of them the sign was meant as such."""


def _report_comment(node: yaml.ScalarNode, into: _Building) -> None:
    """Warn when the words of a plain value seem to go on after what YAML takes for a comment."""
    mark = node.end_mark
    found = _COMMENT.match(into.text, mark.index) if node.value and mark else None
    if found and mark:
        rest = found[0].strip()
        place = into.place
        before = len(found[0]) - len(found[0].lstrip())
        column = place.indent + mark.column + before + 1
        message = f"`{rest}` is a comment for YAML, and is not read"
        hint = "put the value between quotes, or write a space after the `#` of a comment"
        span = Span(place.file, place.line + mark.line, column)
        into.problems.append(warning("SRC010", message, span, hint))


_TYPED = re.compile("([“”„«‘‚])[^“”„«»‘’‚]*[“”»’‘]", re.DOTALL)  # noqa: RUF001  as authors type them


def _report_quotation_marks(node: yaml.ScalarNode, into: _Building) -> None:
    """Warn of a value that stands between quotation marks which YAML takes for a part of it."""
    text = str(node.value)
    if _TYPED.fullmatch(text):
        message = f"the signs `{text[0]}` and `{text[-1]}` are a part of this value for YAML"
        hint = "write `\"` for both; or put `'` before and after them, if they are to be printed"
        span = _span_node(node, into.place)
        into.problems.append(warning("SRC011", message, span, hint))


def _build_mapping(node: yaml.MappingNode, path: YamlPath, into: _Building) -> YamlValue:
    result: dict[str, YamlValue] = {}
    for key, value in node.value:
        span = _span_node(key, into.place)
        if not isinstance(key, yaml.ScalarNode):
            into.problems.append(error("SRC004", "a key must be a word", span, _BRACES))
            continue
        name = str(key.value)
        if name in result:
            first = into.keys[(*path, name)]
            message = f"duplicate key `{name}`; the first is in line {first.line}"
            into.problems.append(error("SRC005", message, span, "delete one of the two"))
            continue
        into.keys[(*path, name)] = span
        result[name] = _build(value, (*path, name), into)
    return result
