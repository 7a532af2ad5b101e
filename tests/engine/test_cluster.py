"""The workers of a Dask cluster: the same bytes, and a clear word when the cluster is no good."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import pytest

from engine.outputs import replace_text
from octavo import publish
from octavo.build.cluster import open_cluster
from octavo.build.spreading import WorkersLost
from octavo.commands.cli import run

ROOT = Path(__file__).parents[2]
OUTPUTS = "outputs: [booklet, word, briefing]"
LIST = "outputs: [booklet, {generator: briefing, audiences: readers.csv}]"
READERS = "name,audience\n" + "".join(f"Reader {n},command\n" for n in "abcdefghijklmnopqrstuvwx")


@contextmanager
def start(module: str, *arguments: str, **variables: str) -> Generator[subprocess.Popen[bytes]]:
    """A program of Dask's, ended afterwards."""
    found = {"PYTHONPATH": str(ROOT / "generators"), "PYTHONWARNINGS": "ignore"}
    process = subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{module}", *arguments],
        env=os.environ | found | variables,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Cluster:
    """A scheduler and workers of this machine, as programs of their own."""

    def __init__(self, folder: Path, stack: ExitStack, workers: int = 2, **variables: str) -> None:
        self.file = folder / "scheduler.json"
        place = "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--dashboard-address", ":0"
        about = "--scheduler-file", str(self.file)
        self.scheduler = stack.enter_context(start("dask_scheduler", *place, *about))
        wait_for(lambda: self.file.exists() and self.file.read_text().endswith("}"))
        self.place = *about, "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder)
        begun = [self.start_worker(**variables) for _ in range(workers)]
        self.workers = [stack.enter_context(one) for one in begun]

    def start_worker(self, **variables: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
        """One more."""
        return start("dask_worker", *self.place, **variables)

    @property
    def address(self) -> str:
        """Of the scheduler."""
        return str(json.loads(self.file.read_text())["address"])


def wait_for(reached: Callable[[], bool]) -> None:
    """Wait until something is so."""
    for _ in range(400):
        if reached():
            return
        time.sleep(0.05)
    raise AssertionError("it took too long")


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    """What is ended after the test."""
    with ExitStack() as stack:
        yield stack


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under `folder`, hidden ones too."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture
def listed(folder: Path) -> Path:
    """The small publication with two dozen readers."""
    replace_text(folder, "publication.yaml", OUTPUTS, LIST)
    (folder / "readers.csv").write_text(READERS)
    return folder


@pytest.mark.slow
def test_a_killed_worker_costs_a_second_try_and_nothing_else(
    listed: Path, tmp_path: Path, stack: ExitStack
) -> None:
    publish(listed, tmp_path / "one")
    cluster = Cluster(tmp_path, stack)
    told: list[str] = []

    def tell(message: str) -> None:
        told.append(message)
        if message.startswith("4 ") and len([one for one in told if one.startswith("4 ")]) == 2:
            os.killpg(cluster.workers[0].pid, signal.SIGKILL)

    with open_cluster(cluster.address) as workers:
        publish(listed, tmp_path / "several", tell=tell, workers=workers)

    assert contents(tmp_path / "several") == contents(tmp_path / "one")
    assert "(25 of 25)" in [one for one in told if one.startswith("4 ")][-1]


@pytest.mark.slow
def test_the_command_takes_a_cluster_and_its_relative_folders(
    listed: Path, tmp_path: Path, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(listed, tmp_path / "one")
    cluster = Cluster(tmp_path, stack)
    monkeypatch.chdir(listed.parents[1])

    assert run(["build", "small", "--cluster", cluster.address, "--no-cache"]) == 0
    assert contents(listed.parents[1] / "build") == contents(tmp_path / "one")


@pytest.mark.slow
def test_a_scheduler_that_is_lost_is_told_and_the_old_files_stay(
    listed: Path, tmp_path: Path, stack: ExitStack
) -> None:
    publish(listed, tmp_path / "build")
    before = contents(tmp_path / "build")
    (listed / "readers.csv").write_text(READERS.replace("Reader", "Person"))
    cluster = Cluster(tmp_path, stack)

    def tell(message: str) -> None:
        if message.startswith("4 "):
            os.killpg(cluster.scheduler.pid, signal.SIGKILL)

    with (
        pytest.raises(WorkersLost, match=r"the cluster at `tcp://.*` is gone"),
        open_cluster(cluster.address) as workers,
    ):
        publish(listed, tmp_path / "build", tell=tell, workers=workers)
    assert contents(tmp_path / "build") == before


def copy_octavo(place: Path) -> Path:
    """The code of another Octavo: a comment is new in it."""
    for part in ("generators", "templates", "assets"):
        shutil.copytree(ROOT / part, place / part, ignore=shutil.ignore_patterns("__pycache__"))
    with (place / "generators" / "octavo" / "briefing" / "plan" / "contents.py").open("a") as file:
        file.write("# a comment\n")
    return place / "generators"


@pytest.mark.slow
def test_workers_with_another_octavo_are_refused(tmp_path: Path, stack: ExitStack) -> None:
    other = copy_octavo(tmp_path / "other")
    cluster = Cluster(tmp_path, stack, 1, PYTHONPATH=str(other))
    refused = r"1 of 1 workers, `tcp://.*` first, have another Octavo"

    with pytest.raises(WorkersLost, match=refused), open_cluster(cluster.address):
        """It is never open."""


@pytest.mark.slow
def test_a_worker_with_another_octavo_that_comes_later_is_refused(
    listed: Path, tmp_path: Path, stack: ExitStack
) -> None:
    other = copy_octavo(tmp_path / "other")
    cluster = Cluster(tmp_path, stack, 1)
    with open_cluster(cluster.address) as workers:
        os.killpg(cluster.workers[0].pid, signal.SIGKILL)
        stack.enter_context(cluster.start_worker(PYTHONPATH=str(other)))
        with pytest.raises(WorkersLost, match="a worker has another Octavo"):
            publish(listed, tmp_path / "build", workers=workers)
    assert not (tmp_path / "build").exists()


@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_told(
    listed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("octavo.build.cluster.PATIENCE", 1)

    assert run(["build", str(listed), "--cluster", "tcp://127.0.0.1:9"]) == 2
    assert "there is no cluster at `tcp://127.0.0.1:9`" in capsys.readouterr().err
    assert run(["build", str(listed), "--cluster", "nowhere at all"]) == 2
    assert "there is no cluster at `nowhere at all`" in capsys.readouterr().err


@pytest.mark.slow
def test_a_cluster_without_workers_is_told(
    tmp_path: Path, stack: ExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("octavo.build.cluster.PATIENCE", 1)
    cluster = Cluster(tmp_path, stack, 0)

    with pytest.raises(WorkersLost, match="has no workers"), open_cluster(cluster.address):
        """It is never open."""


def test_a_machine_without_dask_says_what_to_install(
    listed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    assert run(["build", str(listed), "--cluster", "tcp://127.0.0.1:9"]) == 2
    assert "pip install 'octavo[cluster]'" in capsys.readouterr().err


def test_jobs_and_a_cluster_are_not_both_meant(
    listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build", str(listed), "--cluster", "tcp://127.0.0.1:9", "--jobs", "2"]) == 2
    assert "not both" in capsys.readouterr().err


@pytest.mark.slow
def test_a_build_without_a_cluster_does_not_load_dask(listed: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from octavo.commands.cli import run; "
        f"assert run(['build', {str(listed)!r}, '--output', {str(tmp_path / 'build')!r}]) == 0; "
        "assert not {'dask', 'distributed'} & set(sys.modules)"
    )
    found = {"PYTHONPATH": str(ROOT / "generators")}
    subprocess.run([sys.executable, "-c", script], check=True, env=os.environ | found)
