"""Front matter of any kind becomes properties; what has no place there is named.

YAML between `---`, TOML between `+++`, JSON in braces, and the title block of Pandoc, three lines
that begin with `%`.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from octavo.files.source_file import SourceFile
from octavo.files.yaml_tree import parse_yaml
from octavo.importing.markdown.findings import Findings

Properties = tuple[tuple[str, str], ...]

PROPERTIES: Mapping[str, str] = {
    "title": "title",
    "subtitle": "subtitle",
    "author": "author",
    "authors": "author",
    "publisher": "publisher",
    "date": "date",
    "description": "description",
    "summary": "description",
    "keywords": "keywords",
    "tags": "keywords",
    "lang": "language",
    "language": "language",
}
"""Keys of front matter, and the property each one says."""

_YAML = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_PANDOC = re.compile(
    r"%[ \t]*(.*\n(?:[ \t]+\S.*\n)*)(?:%[ \t]*(.*\n(?:[ \t]+\S.*\n)*))?(?:%(.*\n))?"
)
_LINE = re.compile(r"([\w-]+):[ \t]+(.*)")
"""A line of front matter that is no good YAML, mostly for a colon in its value."""
_KEY = re.compile(r"^[\w-]+\s*:", re.MULTILINE)
_REMARK = re.compile(r"(?:^|[ \t])#[# \t]*(.*\w.*)", re.MULTILINE)
_HINT = "write it into `publication.yaml` or the section's front matter if it is needed"


@dataclass(frozen=True, slots=True)
class Divided:
    """A text without its front matter."""

    properties: Properties
    body: str
    """As many lines as the whole had: those of the front matter are empty."""


def divide(text: str, findings: Findings) -> Divided:
    """The properties and the text itself. What the front matter says besides is a finding."""
    for found, read in _find(text):
        values = read(found[1])
        if values is None:
            reason = f"it cannot be read as front matter; {_HINT}"
            findings.leave("front matter", 1, found[0], reason)
            return Divided((), _blank(text, found.end()))
        for remark in _REMARK.findall(found[1]):
            findings.leave("comments", 1, remark, "readers of the page do not see it")
        return Divided(_sort(values, findings), _blank(text, found.end()))
    if text.startswith("{") and (found_json := _read_json(text)):
        values, end = found_json
        return Divided(_sort(values, findings), _blank(text, end))
    if text.startswith("%") and (block := _PANDOC.match(text)):
        kinds = zip(("title", "author", "date"), block.groups(), strict=True)
        pairs = tuple((kind, " ".join(said.split())) for kind, said in kinds if said)
        return Divided(tuple(pair for pair in pairs if pair[1]), _blank(text, block.end()))
    return Divided((), text)


_Values = Mapping[str, object]


def _find(text: str) -> Iterator[tuple[re.Match[str], Callable[[str], _Values | None]]]:
    if (found := _YAML.match(text)) and _KEY.search(found[1]):
        yield found, _read_yaml
    if found := _TOML.match(text):
        yield found, _read_toml


def _blank(text: str, end: int) -> str:
    return "\n" * text.count("\n", 0, end) + text[end:]


def _read_yaml(text: str) -> _Values | None:
    tree = parse_yaml(SourceFile("front matter", text, []), text)
    if tree is not None and isinstance(tree.value, dict):
        return tree.value
    lines = [_LINE.fullmatch(line) for line in text.split("\n") if line.strip()]
    values = {line[1]: line[2].strip("\"' ") for line in lines if line}
    return values if len(values) == len(lines) else None


def _read_toml(text: str) -> _Values | None:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _read_json(text: str) -> tuple[_Values, int] | None:
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return None
    return (cast("_Values", value), end) if isinstance(value, dict) and value else None


def _sort(values: _Values, findings: Findings) -> Properties:
    """The properties among the values; each other value is named."""
    properties: dict[str, str] = {}
    for key, value in values.items():
        kind = PROPERTIES.get(key.lower(), "")
        words = _write_value(value)
        if kind and kind not in properties and words:
            properties[kind] = words
        else:
            findings.leave("entries of the front matter", 1, f"{key}: {words}", _HINT)
    return tuple(properties.items())


def _write_value(value: object) -> str:
    """A value in one line, a list with commas between its entries."""
    match value:
        case None:
            return ""
        case dict():
            pairs = cast("_Values", value).items()
            return ", ".join(f"{key}: {_write_value(one)}" for key, one in pairs)
        case list():
            return ", ".join(map(_write_value, cast("list[object]", value)))
        case _:
            return " ".join(str(value).split())
