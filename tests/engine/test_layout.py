"""A source laid out in another way says the same to every reader, or an error names a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

import formatters
from octavo import Document, Memory, Severity, select
from octavo.source.draft import read_source

SAMPLE = formatters.ROOT / "tests" / "publications" / "small"
AUDIENCES = ("industry", "planners")
PUBLICATION = """title: T
event: {name: E}
imprint: {publisher: P}
audiences:
""" + "".join(
    f"  {name}: {{name: N, question: Q, purpose: note, bottom_line: B., so_what: [S.]}}\n"
    for name in AUDIENCES
)
HEAD = "---\nid: one\ntitle: One\nkind: chapter\n---\n"


def read_documents(source: bytes) -> tuple[Document, ...] | None:
    """What everyone and each audience may read; `None` when an error names a line of the text.

    So does a warning that words are indented nearly as code is.
    """
    publication = f"{PUBLICATION}sections: [one.md]\n".encode()
    found = read_source(Memory({"publication.yaml": publication, "one.md": source}))
    errors = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    assert all(problem.span and problem.span.line > HEAD.count("\n") for problem in errors)
    nearly = [problem for problem in found.problems if "words are indented" in problem.message]
    if errors or nearly or found.draft is None:
        return None
    return tuple(select(found.draft, name) for name in (None, *AUDIENCES))


# ------------------------------------------------------------------------------ documents

words = st.sampled_from(("orbit", "signal and beacon", "the *apogee* of it", "debris[^1]"))
marks = st.sampled_from(("", "", "", " {.audience-industry}", " {.audience-planners #ID}"))
KINDS = ("paragraph", "paragraph", "fence", "code", "list", "numbers", "quote", "table", "terms")


@st.composite
def blocks(draw: st.DrawFn, deep: int = 2) -> list[str]:
    """The lines of one block, whatever is inside it indented by four spaces."""
    kind = draw(st.sampled_from(KINDS if deep else KINDS[:4]))
    if kind == "paragraph":
        before = draw(st.lists(words, max_size=1))
        return [*before, draw(words) + draw(marks)]
    if kind == "fence":
        mark = draw(marks).strip()
        return ["```", draw(words), draw(words), "```", *([mark] if mark else [])]
    if kind == "code":
        return [f"    {draw(words)}", f"     {draw(words)}"]
    if kind == "table":
        return ["| what |", "|------|", f"| {draw(words)} |"]
    if kind == "quote":
        inner = draw(st.lists(blocks(deep - 1), min_size=1, max_size=2))
        return [f"> {line}".rstrip() for line in spread(inner)]
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 2))):
        marker = {"list": "-   ", "numbers": "1.  "}.get(kind, ":   ")
        term = [draw(words)] if kind == "terms" else []
        more = draw(st.one_of(st.just([]), blocks(deep - 1)))
        inside = [draw(words), *([""] if more else []), *more, *([""] if more else [])]
        lines += [*term, marker + inside[0], *(f"    {line}".rstrip() for line in inside[1:]), ""]
    mark = draw(marks).strip()
    return [*lines, mark] if mark else lines


def spread(inner: list[list[str]]) -> list[str]:
    """The lines of the blocks, with an empty one between each two."""
    return [line for block in inner for line in (*block, "")][:-1]


@st.composite
def sources(draw: st.DrawFn) -> list[str]:
    """The lines of a text; no two ids in it are the same."""
    lines = spread(draw(st.lists(blocks(), min_size=1, max_size=4)))
    named = [line.replace("ID", f"id-{i}") for i, line in enumerate(lines)]
    return [*named, "", "Last[^1].", "", "[^1]: A note."]


# ------------------------------------------------------------------------------ layouts


@st.composite
def layouts(draw: st.DrawFn, lines: list[str]) -> str:
    """The lines with other indents, other spaces at their ends and other empty lines."""
    less = draw(st.integers(0, 3))
    by_line = draw(st.booleans())
    changed: list[str] = []
    for line in lines:
        own = draw(st.integers(0, 3)) if by_line else less
        spaces = len(line) - len(line.lstrip(" "))
        kept = max(spaces - own, 0) if spaces else 0
        end = draw(st.sampled_from(("", "", " "))) if line.strip() else ""
        more = draw(st.integers(0, 2)) if not line else 0
        changed += [" " * kept + line.lstrip(" ") + end, *[""] * more]
    return "\n".join(changed) + "\n"


@pytest.mark.slow
@settings(max_examples=150)
@given(st.data())
def test_indents_and_empty_lines_change_nothing_without_a_word(data: st.DataObject) -> None:
    lines = data.draw(sources())
    changed = data.draw(layouts(lines))

    meant = read_documents((HEAD + "\n".join(lines) + "\n").encode())
    found = read_documents((HEAD + changed).encode())

    assert meant is None or found is None or found == meant


@pytest.mark.slow
@settings(max_examples=50)
@given(sources())
def test_line_ends_and_a_byte_order_mark_change_nothing(lines: list[str]) -> None:
    text = HEAD + "\n".join(lines) + "\n"
    meant = read_documents(text.encode())

    assert read_documents(text.replace("\n", "\r\n").encode()) == meant
    assert read_documents(text.replace("\n", "\r").encode()) == meant
    assert read_documents(b"\xef\xbb\xbf" + text.encode()) == meant
    assert read_documents(text.rstrip("\n").encode()) == meant


def test_most_of_the_made_up_documents_are_read() -> None:
    read: list[bool] = []

    @settings(max_examples=60)
    @given(sources())
    def look(lines: list[str]) -> None:
        read.append(read_documents((HEAD + "\n".join(lines) + "\n").encode()) is not None)

    look()

    assert sum(read) > len(read) / 2


def test_a_list_written_with_two_spaces_is_the_same_for_every_reader() -> None:
    wide = "- one\n\n    more\n\n    - inner\n- two\n\n{.audience-industry}\n"
    narrow = re.sub(r"^ {4}", "  ", wide, flags=re.MULTILINE)

    assert read_documents((HEAD + narrow).encode()) == read_documents((HEAD + wide).encode())


# ------------------------------------------------------------------------------ formatters


def write(folder: Path, text: str) -> Path:
    """A publication of one section."""
    folder.mkdir()
    (folder / "publication.yaml").write_text(f"{PUBLICATION}sections: [one.md]\n")
    (folder / "one.md").write_text(HEAD + text)
    return folder


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        ("- one\n\n  - two\n", "same"),
        ("- one\n\n- two\n", "different"),
        ("- one\n\n - two\n", "error: one.md:8:1: error: this item could be read as the next"),
    ],
)
def test_what_becomes_of_a_source_is_found_out(tmp_path: Path, now: str, verdict: str) -> None:
    folder = write(tmp_path / "a", "- one\n\n    - two\n")

    def layout(files: Sequence[Path]) -> None:
        for file in files:
            file.write_text(HEAD + now)

    assert formatters.compare(layout, [folder])[folder].startswith(verdict)


def test_a_source_that_is_refused_is_no_error_of_a_layout(tmp_path: Path) -> None:
    folder = write(tmp_path / "a", "<b>\n")

    assert formatters.compare(lambda _: None, [folder]) == {folder: "refused"}


def test_a_layout_that_loses_a_backslash_is_told_from_one_that_loses_words(tmp_path: Path) -> None:
    folder = write(tmp_path / "a", 'A \\"sign and words.\n')

    def write_anew(text: str) -> Callable[[Sequence[Path]], None]:
        return lambda files: [file.write_text(HEAD + text) for file in files].clear()

    assert formatters.compare(write_anew('A "sign and words.\n'), [folder]) == {folder: "unescaped"}
    assert formatters.compare(write_anew('A "sign.\n'), [folder]) == {folder: "different"}


def test_indents_are_changed_where_they_mean_nothing() -> None:
    lines = ["- one\n", "\n", "   more\n", "   - two\n", "   - three\n"]

    assert formatters.change_alike(lines, [line.lstrip(" ") for line in lines], range(5)) == lines
    less = [formatters.outdent(line, 1) for line in lines]
    assert formatters.change_alike(lines, less, range(5)) == less


@pytest.mark.parametrize("name", formatters.LAYOUTS)
def test_no_layout_changes_what_the_sample_says(name: str) -> None:
    assert formatters.compare(formatters.LAYOUTS[name], [SAMPLE]) == {SAMPLE: "same"}
