"""The preview over HTTP: the page, its pictures, and a stream of what has changed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
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
from octavo.preview.daemon_threads import run_apart
from octavo.preview.faults import CannotChangeError, ConflictError
from octavo.preview.guard import OPENING, Guard, Lock
from octavo.preview.history import History
from octavo.preview.rebuilding import Preview
from octavo.preview.second_look import SecondLook
from octavo.preview.shown import (
    ShownPages,
    ShownState,
    describe_choices,
    describe_pages,
    describe_place,
    describe_state,
)
from octavo.preview.source_edits import find_passages

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
MOST_FILES = 4
"""How many files one page in the browser may look at: it shows two."""
BAD_JSON = (ValueError, TypeError, KeyError, AttributeError, UnicodeDecodeError, RecursionError)
"""What is raised by JSON that is none, or says something else."""
ALIVE = 15.0
"""Seconds between signs of life in a stream without news, so that a page that was closed is noticed
and its connection ended."""


class _Listener:
    """One open page in a browser, and the files that it shows."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self._news: dict[tuple[str, str], object] = {}
        """Not yet sent: of each kind the newest, however long the browser does not ask."""
        self._something = asyncio.Event()
        self._ended = False

    def tell(self, event: str, about: str, said: object) -> None:
        """Have it told; it takes the place of what was to be told of the same."""
        self._news[event, about] = said
        self._something.set()

    def end(self) -> None:
        """Tell nothing more."""
        self._ended = True
        self._something.set()

    async def wait(self) -> list[tuple[str, object]] | None:
        """What is to be told now; nothing after a while without news, `None` at the end."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._something.wait(), ALIVE)
        self._something.clear()
        news = [(event, said) for (event, _), said in self._news.items()]
        self._news.clear()
        return None if self._ended else news


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
        self._looked: tuple[int, frozenset[str]] = 0, frozenset()
        """Of which version which files are audited."""
        self._later: dict[str, object] = {}
        """What checks and audit found last."""
        self._second = SecondLook(self._folder)
        self._history = History(self._folder)
        self._tasks: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Event()
        self._writing = asyncio.Lock()
        """Held while a file is changed: one change after the other."""
        self._busy: set[str] = set()
        """Word files that LibreOffice opens now."""

    def make_app(self) -> ASGIApp:
        """The application, behind its lock."""
        routes = [Route(path, self._send_static) for path in STATIC]
        routes += [
            Route(OPENING, self._open),
            Route("/events", self._stream),
            Route("/image/{image:str}", self._send_image),
            Route("/blocks", self._send_blocks),
            Route("/choices", self._send_choices),
            Route("/contents", self._send_contents),
            Route("/page", self._send_page),
            Route("/words", self._send_words),
            Route("/change", self._change, methods=["POST"]),
            Route("/set", self._set, methods=["POST"]),
            Route("/undo", self._undo, methods=["POST"]),
            Route("/redo", self._redo, methods=["POST"]),
        ]
        return Guard(Starlette(routes=routes, lifespan=self._live), self._lock)

    def end_streams(self) -> None:
        """Tell all open pages that nothing follows."""
        for listener in self._listeners:
            listener.end()

    @asynccontextmanager
    async def _live(self, app: Starlette) -> AsyncGenerator[None]:
        tasks = [asyncio.create_task(self._notice()), asyncio.create_task(self._follow())]
        yield
        self.end_streams()
        for task in (*tasks, *self._tasks):
            task.cancel()
        await self._second.stop()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _notice(self) -> None:
        """Note when the source changes. It begins before the source is read for the first time, so
        that no change is missed."""
        async for _ in watch(self._folder):
            self._changed.set()

    async def _follow(self) -> None:
        """Read the source, and again whenever it changes."""
        while True:
            await self.read_again()
            await self._changed.wait()
            self._changed.clear()

    async def read_again(self) -> None:
        """Read the source, and tell all open pages what has changed."""
        self._second.drop()
        self._state = await run_apart(self._preview.read)
        self._tell("state", describe_state(self._state, str(self._folder)), self._listeners)
        shown = tuple(dict.fromkeys(name for one in self._listeners for name in one.names))
        for name in shown:
            await self._show(name)
        self._start(self._look_again(self._state, shown))

    async def _look_again(self, state: ShownState, shown: Iterable[str]) -> None:
        """What checks and audit find, which takes longer than a page should wait."""
        listed = {file.name for file in state.files}
        self._looked = state.version, frozenset(shown)
        found: list[object] = []
        async for more in self._second.look([name for name in shown if name in listed]):
            found += more
            if self._state is state:
                said: dict[str, object] = {"version": state.version, "problems": found}
                self._later = said
                self._tell("problems", said, self._listeners)

    async def _show(self, name: str) -> None:
        """Have the pages of a file told to all who look at it; those of a Word file later."""
        if name.endswith(".pdf"):
            await self._show_pages(name)
        elif name not in self._busy:
            self._start(self._show_office(name))

    async def _show_office(self, name: str) -> None:
        """The pages of a Word file, and again as long as the source has changed meanwhile."""
        self._busy.add(name)
        try:
            state = None
            while state is not self._state:
                state = self._state
                await self._show_pages(name)
        finally:
            self._busy.discard(name)

    async def _show_pages(self, name: str) -> None:
        shown = await run_apart(partial(self._preview.show, name))
        if shown is not None:
            self._tell_pages(shown, [one for one in self._listeners if name in one.names])

    def _tell_pages(self, shown: ShownPages, listeners: Iterable[_Listener]) -> None:
        self._tell("pages", describe_pages(shown, str(self._folder)), listeners, shown.name)

    def _tell(
        self, event: str, said: object, listeners: Iterable[_Listener], about: str = ""
    ) -> None:
        for listener in listeners:
            listener.tell(event, about, said)

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
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
        image = await run_apart(partial(self._preview.images.draw, digest, scale))
        if image is None:
            return JSONResponse({"why": "this page is not shown any more"}, 404)
        return Response(image, media_type="image/jpeg", headers={"cache-control": FOREVER})

    async def _send_blocks(self, request: Request) -> Response:
        """What a page shows of the source."""
        name, page = request.query_params.get("file", ""), request.query_params.get("page", "")
        found = None
        if page.isascii() and page.isdigit():
            found = await run_apart(partial(self._preview.find_blocks, name, int(page)))
        if found is None:
            return _refuse("no such page is shown", 404)
        return JSONResponse(
            [{**describe_place(one.span), "box": one.box, "text": one.text} for one in found]
        )

    async def _send_choices(self, request: Request) -> Response:
        """Which points a briefing shows, in which wording, and which not."""
        name = request.query_params.get("file", "")
        choices = await run_apart(partial(self._preview.list_choices, name))
        return JSONResponse(describe_choices(choices))

    async def _send_contents(self, request: Request) -> Response:
        """The sections and headings of a file, with their pages."""
        found = self._preview.list_contents(request.query_params.get("file", ""))
        return JSONResponse([asdict(one) for one in found])

    async def _send_page(self, request: Request) -> Response:
        """On which page a line of the source stands."""
        asked = request.query_params
        line = asked.get("line", "")
        if not (line.isascii() and line.isdigit() and len(line) < 10):
            return _refuse("name file, source and line", 400)
        names = asked.get("file", ""), asked.get("source", "")
        return JSONResponse({"page": self._preview.find_page(*names, int(line))})

    async def _send_words(self, request: Request) -> Response:
        """The words of the source at a place."""
        asked = request.query_params
        try:
            span = Span(asked["file"], int(asked["line"]), int(asked["column"]))
        except (KeyError, ValueError):
            return _refuse("name file, line and column", 400)
        try:
            found = find_passages(self._history.read(span.file), span)
        except (CannotChangeError, UnicodeDecodeError) as fault:
            return _refuse(str(fault), 422)
        passages = [{"label": one.label, "words": one.text, "line": one.line} for one in found]
        path = f"{self._folder}/{span.file}"
        return JSONResponse({"passages": passages, "path": path, **describe_place(span)})

    async def _change(self, request: Request) -> Response:
        """New words in the place of those that were shown."""
        try:
            asked = await request.json()
            span = Span(str(asked["file"]), int(asked["line"]), int(asked["column"]))
            old, new, at = str(asked["old"]), str(asked["new"]), int(asked.get("at", 0))
        except BAD_JSON:
            return _refuse("send file, line, column, old and new as JSON", 400)
        return await self._answer(partial(self._history.change, span, old, new, at))

    async def _set(self, request: Request) -> Response:
        """Another weight of a point, whom it must reach, or whether it is a key message."""
        try:
            asked = await request.json()
            span = Span(str(asked["file"]), int(asked["line"]), int(asked["column"]))
            work = choose_setting(self._history, span, asked)
        except BAD_JSON:
            return _refuse("send file, line, column, and one setting as JSON", 400)
        return await self._answer(work)

    async def _undo(self, request: Request) -> Response:
        return await self._answer(self._history.undo)

    async def _redo(self, request: Request) -> Response:
        return await self._answer(self._history.redo)

    async def _answer(self, work: Callable[[], str | None]) -> Response:
        try:
            async with self._writing:
                file = await run_apart(work)
        except ConflictError as fault:
            return JSONResponse({"why": "the file has changed", "now": str(fault)}, 409)
        except (CannotChangeError, UnicodeError) as fault:
            return _refuse(str(fault), 422)
        return JSONResponse({"file": file or ""})

    async def _stream(self, request: Request) -> Response:
        """Events of one open page: `state`, `pages` of the files it shows, `problems`."""
        listener = _Listener(tuple(request.query_params.getlist("file"))[:MOST_FILES])
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
                if self._later:
                    self._tell("problems", self._later, [listener])
                for name in listener.names:
                    self._start(self._show(name))
                version, names = self._looked
                if version == self._state.version and not names.issuperset(listener.names):
                    self._start(self._look_again(self._state, names.union(listener.names)))
            while True:
                news = await listener.wait()
                if news is None:
                    return
                yield ": alive\n\n"
                for event, said in news:
                    yield f"event: {event}\ndata: {json.dumps(said)}\n\n"
        finally:
            self._listeners.discard(listener)


def choose_setting(history: History, span: Span, asked: dict[str, object]) -> Callable[[], None]:
    """What is to be set of the point at the span. Raises `ValueError` and `KeyError`."""
    audience = str(asked.get("audience", ""))
    if "weight" in asked:
        weight = int(str(asked["weight"]))
        if not 1 <= weight <= 10:
            raise ValueError("a weight is from 1 to 10")
        return partial(history.set_value, span, ("weights", audience), str(weight))
    if "required" in asked:
        return partial(history.require, span, audience, asked["required"] is True)
    return partial(history.set_value, span, ("key",), "true" if asked["key"] is True else "false")


def _refuse(why: str, status: int) -> Response:
    return JSONResponse({"why": why}, status)
