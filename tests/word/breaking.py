"""Word files broken on purpose."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

from word.readback import parts


def put_together(entries: Mapping[str, bytes], *more: tuple[str, bytes]) -> bytes:
    """An archive of `entries`, and of `more`, whose names may be there already."""
    out = BytesIO()
    with ZipFile(out, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        for name, data in (*entries.items(), *more):
            archive.writestr(name, data)
    return out.getvalue()


def break_part(data: bytes, name: str, pattern: str, replacement: str) -> bytes:
    """The file with the first match of `pattern` in the part `name` replaced."""
    entries = parts(data)
    text, count = re.subn(pattern, replacement, entries[name].decode(), count=1, flags=re.DOTALL)
    assert count == 1, f"nothing to break in {name}"
    return put_together({**entries, name: text.encode()})


def drop_part(data: bytes, name: str) -> bytes:
    """The file without the part `name`."""
    entries = parts(data)
    del entries[name]
    return put_together(entries)
