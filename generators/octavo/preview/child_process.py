"""What a process does that the preview has started."""

from __future__ import annotations

import os
import signal
import sys
import time
from threading import Thread

PATIENCE = 10
"""Added to the nice value: pages go before everything that is found out about them."""
SECONDS = 0.3
"""Between two looks whether the preview is still there: nobody sees a process that stays so long,
and it costs nothing."""
STOPPED = 128 + signal.SIGTERM
"""Exit status of a process that was told to end."""


def serve(parent: int) -> None:
    """Have this process give way to others, and end with all it has started as soon as the process
    `parent` is gone, even if that was killed, or it is told to."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the preview ends its own
    if hasattr(os, "nice"):
        os.nice(PATIENCE)

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=watch, daemon=True).start()


def _stop(number: int, frame: object) -> None:
    """Leave by an exception, so that what was started is ended on the way."""
    sys.exit(STOPPED)
