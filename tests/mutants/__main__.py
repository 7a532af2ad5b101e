"""How many small faults in core modules their own tests notice: `make mutants`.

Without arguments a few faults of each module, evenly spread. With names of modules, such as
`typeset.breaking`, only these; with `--all` every fault. Nothing here passes or fails: a fault that
no test notices either shows a test that is missing, or is none, since nothing can come of it.
"""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path

from mutants.mutations import Mutation, list_mutations, spread

ROOT = Path(__file__).resolve().parents[2]
COUNT = 24
"""Faults of each module: with six modules the command ends in about four minutes on two cores."""
PATIENCE = 120
"""Seconds after which tests count as having noticed; without a fault none takes a tenth of that."""
TESTS: dict[str, tuple[str, ...]] = {
    "typeset.breaking": ("typeset/test_breaking.py",),
    "selection.audience": ("engine/test_audience.py",),
    "document.walk": ("engine/test_walk.py", "engine/test_queries.py"),
    "briefing.choice.fit": ("briefing/test_fit.py",),
    "typeset.flow": ("typeset/test_flow.py",),
    "files.yaml_tree": ("test_spec.py",),
}
"""The modules, and the tests that are theirs."""


def main() -> None:
    """Print, for each module, how many faults were noticed, and those that were not."""
    asked = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    asked.add_argument("modules", nargs="*", choices=[*TESTS, []], help="such as document.walk")
    asked.add_argument("--all", action="store_true", help="every fault, not a few of each module")
    arguments = asked.parse_args()
    for module in arguments.modules or TESTS:
        report(module, sys.maxsize if arguments.all else COUNT)


def report(module: str, count: int) -> None:
    """Print what became of at most `count` faults in `module`."""
    path = ROOT / "generators" / "octavo" / (module.replace(".", "/") + ".py")
    mutations = list_mutations(ast.parse(path.read_bytes()))
    tried = spread(tuple(enumerate(mutations)), count)
    if status := run(module, -1, TESTS[module]):
        raise SystemExit(f"{module}: its tests fail without any fault (status {status})")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        numbers = [number for number, _ in tried]
        statuses = list(pool.map(run, repeat(module), numbers, repeat(TESTS[module])))
    survived = [one for (_, one), status in zip(tried, statuses, strict=True) if not status]
    killed = len(tried) - len(survived)
    tell(f"{module}: {len(mutations)} faults, {len(tried)} tried, {killed} killed")
    for mutation in survived:
        tell(describe(path, mutation))


def describe(path: Path, mutation: Mutation) -> str:
    """Where a fault is that survived, and what it is."""
    return f"  {path.relative_to(ROOT)}:{mutation.line}: {mutation}"


def run(module: str, number: int, tests: tuple[str, ...]) -> int:
    """The exit status of `tests` with that fault in `module`; -1 is no fault."""
    files = [f"tests/{test}" for test in tests]
    command = [sys.executable, "-m", "mutants.trial", f"octavo.{module}", str(number), *files]
    path = os.pathsep.join(str(ROOT / name) for name in ("generators", "tests"))
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": path},
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return 1
    return done.returncode


def tell(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
