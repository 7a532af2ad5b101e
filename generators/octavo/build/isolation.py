"""Generators of other packages in a process of their own, which has one document and no draft.

The process is asked once for what the generator declares, and once for each file. What it answers
is taken as data: no class but those of documents and outputs is made of it.
"""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Generator as Yielding, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import MISSING, dataclass, fields, is_dataclass, make_dataclass
from enum import Enum
from functools import lru_cache, partial
from pathlib import Path
from threading import Thread, Timer
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

from octavo.build.restricted_library import read_all
from octavo.document import Document
from octavo.document.problem import Problem, SourceError
from octavo.files.library import Library, Memory
from octavo.generator import Generator, Output, find_generator

SECONDS = 300
"""How long one file may take: a booklet of 300 pages takes a tenth of it on a slow machine."""
MEMORY = 4 * 1024**3
"""Bytes that the process may take, where the system keeps count: twice what a booklet does."""
MOST_ANSWERED = 512 * 1024**2
"""Bytes of an answer: no file that is sent to a reader comes near it."""
_STATED = ("suffix", "media_type", "label", "per_audience", "gives_places", "needs_places")
_CLAIMED = ("complete", "vocabulary")
_ASKED = ("variant", "title", "takes_queries")
"""What a generator says by values, to the audit, and by functions of its options."""
_KINDS: Mapping[str, object] = {"str": str, "int": int, "float": float, "bool": bool}
_isolated: ContextVar[bool] = ContextVar("isolated", default=False)


class IsolatedFailure(Exception):  # noqa: N818  it is not an error of ours
    """What went wrong in the other process, in words."""

    def __repr__(self) -> str:
        """The words alone: they are shown to people."""
        return str(self)


@contextmanager
def isolate_generators() -> Yielding[None]:
    """Within it, generators of other packages run in processes of their own."""
    before = _isolated.set(True)
    try:
        yield
    finally:
        _isolated.reset(before)


def is_isolated() -> bool:
    """Whether generators of other packages run in processes of their own."""
    return _isolated.get()


@dataclass(frozen=True, slots=True)
class _Request:
    name: str
    """Of the generator."""
    step: str
    values: Mapping[str, object]
    """Of its options."""
    document: Document | None = None
    files: Mapping[str, bytes] | None = None


@lru_cache(64)
def find_isolated(name: str) -> Generator[Any]:
    """The generator called `name`, whose package is never loaded in this process.

    Raises `IsolatedFailure` when its own process cannot load it.
    """
    stated, rows = _ask(_Request(name, "declare", {}))
    options = make_dataclass("Options", [(n, _read_kind(k), v) for n, k, v in rows], frozen=True)
    asked: dict[str, Any] = {step: partial(_ask_of_options, name, step) for step in _ASKED}
    return Generator(options=options, generate=partial(_generate, name), **asked, **stated)


def _read_kind(kind: tuple[str, ...]) -> object:
    """The type that `_write_kind` wrote."""
    if kind[0] == "Literal":
        return Literal[kind[1:]]
    return tuple[str, ...] if kind[0] == "tuple" else _KINDS.get(kind[0], object)


def _ask_of_options(name: str, step: str, options: object) -> Any:
    return _ask(_Request(name, step, _list_values(options)))


def _generate(name: str, document: Document, options: object, library: Library) -> Output:
    """The file. Raises `SourceError` and `IsolatedFailure`."""
    files = read_all(library)
    answer = _ask(_Request(name, "generate", _list_values(options), document, files))
    if type(answer) is not Output or not _is_sound(answer):
        raise IsolatedFailure("it returned no Output")
    return answer


def _is_sound(output: Output) -> bool:
    data = (output.data, output.trace, output.record)
    problems = type(output.problems) is tuple and all(type(p) is Problem for p in output.problems)
    return problems and all(type(one) is bytes for one in data) and type(output.pages) is int


def _list_values(options: object) -> dict[str, object]:
    found: Any = options
    return {field.name: getattr(options, field.name) for field in fields(found)}


# ------------------------------------------------------------------------------ this process


def _ask(request: _Request) -> Any:
    """What the other process answers. Raises `SourceError` and `IsolatedFailure`."""
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "LANG") if key in os.environ}
    path = os.pathsep.join(str(Path(folder).resolve()) for folder in sys.path)
    command = [sys.executable, "-P", "-m", "octavo.build.isolation"]
    with (
        tempfile.TemporaryDirectory() as empty,
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=empty,
            env={**kept, "PYTHONPATH": path},
        ) as process,
    ):
        answer, late = _exchange(process, pickle.dumps(request))
    if late:
        raise IsolatedFailure(f"its process took more than {SECONDS} seconds")
    if len(answer) > MOST_ANSWERED:
        raise IsolatedFailure(f"it returned more than {MOST_ANSWERED // 2**20} MiB")
    return _take(answer, process.returncode)


def _exchange(process: subprocess.Popen[bytes], question: bytes) -> tuple[bytes, bool]:
    """The answer, and whether it took too long; the process is ended either way."""
    late: list[bool] = []

    def end() -> None:
        late.append(True)
        process.kill()

    def send() -> None:
        with suppress(OSError):
            entrance.write(question)
            entrance.close()

    entrance, exit_ = cast("io.BufferedIOBase", process.stdin), process.stdout
    timer, sender = Timer(SECONDS, end), Thread(target=send, daemon=True)
    timer.start()
    sender.start()
    answer = exit_.read(MOST_ANSWERED + 1) if exit_ else b""
    if len(answer) > MOST_ANSWERED:
        process.kill()
    process.wait()
    timer.cancel()
    sender.join()
    return answer, bool(late)


def _take(answer: bytes, status: int) -> Any:
    """What stands in the answer. Raises `SourceError` and `IsolatedFailure`."""
    if not answer:
        ended = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
        raise IsolatedFailure(f"its process {ended}, without an answer")
    try:
        kind, value = _AnswerReader(io.BytesIO(answer)).load()
    except Exception as fault:
        raise IsolatedFailure("the answer of its process cannot be read") from fault
    if kind == "refused":
        raise SourceError(value)
    if kind != "answer":
        raise IsolatedFailure(f"in its own process: {value}")
    return value


class _AnswerReader(pickle.Unpickler):
    """What makes values of an answer, and runs nothing that the answer names."""

    def find_class(self, module: str, name: str, /) -> Any:
        """A class of documents or outputs. Raises `UnpicklingError` for anything else."""
        if (module, name) == ("octavo.generator", "Output"):
            return Output
        found: object = None
        if module.startswith("octavo.document.") and "." not in name:
            found = getattr(sys.modules.get(module), name, None)
        if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
            return found
        raise pickle.UnpicklingError(f"{module}.{name}")


# ------------------------------------------------------------------------------ the other process


def _answer(request: _Request) -> tuple[str, object]:
    try:
        generator = find_generator(request.name)
        if request.step == "declare":
            return "answer", _declare(generator)
        options = generator.options(**request.values)
        if request.step != "generate" or request.document is None:
            return "answer", getattr(generator, request.step)(options)
        library = Memory(request.files or {})
        return "answer", generator.generate(request.document, options, library)
    except SourceError as fault:
        return "refused", fault.problems
    except MemoryError:
        return "failed", f"it needs more than {MEMORY // 2**30} GiB of memory"
    except Exception as fault:
        return "failed", repr(fault)


def _declare(generator: Generator[Any]) -> object:
    """What it states, and its options: the name of each, of which kind it is, and its default."""
    hints = get_type_hints(generator.options)
    rows = [
        (field.name, _write_kind(hints[field.name]), field.default)
        for field in fields(generator.options)
        if field.default is not MISSING
    ]
    return {name: getattr(generator, name) for name in (*_STATED, *_CLAIMED)}, rows


def _write_kind(hint: object) -> tuple[str, ...]:
    if get_origin(hint) is Literal:
        return ("Literal", *get_args(hint))
    if get_origin(hint) is tuple:
        return ("tuple",)
    return next(((name,) for name, kind in _KINDS.items() if hint is kind), ("object",))


def _limit() -> None:
    """Keep this process from taking all memory, and from writing to files, where systems can."""
    with suppress(ImportError):
        import resource

        for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_FSIZE, 0)):
            with suppress(OSError, ValueError):
                resource.setrlimit(what, (most, most))


def main() -> None:
    """Answer the one request that stands on standard input."""
    request = pickle.load(sys.stdin.buffer)  # it comes from Octavo's own process
    sys.stdin.close()
    with os.fdopen(os.dup(1), "wb") as exit_:
        os.dup2(2, 1)  # what the generator prints is no answer
        _limit()
        sys.dont_write_bytecode = True
        exit_.write(pickle.dumps(_answer(request)))


if __name__ == "__main__":
    from octavo.build.isolation import main as run  # under the name that the request is made with

    run()
