"""The wheel has all that Octavo needs, and works away from the checkout."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from architecture import ROOT

pytestmark = pytest.mark.slow

SMALL = ROOT / "tests" / "publications" / "small"


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist of this repository, and the wheel made from that sdist."""
    folder = tmp_path_factory.mktemp("dist")
    build: list[str | Path] = [
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--outdir",
        folder,
        ROOT,
    ]
    subprocess.run(build, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def wheel(distributions: Path) -> Path:
    """The wheel."""
    return next(distributions.glob("octavo-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `octavo` command of a fresh environment that has the wheel.

    Other packages are borrowed from the environment of the tests; octavo is not.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--python",
        folder,
    ]
    own = [*pip, "install", "--quiet", "--no-index", "--no-deps", wheel]
    subprocess.run(own, check=True, capture_output=True)
    borrowed = site / "borrowed"
    borrowed.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if "octavo" not in path.name:
            borrowed.joinpath(path.name).symlink_to(path)
    site.joinpath("borrowed.pth").write_text(f"{borrowed}\n")
    return folder / "bin" / "octavo"


def run(command: Path, *arguments: str | Path, folder: Path) -> str:
    """What the installed command prints when run in `folder`, without a hint of the checkout."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [command, *arguments], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def names_in(wheel: Path) -> set[str]:
    """The files in the wheel but for its metadata."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


def committed(folder: str) -> set[str]:
    """The files under a folder of the repository that git knows, relative to it."""
    done = subprocess.run(
        ["git", "ls-files", "-z", folder], cwd=ROOT, capture_output=True, check=True, text=True
    )
    names = {name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()}
    return {Path(name).relative_to(folder).as_posix() for name in names}


@pytest.mark.parametrize("folder", ["templates", "assets"])
def test_the_wheel_has_the_templates_and_assets(wheel: Path, folder: str) -> None:
    assert {f"octavo/{folder}/{name}" for name in committed(folder)} - names_in(wheel) == set()


def test_the_wheel_has_the_code(wheel: Path) -> None:
    assert {f"octavo/{name}" for name in committed("generators/octavo")} - names_in(wheel) == set()


def test_the_wheel_has_nothing_stray(wheel: Path) -> None:
    stray = [
        name
        for name in names_in(wheel)
        if not name.startswith("octavo/") or "__pycache__" in name or name.endswith((".pyc", "~"))
    ]

    assert stray == []


def test_the_wheel_has_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        licences = [name for name in archive.namelist() if name.endswith("/licenses/LICENSE")]

    assert len(licences) == 1


def test_the_sdist_has_nothing_that_was_built(distributions: Path) -> None:
    with tarfile.open(next(distributions.glob("octavo-*.tar.gz"))) as archive:
        names = ["/".join(name.split("/")[1:]) for name in archive.getnames()]

    assert [name for name in names if name.startswith(("build/", ".venv/", "dist/"))] == []


def test_octavo_comes_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    python = installed.with_name("python")
    where = run(python, "-c", "import octavo; print(octavo.__file__)", folder=tmp_path)

    assert Path(where.strip()).is_relative_to(installed.parents[1])


def test_the_command_lists_its_generators(installed: Path, tmp_path: Path) -> None:
    listed = {
        line.split("\t")[0] for line in run(installed, "generators", folder=tmp_path).split("\n")
    }

    assert {"booklet", "briefing", "word"} <= listed


def test_the_command_builds_a_publication(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "small")
    run(installed, "build", "small", folder=tmp_path)
    built = tmp_path / "build" / "small"
    manifest = json.loads((built / "manifest.json").read_text())
    listed = {file["name"]: file["sha256"] for file in manifest["files"]}
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in built.iterdir()
        if path.name != "manifest.json"
    }

    assert {"small.pdf", "small.docx"} <= found.keys()
    assert any(name.startswith("small-briefing-") for name in found)
    assert found == listed


def test_the_wheel_makes_the_same_files_as_the_checkout(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "small")
    run(installed, "build", "small", "--output", "one", folder=tmp_path)
    checkout = [sys.executable, "-m", "octavo", "build", "small", "--output", "other"]
    subprocess.run(checkout, cwd=tmp_path, check=True, capture_output=True)
    one, other = (tmp_path / name / "small" / "manifest.json" for name in ("one", "other"))

    assert one.read_text() == other.read_text()
