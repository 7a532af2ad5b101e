"""Values of YAML as an author would write them: plain where that is safe, else quoted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

_PLAIN = re.compile(r"[^\W_](?:[\w ,;’“”()/.&'+–-]*[\w.)”’])?")
_AMBIGUOUS = re.compile(r"(?i:null|true|false|yes|no|on|off|~)|[\d.,+-]+")

YamlNode: TypeAlias = "str | Sequence[YamlNode] | Mapping[str, YamlNode]"


def write_scalar(text: str) -> str:
    """`text` as a value in one line, read back as it is."""
    if _PLAIN.fullmatch(text) and not _AMBIGUOUS.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def write_mapping(entries: Mapping[str, YamlNode], indent: int = 0) -> Iterator[str]:
    """The lines of a mapping."""
    for key, value in entries.items():
        yield from _write_entry(f"{' ' * indent}{write_scalar(key)}:", value, indent)


def _write_entry(start: str, value: YamlNode, indent: int) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{start} {write_scalar(value)}"
        return
    yield start
    if isinstance(value, Mapping):
        yield from write_mapping(value, indent + 2)
    else:
        yield from _write_sequence(value, indent + 2)


def _write_sequence(values: Sequence[YamlNode], indent: int) -> Iterator[str]:
    lead = " " * indent
    for value in values:
        if isinstance(value, str):
            yield f"{lead}- {write_scalar(value)}"
        elif isinstance(value, Mapping):
            first, *others = write_mapping(value, indent + 2)
            yield f"{lead}- {first.lstrip()}"
            yield from others


def write_flow(entries: Mapping[str, str]) -> str:
    """A mapping in one line."""
    pairs = (f"{key}: {_write_in_flow(value)}" for key, value in entries.items())
    return f"{{{', '.join(pairs)}}}"


def _write_in_flow(text: str) -> str:
    """A value between braces, where a comma ends it."""
    found = write_scalar(text)
    return json.dumps(text, ensure_ascii=False) if "," in found and found[0] != '"' else found
