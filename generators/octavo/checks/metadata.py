"""What the file of a picture says besides the picture."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import cast

from octavo.files.library import Library


def read_metadata(library: Library, file: str) -> Iterator[str]:
    """The texts in EXIF, XMP, IPTC and the comments of a picture; none when it cannot be read."""
    from PIL import Image

    try:
        with Image.open(BytesIO(library.read(file)), formats=("JPEG", "PNG")) as image:
            image.load()
            values = cast("dict[object, object]", image.info)
    except Exception:
        return
    yield from _read(values)


def _read(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes):
        yield value.decode("utf-8", "replace")
        if b"\0" in value:  # as UTF-16 has it beside each letter of a Western language
            yield value.replace(b"\0", b"").decode("utf-8", "replace")
    elif isinstance(value, dict):
        for inner in cast("dict[object, object]", value).values():
            yield from _read(inner)
    elif isinstance(value, tuple | list):
        for inner in cast("list[object]", value):
            yield from _read(inner)
