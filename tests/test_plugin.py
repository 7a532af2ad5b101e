"""A generator in a package of its own works without a change to Octavo, as its page says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from fenced import ROOT, examples
from octavo import (
    Document,
    Folder,
    Library,
    find_generator,
    list_generators,
    publish,
    read,
    select,
)
from octavo.document.walk import query

PLUGIN = ROOT / "tests" / "plugin"
PAGE = "docs/write-a-generator.md"

PUBLICATION = """\
title: Small Things
event: {name: A meeting}
imprint: {publisher: The publisher}
audiences:
  industry:
    name: Industry
    question: What is wanted?
    purpose: note
    bottom_line: Small things are wanted.
    so_what: [Make them small.]
sections: [01-open.md, 02-closed.md]
"""
OPEN = """\
---
id: open
title: For everyone
kind: chapter
---

One.

## A heading

Two.

### A smaller heading

Three.
"""
CLOSED = """\
---
id: closed
title: For industry alone
kind: chapter
audiences: [industry]
---

Four.
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plugin's metadata and code where Python finds installed packages."""
    site = tmp_path / "site"
    info = site / "octavo_outline-1.0.dist-info"
    info.mkdir(parents=True)
    info.joinpath("METADATA").write_text(
        "Metadata-Version: 2.1\nName: octavo-outline\nVersion: 1.0\n"
    )
    info.joinpath("entry_points.txt").write_text(
        "[octavo.generators]\noutline = outline:generator\n"
    )
    shutil.copytree(PLUGIN / "outline", site / "outline")
    monkeypatch.setattr(sys, "path", [str(site), *sys.path])


def write(folder: Path, outputs: str) -> Path:
    """A small publication that asks for `outputs`."""
    folder.mkdir()
    folder.joinpath("publication.yaml").write_text(f"{PUBLICATION}{outputs}")
    folder.joinpath("01-open.md").write_text(OPEN)
    folder.joinpath("02-closed.md").write_text(CLOSED)
    return folder


@pytest.mark.usefixtures("installed")
def test_a_generator_of_another_package_is_listed() -> None:
    assert "outline" in list_generators()


@pytest.mark.usefixtures("installed")
def test_a_generator_of_another_package_is_found() -> None:
    assert find_generator("outline").suffix == ".txt"


def test_a_generator_that_is_not_installed_is_not_listed() -> None:
    assert "outline" not in list_generators()


@pytest.mark.usefixtures("installed")
def test_a_publication_uses_it_by_name(tmp_path: Path) -> None:
    result = publish(write(tmp_path / "small", "outputs: [outline]\n"), tmp_path / "build")

    assert (result.folder / "small-outline.txt").read_text() == (
        "Small Things\n- For everyone\n  - A heading\n"
    )


@pytest.mark.usefixtures("installed")
def test_a_publication_gives_it_options_and_an_audience(tmp_path: Path) -> None:
    page = [example.text for example in examples(PAGE) if example.language == "yaml"]
    outputs = page[1].replace("  - booklet\n", "")
    result = publish(write(tmp_path / "small", outputs), tmp_path / "build")

    assert (result.folder / "small-outline-industry.txt").read_text() == (
        "Small Things\n"
        "* For everyone\n"
        "  * A heading\n"
        "    * A smaller heading\n"
        "* For industry alone\n"
    )


@pytest.mark.parametrize("file", ["outline/__init__.py", "pyproject.toml", "test_outline.py"])
def test_the_page_shows_the_package_as_it_is(file: str) -> None:
    shown = {example.file: example.text for example in examples(PAGE)}

    assert shown[file] == (PLUGIN / file).read_text()


def test_the_page_shows_the_whole_package() -> None:
    shown = {example.file for example in examples(PAGE)} - {""}
    files = {path.relative_to(PLUGIN).as_posix() for path in PLUGIN.rglob("*.*") if path.is_file()}

    assert {file for file in files if "__pycache__" not in file} == shown


@pytest.mark.slow
def test_the_page_shows_how_figures_are_drawn() -> None:
    code = next(one.text for one in examples(PAGE) if "def draw_figures" in one.text)
    known: dict[str, object] = {"Document": Document, "Library": Library, "query": query}
    exec(compile(code, PAGE, "exec"), known)  # the example, as a reader would have it
    draw_figures = cast("Callable[[Document, Library], list[bytes]]", known["draw_figures"])
    small = ROOT / "tests" / "publications" / "small"
    drawn = draw_figures(select(read(small)), Folder(small))

    assert len(drawn) > 1
    assert {data[:5] for data in drawn} == {b"<?xml"}


@pytest.mark.slow
def test_the_package_installs_and_the_command_uses_it(tmp_path: Path) -> None:
    source, site = tmp_path / "source", tmp_path / "site"
    shutil.copytree(PLUGIN, source, ignore=shutil.ignore_patterns("__pycache__"))
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run(
        [*pip, "--no-index", "--no-deps", "--no-build-isolation", "--target", site, source],
        check=True,
    )
    folder = write(tmp_path / "small", "outputs: [outline]\n")
    subprocess.run(
        [sys.executable, "-m", "octavo", "build", folder, "--output", tmp_path / "build"],
        check=True,
        env={**os.environ, "PYTHONPATH": str(site)},
    )
    manifest = json.loads((tmp_path / "build" / "small" / "manifest.json").read_text())

    assert [file["name"] for file in manifest["files"]] == ["small-outline.txt"]
