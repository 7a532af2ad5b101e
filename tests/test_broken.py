"""Every source in tests/broken has exactly the problems that stand below it, each with a hint.

A source is a text (of a section), some lines of its front matter (`head`), a whole section, some
lines of publication.yaml, a register of people or of photographs. Lines are counted from the
beginning of what is shown; a place in another file is told with its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from octavo import Memory, Problem, Span
from octavo.build.fixing import fix_source
from octavo.build.steps import list_problems
from octavo.document.codes import CODES
from octavo.files.library import Changed
from test_codes import FRONT_MATTER, PEOPLE, PHOTOS, PUBLICATION, TEXT, put_in

HERE = Path(__file__).parent / "broken"
SOURCE = re.compile(r"^~~~~~ (\w+)\n((?:.*\n)*?)^\.\n((?:.*\n)*?)^~~~~~$", re.MULTILINE)
LEAST = 150
"""Sources that there have to be at least."""
HINTLESS = frozenset({"THM001"})
"""Codes whose message is what to do."""


STANDS_FOR = str.maketrans({"␀": "\0", "⇥": "\t", "␣": "\u00a0", "↔": "\u200e", "▯": "\ue000"})


@dataclass(frozen=True)
class Broken:
    """A source with mistakes."""

    kind: str
    source: str
    expected: tuple[str, ...]
    line: int
    """Of the page on which it stands."""


def list_sources(path: Path) -> Iterator[Broken]:
    text = path.read_text(encoding="utf-8")
    for found in SOURCE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Broken(found[1], found[2], tuple(found[3].splitlines()), line)


def write(broken: Broken) -> tuple[dict[str, str], str, int]:
    """The files of a publication with the source in it, where it stands, and after how many lines.

    Some signs stand for characters that nobody would see, or that an editor would not keep.
    """
    source = broken.source.translate(STANDS_FOR)
    files = {
        "publication.yaml": PUBLICATION,
        "people.yaml": PEOPLE,
        "photos.yaml": PHOTOS,
        "one.md": f"---\n{FRONT_MATTER}---\n{TEXT}",
    }
    place = {"publication": "publication.yaml", "people": "people.yaml", "photos": "photos.yaml"}
    file = place.get(broken.kind, "one.md")
    match broken.kind:
        case "text":
            text = f"---\n{FRONT_MATTER}---\n{TEXT}\n{source}"
        case "head":
            text = f"---\n{put_in(FRONT_MATTER, source)}---\n{TEXT}"
        case "publication":
            text = put_in(PUBLICATION, source)
        case _:
            text = source
    files[file] = text
    before = text[: text.rindex(source)].count("\n")
    return files, file, before


def find(broken: Broken) -> list[Problem]:
    """The problems that the source has and the unbroken publication has not."""
    files, _, _ = write(broken)
    usual = {(p.code, p.message) for p in problems_of({**write(Broken("text", "", (), 0))[0]})}
    return [p for p in problems_of(files) if (p.code, p.message) not in usual]


def problems_of(files: dict[str, str]) -> tuple[Problem, ...]:
    library = Memory(
        {name: text.encode("utf-8", "surrogateescape") for name, text in files.items()}
    )
    return list_problems(library, "example")[1]


def show(problem: Problem, file: str, before: int) -> str:
    """The code and the place, with the file where it is another one."""
    span = problem.span
    if span is None:
        return f"{problem.code} nowhere"
    if span.file != file:
        return f"{problem.code} {span}"
    return f"{problem.code} {max(span.line - before, 0)}:{span.column}"


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(HERE.glob("*.md")), ids=lambda path: path.stem)
def test_every_mistake_has_its_place_and_a_hint(path: Path) -> None:
    for broken in list_sources(path):
        _, file, before = write(broken)
        found = find(broken)

        where = f"{path.name}:{broken.line}"
        assert tuple(show(problem, file, before) for problem in found) == broken.expected, where
        assert [p.code for p in found if not p.hint and p.code not in HINTLESS] == [], where
        files, _, _ = write(broken)
        for problem in found:
            assert problem.span, where
            assert has_place(problem.span, files.get(problem.span.file, "")), where


def has_place(span: Span, text: str) -> bool:
    """Whether the file has what `span` tells, from its beginning to its end."""
    lines = text.split("\n")
    ends = (span.end_line, span.end_column) if span.end_line else (span.line, span.column)
    inside = all(
        line <= len(lines) and column <= len(lines[line - 1]) + 1
        for line, column in ((span.line, span.column), ends)
    )
    return inside and (span.line, span.column) <= ends


MISREAD = {"SRC003", "SRC004", "SRC005", "SRC009", "TXT005", "TXT008", "TXT009", "TXT015"}
"""Codes of what cannot be read: no fix may lead there. What could not be read before may have
mistakes of other kinds."""


@pytest.mark.slow
def test_what_can_be_mended_is_and_nothing_is_broken_by_it() -> None:
    mended = 0
    for path in sorted(HERE.glob("*.md")):
        for broken in list_sources(path):
            files, _, _ = write(broken)
            before = problems_of(files)
            if not any(problem.fixes for problem in before):
                continue
            library = Memory({name: text.encode() for name, text in files.items()})
            done = fix_source(library, "example")
            after = list_problems(Changed(library, done.files), "example")[1]

            where = f"{path.name}:{broken.line}"
            new = {problem.code for problem in after} - {problem.code for problem in before}
            assert [problem for problem in after if problem.fixes] == [], where
            assert new & MISREAD == set(), where
            assert done.mended, where
            mended += 1

    assert mended > 15


def test_there_are_enough_of_them_and_none_twice() -> None:
    sources = [broken for path in HERE.glob("*.md") for broken in list_sources(path)]

    assert len(sources) >= LEAST
    assert len({(broken.kind, broken.source) for broken in sources}) == len(sources)
    assert all(broken.expected for broken in sources)


def test_every_code_of_a_text_is_among_them() -> None:
    named = {
        line.split()[0]
        for path in HERE.glob("*.md")
        for broken in list_sources(path)
        for line in broken.expected
    }
    groups = ("SRC", "TXT", "FCT", "IMP")
    codes = {entry.code for entry in CODES if entry.example and entry.code[:3] in groups}

    assert codes - named == {"TXT009"}, "the example of TXT009 is too long to be read"
