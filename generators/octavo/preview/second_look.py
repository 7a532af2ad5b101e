"""What `octavo check` finds, in a process of its own, so that pages never wait for it."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import suppress
from pathlib import Path

CALM = 0.4
"""Seconds after a change before it begins: while somebody types, it would only be stopped again."""


class SecondLook:
    """At most one process, of the newest source; what an older one would say is never told."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None
        self._count = 0

    def drop(self) -> None:
        """Stop what runs: the source is another one now."""
        self._count += 1
        if self._process and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()

    async def look(self) -> list[object] | None:
        """The problems of the source as it is now; `None` when it changed meanwhile."""
        count = self._count
        await asyncio.sleep(CALM)
        if count != self._count:
            return None
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "octavo.preview.check_process",
            str(self._folder),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        said, _ = await self._process.communicate()
        if count != self._count or self._process.returncode:
            return None
        found: list[object] = json.loads(said)
        return found

    async def stop(self) -> None:
        """Leave no process behind."""
        self.drop()
        if self._process:
            await self._process.wait()
