"""Every example in tests/spec is a test: a source, a dot, then the tree or the problems."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from dump import dump_blocks, dump_inlines, dump_sections
from octavo import Draft, Memory, Problem, Severity, check, select
from octavo.document import Block
from octavo.files.source_file import add_excerpts
from octavo.source.draft import read_source
from octavo.source.schema import FENCES

HERE = Path(__file__).parent
EXAMPLE = re.compile(
    r"^~~~~~ (\w+)(?: for (\w+))?\n((?:.*\n)*?)^\.\n((?:.*\n)*?)^~~~~~$", re.MULTILINE
)
HEAD = "---\nid: one\ntitle: One\nkind: chapter\n---\n"
PUBLICATION = (HERE / "spec" / "publication.yaml").read_text(encoding="utf-8")
PEOPLE = (HERE / "spec" / "people.yaml").read_text(encoding="utf-8")


def examples() -> Iterator[object]:
    for path in sorted(HERE.glob("spec/*.md")):
        text = path.read_text(encoding="utf-8")
        for found in EXAMPLE.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield pytest.param(*found.groups(), id=f"{path.name}:{line}")


@pytest.mark.parametrize(("kind", "audience", "source", "expected"), list(examples()))
def test_example(kind: str, audience: str | None, source: str, expected: str) -> None:
    assert render(kind, audience, source) == expected.rstrip("\n")


FRAIL = "TXT018"
"""What formatters do to a text, which only examples of the kind `layout` show."""


def test_each_fence_of_a_page_is_one_of_an_example() -> None:
    for path in sorted(HERE.glob("spec/*.md")):
        text = path.read_text(encoding="utf-8")
        fences = re.findall(r"^~{5,}.*$", text, re.MULTILINE)

        assert len(fences) == 2 * len(EXAMPLE.findall(text)), path.name


def render(kind: str, audience: str | None, source: str) -> str:
    """What becomes of a source: the tree it stands for, or else its problems."""
    shows_frail, kind = kind == "layout", "text" if kind == "layout" else kind
    head = HEAD.count("\n") if kind == "text" else 0
    section = source if kind == "section" else HEAD + (source if kind == "text" else "Text.\n")
    publication = source if kind == "publication" else PUBLICATION
    files = {"publication.yaml": publication, "one.md": section, "people.yaml": PEOPLE}
    library = Memory({name: text.encode() for name, text in files.items()})
    found = read_source(library, "example")
    reported = tuple(p for p in found.problems if shows_frail or p.code != FRAIL)
    problems = reported or find_errors(found.draft, library)
    if problems or found.draft is None:
        return "\n".join(show(problem, head) for problem in problems)
    if audience:
        return dump_sections(select(found.draft, audience).sections, head)
    if kind == "text":
        return dump_blocks(found.draft.sections[0].blocks, head)
    if kind == "section":
        return dump_sections(found.draft.sections)
    return "\n".join(f"{a.id}: {dump_inlines(a.bottom_line)}" for a in found.draft.audiences)


def find_errors(draft: Draft | None, library: Memory) -> tuple[Problem, ...]:
    """The errors that `check` finds."""
    found = check(draft, library) if draft else ()
    return add_excerpts((p for p in found if p.severity is Severity.ERROR), library)


def show(problem: Problem, head: int) -> str:
    """The problem as it is printed, its line counted from the beginning of the example."""
    span = problem.span
    moved = replace(span, line=span.line - head) if span and span.line > head else span
    return str(replace(problem, span=moved))


@pytest.mark.parametrize("kind", get_args(Block), ids=lambda kind: str(kind.__name__))
def test_every_kind_of_block_has_an_example(kind: type) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(HERE.glob("spec/*.md"))]

    assert re.search(rf"^ *\d+ {kind.__name__.lower()} ", "\n".join(texts), re.MULTILINE)


@pytest.mark.parametrize("name", FENCES)
def test_every_fenced_block_is_on_the_page_for_authors(name: str) -> None:
    assert f"```{name}\n" in (HERE.parent / "docs/content.md").read_text(encoding="utf-8")


def test_there_are_examples() -> None:
    assert len(list(examples())) > 60
