"""Models as JSON Schema, draft 7: what editors of YAML use to complete, explain and check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, cast

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

JsonSchema: TypeAlias = "dict[str, object]"

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The draft that the language servers of editors know best; they read later ones in part."""
_SCALARS = ["string", "number", "boolean"]
"""What YAML takes a plain value for that a model wants as text: `2025` is a number there."""
_CHOOSING = ("enum", "const", "format")
"""Keywords of text that is no number or truth value in YAML either."""


class _Ordered(GenerateJsonSchema):
    """Keys stay in the order in which they are written."""

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:
        """The schema as it is."""
        return value


def make_schema(kind: Any, title: str, description: str) -> JsonSchema:
    """The schema of YAML files that `kind`, a model or a type of models, describes."""
    adapter = TypeAdapter(kind)
    found = adapter.json_schema(ref_template="#/definitions/{model}", schema_generator=_Ordered)
    models = cast("dict[str, JsonSchema]", found.pop("$defs", {}))
    whole = _convert(found)
    head: JsonSchema = {"$schema": DIALECT, "title": title, "description": description}
    kept = {key: value for key, value in whole.items() if key not in head}
    definitions = {name: _convert(model) for name, model in models.items()}
    return {**head, **kept, **({"definitions": definitions} if definitions else {})}


def _convert(node: JsonSchema) -> JsonSchema:
    """A schema of pydantic's as draft 7 and YAML have it."""
    made: JsonSchema = {}
    for key, value in node.items():
        if key == "title" or (key == "default" and _says_nothing(value, node)):
            continue
        made["items" if key == "prefixItems" else key] = _convert_part(key, value)
    closed = {"additionalProperties": False} if "patternProperties" in made else {}
    return _wrap_reference(_unite(_widen({**closed, **made})))


def _says_nothing(default: object, node: JsonSchema) -> bool:
    """Whether a default is only how a model says that a key is left out."""
    return default is None or (default == [] and "minItems" in node)


def _convert_part(key: str, value: object) -> object:
    """What stands under one of the keywords of a schema."""
    match key, value:
        case (("properties" | "patternProperties"), dict()):
            named = cast("Mapping[str, JsonSchema]", value)
            return {name: _convert(inner) for name, inner in named.items()}
        case (("items" | "additionalProperties" | "propertyNames"), dict()):
            return _convert(cast("JsonSchema", value))
        case (("anyOf" | "allOf" | "oneOf" | "prefixItems"), list()):
            inner = cast("list[JsonSchema]", value)
            return [_convert(one) for one in inner if one.get("type") != "null"]
        case _:
            return value


def _widen(node: JsonSchema) -> JsonSchema:
    """Text may be typed as a number or a truth value."""
    text = node.get("type") == "string" and not any(key in node for key in _CHOOSING)
    return {**node, "type": _SCALARS} if text else node


def _unite(node: JsonSchema) -> JsonSchema:
    """A choice among one, as what may be left out leaves behind, is that one."""
    choices = node.get("anyOf")
    if not isinstance(choices, list) or len(cast("list[object]", choices)) != 1:
        return node
    (only,) = cast("list[JsonSchema]", choices)
    return {**only, **{key: value for key, value in node.items() if key != "anyOf"}}


def _wrap_reference(node: JsonSchema) -> JsonSchema:
    """In draft 7 nothing counts that stands beside a reference."""
    if "$ref" not in node or len(node) == 1:
        return node
    beside = {key: value for key, value in node.items() if key != "$ref"}
    return {**beside, "allOf": [{"$ref": node["$ref"]}]}
