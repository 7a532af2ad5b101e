"""The JSON Schema of a publication's `templates/theme.yaml`."""

from __future__ import annotations

from dataclasses import fields
from typing import cast

from octavo.files.json_schema import DIALECT, JsonSchema
from octavo.files.yaml_tree import YamlValue
from octavo.style.theme import Palette, Scale, read_usual

HEX: JsonSchema = {"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"}
INK: JsonSchema = {"type": "number", "minimum": 0, "maximum": 100}
"""How much of an ink is printed, in per cent, as the reader of the theme has it."""
SIZE: JsonSchema = {"type": "number", "minimum": 1, "maximum": 500}
"""A size of type in points, with the bounds that the reader of the theme has."""


def make_theme_schema() -> JsonSchema:
    """What a theme may say, each value with that of the built-in theme as its default."""
    return {
        "$schema": DIALECT,
        "title": "templates/theme.yaml",
        "description": "Colours, faces and sizes that are other than in the built-in theme.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "palette": _group("The colours.", _list_colours(), {"signal": "#8A1538"}),
            "faces": _make_faces(),
            "fallback": _group("Families that have what others lack.", _list_fallbacks(), {}),
            "scale": _group("The type sizes, in points.", _list_sizes(), {"text": 10}),
            "leading": {
                **SIZE,
                "description": "From one line of text to the next, in points.",
                "default": _number(read_usual()["leading"]),
                "examples": [13.6],
            },
            "acronyms": {
                "enum": ["capitals", "small-capitals"],
                "description": "How acronyms stand in running text.",
                "default": read_usual()["acronyms"],
                "examples": ["small-capitals"],
            },
        },
    }


def _group(description: str, properties: JsonSchema, example: JsonSchema) -> JsonSchema:
    return {
        "type": "object",
        "description": description,
        "default": {},
        "examples": [example],
        "additionalProperties": False,
        "properties": properties,
    }


def _list_colours() -> JsonSchema:
    usual = _read_usual_part("palette")
    return {
        one.name: {
            **_make_colour(),
            "description": one.metadata["description"],
            "default": _plain(usual[one.name]),
            "examples": [{"screen": "#8A1538", "print": [20, 100, 60, 20]}, "#8A1538"],
        }
        for one in fields(Palette)
    }


def _make_colour() -> JsonSchema:
    inks: JsonSchema = {
        "type": "array",
        "items": INK,
        "minItems": 4,
        "maxItems": 4,
        "description": "Cyan, magenta, yellow and black in print, in per cent.",
        "default": [],
        "examples": [[88, 58, 4, 0]],
    }
    screen: JsonSchema = {
        **HEX,
        "description": "The colour on the screen.",
        "default": "#000000",
        "examples": ["#1F5FA8"],
    }
    spot: JsonSchema = {
        "type": "string",
        "description": "An ink of its own, for which the four stand in.",
        "default": "",
        "examples": ["PANTONE 871 C"],
    }
    whole: JsonSchema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {"screen": screen, "print": inks, "spot": spot},
    }
    return {"anyOf": [HEX, whole]}


def _make_faces() -> JsonSchema:
    usual = _read_usual_part("faces")
    face: JsonSchema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "family": {
                "type": "string",
                "description": "An installed font family.",
                "default": "Source Serif 4",
                "examples": ["Vollkorn"],
            },
            "weight": {
                "type": "number",
                "minimum": 1,
                "maximum": 1000,
                "description": "From 1 to 1000; 400 is usual, 700 bold.",
                "default": 400,
                "examples": [640],
            },
            "italic": {
                "type": "boolean",
                "description": "Whether it is italic.",
                "default": False,
                "examples": [True],
            },
        },
    }
    roles: JsonSchema = {
        role: {
            **face,
            "description": f"The face of the role `{role}`.",
            "default": _plain(value),
            "examples": [{"family": "Vollkorn"}],
        }
        for role, value in usual.items()
    }
    whole = _group("The faces, by role.", roles, {"text": {"family": "Vollkorn"}})
    return {**whole, "additionalProperties": face}


def _list_fallbacks() -> JsonSchema:
    usual = _read_usual_part("fallback")
    return {
        kind: {
            "type": "array",
            "items": {"type": "string"},
            "description": f"For faces of the kind `{kind}`, in the order in which they are tried.",
            "default": families,
            "examples": [["Noto Serif"]],
        }
        for kind, families in usual.items()
    }


def _list_sizes() -> JsonSchema:
    usual = _read_usual_part("scale")
    return {
        one.name: {
            **SIZE,
            "description": one.metadata["description"],
            "default": _number(usual[one.name]),
            "examples": [_number(usual[one.name])],
        }
        for one in fields(Scale)
    }


def _read_usual_part(name: str) -> dict[str, YamlValue]:
    return cast("dict[str, YamlValue]", read_usual()[name])


def _plain(value: YamlValue) -> object:
    """A value of YAML as JSON has it: numbers as numbers, truth values as these."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if value in ("true", "false"):
        return value == "true"
    return _number(value) if value and value[0].isdigit() else value


def _number(value: YamlValue) -> float:
    number = float(str(value))
    return int(number) if number.is_integer() else number
