"""The JSON Schemas that editors use: every key is told, and they ask for what Octavo asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field, TypeAdapter

from architecture import ROOT
from json_schema import faults, read_yaml
from keys_page import PAGE, is_list, is_mapping, write_page
from octavo import Memory
from octavo.commands.cli import run
from octavo.commands.schema import NAMES
from octavo.source import schema
from octavo.source.draft import read_source
from octavo.source.json_schema import SCHEMAS, write_schema
from octavo.style.words import LanguageHead

MADE: dict[str, Any] = {name: json.loads(write_schema(name)) for name in SCHEMAS}
FRONT = re.compile(r"\A---\n(.*?)^---$", re.M | re.S)


def list_properties(node: Any, place: str = "") -> Iterator[tuple[str, Any, bool]]:
    """Every property at any depth: where it stands, what it asks, whether it is needed."""
    if is_list(node):
        for one in node:
            yield from list_properties(one, place)
    if not is_mapping(node):
        return
    for name, one in node.get("properties", {}).items():
        yield f"{place}.{name}", one, name in node.get("required", ())
        yield from list_properties(one, f"{place}.{name}")
    for key in ("items", "anyOf", "allOf", "additionalProperties"):
        yield from list_properties(node.get(key), place)
    for key in ("definitions", "patternProperties"):
        for name, one in node.get(key, {}).items():
            yield from list_properties(one, f"{place}#{name}")


PROPERTIES = [
    (f"{name}{place}", one, needed, MADE[name])
    for name in SCHEMAS
    for place, one, needed in list_properties(MADE[name])
]


def test_every_property_is_told_in_a_sentence() -> None:
    assert len(PROPERTIES) > 300
    assert [
        place
        for place, one, _, _ in PROPERTIES
        if not re.fullmatch(r"[A-Z`].{5,}[.`]", one.get("description", ""))
    ] == []


def test_every_property_has_an_example_that_is_right() -> None:
    assert [place for place, one, _, _ in PROPERTIES if not one.get("examples")] == []
    wrong = [
        f"{place}: {fault}"
        for place, one, _, root in PROPERTIES
        for example in one["examples"]
        for fault in faults(example, one, root)
    ]
    assert wrong == []


def test_what_may_be_left_out_has_a_default_that_is_right_or_says_what_then() -> None:
    optional = [(place, one, root) for place, one, needed, root in PROPERTIES if not needed]
    silent = [place for place, one, _ in optional if "default" not in one]
    wrong = [
        f"{place}: {fault}"
        for place, one, root in optional
        if one.get("default")
        for fault in faults(one["default"], one, root)
    ]

    assert wrong == []
    assert {place.rpartition(".")[2] for place in silent} <= LEFT_OUT


LEFT_OUT = {
    *("audiences", "id", "attribution", "start", "end", "value", "lists", "logo"),
    *("time", "session", "chair", "name", "institution", "country", "continued"),
    *("picture", "diagram", "map", "chart", "orbits", "motif"),
    *("decided", "review", "policy", "designation"),
}
"""Keys without a default: nothing is there then, or what the built-in file says."""


def as_read(value: Any) -> Any:
    """A value as YAML gives it to the models: every scalar is text."""
    if is_mapping(value):
        return {key: as_read(one) for key, one in value.items()}
    if is_list(value):
        return [as_read(one) for one in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


MODELS: list[type[BaseModel]] = [
    *(
        one
        for name in schema.__all__
        if isinstance(one := getattr(schema, name), type) and issubclass(one, BaseModel)
    ),
    LanguageHead,
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_example_is_read_by_its_model(model: type[BaseModel]) -> None:
    assert model.__doc__
    for field in model.model_fields.values():
        assert field.examples
        kind: Any = Annotated[field.annotation, Field(), *field.metadata]
        for example in field.examples:
            TypeAdapter(kind).validate_python(as_read(example))


# ---------------------------------------------------------------- what there is, and what is wrong


def test_what_octavo_reads_is_what_the_schemas_ask_for() -> None:
    found = [
        f"{path.relative_to(ROOT)}{fault}"
        for path in [*ROOT.glob("content/**/*.*"), *ROOT.glob("templates/**/*.*")]
        if (name := choose(path))
        for fault in faults(read_part(path), MADE[name])
    ]

    assert found == []


def choose(path: Path) -> str:
    """Which schema a file is held to; none for those that have none."""
    if path.suffix == ".md":
        return "section"
    folders = {"words": "words", "markings": "marking"}
    known = path.suffix == ".yaml" and path.stem in SCHEMAS
    return folders.get(path.parent.name, path.stem if known else "")


def read_part(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    front = FRONT.match(text) if path.suffix == ".md" else None
    return read_yaml(front[1] if front else text)


GOOD = {
    "title": "T",
    "event": {"name": "E", "start": "2025-04-28"},
    "imprint": {"publisher": "P", "year": 2025},
    "sections": ["one.md"],
    "facts": {"people": {"value": 300, "approximate": True}},
    "outputs": ["booklet", {"generator": "word", "options": {"review": True}}],
    "cover": {"picture": "cover.jpg"},
    "marking": "DRAFT",
}


CHANGES: list[dict[str, Any]] = [
    {},
    {"titel": "T"},
    {"title": ""},
    {"event": {}},
    {"event": {"name": "E", "start": "28.4.2025"}},
    {"imprint": {"publisher": "P", "year": [2025]}},
    {"sections": []},
    {"facts": {"my people": {"value": 300}}},
    {"facts": {"people": {"value": 300, "approximate": "maybe"}}},
    {"outputs": [{"options": {}}]},
    {"cover": "satellite"},
    {"cover": {"orbits": -1}},
    {"language": "English"},
    {"attribution": "chatham"},
    {"keywords": "one"},
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_an_editor_and_octavo_agree_on_a_publication(change: dict[str, Any]) -> None:
    said = {**GOOD, **change}
    section = "---\nid: one\ntitle: One\nkind: chapter\n---\n\nWords.\n"
    files = {"publication.yaml": json.dumps(said), "one.md": section}
    result = read_source(Memory({name: text.encode() for name, text in files.items()}))
    told = [problem for problem in result.problems if problem.code.startswith("SRC00")]

    assert bool(list(faults(said, MADE["publication"]))) == bool(told) == bool(change)


# ---------------------------------------------------------------- the command, and the page


def test_the_page_of_keys_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == write_page(), "run `make codes`"


def test_the_command_knows_every_schema() -> None:
    assert tuple(SCHEMAS) == NAMES


def test_a_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "photos"]) == 0
    assert json.loads(capsys.readouterr().out) == MADE["photos"]


def test_all_schemas_are_written_beside_a_publication(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(["schema", "--output", ".octavo"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        str(Path(".octavo", f"{name}.schema.json")) for name in NAMES
    ]
    assert run(["schema", "theme", "--output", ".octavo"]) == 0
    assert json.loads(Path(".octavo/theme.schema.json").read_text("utf-8")) == MADE["theme"]
