"""Words changed on the page: the source says the new ones, and no other byte has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies

from octavo.document import Draft, Heading, Paragraph, Point
from octavo.document.problem import Span
from octavo.document.walk import query, text_of
from octavo.files.library import Folder, Memory
from octavo.preview.source_edits import (
    CannotChangeError,
    ConflictError,
    change,
    find_passage,
    write_value,
)
from octavo.source.draft import read_source

CONTENT = Path(__file__).resolve().parents[2] / "content" / "space-2040"
SECTION = """\
---
id: one
title: One
points:
  - {id: p, text: A key message, rests_on: one-1}
  - id: q
    text: "Said: twice"
---

First paragraph,
over two lines. {#first}

## A heading {#head .audience-council}

- an item
- another

| A | B |
|---|---|
| 1 | 2 |
"""
PARAGRAPH = "First paragraph,\nover two lines."
ANY_TEXT = strategies.text(
    strategies.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1
)


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        (10, 1, "First paragraph,\nover two lines."),
        (11, 1, "First paragraph,\nover two lines."),
        (13, 1, "## A heading"),
        (15, 1, "- an item\n- another"),
        (18, 1, "| A | B |\n|---|---|\n| 1 | 2 |"),
        (5, 5, "A key message"),
        (6, 5, "Said: twice"),
        (2, 5, "One"),
        (3, 8, "One"),
    ],
)
def test_what_is_clicked_is_found(line: int, column: int, words: str) -> None:
    assert find_passage(SECTION.encode(), Span("01.md", line, column)).text == words


@pytest.mark.parametrize(
    ("line", "column", "old", "new", "written"),
    [
        (
            10,
            1,
            "First paragraph,\nover two lines.",
            "Other.",
            ("First paragraph,\nover two lines.", "Other."),
        ),
        (13, 1, "## A heading", "## New", ("A heading", "New")),
        (5, 5, "A key message", "A new one", ("A key message", "A new one")),
        (5, 5, "A key message", "One: two", ("A key message", '"One: two"')),
        (6, 5, "Said: twice", "Said", ('"Said: twice"', '"Said"')),
        (3, 8, "One", "No", ("title: One", 'title: "No"')),
    ],
)
def test_new_words_stand_in_the_place_of_the_old(
    line: int, column: int, old: str, new: str, written: tuple[str, str]
) -> None:
    after = change(SECTION.encode(), Span("01.md", line, column), old, new)

    assert after.decode() == SECTION.replace(*written, 1)


def test_lines_of_windows_and_a_byte_order_mark_stay() -> None:
    data = "\ufeff" + SECTION.replace("\n", "\r\n")

    after = change(data.encode(), Span("01.md", 10, 1), "First paragraph,\nover two lines.", "A\nB")

    assert after.decode() == data.replace("First paragraph,\r\nover two lines.", "A\r\nB")


def test_a_file_that_says_something_else_now_is_left_alone() -> None:
    with pytest.raises(ConflictError, match="First paragraph"):
        change(SECTION.encode(), Span("01.md", 10, 1), "What the page showed", "New")


@pytest.mark.parametrize(
    "new", ["", "  \n", "One.\n\nTwo.", "# A heading", "- an item", "```\nx\n```"]
)
def test_words_that_would_be_another_block_are_refused(new: str) -> None:
    with pytest.raises(CannotChangeError):
        change(SECTION.encode(), Span("01.md", 10, 1), "First paragraph,\nover two lines.", new)


@pytest.mark.parametrize("line", [0, 12, 999])
def test_a_place_without_words_is_refused(line: int) -> None:
    with pytest.raises(CannotChangeError):
        find_passage(SECTION.encode(), Span("01.md", line, 1))


@given(
    strategies.text(
        strategies.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1
    )
)
def test_whatever_is_written_as_a_value_is_read_as_that(text: str) -> None:
    words = " ".join(text.split())
    if not words:
        return
    for before in ("old", "'old'", '"old"'):
        head = f"id: one\ntitle: {write_value(words, before)}\nkind: chapter\n"
        passage = find_passage(f"---\n{head}---\n".encode(), Span("01.md", 3, 8))

        assert passage.text == words


def list_changeable(draft: Draft) -> list[tuple[Span, str]]:
    """The paragraphs, headings and key messages of the proceedings, with where they stand."""
    nodes: list[Paragraph | Heading | Point] = []
    for section in draft.sections:
        nodes += [node for node in query(section.blocks, Paragraph) if node.id]
        nodes += query(section.blocks, Heading)
        nodes += section.points
    return [(node.span, text_of(node.children)) for node in nodes if node.span]


PLACES = list_changeable(read_source(Folder(CONTENT)).draft or pytest.fail("no draft"))


@pytest.mark.slow
@given(strategies.integers(0, len(PLACES) - 1))
def test_every_text_of_the_proceedings_can_be_changed_and_nothing_else_changes(at: int) -> None:
    span, said = PLACES[at]
    data = (CONTENT / span.file).read_bytes()
    passage = find_passage(data, span)
    new = passage.text.rstrip(".") + " anew."

    after = change(data, span, passage.text, new)
    files = {p.name: p.read_bytes() for p in CONTENT.glob("*.*")} | {span.file: after}
    draft = read_source(Memory(files)).draft
    again = change(after, span, new, passage.text)

    assert draft is not None
    expected = [text for _, text in PLACES]
    expected[at] = said.rstrip(".") + " anew."
    assert [text for _, text in list_changeable(draft)] == expected
    assert again == data
