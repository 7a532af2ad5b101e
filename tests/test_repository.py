"""What holds for every file of the repository, whoever wrote it."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from functools import lru_cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from architecture import PACKAGE, ROOT, Module, every_module, modules

TEXT = {".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".j2", ".xml", ".json", ".svg", ""}
LONGEST_FILE = 600
LARGEST_FILE = 2 * 1024 * 1024

# Put together from parts, so that this file does not itself hold what it looks for.
MACHINE_PATH = re.compile(
    "(?<![a-zA-Z0-9_.}])/(?:" + "|".join(["work", "root", "home", "Users"]) + ")/"
)
REGISTRY = re.compile(
    "|".join(
        f"{name}[.]{end}"
        for name, end in [
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "(?:org|com)"),
            ("debian", "org"),
            ("crates", "io"),
            ("yarnpkg", "com"),
        ]
    )
)
UNFINISHED = re.compile(
    "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "raise Not" + "ImplementedError"])
)
AMERICAN = re.compile(
    r"\b(?:colors?|centers?|centered|behaviors?|catalogs?|analyzed?|favorites?)\b"
)
EXCEPTION = re.compile(r"# (?:noqa|type: ignore|pyright: ignore)(.*)")
REASONED = re.compile(r"(?::|\[)[ A-Za-z0-9, -]+?\]?  \S.+")
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc", "core"}


@lru_cache(1)
def tracked() -> tuple[Path, ...]:
    """Every file that git knows, or would add."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    names = [name for name in done.stdout.decode().split("\0") if name]
    return tuple(ROOT / name for name in names if (ROOT / name).is_file())


@lru_cache(1)
def texts() -> dict[str, str]:
    """The text files of the repository by name."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in tracked()
        if path.suffix in TEXT and path.stat().st_size <= LARGEST_FILE
    }


def find(pattern: re.Pattern[str], suffixes: tuple[str, ...] = ("",)) -> list[str]:
    """Where the pattern occurs, as `file:line: what`."""
    return [
        f"{name}:{number}: {found[0]}"
        for name, text in texts().items()
        if name.endswith(suffixes)
        for number, line in enumerate(text.splitlines(), 1)
        if (found := pattern.search(line))
    ]


def test_the_repository_has_files() -> None:
    assert {"README.md", "Makefile", "generators/octavo/document/tree.py"} <= texts().keys()


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert find(MACHINE_PATH) == []


def test_a_place_on_a_machine_would_be_found() -> None:
    assert MACHINE_PATH.search("see /" + "home/someone/notes")


def test_no_file_names_the_address_of_a_registry() -> None:
    assert find(REGISTRY) == []


def test_nothing_is_left_unfinished() -> None:
    assert find(UNFINISHED) == []


def test_prose_is_british() -> None:
    assert find(AMERICAN, (".md",)) == []


def test_every_exception_to_a_rule_has_its_code_and_its_reason() -> None:
    bare = [
        f"{name}:{number}: {line.strip()}"
        for name, text in texts().items()
        if name.endswith(".py")
        for number, line in enumerate(text.splitlines(), 1)
        if (found := EXCEPTION.search(line)) and not REASONED.match(found[1])
    ]

    assert [line for line in bare if "test_repository" not in line] == []


@pytest.mark.parametrize(
    ("written", "good"),
    [
        (": BLE001  the last place that can still say what happened", True),
        ("[type-var]  the holder has no bound", True),
        (": BLE001", False),
        ("", False),
        ("  it is all right", False),
    ],
)
def test_an_exception_without_a_reason_is_seen(written: str, good: bool) -> None:
    assert bool(REASONED.match(written)) is good


def test_no_file_is_a_link() -> None:
    assert [path for path in tracked() if path.is_symlink()] == []


def test_no_file_is_large() -> None:
    assert [path.name for path in tracked() if path.stat().st_size > LARGEST_FILE] == []


def test_nothing_that_was_built_is_committed() -> None:
    built = [path for path in tracked() if path.relative_to(ROOT).parts[0] == "build"]

    assert built == [ROOT / "build" / ".gitignore"]


def test_every_text_file_ends_with_a_line_end() -> None:
    assert [name for name, text in texts().items() if text and not text.endswith("\n")] == []


# ---------------------------------------------------------------------------- code


@every_module
def test_a_source_file_has_at_most_600_lines(module: Module) -> None:
    lines = len(module.path.read_text(encoding="utf-8").splitlines())

    assert lines <= LONGEST_FILE


def test_a_module_is_named_for_its_job() -> None:
    assert {module.path.stem for module in modules()} & VAGUE == set()


@every_module
def test_a_module_says_what_it_is(module: Module) -> None:
    assert first_line(module.tree).endswith((".", ":"))


@every_module
def test_everything_public_is_documented(module: Module) -> None:
    bare = [
        f"{module.path.relative_to(PACKAGE)}:{node.lineno}: {node.name}"
        for node in public(module.tree)
        if not re.search(r"[.:?]$", first_line(node))
    ]

    assert bare == []


def public(
    node: ast.Module | ast.ClassDef,
) -> list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """The classes, functions and methods under `node` whose names do not begin with `_`."""
    found: list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef] = []
    for child in node.body:
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if child.name.startswith("_"):
            continue
        found.append(child)
        found.extend(public(child) if isinstance(child, ast.ClassDef) else [])
    return found


def first_line(
    node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef,
) -> str:
    """The first paragraph of the docstring, as one line; empty without."""
    paragraph = (ast.get_docstring(node) or "").split("\n\n")[0]
    return " ".join(paragraph.split())


# ---------------------------------------------------------------------------- dependencies

with (ROOT / "pyproject.toml").open("rb") as file:
    PROJECT = tomllib.load(file)


@lru_cache(2)
def locked(name: str) -> dict[str, str]:
    """The versions that a lock pins, by the package's name."""
    pins = re.findall(r"^([\w.-]+)==(\S+) \\$", texts()[name], re.MULTILINE)
    return {canonicalize_name(package): version for package, version in pins}


def requirements(group: str) -> list[Requirement]:
    """What `pyproject.toml` asks for: `run` or `dev`."""
    listed = (
        PROJECT["project"]["dependencies"]
        if group == "run"
        else PROJECT["dependency-groups"]["dev"]
    )
    return [Requirement(text) for text in listed]


@pytest.mark.parametrize(
    ("group", "lock"), [("run", "requirements.txt"), ("dev", "requirements-dev.txt")]
)
def test_the_lock_pins_all_that_the_project_asks_for(group: str, lock: str) -> None:
    pins = locked(lock)
    unmet = [
        str(wanted)
        for wanted in requirements(group)
        if not wanted.specifier.contains(pins.get(canonicalize_name(wanted.name), "0"))
    ]

    assert unmet == []


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_pin_has_hashes_and_nothing_else_stands_in_a_lock(lock: str) -> None:
    lines = [line for line in texts()[lock].splitlines() if line.strip()]
    odd = [
        line
        for line in lines
        if not re.fullmatch(r"[\w.-]+==\S+ \\| +--hash=sha256:[0-9a-f]{64}(?: \\)?|\s*#.*", line)
    ]

    assert odd == []


def test_the_locks_agree_with_each_other() -> None:
    run, dev = locked("requirements.txt"), locked("requirements-dev.txt")

    assert {name for name in run.keys() & dev.keys() if run[name] != dev[name]} == set()


def test_the_build_backend_is_pinned_too() -> None:
    assert "hatchling" in locked("requirements.txt")


# ---------------------------------------------------------------------------- documents

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


@pytest.mark.parametrize(
    "name", sorted(n for n in texts() if re.match(r"(docs/.*|[A-Z]+)[.]md$", n))
)
def test_every_link_in_a_document_leads_somewhere(name: str) -> None:
    prose = re.sub(
        r"^(`{3,}).*?^\1|^    [^\n]*|`[^`\n]+`", "", texts()[name], flags=re.MULTILINE | re.DOTALL
    )
    dead = [
        target
        for target in LINK.findall(prose)
        if not (ROOT / name).parent.joinpath(target).exists()
    ]

    assert dead == []


def test_the_changelog_has_a_place_for_what_is_not_released() -> None:
    assert "\n## [Unreleased]\n" in texts()["CHANGELOG.md"]


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [path.name[:4] for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]

    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


@pytest.mark.parametrize(
    "path", sorted((ROOT / "docs" / "decisions").glob("*.md")), ids=lambda path: path.stem
)
def test_a_decision_says_what_was_chosen_and_what_follows(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert re.search(r"^Status: .+\nDate: \d{4}-\d\d-\d\d$", text, re.MULTILINE)
    assert re.findall("^## (.+)$", text, re.MULTILINE) == ["Context", "Choice", "Consequences"]
