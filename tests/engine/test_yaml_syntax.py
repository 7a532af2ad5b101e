"""What is said about a text that is no YAML: where to look, and what to do."""

from __future__ import annotations

import pytest

from octavo import Memory
from octavo.source.draft import read_source


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('title: "One\nsubtitle: Two\n', "1:8", "this quotation mark is never closed"),
        (
            'title: "One\nsubtitle: "Two"\n',
            "1:8",
            "this quotation mark is not closed on its line",
        ),
        (
            "title: 'One\nsubtitle: it's\n",
            "1:8",
            "this quotation mark is not closed on its line",
        ),
        ("title: T\nkeywords: [a, b\nkind: K\n", "2:11", "what opens here with `[` is not closed"),
        ("title: T\nevent: {name: E\n", "2:8", "what opens here with `{` is not closed"),
        ("title: T\nevent: {\n", "2:8", "what opens here with `{` is not closed"),
        ("title: [a]]\n", "1:11", "`]` stands after the end of a value"),
        ("title: One: two\n", "1:8", "a second colon stands in this value"),
        ("event: name: two\n", "1:12", "a second colon stands in this value"),
        (
            "title: One\n  kind: K\n",
            "2:3",
            "this line is indented further than the one it belongs to",
        ),
        ("title One\nkind: K\n", "1:1", "a line without a colon after its key"),
        ("title:One\nkind: K\n", "1:1", "a key without a space after its colon"),
        (
            "sections:\n- one.md\n-two.md\nkind: K\n",
            "3:1",
            "an item of a list without a space after its sign",
        ),
        (
            "event:\n  name: E\n\u00a0\u00a0place: P\n  start: 2025-04-28\n",
            "3:1",
            "this line is indented with U+00A0, which looks like a space",
        ),
        ("event:\n\tname: E\n", "2:1", "a tab stands where only spaces can"),
        ("title: @one\n", "1:8", "a value cannot begin with `@`"),
        ("title: One\nsubtitle\nkind: K\n", "2:1", "a line without a colon after its key"),
        ("event:\n    name: E\n  place: P\n", "3:3", "this line does not fit the lines above it"),
    ],
)
def test_a_mistake_is_told_where_it_has_to_be_mended(text: str, place: str, message: str) -> None:
    (problem,) = read_source(Memory({"publication.yaml": text.encode()})).problems

    assert (str(problem.span), problem.message) == (f"publication.yaml:{place}", message)
    assert problem.hint


@pytest.mark.parametrize("text", ['title: "One', "title: [", "title: {a", "? [", "- a\nb", "&"])
def test_a_mistake_at_the_end_stands_in_the_last_line(text: str) -> None:
    (problem,) = read_source(Memory({"publication.yaml": text.encode()})).problems

    assert problem.span
    assert problem.span.line <= text.count("\n") + 1
