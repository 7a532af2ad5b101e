"""Whether a value is what a JSON Schema of draft 7 asks for, by the keywords that ours have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, TypeGuard

import yaml

KINDS: Mapping[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
}
SILENT = {"$schema", "title", "description", "default", "examples", "definitions"}
"""Keywords that ask for nothing."""

ASKING = {
    *("format", "required", "properties", "patternProperties", "propertyNames", "items"),
    *("additionalProperties", "minItems", "minLength", "maxItems", "maxLength", "pattern"),
    *("minimum", "maximum"),
}
"""Keywords that ask for something of one kind of value."""


def is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def faults(value: Any, schema: Any, root: Any = None, place: str = "") -> Iterator[str]:
    """Where the value is not what the schema asks for."""
    root = root or schema
    for keyword, asked in schema.items():
        if keyword not in SILENT:
            yield from _judge(keyword, asked, value, schema, root, place)


def _judge(
    keyword: str, asked: Any, value: Any, schema: Any, root: Any, place: str
) -> Iterator[str]:
    def inner(one: Any, part: Any, name: object) -> Iterator[str]:
        return faults(one, part, root, f"{place}/{name}")

    told = f"{place}: {value!r} against {keyword}"
    kind = next((name for name, holds in KINDS.items() if holds(value)), "null")
    match keyword, kind:
        case "$ref", _:
            yield from faults(value, root["definitions"][asked.rpartition("/")[2]], root, place)
        case "allOf", _:
            for part in asked:
                yield from faults(value, part, root, place)
        case "anyOf", _:
            if all(any(faults(value, part, root, place)) for part in asked):
                yield told
        case "type", _:
            kinds = [asked] if isinstance(asked, str) else asked
            if not any(KINDS[kind](value) for kind in kinds):
                yield told
        case "enum", _:
            if value not in asked:
                yield told
        case "const", _:
            if value != asked:
                yield told
        case "format", "string":
            assert asked == "date"
            try:
                date.fromisoformat(value)
            except ValueError:
                yield told
        case "required", "object":
            yield from (f"{place}: {name} is missing" for name in asked if name not in value)
        case "properties", "object":
            for name in value.keys() & asked.keys():
                yield from inner(value[name], asked[name], name)
        case "patternProperties", "object":
            for name, one in value.items():
                for pattern, part in asked.items():
                    yield from inner(one, part, name) if re.search(pattern, name) else ()
        case "propertyNames", "object":
            for name in value:
                yield from inner(name, asked, name)
        case "additionalProperties", "object":
            patterns: dict[str, Any] = schema.get("patternProperties", {})
            known: set[str] = {*schema.get("properties", ())}
            others = [
                name
                for name in value
                if name not in known and not any(re.search(one, name) for one in patterns)
            ]
            if asked is False:
                yield from (f"{place}: unknown key {name}" for name in others)
            elif asked is not True:
                for name in others:
                    yield from inner(value[name], asked, name)
        case "items", "array":
            parts: list[Any] = asked if is_list(asked) else [asked] * len(value)
            for at, (one, part) in enumerate(zip(value, parts, strict=False)):
                yield from inner(one, part, at)
        case ("minItems", "array") | ("minLength", "string"):
            if len(value) < asked:
                yield told
        case ("maxItems", "array") | ("maxLength", "string"):
            if len(value) > asked:
                yield told
        case "pattern", "string":
            if not re.search(asked, value):
                yield told
        case "minimum", ("integer" | "number"):
            if value < asked:
                yield told
        case "maximum", ("integer" | "number"):
            if value > asked:
                yield told
        case _, _ if keyword in ASKING:
            """It asks for nothing of a value of another kind."""
        case _, _:
            raise AssertionError(f"`{keyword}` is not known here")


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: `NO` and a day are text, `300` is a number."""


CoreLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_BOOL = "tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$")
for _sign in "tTfF":
    CoreLoader.yaml_implicit_resolvers.setdefault(_sign, []).append(_BOOL)


def read_yaml(text: str) -> Any:
    """What a text says to an editor."""
    return yaml.load(text, CoreLoader)  # a subclass of SafeLoader
