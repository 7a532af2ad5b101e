"""The table of problem codes: it has all that the code reports, and its examples are true."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from architecture import ROOT, Module, modules
from codes_page import PAGE, write_page
from octavo import Problem, SourceError, publish
from octavo.build.steps import review
from octavo.document.codes import CODES, GROUPS, ProblemCode

TABLE = {entry.code: entry for entry in CODES}
CODE = re.compile(r"\b[A-Z]{3}\d{3}\b")
IN_BUILDS = {"PRE015", "PRE039"}
"""Codes whose examples `check` lets pass, and `build` does not."""

PUBLICATION = """\
title: An example
event: {name: A conference, start: 2025-04-28, end: 2025-04-30}
imprint: {publisher: A publisher, year: "2025"}
attribution: chatham-house
facts:
  participants: {value: 300, label: participants}
audiences:
  industry:
    name: Industry
    question: What can we do?
    purpose: note
    bottom_line: Come early.
    so_what: [Come early.]
  planners:
    name: Planners
    question: What do we plan?
    purpose: note
    bottom_line: Plan for it.
    so_what: [Plan.]
sections: [one.md]
people: people.yaml
photos: photos.yaml
house_style: [plain-language, british-institutional, sentence-case]
outputs: [booklet]
"""
FRONT_MATTER = """\
id: one
title: One
kind: chapter
"""
TEXT = "It may be late, for {{ facts.participants }} of them. {#one-1}\n"
PEOPLE = "- {name: Jane Placeholder, posts: [Director of the Institute of Samples]}\n"
PHOTOS = "[]\n"
TOP = re.compile(r"^(\w[\w-]*):.*(?:\n(?!\w).*)*", re.MULTILINE)
"""A key on the first level of a YAML text, with its value."""


# ------------------------------------------------------------------------------ the table


def test_every_code_has_one_meaning() -> None:
    assert [code for code, count in Counter(e.code for e in CODES).items() if count > 1] == []
    assert [text for text, count in Counter(e.meaning for e in CODES).items() if count > 1] == []


def test_codes_are_sorted_into_known_groups() -> None:
    groups = list(GROUPS)
    order = [(groups.index(entry.code[:3]), entry.code) for entry in CODES]

    assert all(CODE.fullmatch(entry.code) for entry in CODES)
    assert {entry.code[:3] for entry in CODES} == set(groups)
    assert order == sorted(order)


def test_the_page_of_codes_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == write_page(), "run `make codes`"


def test_the_documents_name_only_codes_that_there_are() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    named = {code for page in pages for code in CODE.findall(page.read_text(encoding="utf-8"))}

    assert named - TABLE.keys() == set()


# ------------------------------------------------------------------------------ the code


@dataclass(frozen=True)
class Use:
    """A code as it stands in a module."""

    code: str
    room: str
    severity: str | None
    """`None` where it is not said right there."""


MAKERS = {"error": "error", "report": "error", "warning": "warning", "note": "note"}
"""Functions that make or report a problem, and how bad it is."""


def list_uses(module: Module) -> Iterator[Use]:
    """The codes that the module names, as arguments of what makes a problem or elsewhere."""
    said = {id(node): severity for node, severity in list_arguments(module)}
    for node in module.nodes:
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and CODE.fullmatch(text):
            yield Use(text, module.room, said.get(id(node)))


def list_arguments(module: Module) -> Iterator[tuple[ast.AST, str]]:
    """What is given to functions that make a problem, with how bad it is."""
    for node in module.nodes:
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        severity = MAKERS.get(name, "")
        if name == "Problem" and node.args:
            severity = ast.unparse(node.args[0]).lower().removeprefix("severity.")
        if severity in MAKERS.values():
            yield from ((argument, severity) for argument in node.args)


TABLES = {f"octavo.document.{name}" for name in ("codes", "style_codes", "text_codes")}
USES = [use for module in modules() if module.name not in TABLES for use in list_uses(module)]


def test_every_code_in_the_code_is_in_the_table() -> None:
    unknown = {use.code for use in USES} - TABLE.keys()

    assert unknown == set(), "describe it in octavo/document, then run `make codes`"


def test_every_code_of_the_table_is_used() -> None:
    assert TABLE.keys() - {use.code for use in USES} == set()


def test_problems_are_as_bad_as_the_table_says() -> None:
    wrong = {
        (use.code, use.severity)
        for use in USES
        if use.severity
        and use.severity not in {severity.value for severity in TABLE[use.code].severities}
    }

    assert wrong == set()


def test_the_audit_shares_no_code_with_what_it_judges() -> None:
    assert {use.code for use in USES if use.room == "audit"} == {
        use.code for use in USES if use.code.startswith("FIL")
    }


# ------------------------------------------------------------------------------ the examples


def examples(*, built: bool) -> list[object]:
    """The entries with an example, of those that only a build reports or of the others."""
    return [
        pytest.param(entry, id=entry.code)
        for entry in CODES
        if entry.example and (entry.code in IN_BUILDS) is built
    ]


@pytest.mark.parametrize("entry", examples(built=False))
def test_an_example_has_its_problem(entry: ProblemCode, tmp_path: Path) -> None:
    write_source(tmp_path, entry)

    expect(entry, review(tmp_path)[1])


@pytest.mark.slow
@pytest.mark.parametrize("entry", examples(built=True))
def test_an_example_of_a_build_has_its_problem(entry: ProblemCode, tmp_path: Path) -> None:
    write_source(tmp_path / "source", entry)
    try:
        found = publish(tmp_path / "source", tmp_path / "build").problems
    except SourceError as fault:
        found = fault.problems

    expect(entry, found)


def expect(entry: ProblemCode, problems: tuple[Problem, ...]) -> None:
    """Fail unless there is such a problem, and no error of another group."""
    found = [problem for problem in problems if problem.code == entry.code]
    errors = [problem for problem in problems if problem.severity.value == "error"]
    others = [str(problem) for problem in errors if problem.code[:3] != entry.code[:3]]

    assert found, problems
    assert {problem.severity for problem in found} <= set(entry.severities)
    assert others == []


def write_source(folder: Path, entry: ProblemCode) -> None:
    """A publication with the example in its place."""
    files = {
        "publication.yaml": PUBLICATION,
        "people.yaml": PEOPLE,
        "photos.yaml": PHOTOS,
        "one.md": f"---\n{FRONT_MATTER}---\n{TEXT}",
    }
    match entry.place:
        case "text":
            files["one.md"] = f"---\n{FRONT_MATTER}---\n{TEXT}\n{entry.example}\n"
        case "front matter":
            files["one.md"] = f"---\n{put_in(FRONT_MATTER, entry.example)}---\n{TEXT}"
        case "section":
            files["one.md"] = entry.example
        case "publication.yaml":
            files["publication.yaml"] = put_in(PUBLICATION, entry.example)
        case place:
            files[place] = entry.example
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def put_in(text: str, example: str) -> str:
    """`text` with the keys of `example` in place of its own."""
    new = {match[1] for match in TOP.finditer(example)}
    kept = [match[0] for match in TOP.finditer(text) if match[1] not in new]
    return "\n".join([*kept, example]) + "\n"
