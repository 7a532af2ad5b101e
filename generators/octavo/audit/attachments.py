"""The one file that a PDF may have in it: the document that it was made from, as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import cast

from pikepdf import Name, Pdf, Stream

from octavo.audit.finds import Find

MEDIA_TYPE = "/application/json"
TYPE = "type"
"""The field that names the kind of a node."""


def read_attached(pdf: Pdf) -> tuple[Find, ...]:
    """Each string of the document that is in `pdf`; none when another file is, or more than one.

    Whatever is found so is looked for secrets like any other text.
    """
    held = [thing for thing in pdf.objects if _is_file(thing)]
    named = list(pdf.attachments.values())
    if len(held) != 1 or len(named) != 1 or named[0].relationship != Name.Source:
        return ()
    if str(held[0].get("/Subtype")) != MEDIA_TYPE:
        return ()
    try:
        document: object = json.loads(held[0].read_bytes())
    except ValueError:
        return ()
    where = f"object {held[0].objgen[0]}, attached"
    keys = "\n".join(sorted(set(_list_keys(document))))
    return (Find(where, keys, "name"), *(Find(where, t, "label") for t in _list_texts(document)))


def _is_file(thing: object) -> bool:
    return isinstance(thing, Stream) and thing.get("/Type") == Name.EmbeddedFile


def _list_texts(value: object) -> Iterator[str]:
    """What is said, without the names of what says it."""
    match value:
        case str():
            yield value
        case list():
            for one in cast("list[object]", value):
                yield from _list_texts(one)
        case dict():
            for key, one in cast("dict[str, object]", value).items():
                yield from _list_texts(one if key != TYPE else None)
        case _:
            return


def _list_keys(value: object) -> Iterator[str]:
    """The names of fields and of kinds."""
    match value:
        case list():
            for one in cast("list[object]", value):
                yield from _list_keys(one)
        case dict():
            named = cast("dict[str, object]", value)
            yield from (*named, str(named.get(TYPE, "")))
            for one in named.values():
                yield from _list_keys(one)
        case _:
            return
