"""What checks and audit find, in a process of its own, so that pages never wait for it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncGenerator, Iterable
from contextlib import suppress
from pathlib import Path

CALM = 0.4
"""Seconds after a change before it begins: while somebody types, it would only be stopped again."""
LONGEST_LINE = 50_000_000
"""Bytes that the process may say in one line: thousands of problems."""
LEAVING = 2.0
"""Seconds that it has to end with what it has started, before it is made to."""


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
                self._process.terminate()

    async def look(self, names: Iterable[str]) -> AsyncGenerator[list[object]]:
        """The problems of the source as it is now, then those of the finished files that are named;
        no more of them when the source has changed meanwhile."""
        self.drop()
        count = self._count
        await asyncio.sleep(CALM)
        if count != self._count:
            return
        command = "-m", "octavo.preview.check_process", str(os.getpid()), str(self._folder), *names
        quiet = asyncio.subprocess.DEVNULL
        process = self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *command,
            stdin=quiet,
            stdout=asyncio.subprocess.PIPE,
            stderr=quiet,
            limit=LONGEST_LINE,
        )
        assert process.stdout is not None
        if count != self._count:
            process.terminate()
        async for line in process.stdout:
            if count == self._count:
                found: list[object] = json.loads(line)
                yield found
        await process.wait()

    async def stop(self) -> None:
        """Leave no process behind."""
        self.drop()
        if self._process:
            try:
                await asyncio.wait_for(self._process.wait(), LEAVING)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()
