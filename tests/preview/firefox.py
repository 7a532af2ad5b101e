"""Firefox, driven by WebDriver BiDi, which it speaks by itself: no driver has to be installed."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiohttp

PATIENCE = 60.0
"""Seconds that Firefox has for its start, and for an answer: a first start makes a profile."""


class Firefox:
    """One page in a Firefox without a window."""

    def __init__(self, loop: asyncio.AbstractEventLoop, socket: aiohttp.ClientWebSocketResponse):
        self._loop = loop
        self._socket = socket
        self._count = 0
        self._send("session.new", capabilities={})
        tree = self._send("browsingContext.getTree")
        self._page = tree["contexts"][0]["context"]

    def open(self, address: str) -> None:
        """Show the page at the address. Its stream of events never ends, so nothing is waited for
        but its document."""
        self._send("browsingContext.navigate", context=self._page, url=address, wait="interactive")

    def evaluate(self, script: str, *given: object) -> Any:
        """What the expression gives, in which `given` is the list of what is handed in."""
        whole = f"JSON.stringify((given => ({script}))({json.dumps(given)})) ?? 'null'"
        target = {"context": self._page}
        found = self._send("script.evaluate", expression=whole, target=target, awaitPromise=True)
        assert found["type"] == "success", found
        return json.loads(found["result"]["value"])

    def press(self, key: str) -> None:
        """Press a key, as a person does."""
        actions = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self._act({"type": "key", "id": "keyboard", "actions": actions})

    def click(self, script: str, *given: object) -> None:
        """Click into the middle of the element that the expression gives, as a person does."""
        middle = "box => [box.x + box.width / 2, box.y + box.height / 2]"
        x, y = self.evaluate(f"({middle})({script}.getBoundingClientRect())", *given)
        actions = [
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self._act({"type": "pointer", "id": "mouse", "actions": actions})

    def _act(self, source: dict[str, object]) -> None:
        self._send("input.performActions", context=self._page, actions=[source])

    def _send(self, method: str, **params: object) -> dict[str, Any]:
        return self._loop.run_until_complete(self._ask(method, params))

    async def _ask(self, method: str, params: dict[str, object]) -> dict[str, Any]:
        self._count += 1
        await self._socket.send_json({"id": self._count, "method": method, "params": params})
        while True:
            said = await self._socket.receive_json(timeout=PATIENCE)
            if said.get("id") == self._count:
                assert said["type"] == "success", said
                result: dict[str, Any] = said["result"]
                return result


@contextmanager
def run_firefox(command: str, profile: Path) -> Generator[Firefox]:
    """A Firefox with an empty profile, ended afterwards."""
    options = "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"
    process = subprocess.Popen(
        [command, *options, "about:blank"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    loop = asyncio.new_event_loop()
    session = loop.run_until_complete(_begin_session())
    try:
        assert process.stderr is not None
        lines = (re.search(r"BiDi listening on (ws://\S+)", line) for line in process.stderr)
        address = next(found[1] for found in lines if found)
        socket = loop.run_until_complete(session.ws_connect(f"{address}/session", max_msg_size=0))
        yield Firefox(loop, socket)
    finally:
        loop.run_until_complete(session.close())
        loop.close()
        process.terminate()
        process.communicate(timeout=PATIENCE)


async def _begin_session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession()
