"""Whether every Python on this machine makes the same files and passes the tests: `make matrix`.

Each Python has an environment with the locked dependencies; the oldest has one more, with the
lowest that `pyproject.toml` allows. All of them make the same publications, byte for byte.
`--bytes` leaves the tests out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from subprocess import CompletedProcess

from matrix.comparison import compare, hash_files
from matrix.environments import ROOT, Environment, make
from matrix.pythons import find_pythons
from matrix.requirements import read_project

PUBLICATIONS = ("content/*/publication.yaml", "tests/publications/*/publication.yaml")
PYTEST = "-m pytest -q -n 2 --dist loadfile --hypothesis-profile quick -p no:cacheprovider"


def main(arguments: Sequence[str]) -> int:
    """The exit status: 0 when all files are the same and all tests pass."""
    planned = plan(read_project(ROOT / "pyproject.toml").python)
    made = [environment for environment in planned if prepare(environment)]
    faults = [f"{one.name}: cannot be made" for one in planned if one not in made]
    faults += [fault for environment in made for fault in build(environment)]
    faults += compare_files(made)
    if "--bytes" not in arguments:
        faults += [fault for environment in made for fault in test(environment)]
    for fault in faults:
        tell(fault)
    return 1 if faults else 0


def plan(lowest: tuple[int, int]) -> tuple[Environment, ...]:
    """The environments of the matrix, for the Pythons from `lowest` on."""
    pythons = find_pythons(lowest)
    if len(pythons) == 1:
        tell(f"Python {pythons[0].name} is the only one here: no other is tried")
    locked = [Environment(python) for python in pythons]
    return (*locked, *(Environment(python, lowest=True) for python in pythons[:1]))


def prepare(environment: Environment) -> bool:
    """Whether the environment is there, made now if it was not."""
    tell(f"{environment.name}: {environment.python.path}")
    try:
        make(environment)
    except subprocess.CalledProcessError:
        return False
    return True


def build(environment: Environment) -> Iterator[str]:
    """Make all publications in `environment`, into its folder `build`; what fails."""
    target = environment.folder / "build"
    shutil.rmtree(target, ignore_errors=True)
    for found in sorted(file for pattern in PUBLICATIONS for file in ROOT.glob(pattern)):
        folder = found.parent
        done = run(environment, ("-m", "octavo", "build", folder, "--output", target), quiet=True)
        if done.returncode:
            yield f"{environment.name}: {folder.name} is not made\n{done.stdout}{done.stderr}"


def compare_files(environments: Sequence[Environment]) -> list[str]:
    """What differs among the files that they made."""
    made = {one.name: hash_files(one.folder / "build") for one in environments}
    files = {file for hashes in made.values() for file in hashes}
    differences = compare(made)
    tell(f"{len(files)} files in {len(made)} environments, {len(differences)} not the same")
    return [str(difference) for difference in differences]


def test(environment: Environment) -> Iterator[str]:
    """Run the fast tests in `environment`; what fails."""
    tell(f"{environment.name}: the fast tests")
    if run(environment, (*PYTEST.split(), "-m", "not slow")).returncode:
        yield f"{environment.name}: tests fail"


def run(
    environment: Environment, arguments: Sequence[str | Path], quiet: bool = False
) -> CompletedProcess[str]:
    """What the environment's Python does with the code of this checkout."""
    command = [environment.interpreter, *arguments]
    path = {"PYTHONPATH": str(ROOT / "generators")}
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | path, capture_output=quiet, text=True, check=False
    )


def tell(line: str) -> None:
    """Print a line at once, before what a program that is called prints."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
