"""The jobs of a build, spread over processes that work side by side, here or elsewhere.

Each of them reads the plan from a folder, puts its finished files there, and returns what became of
them. What is made and how depends on the plan alone: the bytes are those that one process makes.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TypeAlias

from octavo.build.gc_tuning import collect_seldom
from octavo.build.jobs import GeneratorFailure
from octavo.build.making import BuildPlan, Made, Maker
from octavo.build.manifest import BuiltFile
from octavo.build.memory import is_out_of_memory
from octavo.build.output_folder import list_names
from octavo.build.processes import open_processes
from octavo.build.writing import NotWritten, store_file
from octavo.cache.versions import digest_code
from octavo.document import Place
from octavo.files.library import Recording, anchor
from octavo.generator import list_packages

PLAN = ".plan"
"""The file of a staging folder that holds the plan; no output is called so."""
AHEAD = 2
"""Chunks for each worker that are handed out: the one it works at, and the next, so that it never
waits. With more, more is done again when a worker is lost."""
LARGEST = 25
"""Jobs of a chunk. A briefing takes some 40 ms, so that a chunk takes a second: long beside what it
costs to hand out one, and little to do again."""
PARTS = 4
"""Chunks for each worker into which equal jobs are divided at least, so that all end together."""
ATTEMPTS = 3
"""How often in a row all workers may be lost before anything is finished: a machine that ends a
process for want of memory does so each time, and somebody has to be told."""
GIVEN = 8
"""Workers that an executor is taken to have, as it does not say: what it cannot do yet waits."""


class WorkersLost(NotWritten):
    """Those who make the files are gone, or cannot make them."""


class WorkerFault(Exception):  # noqa: N818  it is no error of the source or the command
    """Something failed in another process; `__cause__` tells where."""


@dataclass(frozen=True, slots=True)
class Workers:
    """Who makes the files of a build."""

    open: Callable[[], AbstractContextManager[Executor]]
    """To be opened again when it is broken."""
    count: int
    """How many work side by side."""
    attempts: int = ATTEMPTS
    """As the constant; 1 for what cannot be opened again."""
    versions: str = ""
    """What `tell_versions` of a worker has to be; empty where that is certain."""
    explain: Callable[[BaseException], BaseException] = lambda fault: fault
    """What is to be said of an exception of the executor's own."""


def list_processes(count: int) -> Workers:
    """So many processes of this machine."""
    return Workers(partial(open_processes, count), count)


def describe_executor(executor: Executor) -> Workers:
    """The workers of an executor that somebody else has opened, and will close."""
    return Workers(lambda: nullcontext(executor), GIVEN, attempts=1)


# ------------------------------------------------------------------------------ chunks


@dataclass(frozen=True, slots=True)
class Chunk:
    """Jobs that one worker does in a row, by their numbers: all quote the same file, if any."""

    numbers: tuple[int, ...]
    quotes: str


def divide(plan: BuildPlan, workers: int) -> tuple[Chunk, ...]:
    """The jobs of the plan in chunks, in order. Only jobs of one kind share a chunk."""
    rows: list[list[int]] = []
    kind: tuple[str, str] | None = None
    for number, job in enumerate(plan.jobs):
        before, kind = kind, (job.request.generator, job.quotes)
        if before != kind or _gives_places(plan, number):
            rows.append([])
        rows[-1].append(number)
    return tuple(
        Chunk(tuple(row[at : at + size]), plan.jobs[row[0]].quotes)
        for row in rows
        for size in [max(1, min(LARGEST, len(row) // (workers * PARTS)))]
        for at in range(0, len(row), size)
    )


def _gives_places(plan: BuildPlan, number: int) -> bool:
    return plan.jobs[number].generator.gives_places


# ------------------------------------------------------------------------------ handing out

Tell: TypeAlias = Callable[[str], None]


@dataclass(slots=True)
class _Progress:
    """What is done of a plan, and what is left."""

    plan: BuildPlan
    left: list[Chunk]
    """Not done yet, handed out or not."""
    made: dict[int, Made] = field(default_factory=dict[int, Made])
    faults: dict[int, BaseException] = field(default_factory=dict[int, BaseException])
    """By the first job of the chunk that failed."""
    running: dict[Future[ChunkResult], Chunk] = field(
        default_factory=lambda: dict[Future[ChunkResult], Chunk]()
    )
    places: dict[str, tuple[Place, ...]] = field(default_factory=lambda: {"": ()})

    def note(self, chunk: Chunk, done: ChunkResult) -> None:
        """Remember what became of a chunk."""
        self.left.remove(chunk)
        for number, made in zip(chunk.numbers, done.made, strict=True):
            self.made[number] = made
            if not made.refused:
                self.places[self.plan.jobs[number].name] = made.places
            else:  # what quotes it cannot be made, which is told already
                name = self.plan.jobs[number].name
                self.left = [one for one in self.left if one.quotes != name]
        if isinstance(self.plan.library, Recording):
            for name, answer in done.answers.items():
                self.plan.library.note(name, answer)

    def note_fault(self, chunk: Chunk, fault: BaseException) -> None:
        """Remember that a chunk failed; what comes after it is of no interest any more."""
        self.faults[chunk.numbers[0]] = fault
        first = min(self.faults)
        self.left = [one for one in self.left if one.numbers[0] < first]


def spread(plan: BuildPlan, who: Workers | Executor, folder: Path, tell: Tell) -> tuple[Made, ...]:
    """What becomes of each job of the plan, in order; the finished files are in `folder`.

    A job whose quoted file could not be made is left out. Raises what the first job raises that
    fails, as one process would, and `WorkersLost`.
    """
    workers = describe_executor(who) if isinstance(who, Executor) else who
    progress = _Progress(plan, list(divide(plan, workers.count)))
    _keep(folder, Maker(plan))
    sent = replace(plan, library=anchor(plan.library))
    (folder / PLAN).write_bytes(pickle.dumps(sent, pickle.HIGHEST_PROTOCOL))
    try:
        _work_off(workers, progress, folder, tell)
    finally:
        _drop(folder)
    if progress.faults:
        raise progress.faults[min(progress.faults)]
    return tuple(progress.made[number] for number in sorted(progress.made))


def _work_off(workers: Workers, progress: _Progress, folder: Path, tell: Tell) -> None:
    """Have all that is left done, by others where workers are lost. Raises `WorkersLost`."""
    lost = 0
    while progress.left:
        done = len(progress.made)
        try:
            with workers.open() as executor:
                _hand_out(executor, workers, progress, folder, tell)
        except BrokenExecutor as fault:
            lost = 1 if len(progress.made) > done else lost + 1
            if lost >= workers.attempts:
                raise _explain_loss(progress) from fault


def _hand_out(
    executor: Executor, workers: Workers, progress: _Progress, folder: Path, tell: Tell
) -> None:
    """Have the executor do what is left. Raises `BrokenExecutor`."""
    running = progress.running = dict[Future[ChunkResult], Chunk]()
    count, most = len(progress.plan.jobs), workers.count * AHEAD
    order = str(folder), workers.versions
    while progress.left:
        handed = set(running.values())
        for chunk in _list_ready(progress, handed, most - len(running)):
            places = progress.places[chunk.quotes]
            running[executor.submit(make_chunk, order, chunk.numbers, places)] = chunk
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            fault, chunk = _find_fault(future, workers), running[future]
            if isinstance(fault, BrokenExecutor | WorkersLost):
                raise fault
            del running[future]
            if fault is not None:
                progress.note_fault(chunk, fault)
            elif chunk in progress.left:
                progress.note(chunk, future.result())
                last = progress.plan.jobs[chunk.numbers[-1]].name
                tell(f"4 generate {last} ({len(progress.made)} of {count})")


def _find_fault(future: Future[ChunkResult], workers: Workers) -> BaseException | None:
    """Why a chunk could not be done; `None` where it was."""
    fault = CancelledError() if future.cancelled() else future.exception()
    return workers.explain(fault) if fault else None


def _list_ready(progress: _Progress, handed: set[Chunk], most: int) -> list[Chunk]:
    """The next chunks whose quoted files are made, at most so many."""
    ready = (
        chunk for chunk in progress.left if chunk not in handed and chunk.quotes in progress.places
    )
    return [chunk for chunk, _ in zip(ready, range(max(0, most)), strict=False)]


def _explain_loss(progress: _Progress) -> WorkersLost:
    names = (progress.plan.jobs[one.numbers[0]].name for one in progress.running.values())
    said = "the processes that make files were ended from outside again and again"
    reason = f"{said}, the last time while these or those after them were made: {list_names(names)}"
    hint = "the system does so when memory is short: end other programs, or take --jobs 1"
    return WorkersLost(reason, hint)


# ------------------------------------------------------------------------------ in the worker


@dataclass(frozen=True, slots=True)
class ChunkResult:
    """What a worker returns."""

    made: tuple[Made, ...]
    """For each job of the chunk."""
    answers: Mapping[str, str]
    """What the worker has read so far, as a `Recording` has it; empty where that is not asked."""


@collect_seldom()
def make_chunk(
    order: tuple[str, str], numbers: Iterable[int], places: tuple[Place, ...]
) -> ChunkResult:
    """What becomes of these jobs of a plan, which quote `places`.

    `order` has the folder of the plan, and the versions of those who make it. An exception that
    another process may not understand is told in a `WorkerFault`.
    """
    with _ONE_AT_A_TIME:
        folder, versions = Path(order[0]), order[1]
        try:
            maker = _open(folder, versions)
            made = tuple(_make(maker, number, places, folder) for number in numbers)
        except Exception as fault:
            if (translated := _translate(fault)) is fault:
                raise
            raise translated from fault
        library = maker.plan.library
        return ChunkResult(made, dict(library.answers) if isinstance(library, Recording) else {})


def _translate(fault: Exception) -> Exception:
    """What another process understands of `fault`; the cause is told to it as text."""
    if is_out_of_memory(fault):
        return MemoryError()
    known = isinstance(fault, GeneratorFailure | NotWritten | OSError)
    return fault if known else WorkerFault(repr(fault))


_ONE_AT_A_TIME = Lock()
"""An executor may have threads, and nothing below here was made for several."""
_MAKERS: dict[Path, Maker] = {}
"""The maker for the folder that this process works at; the one before is of no use any more."""


def _make(maker: Maker, number: int, places: tuple[Place, ...], folder: Path) -> Made:
    made = maker.make(number, places)
    faults = maker.audit(made.files)
    files = tuple(_store(file, folder) for file in made.files)
    return replace(made, files=files, faults=faults)


def _store(file: BuiltFile, folder: Path) -> BuiltFile:
    return replace(file, content=store_file(folder, file.name, file.data))


def _open(folder: Path, versions: str) -> Maker:
    """The maker for a plan. Raises `WorkersLost` for one that is not seen, or from elsewhere."""
    if folder not in _MAKERS:
        if versions and versions != tell_versions():
            hint = "install the same versions of Octavo and what it needs everywhere"
            raise WorkersLost("a worker has another Octavo than this machine", hint)
        try:
            plan = (folder / PLAN).read_bytes()
        except OSError as fault:
            hint = "all machines need source and output under the same names, as on a shared disk"
            raise WorkersLost(f"a worker does not see `{folder.parent}`", hint) from fault
        _keep(folder, Maker(pickle.loads(plan)))
    return _MAKERS[folder]


def tell_versions() -> str:
    """One SHA-256 over all that decides what this process makes of a publication."""
    return digest_code(list_packages())


def _keep(folder: Path, maker: Maker) -> None:
    _MAKERS.clear()
    _MAKERS[folder] = maker


def _drop(folder: Path) -> None:
    _MAKERS.pop(folder, None)
