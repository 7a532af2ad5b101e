"""Work in threads that nobody has to wait for when the program ends."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


async def run_apart(work: Callable[[], Result]) -> Result:
    """What `work` gives. After Ctrl-C its thread ends with the program, wherever it is."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Result] = loop.create_future()

    def run() -> None:
        try:
            result = work()
        except BaseException as fault:  # it belongs to the one who waits
            _settle(loop, future, partial(future.set_exception, fault))
        else:
            _settle(loop, future, partial(future.set_result, result))

    Thread(target=run, daemon=True).start()
    return await future


def _settle(
    loop: asyncio.AbstractEventLoop, future: asyncio.Future[Result], say: Callable[[], None]
) -> None:
    def settle() -> None:
        if not future.done():
            say()

    with suppress(RuntimeError):  # the loop is closed: nobody waits any more
        loop.call_soon_threadsafe(settle)
