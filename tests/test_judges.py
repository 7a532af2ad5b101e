"""Where a judge from outside is missing, the tests that call it skip; in CI they fail."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from architecture import ROOT

TESTS = ROOT / "tests"
FIXTURES = TESTS / "judges" / "fixtures.py"
ASKING = (
    "tests/pdf/test_verapdf.py::test_a_document_with_everything_is_pdf_a",
    "tests/word/test_updates.py::test_sections_keep_their_pages",
    "tests/word/test_openxml.py::test_the_validator_finds_nothing",
    "tests/engine/test_commonmark.py::test_no_example_is_read_otherwise_without_a_word",
    "tests/pdf/test_separations.py::test_black_text_leaves_the_ground_below_it_whole",
)
"""A test for each judge."""


def list_modules() -> list[Path]:
    """Every module of the tests but the judges' own."""
    return [path for path in sorted(TESTS.rglob("*.py")) if path.parent != FIXTURES.parent]


def list_ways_around(path: Path) -> Iterator[str]:
    """What a module does on its own that is for the fixtures: to look for a judge, or to skip."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import():
                yield from (name.name for name in node.names if name.name.startswith("judges"))
            case ast.ImportFrom(module="judges"):
                yield from (name.name for name in node.names)
            case ast.ImportFrom(module=str(module)) if module.startswith("judges."):
                yield from (name.name for name in node.names if name.name.startswith("find_"))
            case ast.Attribute(attr="skip" | "skipif"):
                yield ast.unparse(node)
            case _:
                pass


def test_a_test_has_its_judge_from_a_fixture() -> None:
    pages = {"find_pages"}  # of bookmarks in a PDF
    around = {path.name: set(list_ways_around(path)) - pages for path in list_modules()}

    assert {name: ways for name, ways in around.items() if ways} == {}


def test_a_way_around_the_fixtures_is_seen(tmp_path: Path) -> None:
    module = tmp_path / "test_pages.py"
    module.write_text(
        "from judges import verapdf\n"
        "import judges.openxml\n"
        "from judges.libreoffice import convert, find_libreoffice\n"
        "@pytest.mark.skipif(not find_libreoffice(), reason='missing')\n"
        "def test_pages(): pytest.skip('missing')\n"
    )

    assert sorted(list_ways_around(module)) == [
        "find_libreoffice",
        "judges.openxml",
        "pytest.mark.skipif",
        "pytest.skip",
        "verapdf",
    ]


def run_without_judges(folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """The finished run of the tests in `ASKING` where no judge can be had."""
    nowhere = folder / "file"
    nowhere.touch()
    environment = {
        **os.environ,
        "PATH": "",
        "OPENXML_HOME": str(nowhere),  # a file, so that nothing can be put there
        "COMMONMARK_HOME": str(nowhere),
        "CI": "",
        **more,
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *ASKING]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment
    )


@pytest.mark.slow
def test_without_judges_the_tests_that_call_them_skip(tmp_path: Path) -> None:
    done = run_without_judges(tmp_path)

    assert done.returncode == 0, done.stdout
    assert "5 skipped in" in done.stdout


@pytest.mark.slow
def test_in_ci_they_fail(tmp_path: Path) -> None:
    done = run_without_judges(tmp_path, CI="true")

    assert done.returncode == 1, done.stdout
    assert "5 failed" in done.stdout or "5 error" in done.stdout


@pytest.mark.slow
def test_a_jdk_without_jaxb_is_no_judge(tmp_path: Path) -> None:
    for tool in ("java", "javac"):
        (tmp_path / tool).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / tool).chmod(0o755)
    done = run_without_judges(tmp_path, PATH=str(tmp_path), JAXB_HOME=str(tmp_path))

    assert done.returncode == 0, done.stdout
    assert "5 skipped in" in done.stdout
