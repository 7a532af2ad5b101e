"""Every block knows the line on which it begins, however it came about."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings, strategies as st

from octavo import Memory, read
from octavo.document import Block, Heading, Paragraph, Section, Table, Text
from octavo.document.walk import query

PUBLICATION = b"""title: T
event: {name: E}
imprint: {publisher: P}
sections: [one.md]
"""
HEAD = "---\nid: one\ntitle: One\nkind: chapter\n---\n"

WORDS = ("orbit", "launch", "signal", "beacon", "apogee", "debris")
words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


def join(lines: list[str], first: str, other: str) -> list[str]:
    """`lines` with `first` before the first one and `other` before the others."""
    return [first + lines[0], *(other + line for line in lines[1:])]


@st.composite
def pieces(draw: st.DrawFn, deep: int = 2) -> list[str]:
    """The lines of one block of Markdown, some of them with blocks inside."""
    kinds = ["paragraph", "heading", "table", "terms"]
    kinds = kinds if deep == 2 else ["paragraph", "table", "terms"]
    kind = draw(st.sampled_from([*kinds, "list", "numbers", "quote"] if deep else kinds[:1]))
    if kind == "paragraph":
        return draw(st.lists(words, min_size=1, max_size=3))
    if kind == "heading":
        return [draw(st.sampled_from(("## ", "### "))) + draw(words)]
    if kind == "table":
        rows = draw(st.lists(words, min_size=1, max_size=3))
        return ["| what |", "|------|", *(f"| {row} |" for row in rows)]
    if kind == "terms":
        return [draw(words), ":   " + draw(words)]
    if kind == "quote":
        inner = draw(st.lists(pieces(deep - 1), min_size=1, max_size=2))
        return [f"> {line}".rstrip() for line in spread(inner)]
    marker = "-   " if kind == "list" else "1.  "
    items = [
        line
        for _ in range(draw(st.integers(1, 3)))
        for line in join(draw(pieces(0)), marker, "    ")
    ]
    more = draw(pieces(deep - 1))
    return [*items, "", *(f"    {line}".rstrip() for line in more)] if deep > 1 else items


def spread(blocks: list[list[str]]) -> list[str]:
    """The lines of the blocks, with an empty one between each two."""
    lines: list[str] = []
    for block in blocks:
        lines += ["", *block] if lines else block
    return lines


def number(lines: list[str]) -> list[str]:
    """`lines` with each word marked by its line, counted from 1 in the whole file."""
    first = HEAD.count("\n") + 1
    word = re.compile("|".join(WORDS))
    return [word.sub(rf"\g<0>{i}x", line) for i, line in enumerate(lines, first)]


def first_mark(block: Block) -> int | None:
    """The line that the first word of the block tells."""
    for text in query(block, Text):
        found = re.search(r"[a-z](\d+)x", text.text)
        if found:
            return int(found[1])
    return None


def line_of(block: Block) -> int:
    """The line on which the block says that it begins."""
    return block.span.line if block.span else 0


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.lists(pieces(), min_size=1, max_size=6))
def test_a_block_begins_on_the_line_where_its_first_word_stands(blocks: list[list[str]]) -> None:
    source = HEAD + "\n".join(number(spread(blocks))) + "\n"
    draft = read(Memory({"publication.yaml": PUBLICATION, "one.md": source.encode()}))

    sections = draft.sections
    paragraphs: list[Block] = [*query(sections, Paragraph), *query(sections, Heading)]
    assert all(first_mark(block) == line_of(block) for block in paragraphs)
    tables = query(sections, Table)  # whose head, two lines above, has no marked word
    assert all(first_mark(table) == line_of(table) + 2 for table in tables)


@pytest.mark.slow
@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.lists(pieces(), min_size=1, max_size=6))
def test_no_word_is_lost(blocks: list[list[str]]) -> None:
    lines = number(spread(blocks))
    source = HEAD + "\n".join(lines) + "\n"
    draft = read(Memory({"publication.yaml": PUBLICATION, "one.md": source.encode()}))

    said = " ".join(text.text for text in query(draft.sections, Text))
    mark = re.compile(r"[a-z]+\d+x")
    assert mark.findall(said) == mark.findall("\n".join(lines))


def read_lines(body: str) -> list[tuple[str, int]]:
    source = (HEAD + body).encode()
    draft = read(Memory({"publication.yaml": PUBLICATION, "one.md": source}))
    blocks = [block for section in query(draft, Section) for block in section.blocks]
    return [(type(block).__name__, block.span.line - 5) for block in blocks if block.span]


def test_the_same_words_twice_are_told_apart() -> None:
    body = "- same\n- same\n\n    same\n\nsame\n\nsame\n"

    assert read_lines(body) == [("Listing", 1), ("Paragraph", 6), ("Paragraph", 8)]


def read_paragraphs(body: str) -> list[int]:
    source = (HEAD + body).encode()
    draft = read(Memory({"publication.yaml": PUBLICATION, "one.md": source}))
    return [block.span.line - 5 for block in query(draft.sections, Paragraph) if block.span]


def test_the_same_words_twice_in_one_list_are_told_apart() -> None:
    assert read_paragraphs("- same\n- same\n    - same\n\n    same\n\n- same\n") == [1, 2, 3, 5, 7]


def test_the_same_words_twice_in_one_quotation_are_told_apart() -> None:
    assert read_paragraphs("> same\n>\n> same\n>\n> - same\n> - same\n") == [1, 3, 5, 6]


def test_a_paragraph_right_after_a_heading_with_the_same_words_is_told_apart() -> None:
    assert read_paragraphs("## same\nsame\n") == [2]


def test_empty_lines_at_the_beginning_count() -> None:
    assert read_lines("\n\n\n\n\nText.\n\n\n\n- item\n") == [("Paragraph", 6), ("Listing", 10)]


def test_figures_notes_and_captions_leave_the_lines_as_they_are() -> None:
    body = (
        "First[^1].\n\n```figure\norbits: 1\ncaption: c\n```\nSecond.\n\n[^1]: note\n    more\n\n"
        "| a |\n|---|\n| b |\nTable: caption\n\nThird.\n"
    )

    assert read_lines(body) == [
        ("Paragraph", 1),
        ("Figure", 3),
        ("Paragraph", 7),
        ("Table", 12),
        ("Paragraph", 17),
    ]


def test_windows_line_ends_count_once() -> None:
    assert read_lines("One.\r\n\r\nTwo.\r\n") == [("Paragraph", 1), ("Paragraph", 3)]
