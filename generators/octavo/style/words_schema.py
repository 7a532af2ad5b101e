"""The JSON Schema of `templates/words/<language>.yaml`."""

from __future__ import annotations

from typing import cast

from octavo.files.json_schema import JsonSchema, make_schema
from octavo.files.yaml_tree import YamlValue
from octavo.style.language_file import read_english
from octavo.style.words import LanguageHead


def make_words_schema() -> JsonSchema:
    """What the file of a language may say: rules and marks, and the phrases of each generator."""
    made = make_schema(
        LanguageHead,
        "templates/words/<language>.yaml",
        "All that is needed to set a language. A publication's own file holds what it changes.",
    )
    head = cast("JsonSchema", made["properties"])
    english = read_english()
    sections = {key: _describe(key, value) for key, value in english.items() if key not in head}
    definitions = cast("dict[str, JsonSchema]", made["definitions"])
    for definition in definitions.values():  # a file is laid over another, which has the rest
        definition.pop("required", None)
    return {**made, "properties": {**head, **sections}, "additionalProperties": True}


def _describe(key: str, value: YamlValue) -> JsonSchema:
    """A phrase, or several, as English has them."""
    description = f"What is said for `{key}`; the default is the English."
    if isinstance(value, dict):
        return {
            "type": "object",
            "description": description,
            "default": {},
            "examples": [value],
            "properties": {name: _describe(name, one) for name, one in value.items()},
        }
    kind: JsonSchema = (
        {"type": "array", "items": {"type": "string"}}
        if isinstance(value, list)
        else {"type": "string"}
    )
    return {**kind, "description": description, "default": value, "examples": [value]}
