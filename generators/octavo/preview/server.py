"""The preview over HTTP: the page, its pictures, and a stream of what has changed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import (
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from octavo.document.problem import Span
from octavo.files.library import read_builtin
from octavo.preview.changes import watch
from octavo.preview.guard import OPENING, Guard, Lock
from octavo.preview.history import History
from octavo.preview.rebuilding import Preview
from octavo.preview.second_look import SecondLook
from octavo.preview.shown import ShownPages, ShownState, describe_pages, describe_state
from octavo.preview.source_edits import CannotChangeError, ConflictError, find_passage

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp

STATIC = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
}
"""Everything that is served as it is. No path is made from what a request says."""
FOREVER = "private, max-age=31536000, immutable"
"""How long a browser keeps the image of a page: its name says what it shows."""
ALIVE = 15.0
"""Seconds between signs of life in a stream without news, so that a page that was closed is noticed
and its connection ended."""


class _Listener:
    """One open page in a browser, and the files that it shows."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self.queue: asyncio.Queue[tuple[str, object] | None] = asyncio.Queue()


class PreviewServer:
    """What the routes share."""

    def __init__(self, folder: Path, lock: Lock) -> None:
        self._folder = folder.resolve()
        self._preview = Preview(folder)
        self._lock = lock
        self._static = {
            path: (read_builtin(f"assets/preview/{name}"), kind)
            for path, (name, kind) in STATIC.items()
        }
        self._listeners: set[_Listener] = set()
        self._state: ShownState | None = None
        self._second = SecondLook(self._folder)
        self._history = History(self._folder)
        self._tasks: set[asyncio.Task[None]] = set()

    def make_app(self) -> ASGIApp:
        """The application, behind its lock."""
        routes = [Route(path, self._send_static) for path in STATIC]
        routes += [
            Route(OPENING, self._open),
            Route("/events", self._stream),
            Route("/image/{image:str}", self._send_image),
            Route("/blocks", self._send_blocks),
            Route("/choices", self._send_choices),
            Route("/words", self._send_words),
            Route("/change", self._change, methods=["POST"]),
            Route("/undo", self._undo, methods=["POST"]),
            Route("/redo", self._redo, methods=["POST"]),
        ]
        return Guard(Starlette(routes=routes, lifespan=self._live), self._lock)

    @asynccontextmanager
    async def _live(self, app: Starlette) -> AsyncGenerator[None]:
        task = asyncio.create_task(self._follow())
        yield
        task.cancel()
        for listener in self._listeners:
            listener.queue.put_nowait(None)
        await self._second.stop()
        with suppress(asyncio.CancelledError):
            await task

    async def _follow(self) -> None:
        """Read the source, and again whenever it changes."""
        await self.read_again()
        async for _ in watch(self._folder):
            await self.read_again()

    async def read_again(self) -> None:
        """Read the source, and tell all open pages what has changed."""
        self._second.drop()
        self._state = await run_in_threadpool(self._preview.read)
        self._tell("state", describe_state(self._state, str(self._folder)), self._listeners)
        for name in dict.fromkeys(name for one in self._listeners for name in one.names):
            await self._show(name)
        self._start(self._look_again(self._state))

    async def _look_again(self, state: ShownState) -> None:
        """What checks find that take longer than a page should wait."""
        found = await self._second.look()
        if found is not None and self._state is state:
            said = {"version": state.version, "problems": found}
            self._tell("problems", said, self._listeners)

    async def _show(self, name: str) -> None:
        shown = await run_in_threadpool(self._preview.show, name)
        if shown is not None:
            self._tell_pages(shown, [one for one in self._listeners if name in one.names])

    def _tell_pages(self, shown: ShownPages, listeners: Iterable[_Listener]) -> None:
        self._tell("pages", describe_pages(shown, str(self._folder)), listeners)

    def _tell(self, event: str, said: object, listeners: Iterable[_Listener]) -> None:
        for listener in listeners:
            listener.queue.put_nowait((event, said))

    def _start(self, work: Awaitable[None]) -> None:
        async def run() -> None:
            await work

        task = asyncio.create_task(run())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # -------------------------------------------------------------------------------- routes

    async def _send_static(self, request: Request) -> Response:
        data, kind = self._static[request.url.path]
        return Response(data, media_type=kind, headers={"cache-control": "no-cache"})

    async def _open(self, request: Request) -> Response:
        """The token of the address becomes a cookie, and leaves the address."""
        token = request.query_params.get("token", "")
        if not self._lock.opens(token):
            return PlainTextResponse("refused: the token\n", 403)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._lock.cookie, token, httponly=True, samesite="strict", path="/")
        return answer

    async def _send_image(self, request: Request) -> Response:
        try:
            scale = float(request.query_params.get("scale", "2"))
        except ValueError:
            return JSONResponse({"why": "no such scale"}, 404)
        digest = request.path_params["image"]
        image = await run_in_threadpool(self._preview.images.draw, digest, scale)
        if image is None:
            return JSONResponse({"why": "this page is not shown any more"}, 404)
        return Response(image, media_type="image/jpeg", headers={"cache-control": FOREVER})

    async def _send_blocks(self, request: Request) -> Response:
        """What a page shows of the source."""
        name, page = request.query_params.get("file", ""), request.query_params.get("page", "")
        found = None
        if page.isascii() and page.isdigit():
            found = await run_in_threadpool(self._preview.find_blocks, name, int(page))
        if found is None:
            return _refuse("no such page is shown", 404)
        return JSONResponse(
            [{**_describe_place(one.span), "box": one.box, "text": one.text} for one in found]
        )

    async def _send_choices(self, request: Request) -> Response:
        """Which points a briefing shows, in which wording, and which not."""
        name = request.query_params.get("file", "")
        choices = await run_in_threadpool(self._preview.list_choices, name)
        return JSONResponse([asdict(choice) for choice in choices])

    async def _send_words(self, request: Request) -> Response:
        """The words of the source at a place."""
        asked = request.query_params
        try:
            span = Span(asked["file"], int(asked["line"]), int(asked["column"]))
        except (KeyError, ValueError):
            return _refuse("name file, line and column", 400)
        try:
            passage = find_passage(self._history.read(span.file), span)
        except (CannotChangeError, UnicodeDecodeError) as fault:
            return _refuse(str(fault), 422)
        path = f"{self._folder}/{span.file}"
        return JSONResponse({"words": passage.text, "path": path, **_describe_place(span)})

    async def _change(self, request: Request) -> Response:
        """New words in the place of those that were shown."""
        try:
            asked = await request.json()
            span = Span(str(asked["file"]), int(asked["line"]), int(asked["column"]))
            old, new = str(asked["old"]), str(asked["new"])
        except (ValueError, TypeError, KeyError, UnicodeDecodeError, RecursionError):
            return _refuse("send file, line, column, old and new as JSON", 400)
        return await self._answer(partial(self._history.change, span, old, new))

    async def _undo(self, request: Request) -> Response:
        return await self._answer(self._history.undo)

    async def _redo(self, request: Request) -> Response:
        return await self._answer(self._history.redo)

    async def _answer(self, work: Callable[[], str | None]) -> Response:
        try:
            file = await run_in_threadpool(work)
        except ConflictError as fault:
            return JSONResponse({"why": "the file has changed", "now": str(fault)}, 409)
        except (CannotChangeError, UnicodeError) as fault:
            return _refuse(str(fault), 422)
        return JSONResponse({"file": file or ""})

    async def _stream(self, request: Request) -> Response:
        """Events of one open page: `state`, `pages` of the files it shows, `problems`."""
        listener = _Listener(tuple(request.query_params.getlist("file")))
        return StreamingResponse(
            self._send_events(listener),
            media_type="text/event-stream",
            headers={"cache-control": "no-store"},
        )

    async def _send_events(self, listener: _Listener) -> AsyncIterator[str]:
        self._listeners.add(listener)
        try:
            if self._state is not None:
                state = describe_state(self._state, str(self._folder))
                self._tell("state", state, [listener])
                for name in listener.names:
                    self._start(self._show(name))
            while True:
                try:
                    news = await asyncio.wait_for(listener.queue.get(), ALIVE)
                except TimeoutError:
                    yield ": alive\n\n"
                    continue
                if news is None:
                    return
                yield f"event: {news[0]}\ndata: {json.dumps(news[1])}\n\n"
        finally:
            self._listeners.discard(listener)


def _refuse(why: str, status: int) -> Response:
    return JSONResponse({"why": why}, status)


def _describe_place(span: Span) -> dict[str, object]:
    return {"file": span.file, "line": span.line, "column": span.column}
