"""Processes that work side by side, and end when who started them does."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Generator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from threading import Thread

SECONDS = 0.3
"""Between two looks whether a parent is still there: nobody sees a process that stays so long, and
it costs nothing."""


def count_cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def open_processes(count: int) -> Generator[Executor]:
    """So many processes; those that still work when an exception leaves the context are killed.

    On Linux they begin as copies of this one and share its memory, elsewhere as new ones.
    """
    start = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(start)
    others = set(multiprocessing.active_children())
    gc.freeze()  # or looking for garbage would write to all memory that is shared
    executor = ProcessPoolExecutor(count, context, begin, (os.getpid(),))
    try:
        yield executor
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.kill()
        raise
    finally:
        gc.unfreeze()
        executor.shutdown(cancel_futures=True)


def begin(parent: int) -> None:
    """Have this process leave signals to the process `parent`, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the parent ends its own
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with(parent)


def end_with(parent: int) -> None:
    """Have this process be told to end as soon as the process `parent` is gone, even if killed."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=watch, daemon=True).start()
