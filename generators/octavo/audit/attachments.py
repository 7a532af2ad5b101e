"""The one file that a PDF may have in it: the document that it was made from, as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import cast

from pikepdf import Name, Pdf, Stream

from octavo.audit.extracts import Find, Kind

MEDIA_TYPE = "/application/json"
TYPE = "type"
"""The field that names the kind of a node."""


def read_attached(pdf: Pdf) -> tuple[Find, ...]:
    """Each string of the document that is in `pdf`; none when another file is, or more than one.

    Whatever is found so is looked for secrets like any other text.
    """
    named = list(pdf.attachments.values())
    if len(named) != 1 or named[0].relationship != Name.Source:
        return ()
    held = [thing for thing in pdf.objects if _is_file(thing)]
    if len(held) != 1 or str(held[0].get("/Subtype")) != MEDIA_TYPE:
        return ()
    try:
        document: object = json.loads(held[0].read_bytes())
    except ValueError:
        return ()
    where = f"object {held[0].objgen[0]}, attached"
    return tuple(Find(where, text, kind) for kind, text in _list_strings(document))


def _is_file(thing: object) -> bool:
    return isinstance(thing, Stream) and thing.get("/Type") == Name.EmbeddedFile


def _list_strings(value: object, kind: Kind = "label") -> Iterator[tuple[Kind, str]]:
    """Everything that is said, and the names of fields and nodes, which only programs use."""
    match value:
        case str():
            yield kind, value
        case list():
            for one in cast("list[object]", value):
                yield from _list_strings(one)
        case dict():
            for key, one in cast("dict[str, object]", value).items():
                yield "name", key
                yield from _list_strings(one, "name" if key == TYPE else "label")
        case _:
            return
