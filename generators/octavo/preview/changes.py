"""When the files of a publication change."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

DEBOUNCE = 60
"""Milliseconds that changes are gathered for at most: an editor's save is several, a few
milliseconds apart."""
STEP = 5
"""Milliseconds without a change after which the save is taken to be over."""
LOOK = 1000
"""Milliseconds after which is looked whether the folder is still the same one: it may be renamed,
deleted, or put there again by another program, and then nothing is heard from it."""


class _Watchfiles(Protocol):
    """What is used of watchfiles, whose own types are not all known."""

    def awatch(
        self,
        *paths: Path,
        debounce: int,
        step: int,
        watch_filter: Callable[[object, str], bool],
        rust_timeout: int,
        yield_on_timeout: bool,
    ) -> AsyncIterator[set[object]]: ...


async def watch(folder: Path) -> AsyncIterator[None]:
    """One item for each save below `folder`, and when it goes away or comes back, until the one who
    asks is cancelled."""
    while True:
        there = _identify(folder)
        try:
            async for changes in _listen(folder):
                if changes:
                    yield
                if _identify(folder) != there:
                    break
        except OSError:
            """It is not there: what follows waits for it."""
        gone = there is None
        while _identify(folder) is None:
            if not gone:
                yield
            gone = True
            await asyncio.sleep(LOOK / 1000)
        yield


def _listen(folder: Path) -> AsyncIterator[set[object]]:
    def matters(change: object, path: str) -> bool:
        try:
            parts = Path(path).relative_to(folder).parts
        except ValueError:
            return False
        return not any(is_aside(part) for part in parts)

    return cast(_Watchfiles, import_module("watchfiles")).awatch(
        folder,
        debounce=DEBOUNCE,
        step=STEP,
        watch_filter=matters,
        rust_timeout=LOOK,
        yield_on_timeout=True,
    )


def _identify(folder: Path) -> tuple[int, int] | None:
    """What tells the folder from another one of the same name; `None` when there is none."""
    try:
        found = folder.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if folder.is_dir() else None


def is_aside(name: str) -> bool:
    """Whether a file of this name is an editor's own: a copy, a lock, a swap file."""
    return name.startswith((".", "~", "#")) or name.endswith(("~", ".swp", ".tmp", "#"))
