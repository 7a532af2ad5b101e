"""A briefing for each of many readers: by processes, and by a Dask cluster that loses a worker.

    python tests/bench/many.py [READERS]

The readers share the proceedings; each has a name and a weight for every point of their own, so
that each page is chosen, set, traced, audited and written for itself. Both builds have two workers;
of the cluster one is killed in the middle. Printed are the seconds that went by, those of the
processor for a further briefing, and the peak of the memory of one process. That both have the same
bytes is asserted; nothing else here passes or fails.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from octavo import publish, read
from octavo.build.cluster import open_cluster
from octavo.build.spreading import Workers, list_processes

SPACE = Path(__file__).resolve().parents[2] / "content" / "space-2040"
WORKERS = 2
OUTPUTS = "outputs:\n  - booklet\n  - {generator: briefing, audiences: readers.csv}\n"


def write_source(folder: Path, count: int) -> None:
    """The proceedings with a booklet and a briefing for each of so many readers."""
    shutil.copytree(SPACE, folder)
    draft, random = read(folder), Random(count)
    points = [point.id for section in draft.sections for point in section.points]
    audiences = [audience.id for audience in draft.audiences]
    with (folder / "readers.csv").open("w", encoding="utf-8") as file:
        file.write("id,name,audience,weights\n")
        for number in range(count):
            weights = " ".join(f"{point}={random.randint(1, 10)}" for point in points)
            reader = f"r{number},Reader number {number},{audiences[number % len(audiences)]}"
            file.write(f"{reader},{weights}\n")
    text = (folder / "publication.yaml").read_text(encoding="utf-8")
    at = text.index("outputs:")
    (folder / "publication.yaml").write_text(text[:at] + OUTPUTS, encoding="utf-8")


def build(what: str, source: Path, output: Path, workers: Workers, tell: Tell) -> None:
    """Build, and print a line."""
    start, before = perf_counter(), measure_processor()
    made = publish(source, output, tell=tell, workers=workers)
    wall, count = perf_counter() - start, len(made.files) // 2
    busy = measure_processor() - before
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    each = f", processor {1000 * busy / count:.1f} ms each, at most {peak:.0f} MiB in a process"
    told = "" if "Dask" in what else each  # the workers are no children until they have ended
    sys.stdout.write(f"{what:24} {count} briefings in {wall:.0f} s{told}\n")
    sys.stdout.flush()


Tell = Callable[[str], None]


def measure_processor() -> float:
    """The seconds that this process and those that it has ended have worked."""
    kinds = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    used = [resource.getrusage(kind) for kind in kinds]
    return sum(one.ru_utime + one.ru_stime for one in used)


def strike(cluster: Any, count: int) -> Tell:
    """What kills a worker when half of the briefings are made."""
    struck: list[int] = []

    def tell(message: str) -> None:
        done = message.rpartition("(")[2].partition(" ")[0]
        if not struck and done.isdigit() and int(done) > count // 2:
            struck.append(next(iter(cluster.workers.values())).pid)
            os.kill(struck[0], signal.SIGKILL)

    return tell


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def main(count: int) -> None:
    """Print a line for each build."""
    distributed: Any = import_module("distributed")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        write_source(home / "space-2040", count)
        source = home / "space-2040"
        processes = list_processes(WORKERS)
        build(f"{WORKERS} processes", source, home / "one", processes, lambda message: None)
        place = {"threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
        with (
            distributed.LocalCluster(n_workers=WORKERS, **place) as cluster,
            open_cluster(cluster.scheduler_address) as workers,
        ):
            told = f"{WORKERS} Dask workers, 1 killed"
            build(told, source, home / "two", workers, strike(cluster, count))
        assert contents(home / "one" / "space-2040") == contents(home / "two" / "space-2040")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1000)
