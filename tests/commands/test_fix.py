"""`octavo check --fix`: what it changes, and what it leaves alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from commands.conftest import SMALL, change
from octavo import Problem, Severity, Span
from octavo.build.fixing import fix_source
from octavo.build.steps import list_problems
from octavo.commands.cli import run
from octavo.document.problem import Fix
from octavo.files.fixing import apply_fixes, choose_fixes
from octavo.files.library import Memory

# ------------------------------------------------------------------------------ the bytes

TEXTS = st.lists(st.text("aä\u00a0 \U0001f600", max_size=6), min_size=1, max_size=6)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@dataclass(frozen=True)
class Cut:
    """A file in pieces, of which every other one is replaced."""

    kept: Sequence[str]
    replaced: Sequence[str]
    new: Sequence[str]


@st.composite
def cuts(draw: st.DrawFn) -> Cut:
    lines = draw(TEXTS)
    text = lines[0] + "".join(draw(ENDS) + line for line in lines[1:])
    breaks = [m.start() for m in re.finditer(r"(?<!\r)(?=\n)|(?=\r)|\Z|[^\r\n]", text)]
    places = sorted(draw(st.sets(st.sampled_from(breaks), max_size=6)))
    places = places[: len(places) // 2 * 2]
    edges = [0, *places, len(text)]
    pieces = [text[a:b] for a, b in pairwise(edges)]
    new = [draw(st.text("xé", max_size=3)) for _ in pieces[1::2]]
    return Cut(pieces[::2], pieces[1::2], new)


def place(before: str, text: str) -> Span:
    """Where `text` stands after `before`."""
    begin, end = count(before), count(before + text)
    return Span("a.md", *begin, *end)


def count(text: str) -> tuple[int, int]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(lines), len(lines[-1]) + 1


def interleave(kept: Sequence[str], others: Sequence[str]) -> str:
    return kept[0] + "".join(one + other for one, other in zip(others, kept[1:], strict=True))


@given(cuts(), st.booleans())
def test_a_fix_changes_its_place_and_nothing_else(cut: Cut, marked: bool) -> None:
    fixes: list[Fix] = []
    before = ""
    for kept, old, new in zip(cut.kept, cut.replaced, cut.new, strict=False):
        before += kept
        fixes.append(Fix(place(before, old), new))
        before += old
    mark = b"\xef\xbb\xbf" if marked else b""

    data = mark + interleave(cut.kept, cut.replaced).encode()
    assert apply_fixes(data, fixes) == mark + interleave(cut.kept, cut.new).encode()


def test_a_line_feed_becomes_a_line_end_of_the_file() -> None:
    fix = Fix(Span("a.md", 2, 1, 2, 1), "x\n")

    assert apply_fixes(b"a\r\nb\r\n", [fix]) == b"a\r\nx\r\nb\r\n"


@pytest.mark.parametrize(
    "span", [Span("a.md", 3, 1, 3, 1), Span("a.md", 1, 1, 1, 4), Span("a.md", 1, 2, 1, 1)]
)
def test_a_place_that_there_is_not_is_refused(span: Span) -> None:
    with pytest.raises(ValueError, match=r"there is no|ends before"):
        apply_fixes(b"ab\nc", [Fix(span, "")])


def problem(*fixes: Fix) -> Problem:
    return Problem(Severity.ERROR, "X001", "wrong", fixes=fixes)


def at(begin: int, end: int, text: str = "") -> Fix:
    return Fix(Span("a.md", 1, begin, 1, end), text)


def test_of_fixes_that_overlap_the_first_is_made() -> None:
    one, other, apart = problem(at(1, 4)), problem(at(3, 5)), problem(at(5, 6))

    assert choose_fixes([one, other, apart]) == (one, apart)


def test_all_fixes_of_a_problem_are_made_or_none() -> None:
    one, other = problem(at(1, 4)), problem(at(3, 5), at(8, 9))

    assert choose_fixes([one, other, problem(at(8, 9))]) == (one, problem(at(8, 9)))


def test_two_fixes_do_not_write_to_one_place() -> None:
    one, other = problem(at(3, 3, "a")), problem(at(3, 3, "b"))

    assert choose_fixes([one, other]) == (one,)


def test_a_fix_without_an_end_is_none() -> None:
    assert choose_fixes([problem(Fix(Span("a.md", 1, 1), "x"))]) == ()


# ------------------------------------------------------------------------------ a source

FILES = {path.name: path.read_bytes() for path in sorted(SMALL.iterdir())}
MENDED_BACK = (
    ("publication.yaml", "\nsubtitle:", "\nSub-Title:"),
    ("publication.yaml", "    lead_facts: [p", "    lead-facts: [p"),
    ("publication.yaml", "    bottom_line: T", "    Bottom line: T"),
    ("publication.yaml", "purpose: decide", "purpose: Decide"),
    ("publication.yaml", "purpose: discuss", "purpose: 'DISCUSS'"),
    ("publication.yaml", "03-policy.md", "03-Policy.md"),
    ("publication.yaml", "photos: photos.yaml", 'photos: "Photos.yaml"'),
    ("publication.yaml", "start: 2025-04-28", "start: 28.04.2025"),
    ("publication.yaml", "end: 2025-04-30", "end: 2025/4/30"),
    ("publication.yaml", "  publisher: The", "\u00a0\u00a0publisher: The"),
    ("publication.yaml", "    question: What is", "  \u2003\u2003question: What is"),
    ("03-policy.md", "---\nid: policy\n", "\n\n---\nid: policy\n"),
    ("03-policy.md", "---\nid: policy\n", "id: policy\n"),
    ("03-policy.md", "kind: chapter", "kind: Chapter"),
    ("03-policy.md", "short_title:", "Short-title:"),
    ("03-policy.md", "The policy stands", "The\u200e policy\u202c stands"),
    ("03-policy.md", "stands on four", "stands on\x07 four"),
    ("04-panel.md", "caption: Orbits", "Caption: Orbits"),
    ("04-panel.md", "orbits: 7", "Orbits: 7"),
)
"""A file of the small publication, words in it, and what an author might write for them."""


def spoil(mistakes: Sequence[tuple[str, str, str]]) -> Memory:
    files = dict(FILES)
    for file, old, new in mistakes:
        text = files[file].decode()
        files[file] = text.replace(old, new, 1).encode()
    return Memory(files)


def errors(library: Memory) -> set[str]:
    found = list_problems(library, "small")[1]
    return {str(p) for p in found if p.severity is Severity.ERROR}


@pytest.mark.parametrize("end", ["\n", pytest.param("\r\n", marks=pytest.mark.slow)])
def test_every_mistake_that_can_be_mended_is(end: str) -> None:
    for mistake in MENDED_BACK:
        files = dict(spoil([mistake]).files)
        if end == "\r\n":
            files = {name: data.replace(b"\n", b"\r\n") for name, data in files.items()}
        wanted = FILES[mistake[0]].replace(b"\n", end.encode())
        if "'" in mistake[2] or '"' in mistake[2]:
            wanted = wanted.replace(
                mistake[1].encode(), re.sub(r"(?<=['\"]).*(?=['\"])", meant, mistake[2]).encode()
            )

        done = fix_source(Memory(files), "small")
        assert done.files == {mistake[0]: b"" + wanted}, mistake


def meant(found: re.Match[str]) -> str:
    return found[0].lower()


SINGLE = [one for one in MENDED_BACK if "'" not in one[2] and '"' not in one[2]]


@pytest.mark.slow
@settings(max_examples=10)
@given(st.sets(st.sampled_from(SINGLE), min_size=2))
def test_several_mistakes_are_mended_together(mistakes: set[tuple[str, str, str]]) -> None:
    taken: dict[tuple[str, str], tuple[str, str, str]] = {}
    for one in sorted(mistakes):
        taken.setdefault(one[:2], one)
    library = spoil(list(taken.values()))

    done = fix_source(library, "small")
    assert {**library.files, **done.files} == FILES


def fix_title(written: str) -> str:
    """The title in the publication.yaml that `--fix` makes of one with `written` for a title."""
    files = spoil([("publication.yaml", 'title: Small but "complete"', f"title: {written}")])
    done = fix_source(files, "small").files
    text = done.get("publication.yaml", files.files["publication.yaml"]).decode()
    return next(line for line in text.split("\n") if line.startswith("title:"))


@pytest.mark.parametrize("title", ["Space: the next years", "At sea: one: two", "It’s here: now"])
def test_a_value_with_a_second_colon_is_put_between_quotes(title: str) -> None:
    assert fix_title(title) == f'title: "{title}"'


@pytest.mark.parametrize(
    "title", ["name: Small", "Here: a # b", 'The "word": b', "C:\\one: two", "One: two\n  three"]
)
def test_one_that_could_mean_another_thing_is_not(title: str) -> None:
    assert fix_title(title) == f"title: {title}".split("\n")[0]


LEFT_ALONE = (
    ("publication.yaml", "title: Small", "tilte: Small"),
    ("publication.yaml", "subtitle:", "Title:"),
    ("publication.yaml", "purpose: decide", "purpose: decyde"),
    ("publication.yaml", "start: 2025-04-28", "start: 03/04/2025"),
    ("publication.yaml", "03-policy.md", "03-polcy.md"),
    ("03-policy.md", ".audience-industry", ".audience-Industry"),
    ("03-policy.md", "audiences: [industry]", "audiences: [industri]"),
    ("03-policy.md", "(#panel-1)", "(#panel1)"),
    ("04-panel.md", "rests_on: panel-1-early", "rests_on: panel-1-erly"),
    ("04-panel.md", "{#panel-1-early}", "\ue000"),
    ("04-panel.md", "MDO from", "MDO\u2028from"),
)
"""What could be meant in more than one way, or decides who may read it."""


def test_what_could_mean_two_things_is_left_alone() -> None:
    for mistake in LEFT_ALONE:
        library = spoil([mistake])

        assert errors(library), mistake
        assert fix_source(library, "small").files == {}, mistake


# ------------------------------------------------------------------------------ the command


def test_check_mends_and_tells_what_it_mended(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "04-panel.md").read_bytes()
    change(folder, "04-panel.md", "caption: Orbits", "Caption: Orbits")

    assert run(["check", "--fix"]) == 0
    assert (folder / "04-panel.md").read_bytes() == before
    assert capsys.readouterr().err.splitlines() == [
        "content/small/04-panel.md:27:1: mended: unknown key `Caption` [SRC006]",
        "5 notes",
    ]


def test_check_says_that_it_could_mend(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder, "04-panel.md", "caption: Orbits", "Caption: Orbits")

    assert run(["check"]) == 1
    assert capsys.readouterr().err == "1 error, 2 notes; `octavo check --fix` mends 1\n"


def test_a_source_with_nothing_to_mend_is_not_written(folder: Path) -> None:
    def stamp() -> list[tuple[str, int]]:
        return sorted((path.name, path.stat().st_mtime_ns) for path in folder.iterdir())

    before = stamp()

    assert run(["check", "--fix"]) == 0
    assert stamp() == before
