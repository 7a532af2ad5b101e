"""An environment for each Python, kept in `.matrix/` until what belongs in it changes."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from matrix.pythons import Python
from matrix.requirements import CHECKERS, drop_packages, make_constraints, read_project

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".matrix"


@dataclass(frozen=True, slots=True)
class Environment:
    """One column of the matrix."""

    python: Python
    lowest: bool = False
    """Whether dependencies are the lowest that are allowed, rather than the locked ones."""

    @property
    def name(self) -> str:
        """`3.12`, or `3.11-lowest`."""
        return self.python.name + "-lowest" * self.lowest

    @property
    def folder(self) -> Path:
        """Where it stands."""
        return FOLDER / self.name

    @property
    def interpreter(self) -> Path:
        """Its Python."""
        return self.folder / "bin" / "python"


def make(environment: Environment) -> None:
    """Have the environment on the disk, anew when its Python or a requirement has changed.

    Raises `CalledProcessError` when something cannot be installed.
    """
    stamp, key = environment.folder / "made-from", _summarise(environment)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == key:
        return
    shutil.rmtree(environment.folder, ignore_errors=True)
    subprocess.run([environment.python.path, "-m", "venv", environment.folder], check=True)
    install = _install_lowest if environment.lowest else _install_locked
    install(environment)
    stamp.write_text(key, encoding="utf-8")


def _summarise(environment: Environment) -> str:
    """A hash of all that decides what is in the environment."""
    names = ["pyproject.toml", "requirements.txt", "requirements-dev.txt"]
    read = b"".join((ROOT / name).read_bytes() for name in names)
    return f"{environment.python.version} {sha256(read).hexdigest()}"


def _install_locked(environment: Environment) -> None:
    tools = drop_packages(_read("requirements-dev.txt"), CHECKERS)
    for lock in (_read("requirements.txt"), tools):
        named = _write(environment, "lock.txt", lock)
        _pip(environment, "--require-hashes", "--requirement", named)
    _pip(environment, "--no-deps", "--no-build-isolation", "--no-index", "--editable", ROOT)


def _install_lowest(environment: Environment) -> None:
    project = read_project(ROOT / "pyproject.toml")
    constraints = make_constraints(project, _read("requirements-dev.txt"))
    named = _write(environment, "constraints.txt", constraints)
    _pip(environment, "--constraint", named, "--editable", ROOT, *project.tools)


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _write(environment: Environment, name: str, text: str) -> Path:
    path = environment.folder / name
    path.write_text(text, encoding="utf-8")
    return path


def _pip(environment: Environment, *arguments: str | Path) -> None:
    quiet = ("--disable-pip-version-check", "--no-input", "--quiet")
    command = [environment.interpreter, "-m", "pip", *quiet, "install", *arguments]
    subprocess.run(command, cwd=ROOT, check=True)
