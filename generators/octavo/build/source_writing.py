"""A file of the source, written anew: the old one or the new one is there, whatever happens."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def replace_file(file: Path, data: bytes) -> None:
    """Have `data` in `file`, which keeps its permissions; where it is a link, in what that names.

    Raises `OSError` when it cannot be written; then the old file is as it was.
    """
    target = file.resolve()
    beside = target.with_name(f".octavo-{target.name}")
    try:
        with beside.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        beside.chmod(target.stat().st_mode)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
