"""Run the fast tests that a change concerns whenever a file is saved: `make watch`.

Looks at the times of the files twice a second. The tests nearest to the change come first, and the
first that fails ends the run. What is saved during a run is tested after it. Ctrl+C ends it all.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import sleep

from watch.concerns import Graph, find_tests, join
from watch.imports import draw_graph

ROOT = Path(__file__).resolve().parents[2]
PAUSE = 0.5
"""Seconds between two looks: no longer than it takes to look up from the editor. A look takes 20
milliseconds."""
LEFT_OUT = {"build", "dist", "__pycache__"}
"""Folders in which nobody edits; neither does anybody in those whose name begins with a dot."""
PYTEST = ("-m", "pytest", "-x", "-q", "-m", "not slow", "--hypothesis-profile", "quick")
FEW = 3
"""Test files up to which one process is quicker than two, which start in a second."""


def main() -> None:
    """Watch until the user ends it."""
    tell("watching")
    before, graph = take_times(ROOT), draw_graph(ROOT)
    while True:
        sleep(PAUSE)
        after = take_times(ROOT)
        if changed := list_changes(before, after):
            drawn = draw_graph(ROOT)
            test(changed, join(graph, drawn))
            before, graph = after, drawn


def take_times(root: Path) -> Mapping[Path, int]:
    """When each file under `root` was last written."""
    return {path: path.stat().st_mtime_ns for path in _list_files(root) if path.is_file()}


def _list_files(root: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in LEFT_OUT and name[0] != "."]
        yield from (Path(folder, name) for name in files)


def list_changes(before: Mapping[Path, int], after: Mapping[Path, int]) -> tuple[Path, ...]:
    """The files that are new, gone, or written since."""
    paths = sorted(before.keys() | after.keys())
    return tuple(path for path in paths if before.get(path) != after.get(path))


def test(changed: tuple[Path, ...], graph: Graph) -> None:
    """Run the tests that these files concern."""
    tests = find_tests(changed, graph, ROOT)
    names = ", ".join(path.relative_to(ROOT).as_posix() for path in changed[:3])
    tell(f"{names}{' …' if len(changed) > 3 else ''}: {len(tests)} files of tests")
    spread = ("-n", "2", "--dist", "loadfile") if len(tests) > FEW else ()
    if tests:
        subprocess.run([sys.executable, *PYTEST, *spread, *tests], cwd=ROOT, check=False)


def tell(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"\n{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        tell("no longer watching")
