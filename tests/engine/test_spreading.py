"""Files that several processes make side by side: the same bytes, whatever becomes of a process."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Generator as Yields
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from engine.conftest import SMALL
from engine.outputs import Options, fail, generator, overflow, refuse, write, write_pages
from octavo import (
    Document,
    Folder,
    Generator,
    GeneratorFailure,
    Library,
    Output,
    SourceError,
    publish,
    read,
)
from octavo.build.jobs import plan_jobs
from octavo.build.making import BuildPlan, Maker
from octavo.build.spreading import (
    Workers,
    WorkersLost,
    divide,
    list_processes,
    spread,
)
from octavo.document import OutputRequest, Place
from octavo.files.library import Recording

Installed = dict[str, Generator[Any]]
NAMES = ("outline", "briefing", "word", "booklet")


@pytest.fixture(autouse=True)
def outline(generators: Installed) -> None:
    """A generator from elsewhere that quotes page numbers, for everyone."""
    generators["outline"] = generator(label=None, needs_places=True)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under `folder`, hidden ones too."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


class Struck:
    """A generator that has its process killed the first so many times that it is asked."""

    def __init__(self, notes: Path, times: int) -> None:
        self.notes = notes
        self.times = times

    def __call__(self, document: Document, options: Options, library: Library) -> Output:
        """The usual file."""
        count = len(self.notes.read_text()) if self.notes.exists() else 0
        if count < self.times:
            self.notes.write_text("x" * (count + 1))
            os.kill(os.getpid(), signal.SIGKILL)
        return write(document, options, library)


# ------------------------------------------------------------------------------ the same bytes


@pytest.mark.parametrize("count", [1, 2, 3])
def test_several_processes_make_the_same_bytes_as_one(
    folder: Path, tmp_path: Path, count: int
) -> None:
    one = publish(folder, tmp_path / "one")
    several = publish(folder, tmp_path / "several", workers=list_processes(count))

    assert contents(tmp_path / "one") == contents(tmp_path / "several")
    assert [(file.name, file.data, file.pages) for file in several.files] == [
        (file.name, file.data, file.pages) for file in one.files
    ]
    assert several.problems == one.problems


@given(
    listed=st.lists(st.sampled_from(NAMES), min_size=1, unique=True),
    audiences=st.sampled_from([(), ("industry",), ("command", "industry")]),
    workers=st.integers(1, 40),
)
@settings(max_examples=30, deadline=None)
def test_whatever_is_listed_is_made_as_one_process_makes_it(
    listed: list[str],
    audiences: tuple[str, ...],
    workers: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        installed = {
            "booklet": generator(write_pages, suffix=".pdf", gives_places=True),
            "word": generator(suffix=".docx"),
            "briefing": generator(label=None, per_audience=True, needs_places=True),
            "outline": generator(label=None, needs_places=True),
        }
        patch.setattr("octavo.build.jobs.list_generators", lambda: tuple(installed))
        patch.setattr("octavo.build.jobs.find_generator", installed.__getitem__)
        draft = replace(read(SMALL), outputs=tuple(OutputRequest(name) for name in listed))
        plan = BuildPlan(draft, plan_jobs(draft, (), audiences, Folder(SMALL)), Folder(SMALL))
        again = pickle.loads(pickle.dumps(plan))
        with ThreadPoolExecutor(2) as executor:
            made = [
                spread(one, who, tmp_path_factory.mktemp("made"), lambda message: None)
                for one, who in ((plan, replace(lend(executor), count=workers)), (again, executor))
            ]

    expected = [(job.name, make(plan, job.name)) for job in plan.jobs if job.wanted]
    found = [[(file.name, file.data) for one in every for file in one.files] for every in made]
    assert found == [expected, expected]


def make(plan: BuildPlan, name: str) -> bytes:
    """The file called so, made in this process."""
    maker, places = Maker(plan), dict[str, tuple[Place, ...]]({"": ()})
    for number, job in enumerate(plan.jobs):
        made = maker.make(number, places[job.quotes])
        places[job.name] = made.places
        if job.name == name:
            return made.files[0].data
    raise LookupError(name)


def lend(executor: Executor) -> Workers:
    """Workers whose executor stays open."""

    @contextmanager
    def borrow() -> Yields[Executor]:
        yield executor

    return Workers(borrow, 2)


def test_a_plan_is_the_same_in_another_process() -> None:
    draft = read(SMALL)
    plan = BuildPlan(draft, plan_jobs(draft, (), (), Folder(SMALL)), Folder(SMALL))

    assert pickle.loads(pickle.dumps(plan)) == plan


def test_what_other_processes_have_read_is_known(folder: Path, tmp_path: Path) -> None:
    one, several = Recording(Folder(folder)), Recording(Folder(folder))
    publish(folder, tmp_path / "one", library=one)
    publish(folder, tmp_path / "several", library=several, workers=list_processes(2))

    assert several.answers == one.answers


def test_jobs_of_one_kind_are_divided_among_all_workers() -> None:
    draft = read(SMALL)
    audiences = tuple(replace(draft.audiences[0], id=f"a{n}") for n in range(400))
    draft = replace(draft, audiences=audiences, outputs=(OutputRequest("briefing"),))
    chunks = divide(BuildPlan(draft, plan_jobs(draft, (), (), Folder(SMALL)), Folder(SMALL)), 2)

    assert [number for chunk in chunks for number in chunk.numbers] == list(range(400))
    assert {len(chunk.numbers) for chunk in chunks} == {25}


# ------------------------------------------------------------------------------ killed processes


def test_a_killed_process_costs_a_second_try_and_nothing_else(
    folder: Path, tmp_path: Path, generators: Installed
) -> None:
    publish(folder, tmp_path / "one")
    for kind in ("briefing", "booklet"):
        usual = generators[kind].generate
        struck = Struck(tmp_path / f"struck-{kind}", 2)

        def strike(
            document: Document,
            options: Options,
            library: Library,
            struck: Struck = struck,
            usual: Any = usual,
        ) -> Output:
            struck(document, options, library)
            made: Output = usual(document, options, library)
            return made

        generators[kind] = replace(generators[kind], generate=strike)
    publish(folder, tmp_path / "several", workers=list_processes(2))

    assert (tmp_path / "struck-briefing").read_text() == "xx"
    assert contents(tmp_path / "several") == contents(tmp_path / "one")


def test_processes_that_are_killed_each_time_are_told(
    folder: Path, tmp_path: Path, generators: Installed
) -> None:
    publish(folder, tmp_path / "build")
    before = contents(tmp_path / "build")
    generators["word"] = generator(Struck(tmp_path / "struck", 99), suffix=".docx")

    with pytest.raises(WorkersLost, match=r"again and again.*`small\.docx`"):
        publish(folder, tmp_path / "build", workers=list_processes(2))
    assert contents(tmp_path / "build") == before


def test_any_executor_makes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    publish(folder, tmp_path / "one")
    for executor in (ThreadPoolExecutor(3), ProcessPoolExecutor(2)):
        with executor:
            publish(folder, tmp_path / "several", workers=executor)
        assert contents(tmp_path / "several") == contents(tmp_path / "one")


def test_a_given_executor_that_is_broken_is_not_tried_again(
    folder: Path, tmp_path: Path, generators: Installed
) -> None:
    generators["word"] = generator(Struck(tmp_path / "struck", 1), suffix=".docx")

    with ProcessPoolExecutor(2) as executor, pytest.raises(WorkersLost):
        publish(folder, tmp_path / "build", workers=executor)
    assert not (tmp_path / "build").exists()


# ------------------------------------------------------------------------------ errors


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"word": fail}, GeneratorFailure),
        ({"word": overflow}, SourceError),
        ({"booklet": refuse}, SourceError),
        ({"booklet": refuse, "word": overflow}, SourceError),
        ({"word": fail, "briefing": fail}, GeneratorFailure),
        ({"booklet": overflow, "briefing": fail}, GeneratorFailure),
    ],
)
def test_several_processes_fail_as_one_does(
    folder: Path,
    tmp_path: Path,
    generators: Installed,
    changed: dict[str, Any],
    kind: type[Exception],
) -> None:
    for name, make in changed.items():
        generators[name] = replace(generators[name], generate=make)

    with pytest.raises(kind) as one:
        publish(folder, tmp_path / "build")
    with pytest.raises(kind) as several:
        publish(folder, tmp_path / "build", workers=list_processes(2))
    assert str(several.value) == str(one.value)
    if isinstance(one.value, SourceError) and isinstance(several.value, SourceError):
        assert several.value.problems == one.value.problems
    else:
        assert "ZeroDivisionError" in str(several.value.__cause__)
    assert list(tmp_path.rglob("*octavo*")) == []
    assert not (tmp_path / "build").exists()


def exhaust(document: Document, options: Options, library: Library) -> Output:
    """Nothing: there is no memory."""
    raise MemoryError


def test_a_process_without_memory_is_told_as_such(
    folder: Path, tmp_path: Path, generators: Installed
) -> None:
    generators["word"] = generator(exhaust, suffix=".docx")

    with pytest.raises(MemoryError):
        publish(folder, tmp_path / "build", workers=list_processes(2))


# ------------------------------------------------------------------------------ being stopped

SCRIPT = """
import sys, time
from pathlib import Path
from engine.outputs import USUAL, generator
import octavo.build.jobs
from octavo.commands.cli import main

begun = Path(sys.argv[1]).parent / "begun"

def wait(document, options, library):
    begun.touch()
    time.sleep(60)

installed = USUAL | {"word": generator(wait, suffix=".docx")}
octavo.build.jobs.list_generators = lambda: tuple(sorted(installed))
octavo.build.jobs.find_generator = installed.__getitem__
sys.argv = ["octavo", "build", sys.argv[1], "--output", sys.argv[2], "--jobs", "2"]
main()
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("blow", "status"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -signal.SIGKILL)],
)
def test_a_build_that_is_stopped_leaves_no_process_and_no_file(
    folder: Path, tmp_path: Path, blow: signal.Signals, status: int
) -> None:
    root = Path(__file__).parents[2]
    found = {"PYTHONPATH": os.pathsep.join(str(root / part) for part in ("generators", "tests"))}
    command = [sys.executable, "-c", SCRIPT, str(folder), str(tmp_path / "build")]
    build = subprocess.Popen(
        command, env=os.environ | found, stderr=subprocess.PIPE, start_new_session=True, text=True
    )
    wait_for(lambda: (folder.parent / "begun").exists())
    build.send_signal(blow)
    _, said = build.communicate(timeout=30)

    assert build.returncode == status
    assert "Traceback" not in said
    wait_for(lambda: not is_alive(build.pid))
    assert not (tmp_path / "build" / "small").exists()
    publish(folder, tmp_path / "build")
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["small"]


def is_alive(group: int) -> bool:
    """Whether a process of the group is left."""
    with suppress(ProcessLookupError):
        os.killpg(group, 0)
        return True
    return False


def wait_for(reached: Any) -> None:
    """Wait until something is so. Raises `AssertionError` when that takes long."""
    for _ in range(600):
        if reached():
            return
        time.sleep(0.05)
    raise AssertionError("it took too long")
