"""Which Pythons a machine has, found on its PATH and among those of pyenv."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

PROBE = (
    "import sys, venv, ensurepip;"
    "assert sys.implementation.name == 'cpython' and sys.version_info.releaselevel == 'final';"
    "print(*sys.version_info[:3])"
)
"""Says its version in a Python that can make an environment; fails in another. Libraries with
compiled parts come late, if ever, for a Python that is not released or not CPython."""


@dataclass(frozen=True, slots=True)
class Python:
    """A Python on this machine."""

    version: tuple[int, int, int]
    path: Path

    @property
    def minor(self) -> tuple[int, int]:
        """`(3, 12)` for 3.12.1."""
        return self.version[:2]

    @property
    def name(self) -> str:
        """`3.12` for 3.12.1."""
        return f"{self.version[0]}.{self.version[1]}"


def find_pythons(
    lowest: tuple[int, int], environment: Mapping[str, str] = os.environ
) -> tuple[Python, ...]:
    """The newest of each minor version from `lowest` on, oldest first.

    Of two that are the same version, the one that comes first on the PATH.
    """
    newest: dict[tuple[int, int], Python] = {}
    for path in list_paths(environment):
        python = probe(path)
        if python is None or python.minor < lowest:
            continue
        known = newest.get(python.minor)
        if known is None or python.version > known.version:
            newest[python.minor] = python
    return tuple(newest[minor] for minor in sorted(newest))


def list_paths(environment: Mapping[str, str]) -> Iterator[Path]:
    """Whatever is named like a Python 3: `python3.12` on the PATH, and all that pyenv has."""
    for folder in environment.get("PATH", "").split(os.pathsep):
        if folder:
            yield from _match(Path(folder).glob("python3.*"))
    pyenv = environment.get("PYENV_ROOT") or Path(environment.get("HOME", "."), ".pyenv")
    yield from _match(Path(pyenv).glob("versions/*/bin/python3.*"))


def _match(paths: Iterable[Path]) -> list[Path]:
    return sorted(path for path in paths if re.fullmatch(r"python3\.\d+", path.name))


def probe(path: Path) -> Python | None:
    """The Python at `path`; `None` when it does not start or cannot make an environment.

    pyenv, for one, puts a `python3.12` on the PATH that fails unless 3.12 was chosen.
    """
    try:
        done = subprocess.run([path, "-c", PROBE], capture_output=True, text=True, check=True)
        major, minor, patch = map(int, done.stdout.split())
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None
    return Python((major, minor, patch), path)
