"""Which tests the files that have changed concern."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

Graph: TypeAlias = Mapping[Path, frozenset[Path]]
"""The files that each Python file needs at once."""

EVERYWHERE = ("templates", "assets", "content", "pyproject.toml")
"""What every build may read: nothing tells which tests look at which part of it."""
ANY_FILE = Path("tests/test_repository.py")
"""Judges every file of the repository."""
ANY_MODULE = Path("tests/test_architecture.py")
"""Judges every module of Octavo."""


def find_tests(changed: Iterable[Path], graph: Graph, root: Path) -> tuple[Path, ...]:
    """The test files under `root` that `changed` concern, the nearest first.

    A Python file concerns the tests that import it, and those that import one that imports it, and
    so on: these come later. Any other file concerns the tests that name it, or its folder.
    """
    distances: dict[Path, int] = {}
    for path in changed:
        found = measure(path, graph) if path.suffix == ".py" else name_tests(path, graph, root)
        for test, distance in found.items():
            distances[test] = min(distance, distances.get(test, distance))
        for last in (ANY_FILE, ANY_MODULE)[: 1 + path.is_relative_to(root / "generators")]:
            distances.setdefault(root / last, len(graph))
    tests = [path for path in distances if is_test(path) and path.is_file()]
    return tuple(sorted(tests, key=lambda path: (distances[path], path)))


def join(before: Graph, after: Graph) -> Graph:
    """What each file needed or needs: so that a file that is gone still has its tests."""
    paths = before.keys() | after.keys()
    return {path: before.get(path, frozenset()) | after.get(path, frozenset()) for path in paths}


def is_test(path: Path) -> bool:
    """Whether pytest would look for tests in the file."""
    return path.name.startswith("test_") and path.suffix == ".py"


def measure(changed: Path, graph: Graph) -> dict[Path, int]:
    """The files that need `changed`, by how many imports away they are; itself is none away."""
    distances = {changed: 0}
    edge = [changed]
    while edge:
        near = frozenset(edge)
        edge = [path for path, needs in graph.items() if path not in distances and needs & near]
        distances |= dict.fromkeys(edge, distances[next(iter(near))] + 1)
    return distances


def name_tests(changed: Path, graph: Graph, root: Path) -> dict[Path, int]:
    """The tests in whose text the name of `changed` or of a folder of it stands; all of them for
    what every build may read."""
    parts = changed.relative_to(root).parts
    names = [f'"{part}"' for part in parts if part != "tests"]
    tests = [path for path in graph if is_test(path)]
    if parts[0] in EVERYWHERE:
        return dict.fromkeys(tests, len(graph))
    texts = {path: path.read_text(encoding="utf-8", errors="replace") for path in tests}
    return {path: 1 for path, text in texts.items() if any(name in text for name in names)}
