"""What a process does that the preview has started."""

from __future__ import annotations

import os
import signal
import sys

from octavo.build.processes import end_with

PATIENCE = 10
"""Added to the nice value: pages go before everything that is found out about them."""
STOPPED = 128 + signal.SIGTERM
"""Exit status of a process that was told to end."""


def serve(parent: int) -> None:
    """Have this process give way to others, and end with all it has started as soon as the process
    `parent` is gone, even if that was killed, or it is told to."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the preview ends its own
    if hasattr(os, "nice"):
        os.nice(PATIENCE)
    end_with(parent)


def _stop(number: int, frame: object) -> None:
    """Leave by an exception, so that what was started is ended on the way."""
    sys.exit(STOPPED)
