"""Queries change nothing of what readers get."""

from __future__ import annotations

from hypothesis import given, strategies as st

from octavo import Memory, read, select
from octavo.document import AuthorQuery, Document, Text
from octavo.document.queries import drop_queries
from octavo.document.walk import query

PUBLICATION = b"""title: T
event: {name: E}
imprint: {publisher: P}
sections: [one.md]
facts: {days: {value: 3, label: days}}
abbreviations: {MDO: Multi-Domain Operations}
"""
HEAD = "---\nid: one\ntitle: One\nkind: chapter\n---\n"
PIECES = (
    "plain",
    "**strong words**",
    "*stressed*",
    "MDO,",
    "[a link](https://example.org/)",
    "“quoted”",
    "isn't",
    "end.",
    "[deter]{.index}",
    "{{ facts.days }}",
    "caf&eacute;",
    "so -- then",
    "5 \\* 6",
)
QUERIES = ("", "", "{>>Why?<<}", " {>>Why, and *when*?<<}", "{>>One.<<} {>>Two\nlines.<<}")


def read_text(text: str, queries: bool = False) -> Document:
    """The document with one section that says `text`."""
    source = {"publication.yaml": PUBLICATION, "one.md": f"{HEAD}{text}\n".encode()}
    return select(read(Memory(source)), queries=queries)


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(QUERIES)), min_size=1))
def test_a_text_is_as_if_nobody_had_asked(pieces: list[tuple[str, str]]) -> None:
    asked = " ".join(words + query for words, query in pieces)
    plain = " ".join(words for words, _ in pieces)

    assert read_text(asked) == read_text(plain)


@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(QUERIES)), min_size=1))
def test_every_query_is_there_for_those_who_ask_for_it(pieces: list[tuple[str, str]]) -> None:
    text = " ".join(words + query for words, query in pieces)

    found = list(query(read_text(text, queries=True), AuthorQuery))
    assert len(found) == text.count("{>>")
    assert all(asked.children for asked in found)


def test_a_query_before_every_word_is_about_none() -> None:
    found = query(read_text("{>>Why?<<} So.", queries=True).sections, AuthorQuery)

    assert [asked.children for asked in found] == [()]
    assert read_text("{>>Why?<<} So.") == read_text("So.")


def test_what_has_no_queries_stays_the_same_object() -> None:
    inlines = (Text("one "), Text("two"))

    assert drop_queries(inlines) is inlines
