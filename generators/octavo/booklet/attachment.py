"""The document as data, to be put into the booklet that was made from it."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TypeAlias, cast

from octavo.document import Document
from octavo.pdf.attachments import Attachment

Data: TypeAlias = "bool | int | float | str | list[Data] | dict[str, Data] | None"

UNSAID = frozenset({"span", "audiences", "places", "approved", "file"})
"""Fields that say where something was written or printed, who else may read it, what was approved,
or what a file is called on the author's machine."""


def make_attachment(document: Document, when: date | None) -> Attachment:
    """What `document` says, as JSON: what its one audience may read, and nothing else."""
    data = json.dumps(write_data(document), ensure_ascii=False, indent=1, sort_keys=False)
    publication = document.publication
    return Attachment(
        f"{publication.name}.json",
        data.encode() + b"\n",
        "application/json",
        f"{publication.title}: the document that this file was made from, as data",
        when,
    )


def write_data(value: object) -> Data:
    """A value of the document as JSON: nodes as objects with their `type`, without empty fields."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | frozenset):
        parts = cast("tuple[object, ...] | frozenset[object]", value)
        listed = [write_data(part) for part in parts]
        return listed if isinstance(value, tuple) else sorted(listed, key=str)
    assert is_dataclass(value), f"a document holds no {type(value).__name__}"
    named: dict[str, Data] = {"type": type(value).__name__}
    for field in fields(value):
        own: object = getattr(value, field.name)
        if field.name not in UNSAID and own not in (None, "", ()):
            named[field.name] = write_data(own)
    return named
