from __future__ import annotations

from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from architecture import ROOT
from matrix.comparison import Difference, compare, hash_files
from matrix.pythons import find_pythons, probe
from matrix.requirements import (
    Project,
    drop_packages,
    find_lowest,
    list_lowest,
    list_pins,
    make_constraints,
    read_project,
)

LOCK = """\
# a comment
mypy==2.4.1 \\
    --hash=sha256:00 \\
    --hash=sha256:01
    # via -r -
pillow==13.1.0 \\
    --hash=sha256:02
"""


def put_python(folder: Path, name: str, version: str) -> Path:
    """A program in `folder` that says it is that version, as `find_pythons` asks."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\necho {version}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_pythons_are_found_on_the_path_and_under_pyenv(tmp_path: Path) -> None:
    here = put_python(tmp_path / "bin", "python3.12", "3 12 1")
    other = put_python(tmp_path / ".pyenv/versions/3.11.7/bin", "python3.11", "3 11 7")

    pythons = find_pythons((3, 11), {"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path)})

    assert [(python.name, python.path) for python in pythons] == [("3.11", other), ("3.12", here)]


def test_a_python_that_is_too_old_is_left_out(tmp_path: Path) -> None:
    put_python(tmp_path, "python3.10", "3 10 13")

    assert find_pythons((3, 11), {"PATH": str(tmp_path), "HOME": str(tmp_path)}) == ()


def test_of_two_of_a_minor_version_the_newest_counts(tmp_path: Path) -> None:
    put_python(tmp_path / "a", "python3.12", "3 12 1")
    newer = put_python(tmp_path / "b", "python3.12", "3 12 10")
    path = f"{tmp_path / 'a'}:{tmp_path / 'b'}"

    assert [p.path for p in find_pythons((3, 11), {"PATH": path, "HOME": "/"})] == [newer]


def test_a_python_that_does_not_start_is_left_out(tmp_path: Path) -> None:
    shim = put_python(tmp_path, "python3.12", "3 12 1; exit 127")

    assert probe(shim) is None


def test_what_is_not_a_python_of_its_own_is_left_out(tmp_path: Path) -> None:
    put_python(tmp_path, "python3.12-config", "3 12 1")

    assert find_pythons((3, 11), {"PATH": str(tmp_path), "HOME": str(tmp_path)}) == ()


def test_the_lowest_of_a_range_is_where_it_begins() -> None:
    asked = ["Pillow>=13", "reportlab>=5.1,<5.2", "fontpkg-source-serif-4==4.4"]

    assert list_lowest(asked) == ("pillow==13", "reportlab==5.1", "fontpkg-source-serif-4==4.4")


def test_a_range_without_a_beginning_is_an_error() -> None:
    with pytest.raises(ValueError, match="`<3` has no lowest version: write `>=`"):
        find_lowest(SpecifierSet("<3"))


def test_every_dependency_of_octavo_has_a_lowest_version() -> None:
    project = read_project(ROOT / "pyproject.toml")

    assert len(list_lowest(project.needed)) == len(project.needed)


def test_a_lock_loses_a_package_with_its_hashes() -> None:
    assert drop_packages(LOCK, frozenset({"mypy"})) == (
        "# a comment\npillow==13.1.0 \\\n    --hash=sha256:02\n"
    )


def test_pins_are_read_without_hashes() -> None:
    assert list_pins(LOCK) == ("mypy==2.4.1", "pillow==13.1.0")


def test_a_lowest_version_goes_before_what_the_tools_are_locked_to() -> None:
    project = Project((3, 11), needed=("pillow>=13",), tools=())

    assert make_constraints(project, LOCK) == "pillow==13\nmypy==2.4.1\n"


def test_files_that_are_the_same_everywhere_do_not_differ() -> None:
    assert compare({"3.11": {"a.pdf": "1"}, "3.12": {"a.pdf": "1"}}) == ()


def test_a_file_that_differs_tells_who_agrees_with_whom() -> None:
    made = {"3.11": {"a.pdf": "1"}, "3.12": {"a.pdf": "2"}, "3.13": {"a.pdf": "1"}}

    assert compare(made) == (Difference("a.pdf", (("3.11", "3.13"), ("3.12",))),)
    assert str(compare(made)[0]) == "a.pdf: 3.11 and 3.13 against 3.12"


def test_a_file_that_is_not_everywhere_differs() -> None:
    assert compare({"3.11": {}, "3.12": {"a.pdf": "1"}}) == (
        Difference("a.pdf", (("3.11",), ("3.12",))),
    )


def test_files_are_named_from_their_folder(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "a.txt").write_bytes(b"a")

    assert [*hash_files(tmp_path)] == ["one/a.txt"]
