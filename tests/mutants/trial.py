"""Run tests with one fault in one module: `python -m mutants.trial MODULE NUMBER TEST ...`.

The file stays as it is; the fault is put in while the module is imported. Number -1 is no fault.
The exit status is that of pytest, or 9 when the tests do not import the module.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from mutants.mutations import mutate

NOT_IMPORTED = 9
PYTEST = ("-x", "-q", "-p", "no:cacheprovider", "-m", "not slow", "--hypothesis-profile", "quick")


class Loader(SourceFileLoader):
    """Loads a module with a fault in it."""

    number = -1
    """Of the fault."""

    def get_code(self, fullname: str) -> CodeType:
        """The code of the module, compiled from its file each time."""
        tree = ast.parse(Path(self.path).read_bytes())
        changed = mutate(tree, self.number) if self.number >= 0 else tree
        return compile(changed, self.path, "exec")


class Finder:
    """Finds one module, and leaves all others to Python."""

    def __init__(self, module: str, number: int) -> None:
        self.module, self.number = module, number
        self.found = False

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """How to load `name`, for Python's import system."""
        if name != self.module:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or spec.origin is None:
            return None
        spec.loader = Loader(name, spec.origin)
        spec.loader.number = self.number
        self.found = True
        return spec


def main(module: str, number: str, *tests: str) -> int:
    """The exit status of `tests` with that fault in `module`."""
    finder = Finder(module, int(number))
    sys.meta_path.insert(0, finder)
    status = int(pytest.main([*PYTEST, *tests]))
    return status if finder.found else NOT_IMPORTED


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
