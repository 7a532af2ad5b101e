"""Which tests a change concerns, in a small repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from architecture import ROOT
from watch.__main__ import list_changes, take_times
from watch.concerns import find_tests, join
from watch.imports import draw_graph

FILES = {
    "pyproject.toml": (
        '[project.entry-points."octavo.generators"]\nword = "octavo.word:generator"\n'
    ),
    "generators/octavo/__init__.py": (
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n from octavo.reading import read\n from octavo.build import publish\n"
    ),
    "generators/octavo/lines.py": "",
    "generators/octavo/word.py": "from octavo.lines import set_lines\n",
    "generators/octavo/reading.py": "def read(): from octavo import lines\n",
    "generators/octavo/build.py": "from octavo.registry import find_generator\n",
    "generators/octavo/registry.py": "",
    "generators/octavo/__main__.py": "import octavo.build\n",
    "docs/content.md": "",
    "templates/house.yaml": "",
    "tests/conftest.py": "",
    "tests/spec/text.md": "",
    "tests/test_lines.py": "import octavo.lines\n",
    "tests/test_reading.py": "from octavo import read\n",
    "tests/test_build.py": "from octavo import publish\n",
    "tests/test_command.py": 'COMMAND = ("-m", "octavo")\n',
    "tests/test_spec.py": 'FOLDER = "spec"\n',
    "tests/inner/test_types.py": "if TYPE_CHECKING:\n import octavo.lines\n",
    "tests/inner/conftest.py": "import octavo.registry\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def concerned(root: Path, *changed: str) -> list[str]:
    """The names of the tests that the files concern, in order."""
    found = find_tests([root / name for name in changed], draw_graph(root), root)
    return [path.relative_to(root / "tests").as_posix() for path in found]


def test_a_module_concerns_the_tests_that_import_it_the_nearest_first(root: Path) -> None:
    # test_build gets there by an entry point, test_command by a process of its own
    names = ["test_lines.py", "test_reading.py", "test_build.py", "test_command.py"]

    assert concerned(root, "generators/octavo/lines.py") == names


def test_a_name_of_the_package_is_followed_to_where_it_comes_from(root: Path) -> None:
    assert concerned(root, "generators/octavo/reading.py") == ["test_reading.py"]


def test_a_generator_concerns_those_who_find_it_by_name(root: Path) -> None:
    names = ["test_build.py", "test_command.py"]

    assert concerned(root, "generators/octavo/word.py") == names


def test_what_only_a_type_checker_imports_concerns_nobody(root: Path) -> None:
    assert "inner/test_types.py" not in concerned(root, "generators/octavo/lines.py")


def test_a_conftest_concerns_the_tests_in_and_under_its_folder(root: Path) -> None:
    assert concerned(root, "tests/inner/conftest.py") == ["inner/test_types.py"]
    assert len(concerned(root, "tests/conftest.py")) == 6


def test_a_test_concerns_itself(root: Path) -> None:
    assert concerned(root, "tests/test_spec.py") == ["test_spec.py"]


def test_a_file_that_is_no_code_concerns_those_who_name_it_or_its_folder(root: Path) -> None:
    assert concerned(root, "tests/spec/text.md") == ["test_spec.py"]


def test_what_every_build_may_read_concerns_all(root: Path) -> None:
    assert len(concerned(root, "templates/house.yaml")) == 6


def test_every_file_concerns_the_test_of_the_repository(root: Path) -> None:
    (root / "tests" / "test_repository.py").touch()
    (root / "tests" / "test_architecture.py").touch()

    assert concerned(root, "docs/content.md") == ["test_repository.py"]
    assert concerned(root, "generators/octavo/reading.py") == [
        "test_reading.py",
        "test_architecture.py",
        "test_repository.py",
    ]


def test_a_file_that_is_gone_concerns_those_who_imported_it(root: Path) -> None:
    before, path = draw_graph(root), root / "generators" / "octavo" / "reading.py"
    path.unlink()

    found = find_tests([path], join(before, draw_graph(root)), root)
    assert [test.name for test in found] == ["test_reading.py"]


def test_a_file_that_is_half_written_imports_nothing_yet(root: Path) -> None:
    (root / "tests" / "test_lines.py").write_text("import octavo.lines\ndef", encoding="utf-8")

    assert "test_lines.py" not in concerned(root, "generators/octavo/lines.py")


def test_new_changed_and_deleted_files_are_changes() -> None:
    before = {Path("a"): 1, Path("b"): 1, Path("c"): 1}
    after = {Path("a"): 1, Path("b"): 2, Path("d"): 1}

    assert list_changes(before, after) == (Path("b"), Path("c"), Path("d"))


def test_what_is_built_is_not_watched(root: Path) -> None:
    for name in ("build/a.pdf", ".git/b", "tests/__pycache__/c.pyc"):
        (root / name).parent.mkdir(parents=True)
        (root / name).touch()

    assert len(take_times(root)) == len(FILES)


@pytest.mark.slow
def test_in_this_repository_line_breaking_concerns_its_own_tests_first() -> None:
    changed = ROOT / "generators" / "octavo" / "typeset" / "breaking.py"
    found = [path.name for path in find_tests([changed], draw_graph(ROOT), ROOT)]

    assert found[0] == "test_breaking.py"
    assert {"test_publications.py", "test_build.py", "test_architecture.py"} <= set(found)
