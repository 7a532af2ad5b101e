"""Whatever decides what Octavo makes, and is not in the source, makes another digest."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

import octavo.cache.versions
from octavo.cache.versions import PROGRAMS, digest_versions
from octavo.docx import libreoffice
from octavo.generator import list_packages


def digest(**environment: str) -> str:
    return digest_versions(list_packages(), {**os.environ, **environment})


def test_the_same_is_the_same() -> None:
    assert digest() == digest()
    assert digest(OCTAVO_CACHE="elsewhere", COLUMNS="80") == digest()


@pytest.mark.parametrize("name", ["SOURCE_DATE_EPOCH", "OCTAVO_X", "RL_invariant", "LC_ALL", "TZ"])
def test_a_variable_that_may_matter_makes_another(name: str) -> None:
    assert digest(**{name: "1"}) != digest()


def test_an_installed_package_makes_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest()
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path), str(tmp_path / "none")])
    assert digest() == before
    (tmp_path / "reportlab-99.0.dist-info").mkdir()

    assert digest() != before


def test_a_program_makes_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest()
    program = tmp_path / "soffice"
    program.write_bytes(b"#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    there = digest()
    os.utime(program, (1, 1))

    assert len({before, there, digest()}) == 3


def test_every_program_that_is_asked_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(shutil, "which", asked.append)
    libreoffice.find_command()

    assert asked == list(PROGRAMS)


def test_a_file_of_octavo_makes_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(octavo.cache.versions, "__file__", str(tmp_path / "octavo" / "a" / "b.py"))
    monkeypatch.setattr(octavo.cache.versions, "builtin", lambda: tmp_path)
    found: list[str] = []
    for name in ("octavo/a/b.py", "octavo/c.py", "templates/theme.yaml", "assets/a.icc"):
        found.append(digest())
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"1")
        found.append(digest())
        (tmp_path / name).write_bytes(b"2")
    found.append(digest())
    (tmp_path / "octavo" / "c.py").rename(tmp_path / "octavo" / "d.py")
    found.append(digest())
    (tmp_path / "octavo" / "__pycache__").mkdir()
    (tmp_path / "octavo" / "__pycache__" / "b.pyc").write_bytes(b"3")

    assert len(set(found)) == len(found)
    assert digest() == found[-1]


def test_the_code_of_a_plug_in_makes_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "its_package"
    (package / "inner").mkdir(parents=True)
    (package / "__init__.py").write_bytes(b"")
    (tmp_path / "its_module.py").write_bytes(b"")
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    generators = ("its_package.inner.thing", "its_module", "none.at_all")
    first = digest_versions(generators, {})
    (package / "inner" / "thing.py").write_bytes(b"1")
    second = digest_versions(generators, {})
    (tmp_path / "its_module.py").write_bytes(b"2")

    assert len({first, second, digest_versions(generators, {})}) == 3
