"""How long Octavo takes, beside a Python that does nothing: `make bench`.

Each command runs in a process of its own, several times; the shortest run counts, since whatever
makes a run longer is not Octavo. Nothing here passes or fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
RUNS = 5
OCTAVO = ("-m", "octavo")
NO_CACHE = "--no-cache"  # what asking again takes, `again.py` measures


def main() -> None:
    """Print a line for each thing measured."""
    publications = sorted(path.parent for path in ROOT.glob("content/*/publication.yaml"))
    idle = measure(("-c", "pass"))
    tell("python -c pass", idle, idle)
    tell("octavo --help", measure((*OCTAVO, "--help")), idle)
    for publication in publications:
        measure_publication(publication, idle)


def measure_publication(publication: Path, idle: float) -> None:
    """Print a line for checking, for each generator alone, and for the whole build."""
    name = publication.name
    tell(f"octavo check {name}", measure((*OCTAVO, "check", str(publication), NO_CACHE)), idle)
    with tempfile.TemporaryDirectory() as folder:
        build = (*OCTAVO, "build", str(publication), "--output", folder, NO_CACHE)
        whole = measure(build)
        files = read_manifest(Path(folder) / name)
        for generator in sorted({str(file["generator"]) for file in files}):
            made = [file for file in files if file["generator"] == generator]
            alone = measure((*build, "--only", generator))
            tell(f"octavo build {name} --only {generator}", alone, idle, count_pages(made))
        tell(f"octavo build {name}", whole, idle, count_pages(files))


def measure(arguments: Sequence[str]) -> float:
    """The seconds that Python takes with `arguments`: the shortest of several runs."""
    return min(time_once([sys.executable, *arguments]) for _ in range(RUNS))


def time_once(command: Sequence[str]) -> float:
    """The seconds that one run of `command` takes. Raises `CalledProcessError` when it fails."""
    start = perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return perf_counter() - start


def read_manifest(folder: Path) -> list[dict[str, object]]:
    """What the manifest in `folder` lists."""
    found = json.loads((folder / "manifest.json").read_bytes())
    return [dict(file) for file in found["files"]]


def count_pages(files: Sequence[dict[str, object]]) -> int:
    """The pages of all `files` together."""
    return sum(int(str(file["pages"])) for file in files)


def tell(what: str, seconds: float, idle: float, pages: int = 0) -> None:
    """Print one line: what, milliseconds, times an idle Python, pages and pages a second."""
    line = f"{what:48} {seconds * 1000:7.0f} ms {seconds / idle:6.1f} x"
    if pages:
        line += f" {pages:4} pages {pages / (seconds - idle):7.0f} pages a second"
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
