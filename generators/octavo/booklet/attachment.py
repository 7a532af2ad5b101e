"""The document as data, to be put into the booklet that was made from it."""

from __future__ import annotations

import json
from dataclasses import is_dataclass, replace
from datetime import date
from typing import TypeAlias, cast

from octavo.document import Document
from octavo.document.fields import read_fields
from octavo.document.problem import Span
from octavo.pdf.attachments import Attachment

Data: TypeAlias = "bool | int | float | str | list[Data] | dict[str, Data] | None"
_EMPTY = (None, "", (), frozenset[str]())


def make_attachment(document: Document, when: date | None) -> Attachment:
    """What `document` says, as JSON: what its one audience may read, and nothing else.

    Where things are printed is left out: that is known only once the file is made.
    """
    unplaced = replace(document, places=())
    data = json.dumps(write_data(unplaced), ensure_ascii=False, indent=1, sort_keys=False)
    publication = document.publication
    return Attachment(
        f"{publication.name}.json",
        data.encode() + b"\n",
        "application/json",
        f"{publication.title}: the document that this file was made from, as data",
        when,
    )


def write_data(value: object) -> Data:
    """A value of the document as JSON: nodes as objects with their `type`, without empty fields.

    What no reader may see is left out, and so is where something stands in the source.
    """
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [write_data(part) for part in cast("tuple[object, ...]", value)]
    assert is_dataclass(value), f"a document holds no {type(value).__name__}"
    named: dict[str, Data] = {"type": type(value).__name__}
    for name, use, own in read_fields(value):
        if use != "hidden" and own not in _EMPTY and not _is_place(own):
            named[name] = write_data(own)
    return named


def _is_place(value: object) -> bool:
    if isinstance(value, tuple):
        parts = cast("tuple[object, ...]", value)
        return all(part is None or isinstance(part, Span) for part in parts)
    return isinstance(value, Span)
