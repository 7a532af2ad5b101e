"""Texts and settings of YAML, found and changed with nothing else touched.

A change is made in the style of what stands there, read again, and refused unless it says exactly
what was meant: so no rule of YAML has to be known twice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TypeAlias

import yaml

from octavo.document.problem import Span
from octavo.files.source_file import SourceFile
from octavo.preview.faults import CannotChangeError
from octavo.source.expressions import cover, uncover

TEXTS = (
    "text",
    "bottom_line",
    "what",
    "caption",
    "title",
    "so_what",
    "variants",
    "who",
    "by",
    "question",
    "subtitle",
    "standfirst",
    "short_title",
    "label",
    "value",
    "name",
    "timing",
    "handling",
    "credit",
    "alternative",
    "description",
)
"""Keys whose values are words for readers, the likeliest to be meant by a click first."""
NARROWEST = 40
"""Letters that a line of a long text has room for at least, however deep it stands: some six
words, so that no text becomes a column of single ones."""
_EXPRESSION = re.compile(r"\{\{.*?\}\}")
_BOUND = "\ue003"
"""Stands for a space at which no line may end: no source has such a character."""
_WORDS_OF_YAML = {"true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"}
"""Words that other programs take for something else when they stand without quotation marks."""

KeyPath: TypeAlias = tuple[str, ...]
Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


@dataclass(frozen=True, slots=True)
class YamlText:
    """A text of YAML that can be changed."""

    label: str
    """Its key; with a number where the key has several."""
    start: int
    """Its first character, in the text that it was found in."""
    end: int
    text: str
    """What it says."""


class YamlPart:
    """YAML in a file: the whole of one, its front matter, or a fenced block."""

    def __init__(self, text: str, line: int = 1) -> None:
        """`text` begins at `line` of the file. Raises `CannotChangeError` when it has an error."""
        self.text = text
        self._line = line
        covered = cover(SourceFile("", text, []))
        self._expressions = covered.expressions
        try:
            self.root = yaml.compose(covered.text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as fault:
            raise CannotChangeError("the file has an error; mend it first") from fault

    def list_texts(self, span: Span) -> tuple[YamlText, ...]:
        """The text at the span with those beside it, or those of the mapping there."""
        for mapping in _list_mappings(self.root):
            meant = any(self._is_at(node, span) for node in (mapping, mapping_id(mapping)))
            for key, value in mapping.value:
                if self._is_at(key, span) and isinstance(value, yaml.MappingNode):
                    return self._list(value, None)
            found = [
                node
                for key, value in mapping.value
                for node in (key, value, *_list_items(value))
                if isinstance(node, yaml.ScalarNode) and self._is_at(node, span)
            ]
            values = {id(key): value for key, value in mapping.value}
            exact = values.get(id(found[0]), found[0]) if found and not meant else None
            if meant or found:
                texts = self._list(mapping, exact)
                if texts:
                    return texts
        raise CannotChangeError("it is made of several values; change them in the file")

    def _list(self, mapping: yaml.MappingNode, exact: yaml.Node | None) -> tuple[YamlText, ...]:
        found: list[tuple[bool, int, YamlText]] = []
        for key, value in mapping.value:
            name = str(key.value)
            items = [(name, value)]
            if isinstance(value, yaml.SequenceNode):
                items = [(f"{name} {at}", item) for at, item in enumerate(value.value, 1)]
            for label, item in items:
                said = isinstance(item, yaml.ScalarNode) and bool(item.value)
                if said and (name in TEXTS or item is exact):
                    rank = TEXTS.index(name) if name in TEXTS else len(TEXTS)
                    found.append((item is not exact, rank, self._read(label, item)))
        found.sort(key=lambda one: one[:2])
        return tuple(text for _, _, text in found)

    def _read(self, label: str, node: yaml.Node) -> YamlText:
        start, end = node.start_mark.index, find_end(node, self.text)
        return YamlText(label, start, end, self.say(node))

    def say(self, node: yaml.Node) -> str:
        """What a scalar says, as it was typed."""
        return uncover(str(node.value), self._expressions).strip("\n")

    def _is_at(self, node: yaml.Node | None, span: Span) -> bool:
        if node is None:
            return False
        mark = node.start_mark
        return self._line + mark.line == span.line and span.column in {0, mark.column + 1}

    def find_mapping(self, span: Span) -> yaml.MappingNode:
        """The mapping that begins at the span. Raises `CannotChangeError`."""
        for mapping in _list_mappings(self.root):
            if self._is_at(mapping, span) or self._is_at(mapping_id(mapping), span):
                return mapping
        raise CannotChangeError("the file has changed: look again")

    def read_plain(self, node: yaml.Node | None) -> Plain:
        """What a part says, as plain values."""
        if isinstance(node, yaml.MappingNode):
            return {str(key.value): self.read_plain(value) for key, value in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [self.read_plain(item) for item in node.value]
        return self.say(node) if node else ""


def mapping_id(mapping: yaml.MappingNode) -> yaml.Node | None:
    """The value of its key `id`."""
    return find_value(mapping, "id")


def find_value(mapping: yaml.MappingNode, name: str) -> yaml.Node | None:
    """The value of a key; `None` without the key."""
    return next((value for key, value in mapping.value if key.value == name), None)


def _list_mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _list_mappings(value)
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _list_mappings(value)


def _list_items(node: yaml.Node) -> Sequence[yaml.Node]:
    return node.value if isinstance(node, yaml.SequenceNode) else ()


def find_end(node: yaml.Node, text: str) -> int:
    """Where a node ends, without the empty lines and comments after it."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        return start + len(text[start:end].rstrip())
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return end
    if isinstance(node, yaml.MappingNode):
        return find_end(node.value[-1][1], text)
    last: yaml.Node = node.value[-1]
    return find_end(last, text)


# ------------------------------------------------------------------------------ new texts


def replace_text(text: str, found: YamlText, new: str) -> str:
    """The YAML `text` with `new` where it says what was `found`, in the same style if that can say
    it. Raises `CannotChangeError`."""
    before = text[found.start : found.end]
    part = YamlPart(text)
    others = [said for at, said in _list_scalars(part) if at < found.start]
    after = [said for at, said in _list_scalars(part) if at > found.start]
    for way in (_write_alike, _write_quoted):
        meant, written = way(new, before)
        changed = text[: found.start] + written + text[found.end :]
        try:
            said = [said for _, said in _list_scalars(YamlPart(changed))]
        except CannotChangeError:
            continue
        if said == [*others, meant, *after]:
            return changed
    raise CannotChangeError("YAML cannot say this here; write it in the file")


def _list_scalars(part: YamlPart) -> list[tuple[int, str]]:
    """All scalars in their order, with where they begin."""
    return [(node.start_mark.index, part.say(node)) for node in _walk(part.root)]


def _walk(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(key)
            yield from _walk(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _walk(value)


def _write_alike(new: str, before: str) -> tuple[str, str]:
    """What is meant by `new`, and how it is written in the style of `before`."""
    head, *lines = before.split("\n")
    words = " ".join(new.split())
    if head[:1] in {"|", ">"}:
        return _write_block(new, head, lines)
    indent = next((_measure_indent(line) for line in lines if line.strip()), "")
    if head[:1] == "'":
        written = f"'{words.replace(chr(39), chr(39) * 2)}'"
    elif head[:1] == '"' or words.lower() in _WORDS_OF_YAML:
        written = json.dumps(words, ensure_ascii=False)
    else:
        written = words
    if lines:
        old = [head, *(line.strip() for line in lines)]
        written = f"\n{indent}".join(_break_lines(written, old, len(indent)))
    return words, written


def _write_quoted(new: str, before: str) -> tuple[str, str]:
    words = " ".join(new.split())
    return words, json.dumps(words, ensure_ascii=False)


def _write_block(new: str, head: str, lines: Sequence[str]) -> tuple[str, str]:
    indent = next((_measure_indent(line) for line in lines if line.strip()), "  ")
    old = [line.strip() for line in lines]
    if head[0] == "|":
        meant = "\n".join(line.rstrip() for line in new.strip("\n").split("\n"))
        written = meant.split("\n")
    else:
        paragraphs = [" ".join(one.split()) for one in new.strip("\n").split("\n")]
        meant = "\n".join(paragraphs)
        written = list[str]()
        for paragraph in paragraphs:
            written += [""] * bool(written) + _break_lines(paragraph, old, len(indent))
    body = "\n".join(indent + line if line else "" for line in written)
    return meant, f"{head}\n{body}"


def _break_lines(words: str, old: Sequence[str], indent: int) -> list[str]:
    """The words in lines as long as the `old` ones, of which those stay that begin alike."""
    kept: list[str] = []
    rest = _bind(words).split(" ")
    for line in old:
        said = _bind(line).split(" ")
        if not line or rest[: len(said)] != said:
            break
        kept.append(line)
        rest = rest[len(said) :]
    longest = max((len(line) for line in old), default=0)
    width = max(longest, NARROWEST - indent, 1)
    broken = wrap(" ".join(rest), width, break_long_words=False, break_on_hyphens=False)
    return kept + [line.replace(_BOUND, " ") for line in broken]


def _bind(words: str) -> str:
    """The words with each expression as one, since it has to stand in one line."""
    return _EXPRESSION.sub(lambda found: found[0].replace(" ", _BOUND), words)


def _measure_indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


# ------------------------------------------------------------------------------- settings

_BARE = re.compile(r"[A-Za-z0-9_][\w.-]*")


def set_entry(text: str, line: int, span: Span, path: KeyPath, value: str | list[str]) -> str:
    """The YAML `text`, which begins at `line`, with `value` under `path` in the mapping at `span`.

    Keys that are missing are put in, in the style of the mapping. Raises `CannotChangeError`.
    """
    words = [value] if isinstance(value, str) else value
    if not all(_BARE.fullmatch(word) for word in (*path, *words)):
        raise CannotChangeError("this is no name that can stand there")
    part = YamlPart(text, line)
    mapping = part.find_mapping(span)
    changed = _set(text, mapping, path, value)
    wanted = _place(part.read_plain(mapping), path, value)
    again = YamlPart(changed, line)
    there = again.find_mapping(span)
    if again.read_plain(there) != wanted or _list_outside(again, there) != _list_outside(
        part, mapping
    ):
        raise CannotChangeError("it cannot be written here; change it in the file")
    return changed


def _list_outside(part: YamlPart, mapping: yaml.MappingNode) -> list[str]:
    """All scalars that are not in the mapping."""
    inside = mapping.start_mark.index, mapping.end_mark.index
    return [said for at, said in _list_scalars(part) if not inside[0] <= at < inside[1]]


def _place(said: Plain, path: KeyPath, value: str | list[str]) -> Plain:
    assert isinstance(said, dict)
    first, *rest = path
    inner: Plain = [*value] if isinstance(value, list) else value
    if rest:
        inside = said.get(first)
        inner = _place(inside if isinstance(inside, dict) else {}, tuple(rest), value)
    return {**said, first: inner}


def _set(text: str, mapping: yaml.MappingNode, path: KeyPath, value: str | list[str]) -> str:
    first, *rest = path
    found = find_value(mapping, first)
    if isinstance(found, yaml.MappingNode) and rest:
        return _set(text, found, tuple(rest), value)
    written = _write_flow(tuple(rest), value)
    if found is not None:
        start, end = found.start_mark.index, find_end(found, text)
        if isinstance(found, yaml.SequenceNode) and not found.flow_style:
            start = len(text[:start].rstrip())  # a list in lines becomes one in brackets
            written = f" {written}"
        return text[:start] + written + text[end:]
    entry = f"{first}: {written}"
    if mapping.flow_style:
        at = len(text[: mapping.end_mark.index - 1].rstrip())
        before = text[at - 1]
        joint = "" if before == "{" else " " if before == "," else ", "
        return text[:at] + joint + entry + text[at:]
    at = find_end(mapping, text)
    at = text.find("\n", at) if "\n" in text[at:] else len(text)
    indent = " " * mapping.value[0][0].start_mark.column
    return f"{text[:at]}\n{indent}{entry}{text[at:]}"


def _write_flow(path: KeyPath, value: str | list[str]) -> str:
    if path:
        return f"{{{path[0]}: {_write_flow(path[1:], value)}}}"
    return value if isinstance(value, str) else f"[{', '.join(value)}]"
