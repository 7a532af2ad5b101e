"""The one file that a PDF may have in it: the document that it was made from, as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import cast

from pikepdf import Name, Pdf, Stream

from octavo.audit.extracts import Extract

MEDIA_TYPE = "/application/json"
TYPE = "type"
"""The field that names the kind of a node."""


def read_attached(pdf: Pdf) -> tuple[tuple[Extract, ...], tuple[int, int]]:
    """Each string of the document that is in `pdf`, and the object that it is in.

    None when another file is in it, or more than one: then that is what is found. Whatever is
    found so has to be explained like any other text.
    """
    nothing = (), (0, 0)
    named = list(pdf.attachments.values())
    if len(named) != 1 or named[0].relationship != Name.Source:
        return nothing
    held = [thing for thing in pdf.objects if _is_file(thing)]
    if len(held) != 1 or str(held[0].get("/Subtype")) != MEDIA_TYPE:
        return nothing
    try:
        document: object = json.loads(held[0].read_bytes())
    except ValueError:
        return nothing
    where = f"object {held[0].objgen[0]}, attached"
    return tuple(_list_strings(document, "", where)), held[0].objgen


def _is_file(thing: object) -> bool:
    return isinstance(thing, Stream) and thing.get("/Type") == Name.EmbeddedFile


def _list_strings(value: object, key: str, where: str) -> Iterator[Extract]:
    """Everything that is said, each with its field, such as `Fact.label`."""
    match value:
        case str():
            yield Extract(where, value, "data", key)
        case list():
            for one in cast("list[object]", value):
                yield from _list_strings(one, key, where)
        case dict():
            fields = cast("dict[str, object]", value)
            kind = str(fields.get(TYPE, ""))
            for name, one in fields.items():
                yield from _list_strings(one, f"{kind}.{name}", where)
                if not one:
                    yield Extract(where, "", "data", f"{kind}.{name}")
        case _:
            yield Extract(where, "", "data", key)
