"""When the files of a publication change."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

DEBOUNCE = 60
"""Milliseconds that changes are gathered for at most: an editor's save is several, a few
milliseconds apart."""
STEP = 5
"""Milliseconds without a change after which the save is taken to be over."""


class _Watchfiles(Protocol):
    """What is used of watchfiles, whose own types are not all known."""

    def awatch(
        self,
        *paths: Path,
        debounce: int,
        step: int,
        watch_filter: Callable[[object, str], bool],
    ) -> AsyncIterator[object]: ...


async def watch(folder: Path) -> AsyncIterator[None]:
    """One item for each save below `folder`, until the one who asks is cancelled."""
    watchfiles = cast(_Watchfiles, import_module("watchfiles"))

    def matters(change: object, path: str) -> bool:
        try:
            parts = Path(path).relative_to(folder).parts
        except ValueError:
            return False
        return not any(is_aside(part) for part in parts)

    async for _ in watchfiles.awatch(folder, debounce=DEBOUNCE, step=STEP, watch_filter=matters):
        yield


def is_aside(name: str) -> bool:
    """Whether a file of this name is an editor's own: a copy, a lock, a swap file."""
    return name.startswith((".", "~", "#")) or name.endswith(("~", ".swp", ".tmp", "#"))
