"""How often Python looks for garbage."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager

YOUNG = 10_000
"""How many new objects it waits for."""


@contextmanager
def collect_seldom() -> Generator[None]:
    """Inside, Python looks for garbage more seldom: nearly all that a document is made of stays."""
    young, *others = gc.get_threshold()
    gc.set_threshold(max(young, YOUNG) if young else 0, *others)
    try:
        yield
    finally:
        gc.set_threshold(young, *others)
