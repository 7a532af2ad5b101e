"""Words changed on the page: the source says the new ones, and no other byte has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given, strategies

from octavo.document import Draft, Heading, OutputRequest, Paragraph, Point
from octavo.document.attribution import Person, Waiver
from octavo.document.problem import Span
from octavo.document.walk import query, text_of
from octavo.files.library import Folder, Memory
from octavo.preview.faults import CannotChangeError, ConflictError
from octavo.preview.rebuilding import Preview
from octavo.preview.source_edits import change, find_passages, require, set_value
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
        (13, 1, "A heading"),
        (15, 1, "- an item\n- another"),
        (18, 1, "| A | B |\n|---|---|\n| 1 | 2 |"),
        (5, 5, "A key message"),
        (6, 5, "Said: twice"),
        (2, 5, "One"),
        (3, 8, "One"),
    ],
)
def test_what_is_clicked_is_found(line: int, column: int, words: str) -> None:
    assert find_passages(SECTION.encode(), Span("01.md", line, column))[0].text == words


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
        (13, 1, "A heading", "New", ("A heading", "New")),
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
        find_passages(SECTION.encode(), Span("01.md", line, 1))


@given(
    strategies.text(
        strategies.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1
    )
)
def test_whatever_is_written_as_a_value_is_read_as_that(text: str) -> None:
    words = " ".join(text.split())
    if not words:
        return
    for before in ("old", "'old'", '"old"', ">-\n  old\n  words", "|\n  old", "old\n  words"):
        data = f"---\nid: one\ntitle: {before}\nkind: chapter\n---\n".encode()
        old = find_passages(data, Span("01.md", 3, 8))[0].text
        changed = change(data, Span("01.md", 3, 8), old, words)
        passage = find_passages(changed, Span("01.md", 3, 8))[0]

        assert passage.text == words
        assert changed.startswith(b"---\nid: one\ntitle: ")
        assert changed.endswith(b"\nkind: chapter\n---\n")


POINT = """\
id: one
points:
  - id: p
    text: >-
      A message that goes over
      two lines of the file.
    # A remark.
    weight: 5
  - {id: q, text: Short}
  - id: r
    text: Other
    required:
      - council
    weights: {council: 3, staff: 4}
kind: chapter
"""


@pytest.mark.parametrize(
    ("line", "column", "path", "value", "old", "new"),
    [
        (3, 5, ("weights", "staff"), "9", "weight: 5", "weight: 5\n    weights: {staff: 9}"),
        (9, 5, ("weights", "staff"), "9", "Short}", "Short, weights: {staff: 9}}"),
        (10, 5, ("weights", "staff"), "9", "staff: 4", "staff: 9"),
        (10, 5, ("weights", "press"), "1", "staff: 4", "staff: 4, press: 1"),
        (3, 5, ("key",), "false", "weight: 5", "weight: 5\n    key: false"),
        (9, 5, ("required",), ["staff"], "Short}", "Short, required: [staff]}"),
        (10, 5, ("required",), [], "required:\n      - council", "required: []"),
    ],
)
def test_a_setting_of_a_point_is_written_in_the_style_of_the_point(
    line: int, column: int, path: tuple[str, ...], value: str | list[str], old: str, new: str
) -> None:
    before = f"---\n{POINT}---\n\nText.\n"
    line += 1

    after = set_value(before.encode(), Span("01.md", line, column), path, value)

    assert after.decode() == before.replace(old, new, 1)


def test_a_point_becomes_required_for_one_more_reader_and_no_longer_is() -> None:
    before = f"---\n{POINT}---\n".encode()
    span = Span("01.md", 11, 5)
    more = require(before, span, "staff", on=True)

    assert b"required: [council, staff]\n" in more
    assert b"required: [council]\n" in require(more, span, "staff", on=False)


@pytest.mark.parametrize("name", ["a: b", "a]", "", "{x", "a\nb"])
def test_a_name_that_is_none_is_not_written(name: str) -> None:
    with pytest.raises(CannotChangeError):
        set_value(f"---\n{POINT}---\n".encode(), Span("01.md", 10, 5), ("weights", name), "3")


def test_a_text_over_several_lines_keeps_its_style_and_the_lines_that_stay() -> None:
    before = f"---\n{POINT}---\n".encode()
    span = Span("01.md", 4, 5)
    (passage,) = find_passages(before, span)
    assert passage.text == "A message that goes over two lines of the file."

    after = change(before, span, passage.text, passage.text.replace("file.", "{{ facts.n }}."))

    assert after.decode() == before.decode().replace("the file.", "the {{ facts.n }}.")


FIGURE = """\
Words.

```figure
id: fig
diagram: pillars
caption: What is shown
credit: Nobody
```

| A |
|---|
| 1 |

Table: What the table says {#t}

````aside
title: Beside
---
First words.

- an item
````
"""


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (3, [("caption", "What is shown"), ("credit", "Nobody")]),
        (10, [("table", "| A |\n|---|\n| 1 |"), ("caption", "Table: What the table says")]),
        (16, [("title", "Beside")]),
        (19, [("paragraph", "First words.")]),
        (21, [("list", "- an item")]),
    ],
)
def test_captions_cells_and_what_stands_in_a_box_are_found(
    line: int, found: list[tuple[str, str]]
) -> None:
    passages = find_passages(FIGURE.encode(), Span("01.md", line, 1))

    assert [(one.label, one.text) for one in passages] == found


ROWS = "| A | B \\| C |\n|---|---|\n| 1 | **2** {colspan=1} |\n\nx | y\n--|--\n1 | 2\n"


@pytest.mark.parametrize(
    ("line", "column", "words", "new", "after"),
    [
        (1, 3, "A", "The first", "| The first | B \\| C |"),
        (1, 7, "B \\| C", "B | D", "| A | B \\| D |"),
        (3, 7, "**2** {colspan=1}", "3\n4", "| 1 | 3 4 |"),
        (7, 1, "1", "one", "one | 2"),
        (7, 5, "2", "two", "1 | two"),
    ],
)
def test_a_cell_is_changed_by_itself(
    line: int, column: int, words: str, new: str, after: str
) -> None:
    data, span = ROWS.encode(), Span("01.md", line, column)
    passages = find_passages(data, span)
    changed = change(data, span, words, new).decode().split("\n")

    assert [(one.label, one.text) for one in passages[:1]] == [("cell", words)]
    assert passages[1].label == "table"
    assert changed == [after if at == line else said for at, said in enumerate(ROWS.split("\n"), 1)]


def test_each_cell_that_is_drawn_leads_to_itself(tmp_path: Path) -> None:
    (tmp_path / "01.md").write_text(f"---\nid: one\ntitle: One\nkind: chapter\n---\n\n{ROWS}")
    event = "{name: A meeting, start: 2025-04-28, end: 2025-04-30}"
    (tmp_path / "publication.yaml").write_text(
        f"title: T\nlanguage: en\nevent: {event}\nimprint: {{publisher: P, place: H}}\n"
        "sections: [01.md]\noutputs: [booklet]\n"
    )
    preview = Preview(tmp_path)
    (file,) = preview.read().files
    shown = preview.show(file.name)
    assert shown is not None
    blocks = [
        b for page in range(len(shown.pages)) for b in preview.find_blocks(file.name, page) or ()
    ]
    said = {
        find_passages((tmp_path / "01.md").read_bytes(), one.span)[0].text
        for one in blocks
        if one.span.file == "01.md" and one.span.line > 6
    }
    assert said == {"A", "B \\| C", "1", "**2** {colspan=1}", "x", "y", "2"}


def test_what_comes_from_a_file_of_data_is_not_changed_here() -> None:
    with pytest.raises(CannotChangeError, match="change it in that file"):
        find_passages(b"name,post\nA,B\n", Span("people.csv", 2, 1))


def list_spans(node: object, around: bool = True) -> Iterator[Span]:
    """Where all that has a place of its own stands."""
    if isinstance(node, Span):
        yield node
    elif isinstance(node, tuple):
        for one in cast("tuple[object, ...]", node):
            yield from list_spans(one)
    elif is_dataclass(node) and not isinstance(node, type | OutputRequest | Person | Waiver):
        for one in fields(node):
            yield from list_spans(getattr(node, one.name))


def list_changeable(draft: Draft) -> list[tuple[Span, str]]:
    """The paragraphs, headings and key messages of the proceedings, with where they stand."""
    nodes: list[Paragraph | Heading | Point] = []
    for section in draft.sections:
        nodes += [node for node in query(section.blocks, Paragraph) if node.id]
        nodes += query(section.blocks, Heading)
        nodes += section.points
    return [(node.span, text_of(node.children)) for node in nodes if node.span]


DRAFT = read_source(Folder(CONTENT)).draft or pytest.fail("no draft")
ALL_SPANS = sorted(set(list_spans(DRAFT)), key=lambda span: (span.file, span.line, span.column))
PLACES = list_changeable(DRAFT)


@pytest.mark.slow
@given(strategies.integers(0, len(PLACES) - 1))
def test_every_text_of_the_proceedings_can_be_changed_and_nothing_else_changes(at: int) -> None:
    span, said = PLACES[at]
    data = (CONTENT / span.file).read_bytes()
    passage = find_passages(data, span)[0]
    new = passage.text.rstrip(".") + " anew."

    after = change(data, span, passage.text, new)
    files = {p.name: p.read_bytes() for p in CONTENT.glob("*.*")} | {span.file: after}
    draft = read_source(Memory(files)).draft
    again = change(after, span, new, passage.text)

    assert draft is not None
    expected = [text for _, text in PLACES]
    expected[at] = said.rstrip(".") + " anew."
    assert [text for _, text in list_changeable(draft)] == expected
    # a folded text may have its line ends elsewhere, and says the same
    assert again.split() == data.split()


@pytest.mark.slow
@given(strategies.sampled_from(ALL_SPANS))
def test_all_that_has_a_place_can_be_changed_there_and_back(span: Span) -> None:
    data = (CONTENT / span.file).read_bytes()
    passages = find_passages(data, span)
    for at, passage in enumerate(passages):
        if passage.label in {"table", "block"}:
            continue  # what may be added to a table or to code depends on its last line
        new = passage.text + " anew"
        after = change(data, span, passage.text, new, at)
        if at and passage.yaml:
            continue  # what stands before the place may have moved it
        again = find_passages(after, span)

        # a table has other words when a cell of it has
        assert [one.text for one in again if one.label != "table"] == [
            new if i == at else one.text for i, one in enumerate(passages) if one.label != "table"
        ]
        assert change(after, span, new, passage.text, at) == data
