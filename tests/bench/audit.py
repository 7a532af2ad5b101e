"""How long the audit takes beside the build that it is part of: python tests/bench/audit.py."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import perf_counter

from octavo.build.steps import publish

ROOT = Path(__file__).resolve().parents[2]
RUNS = 3


def main() -> None:
    """Print a line for each publication; whatever the audit found would have stopped the build."""
    for file in sorted(ROOT.glob("content/*/publication.yaml")):
        whole, audit = min(time_once(file.parent) for _ in range(RUNS))
        share = audit / (whole - audit)
        line = f"{file.parent.name}: built in {whole - audit:.2f} s, audited in {audit:.2f} s"
        sys.stdout.write(f"{line}, {share:.0%}, nothing lost and nothing added\n")


def time_once(publication: Path) -> tuple[float, float]:
    """The seconds of a whole build, and those of its audit."""
    marks: dict[str, float] = {}

    def tell(message: str) -> None:
        marks[message] = perf_counter()

    start = perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        publish(publication, Path(folder), tell=tell)
    return perf_counter() - start, marks["6 write"] - marks["5 audit"]


if __name__ == "__main__":
    main()
