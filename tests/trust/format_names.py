"""The names that the formats of our files know, collected from published models of them.

python tests/trust/format_names.py            # those of Word, from the package openxml-audit
python tests/trust/format_names.py ARLINGTON  # and of PDF, from a checkout of the Arlington model
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias, cast

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "assets" / "formats"
PREFIXES = [
    "w",
    "w10",
    "w14",
    "w15",
    "a",
    "wp",
    "wp14",
    "pic",
    "c",
    "v",
    "o",
    "m",
    "ds",
    "ap",
    "asvg",
    "adec",
    "wps",
    "wpg",
    "wpc",
    "x14",
    "mc",
]
"""The parts of Office Open XML that a Word file has."""
SHEET = {"worksheet", "sheetData", "row", "c", "v", "is", "t", "workbook", "sheets", "sheet", "f"}
"""Of spreadsheets, what the data behind a chart needs."""
FREE, TYPED = "", "#"
OUTER = 3

Json: TypeAlias = dict[str, Any]  # whatever the models say


@dataclass(slots=True)
class Model:
    """What the schemas of Office Open XML say."""

    types: dict[str, Json] = field(default_factory=dict[str, Json])
    """By qualified name of type and element."""
    classes: dict[tuple[str, str], Json] = field(default_factory=dict[tuple[str, str], Json])
    enums: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    """The values of each closed list, by each of its names."""


@dataclass(slots=True)
class Values:
    """What an attribute may have."""

    listed: set[str] = field(default_factory=set[str])
    typed: bool = False
    """Numbers, measures, colours, on and off."""
    free: bool = False
    """Any text."""


def read_model() -> tuple[Model, Mapping[str, str]]:
    """The model, and the namespace of each prefix."""
    folder = files("openxml_audit") / "data" / "openxml"
    namespaces: list[Json] = json.loads((folder / "namespaces.json").read_text("utf-8"))
    model = Model()
    schemas = (folder / "schemas").iterdir()
    for file in sorted(schemas, key=lambda file: file.name):
        schema: Json = json.loads(file.read_text("utf-8"))
        for enum in schema.get("Enums", []):
            values = {facet["Value"] for facet in enum["Facets"]}
            for name in (enum["Type"], enum["Name"]):
                model.enums.setdefault(name, set()).update(values)
        for kind in schema.get("Types", []):
            kind["Namespace"] = schema["TargetNamespace"]
            model.types[kind["Name"]] = kind
            model.classes[kind["Namespace"], kind["ClassName"]] = kind
    return model, {entry["Prefix"]: entry["Uri"] for entry in namespaces}


def list_attributes(kind: Json, model: Model) -> Iterator[Json]:
    """The attributes of a type, and of those that it extends."""
    yield from kind.get("Attributes", [])
    base = model.classes.get((kind["Namespace"], kind.get("BaseClass", "")))
    if base is not None and base is not kind:
        yield from list_attributes(base, model)


def note_values(attribute: Json, model: Model, values: Values) -> None:
    """Take down what the attribute may have."""
    kind: str = attribute["Type"]
    enum = re.search(r"EnumValue<.*\.(\w+)>", kind)
    if enum:
        values.listed |= model.enums[enum[1]]
    elif kind != "StringValue":
        values.free |= kind.startswith("ListValue")
        values.typed |= not kind.startswith("ListValue")
    else:
        names = {"EnumValidator", "StringValidator", "NumberValidator"}
        checks = [one for one in attribute.get("Validators", []) if one["Name"] in names]
        values.free |= not checks
        for check in checks:
            note_check(check, model, values)


def note_check(check: Json, model: Model, values: Values) -> None:
    """Take down what one check of a text lets pass."""
    if check["Name"] == "EnumValidator":
        name: str = check.get("Type", "")
        values.listed |= model.enums.get(name) or model.enums.get(name.split(".")[-1][:-1], set())
        return
    arguments = {argument["Name"] for argument in check.get("Arguments", [])}
    typed = check["Name"] == "NumberValidator" or bool(arguments & {"Pattern", "Length"})
    values.typed |= typed
    values.free |= not typed


def list_word_names() -> Json:
    """Of each element, by namespace, what each attribute may have: the number of a closed list,
    `#` for numbers and the like, nothing for any text.
    """
    model, namespaces = read_model()
    found: dict[str, dict[str, dict[str, Values]]] = {}
    for name, kind in model.types.items():
        prefix, _, local = name.split("/")[-1].rpartition(":")
        if prefix in PREFIXES or (prefix == "x" and local in SHEET):
            element = found.setdefault(namespaces[prefix], {}).setdefault(local, {})
            for attribute in list_attributes(kind, model):
                own = attribute["QName"].split(":")[-1]
                note_values(attribute, model, element.setdefault(own, Values()))
    lists: list[list[str]] = []
    elements = {
        namespace: {
            local: {name: write_values(one, lists) for name, one in sorted(attributes.items())}
            for local, attributes in sorted(own.items())
        }
        for namespace, own in sorted(found.items())
    }
    return {"elements": elements, "lists": lists}


def write_values(values: Values, lists: list[list[str]]) -> str:
    """`values` in short; a closed list joins `lists` unless it is among them."""
    if values.free:
        return FREE
    listed = sorted(values.listed)
    if listed and listed not in lists:
        lists.append(listed)
    number = str(lists.index(listed)) if listed else ""
    return number + (TYPED if values.typed else "")


def list_pdf_names(model: Path) -> Json:
    """The keys of all dictionaries, and the names that may stand under each."""
    keys: set[str] = set()
    values: dict[str, set[str]] = {}
    for file in sorted((model / "tsv" / "latest").glob("*.tsv")):
        with file.open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table, delimiter="\t"):
                keys.add(row["Key"])
                possible = re.sub(r"fn:\w+|@\w+", "", row["PossibleValues"])
                names = re.findall(r"[A-Za-z][\w.+-]*", possible)
                if "name" in row["Type"] or "array" in row["Type"]:
                    values.setdefault(row["Key"], set()).update(names)
    plain = sorted(key for key in keys if re.fullmatch(r"[A-Za-z]\w*", key))
    listed = {key: sorted(names) for key, names in sorted(values.items()) if names}
    return {"keys": plain, "values": listed}


def write(value: object, depth: int = 0) -> str:
    """`value` as JSON, with a line for each thing in the outer levels."""
    match value:
        case dict() if depth < OUTER:
            own = cast("Json", value).items()
            lines = [f"{json.dumps(key)}:{write(one, depth + 1)}" for key, one in own]
            return "{\n" + ",\n".join(lines) + "\n}"
        case list() if depth < OUTER:
            lines = [write(one, depth + 1) for one in cast("list[object]", value)]
            return "[\n" + ",\n".join(lines) + "\n]"
        case _:
            return json.dumps(value, separators=(",", ":"))


def main() -> None:
    """Write the files anew."""
    FOLDER.joinpath("ooxml.json").write_text(write(list_word_names()) + "\n", encoding="utf-8")
    for argument in sys.argv[1:]:
        names = list_pdf_names(Path(argument))
        FOLDER.joinpath("pdf.json").write_text(write(names) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
