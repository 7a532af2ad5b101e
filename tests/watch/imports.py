"""Which files of the repository a Python file needs, from what it imports."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from architecture import Module, imports

SOURCES = ("generators", "tests")
"""The folders that modules are imported from."""
COMMAND = '"-m", "octavo"'
"""In the text of a test that runs Octavo in a process of its own."""


@dataclass(frozen=True)
class Imports:
    """What one Python file imports."""

    path: Path
    running: frozenset[str]
    """The dotted names of what it imports when it runs."""
    lazy: frozenset[str]
    """Of what it only names for type checkers: a package may import it when it is asked for."""
    calls_octavo: bool
    """Whether it runs Octavo in a process of its own."""


def draw_graph(root: Path) -> Mapping[Path, frozenset[Path]]:
    """The files that each Python file under `root` needs at once, as it is written now."""
    modules = {
        name_of(path, root): read_imports(path, root, path.stat().st_mtime_ns)
        for source in SOURCES
        for path in sorted((root / source).rglob("*.py"))
    }
    generators = [modules[name].path for name in list_generators(root) if name in modules]
    return {
        module.path: frozenset(list_needs(module, modules, generators)) - {module.path}
        for module in modules.values()
    }


@lru_cache(2000)
def read_imports(path: Path, root: Path, changed: int) -> Imports:
    """What the file at `path` imports; read anew when the time it was `changed` is another.

    A file that is being written, and is no Python yet, is taken to import nothing.
    """
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        module = Module(name_of(path, root), path, ast.parse(text))
    except SyntaxError:
        return Imports(path, frozenset(), frozenset(), False)
    running = frozenset(imports(module, for_types=False))
    return Imports(path, running, frozenset(imports(module)) - running, COMMAND in text)


def name_of(path: Path, root: Path) -> str:
    """The dotted name of the module at `path`; that of the package for an `__init__`."""
    parts = path.relative_to(root).with_suffix("").parts[1:]
    return ".".join(part for part in parts if part != "__init__")


def list_generators(root: Path) -> list[str]:
    """The modules of the generators, which are found by entry point rather than imported."""
    with (root / "pyproject.toml").open("rb") as file:
        points = tomllib.load(file)["project"]["entry-points"]["octavo.generators"]
    return [str(value).split(":")[0] for value in points.values()]


def list_needs(
    module: Imports, modules: Mapping[str, Imports], generators: Iterable[Path]
) -> Iterator[Path]:
    """The files that `module` needs: what it imports, the packages these are in, and what Python
    or pytest looks up for it by name."""
    for name in module.running:
        yield from _find(name, modules)
        if name.endswith(".find_generator"):
            yield from generators
    if module.calls_octavo and "octavo.__main__" in modules:
        yield modules["octavo.__main__"].path
    for folder in module.path.parents:
        if (conftest := folder / "conftest.py").is_file():
            yield conftest


def _find(name: str, modules: Mapping[str, Imports]) -> Iterator[Path]:
    """The files behind a dotted name: its packages and its module, or the module it comes from."""
    parts = name.split(".")
    for length in range(1, len(parts) + 1):
        if found := modules.get(".".join(parts[:length])):
            yield found.path
    package, _, public = name.rpartition(".")
    if name not in modules and package in modules:
        yield from _find_home(public, modules[package], modules)


def _find_home(public: str, package: Imports, modules: Mapping[str, Imports]) -> Iterator[Path]:
    """The module from which `package` has `public` when that is asked for, as `octavo` does: it
    names that module for type checkers only."""
    for name in package.lazy:
        home, _, given = name.rpartition(".")
        if given in {public, "*"} and home in modules:
            yield modules[home].path
