"""The preview from its start to Ctrl-C."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from secrets import token_urlsafe
from threading import Thread

import uvicorn

from octavo.preview.guard import OPENING, Lock
from octavo.preview.server import PreviewServer

HOST = "127.0.0.1"
"""Loopback alone: nothing of the publication leaves the machine."""
LEAVING = 1
"""Seconds that open connections have after Ctrl-C: they hold nothing that could be lost."""


class PortTaken(Exception):  # noqa: N818  it is told as what it is
    """Another program has the port, or it is kept for the system."""


class _EndingServer(uvicorn.Server):
    """It ends the streams of open pages before it waits for connections to be closed: they would
    go on until they are cut off, and a traceback be printed for each."""

    def __init__(self, config: uvicorn.Config, end_streams: Callable[[], None]) -> None:
        super().__init__(config)
        self._end_streams = end_streams

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End everything that is served."""
        self._end_streams()
        await super().shutdown(sockets)


def run(folder: Path, port: int, opens: bool, tell: Callable[[str], None]) -> None:
    """Serve the publication in `folder` until the process is told to end.

    Raises `PortTaken` when the port is in use.
    """
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, port))
        except OSError as fault:
            message = f"port {port} cannot be used: {(fault.strerror or str(fault)).lower()}"
            raise PortTaken(f"{message}; name another, or leave out --port") from fault
        listening.listen()
        lock = Lock(listening.getsockname()[1], token_urlsafe(32))
        address = f"http://{HOST}:{lock.port}{OPENING}?token={lock.token}"
        served = PreviewServer(folder, lock)
        tell(f"Preview of {folder.resolve().name}: {address}\nCtrl-C ends it.")
        if opens:
            Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        config = uvicorn.Config(
            served.make_app(),
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=LEAVING,
            ws="none",
        )
        with suppress(KeyboardInterrupt):  # this is how it is ended
            _EndingServer(config, served.end_streams).run(sockets=[listening])
        tell("The preview has ended.")
