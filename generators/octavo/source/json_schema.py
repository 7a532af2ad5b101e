"""The JSON Schemas of all the YAML that a publication may have, by name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial

from octavo.files.json_schema import JsonSchema, make_schema
from octavo.source import schema
from octavo.style.theme_schema import make_theme_schema
from octavo.style.words_schema import make_words_schema

SCHEMAS: Mapping[str, Callable[[], JsonSchema]] = {
    "publication": partial(
        make_schema,
        schema.Publication,
        "publication.yaml",
        "What the publication is, for whom, and what is made of it.",
    ),
    "section": partial(
        make_schema,
        schema.Section,
        "Front matter",
        "What stands between the lines of dashes at the head of a section's file.",
    ),
    "photos": partial(
        make_schema, list[schema.Photo], "photos.yaml", "The photo register, a list."
    ),
    "people": partial(
        make_schema,
        list[schema.Person],
        "people.yaml",
        "Who took part and may not be named: for `octavo check` and the audit alone.",
    ),
    "programme": partial(
        make_schema,
        list[schema.ProgrammeDay],
        "programme.yaml",
        "The days of a programme, a list.",
    ),
    "participants": partial(
        make_schema, list[schema.Participant], "participants.yaml", "Who took part, a list."
    ),
    "figure": partial(
        make_schema,
        schema.Figure | schema.FigureGroup,
        "A `figure` block",
        "A picture or a drawing, or several that stand together.",
    ),
    "statistics": partial(
        make_schema, schema.Statistics, "A `statistics` block", "Facts as large numerals."
    ),
    "aside": partial(
        make_schema,
        schema.Aside,
        "An `aside` block",
        "A box with a title; its text stands below a rule.",
    ),
    "marking": partial(
        make_schema,
        schema.MarkingScheme,
        "templates/markings/",
        "A scheme of markings: its levels, and how they look.",
    ),
    "theme": make_theme_schema,
    "words": make_words_schema,
}
"""What makes each schema, in the order in which a newcomer needs them."""


def write_schema(name: str) -> str:
    """The schema called `name`, as JSON. Raises `KeyError` when there is none."""
    return json.dumps(SCHEMAS[name](), indent=2, ensure_ascii=False) + "\n"


def name_file(name: str) -> str:
    """What the file of a schema is called."""
    return f"{name}.schema.json"
