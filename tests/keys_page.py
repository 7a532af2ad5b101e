"""The page docs/keys.md, from the schemas: `make codes` writes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TypeGuard

from architecture import ROOT
from octavo.source.json_schema import SCHEMAS

PAGE = ROOT / "docs" / "keys.md"
HEAD = """\
# Keys

Every key that the YAML of a publication may have, with an example; [content.md](content.md) says
how they work together. `octavo schema` gives the same to an editor, which then completes and checks
while you type:

```console
$ octavo schema --output .octavo
```

```yaml
# yaml-language-server: $schema=.octavo/publication.schema.json
title: The Night Sky for Everyone
```

A key in **bold** is needed. The phrases of [templates/words/](languages.md) are not listed singly.

<!-- Written by `make codes` from the models in generators/octavo/source/schema/ and style/. -->
"""
LONGEST = 90
"""Characters of a default or an example that stand in a table; a longer one is left out."""


def write_page() -> str:
    """The text of the page."""
    return "\n".join([HEAD, *(line for name in SCHEMAS for line in write_part(name))])


def write_part(name: str) -> Iterator[str]:
    found: Any = SCHEMAS[name]()
    definitions: dict[str, Any] = found.get("definitions", {})
    yield f"## {found['title']}\n"
    yield f"{found['description']} (`octavo schema {name}`)\n"
    if "properties" in found:
        yield from write_table(found)
    for one in definitions.values():
        yield f"{one['description']}\n"
        yield from write_table(one)
    if name == "theme":
        for key in ("palette", "scale"):
            yield f"`{key}`: {found['properties'][key]['description']}\n"
            yield from write_table(found["properties"][key])


def write_table(model: Any) -> Iterator[str]:
    needed = model.get("required", ())
    yield "| key | what it says | left out | example |\n|---|---|---|---|"
    for key, one in model["properties"].items():
        name = f"**`{key}`**" if key in needed else f"`{key}`"
        default = show(one["default"]) if one.get("default") not in (None, "", [], {}) else ""
        yield f"| {name} | {one['description']} | {default} | {choose(one['examples'])} |"
    yield ""


def choose(examples: list[Any]) -> str:
    """The first example that is short enough."""
    return next((shown for one in examples if (shown := show(one))), "")


def is_mapping(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def show(value: Any) -> str:
    """A value as YAML has it in a line; nothing when that is too long for a table."""
    said = write(value)
    return f"`{said}`".replace("|", "\\|") if len(said) <= LONGEST else ""


def write(value: Any, inner: bool = False) -> str:
    if is_mapping(value):
        return f"{{{', '.join(f'{key}: {write(one, True)}' for key, one in value.items())}}}"
    if is_list(value):
        return f"[{', '.join(write(one, True) for one in value)}]"
    if isinstance(value, str) and value[:1].isalpha() and ": " not in value:
        return (
            json.dumps(value, ensure_ascii=False) if inner and set(value) & set(",[]{}") else value
        )
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    PAGE.write_text(write_page(), encoding="utf-8")
